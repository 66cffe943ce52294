"""Phrases of people that open with a number ("3 جنود") or a vague quantity ("عشرات الجنود", "عدد من")."""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PREPOSITION,
    STOP,
    TRIGGER,
    word_set,
)
from services.claims.people_phrases.modifiers import skip_modifiers
from services.claims.people_phrases.people_phrase import People
from services.claims.people_phrases.phrase_extension import extend
from services.claims.people_phrases.phrase_nouns import DIRECTIONS, names_cause
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word, word

_QUOTES = {'"', "'", "(", ")", "[", "]"}
_NEEDS_PEOPLE = word_set("needs_people")
_MOST_DIGITS = 12  # longer ones count no people


_TIMES = frozenset(("يوم", "ليله", "مساء", "صباح", "فجر", "ظهر", "عصر", "امس", "اليوم"))
_SMALL = {
    word: number
    for number, words in enumerate(
        (
            "ثلاثه ثلاث",
            "اربعه اربع",
            "خمسه خمس",
            "سته ست",
            "سبعه سبع",
            "ثمانيه ثماني ثمان",
            "تسعه تسع",
            "عشره عشر",
        ),
        3,
    )
    for word in words.split()
}
_NUMBERED = word_set("numbered")
LEAST = (("علي", "الاقل"), ("علي", "اقل", "تقدير"), ("كحد", "ادني"), ("كحد", "اقصي"), ("في", "الاقل"))
_LEAST_OPENINGS = frozenset(words[0] for words in LEAST)


def at_least_end(tokens: list[Token], k: int) -> int:
    """The index behind "على الأقل" at `k`; `k` itself where it does not stand there."""
    if k >= len(tokens) or tokens[k].text not in _LEAST_OPENINGS:
        return k
    for words in LEAST:
        if tuple(token.text for token in tokens[k : k + len(words)]) == words:
            return k + len(words)
    return k


class _BareNumbers(dict[str, "int | None"]):
    """The number that each token text states by itself. Remembered."""

    def __missing__(self, text: str) -> int | None:
        if len(self) > _REMEMBERED:
            self.clear()
        number = self[text] = bare_number(text)
        return number


_BARE_NUMBERS = _BareNumbers()
_REMEMBERED = 100_000


def bare_number(text: str) -> int | None:
    """The number that the token states by itself: digits, or a small number in words; None where it states none."""
    analysis = word(text) if text[0].isalpha() else None
    small = _SMALL.get(analysis.core if analysis is not None and not analysis.pronoun else text)
    if small is not None:
        return small
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def part_of_group(sentence: Sentence, j: int) -> People | None:
    """A bare number that is part of a group: "أربعة من الجيش", "19 على الأقل من مقاتلي الحركة"."""
    tokens = sentence.tokens
    count = _BARE_NUMBERS[tokens[j].text] if j < len(tokens) else None
    if count is None:
        return None
    if j and tokens[j - 1].tags & TRIGGER and j + 1 < len(tokens) and tokens[j + 1].text in _TIMES:
        # "وإصابة 173 يوم الأحد": the number stands for itself
        return People(sentence, j, j + 1, low=count, high=count, precision="exact", number_span=(j, j + 1), number=MANY)
    k = at_least_end(tokens, j + 1)
    whole = k + 2 if k + 2 < len(tokens) and tokens[k + 1].text == '"' else k + 1  # "27 من «حزب الله»"
    if whole >= len(tokens) or tokens[k].text != "من" or not tokens[whole].tags & (ORGANISATION | PEOPLE):
        return None
    previous = tokens[j - 1].word if j else None
    if previous is not None and previous.core in _NUMBERED:
        return None  # "في المادة 5 من قانون الحزب", "عام 2015 من"
    found = People(sentence, j, k, low=count, high=count, precision="exact", number_span=(j, j + 1), number=MANY)
    if k > j + 1:
        found.high, found.precision = None, "at_least"
    found.end = extend(sentence, found, k)
    if at_least_end(tokens, found.end) > found.end:
        found.high, found.precision = None, "at_least"
    return found


