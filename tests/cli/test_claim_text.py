"""Claims as text for people."""

from __future__ import annotations

import dataclasses

import orjson

from schemas import Count, encode
from services.cli.claim_text import CLOSE, FIRST_STRONG_ISOLATE, OPEN, POP_DIRECTIONAL_ISOLATE, render_claim
from services.cli.event_text import render_event
from tests.schemas.test_encoding import CLAIM


def rendered(colour: bool = False, **changes: object) -> str:
    return render_claim(orjson.loads(encode(dataclasses.replace(CLAIM, **changes))), colour)  # type: ignore[arg-type]


def test_every_arabic_copy_is_isolated_and_the_trigger_marked() -> None:
    text = rendered()
    assert f"{OPEN}قتل{CLOSE} جندي." in text
    inside = False
    for character in text:
        if character == FIRST_STRONG_ISOLATE:
            inside = True
        elif character == POP_DIRECTIONAL_ISOLATE:
            inside = False
        else:
            assert inside or not "\u0600" <= character <= "\u06ff"
    assert text.count(FIRST_STRONG_ISOLATE) == text.count(POP_DIRECTIONAL_ISOLATE)


def test_fields() -> None:
    text = rendered()
    assert text.startswith("killed  1 or more (at_least)\n")
    for label in ("who", "side", "by", "where", "when", "sentence", "article"):
        assert f"\n  {label:<8}  " in text
    assert "source" not in text
    assert "→ 2020-01-01\n" in text


def test_notes() -> None:
    first = rendered(assertion="denied", scope="cumulative", restates="x", revises="y", withdrawn=True).splitlines()[0]
    assert first == "killed  1 or more (at_least)  denied  cumulative  restates x  revises y  withdrawn"


def test_counts() -> None:
    def count(low: int | None, high: int | None) -> str:
        text = rendered(count=Count(low=low, high=high, precision="exact"))
        return text.splitlines()[0].removeprefix("killed  ")

    assert [count(3, 3), count(3, 9), count(None, 9), count(None, None), count(0, 0)] == [
        "3",
        "3 to 9",
        "up to 9",
        "?",
        "0",
    ]


def test_colour_marks_by_escapes() -> None:
    text = rendered(colour=True)
    assert "\x1b[7mقتل\x1b[0m" in text
    assert OPEN not in text


def test_other_events() -> None:
    letter = {"error": {"code": "c", "message": "m", "path": "$.p"}, "topic": "t", "partition": 1, "offset": 2}
    assert render_event(letter, False) == "rejected  c [$.p]: m  (t/1/2)\n"
    notice = {"id": "2", "of": "1", "verdict": "near", "measure": "jaccard", "similarity": 0.812, "title": None}
    assert render_event(notice, False) == "near  2 of 1  (jaccard 0.81)  \n"
    assert render_event({"id": "1", "title": "خبر"}, False).startswith("article  1  ")
