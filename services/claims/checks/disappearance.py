"""Whether a word of loss tells of people who are unaccounted for after an event, and not of things that somebody lost."""

from __future__ import annotations

from services.claims.lexicon import (
    NAME,
    PEOPLE,
    PREPOSITION,
    STOP,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_VIOLENT = tuple(sorted(word_set("violence")))
_PERIL = tuple(sorted(word_set("peril")))
_WANTED = word_set("wanted")
_FOUND_AGAIN = word_set("found_again")
_FOUND = 5  # tokens before one who was missing


def nobody_missing(reading: Reading, title: str) -> str | None:
    """Why the reading tells of nobody missing; None where it does. `title`: folded title of the article."""
    flags = reading.entry.flags if reading.entry is not None else frozenset()
    victims = reading.victims
    tokens = reading.sentence.tokens
    if isinstance(reading.entry, TriggerEntry) and reading.entry.category == "casualty":
        before = tokens[reading.first - 1].word if reading.first else None
        if before is not None and before.core in ("جثث", "جثه", "جثمان", "جثامين", "اشلاء"):
            return "found dead"
        near = tokens[max(0, reading.first - _FOUND) : reading.first]
        if any(one_of(token.text, _FOUND_AGAIN) for token in near):
            return "found again"
        return None
    if "lost" not in flags:
        return None
    if victims is None:
        return "no people"
    if reading.rule != "aboard what is missing" and _something_lost(reading, tokens, victims):
        return "something is lost, not people"
    text = reading.sentence.text
    in_peril = any(word in text or word in title for word in _PERIL) or any(word in text for word in _VIOLENT)
    if "sought" in flags:
        words = [token.word for token in victims.sentence.tokens[victims.first : victims.end] if token.word is not None]
        if not (victims.other and in_peril) or any(word.core in _WANTED for word in words):
            return "not sought as missing"
        return None
    number = victims.counted and victims.low != 1
    people = victims.head is not None and victims.sentence.tokens[victims.head].tags & (PEOPLE | NAME)
    if number and (people or victims.other or victims.pronoun or victims.precision != "vague" or in_peril):
        return None
    if victims.role == "media":
        return None  # journalists who are said to be missing are so at their work
    if victims.organisation or not (in_peril or _written_passive(reading)):
        return "no number and no peril told"
    return None


def _written_passive(reading: Reading) -> bool:
    """Whether the vowel tells that people were lost, not that they lost something: "فُقد"."""
    token = reading.sentence.tokens[reading.first]
    written = reading.sentence.field.written(token)
    return written.lstrip("وَ").startswith("فُق")


def _own_thing(token: Token) -> bool:
    """Whether the word is no people and has a pronoun: "زخمها"."""
    return not token.tags & PEOPLE and token.text.endswith(("ها", "هم", "هن")) and not token.tags & STOP


def _something_lost(reading: Reading, tokens: list[Token], victims: People) -> bool:
    """Whether an object follows: "فقدوا وظائفهم", "فقدان الآلاف لوظائفهم"."""
    at = reading.last + 1
    if victims.sentence is reading.sentence and victims.first > reading.last:
        at = victims.end
    word = tokens[at].word if at < len(tokens) else None
    if word is None:
        return False
    if word.text == "اي":
        return True  # "فقد أي اتصال بهم"
    if word.text == "من" and at + 1 < len(tokens) and _own_thing(tokens[at + 1]):
        return True  # "المحادثات فقدت من زخمها"
    if word.text.startswith("ل") and word.text.endswith(("ه", "ها", "هم", "هن")) and len(word.text) > 4:
        return True
    if word.tags & (STOP | PREPOSITION) or word.conjunction or word.preposition:
        return False
    if word.tags & PEOPLE or len(word.text) < 3 or word.text.startswith(("ب", "ل")):
        return False
    return not word.text.startswith("و") or word.text.endswith(("ه", "ها", "هم", "هن"))
