"""Words that folding makes alike and the article's own spelling tells apart: the name علي and the preposition على."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import NAME, Entry
from services.claims.words import Word

if TYPE_CHECKING:
    from services.claims.tokens import Sentence, Token

_ON = "على"
_FOLDED = frozenset(("علي", "وعلي"))
_NAMES = {
    text: Word(text, text.removesuffix("علي"), "", False, "علي", "", Entry(tags=NAME, lemma="علي")) for text in _FOLDED
}


def tag_spelled_names(sentence: Sentence, tokens: list[Token]) -> None:
    """Makes "علي" a name alone, in place, where it is written with ي and the writer has على elsewhere: who writes ي for both tells
    nothing."""
    for k, token in enumerate(tokens):
        if token.text not in _FOLDED:
            continue
        field = sentence.field
        if field.original(token.start, token.end)[2].endswith("ي") and _ON in field.normalized.raw:
            known = _NAMES[token.text]
            tokens[k] = token._replace(word=known, tags=known.tags)
