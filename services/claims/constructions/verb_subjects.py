"""Who before a verb is its subject, or those told before whom its pronoun or its plural means: "إن العجلاني قتل", "فتح النار قبل أن
يقتل", "إنها قتلت 3". Also the people right behind a verb, whichever they are of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.constructions.harmed_again import captives
from services.claims.constructions.verb_objects import accusative
from services.claims.lexicon import (
    COMPLEMENTIZER,
    NAME,
    NISBA,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    STOP,
    TRIGGER,
    VERB,
    TriggerEntry,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_SHORTEST = 3  # letters of a surname
_THAT_HE = {
    "انه": "ه",
    "بانه": "ه",
    "لانه": "ه",
    "كانه": "ه",
    "انها": "ها",
    "بانها": "ها",
    "لانها": "ها",
    "لكنه": "ه",
    "لكنها": "ها",
}


def people_right_behind(grammar: SentenceGrammar, k: int) -> People | None:
    """The people at `k`, behind a verb: a phrase, a captive or wounded ("استشهد الأسير فلان"), a name behind what the person is."""
    return grammar.after(k) or captives(grammar, k, directly=True) or _named_behind_noun(grammar, k)


def behind_relative(tokens: list[Token], i: int) -> bool:
    """Whether the verb at `i` belongs to a relative clause: "الذين قتلوا", "الذي قد قتل"."""
    return any(tokens[j].tags & RELATIVE for j in range(max(0, i - 2), i))


def subject_near(grammar: SentenceGrammar, i: int, person: str) -> bool:
    """Whether the subject of the verb at `i` stands before it; a party further off than a few words is none: "قصف الجيش الموقع
    كما استشهد في الغارة ضابطان"."""
    before = grammar.subject_before(i, person)
    if before is None:
        return False
    return not (before.organisation and before.end < i - 1 and not behind_relative(grammar.tokens, i))


def doer_before(grammar: SentenceGrammar, i: int, person: str) -> People | None:
    """The subject of the verb at `i` before it, who stands in no accusative: "طعن مستوطن شابا فأصابه": the settler."""
    found = grammar.subject_before(i, person)
    if found is None or not accusative(grammar.tokens, found):
        return found
    before = [
        p for p in grammar.phrases if p.end <= found.first and p.number == ONE and not accusative(grammar.tokens, p)
    ]
    return before[-1] if before else found


def does_it(before: People, entry: TriggerEntry, tokens: list[Token], i: int) -> bool:
    """Whether those before the verb at `i` are who did it to the people behind it: "الجيش قتل ثلاثة", "الذين قتلوا جنديا"."""
    if before.end > i:
        return False
    if entry.person[1:] in ("2", "3"):
        return True
    near = before.end >= i - 2 or behind_relative(tokens, i)
    return near and (before.organisation or before.number == ONE or entry.person == "f1")


def described_by_it(grammar: SentenceGrammar, i: int) -> People | None:
    """The indefinite people right before a clause that describes them, whom the pronoun of its verb at `i` means: "ستة شرطيين كانوا قد
    خطفوهم"."""
    tokens = grammar.tokens
    k = i
    while k and tokens[k - 1].text in ("كانوا", "كان", "كانت", "قد"):
        k -= 1
    if k == i:
        return None
    return next((p for p in grammar.phrases if p.end == k and p.counted and not p.names), None)


def surname_before(reading: Reading) -> People | None:
    """The man called by his surname alone behind إن, whom the article names in full elsewhere: "إن العجلاني قتل"."""
    tokens, k = reading.sentence.tokens, reading.first - 1
    word = tokens[k].word if k > 0 else None
    if word is None or not tokens[k - 1].tags & COMPLEMENTIZER:
        return None
    if word.tags & ~NISBA or len(word.text) <= _SHORTEST or (word.definite and (word.preposition or word.conjunction)):
        return None
    named = reading.sentence.field.document.surname(word.text)
    return people_of.named_person(reading.sentence, k, k + 1) if named else None


def stood_for(reader: Reader, reading: Reading, entry: TriggerEntry) -> People | None:
    """Whom a passive verb without people tells of: those named before a plural or "أنه قتل"."""
    if entry.person[1:] in ("2", "3"):
        return reader.antecedent(reading.sentence, reading.first, entry.person)
    tokens = reading.sentence.tokens
    k = _before_particle(tokens, reading.first)
    pronoun = _THAT_HE.get(tokens[k].text.lstrip("و")) if k >= 0 else None
    if pronoun is None or (entry.person[0] == "f") != (pronoun == "ها") or not _ends_clause(tokens, reading.first + 1):
        return None
    return reader.antecedent(reading.sentence, k, entry.person, pronoun)


def party_meant(reader: Reader, reading: Reading) -> People | None:
    """The party that "إنها قتلت 3" means: the nearest organisation or force before the pronoun."""
    tokens = reading.sentence.tokens
    k = _before_particle(tokens, reading.first)
    if k < 0 or tokens[k].text.lstrip("وب") not in ("انه", "انها", "انهم"):
        return None
    for phrase in reversed(reader.grammar(reading.sentence).phrases):
        if phrase.end <= k and phrase.forceful:
            return phrase
    return None


def who_acted(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person who may be the subject of what the sentence tells before `i`: no object, and not behind a preposition."""
    tokens = grammar.tokens
    for phrase in reversed(grammar.phrases):
        word, before = tokens[phrase.first].word, tokens[phrase.first - 1] if phrase.first else None
        if phrase.end > i or phrase.number != ONE or phrase.subset or phrase.organisation or word is None:
            continue
        if word.preposition or (before is not None and before.tags & PREPOSITION):
            continue
        if word.text.endswith("ا") and word.tags & PEOPLE and not word.tags & NAME:
            continue  # "أصاب متطوعا"
        return phrase
    return None


def _named_behind_noun(grammar: SentenceGrammar, i: int) -> People | None:
    """The person whose name follows what he is, where no list knows that: "اغتيل العالم النووي محسن فخري"."""
    tokens = grammar.tokens
    k = i
    while k < len(tokens) and k < i + 3:
        word = tokens[k].word
        if word is None or word.tags & STOP or word.conjunction or word.preposition:
            return None
        if k > i and word.tags & NAME and not word.tags & PEOPLE and not word.definite:
            end = people_of.name_end(tokens, k)
            if end < k + 2:
                return None
            person = people_of.named_person(grammar.sentence, k, end)
            person.first = i
            return person
        if not word.definite or word.tags & (TRIGGER | VERB | PLACE_NAME | PLACE_TYPE):
            return None
        k += 1
    return None


def _before_particle(tokens: list[Token], i: int) -> int:
    """The index of the token before the verb at `i` and its قد: "أنه قد قتل"; below 0 where there is none."""
    return i - 2 if i and tokens[i - 1].text == "قد" else i - 1


def _ends_clause(tokens: list[Token], i: int) -> bool:
    """Whether no object can stand at `i`: the sentence ends, or a particle or a preposition follows."""
    word = tokens[i].word if i < len(tokens) else None
    return word is None or bool(word.tags & STOP) or bool(word.preposition) or word.text[0] == "ب"
