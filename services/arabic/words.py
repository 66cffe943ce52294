"""Cuts folded text into words and runs of digits, with their places and with what stands between them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

# Digits with the separators inside them ("1,500", "3.5", "5.000.000") are one word; letters and digits that touch are two.
# Possessive: no word is read twice, whatever the length of the input.
_WORD: Final = re.compile(r"(\d++(?:[.,']\d++)*+|[^\W\d_]++)")
_SPACE: Final = frozenset((" ", "", "  "))
# A gap inside a phrase may hold quotation marks and brackets too ("(14) جنديا", 'الـ"30"').
_SOFT_GAP: Final = re.compile(r"[ \"'()\[\]]{0,4}")


class Words:
    """The words of `folded[start:end]`.

    texts: the words. gaps: what stands before each word, and after the last one; so `gaps[i]` is between words i-1 and i,
    and there is one gap more than words. The code points of the words are made when `span` first asks for them.
    """

    __slots__ = ("_bounds", "_offset", "_parts", "gaps", "texts")

    def __init__(self, folded: str, start: int = 0, end: int | None = None) -> None:
        """Raises nothing; an empty stretch has no words."""
        self._parts = parts = _WORD.split(folded if start == 0 and end is None else folded[start:end])
        self._offset = start
        self._bounds: list[int] | None = None
        self.texts = parts[1::2]
        self.gaps = parts[::2]

    def __len__(self) -> int:
        return len(self.texts)

    def start(self, index: int) -> int:
        """Where word `index` begins in the folded text."""
        return self._all_bounds()[2 * index + 1]

    def end(self, index: int) -> int:
        """Where word `index` ends in the folded text."""
        return self._all_bounds()[2 * index + 2]

    def joined(self, index: int) -> bool:
        """Whether word `index` and one before it are there, with nothing or only a space between them."""
        return 0 < index < len(self.texts) and self.gaps[index] in _SPACE

    def softly_joined(self, index: int) -> bool:
        """As `joined`, with quotation marks and brackets allowed as well."""
        if not 0 < index < len(self.texts):
            return False
        gap = self.gaps[index]
        return gap in _SPACE or _SOFT_GAP.fullmatch(gap) is not None

    def _all_bounds(self) -> list[int]:
        if self._bounds is None:
            self._bounds = list(accumulate(map(len, self._parts), initial=self._offset))
        return self._bounds
