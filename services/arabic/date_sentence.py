"""A sentence as the readers of dates see it: its words, what each means, and the time of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.arabic.cardinals import Cardinal, CardinalReader
from services.arabic.date_lexicon import DateWord, Phrase, date_lexicon
from services.arabic.number_lexicon import Meaning, meanings_of, number_lexicon
from services.arabic.periods import Period
from services.arabic.words import words_between

_PARTICLE_WORDS: Final = frozenset(("ال", "لل", "وال", "بال", "ب", "ل", "و"))


@dataclass(slots=True)
class Time:
    """A time expression at the words `first` to `stop` (exclusive).

    tag: what it is: "day", "weekday", "date" (a day of a month), "month", "year", "period", "ago", "vague".
    weekday: 0 (Monday) to 6 where the words name it. open_year: a day or month whose year the words leave open.
    calendar: of a date, month or year. named: whether names such as "ثورة 25 يناير" can hold it.
    """

    first: int
    stop: int
    period: Period
    tag: str
    weekday: int | None = None
    open_year: bool = False
    calendar: str = "gregorian"
    named: bool = True

    def since(self, first: int) -> Time:
        """The same, beginning with word `first`."""
        return self.changed(first, self.stop, self.period)

    def until(self, stop: int) -> Time:
        """The same, ending before word `stop`."""
        return self.changed(self.first, stop, self.period)

    def changed(self, first: int, stop: int, period: Period) -> Time:
        """The same with other words and another period. (`dataclasses.replace` takes ten times as long.)"""
        return Time(first, stop, period, self.tag, self.weekday, self.open_year, self.calendar, self.named)


class DateSentence:
    """The words of a stretch of folded text, the meaning of each (None where no table has it), and "now"."""

    __slots__ = ("_cardinals", "_original", "meanings", "now", "today", "words")

    def __init__(
        self,
        folded: str,
        published: datetime,
        start: int = 0,
        end: int | None = None,
        original: Callable[[int, int], str] | None = None,
    ) -> None:
        self._original = original
        self.words = words_between(folded, start, end)
        self.meanings: list[DateWord | None] = list(map(date_lexicon().__getitem__, self.words.texts))
        self.now = published
        self.today: date = published.date()
        self._cardinals: CardinalReader | None = None

    def __len__(self) -> int:
        return self.words.count

    def original(self, index: int) -> str:
        """Word `index` as the text had it before folding, where that is known; else the folded word."""
        if self._original is None:
            return self.words.texts[index]
        return self._original(self.words.start(index), self.words.end(index))

    def text(self, index: int) -> str:
        """Word `index` if it is softly joined to the one before it, else ""."""
        return self.words.texts[index] if self.words.soft[index] else ""

    def value(self, index: int, kind: str) -> str | None:
        """The value of word `index` in class `kind`, or None; no particles may be attached to it."""
        if not self.words.soft[index]:
            return None
        meaning = self.meanings[index]
        return None if meaning is None or meaning.particles else meaning.kinds.get(kind)

    def phrase(self, index: int, kind: str) -> tuple[Phrase, int] | None:
        """The longest phrase of class `kind` that begins at word `index`, and where it ends."""
        meaning = self.meanings[index]
        if meaning is None:
            return None
        for phrase in meaning.phrases:
            if phrase.kind == kind and self.follows(index + 1, phrase.rest):
                return phrase, index + 1 + len(phrase.rest)
        return None

    def follows(self, index: int, rest: tuple[str, ...]) -> bool:
        """Whether the words `rest` stand at `index`, joined."""
        stop = index + len(rest)
        return tuple(self.words.texts[index:stop]) == rest and all(self.words.soft[index:stop])

    def past_dayparts(self, at: int) -> int:
        """Behind the parts of a day and "يوم" at word `at`."""
        while at < self.words.count and self.words.soft[at + 1]:
            meaning = self.meanings[at]
            if meaning is None or not ("daypart" in meaning.kinds or meaning.kinds.get("unit") == "day:1"):
                break
            at += 1
        return at

    def cardinal(self, index: int) -> Cardinal | None:
        """The number at word `index` ("ثلاثة", "24", "الـ24")."""
        texts = self.words.texts
        while index < len(texts) and texts[index] in _PARTICLE_WORDS and self.words.soft[index + 1]:
            index += 1
        if index >= len(texts):
            return None
        if self._cardinals is None:
            self._cardinals = CardinalReader(self.words, meanings_of(self.words))
        return self._cardinals.read(index)

    def number_meaning(self, index: int) -> Meaning | None:
        """What word `index` means to the reader of numbers."""
        return number_lexicon()[self.words.texts[index]]
