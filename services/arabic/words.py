"""Cuts folded text into words and runs of digits, with their places and with what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from services.arabic.number_lexicon import Meaning

# Digits with the separators inside them ("1,500", "3.5", "5.000.000") are one word; letters and digits that touch are two.
# Possessive: no word is read twice, whatever the length of the input.
# Arabic letters come first: nearly all words are theirs, and a range is quicker than the class of all letters.
_WORD: Final = re.compile(r"([ء-ي]++|\d++(?:[.,']\d++)*+|[^\W\d_]++)")
_SPACE: Final = frozenset((" ", "", "  "))
# A gap inside a phrase may hold quotation marks and brackets too ("(14) جنديا", 'الـ"30"').
# No pattern looks further than this beyond the last word.
_BEYOND: Final = (False,) * 16
_SOFT: Final = " \"'()[]"
_LONGEST_SOFT: Final = 4


@lru_cache(maxsize=32)
def words_between(folded: str, start: int, end: int | None) -> Words:
    """The words of `folded[start:end]`. Remembered: numbers and dates are read in the same sentences."""
    return Words(folded, start, end)


class Words:
    """The words of `folded[start:end]`.

    texts: the words. count: how many.

    After `mark`: gaps holds what stands before each word, and after the last one; so `gaps[i]` is between words i-1 and i,
    and there is one gap more than words. tight[i] says whether words i-1 and i are there with nothing or only a space
    between them; soft[i] allows quotation marks and brackets as well. Both lists are longer than there are words, so
    that looking a few words ahead needs no check.

    parts: what stands before each word and the word, by turns, then what stands behind the last one.

    meanings: what each word means as a number or a noun of people, None until somebody has looked the words up.

    The code points of the words are made when somebody first asks for them.
    """

    __slots__ = ("_bounds", "_marked", "_offset", "count", "gaps", "meanings", "parts", "soft", "texts", "tight")

    gaps: list[str]
    tight: list[bool]
    soft: list[bool]

    def __init__(self, folded: str, start: int = 0, end: int | None = None) -> None:
        """Raises nothing; an empty stretch has no words."""
        self.parts = parts = _WORD.split(folded if start == 0 and end is None else folded[start:end])
        self._offset = start
        self._bounds: list[int] | None = None
        self._marked = False
        self.meanings: list[Meaning | None] | None = None
        self.texts = parts[1::2]
        self.count = len(self.texts)

    def __len__(self) -> int:
        return self.count

    def mark(self) -> None:
        """Makes `gaps`, `tight` and `soft`. Separate, because a stretch without anything to read needs none of them."""
        if self._marked:
            return
        self._marked = True
        self.gaps = self.parts[::2]
        inner = self.gaps[1:-1]
        tight = [gap in _SPACE for gap in inner]
        self.tight = [False, *tight, *_BEYOND]
        if all(tight):
            self.soft = self.tight
        else:
            soft = [
                one or (len(gap) <= _LONGEST_SOFT and not gap.strip(_SOFT))
                for one, gap in zip(tight, inner, strict=True)
            ]
            self.soft = [False, *soft, *_BEYOND]

    def start(self, index: int) -> int:
        """Where word `index` begins in the folded text."""
        return self.bounds()[2 * index + 1]

    def end(self, index: int) -> int:
        """Where word `index` ends in the folded text."""
        return self.bounds()[2 * index + 2]

    def bounds(self) -> list[int]:
        """Where each of `parts` begins in the folded text, and where the last one ends."""
        if self._bounds is None:
            self._bounds = list(accumulate(map(len, self.parts), initial=self._offset))
        return self._bounds
