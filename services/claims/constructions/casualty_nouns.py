"""Nouns for casualties (قتيل، جرحى، جثة): who is meant, asked of one construction after the other.

A casualty noun is a claim when it carries a number ("32 قتيلا"), when it is said of people ("3 جنود مخطوفين"), or when it tells of an
event by itself ("سقوط قتلى").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.checks.negatives import rescued
from services.claims.constructions.bare_casualties import governed, read_bare
from services.claims.constructions.bodies import BODIES, ONE_BODY, read_body
from services.claims.constructions.casualty_numbers import (
    another_kind,
    counted_casualties,
    number_behind,
    read_between,
    shares_number,
)
from services.claims.constructions.casualty_predicates import (
    STATES,
    brought_in,
    counted_before,
    equated,
    read_adjective,
    still_so,
)
from services.claims.constructions.exposure import exposed_people
from services.claims.constructions.falls import fallen_dead
from services.claims.constructions.losses import who_lost
from services.claims.constructions.medical_cases import read_cases
from services.claims.constructions.tolls import total_after
from services.claims.lexicon import TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.dual_or_plural import dual_or_plural
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Token
from services.claims.text.words import Word, one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_HARM = frozenset(("اصابه", "اصابات"))
_DROWNED = frozenset(("غريق", "غرقي", "غريقان"))
_SHARES = word_set("shares")
_VICTIMS = frozenset(("ضحيه", "ضحايا"))
_LISTENS = word_set("listens")
_REACH_OF_LISTENING = 6  # tokens
_VARY = word_set("vary")
_TOLL_HEADS = word_set("toll_heads")
_RISE = frozenset(("زياده", "ارتفاع", "تزايد", "ازدياد", "تصاعد"))
_RISES = word_set("rose") | word_set("reached")


def read_casualty_noun(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Reads the noun by the construction that binds it closest: people it describes, its number, people elsewhere, the noun alone."""
    grammar = reader.grammar(reading.sentence)
    i = reading.first
    word = grammar.tokens[i].word
    assert word is not None
    number = int(entry.person or "3")
    if number == TWO and entry.lemma in STATES and grammar.tokens[i].text.endswith("ي"):
        number = MANY  # "مصابي التفجير": the construct of مصابين
    reading.dropped = _no_casualty(reading, entry, word, number)
    if reading.dropped is not None:
        return
    if (
        entry.lemma in _HARM
        and (word.preposition or (i and grammar.tokens[i - 1].text in ("الي", "من")))
        and (exposed := exposed_people(reader, reading.sentence, i)) is not None
    ):
        reading.victims = exposed
        reading.rule = "people exposed to it"
        return
    if entry.lemma in ONE_BODY:
        read_body(grammar, reading, entry, word, number)
        return
    if read_between(grammar, reading, entry, word) or read_adjective(grammar, reading, entry, word):
        return
    counted = counted_casualties(reading.sentence, i, word)
    if counted is not None and (_only_heads_a_toll(grammar, i) or _mourned(grammar.tokens, i, entry)):
        counted = None
    if counted is not None:
        _read_counted(reader, reading, counted, word, number)
        return
    if _read_cases(grammar, reading, entry) or _read_toll(grammar, reading):
        return
    if _read_elsewhere(reader, reading, entry, word, number) or read_body(grammar, reading, entry, word, number):
        return
    read_bare(grammar, reading, entry, word, number)


def _mourned(tokens: list[Token], i: int, entry: TriggerEntry) -> bool:
    """Whether the quantity before a noun for bodies is who carries them: "شيع الآلاف جثامين ثلاثة شبان"."""
    if entry.lemma not in BODIES or i < 2:
        return False
    crowd = tokens[i - 1].word
    return crowd is not None and crowd.definite and one_of(tokens[i - 2].text, _MOURNS, "وف")


_MOURNS = word_set("mourns")


def _only_heads_a_toll(grammar: SentenceGrammar, i: int) -> bool:
    """Whether عدد right before the noun is no quantity but the head of a toll that rises or stands at a number: "ارتفع عدد ضحايا
    الفيضانات ليبلغ 28 شخصا"."""
    tokens = grammar.tokens
    if i < 2 or tokens[i - 1].core != "عدد":
        return False
    if tokens[i - 2].tags & TRIGGER and any(one_of(token.text, _RISES) for token in tokens[: i - 2]):
        return True  # "ارتفع إلى 41 قتيلا و87 جريحا عدد ضحايا التفجير"
    if tokens[i - 2].text == "في" and any(token.core in _RISE for token in tokens[max(0, i - 5) : i - 2]):
        return True  # "زيادة قياسية في عدد قتلى القوات"
    return one_of(tokens[i - 2].text, _RISES)


def _no_casualty(reading: Reading, entry: TriggerEntry, word: Word, number: int) -> str | None:
    """Why the noun tells of no casualty, whoever stands round it: the plural and not the dual, "بإصابات متوسطة", "إنقاذ غريق"."""
    tokens, i = reading.sentence.tokens, reading.first
    if (
        number == TWO
        and tokens[i].text.endswith("ين")
        and any(e.person == "3" for e in word.entry.casualties())
        and dual_or_plural(reading.sentence, i, armed=False) != TWO
    ):
        return "the plural, not the dual"
    if entry.lemma in _HARM and word.preposition == "ب" and _harm_before(tokens, i):
        return "how they were hurt"
    if entry.lemma in _HARM and word.pronoun and i and one_of(tokens[i - 1].text, _VARY):
        return "how they were hurt"  # "تنوعت إصاباتهم بين حرجة ومتوسطة"
    if entry.lemma in _VICTIMS and any(token.core in _LISTENS for token in tokens[max(0, i - _REACH_OF_LISTENING) : i]):
        return "alive: they are listened to"  # "استمع القضاة إلى 300 ضحية"
    if entry.lemma in _DROWNED and rescued(tokens, i):
        return "rescued"
    return None


