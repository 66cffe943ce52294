"""The number of a casualty noun: before it ("32 قتيلا", "عدد من الجرحى"), behind it ("الجرحى الثلاثة"), or shared with a noun of another
kind, so that nobody says how it divides ("عشرات القتلى والجرحى", "70 شخصا بين قتيل وجريح").
"""

from __future__ import annotations

from services.claims.constructions.falls import FALLS
from services.claims.constructions.tolls import joined_noun
from services.claims.lexicon import TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word, one_of

_TOLL_HEADS = word_set("toll_heads")
_REACHED = word_set("reached")
_REACHING = frozenset(("الي", "بلغ", "وصل", "ارتفع", "تجاوز", "بلغت", "وصلت", "ارتفعت"))
_BEFORE_NOUN = frozenset(("من", '"', ")", "كبير", "كبيره", "اخرين", "حاله", "حالات"))  # between a number and its noun
_BETWEEN = frozenset(("بين", "مابين"))
_DEAD_OR_WOUNDED = frozenset(("قتيل", "جريح", "قتلي", "جرحي"))
_EITHER = _DEAD_OR_WOUNDED | {"مصاب", "مصابون", "اسير", "مفقود"}


def counted_casualties(sentence: Sentence, i: int, word: Word) -> People | None:
    """The casualties at `i` with the number before them: "32 قتيلا", "عشرات القتلى"; None where none stands there or it opens a toll that
    a later word states ("تجاوز عدد قتلى الاحتجاجات 400")."""
    tokens = sentence.tokens
    counted = _number_before(sentence, i) or _vague_before(sentence, i)
    if counted is None and i in sentence.quantities:
        counted = people_of.parse(sentence, i)
    if counted is None or counted.number_span is None:
        return counted
    first = counted.number_span[0]
    opener = tokens[first].word
    if opener is None or opener.core not in _TOLL_HEADS or any(token.text == "من" for token in tokens[first:i]):
        return counted
    stated = word.definite or _idafa_follows(tokens, i) or _reaches_before(tokens, first)
    return None if stated else counted


def _number_before(sentence: Sentence, i: int) -> People | None:
    """The people whose number stands before the noun at `i`, at most words between that belong to them: "5 من القتلى"."""
    tokens = sentence.tokens
    if joined_noun(tokens[i]) and i and not tokens[i - 1].tags & TRIGGER:
        return None  # "إلى سبعة والجرحى إلى 38"
    for at, (_quantity, end) in sentence.quantities.items():
        if at < i and end <= i + 1 and all(_before_noun(token) for token in tokens[end:i]):
            counted = people_of.parse(sentence, at)
            if counted is not None and counted.end >= end:
                return counted
    return None


def _before_noun(token: Token) -> bool:
    """Whether the token may stand between a number and the noun that it counts: "20 قتيلا ومصابا"."""
    if token.text in _BEFORE_NOUN:
        return True
    return (
        bool(token.tags & TRIGGER) and token.word is not None and token.word.core.removesuffix("ا") in _DEAD_OR_WOUNDED
    )


def _vague_before(sentence: Sentence, i: int) -> People | None:
    """The people whose vague quantity stands before the noun at `i`: "عشرات القتلى", "عدد من الجرحى"."""
    tokens = sentence.tokens
    for k in (i - 1, i - 2):
        noun = tokens[k].word if k >= 0 else None
        if noun is not None and noun.core in people_of.VAGUE and (k == i - 1 or tokens[i - 1].text == "من"):
            return people_of.parse(sentence, k)
    return None


def _idafa_follows(tokens: list[Token], i: int) -> bool:
    """Whether a noun of what they fell to follows and then the total: "ارتفاع عدد ضحايا التفجيرين إلى 80"."""
    return any(token.text in _REACHING for token in tokens[i + 1 : i + 11])


def _reaches_before(tokens: list[Token], k: int) -> bool:
    """Whether a verb of reaching governs the toll at `k`, or the number stands before it: "تجاوز عدد قتلى الاحتجاجات 400", "ارتفع إلى 600
    عدد قتلى"."""
    if k > 1 and tokens[k - 2].text == "الي" and people_of.bare_number(tokens[k - 1].text) is not None:
        return True
    return k > 0 and one_of(tokens[k - 1].text, _REACHED, "وف")


