"""The Hijri calendar (Umm al-Qura), by the library hijridate: days, months and years as Gregorian periods.

The tables of Umm al-Qura reach from 1343 to 1500 AH (1924 to 2077); outside of them there is no date.
"""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from services.arabic.periods import Period, day_period, no_date


def hijri_day(year: int, month: int, day: int) -> Period:
    """One day, or no date where the month is shorter or the year lies outside the tables."""
    try:
        return day_period(date(*Hijri(year, month, day).to_gregorian().datetuple()))
    except (ValueError, OverflowError):
        return no_date("day")


def hijri_month(year: int, month: int) -> Period:
    """A month, or no date."""
    try:
        first = Hijri(year, month, 1)
        begin, end = first.to_gregorian(), Hijri(year, month, first.month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return no_date("month")
    return Period(date(*begin.datetuple()), date(*end.datetuple()), "month")


def hijri_year(year: int) -> Period:
    """A year, or no date."""
    first, last = hijri_month(year, 1), hijri_month(year, 12)
    if first.earliest is None or last.latest is None:
        return no_date("year")
    return Period(first.earliest, last.latest, "year")


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Hijri year, month and day of a Gregorian day, or None outside the tables."""
    try:
        year, month, day_of_month = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except (ValueError, OverflowError):
        return None
    return year, month, day_of_month
