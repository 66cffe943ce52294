"""Finds the phrases of a vocabulary in folded text, at word boundaries and behind attached conjunctions and prepositions.

Names of places and actors are looked up by words, not by letters: a dictionary of first words tells how many words the longest
phrase beginning there has, then the longest phrase that the text holds wins. On a sentence this costs a few dictionary
look-ups a word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

# As `\W`: nearly all letters are in the range, which is quicker to ask than the class of all letters.
_BETWEEN_WORDS = re.compile(r"([^ء-ي\w]+)")
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_LONG = 200  # code points; shorter texts are names, and the words of them soon found
# Spellings whose readings are kept, about 10 MB at most.
REMEMBERED = 50_000

Word = tuple[str, int, int]
"""A word of a folded text with its first code point and the one after its last."""


def words_of(folded: str, start: int = 0, end: int | None = None) -> Sequence[Word]:
    """The words of `folded[start:end]`, punctuation left out."""
    if start == 0 and end is None and len(folded) > _LONG:
        return _all_words(folded)
    return _words(folded[start:end], start)


@lru_cache(maxsize=1)
def _all_words(folded: str) -> Sequence[Word]:
    # Places and actors each read a whole article more than once.
    return _words(folded, 0)


def _words(text: str, start: int) -> Sequence[Word]:
    # Splitting with the separators kept and adding up lengths stays in C; a loop over matches takes longer.
    parts = _BETWEEN_WORDS.split(text)
    ends = list(accumulate(map(len, parts), initial=start))
    words = list(zip(parts[::2], ends[:-1:2], ends[1::2], strict=True))
    if words and not words[-1][0]:
        words.pop()
    return words[1:] if words and not words[0][0] else words


class Stem(NamedTuple):
    """A word without attached particles. offset: code points from the word's start to the stem's.

    "للحوثيين" has the stem "الحوثيين" at offset 0: no copy without the preposition exists.
    """

    text: str
    particles: str
    offset: int


def stems(word: str) -> tuple[Stem, ...]:
    """The readings of a word, first as it stands, then without "و"/"ف", then without "ب"/"ل"/"ك" as well."""
    return tuple(Stem(*split) for split in splits(word))


def splits(word: str) -> list[tuple[str, str, int]]:
    """`stems` as plain tuples: most words begin no name, and nobody sees the readings of those."""
    found = [(word, "", 0)]
    if len(word) < 4:
        return found
    rest, particles = word, ""
    if word[0] in _CONJUNCTIONS:
        rest, particles = word[1:], word[0]
        found.append((rest, particles, 1))
    if rest[0] in _PREPOSITIONS and len(rest) > 3:
        offset = len(word) - len(rest)
        if rest.startswith("لل"):
            found.append(("ا" + rest[1:], particles + "ل", offset))
        found.append((rest[1:], particles + rest[0], offset + 1))
    return found


class PhraseHit(NamedTuple):
    """A phrase of the vocabulary in a folded text.

    start, end: the phrase's code points, attached particles left out (see `Stem`). particles: what was attached.
    index, size: its first word in the list of words, and how many words it has.

    (A named tuple, as `PlaceSpan` and `ActorSpan`: a frozen dataclass takes four times as long to make.)
    """

    start: int
    end: int
    phrase: str
    particles: str
    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody needs of a hit
    size: int


def _joined(folded: str, end: int, start: int) -> bool:
    """Whether a word that ends at `end` and one that begins at `start` may belong to one phrase."""
    if start == end + 1:
        return folded[end] in " -"
    return start <= end + 4 and not folded[end:start].strip(' -"()')


class PhraseTable:
    """A vocabulary of folded phrases, each one or more words joined by single spaces."""

    __slots__ = ("_longest", "_phrases", "_readings")

    def __init__(self, phrases: Iterable[str]) -> None:
        longest: dict[str, int] = {}
        known = set()
        for phrase in phrases:
            known.add(phrase)
            first, _, rest = phrase.partition(" ")
            size = rest.count(" ") + 2 if rest else 1
            if size > longest.get(first, 0):
                longest[first] = size
        self._longest = longest
        self._phrases = known
        self._readings: dict[str, tuple[Stem, ...]] = {}

    def readings(self, word: str) -> tuple[Stem, ...]:
        """The readings of a word (see `stems`) with which a phrase begins. Remembered: a newspaper uses few different words."""
        found = self._readings.get(word)
        if found is None:
            if len(self._readings) > REMEMBERED:
                self._readings.clear()
            longest = self._longest
            found = self._readings[word] = tuple([Stem(*split) for split in splits(word) if split[0] in longest])
        return found

    def longest(self, first: str) -> int:
        """How many words the longest phrase has that begins with this one."""
        return self._longest.get(first, 0)

    def first_words(self) -> Container[str]:
        """The words with which the phrases begin."""
        return self._longest

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._phrases

    def match(self, folded: str, words: Sequence[Word], index: int, stem: str) -> tuple[str, int] | None:
        """The longest phrase whose first word is `stem`, read at `words[index]`: the phrase and its number of words.

        Between the words of one phrase stand a space or a hyphen, and perhaps quotation marks or brackets.
        """
        longest = self._longest.get(stem)
        if longest is None:
            return None
        phrase, end, best, size = stem, words[index][2], None, 1
        if stem in self._phrases:
            best = (stem, 1)
        for word, at, word_end in words[index + 1 : index + longest]:
            if not _joined(folded, end, at):
                break
            phrase, end, size = f"{phrase} {word}", word_end, size + 1
            if phrase in self._phrases:
                best = (phrase, size)
        return best

    def match_any(self, folded: str, words: Sequence[Word], index: int) -> PhraseHit | None:
        """The longest phrase at `words[index]`, in the first reading of the word (see `stems`) that has one."""
        word, start, _ = words[index]
        for stem in self.readings(word):
            found = self.match(folded, words, index, stem.text)
            if found is not None:
                phrase, size = found
                return PhraseHit(start + stem.offset, words[index + size - 1][2], phrase, stem.particles, index, size)
        return None

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[PhraseHit]:
        """The phrases in `folded[start:end]` from left to right, the longest at each place, none overlapping."""
        words = words_of(folded, start, end)
        index = 0
        while index < len(words):
            hit = self.match_any(folded, words, index)
            if hit is None:
                index += 1
            else:
                yield hit
                index += hit.size
