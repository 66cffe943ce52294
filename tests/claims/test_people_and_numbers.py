"""Who and how many, on the sentences of our own in people_and_numbers.tsv: one construction a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claims.sentences import claims


def _rows() -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent / "people_and_numbers.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(construction, told, sentence) for construction, told, sentence in rows]


_ROWS = _rows()


@pytest.mark.parametrize(("told", "sentence"), [row[1:] for row in _ROWS], ids=[row[0] for row in _ROWS])
def test_states(told: str, sentence: str) -> None:
    found = [
        f"{claim.kind} {claim.who.text} {_end(claim.count.low)}-{_end(claim.count.high)}" for claim in claims(sentence)
    ]
    assert found == ([] if told == "-" else told.split(" ; "))


def _end(number: int | None) -> str:
    return "" if number is None else str(number)
