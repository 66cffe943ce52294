"""A claim as a row: its columns, their types and meanings, and what ACLED and UCDP call the same thing.

Nothing is computed that the claim does not state. The codes are those of ACLED's codebook (`time_precision`,
`geo_precision`) and of UCDP's for its georeferenced events (`date_prec`, `where_prec`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas import Claim
from schemas.claim import ActorMention
from services.actors.registry import registry
from services.places.gazetteer import gazetteer
from services.tally import Ledger, Standing

Value = str | int | float | bool | date | None
Kind = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. acled, ucdp: the name of the same thing there, "" where there is none."""

    name: str
    kind: Kind
    meaning: str
    acled: str = ""
    ucdp: str = ""


@dataclass(frozen=True, slots=True)
class _Input:
    claim: Claim
    standing: Standing


_Getter = Callable[[_Input], Value]


def row(claim: Claim, ledger: Ledger) -> dict[str, Value]:
    """The claim as a row, one value a column. `ledger` knows the other claims: the row says how this one counts."""
    given = _Input(claim, ledger.standing(claim))
    return {column.name: get(given) for column, get in _TABLE}


# Identity and time
def _event_date(given: _Input) -> date | None:
    when = given.claim.when
    return date.fromisoformat(when.from_) if when and when.from_ else None


def _end_date(given: _Input) -> date | None:
    when = given.claim.when
    return date.fromisoformat(when.to) if when and when.to else None


def _days(given: _Input) -> int | None:
    first, last = _event_date(given), _end_date(given)
    return (last - first).days + 1 if first and last else None


def _year(given: _Input) -> int | None:
    """The year of the event, None where its dates lie in two years."""
    first, last = _event_date(given), _end_date(given)
    return first.year if first and last and first.year == last.year else None


def _time_precision(given: _Input) -> int | None:
    """ACLED: 1 a day, 2 within a week, 3 within a month; it codes nothing less precise."""
    days = _days(given)
    return None if days is None or days > 31 else 1 if days == 1 else 2 if days <= 7 else 3


def _date_prec(given: _Input) -> int | None:
    """UCDP: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year."""
    days = _days(given)
    if days is None or days > 366:
        return None
    return next(code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most)


# Place
_GEO_PRECISION = {"exact": 1, "town": 1, "admin2": 2, "admin1": 3}
_WHERE_PREC = {"exact": 1, "town": 1, "admin2": 3, "admin1": 4, "country": 6}


def _place(name: str) -> _Getter:
    return lambda given: getattr(given.claim.place, name, None)


def _country(given: _Input) -> str | None:
    code = given.claim.place.country if given.claim.place else None
    entry = gazetteer().get(code) if code else None
    return entry.name if entry else code


def _precision_code(codes: dict[str, int]) -> _Getter:
    return lambda given: codes.get((given.claim.place.precision if given.claim.place else None) or "")


# People
def _mention(get: Callable[[Claim], ActorMention | None], part: Literal["name", "id", "text"]) -> _Getter:
    def value(given: _Input) -> Value:
        mention = get(given.claim)
        if mention is None:
            return None
        if part == "text":
            return mention.text
        if part == "id" or mention.actor is None:
            return mention.actor if part == "id" else mention.text
        actor = registry().get(mention.actor)
        return actor.english if actor else mention.text

    return value


def _best(given: _Input) -> int | None:
    """The number that the text itself gives, where it gives one; a range, a limit or a vague word gives none."""
    count = given.claim.count
    return count.low if count.precision in ("exact", "approximate", "at_least") else None


def _by(claim: Claim) -> ActorMention | None:
    return claim.by


def _side(claim: Claim) -> ActorMention | None:
    return claim.who.side


