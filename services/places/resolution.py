"""Decides which entry of the gazetteer a place's text means, from the text itself and what stands around it.

Goal: the point an analyst would put on the map. The costlier error is a wrong point, so a name that fits several places and is
supported by nothing stays unresolved, and a village nobody lists falls back to the area that the text names beside it.

Evidence, strongest first: the kind that a type noun asks for; places that the same text names behind it ("بريف دير الزور"); the sentence; the
article's other places and nationality words; the outlet's country; how well known a place is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import cos, hypot, radians
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schemas.claim import PlaceMention, PlacePrecision
from services.arabic.normalize import normalize
from services.places.mentions import PlaceSpan, spellings
from services.places.records import AREA_KINDS, Place

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer


class PlaceContext:
    """What stands around a place's text: its sentence and its article (folded), the outlet and its address.

    The places of the article are looked for when a decision first needs them, and kept: use one context for all claims of an
    article, with `within` for the sentence.
    """

    __slots__ = ("_around", "article", "sentence", "source", "url")

    def __init__(
        self, *, article: str = "", sentence: str = "", source: str | None = None, url: str | None = None
    ) -> None:
        self.article = article
        self.sentence = sentence
        self.source = source
        self.url = url
        self._around: _Around | None = None

    def within(self, sentence: str) -> PlaceContext:
        """The same article, another sentence."""
        other = PlaceContext(article=self.article, sentence=sentence, source=self.source, url=self.url)
        other._around = self._around
        return other

    def outlet_country(self, gazetteer: Gazetteer) -> str | None:
        """The country that the outlet reports on first."""
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        for key in (self.source, host.removeprefix("www.")):
            if key and key in gazetteer.outlets:
                return gazetteer.outlets[key]
        return None

    def around(self, gazetteer: Gazetteer) -> _Around:
        """How often the article names each country and each admin 1 area."""
        if self._around is None:
            self._around = _Around(gazetteer, self.article or self.sentence)
        return self._around


class _Around:
    """Countries and admin 1 areas of a text, counted by its unambiguous places."""

    __slots__ = ("areas", "countries")

    def __init__(self, gazetteer: Gazetteer, folded: str) -> None:
        self.countries: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()
        for span in gazetteer.place_mentions(folded):
            for name in span.names:
                places = gazetteer.named(name)
                if not places:
                    continue
                best = max(places, key=lambda p: p.importance)
                rivals = [p for p in places if p.country != best.country and p.importance > best.importance - 1.5]
                if rivals:
                    continue
                self.countries[best.country] += 1
                area = best.id if best.kind == "admin1" else best.admin1
                if area:
                    self.areas[area] += 1


def resolve(gazetteer: Gazetteer, text: str, context: PlaceContext) -> PlaceMention:
    """See `Gazetteer.resolve`."""
    folded = normalize(text).text
    spans = list(gazetteer.places_in(folded))
    if not spans:
        return PlaceMention(text=text)
    chosen: list[Place] = []
    containers: list[Place] = []
    for span in reversed(spans):
        found = [_choose(gazetteer, name, span, containers, context) for name in span.names]
        places = [p for p in found if p is not None]
        if len(found) > 1:
            common = _common_area(gazetteer, places) if len(places) == len(found) else None
            places = [common] if common else []
        chosen = places
        containers = [*places, *containers]
    if not containers:
        return PlaceMention(text=text)
    place = chosen[0] if chosen else containers[0]
    return _mention(gazetteer, text, place, None)


def _choose(
    gazetteer: Gazetteer, name: str, span: PlaceSpan, containers: list[Place], context: PlaceContext
) -> Place | None:
    candidates = {p.id: p for spelling in _spellings(name) for p in gazetteer.named(spelling)}
    if not candidates:
        return None
    noun = gazetteer.type_nouns.get(span.noun) if span.noun else None
    around = context.around(gazetteer)
    outlet = context.outlet_country(gazetteer)
    scored = []
    for place in candidates.values():
        score = place.importance
        if noun is not None and place.kind in noun.kinds:
            score += 4 - noun.kinds.index(place.kind) * 0.5
        if any(_lies_in(place, c) for c in containers):
            score += 10
        total = sum(around.countries.values())
        if total:
            score += 4 * around.countries[place.country] / total
        if place.admin1 and around.areas[place.admin1]:
            score += 1.5
        if outlet == place.country:
            score += 0.5
        scored.append((score, place.id, place))
    scored.sort(key=lambda s: (-s[0], s[1]))
    return scored[0][2]


def _spellings(name: str) -> Iterator[str]:
    yield name
    first, _, rest = name.partition(" ")
    for other in spellings(first):
        yield f"{other} {rest}" if rest else other


def _lies_in(place: Place, area: Place) -> bool:
    return area.id in (place.admin1, place.admin2, place.country) and place.id != area.id


def _common_area(gazetteer: Gazetteer, places: list[Place]) -> Place | None:
    """The smallest area that holds all the places of a list, None where they lie in several countries."""
    for attribute in ("admin2", "admin1", "country"):
        ids = {getattr(place, attribute) for place in places}
        if len(ids) == 1 and (area := ids.pop()):
            return gazetteer.get(area)
    return None


def _mention(gazetteer: Gazetteer, text: str, place: Place, precision: PlacePrecision | None) -> PlaceMention:
    def area(id: str) -> Place | None:
        return gazetteer.get(id) if id else None

    admin1 = place if place.kind == "admin1" else area(place.admin1)
    admin2 = place if place.kind == "admin2" else area(place.admin2)
    located, reached = place, precision or place.precision
    if place.lat is None:
        for wider, level in ((admin2, "admin2"), (admin1, "admin1"), (area(place.country), "country")):
            if wider is not None and wider.lat is not None:
                located, reached = wider, level  # type: ignore[assignment]
                break
    return PlaceMention(
        text=text,
        name=place.name,
        admin1=admin1.name if admin1 else None,
        admin2=admin2.name if admin2 else None,
        country=place.country,
        lat=located.lat,
        lon=located.lon,
        precision=reached,
    )


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, on a flat earth: good to a percent at the distances that matter here."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) * 111.2


__all__ = ["AREA_KINDS", "PlaceContext", "distance", "resolve"]
