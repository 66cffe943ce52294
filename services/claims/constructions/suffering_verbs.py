"""Verbs whose subject is the victims (frame "undergoes"): استشهد, أصيب, فر, انشق. They stand behind the verb in the singular
("استشهد طبيب"), before one in the plural ("الجنود الذين فروا"), or were named before ("فروا")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.constructions.joined_verbs import note_alternative
from services.claims.constructions.verb_objects import apposed_name, named_next, thing_follows
from services.claims.constructions.verb_senses import cites
from services.claims.constructions.verb_subjects import behind_relative, people_right_behind, subject_near, who_acted
from services.claims.lexicon import TriggerEntry
from services.claims.people_phrases.people import People
from services.claims.people_phrases.postponed_people import postponed
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.people_phrases.unlisted_names import surname_elsewhere, unlisted_name
from services.claims.reading import Reading

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader


def read_suffering_verb(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Sets the subject of the verb as the victims of the reading, or notes that it is no people."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = people_right_behind(grammar, i + 1)
    several = entry.person[1:] in ("2", "3")  # "إن حارسين أصيبا الأسبوع الماضي": their subject stands before
    if after is None and not several and not behind_relative(tokens, i) and thing_follows(tokens, i):
        reading.dropped = "its subject is no people"
        return
    if after is None and entry.person[1:] == "1" and not subject_near(grammar, i, entry.person):
        after = apposed_name(grammar, i) or postponed(grammar, i + 1)
        if after is None and (named_next(tokens, i) or _surname_next(reading)):
            after = unlisted_name(reading, entry, i + 1)
    before = grammar.subject_before(i, entry.person)
    if entry.person[1:] in ("2", "3") or after is None:
        reading.victims = before or after
        if reading.victims is None:
            reading.victims = who_acted(grammar, i) or reader.antecedent(reading.sentence, i, entry.person)
    else:
        reading.victims = _before_or_behind(grammar, i, entry, before, after)
    note_alternative(reading, tokens)
    if reading.victims is None:
        reading.dropped = "no people"
    elif entry.lemma == "استشهد" and cites(reading, tokens):
        reading.dropped = "cites"


def _surname_next(reading: Reading) -> bool:
    """Whether a surname of no list follows the verb: "اغتيل ماكنزي" where "جون ماكنزي" stands elsewhere."""
    behind = reading.sentence.tokens[reading.first + 1 : reading.first + 2]
    return bool(behind) and surname_elsewhere(behind[0], reading.sentence.field.document)


def _before_or_behind(
    grammar: SentenceGrammar, i: int, entry: TriggerEntry, before: People | None, after: People
) -> People:
    """Which of the people on both sides of the singular verb at `i` is its subject: "الضابط الذي انشق عن الجيش" and "الجندي فر من
    القوات" have it before, "المدينة التي أصيب فيها جندي" behind."""
    if before is None:
        return after
    if behind_relative(grammar.tokens, i):
        return after if after.counted or not after.definite else before
    fronted = before.end == i and entry.person[1:] == "1"
    if fronted and (after.organisation or after.definite) and entry.kind not in ("killed", "injured"):
        return before
    return after
