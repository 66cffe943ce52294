"""What each word means to the reader of dates: weekday, month, unit of time, part of a day, qualifier, number of a day.

The words live in data/time_words.tsv, data/months.tsv and data/dated_names.tsv, in ordinary spelling, and are folded when loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final, Literal

from services.arabic.normalize import normalize
from services.arabic.number_lexicon import number_lexicon, splits
from services.arabic.tables import Row, read_table

Calendar = Literal["gregorian", "hijri"]

_REMEMBERED_WORDS: Final = 50_000
_LONGEST_REMEMBERED: Final = 24
# Classes of data/time_words.tsv at which an expression can begin.
_ANCHORS: Final = frozenset(
    ("weekday", "unit", "part", "ago", "after", "during", "season", "decade", "fraction", "opener")
)
_COUNTING_ROLES: Final = frozenset(("unit", "ten", "teen", "tens"))
_ORDINALS: Final = {
    word: value
    for value, words in enumerate(
        (
            "اول اولي حادي حاديه",
            "ثاني ثان ثانيه",
            "ثالث ثالثه",
            "رابع رابعه",
            "خامس خامسه",
            "سادس سادسه",
            "سابع سابعه",
            "ثامن ثامنه",
            "تاسع تاسعه",
            "عاشر عاشره",
        ),
        1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month. rest: the words after the first ("الثاني" of "كانون الثاني"). alone: whether the name needs no other sign."""

    calendar: Calendar
    number: int
    rest: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A class of time_words.tsv with its value, for the words after the first."""

    rest: tuple[str, ...]
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class DateWord:
    """What a word means.

    stem, particles, article, kept: as in `number_lexicon.Meaning`. kinds: its classes with their values. months and phrases: what
    may begin here, the longest first. ordinal: "الخامس" is 5. head: "head" or "event" of dated_names.tsv; names: whole
    names that begin here. anchor: whether a time expression can begin at this word.
    """

    stem: str
    particles: str
    article: bool
    kept: int
    kinds: dict[str, str] = field(default_factory=dict)
    months: tuple[MonthName, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    ordinal: int | None = None
    head: str | None = None
    names: tuple[tuple[str, ...], ...] = ()
    digits: bool = False
    anchor: bool = False


def _rows(name: str, *columns: str) -> Iterator[Row]:
    text = resources.files("services.arabic").joinpath("data", name).read_text(encoding="utf-8")
    return read_table(text, name, columns)


def _spellings(cell: str) -> list[str]:
    return list(dict.fromkeys(normalize(part.strip()).text for part in cell.split(",") if part.strip()))


class DateVocabulary:
    """The tables by first folded word."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, str]] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        self.months: dict[str, list[MonthName]] = {}
        self.heads: dict[str, str] = {}
        self.names: dict[str, list[tuple[str, ...]]] = {}
        self.after_day: set[str] = set()
        for row in _rows("time_words.tsv", "class", "value", "words"):
            for words in _spellings(row["words"]):
                first, *rest = words.split(" ")
                if rest:
                    self.phrases.setdefault(first, []).append(Phrase(tuple(rest), row["class"], row["value"]))
                else:
                    self.kinds.setdefault(first, {}).setdefault(row["class"], row["value"])
        for row in _rows("months.tsv", "number", "calendar", "names", "alone"):
            for words in _spellings(row["names"]):
                first, *rest = words.split(" ")
                name = MonthName(row["calendar"], int(row["number"]), tuple(rest), row["alone"] == "yes")  # type: ignore[arg-type]
                self.months.setdefault(first, []).append(name)
        for row in _rows("dated_names.tsv", "class", "words"):
            for words in _spellings(row["words"]):
                first, *rest = words.split(" ")
                if row["class"] == "name":
                    self.names.setdefault(first, []).append(tuple(rest))
                elif row["class"] == "after":
                    self.after_day.add(words)
                else:
                    self.heads.setdefault(words, row["class"])
        for phrases in self.phrases.values():
            phrases.sort(key=lambda entry: -len(entry.rest))
        for months in self.months.values():
            months.sort(key=lambda entry: -len(entry.rest))
        self._known = frozenset().union(self.kinds, self.phrases, self.names, self.months, _ORDINALS, self.heads)

    def meaning(self, word: str) -> DateWord | None:
        """What `word` means, or None."""
        if word[0].isdecimal():
            return DateWord(word, "", False, 0, digits=True, anchor=True)
        for stem, particles, article, kept in splits(word):
            if stem.startswith("ال") and len(stem) > 3:  # `_stem` looks up the word with the article as well
                stem, article = stem[2:], True
            found = self._stem(stem, particles, article, kept)
            if found is not None:
                return found
        # Number words open dates too ("الثلاثين من يونيو", "الثلاثة أيام الماضية").
        number = number_lexicon()[word]
        if number is not None and number.number is not None and number.number.role in _COUNTING_ROLES:
            return DateWord(number.stem, number.particles, number.article, number.kept, anchor=True)
        return None

    def _stem(self, stem: str, particles: str, article: bool, kept: int) -> DateWord | None:
        if stem not in self._known and not (article and "ال" + stem in self._known):
            return None  # most words
        kinds: dict[str, str] = {}
        phrases: list[Phrase] = []
        names: list[tuple[str, ...]] = []
        months: list[MonthName] = []
        for form in ("ال" + stem, stem) if article else (stem,):  # "الذي" is no month, though "ذي القعدة" is one
            kinds = {**self.kinds.get(form, {}), **kinds}
            phrases += self.phrases.get(form, ())
            names += self.names.get(form, ())
            months += (name for name in self.months.get(form, ()) if not (article and form == stem and name.rest))
        ordinal, head = _ORDINALS.get(stem), self.heads.get(stem)
        if not (kinds or phrases or names or months or ordinal or head):
            return None
        anchor = (
            not _ANCHORS.isdisjoint(kinds)
            or "day" in kinds
            or bool(months)
            or ordinal is not None
            or any(phrase.kind in ("day", "vague") for phrase in phrases)
        )
        return DateWord(
            stem,
            particles,
            article,
            kept,
            kinds,
            tuple(months),
            tuple(phrases),
            ordinal,
            head,
            tuple(names),
            False,
            anchor,
        )


class _Remembered(dict[str, "DateWord | None"]):
    """Meanings by word; a missing one is worked out and, while there is room, kept."""

    def __init__(self, vocabulary: DateVocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> DateWord | None:
        meaning = self._vocabulary.meaning(word)
        if len(self) < _REMEMBERED_WORDS and len(word) <= _LONGEST_REMEMBERED:
            self[word] = meaning
        return meaning


@cache
def date_vocabulary() -> DateVocabulary:
    """The tables, read once."""
    return DateVocabulary()


@cache
def date_lexicon() -> dict[str, DateWord | None]:
    """The lexicon: `date_lexicon()[word]` is what a folded word means, or None."""
    return _Remembered(date_vocabulary())