_TABLE: tuple[tuple[Column, _Getter], ...] = (
    (Column("claim_id", "text", "id of the claim", "event_id_cnty", "id"), lambda g: g.claim.id),
    (Column("type", "text", "casualty or defection"), lambda g: g.claim.type),
    (Column("kind", "text", "what happened to the people"), lambda g: g.claim.kind),
    (Column("cause", "text", "how they came to harm", "sub_event_type"), lambda g: g.claim.cause),
    (
        Column("event_date", "date", "first day of the event, where the text says it", "event_date", "date_start"),
        _event_date,
    ),
    (Column("event_date_end", "date", "last day of the event, inclusive", "", "date_end"), _end_date),
    (Column("year", "integer", "year of the event", "year", "year"), _year),
    (Column("time_precision", "integer", "1 day, 2 week, 3 month", "time_precision"), _time_precision),
    (Column("date_prec", "integer", "1 day, 2 some days, 3 week, 4 month, 5 year", "", "date_prec"), _date_prec),
    (
        Column("date_text", "text", "the time expression as the text has it"),
        lambda g: getattr(g.claim.when, "text", None),
    ),
    (Column("country", "text", "English name of the country", "country", "country"), _country),
    (Column("country_code", "text", "ISO 3166-1 alpha-2 (ACLED's iso is the numeric code)"), _place("country")),
    (Column("admin1", "text", "governorate or province", "admin1", "adm_1"), _place("admin1")),
    (Column("admin2", "text", "district", "admin2", "adm_2"), _place("admin2")),
    (Column("location", "text", "English name of the place", "location", "where_coordinates"), _place("name")),
    (Column("location_text", "text", "the place as the text has it", "", "where_description"), _place("text")),
    (Column("latitude", "number", "degrees, WGS 84", "latitude", "latitude"), _place("lat")),
    (Column("longitude", "number", "degrees, WGS 84", "longitude", "longitude"), _place("lon")),
    (
        Column("geo_precision", "integer", "1 town or better, 2 district, 3 province", "geo_precision"),
        _precision_code(_GEO_PRECISION),
    ),
    (
        Column("where_prec", "integer", "1 town or better, 3 district, 4 province, 6 country", "", "where_prec"),
        _precision_code(_WHERE_PREC),
    ),
    (Column("actor1", "text", "who did it; of a defection, whom they join", "actor1", "side_a"), _mention(_by, "name")),
    (Column("actor1_id", "text", "its id in the registry of actors"), _mention(_by, "id")),
    (Column("actor1_text", "text", "it as the text has it"), _mention(_by, "text")),
    (Column("actor2", "text", "what the people belong to, or leave", "actor2", "side_b"), _mention(_side, "name")),
    (Column("actor2_id", "text", "its id in the registry of actors"), _mention(_side, "id")),
    (Column("actor2_text", "text", "it as the text has it"), _mention(_side, "text")),
    (Column("role", "text", "what the people are"), lambda g: g.claim.who.role),
    (Column("who_text", "text", "the people as the text has them"), lambda g: g.claim.who.text),
    (Column("names", "text", "persons named among them, '; ' between"), lambda g: "; ".join(g.claim.who.names) or None),
    (
        Column("best", "integer", "people: the text's own number", "fatalities (kind killed)", "best (kind killed)"),
        _best,
    ),
    (Column("low", "integer", "people: lower bound", "", "low (kind killed)"), lambda g: g.claim.count.low),
    (Column("high", "integer", "people: upper bound", "", "high (kind killed)"), lambda g: g.claim.count.high),
    (Column("count_precision", "text", "how the text puts the number"), lambda g: g.claim.count.precision),
    (Column("count_text", "text", "the number's own words"), lambda g: g.claim.count.text),
    (Column("standing", "text", "how the claim counts; add up `stands` only"), lambda g: g.standing),
    (Column("assertion", "text", "asserted, uncertain or denied"), lambda g: g.claim.assertion),
    (Column("scope", "text", "event, or cumulative for a long total"), lambda g: g.claim.scope),
    (
        Column("restates", "text", "claim of the same article that counts these people already"),
        lambda g: g.claim.restates,
    ),
    (Column("revises", "text", "claim of an earlier article that this one replaces"), lambda g: g.claim.revises),
    (Column("withdrawn", "boolean", "true: the earlier claim is taken back"), lambda g: g.claim.withdrawn),
    (Column("confidence", "number", "share of claims like this that are right"), lambda g: g.claim.confidence),
    (Column("source", "text", "outlet", "source", "source_office"), lambda g: g.claim.article.source),
    (
        Column("source_date", "text", "when the outlet published it", "", "source_date"),
        lambda g: g.claim.article.published_at,
    ),
    (Column("source_headline", "text", "headline", "", "source_headline"), lambda g: g.claim.article.title),
    (Column("source_url", "text", "address of the article", "", "source_article"), lambda g: g.claim.article.url),
    (
        Column("source_original", "text", "whom the text credits", "", "source_original"),
        lambda g: getattr(g.claim.source, "text", None),
    ),
    (Column("source_original_id", "text", "its id in the registry"), lambda g: getattr(g.claim.source, "actor", None)),
    (Column("notes", "text", "the sentence that the claim stands on", "notes"), lambda g: g.claim.evidence.text),
    (Column("trigger", "text", "the words in it that state the claim"), lambda g: g.claim.evidence.trigger.text),
    (Column("evidence_field", "text", "title or body"), lambda g: g.claim.evidence.field),
    (Column("evidence_start", "integer", "first code point of the sentence"), lambda g: g.claim.evidence.start),
    (Column("evidence_end", "integer", "code point after its last"), lambda g: g.claim.evidence.end),
    (Column("article_id", "text", "id of the article"), lambda g: g.claim.article.id),
    (Column("extractor_version", "text", "version of the extractor"), lambda g: g.claim.extractor_version),
    (Column("schema_version", "text", "version of the claim's schema"), lambda g: g.claim.schema_version),
)

COLUMNS: tuple[Column, ...] = tuple(column for column, _ in _TABLE)
