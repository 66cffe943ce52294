"""The phrases of people in a sentence and which words open one: a number, a noun of people, a name, "العشرات من ميليشيا"; not the
adjective of a thing ("دوافع سياسية")."""

from __future__ import annotations

from services.claims.lexicon import (
    DEMONSTRATIVE,
    NAME,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SUBSET,
    TITLE,
    TRIGGER,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import LARGE_OR_SMALL
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import IN_UNIFORM
from services.claims.text.inflection import MANY, ONE
from services.claims.text.tokens import Sentence
from services.claims.text.words import word as analysis_of

_REMEMBERED = 200_000
_NAMED = PEOPLE | ORGANISATION | TITLE | NAME
_HAND = frozenset(("يد", "ايدي", "ايادي"))
_WEAPONS = word_set("weapons")
_WITHOUT = frozenset(("بدون", "دون", "بلا"))  # "طائرة بدون طيار"


class _Openings(dict[str, bool]):
    """Whether each token text may open a phrase of people by itself, without a number read there. Remembered."""

    def __missing__(self, text: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        answer = self[text] = _may_open(text)
        return answer


_OPENINGS = _Openings()


def _may_open(text: str) -> bool:
    """Whether the text is a small number, a vague quantity, or a word for people, parties, ranks, names and origins."""
    if text in people_of.ONE_OF_THEM or text.isdigit() or people_of.bare_number(text) is not None:
        return True
    analysis = analysis_of(text) if text[0].isalpha() else None
    if analysis is not None and (analysis.core in people_of.VAGUE or text in people_of.VAGUE):
        return True
    return analysis is not None and bool(analysis.tags & (PEOPLE | ORGANISATION | TITLE | NAME | NISBA | DEMONSTRATIVE))


def phrases_of(sentence: Sentence) -> list[People]:
    """Every phrase of people or organisations, left to right."""
    phrases: list[People] = []
    quantities = sentence.quantities
    tokens = sentence.tokens
    after = 0
    may_open = _OPENINGS
    openings = [i for i, token in enumerate(tokens) if may_open[token.text] or token.tags & (ORGANISATION | PEOPLE)]
    for i in sorted({*openings, *quantities}) if quantities else openings:
        if i < after:
            continue
        token = tokens[i]
        if token.tags & TRIGGER and _verb_with_object(sentence, i):
            continue
        if token.tags & DEMONSTRATIVE and i + 1 < len(tokens) and tokens[i + 1].tags & RELATIVE:
            those = People(sentence, i, i + 1, head=i, definite=True, pronoun=True)
            people_of.set_number(those, MANY if token.text in ("اوليك", "هولاء") else ONE)
            phrases.append(those)
        # What the word's class tells comes first: it takes no call.
        if (
            i in quantities
            or (token.tags & _NAMED and not token.tags & PREPOSITION)
            or (token.tags & NISBA and token.word is not None and token.word.definite)
            or token.text in people_of.ONE_OF_THEM
            or some_of(sentence, i)
            or many_of(sentence, i)
            or people_of.part_of_group(sentence, i) is not None
        ) and not (adjective_of_thing(sentence, i) or (token.text == "طيار" and i and tokens[i - 1].text in _WITHOUT)):
            found = people_of.parse(sentence, i)
            if found is not None and found.end > i:
                found.subset = _in_subset(sentence, found.first)
                phrases.append(found)
                after = found.end
    return phrases


def _verb_with_object(sentence: Sentence, i: int) -> bool:
    """Whether what may be people by its letters is written as a verb with a pronoun: "قتله", not "قتلة"."""
    token = sentence.tokens[i]
    if not (token.tags & TRIGGER and token.tags & PEOPLE and token.text.endswith("ه")):
        return False
    return sentence.field.written(token).endswith("ه")


def some_of(sentence: Sentence, i: int) -> bool:
    """Whether digits with من begin at `i`: "15 من الميليشيات"."""
    return sentence.tokens[i].text.isdigit() and i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].text == "من"


def many_of(sentence: Sentence, i: int) -> bool:
    """Whether a vague number of a party begins at `i`: "العشرات من ميليشيا الحوثي", "عدد كبير من قوات النظام"."""
    tokens = sentence.tokens
    word = tokens[i].word
    if word is None or not (word.core in people_of.VAGUE or tokens[i].text in people_of.VAGUE):
        return False
    k = i + 1
    while k < min(len(tokens), i + 3) and tokens[k].text in LARGE_OR_SMALL:
        k += 1
    return k + 1 < len(tokens) and tokens[k].text == "من" and bool(tokens[k + 1].tags & ORGANISATION)


def adjective_of_thing(sentence: Sentence, i: int) -> bool:
    """Whether a word for people is the adjective of a thing before it: "دوافع سياسية", "الشعب السوري"."""
    if i == 0 or i in sentence.quantities:
        return False
    word, noun = sentence.tokens[i].word, sentence.tokens[i - 1].word
    if word is None or noun is None or word.conjunction or word.preposition or word.tags & (NAME | ORGANISATION):
        return False
    if word.tags & TITLE and i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].tags & NAME:
        return False  # "اغتالت يد الغدر القاضي فهد سالم"
    if word.core in ("مسلح", "مسلحه") and noun.tags & NO_PEOPLE and noun.definite == word.definite:
        return True  # "كمين مسلح"
    accusative = word.text.endswith("يا") and noun.text.endswith("ا")  # "هجوما انتحاريا"
    if (not word.core.endswith(("ي", "يه", "يين", "يون")) and not accusative) or word.pronoun:
        return False
    if noun.core in _HAND or (noun.core in _WEAPONS and word.entry.role in IN_UNIFORM):
        return False  # "على يد جندي", "برصاص شرطي"
    if word.core.endswith(("يين", "يون")) and not noun.text.endswith(("ين", "ون", "ات")):
        return False  # "إطلاق سراح جنديين": no adjective of one thing
    if noun.core.endswith("ه") and word.core.endswith("ي") and not noun.tags & (NAME | ORGANISATION):
        return False  # "قتل في العملية القيادي": another gender
    known = analysis_of(noun.text.removesuffix("ا")).tags if accusative else 0
    if accusative and known & (PEOPLE | TITLE | NAME):
        return False  # "قياديا حوثيا"
    thing = noun.tags & (NO_PEOPLE | PLACE_TYPE) or not noun.tags & ~NISBA
    return bool(thing) and noun.definite == word.definite and noun.text not in people_of.VAGUE


def _in_subset(sentence: Sentence, i: int) -> bool:
    """Whether the people at `i` are part of people already named: "بينهم 5 أشقاء", "بينهم نساء وأطفال"."""
    tokens = sentence.tokens
    for j in range(i - 1, max(-1, i - 8), -1):
        token = tokens[j]
        if token.tags & SUBSET and token.text not in people_of.ONE_OF_THEM:
            return True
        if token.text == "و":
            continue
        word = token.word
        if word is None:
            if token.text[0].isdigit():
                continue
            return False
        if token.tags & (PEOPLE | OTHER | NISBA | NAME | TITLE) or word.definite:
            continue
        if token.text in ("علي", "الاقل", "من"):
            continue
        return False
    return False
