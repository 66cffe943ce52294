"""The subject before a verb, by agreement: the antecedent of a relative ("الجنود الذين قتلوا"), the fronted subject ("إن جنديا قتل"),
indefinite people whom a clause describes ("مقاتلين أجانب فروا")."""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    NISBA,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    TRIGGER,
    VERB,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import joined_number
from services.claims.people_phrases.people import People
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Sentence


def subject_before(sentence: Sentence, phrases: list[People], start: int, i: int, person: str) -> People | None:
    """The people before a verb at `i` that agree with it, among the phrases of the sentence from token `start`, where its clause begins.

    person: gender and number of the verb's form ("m1", "f3").
    """
    tokens = sentence.tokens
    number = {"1": ONE, "2": TWO, "3": MANY}.get(person[1:2], 0)
    j = i - 1
    while j >= start and (
        tokens[j].tags & ADVERB or tokens[j].text in ("كانوا", "كان", "كانا", "وقد", '"', ",", "ايضا")
    ):
        j -= 1
    relative = j >= start and bool(tokens[j].tags & RELATIVE)
    if number == MANY and j == start and j and (those := _those_so_called(sentence, j)) is not None:
        return those
    limit = j if relative else i
    found = [p for p in phrases if p.first >= start and p.end <= limit and p.first < limit and not p.subset]
    if not found:
        return None

    if number == ONE:
        pronoun = "ها" if person[0] == "f" else "ه"
        found = [p for p in found if p.number != ONE or people_of.gender_agrees(p, pronoun)]
        found = [p for p in found if not p.organisation or people_of.gender_agrees(p, pronoun)]
        if not found:
            return None
    if relative:
        if number == ONE and tokens[j].text == "الذي":
            single = [p for p in found if p.number == ONE and not p.organisation]
            if single and single[-1].end >= limit - 12:
                return single[-1]
        for p in reversed(found):
            if _agrees(p, number, person):
                return p
        return found[-1]
    described = found[-1]
    if (
        described.end == j + 1
        and not described.definite
        and number == MANY
        and described.number == MANY
        and not (described.number_span is not None and joined_number(sentence, described.number_span[0]))
    ):
        return described  # a clause without a relative describes indefinite people: "مقاتلين أجانب فروا"
    if number == ONE and found[-1].end == j + 1 and found[-1].names_only() and _apposed(sentence, found[-1].first):
        return found[-1]  # "القيادي في الحركة خالد حسن قتل"
    opening = [p for p in found if p.first <= start + 1 and _agrees(p, number, person)]
    adjacent = found[-1]
    if (
        number == MANY
        and adjacent.end == i
        and adjacent.counted
        and _agrees(adjacent, number, person)
        and adjacent.number_span is not None
        and joined_number(sentence, adjacent.number_span[0])
        and any(p.end < adjacent.first and _tells(sentence, p.end, adjacent.first) for p in found[:-1])
    ):
        return adjacent  # "إن 11 شخصا قتلوا و32 أصيبوا"
    if opening:
        return opening[0]
    agreeing = [p for p in found if _agrees(p, number, person)]
    if agreeing:
        return agreeing[-1] if agreeing[-1].end >= i - 3 else agreeing[0]
    if number == MANY and found[-1].end == j + 1 and found[-1].number == TWO:
        return found[-1]  # "إن عنصرين من الحركة قضوا": the plural of everyday speech
    return None


def _agrees(phrase: People, number: int, person: str) -> bool:
    """Whether the people agree with a verb of this number and person; a group goes with singular and plural: "القوات قتلوا"."""
    if number == MANY:
        return phrase.number == MANY or phrase.organisation
    if number == TWO:
        if phrase.two_or_many:
            people_of.set_number(phrase, TWO)
        return phrase.number == TWO
    return phrase.number == ONE or phrase.organisation or (person == "f1" and people_of.takes_feminine(phrase))


def _apposed(sentence: Sentence, i: int) -> bool:
    """Whether the name at `i` is governed by no preposition, conjunction or verb."""
    before, word = sentence.tokens[i - 1] if i else None, sentence.tokens[i].word
    if word is None or word.conjunction or word.preposition:
        return False
    return before is None or not before.tags & (PREPOSITION | CONJUNCTION | VERB)


def _those_so_called(sentence: Sentence, k: int) -> People | None:
    """Several people called by what they did or what befell them, alone behind أن: "إن المنشقين سلموا أسلحتهم"."""
    word = sentence.tokens[k].word
    if (
        word is None
        or not word.definite
        or not word.text.endswith(("ين", "ون"))
        or word.preposition
        or word.conjunction
    ):
        return None
    if not sentence.tokens[k - 1].tags & COMPLEMENTIZER or word.tags & ~(TRIGGER | PEOPLE | NISBA):
        return None
    those = People(sentence, k, k + 1, head=k, definite=True)
    people_of.set_number(those, MANY)
    if any(entry.kind in ("defected", "fled") for entry in word.entry.triggers):
        those.role = "militant"  # who left a side had one
    return those


def _tells(sentence: Sentence, first: int, stop: int) -> bool:
    """Whether a verb or a trigger stands among the tokens `first` to `stop` (exclusive)."""
    return any(token.tags & (TRIGGER | VERB) for token in sentence.tokens[first:stop])
