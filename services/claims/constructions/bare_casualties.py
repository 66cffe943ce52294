"""Whether a casualty noun tells of an event where no number and no other people stand with it: a verb or noun of happening governs
it ("سقوط قتلى"), it opens a headline, or it tells of none ("لم يسقط قتلى"); without these it only points back (GUIDELINES.md,
fine point 2).
"""

from __future__ import annotations

from services.claims.checks.mood import explicit_none
from services.claims.constructions.bodies import become_body
from services.claims.constructions.casualty_predicates import STATES, one_said_to_be, two_said_to_be
from services.claims.constructions.falls import falls_behind, relative_falls
from services.claims.constructions.medical_cases import one_severe_case
from services.claims.lexicon import PREPOSITION, RELATIVE, TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.ranks import people_in_ranks
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Token
from services.claims.text.words import Word, one_of

_HAPPENING = word_set("happening")
_BODY = word_set("body_parts")
_OPENERS = frozenset(("*", "-", ":", ".", "|", "؟", "?", "!"))
_REACH_IT = frozenset(("بلغوا", "بلغ", "بلغت", "تجاوزوا"))
_FOUND = frozenset(("علي", "جدت", "جد", "جدوا", "وجدت", "وجد"))  # of "على جثة", "وجدت جثة", its و taken off


def read_bare(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry, word: Word, number: int) -> None:
    """Reads the noun by itself: as none, as those sought or said to be dead, as one casualty or several. number: what its form tells."""
    tokens, i = grammar.tokens, reading.first
    happened = governed(tokens, i)
    if not word.definite and not word.pronoun and explicit_none(tokens, i):
        _read_none(reading, entry, number)
        return
    own = People(reading.sentence, i, i + 1, head=i, number=number, definite=word.definite)
    people_of.set_number(own, number)
    own.end = people_of.extend(reading.sentence, own, i + 1)
    reading.victims = own
    if word.pronoun and entry.lemma in ("جثه", "جثث"):
        reading.dropped = "label"
    elif _sought(tokens, i, entry, word, number):
        reading.rule = "sought"
        if number != ONE:
            people_of.set_number(own, MANY)
            reading.notes.append("bare")
    elif number == TWO and not word.definite and entry.lemma != "وفاه" and (entry.lemma != "جثه" or happened):
        reading.victims = two_said_to_be(grammar, i) or own
        reading.rule = "dual casualty noun"
    elif (found := _found_dead(grammar, i, entry, word, number)) is not None:
        reading.victims = found
        reading.rule = "found dead"
    elif number == ONE and entry.lemma in STATES and (said_of := one_said_to_be(grammar, i)) is not None:
        reading.victims = said_of
        reading.rule = "said of one person"
    elif number == ONE:
        _read_one(reading, entry, word, happened)
    else:
        _read_several(reading, entry, word, own, number, happened)


def _read_none(reading: Reading, entry: TriggerEntry, number: int) -> None:
    """Reads a negated noun: the plural tells of none ("لم يسقط قتلى"), the singular only behind أي or وقوع ("دون وقوع أي قتيل")."""
    tokens = reading.sentence.tokens
    before = tokens[reading.first - 1].text.lstrip("و")
    if [token.text for token in tokens[reading.last + 1 : reading.last + 2]] == ["في"] and any(
        token.core in _BODY for token in tokens[reading.last + 2 : reading.last + 3]
    ):
        reading.dropped = "a part of somebody's body"  # "عدم وجود إصابات في عصب العين"
        return
    if number == ONE and entry.lemma != "اصابه" and before not in ("اي", "ايه", "وقوع"):
        reading.dropped = "negated"
        return
    reading.zero = True
    reading.rule = "explicit none"


def _sought(tokens: list[Token], i: int, entry: TriggerEntry, word: Word, number: int) -> bool:
    """Whether missing people are sought: "البحث عن مفقودين", "البحث عن مفقود"."""
    if not i or tokens[i - 1].text != "عن" or word.definite:
        return False
    if number == ONE:
        return entry.lemma == "مفقود"
    return entry.lemma in ("مفقود", "مفقودون") and word.text.endswith("ين")


def _found_dead(grammar: SentenceGrammar, i: int, entry: TriggerEntry, word: Word, number: int) -> People | None:
    """Who was found dead: "عثر على سالم جثة هامدة", "وجد الرجل مقتولا"."""
    if entry.lemma in ("جثه", "جثث") and not word.definite:
        return become_body(grammar, i)
    if entry.lemma not in ("مقتول", "مذبوح"):
        return None
    if (found := become_body(grammar, i)) is not None:
        return found
    if number == ONE and i and grammar.tokens[i - 1].text in ("وجد", "وجدت", "عليه"):
        return grammar.subject_before(i - 1, "m1")
    return None


