"""What an article is about, as far as its triggers depend on it: sport, illness, rhetoric, animals.

Words of topics.tsv are counted once each over the title and the opening of the body; nothing is looked up in articles without
a trigger.
"""

from __future__ import annotations

from services.claims.lexicon import lexicon
from services.claims.tokens import Document

_OPENING = 3000  # characters of the body that tell the topic
_PREFIXES = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "لل", "ولل", "فال", "وب", "ول")


def topics(document: Document) -> dict[str, int]:
    """How many different words of each topic the article has."""
    table = lexicon().topics
    found: dict[str, set[str]] = {}
    for text in set((document.title.text + " " + document.body.text[:_OPENING]).split()):
        bare = text.strip('".,:;?!()[]/-')
        for prefix in _PREFIXES:
            if bare.startswith(prefix):
                stem = bare[len(prefix) :]
                if stem.startswith("ل") and prefix in ("لل", "ولل"):
                    continue
                topic = table.get(stem)
                if topic is not None:
                    found.setdefault(topic, set()).add(stem)
                    break
    return {topic: len(words) for topic, words in found.items()}
