"""Folding of Arabic orthography with an exact way back.

Every later step works on folded text and reports spans of the article as received. Folding is a table of single
characters (`data/orthography.tsv`), each replaced by one character, deleted, or (a ligature) replaced by several. So
the way back is a list of the deleted positions, or for text with rare characters the place each folded one came from.

Two ways lead to the same result. Text that consists of the characters of the code page (`fold_table.PAGE`; all but a
few newspaper articles) is turned into one byte a character, folded by `bytes.translate` and searched for deletions by
numpy. Any other text, lone surrogates included, is folded by table look-ups over its code points, several times slower.
Both take time and memory linear in the text.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from services.arabic import fold_table

_CLASS_OF_MARKS: Final = re.escape("".join(sorted(fold_table.MARKS)))
_CLASS_OF_CONTROLS: Final = re.escape("".join(sorted(fold_table.DELETED - fold_table.MARKS)))
# Possessive, so that a megabyte of marks is walked once.
_MARKS_AFTER: Final = re.compile(f"(?:[{_CLASS_OF_CONTROLS}]*+[{_CLASS_OF_MARKS}]++)*+")


class Normalized:
    """A text and its folded form.

    `raw` is the text as given, `text` its folded form, `encoded` the folded form as one byte a character
    (`fold_table.encode`). Offsets into `text` and `encoded` are the same. `text` and the map back are made when first
    asked for.
    """

    __slots__ = ("_before_deletion", "_origins", "_page_bytes", "_text", "encoded", "raw")

    def __init__(
        self,
        raw: str,
        encoded: bytes,
        *,
        page_bytes: bytes | None = None,
        text: str | None = None,
        origins: npt.NDArray[np.int64] | None = None,
    ) -> None:
        """Made by `normalize`: `page_bytes` is `raw` in the code page, or else `text` and `origins` are given."""
        self.raw = raw
        self.encoded = encoded
        self._page_bytes = page_bytes
        self._text = text
        self._origins: Sequence[int] | None = None if origins is None else origins.data
        self._before_deletion: Sequence[int] | None = None

    def __repr__(self) -> str:
        return f"Normalized(raw={self.raw!r}, text={self.text!r})"

    @property
    def text(self) -> str:
        """The folded text."""
        if self._text is None:
            self._text = codecs.charmap_decode(self.encoded, "strict", fold_table.PAGE)[0]
        return self._text

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` that produced `text[start:end]`, both in code points.

        It starts at the character that gave the first folded one and ends after the character that gave the last,
        with the vowel marks of that character: "قتيلا" leads back to "قتيلاً". Tatweel and invisible controls at the
        edges stay outside. A span inside a ligature leads to the whole ligature. An empty span leads to an
        empty one before its next character, or at the end of the last.

        Raises ValueError unless 0 <= start <= end <= len(text).
        """
        if not 0 <= start <= end <= len(self.encoded):
            raise ValueError(f"span {start}:{end} is outside the folded text of {len(self.encoded)} characters")
        if start == end < len(self.encoded):
            first = self._origin(start)
            return first, first
        if end == 0:
            return 0, 0
        stop = self._origin(end - 1) + 1
        if stop < len(self.raw) and self.raw[stop] in fold_table.DELETED:
            match = _MARKS_AFTER.match(self.raw, stop)
            stop = match.end() if match else stop
        return (stop if start == end else self._origin(start)), stop

    def original_text(self, start: int, end: int) -> str:
        """The copy of `raw` that produced `text[start:end]`; see `original`."""
        first, stop = self.original(start, end)
        return self.raw[first:stop]

    def _origin(self, index: int) -> int:
        """The position in `raw` of the character that gave the folded one at `index`."""
        if self._origins is not None:
            return self._origins[index]
        if self._before_deletion is None:
            self._before_deletion = self._find_deletions()
        return index + bisect_right(self._before_deletion, index)

    def _find_deletions(self) -> Sequence[int]:
        """For each deleted character of `raw`, in order, how many folded characters stand before it."""
        if self._page_bytes is None or len(self._page_bytes) == len(self.encoded):
            return ()
        page_bytes = np.frombuffer(self._page_bytes, np.uint8)
        deleted = np.flatnonzero(page_bytes >= fold_table.FIRST_DELETED_SLOT)
        return (deleted - np.arange(len(deleted))).data


def normalize(text: str) -> Normalized:
    """Folds any string: see docs/offsets.md for what is folded into what.

    `normalize(normalize(x).text).text == normalize(x).text` for every x, lone surrogates and U+0000 included.
    """
    try:
        page_bytes = codecs.charmap_encode(text, "strict", fold_table.PAGE_MAP)[0]
    except UnicodeEncodeError:
        return _normalize_any(text)
    folded = page_bytes.translate(fold_table.PAGE_FOLD, fold_table.PAGE_DELETED)
    return Normalized(text, folded, page_bytes=page_bytes)


def _normalize_any(text: str) -> Normalized:
    """`normalize` for text with characters outside the code page."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    becomes, lengths, ligatures = fold_table.dense_fold()
    folded = becomes[points]
    counts = lengths[points]
    origins = np.repeat(np.arange(len(points)), counts)
    folded = np.repeat(folded, counts)
    in_ligature = counts[origins] > 1
    if in_ligature.any():
        # The place of each folded character inside its ligature: its index less the index of the ligature's first.
        first = np.cumsum(counts, dtype=np.int64) - counts
        where = np.flatnonzero(in_ligature)
        folded[where] = ligatures[folded[where] + (where - first[origins[where]])]
    encoded = fold_table.dense_bytes()[folded].tobytes()
    folded_text = folded.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")
    return Normalized(text, encoded, text=folded_text, origins=origins)
