"""Words as the lists hold them: with or without letters attached before."""

from __future__ import annotations

import pytest

from services.claims.lexicon import fold, rows, word_set
from services.claims.text.words import one_of

_FALLS = frozenset(("وقع", "سقط", "فتح"))


@pytest.mark.parametrize(
    ("text", "attached", "expected"),
    [
        ("سقط", "و", True),
        ("وسقط", "و", True),
        ("وقع", "و", True),  # its own first letter is no conjunction
        ("ووقع", "و", True),
        ("فوقع", "وف", True),
        ("فتح", "وف", True),
        ("ففتح", "وف", True),
        ("فسقط", "و", False),
        ("قع", "و", False),
    ],
)
def test_one_of(text: str, attached: str, expected: bool) -> None:
    assert one_of(text, _FALLS, attached) is expected


def test_word_sets_are_folded_whatever_their_spelling() -> None:
    for name, words, _what in rows("word_sets.tsv"):
        for word in words.split(","):
            assert fold(word.strip()) in {known.strip() for known in word_set(name)}, (name, word)
    assert "انقلابيين" in word_set("captors")
    assert any(fold(words) != words for _, words, _ in rows("word_sets.tsv"))
