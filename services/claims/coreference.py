"""Whether a claim repeats people that an earlier claim of the article counted.

Within one kind, a later claim restates an earlier one when nothing speaks against it being the same people: equal or narrower
numbers, the same people, place or cause, or an updated toll; different sides, places, times or causes speak against it.
"""

from __future__ import annotations

from typing import Any


def restated(claim: dict[str, Any], earlier: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The first of `earlier` (same article, reading order) whose people `claim` counts again, or None."""
    same_kind = [other for other in earlier if other["kind"] == claim["kind"]]
    for other in same_kind:
        if _same(claim, other):
            first = other
            while first.get("restates_claim") is not None:
                first = first["restates_claim"]
            return first
    return None


def _same(claim: dict[str, Any], other: dict[str, Any]) -> bool:
    score = 0.0
    if claim["names"] and other["names"]:
        if _share(claim["names"], other["names"]):
            return True
        return False
    low, high, other_low, other_high = claim["low"], claim["high"], other["low"], other["high"]
    if claim["zero"] or other["zero"]:
        return False
    exact = low is not None and low == other_low and high == other_high
    if exact and low is not None and low > 2:
        score += 3
    elif exact and claim["precision"] != "vague":
        score += 1.5
    elif low is not None and other_low is not None and claim["precision"] != "vague" and other["precision"] != "vague":
        score -= 1.5
    elif claim["precision"] == "vague" or other["precision"] == "vague":
        score += 0.3
    if claim["other"]:
        score -= 2
    if claim["sentence"] == other["sentence"]:
        score -= 2
    if claim["role"] == other["role"]:
        score += 0.5
    elif "unknown" not in (claim["role"], other["role"]) and "mixed" not in (claim["role"], other["role"]):
        score -= 2
    if claim["cause"] == other["cause"] and claim["cause"] not in ("unknown", None):
        score += 0.5
    elif "unknown" not in (claim["cause"], other["cause"]) and claim["cause"] is not None:
        score -= 1
    if claim["place"] and other["place"]:
        score += 1 if claim["place"] & other["place"] else -1
    if claim["scope"] != other["scope"]:
        score -= 1
    if other["field"] == "title" and claim["field"] == "body":
        score += 1 if claim["sentence"][1] <= 3 else 0
    if claim["copy"] == other["copy"]:
        score += 4
    return score > 1.2


def _share(names: list[set[str]], others: list[set[str]]) -> bool:
    return any(a & b for a in names for b in others)
