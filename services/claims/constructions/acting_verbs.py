"""Verbs that harm others (frames "acts" and "ambivalent"): خطف, أعدم, قتل, whose victims are the object or the subject of the passive.

Unvowelled قتل may be active or passive. An object pronoun ("قتله الجيش"), or an agent with people behind him ("قتل الجيش ثلاثة"),
makes it active; people alone are the victims, whether the verb is passive or its subject stands before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.constructions.joined_verbs import joins_harm, next_verb, note_alternative
from services.claims.constructions.verb_objects import (
    accusative,
    far_object,
    man_named,
    missile_at,
    named_next,
    nominative,
    object_behind_agent,
    other_object,
    pronoun_people,
    struck_by_thing,
    thing_at,
    things_counted,
)
from services.claims.constructions.verb_senses import unharmful
from services.claims.constructions.verb_subjects import (
    described_by_it,
    doer_before,
    does_it,
    party_meant,
    people_right_behind,
    stood_for,
    surname_before,
    who_acted,
)
from services.claims.lexicon import PREPOSITION, STOP, TriggerEntry, word_group
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.postponed_people import postponed
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.people_phrases.unlisted_names import unlisted_name
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE
from services.claims.text.tokens import Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_BURNS = frozenset(("احرق", "حرق"))
_STRANGERS = frozenset(form for form in word_group("stranger who attacks") if form.endswith(("ون", "ان")))


def read_acting_verb(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Sets victims and agent of the reading by what stands behind the verb, else by what stands before it, or notes that its object
    is no people."""
    if entry.pronoun is not None:
        _read_object_pronoun(reader, reading, entry, entry.pronoun)
        return
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = _people_behind(grammar, reading, entry)
    if reading.dropped is not None:
        return
    if after is not None and not after.pronoun and not (after.other and after.counted):
        second = object_behind_agent(grammar, entry, after)
        if second is None and entry.frame == "acts" and entry.person[1:] == "1" and nominative(tokens, after):
            second = far_object(grammar, after.end)
            if second is None:
                reading.dropped = "no object"
                return
        if second is not None and entry.person[1:] == "1":
            reading.agent, reading.victims = after, second
            reading.rule = "active verb, agent, people"
            return
    before = grammar.subject_before(i, entry.person)
    further = next_verb(tokens, i)
    if before is not None and i - 1 <= before.end <= i and joins_harm(further):
        if (
            further is not None
            and further.word is not None
            and any(other.frame == "acts" for other in further.word.entry.triggers)
        ):
            reading.agent, reading.rule = before, "shared people"  # "مسلح يقتل ويصيب 9 أشخاص"
            return
        after = None  # "إن جنديا قتل وجرح اثنان"
    if after is not None:
        _read_people_behind(reader, reading, entry, before, after)
    else:
        _read_people_before(reader, reading, entry, before)


