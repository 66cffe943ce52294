"""Conjunctions, prepositions and the article that Arabic writes as part of the next word: و ف, ب ل ك, ال.

Folded spelling does not tell whether a letter is a clitic or belongs to the word ("وقع" fell, or "و" + "قع"), so every
possible reading is given and a vocabulary decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_CONJUNCTIONS: Final = ("", "و", "ف")
_PREPOSITIONS: Final = ("", "ب", "ل", "ك")
_MIN_STEM: Final = 2


@lru_cache(maxsize=65536)
def splits(word: str) -> tuple[tuple[str, str], ...]:
    """All readings of a folded word as (clitics, stem), the one without clitics first, then by growing clitics.

    The clitics are at most one of و ف, one of ب ل ك, and the article, in this order; a stem has at least two letters.
    "وبالقتل" gives ("", "وبالقتل"), ("و", "بالقتل"), ("وب", "القتل"), ("وبال", "قتل"). After ل the article loses its
    alef: "للجيش" gives ("ل", "لجيش") and ("لل", "جيش").
    """
    found = [("", word)]
    for conjunction in _CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        for preposition in _PREPOSITIONS:
            clitics = conjunction + preposition
            if not word.startswith(clitics):
                continue
            article = "ل" if preposition == "ل" else "ال"
            for prefix in (clitics, clitics + article):
                if prefix and word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
                    found.append((prefix, word[len(prefix) :]))
    return tuple(sorted(found, key=lambda split: len(split[0])))


def has_article(clitics: str) -> bool:
    """Whether clitics as `splits` gives them end in the article."""
    return clitics.endswith(("ال", "لل"))
