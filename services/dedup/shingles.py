"""Hashes of the word 3-grams of a folded text: what near-duplicates are measured on.

A word is a run of letters, digits and underscores (Python's `\\w`) of the folded text; a shingle is three words in a
row. Every shingle becomes a 64-bit number that depends on its letters alone: no seed, no library whose next version
hashes differently. `VERSION` changes with any change of these numbers; literal values in tests/dedup/test_shingles.py
notice one.

The numbers are computed over whole arrays, because that is what makes them cheap: with T a table of random 64-bit
values of UTF-16 units and B an odd number, a word is the sum of T[unit] * B^position over its units, by B^start of
the word (all modulo 2^64), and three words are mixed by the finalizer of splitmix64.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

VERSION: Final = "3gram-1"
WORDS_IN_SHINGLE: Final = 3

# Texts are hashed in blocks, so that the powers of B fit a table however long a text is.
BLOCK: Final = 1 << 16
_MODULUS: Final = 1 << 64
_BASE: Final = 0x9E3779B97F4A7C15
# Multipliers that tell the first word of a shingle from the second and third (from wyhash; any odd numbers would do).
_FIRST, _SECOND, _THIRD = (np.uint64(x) for x in (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB))
# Characters beyond the Basic Multilingual Plane are two units, which count as letters; emoji and the like are none.
_SYMBOL_BEYOND_BMP: Final = re.compile(r"[^\w\u0000-\uffff]")


def _mix(values: Hashes) -> Hashes:
    """The finalizer of splitmix64: every bit of the input changes every bit of the output with probability 1/2."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _powers(base: int) -> Hashes:
    """base^0, base^1, …, one for each position of a block."""
    powers = np.full(BLOCK, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _is_word_unit(unit: int) -> bool:
    return 0xD800 <= unit < 0xE000 or chr(unit).isalnum() or chr(unit) == "_"


_IS_WORD: Final = np.array([_is_word_unit(unit) for unit in range(1 << 16)], dtype=np.bool_)
_UNIT_VALUE: Final = _mix(np.arange(1, (1 << 16) + 1, dtype=np.uint64) * np.uint64(_BASE)) * _IS_WORD
_POWER: Final = _powers(_BASE)
_INVERSE_POWER: Final = _powers(pow(_BASE, -1, _MODULUS))


def word_hashes(text: str) -> Hashes:
    """One 64-bit number a word of the folded `text`, in order. Linear in the text."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) != 2 * len(text):
        data = _SYMBOL_BEYOND_BMP.sub(" ", text).encode("utf-16-le", "surrogatepass")
    units = np.frombuffer(data, dtype=np.uint16)
    if len(units) <= BLOCK:
        return _block_hashes(units)
    hashes = []
    start = 0
    while start < len(units):
        end = start + BLOCK
        if end < len(units):
            gaps = np.flatnonzero(~_IS_WORD[units[start:end]])
            # a "word" longer than a block is cut: no text that people read has one
            end = start + int(gaps[-1]) + 1 if len(gaps) else end
        hashes.append(_block_hashes(units[start:end]))
        start = end
    return np.concatenate(hashes)


def _block_hashes(units: npt.NDArray[np.uint16]) -> Hashes:
    if not len(units):
        return np.empty(0, dtype=np.uint64)
    # `take` with a mode that checks no bounds is twice as fast as indexing; every unit is within the table
    is_word = _IS_WORD.take(units, mode="clip")
    begins = is_word.copy()
    np.greater(is_word[1:], is_word[:-1], out=begins[1:])
    (starts,) = begins.nonzero()
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    # what is no word has the value 0, so that a word's sum may run on to the next word
    values = _UNIT_VALUE.take(units, mode="clip")
    values *= _POWER[: len(units)]
    return np.add.reduceat(values, starts) * _INVERSE_POWER.take(starts)


def shingle_hashes(words: Hashes) -> Hashes:
    """The distinct shingles of a text given by its `word_hashes`, ascending. Empty below three words."""
    if len(words) < WORDS_IN_SHINGLE:
        return np.empty(0, dtype=np.uint64)
    shingles = _mix(words[:-2] * _FIRST + words[1:-1] * _SECOND + words[2:] * _THIRD)
    shingles.sort()
    return distinct(shingles)


def distinct(values: Hashes) -> Hashes:
    """The distinct values of an ascending array."""
    if len(values) < 2:
        return values
    keep = np.empty(len(values), dtype=np.bool_)
    keep[0] = True
    np.not_equal(values[1:], values[:-1], out=keep[1:])
    return values[keep]
