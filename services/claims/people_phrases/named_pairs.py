"""A second named person coordinated with the first: "قتل قائد الفيلق خالد سالم ونائب رئيس الهيئة سعيد حسن" is one claim of two."""

from __future__ import annotations

from services.claims.lexicon import PEOPLE, TITLE, TRIGGER, VERB
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.apposed_names import note_apposed_name
from services.claims.people_phrases.people import People
from services.claims.text.inflection import MANY, ONE, TWO

_MOST = 6  # persons; longer lists are read by commas


def join_named(people: People) -> None:
    """Adds to `people`, one or several named persons that no number counts, those joined to them by و with what they are."""
    tokens = people.sentence.tokens
    while people.names and not people.counted and len(people.names) < _MOST:
        k = max(people.end, people.names[-1][1])
        word = tokens[k].word if k < len(tokens) else None
        if word is None or word.conjunction != "و" or word.preposition or not word.tags & (PEOPLE | TITLE):
            return
        if word.tags & (TRIGGER | VERB) or word.pronoun or word.plural:
            return
        found = people_of.parse(people.sentence, k, organisations=False)
        if found is None or found.number != ONE or found.counted:
            return
        note_apposed_name(found)
        if not found.names:
            return
        stop = max(found.end, found.names[-1][1])
        if stop < len(tokens) and tokens[stop].tags & (TRIGGER | VERB):
            return  # "قتل خالد والضابط سعيد أصيب"
        people.names += found.names
        people.end = stop
        people.low = people.high = len(people.names)
        people.precision = "exact"
        people.number = TWO if people.low == TWO else MANY
        if found.role != people.role:
            people.role = "mixed" if "unknown" not in (found.role, people.role) else people.role
