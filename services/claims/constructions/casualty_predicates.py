"""Of whom a casualty noun is said that stands behind people as their adjective or predicate: "3 جنود مخطوفين", "4844 مدنيا ضحايا
القصف", "القتلى هم أربعة أطفال", "إن الوالد مصاب بحروق".
"""

from __future__ import annotations

from services.claims.constructions.bodies import BODIES
from services.claims.constructions.tolls import total_after
from services.claims.lexicon import COMPLEMENTIZER, PEOPLE, PREPOSITION, TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import ONE, TWO, person_of_verb
from services.claims.text.tokens import Token
from services.claims.text.words import Word, one_of

_ADJECTIVES = word_set("adjectives")
_TOLL_HEADS = word_set("toll_heads")
_WOUNDING = word_set("weapons") | {"طلق", "طلقه", "طلقات", "طلقين", "شظايا", "شظيه", "عيار", "عيارات", "لغم", "حروق"}
STATES = frozenset(("مصاب", "جريح", "قتيل", "متوفي", "مقتول", "صريع"))
_BRINGS = frozenset(("نقل", "نقلت", "نقلوا", "ينقل", "وصل", "وصلت", "وصلوا", "استقبل", "استقبلت", "ادخل", "ادخلت"))
_NO_PERSONS = BODIES | {"اصابه", "اصابات", "جثه", "جثمانا", "وفيات", "وفاه"}


def read_adjective(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry, word: Word) -> bool:
    """Reads "3 جنود مخطوفين"; drops "الجنود المخطوفين", unless a toll or a weapon stands with it. False where it is no adjective."""
    tokens, i = grammar.tokens, reading.first
    if entry.lemma not in _ADJECTIVES or not i or word.conjunction or word.preposition:
        return False
    described = next((p for p in grammar.phrases if p.first < i <= p.end and not p.organisation), None)
    if described is None or tokens[i - 1].tags & TRIGGER or not _describes(tokens, described, i):
        return False
    described.end = i
    head = tokens[described.first - 1].word if described.first else None
    if word.definite and head is not None and head.core in _TOLL_HEADS:
        total = total_after(grammar, i, described.first - 1)
        if total is not None:
            reading.victims, reading.rule = total, "toll"  # "عدد الإيزيديين المختطفين يبلغ 5838 شخصا"
            return True
    if word.definite and not described.counted and described.number != TWO and not _by_weapon(tokens, i + 1):
        reading.dropped = "points back or labels"
        return True
    reading.victims = described
    reading.rule = "casualty adjective"
    return True


def _describes(tokens: list[Token], people: People, i: int) -> bool:
    """Whether a casualty noun at `i` is an adjective of the people before it: "3 جنود مخطوفين", "الشرطيان المصابان"."""
    head = tokens[people.head].word if people.head is not None else None
    word = tokens[i].word
    if head is None or word is None or not head.tags & PEOPLE or people.head == i:
        return False
    return head.definite == word.definite