def _read_one(reading: Reading, entry: TriggerEntry, word: Word, happened: bool) -> None:
    """Reads the singular: one casualty where it happened ("سقوط قتيل"), opens a toll ("قتيل و5 جرحى"), or a body is found."""
    tokens, i = reading.sentence.tokens, reading.first
    if word.definite or word.pronoun:
        reading.dropped = "label"
    elif entry.lemma == "اصابه" and one_severe_case(reading):
        reading.rule = "cases"
    elif entry.lemma in ("وفاه", "اصابه", "ضحيه"):
        reading.dropped = "no number"
    elif not happened and _opens_a_toll(tokens, i):
        reading.rule = "one casualty opens the toll"
    elif not happened and not (entry.lemma == "جثه" and i and one_of(tokens[i - 1].text, _FOUND, "وف")):
        reading.dropped = "no verb of happening"
    else:
        reading.rule = "one casualty"


def _read_several(reading: Reading, entry: TriggerEntry, word: Word, own: People, number: int, happened: bool) -> None:
    """Reads the plural and the dual with the article: casualties where something says that it happened. own: the people it names."""
    tokens, i = reading.sentence.tokens, reading.first
    if word.pronoun and i and tokens[i - 1].tags & TRIGGER:
        reading.dropped = "told by the noun before it"
        return
    if entry.lemma == "اصابات" and not happened:
        reading.dropped = "no verb of happening"
        return
    if not happened and not word.definite and any(token.text in _REACH_IT for token in tokens[i + 1 : i + 6]):
        reading.dropped = "heads a toll that a later word states"  # "ضحايا التفجير بلغوا 90 قتيلا"
        return
    rule = "governed casualty noun" if happened else _what_tells(reading, entry, word, own)
    if rule is None:
        reading.dropped = "points back or labels"
        return
    reading.rule = rule
    if number != TWO and (among := people_in_ranks(reading.sentence, i + 1)) is not None:
        reading.victims = among
        reading.notes.append("in ranks")
    elif own.end == i + 1:
        own.organisation = False
        if number != TWO:
            reading.notes.append("bare")


def _what_tells(reading: Reading, entry: TriggerEntry, word: Word, own: People) -> str | None:
    """What says that there were casualties, where nothing of happening governs the noun; None where nothing does."""
    tokens, i = reading.sentence.tokens, reading.first
    if not word.definite and reading.sentence.field.name == "title" and i <= 1:
        return "casualty noun opens the title"
    if not word.definite and (i == 0 or tokens[i - 1].text in _OPENERS):
        return "casualty noun opens the sentence"
    if word.conjunction and i and tokens[i - 1].tags & TRIGGER and (not word.definite or governed(tokens, i - 1)):
        return "casualty noun beside another"
    if falls_behind(tokens, own.end):
        return "casualty noun before its verb of falling"
    if relative_falls(tokens, i):
        return "casualty noun that a relative clause tells of"
    if entry.lemma == "جثث" and not word.definite and i and tokens[i - 1].tags & PREPOSITION:
        return "bodies seen"
    return None


def _opens_a_toll(tokens: list[Token], i: int) -> bool:
    """Whether one casualty opens a headline and others are counted behind و: "قتيل و5 جرحى"."""
    if i and tokens[i - 1].text not in _OPENERS:
        return False
    near = tokens[i + 1 : i + 4]
    joined = bool(near) and near[0].text[0] == "و"
    return joined and any(token.word is not None and token.word.entry.casualties() for token in near)


def governed(tokens: list[Token], i: int) -> bool:
    """Whether a verb or noun of happening stands before the token `i`, in its clause and near: "سقوط قتلى", "أسفر عن جرحى"."""
    for j in range(i - 1, max(-1, i - 6), -1):
        text = tokens[j].text
        word = tokens[j].word
        if text in HARD_STOPS:
            return False
        bare = text[1:] if word is not None and word.conjunction else text
        core = word.core if word is not None else bare
        if (
            bare in _HAPPENING
            or core in _HAPPENING
            or text[1:] in _HAPPENING
            or (bare[:1] in "بل" and bare[1:] in _HAPPENING)
        ):
            return True
        if tokens[j].tags & RELATIVE:
            return False
    return False
