"""A claim event for people: a few labelled lines, Arabic text safe in a terminal, the sentence with its trigger marked.

Arabic inside left-to-right lines moves punctuation and numbers around it unless it is isolated: every copy of the
article stands between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"
BOLD, INVERSE, PLAIN = "\x1b[1m", "\x1b[7m", "\x1b[0m"
# Marks of the trigger where there is no colour. Brackets mirror by themselves in right-to-left text.
OPEN, CLOSE = "⟦", "⟧"


def render_claim(claim: Mapping[str, Any], colour: bool) -> str:
    """The claim (a decoded event) as lines of text. `colour`: mark by terminal escapes instead of brackets."""
    who, evidence = claim["who"], claim["evidence"]
    headline = f"{claim['kind']}  {count_text(claim['count'])}"
    notes = [
        claim["assertion"] if claim["assertion"] != "asserted" else "",
        "cumulative" if claim["scope"] == "cumulative" else "",
        f"restates {claim['restates']}" if claim["restates"] else "",
        f"revises {claim['revises']}" if claim.get("revises") else "",
        "withdrawn" if claim.get("withdrawn") else "",
    ]
    rows = [
        ("who", _joined(isolated(who["text"]), f"({who['role']})")),
        ("side", actor_text(who["side"])),
        ("by", _joined(actor_text(claim["by"]), f"({claim['cause']})" if claim["cause"] else "")),
        ("where", place_text(claim["place"])),
        ("when", when_text(claim["when"])),
        ("source", actor_text(claim["source"])),
        ("sentence", _sentence(evidence, colour)),
        ("article", claim["article"]["id"]),
    ]
    title = f"{BOLD}{headline}{PLAIN}" if colour else headline
    lines = ["  ".join([title, *filter(None, notes)])]
    lines += [f"  {label:<8}  {text}" for label, text in rows if text]
    return "\n".join(lines) + "\n"


def isolated(text: str | None) -> str:
    """The text safe in a terminal line: nothing that steers the terminal, its direction kept to itself."""
    return f"{FIRST_STRONG_ISOLATE}{_printable(text).strip()}{POP_DIRECTIONAL_ISOLATE}" if text else ""


def _printable(text: str) -> str:
    """The text without what would steer the terminal (escapes, bidi controls), each white space one space."""
    return "".join(each if each.isprintable() else " " if each.isspace() else "" for each in text)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def count_text(count: Mapping[str, Any]) -> str:
    """How many, in words."""
    low, high = count["low"], count["high"]
    if low is None and high is None:
        number = "?"
    elif low == high:
        number = str(low)
    elif high is None:
        number = f"{low} or more"
    elif low is None:
        number = f"up to {high}"
    else:
        number = f"{low} to {high}"
    return _joined(number, f"({count['precision']})" if count["precision"] != "exact" else "")


def actor_text(mention: Mapping[str, Any] | None) -> str:
    """The words for a party and the id that the registry gives it, empty for none."""
    if mention is None:
        return ""
    return _joined(isolated(mention["text"]), f"→ {mention['actor']}" if mention.get("actor") else "")


def place_text(place: Mapping[str, Any] | None) -> str:
    """The words for a place and what the gazetteer knows of it, empty for none."""
    if place is None:
        return ""
    text = isolated(place["text"])
    if place.get("name") is None:
        return text
    areas = ", ".join(filter(None, (place["name"], place.get("admin1"), place.get("country"))))
    point = f"({place['lat']:.2f}, {place['lon']:.2f}, {place['precision']})" if place.get("lat") is not None else ""
    return _joined(text, "→", areas, point)


def when_text(when: Mapping[str, Any] | None) -> str:
    """The words for a time and the days they mean, empty for none."""
    if when is None:
        return ""
    days = " to ".join(dict.fromkeys(filter(None, (when["from"], when["to"]))))
    return _joined(isolated(when["text"]), f"→ {days}" if days else "")


def _sentence(evidence: Mapping[str, Any], colour: bool) -> str:
    text, trigger = evidence["text"], evidence["trigger"]
    start, end = trigger["start"] - evidence["start"], trigger["end"] - evidence["start"]
    before, after = (INVERSE, PLAIN) if colour else (OPEN, CLOSE)
    head, middle, tail = (_printable(part) for part in (text[:start], text[start:end], text[end:]))
    return f"{FIRST_STRONG_ISOLATE}{head}{before}{middle}{after}{tail}{POP_DIRECTIONAL_ISOLATE}"
