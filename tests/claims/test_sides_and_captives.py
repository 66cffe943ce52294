"""Defections, captures and people missing, on the sentences of our own in sides_and_captives.tsv: kind, people, number, side, doer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from schemas import Claim
from tests.claims.sentences import claims

_KINDS = ("captured", "missing", "defected", "fled", "surrendered")
_LEAST = 0.85  # share of the sentences whose side, and whose doer, is right: learned weights choose them


class Case(NamedTuple):
    """One row of the table."""

    field: str
    kind: str
    who: str
    count: str
    side: str
    by: str
    sentence: str


def _table() -> list[Case]:
    lines = (Path(__file__).parent / "sides_and_captives.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


_CASES = _table()
_STATING = [case for case in _CASES if case.kind != "-"]


def _made(case: Case) -> list[Claim]:
    found = claims("وقال المصدر ذلك في بيان.", case.sentence) if case.field == "title" else claims(case.sentence)
    return [claim for claim in found if claim.kind in _KINDS]


def _words(text: str | None) -> set[str]:
    return {re.sub("^(وال|بال|لل|ال)(?=..)", "", word) for word in re.findall(r"\w+", text or "")}


def _same(wanted: str, found: str | None) -> bool:
    """Whether at least half of the words are the same, as the scorer of the gold set asks; none and an absent text agree."""
    a, b = _words(None if wanted == "none" else wanted), _words(found)
    return a == b or 2 * len(a & b) >= 0.5 * (len(a) + len(b)) > 0


@pytest.mark.parametrize("case", _STATING, ids=[case.sentence[:60] for case in _STATING])
def test_states(case: Case) -> None:
    (claim,) = _made(case)
    assert claim.kind == case.kind
    assert _same(case.who, claim.who.text), claim.who.text
    low, _, high = case.count.partition("-")
    wanted = (None, None) if case.count == "open" else (int(low), int(high) if high else None)
    assert (claim.count.low, claim.count.high) == wanted


@pytest.mark.parametrize(
    "sentence", [case.sentence for case in _CASES if case.kind == "-"], ids=lambda sentence: sentence[:60]
)
def test_states_nothing(sentence: str) -> None:
    (case,) = (case for case in _CASES if case.sentence == sentence)
    assert _made(case) == []


@pytest.mark.parametrize("party", ["side", "by"])
def test_side_and_doer(party: str) -> None:
    wrong = []
    settled = [case for case in _STATING if getattr(case, party) != "*"]
    for case in settled:
        for claim in _made(case):
            actor = claim.who.side if party == "side" else claim.by
            if not _same(getattr(case, party), actor.text if actor else None):
                wrong.append((case.sentence, getattr(case, party), actor.text if actor else None))
    assert len(wrong) <= (1 - _LEAST) * len(settled), wrong
