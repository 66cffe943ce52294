"""Whether the words behind من name the whole that people are part of, or where a person comes from."""

from __future__ import annotations

from services.claims.lexicon import (
    DEMONSTRATIVE,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PRONOUN,
    STOP,
    TRIGGER,
    VERB,
)
from services.claims.people_phrases.people_phrase import People
from services.claims.text.tokens import Token

_OF = frozenset(
    ("جنسيه", "ابناء", "اهالي", "سكان", "اصول", "اصل", "ذوي", "منسوبي", "افراد", "عناصر", "اعضاء")
)  # behind من they tell what a person is


def origin(tokens: list[Token], k: int, phrase: People) -> bool:
    """Whether what follows من tells what a single person is: "مقيم من الجنسية المصرية", "عنصرين من الشرطة"."""
    word = tokens[k].word if k < len(tokens) else None
    if word is None or phrase.names:
        return False
    if word.core in _OF:
        return True
    return bool(word.tags & ORGANISATION) and phrase.role in ("member", "military", "security", "militant")


def partitive(tokens: list[Token], k: int) -> bool:
    """Whether the words after من name the whole that a group is part of (not a place, a time or a cause)."""
    if k < len(tokens) and tokens[k].text in ('"', "'"):
        k += 1
    if k >= len(tokens):
        return False
    word = tokens[k].word
    if word is None:
        return False
    if word.tags & (PEOPLE | ORGANISATION):
        return True
    if word.tags & DEMONSTRATIVE and k + 1 < len(tokens):
        return bool(tokens[k + 1].tags & (PEOPLE | ORGANISATION))
    if word.tags & (STOP | PLACE_TYPE | PLACE_NAME | TRIGGER | NO_PEOPLE | PRONOUN | VERB):
        return False
    return word.definite
