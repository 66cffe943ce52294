"""Captives and wounded to whom another deed is done: "إعدام أسير", "تصفية للأسرى", "قتل الجرحى"."""

from __future__ import annotations

from services.claims.lexicon import TRIGGER
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.text.words import Word


def captives(grammar: SentenceGrammar, k: int, *, directly: bool) -> People | None:
    """Captives or wounded at `k` as the victims of the deed before: "تصفية للأسرى", "إعدام أسير". directly: right behind it."""
    tokens = grammar.tokens
    word = tokens[k].word if k < len(tokens) else None
    if word is None or not word.tags & TRIGGER or word.conjunction or not (directly or word.preposition == "ل"):
        return None
    if not names_captives(word):
        return None
    found = People(grammar.sentence, k, k + 1, head=k, definite=word.definite)
    number = word.entry.casualties()[0].person
    people_of.set_number(found, int(number or "3"))
    found.end = people_of.extend(grammar.sentence, found, k + 1)
    return found


def names_captives(word: Word) -> bool:
    """Whether the word is a noun for captives or wounded, to whom something more may be done: "أسرى", "رهائن", "جرحى"."""
    return any(entry.kind in ("captured", "injured") for entry in word.entry.casualties())
