"""Picks the reader for the time expression that begins at a word: relative day, calendar date, year, period, elapsed time, part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from services.arabic.calendar_dates import CalendarDateReader
from services.arabic.calendar_years import YearReader
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.elapsed_time import ElapsedTimeReader
from services.arabic.numeric_dates import NumericDateReader
from services.arabic.period_parts import PeriodPartReader
from services.arabic.periods import Period
from services.arabic.relative_days import RelativeDayReader
from services.arabic.relative_periods import RelativePeriodReader

_DEEPEST: Final = 3


class TimeExpressionReader:
    """Reads single time expressions forward from a word of a sentence."""

    __slots__ = ("_calendar", "_days", "_depth", "_elapsed", "_numeric", "_parts", "_periods", "_sentence", "_years")

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence
        self._depth = 0
        self._days = RelativeDayReader(sentence)
        self._calendar = CalendarDateReader(sentence)
        self._years = YearReader(sentence)
        self._numeric = NumericDateReader(sentence)
        self._elapsed = ElapsedTimeReader(sentence)
        self._periods = RelativePeriodReader(sentence, self.sure_period_at)
        self._parts = PeriodPartReader(sentence, self.sure_period_at)

    def date_at(self, index: int) -> Time | None:
        """A day of the calendar at word `index`: "25 نوفمبر 2016", "14/8/2013"."""
        found = self._numeric.read(index) if self._sentence.words.texts[index][0].isdecimal() else None
        return found or self._calendar.day_of_month(index)

    def relative_day_at(self, index: int) -> Time | None:
        """ "أمس", "أول من أمس" at word `index`."""
        return self._days.day(index)

    def at(self, index: int) -> Time | None:
        """The time expression that begins at word `index`."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        if meaning is None:
            return None
        if meaning.digits:
            return self._at_digits(index)
        kinds = meaning.kinds
        if not kinds and not meaning.phrases and not meaning.months:
            return self._at_number_word(index, meaning.article)
        if "day" in kinds or meaning.phrases:
            vague = sentence.phrase(index, "vague")
            found = self._days.day(index)
            if found is not None and (vague is None or vague[1] <= found.stop):
                return found
            if vague is not None and not self._opens_moment(index):
                return Time(index, vague[1], Period(None, None, "range"), "vague")
        if "weekday" in kinds:
            return self._days.weekday(index)
        if "ago" in kinds and (found := self._elapsed.ago(index)) is not None:
            return found
        if "after" in kinds and (found := self._elapsed.after(index)) is not None:
            return found
        if "during" in kinds and (found := self._elapsed.during(index)) is not None:
            return found
        if "part" in kinds or meaning.phrases:
            found = self._parts.part(index)
            if found is not None:
                return found
        if "opener" in kinds or meaning.ordinal is not None:
            return (
                self._calendar.day_of_month(index) or self._periods.counted_first(index) or self._parts.ten_days(index)
            )
        if "fraction" in kinds:
            return self._parts.fraction(index)
        return self.period_at(index)

    def _at_digits(self, index: int) -> Time | None:
        """A date or year in digits, the number of a day, or "الـ24 ساعة الماضية"."""
        words = self._sentence.words
        text = words.texts[index]
        if len(text) > 2:
            found = self._numeric.read(index) or self._years.year(index)
            return found or (self._periods.counted_first(index) if self._behind_article(index) else None)
        gap = words.gaps[index + 1].strip()
        if gap in ("/", "-", "\\") and (found := self._numeric.read(index)) is not None:
            return found
        return self._calendar.day_of_month(index) or (
            self._periods.counted_first(index) if self._behind_article(index) else None
        )

    def _at_number_word(self, index: int, definite: bool) -> Time | None:
        """The number of a day ("الثلاثين من يونيو"), or "الثلاثة أيام الماضية"."""
        found = self._calendar.day_of_month(index)
        return found or (self._periods.counted_first(index) if definite else None)

    def _behind_article(self, index: int) -> bool:
        words = self._sentence.words
        return index > 0 and words.texts[index - 1].endswith(("ال", "لل")) and words.soft[index]

    def _opens_moment(self, index: int) -> bool:
        """Whether "وقت سابق" and the like belong to the day or period behind them ("وقت سابق اليوم")."""
        moment = self._sentence.phrase(index, "moment")
        if moment is None or not self._sentence.words.soft[moment[1]]:
            return False
        behind = self._sentence.past_dayparts(moment[1])
        if self._sentence.text(behind) in ("هذا", "هذه"):
            behind += 1
        return behind < self._sentence.words.count and self._nested(self.at, behind) is not None

    def sure_period_at(self, index: int) -> Time | None:
        """What `period_at` finds where the words before ask for a period."""
        return self._nested(lambda at: self.period_at(at, sure=True), index)

    def _nested(self, parse: Callable[[int], Time | None], index: int) -> Time | None:
        """An expression inside another; none inside more than three, so that no text makes reading deep."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return parse(index)
        finally:
            self._depth -= 1

    def period_at(self, index: int, *, sure: bool = False) -> Time | None:
        """A month, a year, a season or a relative period at word `index`: what can have parts.

        `sure`: the words before it ask for one, so that "آب" is the month and no father.
        """
        if index >= self._sentence.words.count:
            return None
        meaning = self._sentence.meanings[index]
        if meaning is None:
            return None
        if meaning.digits:
            return self._years.year(index)
        if meaning.months and (found := self._calendar.month(index, sure=sure)) is not None:
            return found
        if "season" in meaning.kinds and (found := self._parts.season(index)) is not None:
            return found
        if "decade" in meaning.kinds:
            return self._parts.decade(index)
        if meaning.stem == "شهر" and self._sentence.words.soft[index + 1]:
            month = self._calendar.month(index + 1, sure=True)
            if month is not None:
                return month.since(index)
        return self._years.year(index) or self._periods.qualified(index)
