"""Whose ranks the dead and wounded fell in, where the casualty noun counts nobody: "قتلى وجرحى في صفوف المسلحين", "إصابات بين الركاب".

The people so told are the claim's `who`; the noun's own number stays ("two or more", vague).
"""

from __future__ import annotations

from services.claims.lexicon import PEOPLE, TRIGGER, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Sentence

_RANKS = word_set("ranks")
_SIDES = word_set("both_sides")
_SIZES = word_set("sizes_of_losses")
_DEEDS = frozenset(("اصابه", "اصابات", "وفاه", "وفيات"))
_FARTHEST = 6  # words between the noun and the ranks: "قتلى وجرحى كثيرين", "خسائر كبيرة في الأرواح"


def bare_casualties(people: People) -> bool:
    """Whether the words are a casualty noun without number that names nobody: "قتلى", "إصابات متفرقة"."""
    if people.counted or people.names or people.number == TWO:
        return False
    word = people.sentence.tokens[people.first].word
    if word is None or not word.tags & TRIGGER or word.tags & PEOPLE:
        return False
    nouns = word.entry.casualties()
    if any(entry.lemma in _DEEDS for entry in nouns):
        return True
    return people.end == people.first + 1 and any(entry.person == "3" for entry in nouns)


def people_in_ranks(sentence: Sentence, i: int) -> People | None:
    """The people in whose ranks or among whom those of the casualty noun before token `i` fell; None where none are told."""
    tokens = sentence.tokens
    stop = min(len(tokens), i + _FARTHEST)
    while i < stop:
        text = tokens[i].text
        word = tokens[i].word
        if text in ("في", "بين", "من", "وسط") and i + 1 < len(tokens):
            k = i + 1
            if tokens[k].text in ("ما", "بين"):
                k += 1
            ranks = tokens[k].word if k < len(tokens) else None
            if ranks is not None and ranks.core in _RANKS:
                k += 1
                if ranks.pronoun:
                    return None
            elif text == "في":
                if ranks is None or ranks.text not in ("الارواح", "الافراد", "الاشخاص"):
                    return None
                i += 2
                continue
            return _group(sentence, k)
        if word is not None and word.preposition == "ب" and word.core in _RANKS:
            return _group(sentence, i + 1)
        casualty = word is not None and bool(word.tags & TRIGGER) and word.conjunction == "و"
        size = word is not None and not word.preposition and word.core in _SIZES
        if not casualty and not size and text not in ("و", "او"):
            return None
        i += 1
    return None


def _group(sentence: Sentence, k: int) -> People | None:
    tokens = sentence.tokens
    if k >= len(tokens):
        return None
    word = tokens[k].word
    if word is not None and word.core in _SIDES:
        return People(sentence, k, k + 1, head=k, number=MANY, definite=True, low=2)
    found = people_of.parse(sentence, k)
    if found is None or found.counted or found.number == ONE or found.names:
        return None
    found.low, found.high, found.precision = 2, None, "vague"
    return found
