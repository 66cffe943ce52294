"""What an article is about, as far as its triggers depend on it: sport, illness, rhetoric, animals.

Words of topics.tsv are counted once each over the title and the opening of the body; nothing is looked up in articles without
a trigger.
"""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from services.arabic import fold_table
from services.claims.lexicon import lexicon
from services.claims.text.tokens import Document

_OPENING = 3000  # characters of the body that tell the topic
_PREFIXES = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "لل", "ولل", "فال", "وب", "ول")


@cache
def _written() -> tuple[BytesAhoCorasick, list[tuple[str, str]]]:
    """Every written form of the words, with their clitics and a space on both sides: its topic and word at its place in the list."""
    forms: dict[str, tuple[str, str]] = {}
    for word, topic in lexicon().topics.items():
        if " " not in word:
            for prefix in _PREFIXES:
                forms.setdefault(f" {prefix}{word} ", (topic, word))
    encoded = [fold_table.encode(form) for form in forms]
    return BytesAhoCorasick(encoded, implementation=Implementation.DFA), list(forms.values())


def topics(document: Document) -> dict[str, int]:
    """How many different words of each topic the article has."""
    automaton, words = _written()
    found: dict[str, set[str]] = {}
    opening = document.body.normalized.encoded[:_OPENING]
    text = b" %b %b " % (document.title.normalized.encoded, opening)
    # Folding leaves no other white space. Overlapping: two words share the space between them.
    for form, _start, _end in automaton.find_matches_as_indexes(text.replace(b"\n", b" "), overlapping=True):
        topic, word = words[form]
        found.setdefault(topic, set()).add(word)
    return {topic: len(words) for topic, words in found.items()}
