"""Verbs of harm side by side, and the people or the number that they share: "خطف ثم قتل أستاذ", "قتلت وجرحت العشرات", "قتلوا أو
استسلموا"."""

from __future__ import annotations

from services.claims.constructions.verb_subjects import subject_near
from services.claims.lexicon import TRIGGER, VERB, TriggerEntry
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.tokens import Token


def next_verb(tokens: list[Token], i: int) -> Token | None:
    """The token behind the verb at `i` where a further verb would stand, past ثم: "خطف ثم قتل أستاذ"."""
    k = i + 2 if _behind_then(tokens, i) else i + 1
    return tokens[k] if k < len(tokens) else None


def shares_people_behind(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> bool:
    """Whether the people of the verb at `i` stand behind a further verb of its frame, and none before it."""
    tokens = grammar.tokens
    further = next_verb(tokens, i)
    if further is None or not further.tags & TRIGGER or further.word is None:
        return False
    if not (_behind_then(tokens, i) or further.word.conjunction == "و"):
        return False
    return (
        entry.person[1:] == "1"
        and entry.pronoun is None
        and any(
            other.category == "verb" and (other.frame in ("undergoes", "ambivalent") or other.frame == entry.frame)
            for other in further.word.entry.triggers
        )
        and not subject_near(grammar, i, entry.person)
    )


def joins_harm(token: Token | None) -> bool:
    """Whether the token is a further verb of harm joined by و: "قتل وجرح"."""
    word = token.word if token is not None else None
    return (
        word is not None
        and word.conjunction == "و"
        and any(entry.category == "verb" and entry.kind in ("killed", "injured") for entry in word.entry.triggers)
    )


def note_alternative(reading: Reading, tokens: list[Token]) -> None:
    """Notes that the number is not divided between verbs joined by أو: "قتلوا أو استسلموا"."""
    i = reading.first
    for k in (i - 1, i + 1):
        if (
            0 < k < len(tokens) - 1
            and tokens[k].text == "او"
            and tokens[k + (1 if k > i else -1)].tags & (TRIGGER | VERB)
        ):
            reading.undivided = True


def _behind_then(tokens: list[Token], i: int) -> bool:
    """Whether ثم and a further word stand behind the verb at `i`."""
    return i + 2 < len(tokens) and tokens[i + 1].text == "ثم"
