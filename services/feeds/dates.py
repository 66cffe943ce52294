"""The dates of feeds and pages: ISO 8601, RFC 822, and what Arabic sites write instead.

The reader takes a date apart into words and numbers instead of trying formats one after another: day names and words
that it
does not know are passed over, month names come from `data/date_words.tsv`, and what remains must be one date and at
most one
time. The costlier error is a wrong date, so what stays ambiguous is refused: `08/07/2017` is read day first, as all
Arabic
countries write it, and year first where the year is first; two digits are a year only where RFC 822 has them, behind an
English month and before the time.

Known failure: a Hijri date (1447) is refused, as is any year outside 1990 to 2100.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from services.arabic.normalize import normalize
from services.feeds.documents import FeedDate

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 120  # characters; what is longer is no date
UNIX_SECONDS = re.compile(r"\d{9,10}")
UNIX_MILLISECONDS = re.compile(r"\d{12,13}")
_TIME = re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})(?:\s?:\s?(?P<second>\d{2})(?:[.,]\d+)?)?")
_OFFSET = re.compile(r"(?P<name>(?:gmt|utc)\s?)?(?P<sign>[+-])\s?(?P<hour>\d{1,2}):?(?P<minute>\d{2})?(?!\d)", re.I)
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?P<a>\d{1,4})\s?(?P<mark>[/.-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<c>\d{1,4})(?!\d)"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
# The T of ISO 8601 between digits, and an ordinal ("8th").
_TWO_DIGIT_YEAR = re.compile(r"(?<!\d)(\d{1,2}) ([a-z]{3,9}) (\d{2})(?= \d{1,2}:)")
_GLUE = re.compile(r"(?<=\d)(?:t(?=\d)|(?:st|nd|rd|th)\b)")


def parse_feed_date(text: str | None, assumed_zone: tzinfo = UTC) -> FeedDate | None:
    """The date, or None for what cannot be read with certainty. `assumed_zone` holds where the text names none."""
    if not text or len(text) > LONGEST:
        return None
    return _parse(text.strip(), assumed_zone)


@lru_cache(maxsize=4096)
def _parse(text: str, assumed_zone: tzinfo) -> FeedDate | None:
    if UNIX_SECONDS.fullmatch(text) or UNIX_MILLISECONDS.fullmatch(text):
        seconds = int(text) / (1 if len(text) <= 10 else 1000)
        return _checked(datetime.fromtimestamp(seconds, UTC), zoned=True)
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return _parse_words(_fold(text), assumed_zone)
    if not re.match(r"\d{4}-?\d\d-?\d\d", text):
        return None  # weeks and ordinals of ISO 8601: digits that no feed means as a date
    zoned = value.tzinfo is not None
    return _checked(value if zoned else value.replace(tzinfo=assumed_zone), zoned=zoned)


def _parse_words(folded: str, assumed_zone: tzinfo) -> FeedDate | None:
    """Reads a folded date piece by piece; every number must have found its meaning at the end."""
    clock, rest = _take_time(_GLUE.sub(" ", _TWO_DIGIT_YEAR.sub(r"\1 \2 20\3", folded)))
    months, halves, zones = _words()
    zone, rest = _take_zone(rest, zones) if clock is not None else (None, rest)
    day = _take_numeric_date(rest) or _take_named_date(rest, months)
    if day is None:
        return None
    hour, minute, second = clock or (0, 0, 0)
    half = {halves[word] for word in _WORD.findall(rest) if word in halves}
    if len(half) == 1 and hour <= 12:
        hour = hour % 12 + (12 if half == {"pm"} else 0)
    extra_day = hour == 24 and minute == second == 0
    try:
        value = datetime(*day, 0 if extra_day else hour, minute, min(second, 59), tzinfo=zone or assumed_zone)
    except ValueError:
        return None
    return _checked(value + timedelta(days=extra_day), zoned=zone is not None)


def _take_time(text: str) -> tuple[tuple[int, int, int] | None, str]:
    found = _TIME.search(text)
    if found is None:
        return None, text
    clock = (int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    # A bar keeps apart what the time stood between; the offset is looked for right behind it.
    return clock, f"{text[: found.start()]} | {text[found.end() :]}"


def _take_zone(text: str, zones: dict[str, int]) -> tuple[timezone | None, str]:
    before, _, after = text.partition("|")
    offset = _OFFSET.search(after)
    # "-08-2017" behind a time is the rest of a date, not an offset
    if offset and not _NUMERIC_DATE.search(after):
        minutes = int(offset["hour"]) * 60 + int(offset["minute"] or 0)
        if len(offset["hour"]) > 2 or minutes > 15 * 60:
            return None, text
        zone = timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
        return zone, f"{before} | {after[: offset.start()]} {after[offset.end() :]}"
    words = _WORD.findall(after) + _WORD.findall(before)
    for size in (2, 1):
        for index in range(len(words) - size + 1):
            minutes_east = zones.get(" ".join(words[index : index + size]))
            if minutes_east is not None:
                return timezone(timedelta(minutes=minutes_east)), text
    return None, text


def _take_numeric_date(text: str) -> tuple[int, int, int] | None:
    found = _NUMERIC_DATE.search(text)
    if found is None:
        return None
    first, middle, last = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) == 4:
        return first, middle, last
    if len(found["c"]) != 4:
        return None
    # Day first, unless that cannot be.
    return (last, first, middle) if middle > 12 >= first else (last, middle, first)


def _take_named_date(text: str, months: dict[str, int]) -> tuple[int, int, int] | None:
    words = _WORD.findall(text)
    pairs = [" ".join(pair) for pair in pairwise(words)]
    named = {months[word] for word in pairs if word in months} or {months[word] for word in words if word in months}
    numbers = _NUMBER.findall(text)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(named) != 1 or len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None
    return int(years[0]), named.pop(), int(days[0])


def _checked(value: datetime, *, zoned: bool) -> FeedDate | None:
    return FeedDate(value=value, zoned=zoned) if FIRST_YEAR <= value.year <= LAST_YEAR else None


def _fold(text: str) -> str:
    return normalize(text).text.lower()


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, int], dict[str, str], dict[str, int]]:
    """Months, halves of the day and zones by folded word (`data/date_words.tsv`)."""
    tables: dict[str, dict[str, str]] = {"month": {}, "half": {}, "zone": {}}
    lines = files("services.feeds").joinpath("data/date_words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for kind, word, value, _ in rows[1:]:
        tables[kind][_fold(word)] = value
    return (
        {word: int(value) for word, value in tables["month"].items()},
        tables["half"],
        {word: int(value) for word, value in tables["zone"].items()},
    )
