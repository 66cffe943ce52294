"""Dead and wounded told as cases: "حالتي وفاة", "ثلاث حالات إصابة"."""

from __future__ import annotations

from services.claims import people as people_of
from services.claims.inflection import MANY, ONE, TWO
from services.claims.people import People
from services.claims.reading import Reading

_CASES = {"حاله": ONE, "حالتي": TWO, "حالتين": TWO, "حالتان": TWO, "حالتا": TWO, "حالات": MANY}


def read_cases(reading: Reading) -> int | None:
    """Reads the trigger with the noun of cases before it; the number that the noun tells, None where it is no such noun."""
    tokens = reading.sentence.tokens
    case = tokens[reading.first - 1].word if reading.first else None
    if case is None or case.core not in _CASES:
        return None
    number = _CASES[case.core]
    reading.victims = People(reading.sentence, reading.first - 1, reading.first + 1, head=reading.first)
    people_of.set_number(reading.victims, number)
    reading.rule = "cases"
    return number
