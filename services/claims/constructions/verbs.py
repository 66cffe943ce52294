"""Whose people a verb of harm tells of: "قتل ثلاثة", "فقدت الكتائب 27 من عناصرها".

A word that is no verb where it stands is dropped first (`verb_homographs`); some verbs tell of people in a way of their own (a toll, a
loss, a noun with its doer); the others are read by their frame (`suffering_verbs`, `acting_verbs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.constructions.acting_verbs import read_acting_verb
from services.claims.constructions.joined_verbs import shares_people_behind
from services.claims.constructions.noun_objects import reached_by_to
from services.claims.constructions.present_tense import PRESENT, present_tells
from services.claims.constructions.suffering_verbs import read_suffering_verb
from services.claims.constructions.tolls import total_of_those
from services.claims.constructions.verb_homographs import (
    noun_behind_preposition,
    noun_by_its_form,
    noun_with_pronoun_or_deed,
    other_meaning,
)
from services.claims.constructions.verb_objects import accusative
from services.claims.constructions.verb_senses import dies, lost_aboard, lost_kin, lost_members
from services.claims.lexicon import RELATIVE, TriggerEntry
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.tokens import Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_THOSE = frozenset(("هولاء", "اوليك"))


def read_verb(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Sets kind, victims, agent and rule of the reading by the verb at its trigger, or the reason why it is dropped.

    The order counts: what is asked later takes for granted what was dropped before.
    """
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    if (harmed := _harmed_by_its_doer(grammar, i, entry)) is not None:
        reading.victims, reading.rule = harmed, "verbal noun, its doer a pronoun, people"
        return
    if (reason := noun_by_its_form(grammar, i, entry)) is not None:
        reading.dropped = reason
        return
    if entry.present and not present_tells(reader, reading, word.preposition if word else ""):
        if reading.dropped != PRESENT:
            return
        reading.dropped, reading.doubt = None, PRESENT  # who it tells of is read all the same, see `judgement`
    if reading.zero:
        reading.victims, reading.rule = grammar.after(i + 1), "explicit none"
        return
    if (reason := noun_behind_preposition(grammar, i, entry)) is not None:
        reading.dropped = reason
        return
    if "lost" in entry.flags and entry.person[1:] == "1" and (aboard := lost_aboard(grammar, i)) is not None:
        reading.victims, reading.rule = aboard, "aboard what is missing"
        return
    if (reason := other_meaning(grammar, i, entry)) is not None:
        reading.dropped = reason
        return
    if (ours := _harmed_by_us(grammar, i, entry)) is not None:
        reading.victims, reading.rule = ours, "verb in the first person, people"
        return
    if (reason := noun_with_pronoun_or_deed(grammar, i, entry)) is not None:
        reading.dropped = reason
        return
    if (
        _read_toll(grammar, reading, entry)
        or _read_loss(grammar, reading, entry)
        or _read_those(reader, reading, entry)
    ):
        return
    if entry.lemma == "قضي" and not dies(grammar, i, entry):
        reading.dropped = "قضى of judging or spending"
        return
    if shares_people_behind(grammar, i, entry):
        reading.rule = "shared people"
        return
    if entry.frame == "undergoes":
        read_suffering_verb(reader, reading, entry)
    elif entry.frame in ("ambivalent", "acts"):
        read_acting_verb(reader, reading, entry)


def _harmed_by_its_doer(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> People | None:
    """The people behind a noun whose doer is its pronoun, though it has the letters of a verb: "بقتله جنديا", "خطفه لثلاثة جنود"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if entry.pronoun is None or entry.present:
        return None
    if word is not None and word.preposition == "ب":
        after = grammar.after(i + 1)
        if after is not None and accusative(tokens, after):
            return after
    if entry.person != "m1" or entry.frame == "undergoes":
        return None
    if entry.pronoun == "ه" and not grammar.sentence.field.written(tokens[i]).endswith("ه"):
        return None
    return reached_by_to(grammar, i + 1)


def _harmed_by_us(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> People | None:
    """The counted people right behind a verb in the first person: "قتلنا 60 من الحركة"."""
    word = grammar.tokens[i].word
    if word is None or word.pronoun != "نا" or entry.frame == "undergoes" or entry.present:
        return None
    after = grammar.after(i + 1)
    return after if after is not None and after.first == i + 1 and after.counted else None


def _read_toll(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry) -> bool:
    """Reads a plural that tells of those whom a toll counts ("بلغ عدد الذين قتلوا 18") or a casualty noun names ("القتلى الذين سقطوا").
    Whether it is one."""
    tokens = grammar.tokens
    i = reading.first
    if entry.person[1:] != "3":
        return False
    if (total := total_of_those(grammar, i)) is not None:
        reading.victims, reading.rule = total, "toll"
        return True
    if i > 1 and tokens[i - 1].tags & RELATIVE and _casualties_at(tokens[i - 2]):
        reading.dropped = "told by the casualty noun before it"
        return True
    return False


def _read_loss(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry) -> bool:
    """Reads a verb of losing as the death of kin or of a force's members: "فقد زوجته وابنته", "خسر الحزب ألف مقاتل". Whether it
    settles the reading."""
    i = reading.first
    if entry.lemma == "فقد" and (kin := lost_kin(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", kin, "lost their kin"
        return True
    if entry.lemma in ("فقد", "خسر") and (members := lost_members(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", members, "lost its members"
        return True
    if entry.lemma == "خسر":
        reading.dropped = "something is lost, not people"
        return True
    return False


def _read_those(reader: Reader, reading: Reading, entry: TriggerEntry) -> bool:
    """Reads an active verb whose object is a demonstrative alone, which means people told before: "الجيش قتل هؤلاء". Whether it is one."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    if entry.pronoun is not None or i + 1 >= len(tokens) or tokens[i + 1].text not in _THOSE:
        return False
    if _noun_at(tokens, i + 2):
        return False
    doer = grammar.subject_before(i, entry.person)
    if doer is None or entry.frame == "undergoes":
        return False
    those = reader.antecedent(reading.sentence, doer.first, "m3")
    reading.agent, reading.victims, reading.rule = doer, those, "active verb, those told before"
    reading.dropped = "no people" if those is None else None
    return True


def _noun_at(tokens: list[Token], k: int) -> bool:
    """Whether a noun with the article stands at `k`: "هؤلاء العمال"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.definite and not word.preposition


def _casualties_at(token: Token) -> bool:
    """Whether the token is a plural casualty noun: "القتلى"."""
    word = token.word
    return word is not None and any(entry.person == "3" for entry in word.entry.casualties())
