"""Words that folding makes alike and the article's own spelling tells apart: the name علي and the preposition على."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import NAME, PREPOSITION, Entry
from services.claims.words import Word

if TYPE_CHECKING:
    from services.claims.tokens import Sentence, Token

_FOLDED = frozenset(("علي", "وعلي"))
_DISTINGUISHES = (
    " في "  # who writes في with ي writes على with ى and the name with ي; others ("فى", "أحمد على") write ى for both
)


def _words(tags: int) -> dict[str, Word]:
    entry = Entry(tags=tags, lemma="علي")
    return {text: Word(text, text.removesuffix("علي"), "", False, "علي", "", entry) for text in _FOLDED}


_NAMES = _words(NAME)
_PREPOSITIONS = _words(PREPOSITION)


def tag_spelled_names(sentence: Sentence, tokens: list[Token]) -> None:
    """Makes "علي" a name alone or a preposition alone, in place, where the article's writer tells both apart."""
    field = sentence.field
    if _DISTINGUISHES not in field.normalized.raw:
        return
    for k, token in enumerate(tokens):
        if token.text in _FOLDED:
            name = field.original(token.start, token.end)[2].endswith("ي")
            known = (_NAMES if name else _PREPOSITIONS)[token.text]
            tokens[k] = token._replace(word=known, tags=known.tags)
