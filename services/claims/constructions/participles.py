"""Participles that tell of people (المنشق، الهاربة، المحتجزين): whom they describe, and the name behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import NAME, PEOPLE, TriggerEntry
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.personal_names import quoted_name
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader


def read_participle(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    assert word is not None
    head: People | None = None
    for phrase in grammar.phrases:
        if phrase.first <= i <= phrase.end and phrase.first < i:
            head = phrase
            if phrase.end > i and not phrase.names:
                phrase.end = max(i, phrase.first + 1)
            break
    if head is not None and entry.kind == "fled" and _family_of(head) and i - head.first > 1:
        head = people_of.parse(reading.sentence, head.first + 1) or head  # "عائلة المقاتل الهارب"
    if head is None and i and tokens[i - 1].text in ('"', ")"):
        ends = [p for p in grammar.phrases if i - 2 <= p.end <= i]
        head = ends[-1] if ends else None
    if head is not None and head.number == ONE and not (head.names or head.counted or head.organisation):
        _name_behind(grammar, head, i + 1)
    if head is None and entry.kind == "defected":
        head = people_of.parse(reading.sentence, i) if tokens[i].tags & PEOPLE else None
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if head is None and (after == "عن" or (word.definite and word.text.endswith(("ون", "ين")))):
            head = People(reading.sentence, i, i + 1, head=i, role="militant", definite=word.definite)
            people_of.set_number(head, MANY if word.text.endswith(("ون", "ين")) else ONE)
    if (
        head is None
        and entry.kind == "fled"
        and word.definite
        and word.text.endswith(("ون", "ين"))
        and not word.pronoun
    ):
        head = _those_who_left(reader, reading)
    if head is None and i and not word.definite and tokens[i - 1].text in _ARE_STILL:
        head = grammar.subject_before(i - 1, "f1" if word.text.endswith("ه") else "m3")
    reading.victims = head
    if head is None:
        reading.dropped = "no people"


_ARE_STILL = frozenset(("وهي", "وهم", "كانوا", "كانت", "زالوا", "يزالون", "زالت", "تزال", "باتوا", "ظلوا", "بقوا"))


def _family_of(people: People) -> bool:
    """Whether the phrase begins with a word of kin: the participle then tells of whose kin they are."""
    word = people.sentence.tokens[people.first].word
    return word is not None and word.core in _FAMILY


_FAMILY = frozenset(("عايله", "اسره", "ذوي", "اقارب", "اهل", "والد", "والده", "شقيق", "زوجه"))


def _those_who_left(reader: Reader, reading: Reading) -> People | None:
    """ "الفارين من الجيش", "14 من الهاربين": the participle names the people itself, where the sentence names the force they left."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    sides = [p for p in grammar.phrases if p.organisation and p.role in FORCE]
    if not sides:
        return None
    found = People(reading.sentence, i, i + 1, head=i, role=sides[0].role, definite=True)
    people_of.set_number(found, MANY)
    count = people_of.bare_number(tokens[i - 2].text) if i > 1 and tokens[i - 1].text == "من" else None
    if count is not None:
        found.first, found.low, found.high, found.precision = i - 2, count, count, "exact"
        found.number_span = (i - 2, i - 1)
    return found


def _name_behind(grammar: SentenceGrammar, head: People, k: int) -> None:
    """Notes the name behind the participle, in quotation marks or not, or behind the side that is left: "العقيد المنشق رياض
    الأسعد", "الضابط المنشق عن الجيش السوري العميد رياض الأسعد"."""
    tokens = grammar.tokens
    if k < len(tokens) and tokens[k].text in ("عن", "من"):
        side = next((p for p in grammar.phrases if k < p.first <= k + 2 and p.organisation), None)
        named = next((p for p in grammar.phrases if side is not None and p.first == side.end and p.names), None)
        if named is not None:
            head.names.append(named.names[0])
        return
    quoted = k < len(tokens) and tokens[k].text in ('"', "'")
    first = k + 1 if quoted else k
    word = tokens[first].word if first < len(tokens) else None
    if word is None or word.preposition or (not quoted and word.definite and not word.tags & NAME):
        return
    end = quoted_name(tokens, first, len(tokens)) if quoted else people_of.name_end(tokens, first)
    if end > first and (quoted or end > first + 1 or word.tags & NAME):
        head.names.append((first, end))
