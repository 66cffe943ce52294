"""Confidence: what speaks for and against a claim moves it the right way, and every weight is of a fact that exists."""

from __future__ import annotations

import pytest

from services.claims.confidence import features
from services.claims.extraction import read
from services.claims.resolution import settle
from tests.claims.sentences import article, claims

SURE = "قتل ثلاثة جنود في انفجار عبوة ناسفة في مدينة السرو أمس."
UNSURE = "وأضاف أن العملية أدت إلى سقوط قتلى وجرحى."


def test_counted_people_are_surer_than_none() -> None:
    [sure] = claims(SURE)
    assert sure.confidence > max(claim.confidence for claim in claims(UNSURE)) + 0.1


@pytest.mark.parametrize("text", [SURE, UNSURE])
def test_is_a_probability_in_hundredths_and_never_certain(text: str) -> None:
    for claim in claims(text):
        assert 0.05 <= claim.confidence <= 0.98
        assert claim.confidence == round(claim.confidence, 2)


def test_facts_tell_rule_people_and_repetition() -> None:
    _, readings = read(article(SURE))
    [reading] = settle(readings)
    facts = features(reading, restates=True)
    assert {"every claim", "restates=True", "people=counted:exact", f"rule={reading.rule}"} <= set(facts)
    assert len(facts) == len(set(facts))