def take_number(phrase: People, j: int) -> bool:
    """Gives the phrase the number that stands at `j` of its sentence, a quantity or a bare number; False where none does."""
    sentence = phrase.sentence
    known = sentence.quantities.get(j)
    if known is not None:
        quantity = known[0]
        phrase.low, phrase.high, phrase.precision = quantity.low, quantity.high, str(quantity.precision)
        return True
    count = bare_number(sentence.tokens[j].text) if j < len(sentence.tokens) else None
    if count is None:
        return False
    phrase.low, phrase.high, phrase.precision = count, count, "exact"
    return True


def counted_phrase(sentence: Sentence, j: int, found: tuple[object, int]) -> People | None:
    quantity, end = found
    tokens = sentence.tokens
    phrase = People(sentence, j, end, head=None, number=MANY)
    phrase.low, phrase.high, phrase.precision = quantity.low, quantity.high, str(quantity.precision)  # type: ignore[attr-defined]
    phrase.number_span = (j, end)
    phrase.number_start, phrase.number_end = quantity.number_start, quantity.number_end  # type: ignore[attr-defined]
    # the number's own words: modifiers that the quantity begins with are left out of `who`
    inner = skip_modifiers(tokens, j)
    if inner < end:
        phrase.first = inner
    k = end
    first_word = tokens[phrase.first].word
    if first_word is not None and first_word.definite:
        phrase.definite = True
    if k < len(tokens) and tokens[k].text in ('"', "'", ")"):
        k += 1
    last = tokens[end - 1].word
    if last is not None and last.tags & PEOPLE and phrase.first != end:
        # a counted dual ("جنديين") or a number phrase that holds its noun
        phrase.head = end - 1
        phrase.role = last.entry.role
    if (behind := at_least_end(tokens, k)) > k:
        k = behind
        if phrase.precision == "exact" and phrase.low:
            phrase.high, phrase.precision = None, "at_least"  # "2927 على الأقل من التنظيم"
    if k < len(tokens):
        word = tokens[k].word
        if word is not None:
            cases = word.core in ("حاله", "حالات") and not word.preposition
            if cases and phrase.head is None and _case(tokens, j, k):
                phrase.head = k
                phrase.end = k + 1
                return phrase
            part_of = tokens[end - 1].text == "من" and word.tags & ORGANISATION  # "مجموعة من حركة الشباب"
            if (
                word.tags & NO_PEOPLE
                and not (word.tags & PEOPLE or part_of)
                and not word.preposition
                and phrase.head is None
            ):
                return None
            if (
                word.tags & ORGANISATION
                and not part_of
                and word.entry.organisation in ("head", "air")
                and not word.tags & PEOPLE
                and not word.conjunction
                and not word.preposition
            ):
                return None
            if word.tags & PEOPLE and not word.conjunction and not word.preposition and phrase.head is None:
                phrase.head = k
                phrase.role = word.entry.role
                phrase.number = MANY
                k += 1
                phrase.end = k
            elif word.tags & OTHER and not word.conjunction:
                phrase.other = True
                phrase.end = k + 1
                k += 1
            elif (
                phrase.head is None
                and not word.tags & (STOP | TRIGGER)
                and not word.conjunction
                and not word.preposition
                and not (word.tags & ORGANISATION and word.entry.organisation in ("head", "air"))
                and not names_cause(word.text)
                and word.text not in DIRECTIONS
                and (word.tags & (ORGANISATION | NISBA) or word.text.endswith("ا") or word.definite or _plain(word))
            ):
                # a noun the lists do not have: "34 عامل منجم", "7 قبطان"
                phrase.head = k
                if word.tags & ORGANISATION:
                    phrase.role = word.entry.role
                k += 1
                phrase.end = k
    onward = k > phrase.end and (phrase.head is not None or (k < len(tokens) and tokens[k].text in ("من", "منهم")))
    phrase.end = extend(sentence, phrase, k if onward else phrase.end)
    if phrase.precision == "exact" and phrase.low and at_least_end(tokens, phrase.end) > phrase.end:
        phrase.high, phrase.precision = None, "at_least"  # "6 من الميليشيات على الأقل"
    if (phrase.low, phrase.high) == (1, 1):
        phrase.number = ONE
    elif (phrase.low, phrase.high) == (2, 2):
        phrase.number = TWO
    return phrase


