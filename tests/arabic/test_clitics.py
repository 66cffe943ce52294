"""Attached conjunctions, prepositions and the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic.clitics import has_article, splits


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وبالقتل", [("", "وبالقتل"), ("و", "بالقتل"), ("وب", "القتل"), ("وبال", "قتل")]),
        ("للجيش", [("", "للجيش"), ("ل", "لجيش"), ("لل", "جيش")]),
        ("فللجيش", [("", "فللجيش"), ("ف", "للجيش"), ("فل", "لجيش"), ("فلل", "جيش")]),
        ("القتلي", [("", "القتلي"), ("ال", "قتلي")]),
        ("كالعاده", [("", "كالعاده"), ("ك", "العاده"), ("كال", "عاده")]),
        ("وقع", [("", "وقع"), ("و", "قع")]),
        ("ود", [("", "ود")]),
        ("و", [("", "و")]),
        ("", [("", "")]),
    ],
)
def test_all_readings_by_growing_clitics(word: str, expected: list[tuple[str, str]]) -> None:
    assert list(splits(word)) == expected


@given(st.text(st.sampled_from("وفبلكاقتم"), max_size=10))
def test_every_reading_is_the_word(word: str) -> None:
    readings = splits(word)
    assert readings[0] == ("", word)
    assert all(clitics + stem == word for clitics, stem in readings)
    assert len(set(readings)) == len(readings)


def test_the_article_is_seen_behind_other_clitics() -> None:
    assert [has_article(clitics) for clitics, _ in splits("وللجيش")] == [False, False, False, True]
    assert has_article("بال") and has_article("ال") and not has_article("ل")
