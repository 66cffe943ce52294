"""Chooses among the entries of the gazetteer that bear a name: by scores, and by what must speak for the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from services.places.context import Evidence
from services.places.geography import (
    NEAR_KM,
    TYPE_FITS,
    TYPE_MISFIT,
    TYPE_RANK,
    beyond_doubt,
    common_area,
    contradicts,
    distance,
    lies_in,
)
from services.places.mentions import PlaceSpan, spellings
from services.places.records import AREA_KINDS, Place

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer

# Scores, added to `Place.importance`.
NO_POINT = -0.7
INSIDE_NAMED, NEAR_NAMED, ELSEWHERE = 10.0, 5.0, -8.0
INSIDE_BESIDE, NEAR_BESIDE, COUNTRY_BESIDE, COUNTRY_NOT_BESIDE = 6.0, 3.0, 1.5, -2.0
COUNTRY_OF_ARTICLE, AREA_OF_ARTICLE, COUNTRY_OF_OUTLET = 4.0, 1.5, 0.7
# Without a word of support, only places known as widely as a large city are taken.
WIDELY_KNOWN = 5.5
# Of lesser known places, what share of its country words the article must give to theirs.
KNOWN, SOME_SHARE, LARGE_SHARE, MOST = 4.0, 0.1, 0.3, 0.6
# A place so well known, whose name nobody else bears elsewhere, needs no context at all.
CERTAIN = 4.7
# What a country has over a capital of its own name elsewhere, before the context speaks.
COUNTRY_LEAD = 2.5
# A quarter that bears the name of a town of so many people is not that town.
LARGE_TOWN = 50_000
# Kinds of things that are named for a town without lying in it ("طريق الدمام").
NOT_IN_TOWNS = frozenset(("street", "dam", "sea", "country"))
# Two candidates closer than this in score are not told apart, unless they are one place.
MARGIN, SAME_PLACE_KM = 0.5, 20.0


def choose(gazetteer: Gazetteer, name: str, span: PlaceSpan, evidence: Evidence) -> Place | None:
    """The entry that a name means, or None where it has none, or several that nothing tells apart."""
    candidates = candidates_of(gazetteer, name)
    noun = gazetteer.type_nouns.by_noun.get(span.noun) if span.noun else None
    first, _, rest = name.partition(" ")
    if noun is None and rest and gazetteer.type_nouns.is_noun(first):
        # "ميدان التحرير" is a name of its own in one city, type noun and name in another.
        noun = gazetteer.type_nouns.by_noun.get(first)
        candidates += [
            p for p in candidates_of(gazetteer, rest) if noun and p.kind in noun.kinds and p not in candidates
        ]
    if not candidates:
        return None
    kinds = noun.kinds if noun else ()
    if all(p.country == candidates[0].country and _may_be(p, kinds, gazetteer.is_ordinary(name)) for p in candidates):
        certain = beyond_doubt([p for _, p in _without_own_area([(0.0, p) for p in candidates], kinds)], kinds)
        if (
            certain is not None
            and certain.lat is not None
            and certain.importance >= (CERTAIN if certain.near else WIDELY_KNOWN)
            and not gazetteer.is_ordinary(name)
        ):
            return certain
    ordinary = gazetteer.is_ordinary(name)
    fitting = [p for p in candidates if _may_be(p, kinds, ordinary)]
    if not fitting:
        areas = evidence.around.areas
        fitting = [p for p in candidates if p.kind == "admin2" and areas[p.admin1] and _may_be(p, kinds[:0], ordinary)]
        fitting = fitting if kinds[0] not in NOT_IN_TOWNS else []
    if not fitting:
        return None
    unique = len(fitting) == 1 and " " in name
    if len(fitting) == 1:
        return fitting[0] if _supported(fitting[0], evidence, unique) else None
    score_of = _scorer(kinds, evidence)
    scored = sorted(((score_of(p), p) for p in fitting), key=lambda s: (-s[0], s[1].id))
    scored = _without_own_area(scored, kinds)
    score, best = scored[0]
    if not _supported(best, evidence, unique):
        return None

    def point(place: Place) -> Place:
        return place if place.lat is not None or not place.within else gazetteer.get(place.within) or place

    rivals = [p for s, p in scored[1:] if score - s < MARGIN and distance(point(p), point(best)) > SAME_PLACE_KM]
    if rivals:
        return common_area(gazetteer, [best, *rivals])
    return best


def candidates_of(gazetteer: Gazetteer, name: str) -> list[Place]:
    return list({p.id: p for spelling in _spellings(name) for p in gazetteer.named(spelling)}.values())


def _spellings(name: str) -> Iterator[str]:
    yield name
    first, _, rest = name.partition(" ")
    for other in spellings(first):
        yield f"{other} {rest}" if rest else other


def _may_be(place: Place, kinds: tuple[str, ...], ordinary: bool) -> bool:
    """Whether a place can be what a type noun of these kinds announces.

    A quarter or camp is no district; a road, street, dam or field of a town's name is not in that town, a hospital or prison mostly
    is; of names that are ordinary words only the right kind counts there ("مستشفى الأمل").
    """
    if not kinds or place.kind in kinds:
        return True
    if place.kind in AREA_KINDS and not AREA_KINDS.intersection(kinds):
        return False
    if kinds[0] in NOT_IN_TOWNS or (kinds[0] == "neighbourhood" and place.population >= LARGE_TOWN):
        return False
    return not (kinds[0] == "landmark" and ordinary)


def _scorer(kinds: tuple[str, ...], evidence: Evidence) -> Callable[[Place], float]:
    """How much speaks for a candidate, given the kinds that the type noun asks for."""
    beside, outlet = evidence.beside, evidence.outlet
    countries, areas = evidence.around.countries, evidence.around.areas
    total = sum(countries.values())

    def score(place: Place) -> float:
        sum_ = place.importance
        if place.kind in kinds:
            sum_ += TYPE_FITS - kinds.index(place.kind) * TYPE_RANK
        elif kinds:
            sum_ += TYPE_MISFIT
        if place.lat is None and not place.within:
            sum_ += NO_POINT
        if evidence.containers:
            sum_ += _nearness(place, evidence.containers, INSIDE_NAMED, NEAR_NAMED, 0.0, ELSEWHERE)
        if beside:
            sum_ += _nearness(place, beside, INSIDE_BESIDE, NEAR_BESIDE, COUNTRY_BESIDE, COUNTRY_NOT_BESIDE)
        if total:
            sum_ += COUNTRY_OF_ARTICLE * countries[place.country] / total
        if areas[place.id if place.kind == "admin1" else place.admin1]:
            sum_ += AREA_OF_ARTICLE
        if outlet == place.country:
            sum_ += COUNTRY_OF_OUTLET
        return sum_

    return score


def _nearness(
    place: Place, others: Iterable[Place], inside: float, near: float, country: float, elsewhere: float
) -> float:
    others = [other for other in others if other.id != place.id]
    if not others:
        return 0.0
    if any(lies_in(place, other) for other in others):
        return inside
    same = [other for other in others if other.country == place.country]
    if any(distance(place, other) < NEAR_KM for other in same):
        return near
    return country if same else elsewhere


def _without_own_area(scored: list[tuple[float, Place]], kinds: tuple[str, ...]) -> list[tuple[float, Place]]:
    """Without a type noun, "حلب" is the town and not the governorate or district round it: their points are the same."""
    if kinds:
        return scored
    nations = [(s, p) for s, p in scored if p.kind == "country"]
    abroad = [(s, p) for s, p in scored if p.importance >= CERTAIN and all(p.country != n.country for _, n in nations)]
    if nations and not abroad:  # "تونس", "الجزائر": the country, unless a type noun asks for the town
        return nations
    if nations:  # "عمان" is a country and the capital of another
        return sorted(
            ((s - COUNTRY_LEAD if p.kind == "country" else s, p) for s, p in scored), key=lambda pair: -pair[0]
        )
    towns = [p for _, p in scored if p.kind not in AREA_KINDS]
    return [
        (s, p)
        for s, p in scored
        if p.kind not in ("admin1", "admin2") or not any(distance(p, t) < 1 and t.country == p.country for t in towns)
    ] or scored


def _supported(place: Place, evidence: Evidence, unique: bool) -> bool:
    """Whether more than its name speaks for a place: the less known it is, the more must.

    A quarter or building needs its town's area, a village its area or an article that is about its country; a name of several
    words that nothing else bears is enough for a place in the Arab world or next to it.
    """
    if any(contradicts(area, place) for area in evidence.containers):
        return False
    if unique and place.near:
        return True
    if any(other.country == place.country for other in evidence.containers):
        return True
    # The article is read last: what stands beside a place tells more, and sooner.
    if place.kind in ("neighbourhood", "street") or (place.within and place.lat is None):
        return evidence.around.areas[place.admin1] > 0 or evidence.around.share(place.country) >= MOST
    if place.importance >= WIDELY_KNOWN or any(other.country == place.country for other in evidence.beside):
        return True
    at_home = evidence.outlet == place.country
    if place.importance >= KNOWN and at_home:
        return True
    if evidence.around.areas[place.id if place.kind == "admin1" else place.admin1]:
        return True
    return evidence.around.share(place.country) >= (SOME_SHARE if place.importance >= KNOWN or at_home else LARGE_SHARE)
