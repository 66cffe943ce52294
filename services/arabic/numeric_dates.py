"""Dates in digits: "14/8/2013", "2013-08-14", "14.8.2013", "7/10/1436 هـ", "يوم 14/8"."""

from __future__ import annotations

from typing import Final

from services.arabic.calendar_dates import latest_day
from services.arabic.calendar_years import GREGORIAN_YEARS, HIJRI_YEARS, full_year
from services.arabic.date_lexicon import MonthName
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.hijri import hijri_day
from services.arabic.periods import exact_day, no_date

_MOST_DAYS: Final = 31


class NumericDateReader:
    """Reads dates in digits forward from a word."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    def read(self, index: int) -> Time | None:
        """ "14/8/2013", "2013-08-14", "14.8.2013", "7/10/1436 هـ"; an impossible one has no date."""
        sentence = self._sentence
        words = sentence.words
        if index > 0 and words.gaps[index].strip() in ("/", ":") and words.texts[index - 1].isdecimal():
            return None
        parts = words.texts[index].split(".")
        stop = index + 1
        if len(parts) == 1:
            separators = []
            while stop < words.count and len(parts) < 4 and words.gaps[stop].strip() in ("/", "-", "\\"):
                if not words.texts[stop].isdecimal():
                    break
                separators.append(words.gaps[stop].strip())
                parts.append(words.texts[stop])
                stop += 1
            if len(set(separators)) != 1:
                return None
        if not all(part.isdecimal() and 1 <= len(part) <= 4 for part in parts):
            return None
        if len(parts) == 2:
            return self._day_and_month(index, parts, stop)
        if len(parts) != 3:
            return None
        year_first = len(parts[0]) == 4
        year_text, day_text = (parts[0], parts[2]) if year_first else (parts[2], parts[0])
        if len(day_text) > 2 or len(parts[1]) > 2 or len(year_text) not in (2, 4):
            return None
        era = sentence.value(stop, "era")
        stop += era is not None
        year, month, day = int(year_text), int(parts[1]), int(day_text)
        if len(year_text) == 2:
            if "/" not in words.gaps[index + 1 : index + 2] and words.gaps[index + 1].strip() != "/":
                return None
            year = full_year(year, sentence.today.year)
        hijri = era == "hijri" or year in HIJRI_YEARS
        if not hijri and year not in GREGORIAN_YEARS:
            return Time(index, stop, no_date("day"), "date")
        period = hijri_day(year, month, day) if hijri else exact_day(year, month, day)
        return Time(index, stop, period, "date", calendar="hijri" if hijri else "gregorian", named=False)

    def _day_and_month(self, index: int, parts: list[str], stop: int) -> Time | None:
        """ "يوم 14/8": only where a word before it says that it is a date."""
        sentence = self._sentence
        previous = sentence.meanings[index - 1] if sentence.words.soft[index] else None
        if previous is None or sentence.words.gaps[index + 1].strip() != "/":
            return None
        kinds = previous.kinds
        if not (
            "weekday" in kinds or kinds.get("unit") == "day:1" or sentence.words.texts[index - 1] in ("بتاريخ", "تاريخ")
        ):
            return None
        day, month = int(parts[0]), int(parts[1])
        if month > 12 or day > _MOST_DAYS or len(parts[0]) > 2 or len(parts[1]) > 2:
            return Time(index, stop, no_date("day"), "date")
        period = latest_day(MonthName("gregorian", month, (), True), day, sentence.today)
        return Time(index, stop, period, "date", open_year=True)
