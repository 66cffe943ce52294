"""Decides which entry of the gazetteer a place's text means, from the text itself and what stands around it.

Goal: the point an analyst would put on the map. The costlier error is a wrong point, so a name that fits several places and is
supported by nothing stays unresolved, and a village nobody lists falls back to the area that the text names beside it.

Evidence, strongest first: the kind that a type noun asks for; places that the same text names behind it ("بريف دير الزور"); places
that stand beside the text wherever the article repeats it; the article's other places and nationality words; the outlet's
country; how well known a place is. Known failure: an article about one country that mentions a place abroad which shares
its name with a place at home, and says no more about it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.claim import PlaceMention, PlacePrecision
from services.arabic.nationalities import nation_of_adjective, nation_of_name
from services.arabic.phrases import stems, words_of
from services.places.candidates import KNOWN, LARGE_SHARE, candidates_of, choose
from services.places.context import Evidence, PlaceContext
from services.places.geography import common_area
from services.places.mentions import PlaceSpan
from services.places.records import AREA_KINDS, Place
from services.places.word_classes import word_class

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer

_DISTANCE = re.compile(r"(?<!\d)(\d{1,6})\s*+(?:كم|كلم|كيلومتر|كيلومترا|كيلو|ميل|ميلا)\b")
# What stands between the ends of a road: a dash or stroke, or nothing.
_BETWEEN_ENDS = re.compile(r"(?:[\s/\\–—-]|&#\d{1,6};)+")
# A text that lies this far from the place it names is still in its admin 1 area.
FAR_KM = 60


def resolve(gazetteer: Gazetteer, text: str, folded: str, context: PlaceContext) -> PlaceMention:
    """See `Gazetteer.resolve`."""
    capital = _capital(gazetteer, folded)
    if capital is not None:
        return _mention(gazetteer, text, capital, None)
    spans = list(gazetteer.places_in(folded))
    if not spans:
        place = _whole(gazetteer, folded, context) or _of_nation(gazetteer, folded)
        return _mention(gazetteer, text, place, None) if place else PlaceMention(text=text)
    # The first place and those joined to it by "and" are meant; the others say where they lie.
    heads = 1
    while heads < len(spans) and spans[heads].particles.startswith("و"):
        heads += 1
    ends = _road_ends(folded, spans)
    if ends:
        places = [choose(gazetteer, end.names[0], end, Evidence(gazetteer, context, folded, [], True)) for end in ends]
        place = common_area(gazetteer, [p for p in places if p is not None]) if all(places) else None
        return _mention(gazetteer, text, place, None) if place else PlaceMention(text=text)
    containers: list[Place] = []
    for span in reversed(spans[heads:]):
        evidence = Evidence(gazetteer, context, folded, containers, False)
        places = [choose(gazetteer, name, span, evidence) for name in span.names]
        containers = [p for p in places if p is not None] + containers
    evidence = Evidence(gazetteer, context, folded, containers, True)
    chosen = [choose(gazetteer, name, span, evidence) for span in spans[:heads] for name in span.names]
    found = [place for place in chosen if place is not None]
    if len(chosen) > 1:
        place = common_area(gazetteer, found)
        return _mention(gazetteer, text, place, None) if place else PlaceMention(text=text)
    head = spans[0]
    if found:
        return _mention(gazetteer, text, found[0], _precision(gazetteer, folded, head, found[0]))
    wider = containers[0] if containers else None
    if wider is None and head.noun is not None:
        linked = context.around(gazetteer).beside(folded)[1]
        wider = next((p for p in linked if p.kind in AREA_KINDS or p.kind == "city"), None)
    if wider is not None:
        return _mention(gazetteer, text, wider, _precision_of_fallback(head, wider))
    nation = _of_nation(gazetteer, folded)
    return _mention(gazetteer, text, nation, None) if nation else PlaceMention(text=text)


def _road_ends(folded: str, spans: list[PlaceSpan]) -> list[PlaceSpan]:
    """The two ends of a road ("طريق الرياض - الطائف"), [] where the text is none or says where the road lies.

    It lies somewhere between them, so only an area that holds both is supported.
    """
    if len(spans) != 2 or spans[0].noun != "طريق" or spans[1].noun is not None or spans[1].particles:
        return []
    if not _BETWEEN_ENDS.fullmatch(folded[spans[0].end : spans[1].start]):
        return []
    return [spans[0]._replace(noun=None), spans[1]]


def _whole(gazetteer: Gazetteer, folded: str, context: PlaceContext) -> Place | None:
    """The place whose name, also an ordinary word, is the whole text: only in an area that the article names besides."""
    nation = nation_of_name().get(folded)
    if nation is not None:
        return gazetteer.get(nation.code)
    around = context.around(gazetteer)
    total = sum(around.countries.values())
    # "إب", "حجة": folded they are words, but a text that is nothing else means the town or area of the article's country.
    for place in sorted(candidates_of(gazetteer, folded), key=lambda p: (-p.importance, p.id)):
        if place.importance >= KNOWN and total and around.countries[place.country] / total >= LARGE_SHARE:
            return place
    inside = [p for p in candidates_of(gazetteer, folded) if p.kind not in AREA_KINDS and around.areas[p.admin1]]
    return inside[0] if len(inside) == 1 else None


def _capital(gazetteer: Gazetteer, folded: str) -> Place | None:
    """The capital that "العاصمة العراقية" or "عاصمة تشاد" means, and nothing else stands in the text."""
    words = [word for word, _, _ in words_of(folded)]
    if len(words) != 2 or not any(stem.text in word_class("capital") for stem in stems(words[0])):
        return None
    nation = nation_of_adjective().get(words[1]) or (
        nation_of_name().get(words[1]) if words[0].endswith("عاصمه") else None
    )
    if nation is None or (words[0] == "العاصمه" and words[1] in nation_of_name()):
        return None
    return gazetteer.capital(nation.code)


def _of_nation(gazetteer: Gazetteer, folded: str) -> Place | None:
    """The country of a text like "الحدود السورية", None where it names two."""
    words = [word for word, _, _ in words_of(folded)]
    by_adjective = nation_of_adjective()
    found = {n.code for word in words if (n := by_adjective.get(word)) is not None}
    for before, word in pairwise(words):
        nation = by_adjective.get(word)
        if nation is not None and len(found) == 1 and any(s.text in word_class("of_country") for s in stems(before)):
            return gazetteer.get(nation.code)
    return None


def _precision(gazetteer: Gazetteer, folded: str, head: PlaceSpan, place: Place) -> PlacePrecision:
    """How far the point of a place is that of the text: less far for "ريف" and for a distance or a direction from it."""
    noun = gazetteer.type_nouns.by_noun.get(head.noun) if head.noun else None
    distant = _DISTANCE.search(folded)
    if distant and place.kind != "country":
        return "admin1" if int(distant[1]) < FAR_KM else "country"
    narrow = place.precision in ("exact", "town")
    if narrow and noun is not None and noun.wide:
        return "admin2"
    if narrow and any(word in word_class("direction") for word, _, _ in words_of(folded[: head.start])):
        return "admin2"
    return place.precision


def _precision_of_fallback(head: PlaceSpan, wider: Place) -> PlacePrecision | None:
    """A village that is not listed lies somewhere round the town beside it; a street or a quarter lies in it."""
    if wider.precision in ("exact", "town") and head.noun in ("قريه", "بلده", "عزله", "منطقه", "جبل", "وادي", "بلديه"):
        return "admin2"
    return None


def _mention(gazetteer: Gazetteer, text: str, place: Place, precision: PlacePrecision | None) -> PlaceMention:
    def area(id: str) -> Place | None:
        return gazetteer.get(id) if id else None

    admin1 = place if place.kind == "admin1" else area(place.admin1)
    admin2 = place if place.kind == "admin2" else area(place.admin2)
    located, reached = place, precision or place.precision
    if place.lat is None:
        wider_areas: tuple[tuple[Place | None, PlacePrecision], ...] = (
            (area(place.within), "town"),
            (admin2, "admin2"),
            (admin1, "admin1"),
            (area(place.country), "country"),
        )
        for wider, level in wider_areas:
            if wider is not None and wider.lat is not None:
                located, reached = wider, level
                break
    return PlaceMention(
        text=text,
        name=place.name,
        admin1=admin1.name if admin1 else None,
        admin2=admin2.name if admin2 else None,
        country=place.country or None,
        lat=located.lat,
        lon=located.lon,
        precision=reached,
    )
