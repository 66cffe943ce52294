"""Periods named from publication: "الشهر الماضي", "الأيام الثلاثة الماضية", "هذا الأسبوع", "آخر 24 ساعة"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import FEW, SOME, Period, month_period, no_date, shifted, span, year_period
from services.arabic.units_of_time import MOST_UNITS, hours_period, precision_of, shifted_unit

_QUALIFIERS: Final = ("past", "current", "next", "same")
# Behind a definite noun "العام" is an adjective ("الأمين العام الحالي").
_GENERAL: Final = ("العام", "والعام", "العامه")

Parse = Callable[[int], Time | None]


class RelativePeriodReader:
    """Reads relative periods forward from a word. `period_at` reads the period that a part belongs to ("الأسبوع الأول من" + month)."""

    __slots__ = ("_period_at", "_sentence")

    def __init__(self, sentence: DateSentence, period_at: Parse) -> None:
        self._sentence = sentence
        self._period_at = period_at

    def qualified(self, index: int) -> Time | None:
        """A definite unit with what qualifies it: "الشهر الماضي", "الأيام الثلاثة الماضية", "العامين الماضيين", "هذا الأسبوع"."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        if meaning is None or not meaning.article or "unit" not in meaning.kinds:
            return None
        unit, count = meaning.kinds["unit"].split(":")
        if unit == "day" and count == "1" and meaning.stem != "ليله":
            return None
        at = index + 1
        this = index > 0 and sentence.words.soft[index] and sentence.words.texts[index - 1] in ("هذا", "هذه", "بهذا")
        if sentence.text(at) and count == "1" and not self._is_general(index):
            last = sentence.phrase(at, "before_last")
            if last is not None or sentence.value(at, "before_last") is not None:
                stop = last[1] if last is not None else at + 1
                return Time(index, stop, shifted_unit(self._sentence.today, unit, -2), "period")
        numbers = (1, 1) if count == "1" else (2, 2) if count == "2" else SOME
        if count == "some" and sentence.words.soft[at]:
            number = (
                sentence.cardinal(at)
                if sentence.number_meaning(at) is not None or sentence.text(at) in ("ال",)
                else None
            )
            if number is not None and number.low is not None:
                numbers, at = (number.low, number.high or number.low), number.stop
            elif sentence.value(at, "few") is not None:
                numbers, at = FEW, at + 1
        return self._with_qualifier(index, at, unit, numbers, this=this)

    def _with_qualifier(self, index: int, at: int, unit: str, numbers: tuple[int, int], *, this: bool) -> Time | None:
        sentence = self._sentence
        first = self._first_of(index, at, unit, numbers)
        if first is not None:
            return first
        if sentence.value(at, "few") is not None:
            at += 1
        for kind in _QUALIFIERS:
            if sentence.value(at, kind) is None or (kind == "current" and sentence.words.texts[at] == "هذا"):
                continue
            if kind == "same":
                return Time(index, at + 1, no_date(precision_of(unit)), "vague")
            if kind != "past" and self._is_general(index):
                return None
            return Time(index, at + 1, self._qualified_period(unit, numbers, kind), "period")
        if this and numbers == (1, 1) and unit in ("week", "month", "year"):
            return Time(index, at, shifted_unit(self._sentence.today, unit, 0), "period")
        return None

    def counted_first(self, index: int) -> Time | None:
        """The number before its unit: "الـ24 ساعة الماضية", "الثلاثة أيام الأخيرة", "الأربعة الأشهر الماضية", "آخر 3 أيام"."""
        sentence = self._sentence
        last = sentence.words.texts[index] in ("اخر", "باخر", "واخر")
        start = index + 1 if last else index
        number = sentence.cardinal(start) if start < sentence.words.count else None
        if number is None or number.low is None or not sentence.words.soft[number.stop]:
            return None
        unit = sentence.value(number.stop, "unit")
        if unit is None:
            return None
        numbers = (number.low, number.high or number.low)
        name = unit.split(":")[0]
        if last:
            return Time(index, number.stop + 1, self._qualified_period(name, numbers, "past"), "period")
        if not number.definite and not self._has_article(index):
            return None
        return self._with_qualifier(index, number.stop + 1, name, numbers, this=False)

    def _has_article(self, index: int) -> bool:
        words = self._sentence.words
        return index > 0 and words.texts[index - 1].endswith(("ال", "لل")) and words.soft[index]

    def _is_general(self, index: int) -> bool:
        sentence = self._sentence
        if sentence.words.texts[index] not in _GENERAL or index == 0 or not sentence.words.tight[index]:
            return False
        previous = sentence.meanings[index - 1]
        return sentence.words.texts[index - 1].startswith("ال") and (previous is None or not previous.kinds)

    def _first_of(self, index: int, at: int, unit: str, numbers: tuple[int, int]) -> Time | None:
        """ "الأشهر الأربعة الأولى من العام", "الأسبوع الثاني من يونيو", "الأسبوع الأخير من حزيران"."""
        sentence = self._sentence
        meaning = sentence.meanings[at] if sentence.words.soft[at] else None
        if meaning is None or sentence.text(at + 1) != "من" or at + 2 >= sentence.words.count:
            return None
        last = meaning.stem in ("اخير", "اخيره", "اخيرين")
        if meaning.ordinal is None and not last:
            return None
        whole = self._period_at(at + 2)
        if whole is None or whole.period.earliest is None or whole.period.latest is None:
            return None
        ordinal = meaning.ordinal or 1
        count = numbers[1]
        first, end = whole.period.earliest, whole.period.latest
        if unit == "month":
            low = month_period(first.year, first.month + (0 if numbers != (1, 1) else ordinal - 1))
            high = month_period(first.year, first.month + (count - 1 if numbers != (1, 1) else ordinal - 1))
            if last:
                low, high = month_period(end.year, end.month - count + 1), month_period(end.year, end.month)
            return Time(index, whole.stop, span(low.earliest, high.latest), "period")
        days = {"day": 1, "week": 7}.get(unit)
        if days is None:
            return None
        if last:
            return Time(index, whole.stop, span(shifted(end, 1 - days * count), end), "period")
        begin = first if numbers != (1, 1) else shifted(first, days * (ordinal - 1))
        return Time(index, whole.stop, span(begin, min(shifted(begin, days * count - 1), end)), "period")

    def _qualified_period(self, unit: str, numbers: tuple[int, int], kind: str) -> Period:
        """The last, present or next `numbers` units."""
        today = self._sentence.today
        by = {"past": -1, "current": 0, "next": 1}[kind]
        count = min(numbers[1], MOST_UNITS)
        if unit in ("hour", "minute"):
            return hours_period(self._sentence.today, unit, 1 if numbers == SOME else numbers[1], by or -1)
        if numbers == (1, 1) or by == 0:
            return shifted_unit(self._sentence.today, unit, by)
        if unit == "day":
            return span(shifted(today, -count), today) if by < 0 else span(today, shifted(today, count))
        if unit in ("decade", "century") and by < 0:
            years = {"decade": 10, "century": 100}[unit]
            return span(year_period(today.year - years * count).earliest, today)
        first, last = shifted_unit(self._sentence.today, unit, by * count), shifted_unit(self._sentence.today, unit, by)
        return span(first.earliest, last.latest) if by < 0 else span(last.earliest, first.latest)
