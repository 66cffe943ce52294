"""Adding up the people of several claims, honestly: open bounds stay open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What some claims add up to.

    claims: how many. low, high: people, inclusive; a claim without a lower bound adds 0 to low, one without an upper
    bound makes high None. unnumbered: claims that state neither bound.
    """

    claims: int
    low: int
    high: int | None
    unnumbered: int


def total(claims: Iterable[Claim]) -> Total:
    """The sum of the claims' bounds. The caller passes only claims that may be added (`Ledger.standing`)."""
    number, low, high, unnumbered = 0, 0, 0, 0
    is_open = False
    for claim in claims:
        number += 1
        low += claim.count.low or 0
        if claim.count.high is None:
            is_open = True
            unnumbered += claim.count.low is None
        else:
            high += claim.count.high
    return Total(claims=number, low=low, high=None if is_open else high, unnumbered=unnumbered)
