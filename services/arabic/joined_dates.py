"""Joins what belongs to one time expression: a weekday and its date, two calendars, the two ends of a range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import Period, day_period, latest_weekday, shifted, span
from services.arabic.time_expressions import TimeExpressionReader

# A weekday beside "اليوم" or "أمس" that lies farther off contradicts it, and is left out of account.
_FARTHEST_WEEKDAY: Final = 2
_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه", "والي"))
_BETWEEN: Final = frozenset(("بين", "وبين", "مابين"))
_AGREED: Final = frozenset(("الموافق", "الموافقه", "والموافق", "المصادف"))


class JoinedDateReader:
    """Reads on behind a time expression of a sentence."""

    __slots__ = ("_expressions", "_sentence")

    def __init__(self, sentence: DateSentence, expressions: TimeExpressionReader) -> None:
        self._sentence = sentence
        self._expressions = expressions

    def joined(self, time: Time) -> Time:
        """The expression with all that stands behind it and belongs to it."""
        return self._ranged(self._joined_behind(time))

    def _joined_behind(self, time: Time) -> Time:
        """The expression with what stands behind it: "أمس الاثنين", "الجمعة 25 نوفمبر", "أمس مساء", "7 شوال الموافق 23 يوليو"."""
        sentence = self._sentence
        if time.tag in ("day", "weekday"):
            time = self._with_adverb(time)
            at = time.stop
            meaning = sentence.meanings[at] if at < sentence.words.count else None
            near = at < sentence.words.count and (sentence.words.soft[at] or sentence.words.gaps[at] in (", ", " - "))
            if (
                time.tag == "day"
                and near
                and meaning is not None
                and "weekday" in meaning.kinds
                and not meaning.particles
            ):
                time = time.changed(time.first, at + 1, self._on_weekday(time.period, int(meaning.kinds["weekday"])))
            elif time.tag == "weekday" and near and meaning is not None and not meaning.particles:
                day = self._expressions.relative_day_at(at)
                if day is not None:
                    time = day.since(time.first)
            time = self._with_adverb(time)
            time = self._with_date(time)
        if time.tag in ("date", "weekday", "day"):
            time = self._with_other_calendar(time)
            time = self._with_adverb(time)
        return time

    def _on_weekday(self, period: Period, weekday: int) -> Period:
        """The day that the words name as well: a report of Thursday that went out after midnight says "اليوم الخميس"."""
        day = period.earliest
        if day is None or day.weekday() == weekday:
            return period
        named = latest_weekday(weekday, shifted(day, 3))
        return day_period(named) if abs((named - day).days) <= _FARTHEST_WEEKDAY else period

    def _with_adverb(self, time: Time) -> Time:
        """ "أمس مساء"."""
        sentence, at = self._sentence, time.stop
        if at < sentence.words.count and sentence.value(at, "adverb") is not None:
            return time.until(at + 1)
        found = sentence.phrase(at, "adverb") if at < sentence.words.count and sentence.words.soft[at] else None
        return time.until(found[1]) if found is not None else time

    def _with_date(self, time: Time) -> Time:
        """A weekday (or "اليوم") with its date: the date counts."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count:
            return time
        if sentence.text(at) in _AGREED:
            at += 1
        near = sentence.words.soft[at] or (at < sentence.words.count and sentence.words.gaps[at] in (", ", " - "))
        if not near or at >= sentence.words.count:
            return time
        if sentence.text(at) in ("ل", "يوم"):
            at += 1
        found = self._expressions.date_at(at) if at < sentence.words.count else None
        if found is None:
            return time
        if time.tag == "day":
            return time.until(found.stop)
        return replace(found, first=time.first, weekday=time.weekday)

    def _with_other_calendar(self, time: Time) -> Time:
        """ "7 شوال 1436 الموافق 23 يوليو 2015", "7/10/1436هـ (23 يوليو 2015م)": the Gregorian one counts."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count:
            return time
        agreed = sentence.text(at) in _AGREED
        if agreed:
            at += 1
            if sentence.text(at) in ("ل", "يوم"):
                at += 1
        elif sentence.words.gaps[at].strip() not in ("(", "-", "/", "(", ","):
            return time
        if at >= sentence.words.count:
            return time
        found = self._expressions.date_at(at)
        if found is None or (not agreed and found.calendar == time.calendar) or (not agreed and time.tag != "date"):
            return time
        chosen = found if time.tag != "date" or found.calendar == "gregorian" else time
        return replace(chosen, first=time.first, stop=found.stop, weekday=time.weekday)

    def _ranged(self, time: Time) -> Time:
        """ "من الاثنين إلى الخميس", "من 28 أبريل إلى 3 مايو", "بين السبت والاثنين", "منذ 23 سبتمبر وحتى فجر اليوم"."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count or time.tag in ("ago", "vague") or time.period.precision == "range":
            return time
        between = sentence.words.soft[time.first] and sentence.words.texts[time.first - 1] in _BETWEEN
        text = sentence.words.texts[at]
        linked = sentence.words.soft[at] or sentence.words.gaps[at] == ", "
        meaning = sentence.meanings[at]
        if linked and text in _TO:
            at += 1
        elif between and linked and (text == "و" or (meaning is not None and meaning.particles == "و")):
            at += text == "و"
        elif not (time.tag in ("date", "month") and sentence.words.gaps[at].strip() == "-"):
            return time
        at = sentence.past_dayparts(at)
        if at >= sentence.words.count:
            return time
        other = self._expressions.at(at)
        if other is None and time.tag == "month":
            other = self._expressions.sure_period_at(at)
        if other is None or other.tag not in ("day", "weekday", "date", "month", "year"):
            return time
        other = self._joined_behind(other)
        begin, end = self._begin_for(time, other), other.period.latest
        if begin is None or end is None or begin > end:
            return time
        return replace(other, first=time.first, period=span(begin, end), tag="span")

    def _begin_for(self, time: Time, other: Time) -> date | None:
        """The first day of a range whose end is `other`: the latest that fits before the end where the words leave it open."""
        begin, end = time.period.earliest, other.period.latest
        if begin is None or end is None:
            return None
        if time.tag == "weekday" and time.weekday is not None and other.tag == "weekday":
            return latest_weekday(time.weekday, end)
        if time.open_year and time.calendar == "gregorian":
            year = end.year if (begin.month, begin.day) <= (end.month, end.day) else end.year - 1
            try:
                return begin.replace(year=year)
            except ValueError:
                return None
        return begin
