"""A claim in a terminal: Arabic keeps its direction to itself, the trigger is marked, no text steers the terminal."""

from __future__ import annotations

import orjson

from schemas import encode
from services.cli.claim_text import render_claim
from tests.claim_examples import PALMYRA, claim, count


def rendered(colour: bool, sentence: str) -> str:
    return render_claim(orjson.loads(encode(claim("c", place=PALMYRA, people=count(5), sentence=sentence))), colour)


def test_the_trigger_is_marked_with_colour_and_without() -> None:
    sentence = "وقد قتل خمسة جنود"
    assert "\u2068وقد \x1b[7mقتل\x1b[0m خمسة جنود\u2069" in rendered(True, sentence)
    assert "\u2068وقد ⟦قتل⟧ خمسة جنود\u2069" in rendered(False, sentence)


def test_copies_of_the_article_are_isolated() -> None:
    assert "\u2068مدينة تدمر\u2069 → Palmyra, Homs, SY" in rendered(False, "قتل خمسة")


def test_no_text_steers_the_terminal() -> None:
    text = rendered(False, "قتل\x1b]0;x\x07\u202e خمسة\nجنود\x9b2J")
    assert "⟦قتل⟧]0;x خمسة جنود2J" in text
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
