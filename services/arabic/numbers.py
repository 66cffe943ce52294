"""Quantities of people in Arabic text: digits, number words, duals, singular and plural nouns, each with bounds and precision.

A number is read (`cardinals`), its modifiers are found (`number_modifiers`), what it counts is judged (`counted`); a noun of people
without a number is a quantity too (`noun_quantities`). Low, high and precision follow GUIDELINES.md "Counts". The costlier error is
a number that counts no people (an age, a date, a rank, a price).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from services.arabic.counted import CountedReader
from services.arabic.normalize import normalize
from services.arabic.noun_quantities import NounQuantityReader
from services.arabic.number_quantities import NumberQuantityReader, NumberReading
from services.arabic.number_sentence import NumberSentence
from services.arabic.quantity import Precision, Quantity

__all__ = ["Precision", "Quantity", "parse_numbers", "quantities"]

# A tatweel between numbers is a dash ("20ـ30"); folding would delete it and join the digits.
_TATWEEL_AS_DASH: Final = re.compile(r"(?<=\d)( ?)(ـ++)( ?)(?=\d)")


def parse_numbers(text: str) -> list[Quantity]:
    """The quantities of people in any text, in order; spans count its code points."""
    normalized = normalize(_TATWEEL_AS_DASH.sub(lambda match: match[1] + "-" * len(match[2]) + match[3], text))
    return [
        _in_original(quantity, normalized.original)
        for quantity in quantities(normalized.text, original=normalized.original_text)
    ]


def quantities(
    folded: str, start: int = 0, end: int | None = None, *, original: Callable[[int, int], str] | None = None
) -> list[Quantity]:
    """The quantities of people in `folded[start:end]`, in order, none overlapping; spans count code points of `folded`.

    original: gives the unfolded text of a folded span (`Normalized.original_text`); its vowels tell a dual from a plural
    ("مدنيَين").
    """
    sentence = NumberSentence(folded, start, end, original)
    hits = sentence.hits()
    if not hits:
        return []
    sentence.words.mark()
    counted = CountedReader(sentence.words, sentence.meanings)
    numbers = NumberQuantityReader(sentence, counted)
    nouns = NounQuantityReader(sentence, counted, numbers)
    readings: list[NumberReading] = []
    position = people_until = 0
    for index in hits:
        if index < position:
            continue
        coordinated = index == people_until > 0 or _behind_genitive(sentence, index, people_until)
        reading = _read_at(sentence, numbers, nouns, index, coordinated=coordinated)
        if reading is None:
            position = index + 1
            continue
        readings.append(reading)
        position = max(reading.next, index + 1)
        if reading.quantity is not None:
            people_until = sentence.floor = position
    return _with_shared_units(readings)


def _behind_genitive(sentence: NumberSentence, index: int, people_until: int) -> bool:
    """Whether only a definite genitive stands between counted people and someone of theirs ("نائب المحافظ وسائقه")."""
    meaning = sentence.meanings[index]
    if meaning is None or not meaning.pronoun or people_until == 0 or index != people_until + 1:
        return False
    return sentence.words.tight[index] and sentence.words.texts[people_until].startswith("ال")


def _read_at(
    sentence: NumberSentence, numbers: NumberQuantityReader, nouns: NounQuantityReader, index: int, *, coordinated: bool
) -> NumberReading | None:
    meaning = sentence.meanings[index]
    assert meaning is not None
    reading = None
    if meaning.number is not None:
        reading = numbers.read(index)
    if reading is None and meaning.vague is not None:
        reading = nouns.read_vague(index)
    if reading is None and (meaning.people is not None or meaning.phrases):
        reading = nouns.read(index, coordinated=coordinated)
    return reading


def _with_shared_units(readings: list[NumberReading]) -> list[Quantity]:
    """The quantities, without the numbers that share the unit of a later one ("5 و6 أيام")."""
    kept: list[Quantity] = []
    unit = False
    for reading in reversed(readings):
        unit = reading.unit or (reading.shares and unit)
        if reading.quantity is not None and not unit:
            kept.append(reading.quantity)
    return kept[::-1]


def _in_original(quantity: Quantity, original: Callable[[int, int], tuple[int, int]]) -> Quantity:
    start, end = original(quantity.start, quantity.end)
    number_start, number_end = original(quantity.number_start, quantity.number_end)
    noun_start = noun_end = None
    if quantity.noun_start is not None and quantity.noun_end is not None:
        noun_start, noun_end = original(quantity.noun_start, quantity.noun_end)
    return Quantity(
        start,
        end,
        quantity.low,
        quantity.high,
        quantity.precision,
        number_start,
        number_end,
        noun_start,
        noun_end,
        quantity.modifier,
    )
