"""Phrases of a vocabulary in folded text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic import normalize
from services.arabic.phrases import PhraseTable, stems, words_of

TABLE = PhraseTable(["عدن", "دير الزور", "دير", "التحالف العربي", "التحالف", "لبنان"])


@given(st.text(alphabet="ابتثو لل.،-\n\"'3_x", max_size=60), st.integers(0, 20), st.integers(0, 60))
def test_words_are_those_of_a_regular_expression(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    expected = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\w+", text[start:end])]
    assert list(words_of(text, start, end)) == [(w, a + start, b + start) for w, a, b in expected]
    assert list(words_of(text)) == [(m.group(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في عدن", [("عدن", "", "عدن")]),
        ("معدن الحديد", []),
        ("بعدن", [("عدن", "ب", "عدن")]),
        ("وبعدن ولعدن", [("عدن", "وب", "عدن"), ("عدن", "ول", "عدن")]),
        ("لبنان وسوريا", [("لبنان", "", "لبنان")]),
        ("ريف دير الزور", [("دير الزور", "", "دير الزور")]),
        ("دير قديم", [("دير", "", "دير")]),
        ("دير\nالزور", [("دير", "", "دير")]),
        ("دير-الزور", [("دير الزور", "", "دير-الزور")]),
        ('"التحالف" العربي', [("التحالف العربي", "", 'التحالف" العربي')]),
        ("غارات للتحالف العربي", [("التحالف العربي", "ل", "للتحالف العربي")]),
        ("وللتحالف", [("التحالف", "ول", "للتحالف")]),
    ],
)
def test_longest_phrase_at_word_boundaries(text: str, found: list[tuple[str, str, str]]) -> None:
    folded = normalize(text).text
    assert [(h.phrase, h.particles, folded[h.start : h.end]) for h in TABLE.find(folded)] == [
        (normalize(phrase).text, particles, normalize(span).text) for phrase, particles, span in found
    ]


def test_readings_take_off_least_first() -> None:
    assert [(s.text, s.particles, s.offset) for s in stems("وللشام")] == [
        ("وللشام", "", 0),
        ("للشام", "و", 1),
        ("الشام", "ول", 1),
        ("لشام", "ول", 2),
    ]
