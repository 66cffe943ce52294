"""Time that has passed: "قبل يومين", "منذ أسبوع", "خلال 24 ساعة", "بعد ثلاثة أيام"."""

from __future__ import annotations

from typing import Final

from services.arabic.date_sentence import DateSentence, Time
from services.arabic.periods import FEW, SOME, Period, no_date, span
from services.arabic.units_of_time import MOST_UNITS, hours_period, one_before_now, precision_of

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
# Behind "عام", a number from here on is its name and no amount.
_FIRST_YEAR: Final = 1000
_ABOUT_WORDS: Final = 3


class ElapsedTimeReader:
    """Reads amounts of time behind "قبل", "منذ", "خلال", "بعد"."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    def ago(self, index: int) -> Time | None:
        """ "قبل 3 أيام", "منذ أسبوع", "قبل بضعة أشهر", "منذ نحو عامين"."""
        found = self._amount(index + 1)
        if found is None:
            return None
        unit, numbers, stop = found
        sentence = self._sentence
        if sentence.text(stop) == "من":
            if sentence.text(stop + 1) not in ("الان", "اليوم"):
                return Time(index, stop, no_date(precision_of(unit)), "ago")
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
        previous = self._sentence.meanings[index - 1] if self._sentence.words.tight[index] else None
        if previous is not None and "unit" in previous.kinds:
            return None  # "يوما بعد يوم"
        if self._sentence.text(stop) == "من":
            return Time(index, stop, no_date(precision_of(unit)), "ago")
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
            return Time(index, stop, hours_period(self._sentence.today, unit, numbers[1], -1), "period")
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
            year = self._number_behind(at) if name == "year" and count == "1" else None
            if year is not None and year >= _FIRST_YEAR:
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
            smaller, size = _SMALLER[unit.split(":")[0]]
            amount = max(1, size // _FRACTIONS[sentence.text(at)])
            return smaller, (amount, amount), at + 2
        cardinal = sentence.cardinal(at)
        if cardinal is None or cardinal.low is None:
            return None
        unit = sentence.value(cardinal.stop, "unit")
        if unit is None:
            return None
        stop = cardinal.stop + 1
        if sentence.value(stop, "few") is not None:
            stop += 1
        low, high = cardinal.low, cardinal.high or cardinal.low
        return unit.split(":")[0], (min(low, MOST_UNITS), min(high, MOST_UNITS)), stop

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
        near, far = (
            one_before_now(self._sentence.now, unit, by * low),
            one_before_now(self._sentence.now, unit, by * high),
        )
        if low == high:
            return near
        first, last = (far, near) if by < 0 else (near, far)
        return span(first.earliest, last.latest)
