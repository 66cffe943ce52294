"""Folding of Arabic orthography with an exact way back.

Every later step works on folded text and reports spans of the article as received. Folding is a table of single
characters (`data/orthography.tsv`), each replaced by one character, deleted, or (a ligature) replaced by several. So
the way back is a list of the deleted positions, or for text with rare characters the place each folded one came from.

Two ways lead to the same result. Text that consists of the characters of a code page (all but one in a hundred
newspaper articles) becomes one byte a character and is folded by `bytes.translate`. Any other text, emoji and lone
surrogates included, is folded by numpy with look-ups over all code points, a few times slower. Both take time and
memory linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import charmap_decode, charmap_encode
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from services.arabic import fold_table
from services.arabic.fold_table import DELETED_BYTE, PAGE, PAGE_FOLD, PAGE_MAP

_DELETED: Final = bytes([DELETED_BYTE])
_FEW: Final = 40  # deletions up to which a loop as far as needed is quicker than numpy; 19 articles in 20 have no more
_MARKS: Final = re.escape("".join(sorted(fold_table.MARKS)))
_CONTROLS: Final = re.escape("".join(sorted(fold_table.DELETED - fold_table.MARKS)))
# Possessive, so that a megabyte of marks is walked once.
_MARKS_AFTER: Final = re.compile(f"(?:[{_CONTROLS}]*+[{_MARKS}]++)*+")


class Normalized:
    """A text and its folded form.

    `raw` is the text as given, `text` its folded form, `encoded` the folded form as one byte a character
    (`fold_table.encode`). Offsets into `text` and `encoded` are the same. The map back is searched as far as somebody
    asks, so two threads must not ask at once.
    """

    __slots__ = ("_deletions", "_marked", "_searched", "encoded", "raw", "text")

    def __init__(self, raw: str, marked: bytes) -> None:
        """Made by `normalize`: `marked` has one byte for each character of `raw`, folded or marked as deleted."""
        self.raw = raw
        self.encoded = marked.replace(_DELETED, b"")
        self.text: str = charmap_decode(self.encoded, "strict", PAGE)[0]
        self._marked = marked
        # For each deleted character of `raw`, in order, how many folded characters stand before it; as far as the bytes
        # before `_searched`, which is None when all are known.
        self._deletions: list[int] = []
        self._searched: int | None = None if marked is self.encoded else 0

    def __repr__(self) -> str:
        return f"Normalized(raw={self.raw!r}, text={self.text!r})"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` that produced `text[start:end]`, both in code points.

        It starts at the character that gave the first folded one and ends after the character that gave the last,
        with the vowel marks of that character: "قتيلا" leads back to "قتيلاً". Tatweel and invisible controls at the
        edges stay outside. A span inside a ligature leads to the whole ligature. An empty span leads to an empty one,
        before the character that follows it or else after the last.

        Raises ValueError unless 0 <= start <= end <= len(text).
        """
        if not 0 <= start < end <= len(self.encoded):
            return self._original_of_none(start, end)
        deletions = self._deletions
        if self._searched is not None and (not deletions or deletions[-1] <= end):
            self._search_deletions(end)
        if not deletions:
            return start, end
        passed = bisect_right(deletions, end - 1)
        stop = end + passed
        if passed < len(deletions) and deletions[passed] == end:  # the next character of `raw` is deleted
            stop = self._after_marks(stop)
        return start + bisect_right(deletions, start), stop

    def original_text(self, start: int, end: int) -> str:
        """The copy of `raw` that produced `text[start:end]`; see `original`."""
        first, stop = self.original(start, end)
        return self.raw[first:stop]

    def _original_of_none(self, start: int, end: int) -> tuple[int, int]:
        """`original` of an empty span."""
        length = len(self.encoded)
        if not 0 <= start == end <= length:
            raise ValueError(f"no span {start}:{end} in the folded text of {length} characters")
        if length == 0:
            return 0, 0
        position = self.original(start, start + 1)[0] if start < length else self.original(start - 1, start)[1]
        return position, position

    def _after_marks(self, position: int) -> int:
        """The position in `raw` after the vowel marks that follow `position`, whatever is deleted between them."""
        marks = _MARKS_AFTER.match(self.raw, position)
        return marks.end() if marks else position

    def _search_deletions(self, end: int) -> None:
        """Extends `_deletions` past the folded character at `end`, or to the end of the text."""
        deletions, find, at = self._deletions, self._marked.find, self._searched or 0
        if at == 0 and len(self._marked) - len(self.encoded) > _FEW:
            found = (np.frombuffer(self._marked, np.uint8) == DELETED_BYTE).nonzero()[0]
            deletions.extend((found - np.arange(len(found))).tolist())
            self._searched = None
            return
        before = -1
        while before <= end:
            at = find(DELETED_BYTE, at)
            if at < 0:
                self._searched = None
                return
            before = at - len(deletions)
            deletions.append(before)
            at += 1
        self._searched = at


class _NormalizedAny(Normalized):
    """The folded form of text with characters outside the code page; the way back is a position for each character."""

    __slots__ = ("_origins",)

    def __init__(self, raw: str, text: str, encoded: bytes, origins: npt.NDArray[np.intp]) -> None:
        # Not through the parent: its constructor folds bytes of the code page.
        self.raw = raw
        self.encoded = encoded
        self.text = text
        self._origins: Sequence[int] = origins.data

    def original(self, start: int, end: int) -> tuple[int, int]:
        if not 0 <= start < end <= len(self.encoded):
            return self._original_of_none(start, end)
        return self._origins[start], self._after_marks(self._origins[end - 1] + 1)


def normalize(text: str) -> Normalized:
    """Folds any string: docs/offsets.md says what is folded into what.

    `normalize(normalize(x).text).text == normalize(x).text` for every x, lone surrogates and U+0000 included.
    """
    try:
        page_bytes = charmap_encode(text, "strict", PAGE_MAP)[0]
    except UnicodeEncodeError:
        return _normalize_any(text)
    return Normalized(text, page_bytes.translate(PAGE_FOLD))


def _normalize_any(text: str) -> Normalized:
    """`normalize` for text with characters outside the code page."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    becomes, lengths, ligatures = fold_table.all_folded()
    # "clip" only spares numpy a check: every code point has its place in these arrays.
    counts = lengths.take(points, mode="clip").astype(np.intp)
    origins = np.arange(len(points)).repeat(counts)
    folded = becomes.take(points, mode="clip").take(origins, mode="clip")
    several = (counts > 1).nonzero()[0]
    if len(several):
        sizes = counts[several]
        inside = np.arange(sizes.sum()) - (sizes.cumsum() - sizes).repeat(sizes)  # 0, 1, … in each ligature
        first = origins.searchsorted(several).repeat(sizes)
        folded[first + inside] = ligatures[becomes[points[several]].repeat(sizes) + inside]
    encoded = fold_table.all_bytes().take(folded, mode="clip").tobytes()
    return _NormalizedAny(text, folded.tobytes().decode("utf-32-le", "surrogatepass"), encoded, origins)
