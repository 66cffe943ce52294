"""Whom people who leave their side join or surrender to: "انشق وانضم إلى الجيش الحر", "سلموا أنفسهم للجيش"."""

from __future__ import annotations

from services.claims.event.agents import Agents, Span
from services.claims.lexicon import word_set
from services.claims.people_phrases.people import parse, prefix_length
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading

_REACH_OF_JOINING = 16  # words behind the trigger within which a party that is joined is told
_JOINING = ("انضم", "انضام", "التحق", "التحاق", "بايع", "مبايع", "ولاء", "يبايع")
_JOINING_NOUNS = ("انضمام", "التحاق", "مبايع", "ولاء")
_THEIR_RANKS = frozenset(("صفوفها", "صفوفهم", "صفوفه"))
_TOWARDS = ("الي", "لصالح", "لدي", "امام", "ب", "لصفوف", "بصفوف")
_REBELS = word_set("rebels")


def joined(agents: Agents, reading: Reading) -> Span | None:
    """Whom the people join or surrender to: behind the trigger where it says so itself, else behind a word of joining."""
    sentence = reading.sentence
    tokens = sentence.tokens
    victims = reading.victims
    start = reading.last + 1
    if victims is not None and victims.sentence is sentence:
        start = max(start, victims.end)
    flags = reading.entry.flags if reading.entry is not None else frozenset()
    told = reading.kind == "surrendered" or "joins" in flags
    for k in range(start, min(len(tokens), start + _REACH_OF_JOINING)):
        word = tokens[k].word
        if tokens[k].text in HARD_STOPS:
            return None
        if word is None:
            continue
        bare = word.text.removeprefix("و")
        if bare.startswith(_JOINING):
            told = told or reading.kind != "fled" or not bare.startswith(_JOINING_NOUNS)
            continue
        if not told:
            continue
        if (tokens[k].text in _TOWARDS or word.preposition in ("ل", "ب")) and (
            party := _party_joined(agents, reading, k if word.preposition else k + 1)
        ) is not None:
            return party
        if tokens[k - 1].text.removeprefix("و").startswith(("بايع", "يبايع", "مبايع")):
            party = _party_joined(agents, reading, k)
            if party is not None:
                return party
    return None


def _party_joined(agents: Agents, reading: Reading, k: int) -> Span | None:
    """The organisation, or the rebels, that the words at `k` name."""
    sentence = reading.sentence
    tokens = sentence.tokens
    if k < len(tokens) and tokens[k].text in _THEIR_RANKS:
        # "أعلنت الجبهة انشقاق 30 جنديا وانضمامهم إلى صفوفها"
        teller = next((p for p in agents.reader.grammar(sentence).phrases if p.organisation), None)
        return agents.actor_span(teller) if teller is not None and teller.end <= reading.first else None
    if k < len(tokens) and tokens[k].text in ("صفوف", "لصفوف", "بصفوف", "جانب"):
        k += 1
    found = parse(sentence, k) if k < len(tokens) else None
    if found is not None and found.forceful:
        return agents.actor_span(found)
    word = tokens[k].word if k < len(tokens) else None
    if word is not None and word.definite and word.core in _REBELS:
        return (sentence.field, tokens[k].start + prefix_length(word), tokens[k].end)
    return None
