"""Dead and wounded told as cases: "حالتي وفاة", "ثلاث حالات إصابة"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.constructions.exposure import exposed_people
from services.claims.lexicon import SUBSET, TRIGGER, VERB, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Sentence, Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

# the noun that ambulances count by, and how many it tells
CASES = {"حاله": ONE, "حالتي": TWO, "حالتين": TWO, "حالتان": TWO, "حالتا": TWO, "حالات": MANY}


def read_cases(reading: Reading) -> int | None:
    """Reads the trigger with the noun of cases before it; the number that the noun tells, None where it is no such noun."""
    tokens = reading.sentence.tokens
    case = tokens[reading.first - 1].word if reading.first else None
    if case is None or case.core not in CASES:
        return None
    number = CASES[case.core]
    reading.victims = People(reading.sentence, reading.first - 1, reading.first + 1, head=reading.first)
    people_of.set_number(reading.victims, number)
    reading.rule = "cases"
    return number


def read_cases_after(reading: Reading) -> bool:
    """Reads "وفاة حالتين", "إصابة حالة واحدة", "إصابة ثلاث حالات"; False where no cases follow the trigger."""
    sentence = reading.sentence
    tokens = sentence.tokens
    k = reading.first + 1
    if k >= len(tokens):
        return False
    count = people_of.bare_number(tokens[k].text)
    noun = k if count is None else k + 1
    if noun >= len(tokens) or tokens[noun].text not in CASES or (count is None) == (tokens[noun].text == "حالات"):
        return False
    reading.victims = People(sentence, k, noun + 1, head=noun)
    people_of.set_number(reading.victims, CASES[tokens[noun].text])
    if count is not None:
        reading.victims.low = reading.victims.high = count
        reading.victims.precision, reading.victims.number_span = "exact", (k, k + 1)
    reading.rule = "cases"
    return True


def _number_before(sentence: Sentence, *ends: int) -> int | None:
    """The first token of the number that ends before one of the tokens."""
    return next((first for first, (_, end) in sentence.quantities.items() if end in ends), None)


def counted_cases(reading: Reading) -> bool:
    """Reads "15 حالة اختناق", "حالتي تسمم": the number of cases before the trigger; False where none stands there."""
    sentence, noun = reading.sentence, reading.first - 1
    case = sentence.tokens[noun].word if noun >= 0 else None
    harm = sentence.tokens[reading.first].word
    if case is None or case.core not in CASES or case.definite or case.pronoun or harm is None or harm.definite:
        return False
    number = _number_before(sentence, noun)
    if number is None:
        if CASES[case.core] != TWO:
            return False
        read_cases(reading)
        return True
    reading.victims = people_of.parse(sentence, number)
    reading.rule = "cases"
    return reading.victims is not None


def read_both_cases(reading: Reading) -> bool:
    """Reads either trigger of "7 حالات وفاة وإصابة", "50 وفاة وإصابة": one number for both, nobody says how it divides."""
    sentence = reading.sentence
    tokens = sentence.tokens
    i = reading.first
    first = i - 1 if i and _joins(tokens[i]) and tokens[i - 1].tags & TRIGGER else i
    second = first + 1
    if second >= len(tokens) or not _joins(tokens[second]) or tokens[first].word is None or i not in (first, second):
        return False
    lemmas = {entry.lemma for k in (first, second) for entry in tokens[k].word.entry.triggers}  # type: ignore[union-attr]
    if not {"وفاه", "اصابه"} <= lemmas:
        return False
    number = first - 1
    if number > 0 and tokens[number].text in ("حالات", "حاله"):
        number -= 1
    count = people_of.bare_number(tokens[number].text) if number >= 0 else None
    if count is None:
        return False
    reading.victims = People(
        sentence,
        number,
        second + 1,
        low=count,
        high=count,
        precision="exact",
        number_span=(number, number + 1),
        number=MANY,
    )
    reading.undivided = True
    reading.rule = "cases"
    return True


def _joins(token: Token) -> bool:
    return bool(token.tags & TRIGGER) and token.word is not None and token.word.conjunction == "و"


_SEVERITY = word_set("severity")


def read_severe_cases(reader: Reader, reading: Reading) -> None:
    """Reads "3 حالات حرجة", "وحالة متوسطة" beside other casualties, or "نقل السائق بحالة خطرة"."""
    tokens = reading.sentence.tokens
    i = reading.first
    word = tokens[i].word
    reading.rule = "cases"
    if word is None or word.pronoun or word.definite or word.core not in CASES:
        reading.dropped = "label"
        return
    if _in_subset(tokens, i):
        reading.dropped = "tells of a part of people already counted"
        return
    if word.preposition == "ب":
        reading.victims = exposed_people(reader, reading.sentence, i)
    elif not word.preposition and not (i and tokens[i - 1].text in ("في", "الي", "من")):
        number = CASES[word.core]
        counted_to = i - 1 if i and tokens[i - 1].text == ")" else i  # "(8) حالات مصابة"
        before = _number_before(reading.sentence, i, counted_to)
        if before is not None:
            reading.victims = people_of.parse(reading.sentence, before)
        elif number != MANY and _tells_casualties(reading):
            reading.victims = People(reading.sentence, i, reading.last + 1, head=i)
            people_of.set_number(reading.victims, number)
    if reading.victims is None:
        reading.dropped = "no number"


def _in_subset(tokens: list[Token], i: int) -> bool:
    """Whether "منهم" stands before in the list of cases: "49 مصابا منهم 4 حالات خطيرة و15 حالة متوسطة"."""
    for token in reversed(tokens[max(0, i - 9) : i]):
        if token.tags & SUBSET or token.text in ("منهم", "منها"):
            return True
        if token.text in HARD_STOPS or token.tags & VERB:
            return False
    return False


def one_severe_case(reading: Reading) -> bool:
    """Whether "إصابة حرجة" is one item of a list of casualties: "حالتا وفاة، وإصابة حرجة"."""
    tokens = reading.sentence.tokens
    i = reading.first
    word = tokens[i].word
    opens = (word is not None and bool(word.conjunction)) or (i > 0 and tokens[i - 1].text in (",", ":", "-"))
    return opens and i + 1 < len(tokens) and tokens[i + 1].text in _SEVERITY and _tells_casualties(reading)


def _tells_casualties(reading: Reading) -> bool:
    """Whether another word of the sentence counts casualties or cases."""
    tokens = reading.sentence.tokens
    for k, token in enumerate(tokens):
        word = token.word
        if word is None or reading.first <= k <= reading.last:
            continue
        if token.tags & TRIGGER and any(e.kind in ("killed", "injured") for e in word.entry.triggers):
            return True
    return False
