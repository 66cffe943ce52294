"""How places lie to each other, and which of several namesakes is meant without any context."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING

from services.places.records import Place

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer

# What a type noun adds to `Place.importance`, which runs from 2 (a village) to 9 (a country), where it asks for this kind, less
# TYPE_RANK for each kind that it asks for before; and what it takes away where it asks for another.
TYPE_FITS, TYPE_RANK, TYPE_MISFIT = 3.0, 1.0, -2.0
# How much better known a place must be than namesakes abroad, and than namesakes elsewhere in its country, to be meant anyway.
LEAD_ABROAD, LEAD_AT_HOME = 1.5, 0.5
NEAR_KM = 60.0


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, on a flat earth: good to a percent at the distances that matter here."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) * 111.2


def lies_in(place: Place, area: Place) -> bool:
    return area.id in (place.admin1, place.admin2, place.within, place.country) and place.id != area.id


def contradicts(area: Place, place: Place) -> bool:
    """Whether the text puts a place into an area that it does not lie in ("قرية كذا بريف إدلب")."""
    if not place.country or not area.country:
        return False
    if area.country != place.country:
        return True
    of_area = area.id if area.kind == "admin1" else area.admin1
    of_place = place.id if place.kind == "admin1" else place.admin1
    return bool(of_area and of_place) and of_area != of_place and distance(area, place) > NEAR_KM


def common_area(gazetteer: Gazetteer, places: list[Place]) -> Place | None:
    """The smallest area that holds all the places, None where they lie in several countries."""
    if not places:
        return None
    for level in ("admin2", "admin1", "country"):
        ids = {place.id if place.kind == level else getattr(place, level) for place in places}
        if len(ids) == 1 and (area := ids.pop()):
            return gazetteer.get(area)
    return None


def beyond_doubt(places: list[Place], kinds: tuple[str, ...] = ()) -> Place | None:
    """The entry that a name means whatever the context: far better known than its namesakes in other countries."""
    if not places:
        return None

    def known(place: Place) -> float:
        return place.importance + (TYPE_FITS - kinds.index(place.kind) * TYPE_RANK if place.kind in kinds else 0.0)

    best = max(places, key=lambda p: (known(p), p.id))
    if any(p.country != best.country and known(p) > known(best) - LEAD_ABROAD for p in places):
        return None
    if any(p is not best and distance(p, best) > NEAR_KM and known(p) > known(best) - LEAD_AT_HOME for p in places):
        return None
    return best
