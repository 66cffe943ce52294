"""The folding of single characters, read from `data/orthography.tsv`, and the tables made from it.

Two sets of tables serve `normalize`. For newspaper text, a private code page: the 250 characters that newspapers use,
one byte each, so that folding is one pass of `bytes.translate`. For any other text, arrays over all 0x110000 code
points, made when first needed (about 7 MB).

The numbers of the code page may change with any release and are never stored.
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

from services.arabic.tables import Row, read_table

_FILE: Final = "orthography.tsv"
_RANGE: Final = re.compile(r"U\+([0-9A-F]{4,6})(?:\.\.U\+([0-9A-F]{4,6}))?")


def _code_points(row: Row) -> list[int]:
    """The code points that the `characters` column of one row names, in order."""
    found: list[int] = []
    for part in row["characters"].split(" "):
        if match := _RANGE.fullmatch(part):
            first = int(match[1], 16)
            found.extend(range(first, int(match[2] or match[1], 16) + 1))
        elif len(part) == 1:
            found.append(ord(part))
        else:
            raise row.error(f"{part!r} is neither one character nor U+XXXX nor a range U+XXXX..U+YYYY")
    return found


def _read_folding(tsv: str) -> tuple[dict[int, str], frozenset[str]]:
    """The table as code point to folded form ("" is deleted), and the characters whose rule says (mark)."""
    fold: dict[int, str] = {}
    marks: set[str] = set()
    compatibility: list[int] = []
    words = {"(mark)": "", "(control)": "", "(compatibility)": "", "(space)": " ", "(line)": "\n"}
    for row in read_table(tsv, _FILE, ["characters", "becomes", "note"]):
        becomes = row["becomes"]
        for index, point in enumerate(_code_points(row)):
            if point in fold:
                raise row.error(f"a second rule for U+{point:04X}; leave one of the two")
            fold[point] = str(index % 10) if becomes == "(digits)" else words.get(becomes, becomes)
            if becomes == "(mark)":
                marks.add(chr(point))
            elif becomes == "(compatibility)":
                compatibility.append(point)
    for point in compatibility:
        decomposed = unicodedata.normalize("NFKC", chr(point))
        if decomposed == chr(point):
            del fold[point]  # a gap in the range
        else:
            fold[point] = decomposed.translate(fold)
    return fold, frozenset(marks)


_FOLDING: Final = _read_folding((files("services.arabic") / "data" / _FILE).read_text("utf-8"))
FOLD: Final = _FOLDING[0]
"""Code point to folded form; "" is deleted, a code point that is absent stays."""
MARKS: Final = _FOLDING[1]
"""Deleted characters that belong to the letter before them: vowels, tanween, shadda, Quranic marks."""
DELETED: Final = frozenset(chr(point) for point, becomes in FOLD.items() if not becomes)

OTHER_LETTER: Final = 0x01
"""The byte of a folded letter or digit without a place in the code page."""
OTHER_SYMBOL: Final = 0x02
"""The byte of any other folded character without a place."""
DELETED_BYTE: Final = 0xFF
"""What `PAGE_FOLD` makes of a character to be deleted; no folded character has this byte."""

# What the 15,000 newspaper articles of the development corpus are made of besides ASCII, and some letters of European
# and Turkish names. A text with any other character is folded all the same, only slower.
_IN_PAGE: Final = (
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    "ٱکیہھەگچپژڤ"
    "٠١٢٣٤٥٦٧٨٩"
    "،؛؟٪٫٬"
    "«»“”„″‘’‚‹›´"
    "‐‑–—−"
    "\t\r\x1a\u00a0\u2009\u202f"
    "…•●■▪·×°®©"
    "éèêëàâäãåáçîïíôöóøñüúßÉÇÖÜğışİŞ"
    "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_EMPTY: Final = "\ufffe"  # what `codecs.charmap_build` takes for a place without a character


def _lay_out() -> str:
    """The code page as a string of 256 characters, each at the place of its byte."""
    kept = b"\x00\n" + bytes(range(0x20, 0x7F))
    page = [chr(byte) if byte in kept else _EMPTY for byte in range(256)]
    reserved = (OTHER_LETTER, OTHER_SYMBOL, DELETED_BYTE)
    free = [byte for byte in [*range(0x80, 256), *range(0x80)] if page[byte] == _EMPTY and byte not in reserved]
    if len(free) < len(_IN_PAGE):
        raise ValueError(f"the code page has {len(free)} places left for {len(_IN_PAGE)} characters")
    for byte, character in zip(free, _IN_PAGE, strict=False):
        page[byte] = character
    return "".join(page)


PAGE: Final = _lay_out()
"""Byte to character."""
PAGE_MAP: Final = codecs.charmap_build(PAGE)
"""Character to byte, for `codecs.charmap_encode`."""
_BYTE_OF: Final = {character: byte for byte, character in enumerate(PAGE) if character != _EMPTY}
PAGE_FOLD: Final = bytes(
    DELETED_BYTE if character in DELETED else _BYTE_OF.get(FOLD.get(ord(character), character), byte)
    for byte, character in enumerate(PAGE)
)
"""Byte to the byte of the folded character, or `DELETED_BYTE`; for `bytes.translate`."""
WORD_BYTES: Final = bytes(byte for c, byte in _BYTE_OF.items() if c.isalnum() or c == "_") + bytes([OTHER_LETTER])
"""The bytes that are part of a word, for finding word boundaries in folded bytes."""


def encode(folded: str) -> bytes:
    """Folded text as one byte a character, so that offsets into the two are the same.

    Characters without a place in the code page all become `OTHER_LETTER` or `OTHER_SYMBOL`. Meant for word lists that
    are looked up in `Normalized.encoded`; give it folded text.
    """
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    return all_bytes()[points].tobytes()


@cache
def all_bytes() -> npt.NDArray[np.uint8]:
    """For each of the 0x110000 code points, taken as folded, its byte."""
    table = np.full(0x110000, OTHER_SYMBOL, np.uint8)
    # each code point as a string of one character: `str.isalnum` in C, a fifth of a second of a worker's start saved
    letters = np.strings.isalnum(np.arange(0x110000, dtype="<u4").view("<U1"))
    table[letters] = OTHER_LETTER
    for character, byte in _BYTE_OF.items():
        table[ord(character)] = byte
    return table


@cache
def all_folded() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """The folding of each of the 0x110000 code points.

    Returns the folded code point (for a ligature: where its folded form starts in the third array), the length of the
    folded form, and the folded forms of the ligatures one after the other.
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
