"""Which claims `rasd tail` shows."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from schemas import Claim, Who, encode
from services.cli.claim_filter import ClaimFilter
from tests.claim_examples import ARMY, ISLAMIC_STATE, MOSUL, PALMYRA, claim, count

AMBUSH = claim("ambush", place=PALMYRA, by=ISLAMIC_STATE, people=count(5))
FLIGHT = claim(
    "flight", "fled", place=MOSUL, people=count(None, 9, "at_most"), who=Who(text="عناصر", side=ISLAMIC_STATE)
)
BARE = claim("bare", people=count(2), by=ARMY)


@pytest.mark.parametrize(
    ("conditions", "shown"),
    [
        ({}, ["ambush", "flight", "bare"]),
        ({"kinds": {"killed"}}, ["ambush", "bare"]),
        ({"kinds": {"killed", "fled"}}, ["ambush", "flight", "bare"]),
        ({"countries": {"SY"}}, ["ambush"]),
        ({"countries": {"SY", "IQ"}}, ["ambush", "flight"]),
        ({"at_least": 5}, ["ambush"]),
        ({"at_least": 0}, ["ambush", "flight", "bare"]),
        ({"actors": {"islamic-state"}}, ["ambush", "flight"]),
        ({"actors": {"iraq-army"}}, ["bare"]),
        ({"kinds": {"killed"}, "countries": {"SY"}, "at_least": 5, "actors": {"islamic-state"}}, ["ambush"]),
        ({"kinds": {"injured"}, "countries": {"SY"}}, []),
    ],
)
def test_filter(conditions: dict[str, Any], shown: list[str]) -> None:
    wanted = ClaimFilter(**{name: frozenset(v) if isinstance(v, set) else v for name, v in conditions.items()})

    def accepted(each: Claim) -> bool:
        return wanted.accepts(orjson.loads(encode(each)))

    assert [each.id for each in (AMBUSH, FLIGHT, BARE) if accepted(each)] == shown


def test_what_is_no_claim_passes_only_without_conditions() -> None:
    notice = {"id": "a", "of": "b", "verdict": "near"}
    assert ClaimFilter().accepts(notice)
    assert not ClaimFilter(at_least=0).accepts(notice)
