"""What an article is about, as far as its triggers depend on it: sport, illness, rhetoric, animals.

Words of topics.tsv are counted once each over the title and the opening of the body; nothing is looked up in articles without
a trigger.
"""

from __future__ import annotations

from functools import cache

from services.claims.lexicon import lexicon
from services.claims.text.tokens import Document

_OPENING = 3000  # characters of the body that tell the topic
_PREFIXES = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "لل", "ولل", "فال", "وب", "ول")


@cache
def _written() -> dict[str, tuple[str, str]]:
    """Every written form of the words, with their clitics: form → topic and word."""
    forms: dict[str, tuple[str, str]] = {}
    for word, topic in lexicon().topics.items():
        for prefix in _PREFIXES:
            forms.setdefault(prefix + word, (topic, word))
    return forms


def topics(document: Document) -> dict[str, int]:
    """How many different words of each topic the article has."""
    forms = _written()
    found: dict[str, set[str]] = {}
    text = document.title.text + " " + document.body.text[:_OPENING]
    for topic, word in filter(None, map(forms.get, text.split())):
        found.setdefault(topic, set()).add(word)
    return {topic: len(words) for topic, words in found.items()}