def number_behind(grammar: SentenceGrammar, i: int) -> People | None:
    """ "الجرحى الثلاثة", "المصابون المصريون الثلاثة", "القتلى الـ15": a definite casualty noun with a definite number behind it."""
    tokens = grammar.tokens
    quantities = grammar.sentence.quantities
    for k in range(i + 1, min(len(tokens), i + 4)):
        known = quantities.get(k)
        if known is not None and (tokens[k].text.startswith("ال") or tokens[k - 1].text == "ال"):
            quantity, end = known
            found = People(grammar.sentence, i, end, head=i, definite=True)
            found.low, found.high, found.precision = quantity.low, quantity.high, quantity.precision
            found.number, found.number_span = MANY, (k, end)
            return found
        word = tokens[k].word
        if tokens[k].text != "ال" and (word is None or not word.definite or word.conjunction or word.preposition):
            return None
    return None


def read_between(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry, word: Word) -> bool:
    """Reads "سقط 70 شخصا بين قتيل وجريح"; False where no people stand before بين, or nothing is joined to the noun."""
    tokens, i = grammar.tokens, reading.first
    if entry.lemma not in _EITHER:
        return False
    between = next((k for k in range(i - 1, max(-1, i - 5), -1) if tokens[k].text in _BETWEEN), None)
    if between is None:
        return False
    pair = i + 1 if not word.conjunction else i - 1  # "بين قتيل وجريح", not "تسللوا بين الجرحى"
    second = max(i, pair)
    if second >= len(tokens) or not tokens[second].text.startswith("و") or not tokens[pair].tags & TRIGGER:
        return False
    start = grammar.clause_start(between)
    before = [p for p in grammar.phrases if p.end <= between and p.first >= start]
    fall = next((k for k in range(between) if one_of(tokens[k].text, FALLS, "وف")), between - 1)
    aboard = grammar.those_within(fall + 1)
    if aboard is not None and aboard.end <= between:
        before.append(aboard)  # "سقط كل من فيها بين قتيل وجريح"
    if not before:
        return False
    reading.victims = before[-1]
    reading.undivided = True
    reading.rule = "between dead and wounded"
    return True


def another_kind(tokens: list[Token], k: int, kind: str) -> bool:
    """Whether a noun for casualties of another kind stands at `k`, joined to the one beside it."""
    word = tokens[k].word if k < len(tokens) else None
    if (
        word is None
        or word.definite
        or not (word.conjunction or (k + 1 < len(tokens) and tokens[k + 1].text[0] == "و"))
    ):
        return False
    return any(entry.kind != kind for entry in word.entry.casualties())


def shares_number(reading: Reading) -> bool:
    """Whether a counted casualty noun shares its number with another ("عشرات القتلى والجرحى")."""
    tokens = reading.sentence.tokens
    i = reading.first
    own = tokens[i].word
    for k in (i + 1, i - 1):
        if (
            0 <= k < len(tokens)
            and tokens[k].tags & TRIGGER
            and (word := tokens[k].word) is not None
            and k not in reading.sentence.quantities
        ):
            if not word.entry.casualties():
                continue
            if k == i + 1 and (
                not word.conjunction or k + 1 in reading.sentence.openings or k + 1 in reading.sentence.quantities
            ):
                continue  # "13 قتيلا وإصابة 23": the second has a number of its own
            if k == i - 1 and not (own is not None and own.conjunction):
                continue
            if word.definite == (own is not None and own.definite):
                singular = any(e.person == "1" for e in word.entry.casualties())
                if k == i + 1 and not word.definite and not (singular and _counts_both(reading, word)):
                    # "12 قتيلا وجرحى": the second stands for itself
                    continue
                return True
    return False


def _counts_both(reading: Reading, second: Word) -> bool:
    """Whether the number before the trigger counts the noun coordinated with it too: "300 قتيل وجريح", "90 قتيلا وجريحا" (numbers
    from 11 on take the accusative, so that a wounded man of his own would look the same; newspapers do not write that)."""
    victims = reading.victims
    low = (victims.low or victims.high or 0) if victims is not None else 0
    first = reading.sentence.tokens[reading.first]
    return not second.text.endswith("ا") or (first.text.endswith("ا") and low > 10)
