"""Articles made to cost time: the work grows with their length and no faster. Calls are counted, not seconds."""

from __future__ import annotations

import sys
from itertools import cycle, islice
from types import FrameType
from typing import Any

import pytest

from schemas import Article
from services.claims import extract
from services.claims.loading import SAMPLE
from services.claims.text import tokens

WORDS = (
    4_000  # several pieces of a cut sentence, so that the ends of the text weigh little (`make bench-extract` has more)
)

SENTENCES = 400  # more than any part of an article that a claim is compared with


def article(body: str) -> Article:
    return Article(id="a", title="", body=body, published_at="2017-08-08T12:00:00+03:00")


def one_sentence(words: str, count: int) -> str:
    return " ".join(islice(cycle(words.split()), count))


def calls(body: str) -> int:
    """How many functions are called to extract the claims of a text."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        extract(article(body))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("words", ["قتل مقتل قتلى إصابة", "قتل 3 محمد علي حسن صالح سالم سعيد"])
def test_one_endless_sentence_is_read_in_linear_time(words: str) -> None:
    extract(article(SAMPLE))
    once, twice = one_sentence(words, WORDS), one_sentence(words, 2 * WORDS)
    extract(article(twice))  # what is remembered of words is found before counting
    assert calls(twice) < 2.5 * calls(once)  # quadratic work would be four times as much


def test_many_sentences_with_claims_are_read_in_linear_time() -> None:
    sentence = "قتل 3 جنود في هجوم شنه مسلحو حركة طالبان على المدينة أمس. "
    extract(article(sentence * 2 * SENTENCES))
    assert calls(sentence * 2 * SENTENCES) < 2.5 * calls(sentence * SENTENCES)


def test_a_sentence_without_end_still_gives_its_claims() -> None:
    claims = extract(article("قتل 3 جنود في حلب , " + "كلام طويل لا ينتهي " * 500 + "وقتل 5 شرطيين في حمص"))
    assert [claim.count.low for claim in claims] == [3, 5]
    assert all(len(claim.evidence.text) <= 4_000 for claim in claims)


def test_a_run_of_letters_without_a_space_ends() -> None:
    assert extract(article("قتل" * 50_000)) == []


def test_how_an_article_is_spelled_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search of the whole text for each word of kin took 40 seconds for 20,000 sentences."""
    searched: list[int] = []

    def search(raw: str) -> bool:
        searched.append(len(raw))
        return True

    monkeypatch.setattr(tokens, "tells_ha_apart", search)
    extract(article("قتل ابنه في القصف. " * 50))
    assert len(searched) == 1
