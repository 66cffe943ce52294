"""Periods named from publication: "الشهر الماضي", "قبل يومين", "خلال الساعات الـ24 الماضية", "مطلع العام", "صيف 2014".

Last week is the seven days before the publication day, next week the seven after it; last month and year are the calendar ones. "The
last 24 hours" reach from the day before to the publication day, "the last three days" from three days before. "Two months ago" is
the calendar month, "a year ago" the calendar year, days and weeks ago are one day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final, cast

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import (
    FEW,
    SOME,
    Period,
    Third,
    day_period,
    fraction_of,
    month_period,
    no_date,
    shifted,
    span,
    third_of,
    year_period,
)

_QUALIFIERS: Final = ("past", "current", "next", "same")
_PARTS: Final = {"نصف": 2, "ثلث": 3, "ربع": 4}
_FRACTIONS: Final = {"نصف": 2, "ثلث": 3, "ربع": 4}
# What half a unit and the like are counted in: "نصف قرن" is 50 years.
_SMALLER: Final = {
    "minute": ("minute", 1),
    "hour": ("minute", 60),
    "day": ("hour", 24),
    "week": ("day", 7),
    "month": ("day", 30),
    "year": ("month", 12),
    "decade": ("year", 10),
    "century": ("year", 100),
}
_ABOUT_WORDS: Final = 3
# No period of an article reaches further; larger numbers would leave the calendar.
_MOST_UNITS: Final = 3000
# Behind a definite noun "العام" is an adjective ("الأمين العام الحالي").
_GENERAL: Final = ("العام", "والعام", "العامه")

Parse = Callable[[int], Time | None]


class RelativePeriodReader:
    """Reads relative periods forward from a word. `period_at` reads the period that a part belongs to ("مطلع" + month)."""

    __slots__ = ("_period_at", "_sentence")

    def __init__(self, sentence: DateSentence, period_at: Parse) -> None:
        self._sentence = sentence
        self._period_at = period_at

    # -- "الأسبوع الماضي" -------------------------------------------------------------------------------------------------

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
                return Time(index, stop, self._shifted_unit(unit, -2), "period")
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
                return Time(index, at + 1, no_date(_precision(unit)), "vague")
            if kind != "past" and self._is_general(index):
                return None
            return Time(index, at + 1, self._qualified_period(unit, numbers, kind), "period")
        if this and numbers == (1, 1) and unit in ("week", "month", "year"):
            return Time(index, at, self._shifted_unit(unit, 0), "period")
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

    def _shifted_unit(self, unit: str, by: int) -> Period:
        """The unit so many units before (negative) or after the present one."""
        today = self._sentence.today
        if unit == "week":
            if by == 0:
                return Period(shifted(today, -6), today, "week")
            first = shifted(today, 7 * by if by < 0 else 7 * by - 6)
            return Period(first, shifted(first, 6), "week")
        if unit == "month":
            return month_period(today.year, today.month + by)
        if unit == "year":
            return year_period(today.year + by)
        if unit == "decade":
            first_year = (today.year // 10 + by) * 10
            return span(year_period(first_year).earliest, year_period(first_year + 9).latest)
        if unit == "century":
            first_year = (today.year // 100 + by) * 100
            return span(year_period(first_year).earliest, year_period(first_year + 99).latest)
        if unit == "day":
            return day_period(shifted(today, by))
        return self._hours(unit, (1, 1), by) if by else day_period(today)

    def _hours(self, unit: str, numbers: tuple[int, int], by: int) -> Period:
        """Hours or minutes up to now, or from now on: in days."""
        today = self._sentence.today
        hours = min(numbers[1], _MOST_UNITS) if unit == "hour" else 1
        days = max(1, -(-hours // 24))
        return span(shifted(today, -days), today) if by < 0 else span(today, shifted(today, days))

    def _qualified_period(self, unit: str, numbers: tuple[int, int], kind: str) -> Period:
        """The last, present or next `numbers` units."""
        today = self._sentence.today
        by = {"past": -1, "current": 0, "next": 1}[kind]
        count = min(numbers[1], _MOST_UNITS)
        if unit in ("hour", "minute"):
            return self._hours(unit, numbers if numbers != SOME else (1, 1), by or -1)
        if numbers == (1, 1) or by == 0:
            return self._shifted_unit(unit, by)
        if unit == "day":
            return span(shifted(today, -count), today) if by < 0 else span(today, shifted(today, count))
        if unit in ("decade", "century") and by < 0:
            years = {"decade": 10, "century": 100}[unit]
            return span(year_period(today.year - years * count).earliest, today)
        first, last = self._shifted_unit(unit, by * count), self._shifted_unit(unit, by)
        return span(first.earliest, last.latest) if by < 0 else span(last.earliest, first.latest)

    # -- "قبل يومين", "منذ أسبوع", "خلال 24 ساعة" -----------------------------------------------------------------------------

    def ago(self, index: int) -> Time | None:
        """ "قبل 3 أيام", "منذ أسبوع", "قبل بضعة أشهر", "منذ نحو عامين"."""
        found = self._amount(index + 1)
        if found is None:
            return None
        unit, numbers, stop = found
        sentence = self._sentence
        if sentence.text(stop) == "من":
            if sentence.text(stop + 1) not in ("الان", "اليوم"):
                return Time(index, stop, no_date(_precision(unit)), "ago")
            stop += 2
        elif sentence.text(stop) in ("مضت", "خلت", "ماضيه"):
            stop += 1
        return Time(index, stop, self._before_now(unit, numbers, -1), "ago")

    def after(self, index: int) -> Time | None:
        """ "بعد 3 أيام" from publication on; "بعد يومين من الهجوم" has no date."""
        found = self._amount(index + 1)
        if found is None:
            return None
        unit, numbers, stop = found
        if self._sentence.text(stop) == "من":
            return Time(index, stop, no_date(_precision(unit)), "ago")
        return Time(index, stop, self._before_now(unit, numbers, 1), "ago")

    def during(self, index: int) -> Time | None:
        """ "خلال 24 ساعة", "خلال أسبوع": a stretch that ends at publication."""
        found = self._amount(index + 1)
        if found is None:
            return None
        unit, numbers, stop = found
        if numbers == SOME:
            return None  # "خلال سنوات عمله"
        today = self._sentence.today
        if self._sentence.value(stop, "past") is not None:
            stop += 1
        if unit in ("hour", "minute"):
            return Time(index, stop, self._hours(unit, numbers, -1), "period")
        begin = self._before_now(unit, numbers, -1).earliest
        return Time(index, stop, span(begin, today), "period")

    def _amount(self, at: int) -> tuple[str, tuple[int, int], int] | None:
        """A number of units: "يومين", "نحو 3 أشهر", "بضعة أيام", "أسبوع", "عام ونصف العام"; unit, bounds, end."""
        sentence = self._sentence
        at = self._past_about(at)
        if not sentence.words.soft[at]:
            return None
        meaning = sentence.meanings[at]
        unit = sentence.value(at, "unit")
        if unit is not None and meaning is not None and not meaning.article:
            name, count = unit.split(":")
            at += 1
            if count == "1" and self._opens_date(at):
                return None  # "منذ عام 2011", "خلال شهر رمضان", "قبل يوم الجمعة"
            if (
                name == "year"
                and count == "1"
                and (cardinal := self._number_behind(at)) is not None
                and cardinal >= 1000
            ):
                return None  # "منذ عام ألفين وأحد عشر"
            if count == "some":
                few = sentence.value(at, "few") is not None
                return name, FEW if few else SOME, at + few
            if sentence.text(at) in ("واحد", "واحده"):
                at += 1
            if sentence.text(at) == "ونصف":
                at += 2 if sentence.meanings[at + 1 : at + 2] and sentence.value(at + 1, "unit") is not None else 1
            number = 1 if count == "1" else 2
            return name, (number, number), at
        if sentence.text(at) == "عده" and (unit := sentence.value(at + 1, "unit")) is not None:
            return unit.split(":")[0], FEW, at + 2
        if sentence.text(at) in _FRACTIONS and (unit := sentence.value(at + 1, "unit")) is not None:
            smaller, count = _SMALLER[unit.split(":")[0]]
            amount = max(1, count // _FRACTIONS[sentence.text(at)])
            return smaller, (amount, amount), at + 2
        number = sentence.cardinal(at)
        if number is None or number.low is None:
            return None
        unit = sentence.value(number.stop, "unit")
        if unit is None:
            return None
        stop = number.stop + 1
        if sentence.value(stop, "few") is not None:
            stop += 1
        low, high = number.low, number.high or number.low
        return unit.split(":")[0], (min(low, _MOST_UNITS), min(high, _MOST_UNITS)), stop

    def _opens_date(self, at: int) -> bool:
        """Whether the word behind a unit names the day, month or year that the unit only announces."""
        sentence = self._sentence
        meaning = sentence.meanings[at] if sentence.words.soft[at] else None
        if meaning is None or meaning.particles:
            return False
        return meaning.digits or bool(meaning.months) or not {"day", "weekday"}.isdisjoint(meaning.kinds)

    def _number_behind(self, at: int) -> int | None:
        sentence = self._sentence
        if not sentence.words.soft[at] or sentence.number_meaning(at) is None:
            return None
        number = sentence.cardinal(at)
        return None if number is None else number.low

    def _past_about(self, at: int) -> int:
        sentence = self._sentence
        for _ in range(_ABOUT_WORDS):
            if at >= sentence.words.count:
                return at
            phrase = sentence.phrase(at, "about")
            if phrase is not None:
                at = phrase[1]
            elif sentence.value(at, "about") is not None or sentence.text(at) in ("ب", "ال"):
                at += 1
            else:
                return at
        return at

    def _before_now(self, unit: str, numbers: tuple[int, int], by: int) -> Period:
        """The day, month or year that lies `numbers` units before (by = -1) or after publication."""
        low, high = numbers
        near, far = self._one_before_now(unit, by * low), self._one_before_now(unit, by * high)
        if low == high:
            return near
        first, last = (far, near) if by < 0 else (near, far)
        return span(first.earliest, last.latest)

    def _one_before_now(self, unit: str, by: int) -> Period:
        sentence = self._sentence
        if unit in ("minute", "hour"):
            try:
                then = sentence.now + timedelta(**{f"{unit}s": by})
            except OverflowError:
                return no_date("day")
            return day_period(then.date())
        if unit == "day":
            return day_period(shifted(sentence.today, by))
        if unit == "week":
            return day_period(shifted(sentence.today, 7 * by))
        if unit == "month":
            return month_period(sentence.today.year, sentence.today.month + by)
        return year_period(sentence.today.year + by * {"year": 1, "decade": 10, "century": 100}[unit])

    # -- "مطلع يونيو", "النصف الأول من العام", "صيف 2014", "ثمانينات القرن الماضي" -----------------------------------------------

    def part(self, index: int) -> Time | None:
        """The first, middle or last third of a period."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        third = None if meaning is None else meaning.kinds.get("part")
        at = index + 1
        if third is None:
            found = sentence.phrase(index, "part")
            if found is None:
                return None
            third, at = found[0].value, found[1]
        whole = self._whole(at)
        if whole is None:
            return None
        return Time(index, whole.stop, third_of(whole.period, cast(Third, third)), "period", calendar=whole.calendar)

    def _whole(self, at: int) -> Time | None:
        """The period that a part belongs to; without a qualifier the present one ("مطلع العام", "منتصف الشهر")."""
        sentence = self._sentence
        if not sentence.words.soft[at]:
            return None
        start = at
        if sentence.text(at) in ("هذا", "هذه") and sentence.words.soft[at + 1]:
            at += 1
        whole = self._period_at(at)
        if whole is not None:
            return whole
        if sentence.text(at) in ("شهر", "عام", "سنه", "العام", "السنه") and sentence.words.soft[at + 1]:
            whole = self._period_at(at + 1)
            if whole is not None and whole.tag in ("month", "year"):
                return whole
        meaning = sentence.meanings[at]
        if meaning is None or not meaning.article or meaning.particles:
            return None
        unit = meaning.kinds.get("unit")
        if unit in ("week:1", "month:1", "year:1"):
            return Time(start, at + 1, self._shifted_unit(unit.split(":")[0], 0), "period")
        return None

    def fraction(self, index: int) -> Time | None:
        """ "النصف الأول من العام", "الربع الأخير من 2015"."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        parts = None if meaning is None else _PARTS.get(meaning.stem)
        which = sentence.meanings[index + 1] if parts is not None and sentence.words.soft[index + 1] else None
        if parts is None or which is None or meaning is None or not meaning.article:
            return None
        number = which.ordinal or (parts if which.stem == "اخير" else None)
        if number is None or sentence.text(index + 2) not in ("من", "ل"):
            return None
        whole = self._whole(index + 3)
        if whole is None:
            return None
        return Time(index, whole.stop, fraction_of(whole.period, number, parts), "period")

    def ten_days(self, index: int) -> Time | None:
        """ "العشر الأواخر من رمضان", "العشر الأوائل من ذي الحجة"."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        if meaning is None or meaning.stem != "عشر" or not meaning.article:
            return None
        third = {"الاواخر": "last", "الاخيره": "last", "الاوائل": "first", "الاوايل": "first", "الاولي": "first"}.get(
            sentence.text(index + 1)
        )
        if third is None or sentence.text(index + 2) != "من" or index + 3 >= sentence.words.count:
            return None
        at = index + 4 if sentence.text(index + 3) == "شهر" else index + 3
        whole = self._period_at(at) if at < sentence.words.count else None
        if whole is None or whole.period.earliest is None or whole.period.latest is None:
            return None
        if third == "last":
            return Time(index, whole.stop, span(shifted(whole.period.latest, -9), whole.period.latest), "period")
        return Time(index, whole.stop, span(whole.period.earliest, shifted(whole.period.earliest, 9)), "period")

    def season(self, index: int) -> Time | None:
        """ "صيف 2014", "شتاء العام الماضي", "الصيف الماضي"."""
        sentence, today = self._sentence, self._sentence.today
        meaning = sentence.meanings[index]
        value = None if meaning is None else meaning.kinds.get("season")
        if value is None or meaning is None:
            return None
        first = int(value)
        if meaning.article:
            if sentence.value(index + 1, "past") is None and sentence.value(index + 1, "next") is None:
                return None
            year = today.year
            if sentence.value(index + 1, "past") is not None:
                while (month_period(year, first + 2).latest or today) >= today:
                    year -= 1
            else:
                while (month_period(year, first).earliest or today) <= today:
                    year += 1
            return Time(index, index + 2, _season(year, first), "period")
        whole = self._whole(index + 1)
        if whole is None or whole.period.earliest is None or whole.period.precision != "year":
            return None
        return Time(index, whole.stop, _season(whole.period.earliest.year, first), "period")

    def decade(self, index: int) -> Time | None:
        """ "الثمانينات", "تسعينيات القرن الماضي": of the twentieth century, as news uses the word."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        value = None if meaning is None else meaning.kinds.get("decade")
        if value is None or sentence.text(index + 1) in ("من", "عمره", "عمرها"):
            return None
        stop = index + 1
        if sentence.text(stop) == "من":
            stop += 1
        if sentence.text(stop) == "القرن" and sentence.value(stop + 1, "past") is not None:
            stop += 2
        elif sentence.text(stop) == "القرن" and sentence.text(stop + 1) == "العشرين":
            stop += 2
        elif meaning is not None and not sentence.words.texts[index].lstrip("وبلفك").startswith("ال"):
            return None
        first = 1900 + int(value)
        return Time(index, stop, span(year_period(first).earliest, year_period(first + 9).latest), "period")


def _season(year: int, first: int) -> Period:
    return span(month_period(year, first).earliest, month_period(year, first + 2).latest)


def _precision(unit: str):  # type: ignore[no-untyped-def]
    return {"week": "week", "month": "month", "year": "year"}.get(unit, "day")
