"""Parts of periods, and periods without a calendar's name: "مطلع يونيو", "النصف الأول من العام", "صيف 2014", "الثمانينات"."""

from __future__ import annotations

from typing import Final, cast

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import Period, Third, fraction_of, month_period, shifted, span, third_of, year_period
from services.arabic.relative_periods import Parse
from services.arabic.units_of_time import shifted_unit

_PARTS: Final = {"نصف": 2, "ثلث": 3, "ربع": 4}


class PeriodPartReader:
    """Reads parts of periods forward from a word. `period_at` reads the period that a part belongs to."""

    __slots__ = ("_period_at", "_sentence")

    def __init__(self, sentence: DateSentence, period_at: Parse) -> None:
        self._sentence = sentence
        self._period_at = period_at

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
            return Time(start, at + 1, shifted_unit(self._sentence.today, unit.split(":")[0], 0), "period")
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
        of_last = sentence.value(stop + 1, "past") is not None or sentence.text(stop + 1) == "العشرين"
        if sentence.text(stop) == "القرن" and of_last:
            stop += 2
        elif not sentence.words.texts[index].lstrip("وبلفك").startswith("ال"):
            return None
        first = 1900 + int(value)
        return Time(index, stop, span(year_period(first).earliest, year_period(first + 9).latest), "period")


def _season(year: int, first: int) -> Period:
    return span(month_period(year, first).earliest, month_period(year, first + 2).latest)
