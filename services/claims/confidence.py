"""How likely a claim is right as a record: found, with the right count, people and assertion.

A logistic regression over what is known of the reading. `bench/calibrate.py` fits its weights, `confidence.tsv` holds them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from services.claims.choices.model import Weights, read_weights
from services.claims.reading import Reading

QUESTION = "confidence"
_LIKELIHOODS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.985)
_LENGTHS = ((12, "short"), (30, "middle"), (60, "long"))
_LEAST, _MOST = 0.05, 0.98  # nothing is certain


def features(reading: Reading, *, restates: bool) -> list[str]:
    """What speaks for or against the claim of a reading: facts about the reading, and how likely `judgement` holds it to be a
    claim at all. `restates`: the claim repeats an earlier one of the article."""
    found = [*facts_of_reading(reading), f"restates={restates}"]
    if reading.revived is not None:
        found.append("revived")
    if reading.likelihood is not None:
        found += [f"likelihood from {limit}" for limit in _LIKELIHOODS if reading.likelihood >= limit]
    return found


def facts_of_reading(reading: Reading) -> list[str]:
    """What is known of the reading itself, without the article round it."""
    category = getattr(reading.entry, "category", "phrase")
    found = ["every claim", f"rule={reading.rule}", f"category={category}", f"kind={reading.kind}"]
    found += [f"field={reading.sentence.field.name}", f"assertion={reading.assertion}"]
    found += [f"note={note}" for note in reading.notes]
    length = len(reading.sentence.tokens)
    found.append(f"sentence={next((name for limit, name in _LENGTHS if length <= limit), 'very long')}")
    if reading.zero:
        found.append("none")
    if reading.undivided:
        found.append("undivided")
    if reading.agent is not None:
        found.append("with agent")
    victims = reading.victims
    if victims is None:
        return [*found, "no people", f"no people:{category}"]
    if victims.sentence is not reading.sentence:
        found.append("people of another sentence")
    else:
        gap = max(victims.first - reading.last, reading.first - victims.end, 0)
        found.append(f"gap={'far' if gap > 5 else 'near' if gap > 1 else 'none'}")
    found.append(f"people={'counted' if victims.counted else 'named' if victims.names else 'noun'}:{victims.precision}")
    words = victims.end - victims.first
    found.append(f"words={'many' if words > 7 else 'some' if words > 3 else 'few'}")
    found += [
        name
        for name, holds in (
            ("pronoun", victims.pronoun),
            ("definite", victims.definite),
            ("definite uncounted", victims.definite and not victims.counted and not victims.names),
            ("others", victims.other),
            ("organisation", victims.organisation),
            ("summed", victims.summed),
            ("several names", len(victims.names) > 1),
            ("two or many", victims.two_or_many),
        )
        if holds
    ]
    return found


def confidence(reading: Reading, *, restates: bool) -> float:
    """The probability that the claim is right as a record, in hundredths."""
    likely = _weights().probability(QUESTION, [features(reading, restates=restates), []], 0)
    return round(min(max(likely, _LEAST), _MOST), 2)


@cache
def _weights() -> Weights:
    return read_weights((files("services.claims") / "confidence.tsv").read_text(encoding="utf-8"))