def _read_object_pronoun(reader: Reader, reading: Reading, entry: TriggerEntry, pronoun: str) -> None:
    """The people whom the verb's pronoun means, and who did it behind the verb or before: "قتله الجيش", "فأصابهم"."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = grammar.after(i + 1, organisations=True)
    if after is not None and accusative(tokens, after) and entry.person == "m1" and not entry.present:
        # "ذبحهم طفلا": the noun, its doer as the pronoun, and its object
        reading.victims = after
        reading.rule = "verbal noun, its doer a pronoun, people"
        return
    reading.agent = after if after is not None and not after.counted else None
    if reading.agent is None:
        reading.agent = doer_before(grammar, i, entry.person)
    taken = described_by_it(grammar, i)
    if reading.agent is not None and taken is reading.agent and entry.person == "m3":
        armed = [p for p in grammar.phrases if p.end <= taken.first and p.role in FORCE and p.number == MANY]
        reading.agent = armed[-1] if armed else None  # "أعدم المسلحون ستة شرطيين كانوا قد خطفوهم"
    if entry.lemma == "اصاب" and after is None and unharmful(tokens, i):
        reading.dropped = "what befell them is no harm"
        return
    reading.victims = pronoun_people(reader, reading, pronoun)
    reading.rule = "verb with object pronoun"
    if reading.victims is None:
        reading.dropped = "no people for the pronoun"


def _people_behind(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry) -> People | None:
    """The people behind the verb, right there or further on ("قتل خلال المواجهات في الحي 28 شخصا"). Drops the reading where the verb
    is a noun with its genitive or has a thing as its object."""
    tokens = grammar.tokens
    i = reading.first
    behind = i + 1
    if behind + 1 < len(tokens) and tokens[behind].text in _STRANGERS and not tokens[behind].tags:
        behind += 1  # "اغتال مجهولون ضابطا"
    after = people_right_behind(grammar, behind)
    if (
        entry.frame == "ambivalent"
        and entry.person == "m1"
        and not entry.present
        and after is not None
        and after.head == i + 1
        and after.definite
        and after.number == MANY
        and not after.organisation
        and tokens[i + 1].text.endswith("ين")
    ):
        reading.dropped = "verbal noun, not verb: its genitive follows"
        return None
    if after is None and entry.person[1:] != "2":
        after = grammar.those_within(i + 1)  # "قتلت كل من فيه"
    if after is None and other_object(tokens, i):
        reading.dropped = "its object is no people"
        return None
    if after is None and entry.person[1:] == "1" and entry.frame == "ambivalent":
        after = postponed(grammar, i + 1)
        if after is None and named_next(tokens, i):
            after = unlisted_name(reading, entry, i + 1)
    if after is None and entry.person[1:] == "1" and (entry.frame == "acts" or missile_at(tokens, i + 1)):
        after = struck_by_thing(grammar, i)
    if after is None and entry.frame == "acts" and tokens[i + 1 : i + 2] and tokens[i + 1].tags & PREPOSITION:
        told = far_object(grammar, i + 2)  # "اقتادت في شاحناتها 276 تلميذة"
        after = told if told is not None and told.counted else None
    return after


def _read_people_behind(
    reader: Reader, reading: Reading, entry: TriggerEntry, before: People | None, after: People
) -> None:
    """The only people behind the verb as the victims, those before it as who did it: "قتل ثلاثة", "الجيش قتل ثلاثة". Drops the
    reading where they rather did it ("قتل الجيش") or did it to things ("قتل الصيادون نحو 250 حوتا")."""
    tokens = reading.sentence.tokens
    i = reading.first
    unnamed = not (after.names or after.counted)
    head = tokens[after.head].word if after.head is not None else None
    if (
        entry.person[1:] == "1"
        and after.organisation
        and not after.counted
        and not (head is not None and head.pronoun)
        and before is None
        and entry.frame == "ambivalent"
    ):
        reading.dropped = "agent without people"  # "قتل الجيش" with nothing after
        return
    if (
        entry.frame == "acts"
        and after.definite
        and unnamed
        and after.role in FORCE
        and entry.person[1:] == "1"
        and before is None
    ):
        reading.dropped = "agent without people"
        return
    if after.definite and unnamed and things_counted(tokens, after.end):
        reading.dropped = "its object is no people"  # "قتل الصيادون نحو 250 حوتا"
        return
    burns = entry.lemma in _BURNS and not _household(tokens, after.end)  # "أحرق عمال دوريات"
    if (burns or (after.definite and after.number == ONE)) and unnamed and thing_at(tokens, after.end):
        reading.dropped = "its object is no people"
        return
    reading.victims = after
    reading.rule = "verb, people"
    if before is not None and does_it(before, entry, tokens, i):
        reading.agent = before
        reading.rule = "subject, active verb, people"
    elif (party := party_meant(reader, reading)) is not None and not party.first <= after.first < party.end:
        reading.agent = party
        reading.rule = "subject, active verb, people"


def _read_people_before(reader: Reader, reading: Reading, entry: TriggerEntry, before: People | None) -> None:
    """The subject before a passive verb, or those it means, as the victims: "إن جنديا قتل"; a party there did it to people further
    behind: "القوات اعتقلت خلال 24 ساعة نحو 20 شابا"."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    if entry.frame == "acts":
        reading.dropped = "no object"
        return
    if other_object(tokens, i):
        reading.dropped = "its object is no people"
        return
    if before is not None and before.organisation and not before.counted and before.end >= i - 1:
        told = far_object(grammar, i + 1)
        if told is not None and (told.counted or man_named(told) or not told.definite) and not told.organisation:
            reading.agent, reading.victims, reading.rule = before, told, "subject, active verb, people"
            return
        if entry.present and entry.person[1:] == "1" and _object_unknown(tokens, i + 1):
            reading.dropped = "agent without people"  # "داعش يعدم بطل ملاكمة"
            return
    reading.victims = before or (surname_before(reading) if entry.person == "m1" else None)
    reading.rule = "people, passive verb"
    note_alternative(reading, tokens)
    if reading.victims is None and not entry.present:
        reading.victims = stood_for(reader, reading, entry)
    elif entry.present and [token.text for token in tokens[max(0, i - 2) : i]] == ["قبل", "ان"]:
        # "فتح النار قبل أن يقتل": who did what was told before
        acted = who_acted(grammar, i) or reading.victims
        reading.victims = acted or reader.antecedent(reading.sentence, i, entry.person)
    if reading.victims is None:
        reading.dropped = "no people"


def _household(tokens: list[Token], k: int) -> bool:
    """Whether a family stands at `k`: people, though a number before it counts none."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.core in ("عايله", "اسره")


def _object_unknown(tokens: list[Token], k: int) -> bool:
    """Whether a noun of no list stands right behind the verb, where its object would: "داعش يعدم بطل ملاكمة"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and not (word.tags & STOP or word.conjunction or word.preposition)
