"""Sums keep open bounds open."""

from __future__ import annotations

import pytest

from schemas import Count
from services.tally import Total, total
from tests.claim_examples import claim, count


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], Total(claims=0, low=0, high=0, unnumbered=0)),
        ([count(3), count(4)], Total(claims=2, low=7, high=7, unnumbered=0)),
        ([count(20, 30), count(1)], Total(claims=2, low=21, high=31, unnumbered=0)),
        ([count(30, None), count(1)], Total(claims=2, low=31, high=None, unnumbered=0)),
        ([count(None, 12, "at_most")], Total(claims=1, low=0, high=12, unnumbered=0)),
        ([count(None, None, "vague"), count(2)], Total(claims=2, low=2, high=None, unnumbered=1)),
        ([count(0)], Total(claims=1, low=0, high=0, unnumbered=0)),
    ],
    ids=["none", "exact", "range", "at least", "at most", "no number", "zero"],
)
def test_total(counts: list[Count], expected: Total) -> None:
    assert total(claim(str(n), people=each) for n, each in enumerate(counts)) == expected
