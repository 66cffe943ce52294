"""How a sentence turns to another event than the one told before."""

from __future__ import annotations

from services.claims.lexicon import word_set
from services.claims.reading import Reading
from services.claims.text.attack_words import names_event

_LIKE = word_set("another_event")
_EARLIER = frozenset(("وكان", "وكانت", "كان", "كانت", "يذكر", "يشار", "وسبق", "سبق"))
_ELSEWHERE = frozenset(("الاخري", "اخري", "ثانيه", "اخر", "ذلك", "نفسه", "متصل", "المقابل", "غضون"))
_OPENING = 6  # tokens
_BEFORE, _BEHIND = 12, 12  # tokens of the trigger in which another event is named


def another_event(reading: Reading) -> str:
    """How the sentence of the reading turns to another event: it names one ("هجوم مماثل", "حادث آخر"), it looks back ("وكان قد قتل"), it
    turns elsewhere ("من جهة أخرى", "وفي تعز"); empty where it does none of these."""
    tokens = reading.sentence.tokens
    for k in range(max(1, reading.first - _BEFORE), min(len(tokens), reading.last + _BEHIND)):
        if tokens[k].text.removeprefix("ال") in _LIKE:
            noun = tokens[k - 1].word
            if noun is not None and (noun.core in _EVENTS or names_event(noun)):
                return "another"
    opening = [token.text for token in tokens[: min(_OPENING, reading.first)]]
    if opening and opening[0] in _EARLIER:
        return "earlier"
    if opening and opening[0] in ("وفي", "في", "من", "ومن", "الي", "علي", "وعلي"):
        return "elsewhere" if not _ELSEWHERE.isdisjoint(opening) else "in" if opening[0] in ("وفي", "في") else ""
    return ""


_EVENTS = frozenset(("حادث", "حادثه", "حوادث", "واقعه", "حادثين", "انفجار", "اشتباك", "مواجهات", "جريمه"))