def _harm_before(tokens: list[Token], i: int) -> bool:
    """Whether a word of harm stands a few tokens before the wounds at `i`: "إصابة حالتين بإصابات متوسطة"."""
    near = [token.word for token in tokens[max(0, i - 3) : i] if token.tags & TRIGGER and token.word is not None]
    return any(entry.kind == "injured" for word in near for entry in word.entry.triggers)


def _read_counted(reader: Reader, reading: Reading, counted: People, word: Word, number: int) -> None:
    """Reads the noun with its number before it; drops "كل قتيل" and shares of people told before ("أغلب القتلى")."""
    sentence, i = reading.sentence, reading.first
    tokens = sentence.tokens
    if number == ONE and tokens[i - 1].text.lstrip("ول") == "كل":
        reading.dropped = "each of them, nobody counted"
        return
    opener = tokens[counted.number_span[0]].word if counted.number_span is not None else None
    if (
        opener is not None
        and opener.core in _SHARES
        and (word.definite or _construct(tokens, i))
        and not governed(tokens, counted.first)
    ):
        reading.dropped = "points back or labels"
        return
    if counted.end <= i:
        counted.end = i + 1
    counted.head = i
    counted.end = people_of.extend(sentence, counted, max(i + 1, counted.end))
    reading.victims = counted
    reading.rule = "counted casualty noun"
    suffers, inflicts = who_lost(reader, sentence, counted.first)
    if suffers is not None and suffers.role in FORCE and counted.role == "unknown":
        counted.role, reading.agent = suffers.role, inflicts  # "كبدت القوات المهاجمين 60 قتيلا"
    if shares_number(reading):
        reading.undivided = True


def _construct(tokens: list[Token], i: int) -> bool:
    """Whether a definite genitive stands right behind the noun at `i`: "بعض قتلى الحادثة"."""
    behind = tokens[i + 1].word if i + 1 < len(tokens) else None
    return behind is not None and behind.definite and not behind.preposition


def _read_cases(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry) -> bool:
    """Reads "حالتي وفاة"; the plural without a number only where a toll states it or it happened ("تسجيل حالات وفاة")."""
    if entry.lemma not in ("وفاه", "اصابه") or (told := read_cases(reading)) is None:
        return False
    i = reading.first
    if told != MANY:
        return True
    total = total_after(grammar, i, max(0, i - 2))
    if total is not None:
        reading.victims, reading.rule = total, "toll"  # "ارتفاع عدد حالات الوفاة في الحادث إلى 29"
    elif not governed(grammar.tokens, i - 1):
        reading.dropped = "no number"
    return True


def _read_toll(grammar: SentenceGrammar, reading: Reading) -> bool:
    """Reads the noun right behind عدد or حصيلة with the number of the toll; drops it where none is told."""
    i = reading.first
    if not any(t.word is not None and t.word.core in _TOLL_HEADS for t in grammar.tokens[max(0, i - 2) : i]):
        return False
    total = total_after(grammar, i)
    if total is None:
        reading.dropped = "heads a toll that a later word states"
    else:
        reading.victims, reading.rule = total, "toll"
    return True


def _read_elsewhere(reader: Reader, reading: Reading, entry: TriggerEntry, word: Word, number: int) -> bool:
    """Reads the noun with people or a number elsewhere: "8 مسلحين قتلى", "الجرحى الثلاثة", "القتلى هم أربعة أطفال"."""
    grammar = reader.grammar(reading.sentence)
    tokens, i = grammar.tokens, reading.first
    several = number == MANY and not word.definite
    if several and (said_of := counted_before(grammar, i)) is not None:
        reading.victims = said_of
        reading.rule = "counted people said to be the casualties"
        reading.undivided = another_kind(tokens, i + 1, entry.kind)  # "8 مسلحين قتلى ومصابين"
    elif (
        several
        and word.conjunction
        and i
        and another_kind(tokens, i - 1, entry.kind)
        and (both := counted_before(grammar, i - 1)) is not None
    ):
        reading.victims, reading.undivided = both, True
        reading.rule = "counted people said to be the casualties"
    elif entry.kind in ("missing", "captured") and (remaining := still_so(grammar, i)) is not None:
        reading.victims = remaining
        reading.rule = "people still said to be so"
    elif word.definite and number == MANY and (numbered := number_behind(grammar, i)) is not None:
        reading.victims = numbered
        reading.rule = "casualty noun with its number behind it"
    elif (total := total_after(grammar, i)) is not None:
        reading.victims = total
        reading.rule = "toll"
    elif word.definite and number != ONE and (who := equated(grammar, i)) is not None:
        reading.victims = who
        reading.rule = "people said to be the casualties"
    elif not word.definite and (dead := fallen_dead(reader, grammar, i)) is not None:
        reading.victims = dead
        reading.rule = "people fell dead"
    elif entry.lemma in ("مصاب", "مصابون") and (brought := brought_in(grammar, i)) is not None:
        reading.victims = brought
        reading.rule = "people brought in wounded"
    else:
        return False
    return True
