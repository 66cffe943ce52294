"""Spans of days for the bars of the timeline: days, weeks, months or years, whichever gives bars that can be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MOST_BARS = 60
# News recalls events of long ago, and a date may be misread into the future. The first and the last bar gather what lies
# outside all but this share of the claims on either side, so that a war of 1982 does not make today one pixel wide.
_OUTLYING = 0.02
EARLIER, LATER = "<", ">"
BEGINNING, END = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Bins:
    """Spans in order: label, first and last day (ISO). The first may gather all that is earlier, the last all that is
    later; their labels are `EARLIER` and `LATER`."""

    spans: tuple[tuple[str, str, str], ...]

    def index(self, day: str) -> int:
        """The span that holds the day."""
        return bisect_right([first for _, first, _ in self.spans], day) - 1


def bins_for(days: Sequence[str]) -> Bins:
    """Spans that hold all the days (ISO), at most `MOST_BARS` and two for what is earlier and later."""
    if not days:
        return Bins(())
    ordered = sorted(days)
    outlying = int(len(ordered) * _OUTLYING)
    first, last = date.fromisoformat(ordered[outlying]), date.fromisoformat(ordered[-1 - outlying])
    for starts in (_days, _weeks, _months, _years):
        begins = starts(first, last)
        if len(begins) <= MOST_BARS:
            break
    following = starts(begins[-1], begins[-1] + timedelta(days=367))[1]
    begins = begins[-MOST_BARS:]
    spans = [
        (_label(begin, starts is _months, starts is _years), begin.isoformat(), _day_before(after))
        for begin, after in pairwise([*begins, following])
    ]
    if ordered[0] < spans[0][1]:
        spans.insert(0, (EARLIER, BEGINNING, _day_before(begins[0])))
    if ordered[-1] > spans[-1][2]:
        spans.append((LATER, following.isoformat(), END))
    return Bins(tuple(spans))


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _label(begin: date, monthly: bool, yearly: bool) -> str:
    return begin.isoformat()[: 4 if yearly else 7 if monthly else 10]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _weeks(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(weeks=n) for n in range((last - monday).days // 7 + 1)]


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def _years(first: date, last: date) -> list[date]:
    return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
