"""How likely a claim is right as a record (count, people, assertion)."""

from __future__ import annotations

from services.claims.reading import Reading


def confidence(reading: Reading) -> float:
    """A first estimate by rule; a table calibrated on ../shared/gold takes its place."""
    value = 0.9
    if reading.victims is None:
        value -= 0.15
    elif reading.victims.sentence is not reading.sentence:
        value -= 0.2
    if reading.undivided:
        value -= 0.1
    return round(value, 2)
