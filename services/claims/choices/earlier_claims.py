"""Candidates for the earlier claim of the same people that a claim restates."""

from __future__ import annotations

from dataclasses import dataclass

from services.claims.choices.option import Features


@dataclass(slots=True)
class Fact:
    """What is compared of a claim. `root`: index of the first claim of its chain, its own where it restates none.

    names: folded words of each name. sentence: field and index of the sentence. people: folded words of who it is.
    by: who did it, as `name_key`, empty for none. head: the noun that the people are called by, empty for none.
    trigger: see `surroundings.trigger_lemma`. words: those round it. opening: the trigger with the words behind it, to know the
    title's copy in the body. apart: how the sentence turns to another event ("وكان", "هجوم مماثل"), empty where it does not.
    """

    index: int
    root: int
    kind: str
    field: str
    sentence: tuple[str, int]
    names: list[set[str]]
    people: set[str]
    low: int | None
    high: int | None
    precision: str
    zero: bool
    other: bool
    definite: bool
    role: str
    cause: str | None
    scope: str
    place: set[str]
    when: str
    side: set[str]
    by: str
    head: str
    trigger: str
    words: list[str]
    opening: str
    apart: str


def restates_options(fact: Fact, earlier: list[Fact]) -> tuple[list[Features], list[Fact | None]]:
    """Options and the earlier claim of each; the first option is none."""
    same_kind = [other for other in earlier if other.kind == fact.kind]
    none = [
        "none",
        f"none:{fact.field}",
        f"none:earlier={min(len(same_kind), 3)}",
        f"none:definite={fact.definite}",
        f"none:other={fact.other}",
        f"none:scope={fact.scope}",
        f"none:precision={fact.precision}",
        f"none:names={bool(fact.names)}",
        f"none:kind={fact.kind}",
        f"none:apart={fact.apart}",
    ]
    none += [f"none:word={word}" for word in fact.words]
    options: list[Features] = [none]
    claims: list[Fact | None] = [None]
    for n, other in enumerate(same_kind):
        options.append(_pair(fact, other, n == 0, n == len(same_kind) - 1))
        claims.append(other)
    return options, claims


def _pair(fact: Fact, other: Fact, first: bool, last: bool) -> Features:
    features = ["pair", f"first={first}", f"last={last}", f"fields={other.field}>{fact.field}"]
    if fact.sentence == other.sentence:
        features.append("same sentence")
        near = "same"
    elif fact.field == other.field:
        gap = fact.sentence[1] - other.sentence[1]
        near = "next" if gap == 1 else "near" if gap < 4 else "far"
        features.append(f"gap={gap if gap < 4 else '4-7' if gap < 8 else '8+'}")
    else:
        near = "title"
        features.append(f"from title={min(fact.sentence[1], 4)}")
    if fact.names and other.names:
        alike = any(a & b for a in fact.names for b in other.names)
        features.append(f"names={alike}")
    elif fact.names or other.names:
        features.append(f"names one side:{'later' if fact.names else 'earlier'}")
    numbers = _numbers(fact, other)
    if fact.apart:
        features.append(f"{numbers}:apart={fact.apart}")
    features.append(numbers)
    features.append(f"{numbers}:{near}")
    agreement = [
        f"cause={_compare(fact.cause, other.cause, 'unknown')}",
        f"when={_compare(fact.when, other.when, '')}",
        f"place={_sets(fact.place, other.place)}",
        f"by={_compare(fact.by, other.by, '')}",
        f"side={_sets(fact.side, other.side)}",
        f"scope={other.scope}>{fact.scope}",
        f"head={_compare(fact.head, other.head, '')}",
        f"other={fact.other}",
        f"definite={fact.definite}",
    ]
    features += [f"{numbers}:{agrees}" for agrees in agreement]
    features.append(f"by={_compare(fact.by, other.by, '')}")
    features.append(f"head={_compare(fact.head, other.head, '')}")
    unlike = sum(agrees.endswith("=other") for agrees in agreement)
    features.append(f"unlike={min(unlike, 3)}")
    features.append(f"{numbers}:unlike={min(unlike, 3)}")
    features.append(f"precision={other.precision}>{fact.precision}")
    if fact.people and other.people:
        share = len(fact.people & other.people) / min(len(fact.people), len(other.people))
        features.append(f"people={'all' if share == 1 else 'some' if share > 0 else 'none'}")
    features.append(f"role={_compare(fact.role, other.role, 'unknown')}")
    features.append(f"cause={_compare(fact.cause, other.cause, 'unknown')}")
    features.append(f"place={_sets(fact.place, other.place)}")
    features.append(f"side={_sets(fact.side, other.side)}")
    features.append(f"when={_compare(fact.when, other.when, '')}")
    features.append(f"scope={other.scope}>{fact.scope}")
    both = [word for word in fact.words if word in other.words]
    shared = f"shared words={min(len(both), 5)}"
    features += [f"{shared}:{near}", f"{shared}:{numbers}"]
    features += [f"trigger={other.trigger}>{fact.trigger}", f"{numbers}:trigger={fact.trigger}"]
    features += [f"both={word}" for word in both]
    features += [f"later={word}" for word in fact.words if word not in other.words]
    if fact.opening == other.opening:
        features.append("copy")
    if fact.definite:
        features.append("definite")
    if fact.other:
        features.append("other")
    if fact.zero or other.zero:
        features.append("zero")
    return features


def _numbers(fact: Fact, other: Fact) -> str:
    a, b = fact.low if fact.low is not None else fact.high, other.low if other.low is not None else other.high
    if fact.precision == "vague" or other.precision == "vague" or a is None or b is None:
        return "numbers=vague both" if fact.precision == other.precision == "vague" else "numbers=vague one"
    if a == b:
        return f"numbers=equal {'one' if a == 1 else 'two' if a == 2 else 'few' if a < 10 else 'many'}"
    return f"numbers={'smaller' if a < b else 'larger'}"


def _compare(a: str | None, b: str | None, unknown: str) -> str:
    if a in (unknown, None) or b in (unknown, None):
        return "open"
    return "same" if a == b else "other"


def _sets(a: set[str], b: set[str]) -> str:
    if not a or not b:
        return "open"
    return "same" if a & b else "other"
