"""Classes of words that tell places and their relations apart: `data/word_classes.tsv`."""

from __future__ import annotations

from functools import cache
from importlib import resources

from services.arabic.normalize import normalize
from services.arabic.tables import read_table


@cache
def word_class(name: str) -> frozenset[str]:
    """The folded words of a class. Raises KeyError for a class that the table does not have."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    text = resources.files("services.places").joinpath("data", "word_classes.tsv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in read_table(text, "word_classes.tsv", ("word", "class")):
        found.setdefault(row["class"], set()).add(normalize(row["word"]).text)
    return {name: frozenset(words) for name, words in found.items()}
