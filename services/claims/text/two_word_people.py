"""People called by two words of which neither tells of people alone: "مطلق النار", who opened fire."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from services.claims.lexicon import PEOPLE, word_set
from services.claims.text.words import Word, word

if TYPE_CHECKING:
    from services.claims.text.tokens import Token


@cache
def second_words() -> frozenset[str]:
    """The second words of such names: a sentence with none of them needs no search."""
    return frozenset(second for seconds in _openings().values() for second in seconds)


def tag_two_word_people(tokens: list[Token], texts: list[str]) -> None:
    """Gives the first word of such a name the class of people, in place. texts: those of the tokens."""
    seconds = second_words()
    for k in range(1, len(texts)):
        if texts[k] not in seconds:
            continue
        first = tokens[k - 1].word
        if first is not None and not first.definite and texts[k] in _openings().get(first.core, ()):
            tokens[k - 1] = tokens[k - 1].read_as(_person(first.text, first.conjunction, first.preposition, first.core))


def called_by_two(token: Token) -> bool:
    """Whether the token was taken for the first word of such a name."""
    word = token.word
    return word is not None and bool(word.tags & PEOPLE) and word.entry.lemma in _openings()


@cache
def _openings() -> dict[str, frozenset[str]]:
    """The second words by the first."""
    found: dict[str, set[str]] = {}
    for name in word_set("two_word_people"):
        first, second = name.split(" ")
        found.setdefault(first, set()).add(second)
    return {first: frozenset(second) for first, second in found.items()}


@lru_cache(maxsize=256)
def _person(text: str, conjunction: str, preposition: str, core: str) -> Word:
    """The word as an assailant."""
    assailant = word("مهاجم").entry
    return Word(text, conjunction, preposition, False, core, "", replace(assailant, lemma=core))
