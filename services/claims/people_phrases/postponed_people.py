"""The people of a verb that stand behind phrases of place and time, or behind a relative clause: "قتل خلال المواجهات في الحي 28
شخصا", "قتل في الغارة التي استهدفت مقرا 30 مسلحا"."""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    NISBA,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import counts_no_people
from services.claims.people_phrases.people import People
from services.claims.people_phrases.phrase_openings import adjective_of_thing, many_of
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, ITSELF, SentenceGrammar
from services.claims.text.tokens import Sentence

_TAKES_PLACE = frozenset(("وقع", "وقعت", "حدث", "حدثت", "جري", "جرت", "اندلع", "اندلعت", "دارت"))
_ITS_VERBS = _TAKES_PLACE | word_set("strikes_at")


def postponed(grammar: SentenceGrammar, i: int) -> People | None:
    """The people of a verb that stand behind phrases of place and time: "قتل خلال المواجهات في الحي 28 شخصا".

    Numbers count wherever no preposition governs them; a noun without a number only where the phrase before it is
    closed (a definite word, a place, a time, a comma) and it is indefinite or opens with a title.
    """
    sentence, tokens = grammar.sentence, grammar.tokens
    governed = False
    closed = True
    for k in range(i, min(len(tokens), i + 16)):
        token = tokens[k]
        word = token.word
        if token.text in HARD_STOPS:
            return None
        if word is None:
            if k in sentence.quantities and not governed and not counts_no_people(sentence, k):
                return people_of.parse(sentence, k)
            closed = token.text in (",", ")", '"') or (closed and token.text == "(")
            governed = governed and token.text in ("(", '"')
            continue
        tags = word.tags
        if closed and k > i and token.text in ITSELF:
            continue  # "استشهد في القصف نفسه طبيب"
        if not governed and token.text == "ما" and (number := people_of.number_at(sentence, k)) > k:
            return people_of.parse(sentence, k) if number in sentence.quantities else None
        if tags & RELATIVE and closed and k > i:
            return _behind_relative(sentence, k)
        if token.text in _TAKES_PLACE and k > i + 1:
            return _behind_relative(sentence, k - 1)  # "قتل في معارك دارت بمنطقة الكفرة 60 شخصا"
        if tags & (RELATIVE | COMPLEMENTIZER | CONJUNCTION) or (tags & VERB and not tags & PEOPLE):
            return None
        if tags & TRIGGER and k > i and not tags & PEOPLE:
            return None
        if word.conjunction and k > i and not closed:
            return None
        modified = people_of.number_at(sentence, k) if not governed else k  # "نحو 400": نحو may be a preposition too
        if modified > k and modified in sentence.quantities and not counts_no_people(sentence, modified):
            return people_of.parse(sentence, k)
        if tags & PREPOSITION or (word.preposition and not word.tags & ADVERB):
            governed = bool(tags & PREPOSITION)
            closed = not governed and (word.definite or bool(tags & PLACE_NAME))
            continue
        if not governed:
            if k in sentence.quantities and not tags & ADVERB and not counts_no_people(sentence, k):
                found = people_of.parse(sentence, k)
                if found is not None:
                    return found
            elif closed and many_of(sentence, k):
                return people_of.parse(sentence, k)
            elif (
                closed
                and tags & (PEOPLE | OTHER)
                and not word.definite
                and not tags & ADVERB
                and not adjective_of_thing(sentence, k)
            ) or (
                closed
                and tags & TITLE
                and word.definite
                and not tags & PLACE_TYPE
                and not adjective_of_thing(sentence, k)
            ):
                return people_of.parse(sentence, k, organisations=False)
        governed = False
        closed = word.definite or bool(tags & (PLACE_NAME | ADVERB | NISBA)) or bool(word.pronoun)
    return None


def _behind_relative(sentence: Sentence, k: int) -> People | None:
    """The counted people behind a relative clause at `k` whose verb has what belongs to it: "قتل في الغارة التي استهدفت مقرا 30
    مسلحا". None where they may be the object of that verb."""
    tokens = sentence.tokens
    verb = tokens[k + 1].text if k + 1 < len(tokens) else ""
    if verb not in _ITS_VERBS:
        return None
    for at in range(k + (2 if verb in _TAKES_PLACE else 3), min(len(tokens), k + 12)):
        token = tokens[at]
        if token.text in HARD_STOPS or token.tags & (RELATIVE | COMPLEMENTIZER | TRIGGER):
            return None
        if at in sentence.quantities and not tokens[at - 1].tags & PREPOSITION and not counts_no_people(sentence, at):
            found = people_of.parse(sentence, at)
            return found if found is not None and found.counted and found.precision != "vague" else None
    return None
