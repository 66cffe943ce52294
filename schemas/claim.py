"""Claims: one statement that people became casualties or left their side, with the words it stands on.

`../shared/gold/GUIDELINES.md` defines kinds, roles, causes and counts; `../shared/CONTRACT.md` the shape.
Every `text` is an exact copy of the article; every `start` and `end` counts Unicode code points of the named field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

CasualtyKind = Literal["killed", "injured", "missing", "captured"]
DefectionKind = Literal["defected", "fled", "surrendered"]
Kind = Literal["killed", "injured", "missing", "captured", "defected", "fled", "surrendered"]
ClaimType = Literal["casualty", "defection"]
CountPrecision = Literal["exact", "approximate", "at_least", "at_most", "range", "vague"]
Role = Literal[
    "civilian", "military", "security", "militant", "official", "media", "medical", "aid", "mixed", "unknown"
]
Cause = Literal[
    "airstrike",
    "shelling",
    "clash",
    "bombing",
    "shooting",
    "execution",
    "assassination",
    "stabbing",
    "accident",
    "disaster",
    "other",
    "unknown",
]
PlacePrecision = Literal["exact", "town", "admin2", "admin1", "country"]
WhenPrecision = Literal["day", "range", "week", "month", "year"]
Assertion = Literal["asserted", "uncertain", "denied"]
Scope = Literal["event", "cumulative"]
FieldName = Literal["title", "body"]

SCHEMA_VERSION = "1.0"
TYPE_OF_KIND: dict[str, ClaimType] = {
    "killed": "casualty",
    "injured": "casualty",
    "missing": "casualty",
    "captured": "casualty",
    "defected": "defection",
    "fled": "defection",
    "surrendered": "defection",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many people: `low` to `high` inclusive, None where the text sets no bound; `text`: the number's own words."""

    low: int | None
    high: int | None
    precision: CountPrecision
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An organisation, state or person as the text names it, and its id in the registry of actors where one matches."""

    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The people concerned. `text` is None where the article names nobody."""

    text: str | None
    names: list[str] = field(default_factory=list)
    role: Role = "unknown"
    side: ActorMention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Where it happened: the place's words, and what the gazetteer found; all but `text` None where nothing matched.

    lat, lon: WGS 84 degrees. country: ISO 3166-1 alpha-2.
    """

    text: str
    name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


# `from` is a Python keyword: `encoding` writes `from_` as "from".
@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it happened: the time expression's words, and its first and last day (ISO dates) where they are known."""

    text: str
    from_: str | None = None
    to: str | None = None
    precision: WhenPrecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom the text credits with the statement."""

    text: str
    actor: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word or words that state the claim."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence a claim stands on: `article[field][start:end] == text`, with its trigger inside."""

    field: FieldName
    start: int
    end: int
    text: str
    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReference:
    """The article a claim was taken from."""

    id: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. `cause` is None for defections.

    restates: id of the article's first claim of the same people and kind, else None.
    revises: id of the claim of an earlier article that this one updates, else None.
    withdrawn: the revised article no longer makes the claim that `revises` names; this event repeats its words.
    confidence: 0 to 1, calibrated: the share of claims like this that are right in count, people and assertion.
    """

    id: str
    type: ClaimType
    kind: Kind
    count: Count
    who: Who
    by: ActorMention | None
    cause: Cause | None
    place: PlaceMention | None
    when: When | None
    source: Source | None
    assertion: Assertion
    scope: Scope
    restates: str | None
    evidence: Evidence
    confidence: float
    article: ArticleReference
    extractor_version: str
    schema_version: str = SCHEMA_VERSION
    revises: str | None = None
    withdrawn: bool = False
