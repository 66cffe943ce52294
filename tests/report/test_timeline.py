"""Bars of the timeline: every day lies in exactly one span."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.report.timeline import EARLIER, LATER, MOST_BARS, bins_for


def every(first: str, step: int, number: int) -> list[str]:
    return [(date.fromisoformat(first) + timedelta(days=step * n)).isoformat() for n in range(number)]


@pytest.mark.parametrize(
    ("days", "number", "label"),
    [
        (every("2024-03-01", 1, 1), 1, "2024-03-01"),
        (every("2024-03-01", 1, 40), 40, "2024-03-01"),
        (every("2024-01-01", 1, 140), 20, "2024-01-01"),
        (every("2022-01-01", 10, 73), 24, "2022-01"),
        (every("2001-01-01", 366, 20), 20, "2001"),
        ([], 0, None),
    ],
    ids=["a day", "days", "weeks", "months", "years", "nothing"],
)
def test_spans(days: list[str], number: int, label: str | None) -> None:
    spans = bins_for(days).spans
    assert len(spans) == number
    assert [spans[0][0]] == [label] if label else spans == ()


def test_what_is_recalled_from_long_ago_shares_one_bar() -> None:
    days = [*every("2024-03-01", 1, 30) * 4, "1982-02-02"]
    bins = bins_for(days)
    assert (bins.spans[0][0], len(bins.spans)) == (EARLIER, 31)
    assert bins.index("1982-02-02") == 0


def test_what_lies_in_the_future_shares_one_bar() -> None:
    days = [*every("2024-03-01", 1, 30) * 4, "2031-02-02"]
    bins = bins_for(days)
    assert (bins.spans[-1][0], len(bins.spans)) == (LATER, 31)
    assert bins.index("2031-02-02") == 30


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat), min_size=1, max_size=50))
def test_every_day_has_one_span(days: list[str]) -> None:
    bins = bins_for(days)
    assert len(bins.spans) <= MOST_BARS + 2
    for day in days:
        assert [first <= day <= last for _, first, last in bins.spans].count(True) == 1
        _, first, last = bins.spans[bins.index(day)]
        assert first <= day <= last
