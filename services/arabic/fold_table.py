"""The folding of single characters, read from `data/orthography.tsv`, and the one-byte code page made from it.

The code page is what makes folding fast: the characters that newspapers use fit into 256 slots, so a text of them
becomes one byte a character, and one `bytes.translate` folds and deletes at memory speed. The page is private: its
numbers may change with any release and are never stored.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

_RANGE = re.compile(r"U\+([0-9A-F]{4,6})(?:\.\.U\+([0-9A-F]{4,6}))?")


def _code_points(field: str) -> list[int]:
    """The code points that the `characters` column of one row names, in order."""
    found: list[int] = []
    for part in field.split(" "):
        if match := _RANGE.fullmatch(part):
            first = int(match[1], 16)
            found.extend(range(first, int(match[2] or match[1], 16) + 1))
        elif len(part) == 1:
            found.append(ord(part))
        else:
            raise ValueError(f"orthography.tsv: {part!r} is neither one character nor U+XXXX nor a range of these")
    return found


def _read_table(tsv: str) -> tuple[dict[int, str], frozenset[str]]:
    """The table as code point to folded form ("" is deleted), and the characters whose rule says (mark)."""
    fold: dict[int, str] = {}
    marks: set[str] = set()
    compatibility: list[int] = []
    rows = [line.split("\t") for line in tsv.splitlines() if line and not line.startswith("#")]
    for characters, becomes, _note in rows[1:]:
        points = _code_points(characters)
        for index, point in enumerate(points):
            if point in fold:
                raise ValueError(f"orthography.tsv: two rules for U+{point:04X}")
            match becomes:
                case "(mark)":
                    fold[point] = ""
                    marks.add(chr(point))
                case "(control)":
                    fold[point] = ""
                case "(space)":
                    fold[point] = " "
                case "(line)":
                    fold[point] = "\n"
                case "(digits)":
                    fold[point] = str(index % 10)
                case "(compatibility)":
                    fold[point] = ""
                    compatibility.append(point)
                case _:
                    fold[point] = becomes
    for point in compatibility:
        decomposed = unicodedata.normalize("NFKC", chr(point))
        if decomposed == chr(point):
            del fold[point]  # a gap in the range
        else:
            fold[point] = decomposed.translate(fold)
    return fold, frozenset(marks)


_TABLE: Final = _read_table((files("services.arabic") / "data" / "orthography.tsv").read_text("utf-8"))
FOLD: Final = _TABLE[0]
"""Code point to folded form; "" is deleted, a code point that is absent stays."""
MARKS: Final = _TABLE[1]
"""Deleted characters that belong to the letter before them: vowels, tanween, shadda, Quranic marks."""
DELETED: Final = frozenset(chr(point) for point, becomes in FOLD.items() if not becomes)

OTHER_LETTER: Final = 0x01
"""The byte of a folded letter or digit without a slot of its own."""
OTHER_SYMBOL: Final = 0x02
"""The byte of any other folded character without a slot."""

_FIRST_DELETED_SLOT: Final = 0xE0
_ABSENT: Final = "\ufffe"  # what `codecs.charmap_build` takes for an empty slot

# What the 15,000 newspaper articles of the development corpus are made of. A character that is missing here is folded
# all the same, by the slower way that takes any character.
_KEPT_IN_PAGE = (
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    "ٱکیہھەگچپژڤڨڭ"
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
    "،؛؟٪٫٬۔"
    "«»“”„″‘’‚‹›´"
    "‐‑–—−"
    "\u00a0\u2009\u202f\u2028\x1a"
    "…•●■▪·×°é®©€£"
)
_DELETED_IN_PAGE = (
    "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def _lay_out() -> str:
    """The code page as a string of 256 characters, each in its slot: ASCII where it is, deleted ones from 0xE0."""
    slots = [chr(byte) if byte in b"\x00\t\n\r" or 0x20 <= byte < 0x7F else _ABSENT for byte in range(256)]
    slots[_FIRST_DELETED_SLOT : _FIRST_DELETED_SLOT + len(_DELETED_IN_PAGE)] = _DELETED_IN_PAGE
    free = [
        byte
        for byte in [*range(0x80, _FIRST_DELETED_SLOT), *range(0x03, 0x80)]
        if slots[byte] == _ABSENT and byte not in (OTHER_LETTER, OTHER_SYMBOL)
    ]
    for byte, character in zip(free, _KEPT_IN_PAGE, strict=False):
        slots[byte] = character
    if len(free) < len(_KEPT_IN_PAGE) or not set(_KEPT_IN_PAGE).isdisjoint(DELETED):
        raise ValueError("the code page has no room for all characters, or holds a deleted one among the kept")
    return "".join(slots)


PAGE: Final = _lay_out()
"""Byte to character, 256 of them."""
PAGE_MAP: Final = codecs.charmap_build(PAGE)
"""Character to byte, for `codecs.charmap_encode`."""
_BYTE_OF: Final = {character: byte for byte, character in enumerate(PAGE) if character != _ABSENT}

PAGE_FOLD: Final = bytes(_BYTE_OF.get(FOLD.get(ord(c), c), byte) for byte, c in enumerate(PAGE))
"""For `bytes.translate`: a byte to the byte of the folded character."""
PAGE_DELETED: Final = bytes(range(_FIRST_DELETED_SLOT, _FIRST_DELETED_SLOT + len(_DELETED_IN_PAGE)))
"""For `bytes.translate`: the bytes to delete."""
FIRST_DELETED_SLOT: Final = _FIRST_DELETED_SLOT

WORD_BYTES: Final = bytes(
    byte for byte, c in enumerate(PAGE) if byte == OTHER_LETTER or (c not in DELETED and (c.isalnum() or c == "_"))
)
"""The bytes that are part of a word, for finding word boundaries in the one-byte form."""


def encode(folded: str) -> bytes:
    """Folded text as one byte a character, so that offsets into the two are the same.

    Characters without a slot all become `OTHER_LETTER` or `OTHER_SYMBOL`. Meant for word lists that are looked up in
    `Normalized.encoded`; the pattern itself must be folded.
    """
    try:
        return codecs.charmap_encode(folded, "strict", PAGE_MAP)[0]
    except UnicodeEncodeError:
        points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
        return dense_bytes()[points].tobytes()


@cache
def dense_bytes() -> npt.NDArray[np.uint8]:
    """The byte of each of the 0x110000 code points, for text with characters outside the page."""
    table = np.full(0x110000, OTHER_SYMBOL, np.uint8)
    letters = np.fromiter((c.isalnum() for c in map(chr, range(0x110000))), np.bool_, 0x110000)
    table[letters] = OTHER_LETTER
    for character, byte in _BYTE_OF.items():
        table[ord(character)] = byte
    return table


@cache
def dense_fold() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """The folding of each of the 0x110000 code points, for text with characters outside the page.

    Returns the folded code point (for a ligature: where its folded form starts in the third array), the length of
    the folded form, and the folded forms of ligatures one after the other.
    """
    becomes = np.arange(0x110000, dtype=np.uint32)
    lengths = np.ones(0x110000, np.uint8)
    ligatures: list[int] = []
    for point, folded in FOLD.items():
        lengths[point] = len(folded)
        if len(folded) == 1:
            becomes[point] = ord(folded)
        elif folded:
            becomes[point] = len(ligatures)
            ligatures.extend(map(ord, folded))
    return becomes, lengths, np.array(ligatures, np.uint32)
