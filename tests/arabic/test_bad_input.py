"""Whatever strangers send: a result for every string, in linear time (a quadratic step would run into the time limit)."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.arabic import normalize
from services.arabic.boilerplate import boilerplate
from services.arabic.clitics import splits
from services.arabic.fold_table import DELETED, MARKS
from services.arabic.html_text import html_to_text, looks_like_html
from services.arabic.sentences import clauses, sentences

MEGABYTE = 1_000_000
SIZE = 250_000
"""Enough for anything quadratic to take minutes."""


def check(text: str) -> None:
    """Runs everything that reads an article over a text and holds the results to what they promise."""
    plain = html_to_text(text)
    looks_like_html(text)
    for raw in (text, plain):
        normalized = normalize(raw)
        folded = normalized.text
        assert normalize(folded).text == folded
        spans = sentences(folded)
        skipped = boilerplate("عنوان", folded)
        for start, end in [*spans[:50], *spans[-50:]]:
            first, stop = normalized.original(start, end)
            assert 0 <= first < stop <= len(raw)
            assert raw[first] not in DELETED and (raw[stop - 1] not in DELETED or raw[stop - 1] in MARKS)
            position = start
            for clause_start, clause_end in clauses(folded, start, end):
                assert position <= clause_start < clause_end <= end
                position = clause_end
        position = 0
        for start, end, _ in skipped:
            assert position <= start < end <= len(folded)
            position = end


HUGE = {
    "combining marks": "\u064b" * MEGABYTE,
    "a word with a megabyte of marks": "قتيل" + "\u064e\u0651" * (MEGABYTE // 2) + " آخر",
    "marks and bidi controls in turn": "ق" + "\u064e\u200f" * (SIZE // 2),
    "tatweel": "ق" + "\u0640" * SIZE + "ال",
    "combining marks of Latin": "e" + "\u0301" * SIZE,
    "a line of 200,000 words": "كلمة " * 200_000,
    "a word of a megabyte": "ا" * MEGABYTE,
    "commas": "وقال، " * 50_000,
    "full stops": "أ." * (SIZE // 2),
    "full stops with space": "أب. " * (SIZE // 4),
    "two dots": "أب.. " * (SIZE // 5),
    "closing quotes": "أ." + '"' * SIZE,
    "opening brackets": "(" * SIZE,
    "dashes": "- " * (SIZE // 2),
    "bullets": "• * " * (SIZE // 4),
    "line breaks": "\n" * SIZE,
    "short lines": "اعلان\n" * (SIZE // 6),
    "read also": "اقرأ أيضا\nخبر\n" * (SIZE // 15),
    "labels": "رابط الخبر " * (SIZE // 11),
    "addresses": "x@y.org " * (SIZE // 8),
    "ligatures": "ﷺﻻ" * (SIZE // 10),
    "lone surrogates": "\ud800ق\udfff " * (SIZE // 4),
    "U+0000": "ق\x00ت " * (SIZE // 4),
    "emoji": "😀 قتل " * (SIZE // 6),
    "mixed scripts": "قتل killed убит 殺した θάνατος हत ٣३３ " * (SIZE // 40),
    "ninety per cent": "٩" * 10_000,
    "a number of a hundred digits": ("٩" * 100 + " قتيل ") * 2_000,
    "angle brackets": "<" * SIZE,
    "deep HTML": "<div>" * (SIZE // 5) + "قتل",
    "broken HTML": "<p <b>قتل</i></p" * (SIZE // 15),
    "entities": "&quot;&#x642;" * (SIZE // 13),
    "half entities": "&#" * (SIZE // 2),
    "attributes": "<p " + " ".join(f"a{number}=" for number in range(100_000)),
    "space": " " * SIZE,
    "odd spaces": "\u3000\u00a0" * (SIZE // 2),
    "control characters": "".join(map(chr, range(32))) * (SIZE // 32),
    "all of Unicode": "".join(map(chr, range(0x110000))),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HUGE)
def test_huge_input_has_a_result(name: str) -> None:
    check(HUGE[name])


pieces = st.one_of(
    st.sampled_from(
        [
            *"ابتقلمنهويءأإآىةؤئ٠٩۳09.,:;!?،؛؟«»“”'\"()-–—…•*@#/&<>= \n\r\t\x00\u200f\u0640\u064b\u0651\ufeff\u00a0",
            "قتل",
            "و",
            "ال",
            "د.",
            "بي.بي.سي",
            "..",
            "اقرأ أيضا",
            "سمات",
            "رابط الخبر:",
            "<p>",
            "</p>",
            "<!--",
            "<script>",
            "&quot;",
            "ﻻ",
            "ﷺ",
            "\ud800",
            "😀",
        ]
    ),
    st.characters(exclude_categories=[]),
)


@given(st.lists(pieces, max_size=40).map("".join))
@example("")
@example("\n")
@example(".")
@example("*")
@example(".ـ")
def test_any_string_has_a_result(text: str) -> None:
    check(text)


@given(st.lists(pieces, max_size=8).map("".join))
def test_any_string_has_readings(word: str) -> None:
    assert splits(word)[0] == ("", word)


@pytest.mark.parametrize("piece", ["وأعلن أن القصف توقف، ", "قَتِيلٌ ", "\u064b", "😀 قتل ", "ﻻ"])
def test_memory_grows_with_the_text_and_no_faster(piece: str) -> None:
    def peak(text: str) -> int:
        tracemalloc.start()
        normalized = normalize(text)
        normalized.original(0, len(normalized.text))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    normalize("😀")  # the tables for rare characters are made once
    text = piece * (SIZE // len(piece) // 4)
    assert peak(text * 4) <= 4 * peak(text) + 100_000
