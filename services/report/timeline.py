"""Spans of days for the bars of the timeline: days, weeks, months or years, whichever gives bars that can be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MOST_BARS = 60
# News recalls events of long ago. The first bar gathers what lies before all but this share of the claims, so that a
# mention of a war of 1982 does not make a week of today one pixel wide.
_RECALLED = 0.02
BEGINNING, END = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Bins:
    """Spans in order: label, first and last day (ISO). The first may gather all that is earlier; its label is ""."""

    spans: tuple[tuple[str, str, str], ...]

    def index(self, day: str) -> int:
        """The span that holds the day."""
        return bisect_right([first for _, first, _ in self.spans], day) - 1


def bins_for(days: Sequence[str]) -> Bins:
    """Spans that hold all the days (ISO), at most `MOST_BARS` and one for what is earlier."""
    if not days:
        return Bins(())
    ordered = sorted(days)
    first = date.fromisoformat(ordered[int(len(ordered) * _RECALLED)])
    last = date.fromisoformat(ordered[-1])
    for starts in (_days, _weeks, _months, _years):
        begins = starts(first, last)
        if len(begins) <= MOST_BARS:
            break
    begins = begins[-MOST_BARS:]
    spans = []
    for begin, following in zip(begins, [*begins[1:], None], strict=True):
        end = (following - timedelta(days=1)).isoformat() if following else END
        spans.append((_label(begin, starts is _months, starts is _years), begin.isoformat(), end))
    if ordered[0] < spans[0][1]:
        spans.insert(0, ("", BEGINNING, (begins[0] - timedelta(days=1)).isoformat()))
    return Bins(tuple(spans))


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
