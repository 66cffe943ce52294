"""Who fell: سقوط and سقط of counted people ("سقوط ثلاثة جنود", "ثلاثة من مقاتليها سقطوا في المعركة")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims import people as people_of
from services.claims.inflection import ONE
from services.claims.lexicon import PEOPLE, TRIGGER, word_set
from services.claims.people import People
from services.claims.reading import Reading
from services.claims.sentence_grammar import SentenceGrammar

if TYPE_CHECKING:
    from services.claims.frames import Reader

_BATTLES = word_set("battles")
_BETWEEN = frozenset(("بين", "ما", "مابين"))  # "سبعة ما بين قتيل وجريح"


def read_fall(reader: Reader, reading: Reading) -> None:
    """Reads سقوط, سقط: those who fell, unless a casualty noun beside them tells it ("سقوط ثلاثة قتلى") or they are one or no people."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = people_of.parse(reading.sentence, grammar.skip_adverbials(i + 1), organisations=False)
    if after is not None:
        shared = after.end < len(tokens) and tokens[after.end].text in _BETWEEN
        span = tokens[after.first : after.end + (4 if shared else 2)]
        if any(token.tags & TRIGGER and token.word is not None and token.word.entry.casualties() for token in span):
            reading.dropped = "the casualty noun tells it"
            return
        if not after.counted and after.head is not None and not tokens[after.head].tags & PEOPLE:
            reading.dropped = "no people"
            return
        if (
            after.counted
            and after.precision == "vague"
            and (after.head is None or not tokens[after.head].tags & PEOPLE)
        ):
            reading.dropped = "no people"
            return
        if after.number == ONE or (after.definite and not after.counted):
            reading.dropped = "no people"
            return
        reading.victims = after
        reading.rule = "people fell"
        return
    before = _fallen_before(grammar, i)
    if before is not None:
        reading.victims = before
        reading.rule = "people fell"
        return
    reading.dropped = "no people"


def _fallen_before(grammar: SentenceGrammar, i: int) -> People | None:
    """ "ثلاثة من مقاتليها سقطوا في المعركة": counted fighters right before the plural of the verb, and where they fell behind it."""
    tokens = grammar.tokens
    if tokens[i].text != "سقطوا" or i + 2 >= len(tokens) or tokens[i + 1].text not in ("في", "خلال", "اثناء", "جراء"):
        return None
    where = tokens[i + 2].word
    if where is None or where.core not in _BATTLES:
        return None
    return next((p for p in grammar.phrases if p.end == i and p.counted and not p.organisation), None)