def _by_weapon(tokens: list[Token], k: int) -> bool:
    """Whether ب and what wounded somebody stand at `k`, so that the adjective tells of it: "الطفلة المصابة بطلق ناري"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.preposition == "ب" and word.core in _WOUNDING


def counted_before(grammar: SentenceGrammar, i: int) -> People | None:
    """ "4844 مدنيا ضحايا القصف", "أربعة من مواطنينا مخطوفون": counted people right before the casualty noun that tells what they became."""
    word = grammar.tokens[i].word
    if word is None or word.conjunction or word.preposition or word.pronoun or not _names_people(word):
        return None
    last = grammar.tokens[i - 1].word if i else None
    construct = last is not None and last.tags & PEOPLE and last.plural and not (last.definite or last.pronoun)
    if last is None or last.tags & PREPOSITION or (construct and not last.text.endswith(("ا", "ين"))):
        return None  # "أصدقاء ضحايا الطائرة"
    for people in grammar.phrases:
        if people.first < i <= people.end and people.counted and not (people.organisation or people.subset):
            people.end = i
            return people
    return None


def _names_people(word: Word) -> bool:
    """Whether the casualty noun means people, not their bodies or wounds."""
    return any(entry.lemma not in _NO_PERSONS for entry in word.entry.casualties())


def equated(grammar: SentenceGrammar, i: int) -> People | None:
    """ "القتلى هم أربعة أطفال وثلاث نساء", "إن القتلى أربعة مدنيين": the counted people that a definite casualty noun is said to be."""
    tokens = grammar.tokens
    if i + 2 >= len(tokens):
        return None
    at = i + 1
    if tokens[at].text in ("هم", "هما", "هن"):
        at += 1
    elif not (i and tokens[i - 1].tags & COMPLEMENTIZER and at in grammar.sentence.quantities):
        return None
    found = people_of.parse(grammar.sentence, at, organisations=False)
    return found if found is not None and (found.counted or found.number == TWO) else None


def brought_in(grammar: SentenceGrammar, i: int) -> People | None:
    """ "نقل 18 شخصا إلى المستشفى مصابين بطلقات نارية": those who are brought, of whom the adjective at `i` tells how they were hurt."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None or word.definite or word.conjunction or word.preposition or i + 1 >= len(tokens):
        return None
    if not tokens[i + 1].text.startswith("ب"):
        return None
    start = grammar.clause_start(i)
    verbs = [k for k in range(start, i) if one_of(tokens[k].text, _BRINGS, "وف")]
    if not verbs:
        return None
    brought = [p for p in grammar.phrases if verbs[-1] < p.first and p.end <= i and not p.organisation]
    many = not word.text.endswith(("ا", "ه"))
    return next((p for p in brought if (p.number != ONE) == many), None)


def two_said_to_be(grammar: SentenceGrammar, i: int) -> People | None:
    """ "العثور على الضابطين مقتولين", "على طفلين متوفيين": the two right before the dual that tells their state."""
    word = grammar.tokens[i].word
    if word is None or word.conjunction or word.preposition not in ("", "ك"):
        return None
    two = next((p for p in grammar.phrases if p.first < i <= p.end and p.number == TWO and not p.organisation), None)
    if two is None or grammar.tokens[i - 1].tags & TRIGGER:
        return None
    two.end = i
    return two


def one_said_to_be(grammar: SentenceGrammar, i: int) -> People | None:
    """ "إن الوالد مصاب بحروق", "وجدوا السائق متوفيا": the definite or named person right before the adjective that tells his state."""
    word = grammar.tokens[i].word
    if word is None or word.definite or word.conjunction or word.preposition or word.pronoun:
        return None
    feminine = word.text.endswith("ه")
    for people in grammar.phrases:
        if people.end == i and people.number == ONE and (people.definite or people.names) and not people.organisation:
            return people if people_of.gender_agrees(people, "ها" if feminine else "ه") else None
    return None


def still_so(grammar: SentenceGrammar, i: int) -> People | None:
    """ "لا يزال ضابط من الوحدة مفقودا", "ستة جنود ما زالوا مفقودين": those who are said to be so still, between the verb and the adjective
    at `i` or before the verb."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None or word.definite or word.conjunction or word.preposition:
        return None
    for k in range(i - 1, max(0, i - _REACH_OF_STILL), -1):
        if tokens[k].text in HARD_STOPS or tokens[k].tags & COMPLEMENTIZER:
            return None
        if tokens[k].text not in _STILL or tokens[k - 1].text not in _GOES_ON:
            continue
        inside = next((p for p in grammar.phrases if p.first == k + 1 and p.end <= i), None)
        if inside is not None:
            return inside
        if i - k > _BESIDE_STILL:
            return None
        before = [p for p in grammar.phrases if p.end <= k - 1 and not (p.organisation or p.subset)]
        near = next((p for p in reversed(before) if p.end >= k - 1 - _DESCRIBED), None)
        return near or grammar.subject_before(k - 1, person_of_verb(tokens[k].text))
    return None


_STILL = word_set("still")
_GOES_ON = frozenset(("لا", "ما", "ولا", "وما"))
_REACH_OF_STILL = 9  # tokens
_BESIDE_STILL = 2  # tokens from the verb to the adjective where the people stand before it
_DESCRIBED = 4  # tokens that may tell of them between them and the verb
