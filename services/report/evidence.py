"""What the page knows of each claim: its words for the reader, and the keys that figures filter by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from schemas import Claim
from schemas.claim import ActorMention, Source
from services.actors.registry import registry
from services.report.outlines import Frame
from services.tally import Ledger

_POINTS = frozenset({"exact", "town"})
_LONGEST_SPAN = timedelta(days=6)  # a week: longer than that, an event has no place on a line of days

Dated = Literal["event", "publication", "nothing"]
Placed = Literal["inside", "outside", "nowhere"]


def record(claim: Claim, ledger: Ledger, frame: Frame | None) -> dict[str, Any]:
    """The claim as the page's script takes it. `frame`: what the map shows."""
    text, trigger, start = claim.evidence.text, claim.evidence.trigger, claim.evidence.start
    before, after = trigger.start - start, trigger.end - start
    place, when = claim.place, claim.when
    return {
        "id": claim.id,
        "kind": claim.kind,
        "standing": ledger.standing(claim),
        "low": claim.count.low,
        "high": claim.count.high,
        "precision": claim.count.precision,
        "day": day(claim),
        "dated": dated_by(claim),
        "placed": placed(claim, frame),
        "place": place_key(claim) or "",
        "by": by_key(claim) or "",
        "side": side_key(claim) or "",
        "outlet": outlet_key(claim) or "",
        "credited": credited_key(claim) or "",
        # In three parts, so that the script needs no count of code points, which JavaScript does not have.
        "sentence": [text[:before], text[before:after], text[after:]],
        "who": claim.who.text,
        "role": claim.who.role,
        "cause": claim.cause,
        "byText": claim.by.text if claim.by else None,
        "sideText": claim.who.side.text if claim.who.side else None,
        "placeText": place.text if place else None,
        "placeName": _place_name(claim),
        "whenText": when.text if when else None,
        "whenDays": " – ".join(dict.fromkeys(filter(None, (when.from_, when.to)))) if when else None,
        "sourceText": claim.source.text if claim.source else None,
        "confidence": claim.confidence,
        "restates": claim.restates,
        "revises": claim.revises,
        "title": claim.article.title,
        "url": claim.article.url if (claim.article.url or "").startswith(("https://", "http://")) else None,
        "published": (claim.article.published_at or "")[:10],
    }


def dated_by(claim: Claim) -> Dated:
    """What puts the claim on the timeline: a date of the event no longer than a week, else the day of publication."""
    when = claim.when
    if when is not None and when.from_ and when.to:
        short = date.fromisoformat(when.to) - date.fromisoformat(when.from_) <= _LONGEST_SPAN
        return "event" if short else "nothing"
    return "publication" if claim.article.published_at else "nothing"


def day(claim: Claim) -> str | None:
    """The ISO day at which the claim stands on the timeline."""
    match dated_by(claim):
        case "event":
            return claim.when.from_ if claim.when else None
        case "publication":
            return (claim.article.published_at or "")[:10]
        case _:
            return None


def point(claim: Claim) -> tuple[float, float] | None:
    """Longitude and latitude in degrees; None where the place is unknown or only a district, a province or a country."""
    place = claim.place
    if place is None or place.lat is None or place.lon is None or place.precision not in _POINTS:
        return None
    return place.lon, place.lat


def placed(claim: Claim, frame: Frame | None) -> Placed:
    """Where the claim is on the map."""
    where = point(claim)
    if where is None or frame is None:
        return "nowhere"
    return "inside" if frame.shows(*where) else "outside"


def place_key(claim: Claim) -> str | None:
    """The place as the map names it, None where it has no point."""
    return None if point(claim) is None else _place_name(claim)


def by_key(claim: Claim) -> str | None:
    """Who did it: id in the registry, else the text."""
    return _actor_key(claim.by)


def side_key(claim: Claim) -> str | None:
    """What the people belong to or leave: id in the registry, else the text."""
    return _actor_key(claim.who.side)


def credited_key(claim: Claim) -> str | None:
    """Whom the text credits: id in the registry, else the text."""
    return _actor_key(claim.source)


def outlet_key(claim: Claim) -> str | None:
    """The outlet's name."""
    return claim.article.source


def actor_name(key: str) -> str:
    """The English name of an actor of the registry, "" for any other key."""
    actor = registry().get(key)
    return actor.english if actor else ""


def _actor_key(mention: ActorMention | Source | None) -> str | None:
    return None if mention is None else mention.actor or mention.text


def _place_name(claim: Claim) -> str | None:
    place = claim.place
    if place is None or place.name is None:
        return None
    parts = (place.name, None if place.admin1 == place.name else place.admin1, place.country)
    return ", ".join(filter(None, parts))
