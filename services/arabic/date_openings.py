"""What stands before a time expression and belongs to it: "يوم", the part of the day, the hour, "منذ", "خلال", "قبل"."""

from __future__ import annotations

from typing import Final

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import shifted, span

# Only where one of these stands can an hour precede a day ("وقت سابق من", "الساعة 6:00 من").
_HOURS: Final = frozenset(("وقت", "ساعه", "ساعات", "الساعه", "الساعات"))
_SINCE: Final = frozenset(("منذ", "ومنذ", "مذ"))
_BEFORE: Final = frozenset(("قبل", "وقبل", "قبيل"))
_DURING: Final = frozenset(("خلال", "وخلال", "طوال", "طيله"))
_TWO_DAYS: Final = frozenset(("يومي", "ليلتي", "ايام"))


class DateOpeningReader:
    """Reads backward from a time expression of a sentence."""

    __slots__ = ("_hours", "_sentence")

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence
        self._hours: bool | None = None

    def widened(self, time: Time, floor: int) -> Time:
        """The expression with "يوم", the part of the day and the hour before it; "منذ" opens it up to publication.

        floor: the code point where the expression before it ends.
        """
        return self._opened(self._with_hours(time, floor), floor)

    def _with_hours(self, time: Time, floor: int) -> Time:
        """The expression with the words before it that belong to the day; none before code point `floor`."""
        sentence = self._sentence
        first = time.first
        while first > 0 and sentence.words.soft[first]:
            step = self._step_left(first, time)
            if step is None or sentence.words.start(step) < floor:
                break
            first = step
        return time if first == time.first else time.since(first)

    def _opened(self, time: Time, floor: int) -> Time:
        """The expression with the preposition before it where that belongs to it: "منذ", "خلال", "من ... إلى", "قبل 2011"."""
        sentence, first = self._sentence, time.first
        if first == 0 or sentence.words.start(first - 1) < floor:
            return time
        previous = sentence.words.texts[first - 1] if sentence.words.soft[first] else ""
        if previous in _SINCE and time.tag != "ago":
            period = time.period
            if time.tag != "span":
                begin = period.earliest
                until = sentence.today if begin is not None and begin <= sentence.today else None
                period = span(begin, until)
            return time.changed(first - 1, time.stop, period)
        if previous in _BEFORE and time.tag in ("date", "month", "year") and time.period.earliest:
            return time.changed(first - 1, time.stop, span(None, shifted(time.period.earliest, -1)))
        if previous in _DURING and time.tag in ("period", "year", "month"):
            return time.since(first - 1)
        if previous in ("من", "بين", "وبين") and time.period.precision == "range":
            return time.since(first - 1) if self._is_range_opener(time) else time
        if previous in ("هذا", "هذه", "بهذا") and time.tag == "period":
            return time.since(first - 1)
        return time

    def _is_range_opener(self, time: Time) -> bool:
        meaning = self._sentence.meanings[time.first]
        return meaning is not None and (
            bool(meaning.months) or meaning.digits or not {"weekday", "day", "unit"}.isdisjoint(meaning.kinds)
        )

    def _step_left(self, first: int, time: Time) -> int | None:
        """One step to the left that still belongs to the expression, or None."""
        sentence, at = self._sentence, first - 1
        meaning = sentence.meanings[at]
        text = sentence.words.texts[at]
        if meaning is not None and not meaning.article:
            days = time.tag in ("day", "weekday", "date", "period", "vague", "span")
            if days and ("daypart" in meaning.kinds or meaning.stem == "يوم"):
                if (
                    at > 0
                    and sentence.words.tight[at]
                    and sentence.words.texts[at - 1] in ("منتصف", "بعد", "قبل", "قبيل")
                ):
                    phrase = sentence.phrase(at - 1, "daypart")
                    if phrase is not None and not sentence.meanings[at].particles:  # type: ignore[union-attr]
                        return at - 1
                return at
            if time.tag in ("month", "date") and text in ("شهر", "شهري", "يوم"):
                return at
        if text in ("هذا", "هذه") and time.tag == "period" and first == time.first:
            return at
        if text in _TWO_DAYS and time.tag in ("weekday", "span", "date"):
            return at
        if (
            text in ("ال", "وال", "بال")
            and sentence.words.gaps[first] in ("", " ")
            and sentence.words.texts[first].isdecimal()
        ):
            return at
        if self._hours is None:
            self._hours = not _HOURS.isdisjoint(sentence.words.texts)
        if not self._hours:
            return None
        moment = self._moment_before(first)
        return moment if moment is not None else self._clock_before(first)

    def _moment_before(self, first: int) -> int | None:
        """ "وقت سابق من", "ساعة متأخرة من" before word `first`."""
        sentence = self._sentence
        for begin in range(max(0, first - 5), first - 1):
            meaning = sentence.meanings[begin]
            if meaning is None:
                continue
            for phrase in meaning.phrases:
                ends_here = phrase.kind == "moment" and begin + 1 + len(phrase.rest) == first
                if ends_here and sentence.words.soft[first] and sentence.follows(begin + 1, phrase.rest):
                    return begin
        return None

    def _clock_before(self, first: int) -> int | None:
        """ "الساعة 6:00 من" before word `first`."""
        sentence = self._sentence
        texts = sentence.words.texts
        for begin in range(first - 2, max(-1, first - 7), -1):
            if texts[begin] in ("الساعه", "الساعة"):
                inside = texts[begin + 1 : first]
                gaps = sentence.words.gaps[begin + 1 : first + 1]
                if inside[0][0].isdecimal() or self._is_ordinal(begin + 1):
                    return begin if all(gap in (" ", ":", "", ".") for gap in gaps) and len(inside) <= 5 else None
        return None

    def _is_ordinal(self, index: int) -> bool:
        meaning = self._sentence.meanings[index]
        return meaning is not None and (meaning.ordinal is not None or meaning.stem == "واحده")
