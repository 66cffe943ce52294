"""Tables of cases for the readers of numbers and dates: unit tests and benches read the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from services.arabic.tables import read_table

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class NumberCase:
    """A text and the quantities in it: low, high (None: no bound) and precision, in order."""

    group: str
    text: str
    quantities: list[tuple[int | None, int | None, str]]


@dataclass(frozen=True)
class DateCase:
    """A text, its time of publication, and the time expressions in it: words, first and last day, precision, in order."""

    published: datetime
    text: str
    mentions: list[tuple[str, date | None, date | None, str]]


def number_cases() -> list[NumberCase]:
    """The rows of numbers.tsv."""
    return [
        NumberCase(row["group"], row["text"], [_quantity(part) for part in row.list("quantities")])
        for row in read_table(
            (FOLDER / "numbers.tsv").read_text("utf-8"), "numbers.tsv", ("group", "text", "quantities")
        )
    ]


def date_cases() -> list[DateCase]:
    """The rows of dates.tsv."""
    return [
        DateCase(
            datetime.fromisoformat(row["published"]), row["text"], [_mention(part) for part in row.list("mentions")]
        )
        for row in read_table((FOLDER / "dates.tsv").read_text("utf-8"), "dates.tsv", ("published", "text", "mentions"))
    ]


def _quantity(text: str) -> tuple[int | None, int | None, str]:
    bounds, precision = text.split(" ")
    low, high = bounds.split("..")
    return int(low) if low else None, int(high) if high else None, precision


def _mention(text: str) -> tuple[str, date | None, date | None, str]:
    words, _, value = text.rpartition(" = ")
    days, precision = value.split(" ")
    first, last = days.split("..")
    return words, date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, precision
