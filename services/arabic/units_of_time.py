"""Units of time counted from publication: the day, week, month or year so many before or after it.

Last week is the seven days before the publication day, next week the seven after it; last month and year are the calendar ones. "The
last 24 hours" reach from the day before to the publication day. "Two months ago" is the calendar month, "a year ago" the
calendar year, days and weeks ago are one day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from services.arabic.periods import DatePrecision, Period, day_period, month_period, no_date, shifted, span, year_period

# No period of an article reaches further; larger numbers would leave the calendar.
MOST_UNITS: Final = 3000


def shifted_unit(today: date, unit: str, by: int) -> Period:
    """The unit so many units before (negative) or after the present one."""
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
    return hours_period(today, unit, 1, by) if by else day_period(today)


def hours_period(today: date, unit: str, count: int, by: int) -> Period:
    """Hours or minutes up to now, or from now on: in days."""
    hours = min(count, MOST_UNITS) if unit == "hour" else 1
    days = max(1, -(-hours // 24))
    return span(shifted(today, -days), today) if by < 0 else span(today, shifted(today, days))


def one_before_now(now: datetime, unit: str, by: int) -> Period:
    """The day, month or year that lies `by` units after publication, before it where `by` is negative."""
    today = now.date()
    if unit in ("minute", "hour"):
        try:
            then = now + timedelta(**{f"{unit}s": by})
        except OverflowError:
            return no_date("day")
        return day_period(then.date())
    if unit == "day":
        return day_period(shifted(today, by))
    if unit == "week":
        return day_period(shifted(today, 7 * by))
    if unit == "month":
        return month_period(today.year, today.month + by)
    return year_period(today.year + by * {"year": 1, "decade": 10, "century": 100}[unit])


def precision_of(unit: str) -> DatePrecision:
    """The precision of a time that counts in `unit`."""
    return _PRECISIONS.get(unit, "day")


_PRECISIONS: Final[dict[str, DatePrecision]] = {"week": "week", "month": "month", "year": "year"}