_SEVERITY = word_set("severity")


def _case(tokens: list[Token], j: int, k: int) -> bool:
    """Whether "15 حالة" counts people: beside a trigger ("وفاة 15 حالة", "15 حالة وفاة")."""
    return (j > 0 and bool(tokens[j - 1].tags & TRIGGER)) or (
        k + 1 < len(tokens) and (bool(tokens[k + 1].tags & TRIGGER) or tokens[k + 1].text in _SEVERITY)
    )


def _plain(word: Word) -> bool:
    return not word.tags and len(word.text) > 2


LARGE_OR_SMALL = word_set("large_or_small")


def vague_phrase(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    core = word.core if word is not None else tokens[j].text
    phrase = People(sentence, j, j + 1, low=2, high=None, precision="vague", number_span=(j, j + 1), number=MANY)
    low = {"عشرات": 20, "العشرات": 20, "مئات": 200, "ميات": 200, "الميات": 200, "الاف": 2000, "الالاف": 2000}.get(core)
    if low:
        phrase.low = low
    if core.startswith("بضع"):
        phrase.low, phrase.high = 3, 9
    k = j + 1
    while k < len(tokens) and tokens[k].text in LARGE_OR_SMALL:
        k += 1
    if k < len(tokens):
        word = tokens[k].word
        if tokens[k].text == "من" and k + 1 < len(tokens):
            nxt = tokens[k + 1].word
            if nxt is None and tokens[k + 1].text not in _QUOTES:
                return None
            if nxt is not None and nxt.tags & NO_PEOPLE and not nxt.tags & (PEOPLE | ORGANISATION):
                return None
        elif word is not None and word.tags & NO_PEOPLE and not word.tags & PEOPLE and not word.preposition:
            return None
        elif word is not None and word.tags & PEOPLE and not word.conjunction:
            phrase.head = k
            phrase.role = word.entry.role
            k += 1
        elif word is not None and word.definite and not word.tags & (STOP | TRIGGER) and not word.conjunction:
            phrase.head = k
            if word.tags & ORGANISATION:
                phrase.role = word.entry.role
            k += 1
        elif word is not None and word.text in ("منهم", "منها"):
            k += 1
            phrase.pronoun = True
        elif (
            word is not None
            and not word.tags
            and not word.conjunction
            and not word.preposition
            and core in _NEEDS_PEOPLE
        ):
            return None
    phrase.end = max(phrase.end, k) if k > j + 1 else j + 1
    phrase.end = extend(sentence, phrase, phrase.end)
    return phrase


def counts_no_people(sentence: Sentence, k: int) -> bool:
    """Whether the quantity at `k` counts something else, or is an age, a date or a measure: "14 منزلا", "14 في المئة"."""
    end = sentence.quantities[k][1]
    if end < len(sentence.tokens):
        word = sentence.tokens[end].word
        if word is not None and (word.tags & NO_PEOPLE and not word.tags & PEOPLE):
            return True
        if word is not None and word.tags & (PREPOSITION | ADVERB) and word.text != "من":
            return True
    else:
        return True
    return False


def joined_number(sentence: Sentence, i: int) -> bool:
    """Whether the number at token `i` has the conjunction و attached or before it: "ضابط وأربعة جنود"."""
    token = sentence.tokens[i]
    known = sentence.quantities.get(i)
    if known is None:
        return False
    quantity, _ = known
    if token.text.startswith("و") and quantity.start > token.start:
        return True
    first = next((opening for opening, number in sentence.openings.items() if number == i), i)
    if sentence.tokens[first].text[0] == "و" and first < i:
        return True  # "ونحو 180"
    return first > 0 and sentence.tokens[first - 1].text == "و"
