"""Days named from the publication day: "أمس", "أول من أمس", "غدا", weekdays with and without "الماضي" and "المقبل".

A bare weekday is the latest one up to and including the publication day, with "الماضي" strictly before it, with "المقبل" after it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import (
    Period,
    day_period,
    latest_weekday,
    next_weekday,
    no_date,
    shifted,
    span,
)

# Between two weekdays these make one night ("ليل السبت - الأحد", "ليلة الخميس على الجمعة").
_NIGHT_LINKS: Final = frozenset(("علي", "الي"))


class RelativeDayReader:
    """Reads relative days and weekdays forward from a word."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    def day(self, index: int) -> Time | None:
        """ "أمس", "أول من أمس", "اليوم", "بعد غد"; None for "اليوم السابع" and other names."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        if meaning is None:
            return None
        found = sentence.phrase(index, "day")
        if found is not None:
            return Time(index, found[1], day_period(shifted(sentence.today, int(found[0].value))), "day")
        value = meaning.kinds.get("day")
        if value is None:
            return None
        if value == "0" and ("ب" in meaning.particles or "ل" in meaning.particles):
            return None  # "لليوم" is of a newspaper or "for the day", not "today"
        stop = index + 1
        following = sentence.meanings[stop] if sentence.words.soft[stop] else None
        if value == "0" and following is not None and not following.particles:
            if following.ordinal is not None:
                return None
            if "same" in following.kinds:
                return Time(index, stop + 1, no_date("day"), "vague")
            if sentence.words.texts[index].endswith("الليله") and "past" in following.kinds:
                return Time(index, stop + 1, day_period(shifted(sentence.today, -1)), "day")
            if "past" in following.kinds:
                return None  # "اليوم الأخير" of something
        return Time(index, stop, day_period(shifted(sentence.today, int(value))), "day")

    def weekday(self, index: int) -> Time | None:
        """ "الجمعة", "الجمعة الماضي", "الأحد المقبل", "السبت قبل الماضي", "الخميس من الأسبوع الماضي"."""
        sentence, today = self._sentence, self._sentence.today
        meaning = sentence.meanings[index]
        value = None if meaning is None else meaning.kinds.get("weekday")
        if value is None:
            return None
        weekday, stop = int(value), index + 1
        if sentence.text(stop) in ("عشر", "عشره") or self._is_number(index, weekday):
            return None
        if stop < sentence.words.count and sentence.words.soft[stop]:
            last = sentence.phrase(stop, "before_last")
            if last is not None:
                day = shifted(latest_weekday(weekday, today, strictly=True), -7)
                return Time(index, last[1], day_period(day), "weekday", weekday)
            if sentence.value(stop, "past") is not None:
                day = latest_weekday(weekday, today, strictly=True)
                return Time(index, stop + 1, day_period(day), "weekday", weekday)
            if sentence.value(stop, "next") is not None:
                return Time(index, stop + 1, day_period(next_weekday(weekday, today)), "weekday", weekday)
            if sentence.value(stop, "current") is not None:
                return Time(index, stop + 1, day_period(latest_weekday(weekday, today)), "weekday", weekday)
            if sentence.value(stop, "same") is not None:
                return Time(index, stop + 1, no_date("day"), "vague", weekday)
            if sentence.follows(stop, ("من", "الاسبوع")) and sentence.value(stop + 2, "past") is not None:
                day = latest_weekday(weekday, shifted(today, -1))
                return Time(index, stop + 3, day_period(day), "weekday", weekday)
            if sentence.follows(stop, ("من", "الاسبوع")) and sentence.value(stop + 2, "next") is not None:
                return Time(index, stop + 3, day_period(next_weekday(weekday, today)), "weekday", weekday)
        night = self._night(index, weekday, stop)
        if night is not None:
            return night
        return Time(index, stop, day_period(latest_weekday(weekday, today)), "weekday", weekday)

    def _is_number(self, index: int, weekday: int) -> bool:
        """ "الجنديين الاثنين" are two soldiers, not Monday."""
        if weekday != 0 or not self._sentence.words.tight[index]:
            return False
        previous = self._sentence.number_meaning(index - 1)
        return (
            previous is not None and previous.people is not None and previous.article and previous.people.form == "dual"
        )

    def _night(self, index: int, weekday: int, stop: int) -> Time | None:
        """Two weekdays in a row that are one night, or both of "يومي السبت والأحد"."""
        sentence = self._sentence
        at = stop
        if at >= sentence.words.count:
            return None
        gap = sentence.words.gaps[at].strip(' ()"')
        if sentence.text(at) in _NIGHT_LINKS and sentence.words.soft[at + 1]:
            at, gap = at + 1, ""
        meaning = sentence.meanings[at]
        if meaning is None or "weekday" not in meaning.kinds or gap not in ("", "-", "/"):
            return None
        second = int(meaning.kinds["weekday"])
        if "و" in meaning.particles and not self._two_days(index):
            return None
        if second != (weekday + 1) % 7 and not self._two_days(index):
            return None
        period, after = self.weekday_range(weekday, second), at + 1
        if sentence.value(after, "past") is not None:
            last = latest_weekday(second, sentence.today, strictly=True)
            period, after = span(latest_weekday(weekday, last), last), after + 1
        elif sentence.value(after, "next") is not None:
            first = next_weekday(weekday, sentence.today)
            period, after = span(first, next_weekday(second, first)), after + 1
        return Time(index, after, period, "weekday", second)

    def _two_days(self, index: int) -> bool:
        """Whether "يومي" or the like before a weekday announces two of them."""
        texts = self._sentence.words.texts
        return index > 0 and texts[index - 1] in ("يومي", "ليلتي", "مساءي", "صباحي")

    def weekday_range(self, first: int, last: int) -> Period:
        """From one weekday to another, the latest that have begun by the publication day."""
        end = latest_weekday(last, self._sentence.today)
        return span(latest_weekday(first, end), end)

    def later(self, days: int) -> Period:
        """The day so many days after publication."""
        return day_period(self._sentence.today + timedelta(days))
