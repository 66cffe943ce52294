"""The language of an article that names none, by the letters that only one language of the Arabic script writes.

Good enough to tell Arabic from its neighbours and from other scripts, and never a reason to refuse; where the letters
decide nothing the language stays unknown.
"""

from __future__ import annotations

import re
from codecs import charmap_encode

from services.arabic.fold_table import PAGE, PAGE_MAP

# Code points that are looked at: the beginning is enough, and an article may be long.
LETTERS_READ = 2000
# Persian keyboards leave ک and ی in Arabic text, so neither is listed as Persian.
_OWN_LETTERS = {
    "fa": "پچژگ",
    "ur": "ٹڈڑںےھ",
    "ckb": "ێۆڵڕە",
    "ug": "ۇۈۋېۆ",
}
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# The same in the bytes of a code page, where counting is a few times quicker; nearly every article can be written in it.
_OUTSIDE_SCRIPT = bytes(byte for byte, character in enumerate(PAGE) if not _ARABIC_SCRIPT.match(character))
_NOT_OWN = bytes(byte for byte, character in enumerate(PAGE) if character not in "".join(_OWN_LETTERS.values()))
SHARE_OF_SCRIPT = 0.5
# Arabic articles carry a few foreign names in Persian letters (گوگل, چاد); Persian text has 4 to 6 % of them.
SHARE_OF_OWN_LETTERS = 0.03


def detect_language(text: str) -> str | None:
    """The language as a BCP 47 tag: `ar`, or `fa`, `ur`, `ckb`, `ug` by their own letters; None for other scripts."""
    text = text[:LETTERS_READ]
    try:
        page_bytes = charmap_encode(text, "strict", PAGE_MAP)[0]
    except UnicodeEncodeError:
        page_bytes = None
    script = _length(_ARABIC_SCRIPT, text) if page_bytes is None else len(page_bytes.translate(None, _OUTSIDE_SCRIPT))
    if not script:
        return None
    # The letters are counted only where the script's share of all characters does not settle it.
    if script < SHARE_OF_SCRIPT * len(text) and script < SHARE_OF_SCRIPT * _length(_LETTERS, text):
        return None
    if page_bytes is not None and not page_bytes.translate(None, _NOT_OWN):
        return "ar"  # no letter that another language owns
    own = {language: sum(map(text.count, letters)) for language, letters in _OWN_LETTERS.items()}
    likeliest = max(own, key=lambda language: own[language])
    return likeliest if own[likeliest] >= SHARE_OF_OWN_LETTERS * script else "ar"


def _length(runs: re.Pattern[str], text: str) -> int:
    """How many characters the matches have together. Runs of letters, because each match costs more than its letters."""
    return sum(map(len, runs.findall(text)))
