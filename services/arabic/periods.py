"""Days, months and years as spans of days: the calendar arithmetic behind time expressions, without any Arabic."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, Literal

DatePrecision = Literal["day", "range", "week", "month", "year"]
Third = Literal["first", "middle", "last"]

# "A few" days, weeks, months: 3 to 9, as GUIDELINES.md counts "بضعة"; a bare plural begins at 2.
FEW: Final = (3, 9)
SOME: Final = (2, 9)


@dataclass(slots=True)
class Period:
    """First and last day, both inclusive. None: the words do not fix it, or there is no such day."""

    earliest: date | None
    latest: date | None
    precision: DatePrecision


def no_date(precision: DatePrecision) -> Period:
    """A period whose days are not known."""
    return Period(None, None, precision)


def day_period(day: date) -> Period:
    """One day."""
    return Period(day, day, "day")


def span(earliest: date | None, latest: date | None) -> Period:
    """A range of days."""
    return Period(earliest, latest, "range")


def shifted(day: date, days: int) -> date:
    """`day` plus `days`, kept inside the years that `date` can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def month_period(year: int, month: int) -> Period:
    """A calendar month; `month` may lie outside 1 to 12 and counts on into other years. No date beyond the years 1 to 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return no_date("month")
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def year_period(year: int) -> Period:
    """A calendar year."""
    if not MINYEAR <= year <= MAXYEAR:
        return no_date("year")
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def exact_day(year: int, month: int, day: int) -> Period:
    """One day of the calendar, or no date where there is none ("31 February")."""
    try:
        return day_period(date(year, month, day))
    except ValueError:
        return no_date("day")


def third_of(period: Period, third: Third) -> Period:
    """The first, middle or last third of a period: days 1-10, 11-20 and 21 to the end of a month, four months of a year.

    A week or a day is left whole.
    """
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return no_date("range")
    length = (last - first).days + 1
    if length <= 10:
        return period
    if length <= 31:
        bounds = {"first": (0, 9), "middle": (10, 19), "last": (20, length - 1)}
        low, high = bounds[third]
        return span(first + timedelta(low), first + timedelta(high))
    return fraction_of(period, {"first": 1, "middle": 2, "last": 3}[third], 3)


def fraction_of(period: Period, which: int, of: int) -> Period:
    """Part `which` (from 1) of a period cut into `of` equal parts: by months where it begins and ends with months, else by days."""
    first, last = period.earliest, period.latest
    if first is None or last is None or not 1 <= which <= of:
        return no_date("range")
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and months % of == 0 and months > 1:
        size = months // of
        begin = month_period(first.year, first.month + (which - 1) * size)
        end = month_period(first.year, first.month + which * size - 1)
        return span(begin.earliest, end.latest)
    days = (last - first).days + 1
    begin_day = first + timedelta(days * (which - 1) // of)
    return span(begin_day, first + timedelta(days * which // of - 1))


def latest_weekday(weekday: int, day: date, *, strictly: bool = False) -> date:
    """The latest `weekday` (Monday is 0) up to and including `day`, or strictly before it."""
    back = (day.weekday() - weekday) % 7
    return shifted(day, -(7 if strictly and back == 0 else back))


def next_weekday(weekday: int, day: date) -> date:
    """The first `weekday` after `day`."""
    return shifted(day, (weekday - day.weekday() - 1) % 7 + 1)
