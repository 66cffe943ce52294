"""Which articles tell of the same kind, place and day, and whether their figures fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schemas import Claim
from services.tally import place_days
from tests.claim_examples import MOSUL, PALMYRA, article, claim, count, day


def said(name: str, low: int | None, high: int | None = -1, **changes: Any) -> Claim:
    fields = {"place": PALMYRA, "when": day("2024-03-17"), **changes}
    return claim(f"{name}-{low}", people=count(low, high), of=article(name), **fields)


@pytest.mark.parametrize(
    ("claims", "agree"),
    [
        ([said("a", 3), said("b", 3)], True),
        ([said("a", 3), said("b", 5)], False),
        ([said("a", 3), said("b", 2, None)], True),
        ([said("a", 3), said("b", 20, None)], False),
        ([said("a", 3), said("a", 5), said("b", 8)], True),
        ([said("a", 20, 30), said("b", 25)], True),
    ],
    ids=["same", "different", "fits at least", "below at least", "two parts and their sum", "within a range"],
)
def test_two_articles_on_one_place_and_day(claims: list[Claim], agree: bool) -> None:
    (found,) = place_days(claims)
    assert found.agree == agree
    assert (found.kind, found.place, found.day) == ("killed", "Palmyra, Homs, SY", "2024-03-17")


@pytest.mark.parametrize(
    "other",
    [
        said("a", 5),
        said("b", 5, place=MOSUL),
        said("b", 5, when=day("2024-03-18")),
        said("b", 5, when=day("2024-03-17", "2024-03-18")),
        said("b", 5, when=None),
        said("b", 5, place=None),
        said("b", 5, place=replace(PALMYRA, precision="admin1")),
        replace(said("b", 5), kind="injured"),
    ],
    ids=["same article", "place", "day", "span", "no day", "no place", "province", "kind"],
)
def test_what_is_not_compared(other: Claim) -> None:
    assert place_days([said("a", 3), other]) == []
