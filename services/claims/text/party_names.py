"""Parties that the registry knows by several words ("بوكو حرام", "أنصار الله"): their words become one organisation for the grammar.

The word lists hold single words. A name of several words is found by `services.actors`, which knows hundreds, and its tokens are
given the class of an organisation, so that no word of it is read as a person, an adjective or the end of a phrase.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from services.actors.registry import registry
from services.claims.lexicon import ORGANISATION, PEOPLE, TRIGGER, Entry
from services.claims.text.words import Word

if TYPE_CHECKING:
    from services.claims.text.tokens import Sentence, Token

_PARTIES = frozenset(("armed-group", "coalition", "army", "security"))


def tag_parties(sentence: Sentence, tokens: list[Token], texts: list[str]) -> None:
    """Gives the tokens of names of several words the class of an organisation, in place. texts: those of the tokens."""
    seconds = _seconds()
    for k in [k for k, text in enumerate(texts) if text in seconds]:
        # Where the word before ends like a first word, it may be one with particles attached.
        if k and texts[k - 1].endswith(seconds[texts[k]]) and texts[k] in _OPENINGS[texts[k - 1]]:
            _tag_from(sentence, tokens, tokens[k - 1].start)
            return


def _tag_from(sentence: Sentence, tokens: list[Token], opening: int) -> None:
    """Tags the names behind the code point `opening`, where the first one begins."""
    for span in registry().actor_mentions(sentence.field.text, opening, sentence.end):
        if span.actor is None or span.institution is not None:
            continue
        first = next((k for k, token in enumerate(tokens) if token.end > span.start), None)
        if first is None or first + 1 >= len(tokens) or tokens[first].end >= span.end:
            continue
        role = _role(span.actor)
        if role is None:
            continue
        for k in range(first, len(tokens)):
            token = tokens[k]
            if token.start >= span.end:
                break
            word = token.word
            headed = k > first and tokens[k - 1].tags & ORGANISATION
            if word is None or word.tags & (ORGANISATION | TRIGGER) or (word.tags & PEOPLE and not headed):
                continue
            letters = word.text[: span.start - token.start] if k == first else word.conjunction
            known = _party_word(word.text, letters, role)
            tokens[k] = token.read_as(known)


class _Openings(dict[str, frozenset[str]]):
    """The words that may follow a token text in such a name, particles attached to it or not: mostly none. Remembered."""

    def __missing__(self, text: str) -> frozenset[str]:
        if len(self) > _REMEMBERED:
            self.clear()
        forms = [text[n:] for n in range(3) if all(letter in "وفبلك" for letter in text[:n])]
        forms += ["ا" + form for form in forms if form.startswith("ل")]  # "للحشد": the article loses its alif
        known = self[text] = frozenset().union(*(_openings().get(form, _NONE) for form in forms))
        return known


_OPENINGS = _Openings()
_REMEMBERED = 200_000
_NONE: frozenset[str] = frozenset()


@cache
def _openings() -> dict[str, frozenset[str]]:
    """The second words of the parties' names of several words by the first."""
    found: dict[str, set[str]] = {}
    for name, actor in registry().names():
        words = name.split(" ")
        if len(words) > 1 and _role(actor) is not None:
            found.setdefault(words[0], set()).add(words[1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@cache
def second_words() -> frozenset[str]:
    """The second words of such names: a sentence with none of them needs no search."""
    return frozenset().union(*_openings().values())


@cache
def _seconds() -> dict[str, tuple[str, ...]]:
    """The second words of such names, with the ends of the words before them: the first words, those in ل without their alif, which
    the article loses behind the preposition."""
    endings: dict[str, set[str]] = {}
    for first, following in _openings().items():
        for second in following:
            endings.setdefault(second, set()).add(first[1:] if first.startswith("ال") else first)
    return {second: tuple(sorted(ends)) for second, ends in endings.items()}


@lru_cache(maxsize=4096)
def _role(actor: str) -> str | None:
    """The role of the members of a party to conflicts, None for other actors."""
    known = registry().get(actor)
    return known.role if known is not None and known.kind in _PARTIES else None


@lru_cache(maxsize=4096)
def _party_word(text: str, particles: str, role: str) -> Word:
    """The word of a party's name; `particles`: the letters attached before it."""
    conjunction = particles[:1] if particles[:1] in ("و", "ف") else ""
    preposition = particles[len(conjunction) :]
    core = text[len(particles) :]
    definite = core.startswith("ال")
    entry = Entry(tags=ORGANISATION, role=role, organisation="name", lemma=core)
    return Word(text, conjunction, preposition, definite, core.removeprefix("ال"), "", entry)
