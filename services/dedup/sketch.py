"""The shingles of a text in two bytes each, and how much of one text is in another.

Exact comparison needs all shingles of every earlier article, which is most of the state, so they are kept small. Sorted
hashes are cut to their leading bits so far that no gap between two neighbours exceeds 16 bits, and the gaps are
what is kept. For a text of 300 shingles some 22 leading bits remain: a shingle is taken for another one by chance
once in ten thousand, which moves a similarity in its fourth digit.

A text of more than `MOST_KEPT` shingles keeps the smallest ones alone: a fair sample, because hashes are random, and
a bound on what one article costs. Two texts are then compared on the range of hashes that both have kept.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

import numpy as np

from services.dedup.shingles import Hashes, distinct

# Fourteen times the mean newspaper article; a sample of this size gives a Jaccard of .7 within .007 (one standard
# deviation).
MOST_KEPT: Final = 4096
# A text of which fewer shingles lie in the common range than this is too small a sample to call it contained.
LEAST_COMPARED: Final = 8
_HEADER: Final = struct.Struct("<IB")  # distinct shingles of the text, leading bits
_WHOLE: Final = 64
_GAP_BITS: Final = 16
_WIDEST_GAP: Final = (1 << _GAP_BITS) - 1


def pack(shingles: Hashes) -> bytes:
    """The sketch of all `shingles` of a text (64 bits, distinct, ascending): five bytes, and two for each that is
    kept.
    """
    kept = shingles[:MOST_KEPT]
    if not len(kept):
        return b""
    bits = min(_WHOLE, _WHOLE + _GAP_BITS - int(_gaps(kept).max()).bit_length())
    gaps = _gaps(_cut(kept, _WHOLE - bits))
    if int(gaps.max()) > _WIDEST_GAP:  # rounding can widen a gap by one
        bits -= 1
        gaps = _gaps(_cut(kept, _WHOLE - bits))
    return _HEADER.pack(len(shingles), bits) + gaps.astype("<u2").tobytes()


def unpack(data: bytes) -> Sketch | None:
    """The sketch that `pack` wrote; None for that of a text without shingles."""
    if not data:
        return None
    total, bits = _HEADER.unpack_from(data)
    gaps = np.frombuffer(data, dtype="<u2", offset=_HEADER.size)
    return Sketch(total, bits, np.cumsum(gaps, dtype=np.uint64))


def total_in(data: bytes) -> int:
    """The number of distinct shingles of the text whose sketch is `data`, without reading the rest; 0 where it is
    empty.
    """
    return int(_HEADER.unpack_from(data)[0]) if data else 0


def _cut(ascending: Hashes, bits: int) -> Hashes:
    """The distinct values without their last bits."""
    return distinct(ascending >> np.uint64(bits)) if bits else ascending


def _gaps(ascending: Hashes) -> Hashes:
    gaps = ascending.copy()
    gaps[1:] -= ascending[:-1]
    return gaps


class Sketch(NamedTuple):
    """The shingles of a text, cut to their `bits` leading bits.

    total: number of distinct shingles of the text; values: those kept, ascending.
    """

    total: int
    bits: int
    values: Hashes

    @property
    def is_sample(self) -> bool:
        """Whether the text has more shingles than are kept."""
        return self.total > MOST_KEPT


class Overlap(NamedTuple):
    """Numbers of distinct shingles on the range that two texts can be compared on: in both, in the first, in the
    second.
    """

    shared: int
    first: int
    second: int

    @property
    def jaccard(self) -> float:
        """Shared shingles by all shingles, 0 to 1; 0 where there are none."""
        union = self.first + self.second - self.shared
        return self.shared / union if union else 0.0

    @property
    def of_first(self) -> float:
        """The share of the first text that is in the second, 0 to 1."""
        return self.shared / self.first if self.first >= LEAST_COMPARED else 0.0

    @property
    def of_second(self) -> float:
        """The share of the second text that is in the first, 0 to 1."""
        return self.shared / self.second if self.second >= LEAST_COMPARED else 0.0


def overlap(first: Sketch, second: Sketch) -> Overlap:
    """How much two texts share. Linear in their sketches."""
    bits = min(first.bits, second.bits)
    one, two = _cut(first.values, first.bits - bits), _cut(second.values, second.bits - bits)
    if first.is_sample or second.is_sample:
        limits = [values[-1] for values, sketch in ((one, first), (two, second)) if sketch.is_sample]
        one, two = (values[: np.searchsorted(values, min(limits), side="right")] for values in (one, two))
    both = np.concatenate((one, two))
    both.sort()
    return Overlap(int(np.count_nonzero(both[1:] == both[:-1])), len(one), len(two))
