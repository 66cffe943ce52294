"""The type of a quantity of people."""

from __future__ import annotations

from typing import Literal, NamedTuple

Precision = Literal["exact", "approximate", "at_least", "at_most", "range", "vague"]


class Quantity(NamedTuple):
    """How many people a stretch of text speaks of: `low` to `high` inclusive, None where the text sets no bound.

    start, end: all the words that state it: modifiers, number, and the noun where the noun states the number (a dual, a
        singular, a plural) or lies before a modifier ("30 قتيلا على الأقل").
    number_start, number_end: the number alone, without modifiers; the noun where that states the number.
    noun_start, noun_end: the noun of people that is counted, with its adjectives, or None ("مقتل 30").
    modifier: "approximate", "at_least", "at_most", "range" or None.

    Offsets count code points, of the folded text in `numbers.quantities` and of the text as given in `numbers.parse_numbers`;
    attached particles ("و", "ف", "ب", "ل", "ك") stay outside, the article inside.

    (A named tuple, because making a frozen dataclass of ten fields costs as much as finding what goes into it.)
    """

    start: int
    end: int
    low: int | None
    high: int | None
    precision: Precision
    number_start: int
    number_end: int
    noun_start: int | None = None
    noun_end: int | None = None
    modifier: str | None = None
