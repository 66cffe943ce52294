"""The number of a toll, told before or behind its noun: "عدد القتلى إلى 80", "ارتفع إلى 9 عدد القتلى", "بلغ عدد الذين قتلوا 18"."""

from __future__ import annotations

from services.arabic.date_lexicon import date_lexicon
from services.claims.lexicon import NO_PEOPLE, PREPOSITION, RELATIVE, SUBSET, TRIGGER, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import take_number
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.text.inflection import MANY
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_TOTALS = word_set("totals")
_REACHED = word_set("reached")
_ROSE = word_set("rose")
_CASES = word_set("cases")
_CALENDAR = frozenset(("عام", "العام", "سنه", "يوم", "اليوم", "الساعه", "ساعه", "شهر", "من", "في", "مطلع"))
_JOINED_TOTAL = 7  # words between "عدد القتلى" and a second noun joined to it
_FAR_TOTAL = 26  # words between a toll's noun and its number


def total_after(grammar: SentenceGrammar, i: int, head: int | None = None) -> People | None:
    """ "عدد القتلى إلى 80", "حصيلة القتلى بلغت 40", "ارتفع إلى 9 عدد القتلى": the number after the trigger `i`, or before it.

    head: the token of عدد or حصيلة where it does not stand right before the trigger."""
    tokens = grammar.tokens
    head = i - 1 if head is None else head
    own = tokens[i].word
    joined = own is not None and own.conjunction == "و" and own.definite  # "عدد القتلى إلى سبعة والجرحى إلى 38"
    before = {token.text.lstrip("و") for token in tokens[max(0, i - (_JOINED_TOTAL if joined else 4)) : i]}
    if not before & _TOTALS:
        return None
    quantities = grammar.sentence.quantities
    if (risen := _risen_before(grammar, i, head)) is not None:
        return risen
    governed = head > 0 and one_of(tokens[head - 1].text, _REACHED)  # "بلغ عدد القتلى في الهجوم 15"
    for k in range(i + 1, min(len(tokens), i + _FAR_TOTAL)):
        if k in quantities:
            _quantity, end = quantities[k]
            if k >= i + 9 and not _reaches(tokens, grammar.sentence.openings, k):
                continue
            if any(_states_casualties(token) for token in tokens[i + 1 : k]):
                return None
            told = end < len(tokens) and tokens[end].tags & PREPOSITION and tokens[end].text != "من"
            if told and people_of.parse(grammar.sentence, k) is None:
                return _bare_total(grammar, k, end)  # "ارتفع عدد الشهداء إلى 63 بعد وفاة جريح"
            if not told and any(
                token.tags & TRIGGER and not (_joined(token) or token.core in _CASES) for token in tokens[end : end + 2]
            ):
                return None  # the later noun carries the number
            if end < len(tokens) and joined_noun(tokens[end]):
                return _bare_total(grammar, k, end)
            if end < len(tokens) and tokens[end].tags & NO_PEOPLE and tokens[end].core not in _CASES:
                return None
            return people_of.parse(grammar.sentence, k)
        alone = people_of.bare_number(tokens[k].text)
        if joined and k == i + 1 and alone is not None and _number_ends(tokens, k + 1):
            return _bare_total(grammar, k, k + 1)  # "بلغ عدد الشهداء 312 والجرحى 2088"
        reached = _reaches(tokens, grammar.sentence.openings, k) or (governed and not _dated(tokens[k - 1]))
        if alone is not None and reached and _number_ends(tokens, k + 1):
            if any(_states_casualties(token) for token in tokens[i + 1 : k]):
                return None
            return _bare_total(grammar, k, k + 1)  # "يرتفع عدد القتلى منذ مطلع الشهر إلى 14."
        if tokens[k].text in HARD_STOPS:
            break
    return None


def _risen_before(grammar: SentenceGrammar, i: int, head: int) -> People | None:
    """The number that a toll rose to where it stands before the noun: "ارتفع إلى 9 عدد القتلى"."""
    tokens = grammar.tokens
    if tokens[head].core not in ("عدد", "حصيله"):
        return None
    for k in range(head - 1, max(-1, i - _FAR_TOTAL), -1):
        if tokens[k].text in HARD_STOPS or _states_casualties(tokens[k]):
            return None
        if one_of(tokens[k].text, _ROSE, "ول") and k + 2 < i and tokens[k + 1].text == "الي":
            if k + 3 < len(tokens) and people_of.bare_number(tokens[k + 2].text) is not None and k + 3 == head:
                return _bare_total(grammar, k + 2, k + 3)
            return people_of.parse(grammar.sentence, k + 2)
    return None


def total_of_those(grammar: SentenceGrammar, i: int) -> People | None:
    """The number of those whom the verb at `i` tells of, where a toll counts them: "بلغ عدد الذين قتلوا 18", "عدد الضحايا الذين
    قتلوا بلغ 12"."""
    tokens = grammar.tokens
    if i < 2 or not (tokens[i - 1].tags & RELATIVE or tokens[i - 1].text == "من"):
        return None
    for head in (i - 2, i - 3):  # "عدد الضحايا الذين قتلوا"
        if head >= 0 and tokens[head].core in ("عدد", "حصيله", "مجموع", "اجمالي"):
            total = total_after(grammar, i, head)
            if total is None or any(token.tags & SUBSET for token in tokens[i : total.first]):
                return None  # "عدد القتلى الذين قضوا بينهم 4 مقاتلين"
            return total
    return None


def joined_noun(token: Token) -> bool:
    """Whether a definite noun joined by و is a further head of a toll: "إلى سبعة والجرحى إلى 38"."""
    word = token.word
    return word is not None and word.conjunction == "و" and word.definite and bool(token.tags & TRIGGER)


def _joined(token: Token) -> bool:
    """Whether the token is joined by و to what the number counts: "إلى 116 حالة ووفاة شخصين"."""
    return token.word is not None and token.word.conjunction == "و"


def _bare_total(grammar: SentenceGrammar, k: int, end: int) -> People | None:
    """The number at `k` alone, no noun counted by it."""
    number = People(grammar.sentence, k, end, number_span=(k, end), number=MANY)
    return number if take_number(number, k) else None


def _number_ends(tokens: list[Token], k: int) -> bool:
    """Whether nothing that is counted follows at `k`."""
    word = tokens[k].word if k < len(tokens) else None
    if word is not None and word.core in _CASES:
        return True  # "بلغ 50 حالة"
    return word is None or bool(word.conjunction or word.preposition or word.tags & (PREPOSITION | RELATIVE | SUBSET))


def _states_casualties(token: Token) -> bool:
    """Whether the token is a noun for casualties or a verb of harm, so that a number behind it may be its own."""
    word = token.word
    return (
        word is not None
        and bool(token.tags & TRIGGER)
        and any(entry.category in ("casualty", "verb", "fate") for entry in word.entry.triggers)
        and not any(entry.category == "masdar" for entry in word.entry.triggers)
    )


def _dated(token: Token) -> bool:
    """Whether a number behind the token is a day, an hour or a year: "منذ 11 سبتمبر 2001"."""
    if token.text in _CALENDAR:
        return True
    meaning = date_lexicon()[token.text] if token.word is not None else None
    return meaning is not None and bool(meaning.months)


def _reaches(tokens: list[Token], openings: dict[int, int], k: int) -> bool:
    """Whether a word of reaching governs the number at `k`: "... إلى نحو 100", "بلغت ألفا"."""
    first = next((opening for opening, number in openings.items() if number == k), k)
    return first > 0 and one_of(tokens[first - 1].text, _REACHED)
