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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schemas.claim import PlaceMention, PlacePrecision
from services.arabic.nationalities import nation_of_adjective, nation_of_name
from services.arabic.normalize import normalize
from services.arabic.phrases import stems, words_of
from services.places.mentions import PlaceSpan, spellings
from services.places.records import AREA_KINDS, Place
from services.places.word_classes import word_class

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer

# Scores are added to `Place.importance`, which runs from 2 (a village) to 9 (a country).
TYPE_FITS, TYPE_RANK, TYPE_MISFIT = 3.0, 0.5, -2.0
NO_POINT = -0.7
INSIDE_NAMED, NEAR_NAMED, ELSEWHERE = 10.0, 5.0, -8.0
INSIDE_BESIDE, NEAR_BESIDE, COUNTRY_BESIDE, COUNTRY_NOT_BESIDE = 6.0, 3.0, 1.5, -2.0
COUNTRY_OF_ARTICLE, AREA_OF_ARTICLE, COUNTRY_OF_OUTLET = 4.0, 1.5, 0.7
# Without a word of support, only places known as widely as a large city are taken.
WIDELY_KNOWN = 5.5
# Kinds of things that are named for a town without lying in it ("طريق الدمام").
NOT_IN_TOWNS = frozenset(("street", "dam", "sea", "country"))
# Of lesser known places, what share of its country words the article must give to theirs.
KNOWN, SOME_SHARE, LARGE_SHARE, MOST = 4.0, 0.1, 0.3, 0.6
# A place so well known, whose name nobody else bears elsewhere, needs no context at all.
CERTAIN = 4.7
# What a country has over a capital of its own name elsewhere, before the context speaks.
COUNTRY_LEAD = 2.5
# Two candidates closer than this in score are not told apart.
MARGIN = 0.5
SAME_PLACE_KM, NEAR_KM = 20.0, 60.0
# How far from a text's end a place beside it may begin, and before its start end: a few words.
BEHIND, BEFORE = 45, 30

_SENTENCE_END = re.compile(r"[.!?;\n]")
_DISTANCE = re.compile(r"(\d+)\s*(?:كم|كلم|كيلومتر|كيلومترا|كيلو|ميل|ميلا)\b")


class PlaceContext:
    """What stands around a place's text: its sentence and its article (folded), the outlet and its address.

    The places of the article are looked for when a decision first needs them, and kept: use one context for all claims of an
    article, with `within` for the sentence.
    """

    __slots__ = ("_kept", "article", "sentence", "source", "url")

    def __init__(
        self, *, article: str = "", sentence: str = "", source: str | None = None, url: str | None = None
    ) -> None:
        self.article = article or sentence
        self.sentence = sentence
        self.source = source
        self.url = url
        self._kept: list[_Around] = []

    def within(self, sentence: str) -> PlaceContext:
        """The same article, another sentence."""
        other = PlaceContext(article=self.article, sentence=sentence, source=self.source, url=self.url)
        other._kept = self._kept
        return other

    def outlet_country(self, gazetteer: Gazetteer) -> str | None:
        """The country that the outlet reports on first."""
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        for key in (self.source, host.removeprefix("www.")):
            if key and key in gazetteer.outlets:
                return gazetteer.outlets[key]
        return None

    def around(self, gazetteer: Gazetteer) -> _Around:
        """The places of the article."""
        if not self._kept:
            self._kept.append(_Around(gazetteer, self.article))
        return self._kept[0]


class _Around:
    """The places of a text: where they stand, and how often it names each country and admin 1 area beyond doubt."""

    __slots__ = ("areas", "countries", "spans", "text")

    def __init__(self, gazetteer: Gazetteer, folded: str) -> None:
        self.text = folded
        self.spans = list(gazetteer.place_mentions(folded))
        self.countries: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()
        for span in self.spans:
            for name in span.names:
                best = gazetteer.beyond_doubt(name)
                if best is not None:
                    self.countries[best.country] += 1
                    area = best.id if best.kind == "admin1" else best.admin1
                    if area:
                        self.areas[area] += 1
        by_adjective = nation_of_adjective()
        for word, _, _ in words_of(folded):
            if word in by_adjective:
                self.countries[by_adjective[word].code] += 1

    def beside(self, gazetteer: Gazetteer, folded: str) -> tuple[list[Place], list[Place]]:
        """Places that stand right behind or before an occurrence of `folded`, in its sentence, the nearest first.

        The second list holds those of them that the wording makes its area: behind it, linked by nothing but a preposition.
        """
        links = word_class("link") | word_class("direction")
        found: list[tuple[int, Place]] = []
        linked: list[tuple[int, Place]] = []
        at = self.text.find(folded)
        while at >= 0:
            end = at + len(folded)
            for span in self.spans:
                if span.end <= at:
                    gap, limit, between = at - span.end, BEFORE, self.text[span.end : at]
                elif span.start >= end:
                    gap, limit, between = span.start - end, BEHIND, self.text[end : span.start]
                else:
                    continue
                if gap <= limit and not _SENTENCE_END.search(between):
                    noun = gazetteer.type_nouns.by_noun.get(span.noun or "")
                    place = beyond_doubt(gazetteer.named(span.names[0]), noun.kinds if noun else ())
                    if place is not None:
                        found.append((gap, place))
                        if span.start >= end and all(word in links for word, _, _ in words_of(between.rstrip(" وبل"))):
                            linked.append((gap, place))
            at = self.text.find(folded, end)
        found.sort(key=lambda pair: pair[0])
        linked.sort(key=lambda pair: pair[0])
        return [place for _, place in found], [place for _, place in linked]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for one candidate or another: places named with it, beside it, in its article; the outlet's country.

    The article is read only where a name leaves a choice.
    """

    gazetteer: Gazetteer
    context: PlaceContext
    folded: str
    containers: list[Place]
    is_head: bool

    @property
    def around(self) -> _Around:
        return self.context.around(self.gazetteer)

    @property
    def beside(self) -> list[Place]:
        return self.around.beside(self.gazetteer, self.folded)[0] if self.is_head else []

    @property
    def outlet(self) -> str | None:
        return self.context.outlet_country(self.gazetteer)


def resolve(gazetteer: Gazetteer, text: str, context: PlaceContext) -> PlaceMention:
    """See `Gazetteer.resolve`."""
    folded = normalize(text).text
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
    containers: list[Place] = []
    for span in reversed(spans[heads:]):
        evidence = _Evidence(gazetteer, context, folded, containers, False)
        places = [_choose(gazetteer, name, span, evidence) for name in span.names]
        containers = [p for p in places if p is not None] + containers
    evidence = _Evidence(gazetteer, context, folded, containers, True)
    chosen = [_choose(gazetteer, name, span, evidence) for span in spans[:heads] for name in span.names]
    found = [place for place in chosen if place is not None]
    if len(chosen) > 1:
        place = _common_area(gazetteer, found)
        return _mention(gazetteer, text, place, None) if place else PlaceMention(text=text)
    head = spans[0]
    if found:
        return _mention(gazetteer, text, found[0], _precision(gazetteer, folded, head, found[0]))
    wider = containers[0] if containers else None
    if wider is None and head.noun is not None:
        linked = context.around(gazetteer).beside(gazetteer, folded)[1]
        wider = next((p for p in linked if p.kind in AREA_KINDS or p.kind == "city"), None)
    if wider is not None:
        return _mention(gazetteer, text, wider, _precision_of_fallback(head, wider))
    nation = _of_nation(gazetteer, folded)
    return _mention(gazetteer, text, nation, None) if nation else PlaceMention(text=text)


def _whole(gazetteer: Gazetteer, folded: str, context: PlaceContext) -> Place | None:
    """The place whose name, also an ordinary word, is the whole text: only in an area that the article names besides."""
    nation = nation_of_name().get(folded)
    if nation is not None:
        return gazetteer.get(nation.code)
    around = context.around(gazetteer)
    inside = [p for p in _candidates(gazetteer, folded) if p.kind not in AREA_KINDS and around.areas[p.admin1]]
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


def _choose(gazetteer: Gazetteer, name: str, span: PlaceSpan, evidence: _Evidence) -> Place | None:
    """The entry that a name means, or None where it has none, or several that nothing tells apart."""
    candidates = _candidates(gazetteer, name)
    noun = gazetteer.type_nouns.by_noun.get(span.noun) if span.noun else None
    first, _, rest = name.partition(" ")
    if noun is None and rest and gazetteer.type_nouns.is_noun(first):
        # "ميدان التحرير" is a name of its own in one city, type noun and name in another.
        noun = gazetteer.type_nouns.by_noun.get(first)
        candidates += [p for p in _candidates(gazetteer, rest) if noun and p.kind in noun.kinds and p not in candidates]
    if not candidates:
        return None
    kinds = noun.kinds if noun else ()
    if all(p.country == candidates[0].country and _may_be(p, kinds, name in gazetteer.ordinary) for p in candidates):
        certain = beyond_doubt([p for _, p in _without_own_area([(0.0, p) for p in candidates], kinds)], kinds)
        if certain is not None and certain.importance >= CERTAIN and certain.lat is not None:
            return certain
    ordinary = name in gazetteer.ordinary
    fitting = [p for p in candidates if _may_be(p, kinds, ordinary)]
    if not fitting:
        areas = evidence.around.areas
        fitting = [p for p in candidates if p.kind == "admin2" and areas[p.admin1] and _may_be(p, kinds[:0], ordinary)]
        fitting = fitting if kinds[0] not in NOT_IN_TOWNS else []
    if not fitting:
        return None
    unique = len(fitting) == 1 and " " in name
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
        return _common_area(gazetteer, [best, *rivals])
    return best


def _may_be(place: Place, kinds: tuple[str, ...], ordinary: bool) -> bool:
    """Whether a place can be what a type noun of these kinds announces.

    A quarter or camp is no district; a road, street, dam or field of a town's name is not in that town, a hospital or prison mostly
    is; of names that are ordinary words only the right kind counts there ("مستشفى الأمل").
    """
    if not kinds or place.kind in kinds:
        return True
    if place.kind in AREA_KINDS and not AREA_KINDS.intersection(kinds):
        return False
    if kinds[0] in NOT_IN_TOWNS:
        return False
    return not (kinds[0] == "landmark" and ordinary)


def _candidates(gazetteer: Gazetteer, name: str) -> list[Place]:
    return list({p.id: p for spelling in _spellings(name) for p in gazetteer.named(spelling)}.values())


def _spellings(name: str) -> Iterator[str]:
    yield name
    first, _, rest = name.partition(" ")
    for other in spellings(first):
        yield f"{other} {rest}" if rest else other


def _scorer(kinds: tuple[str, ...], evidence: _Evidence) -> Callable[[Place], float]:
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
    if any(_lies_in(place, other) for other in others):
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


def _supported(place: Place, evidence: _Evidence, unique: bool) -> bool:
    """Whether more than its name speaks for a place: the less known it is, the more must.

    A quarter or building needs its town's area, a village its area or an article that is about its country; a name of several
    words that nothing else bears is enough for a place in the Arab world or next to it.
    """
    if any(_contradicts(area, place) for area in evidence.containers):
        return False
    if unique and place.near:
        return True
    around = evidence.around
    area = place.id if place.kind == "admin1" else place.admin1
    if any(other.country == place.country for other in evidence.containers) or (area and around.areas[area] > 0):
        return True
    if place.kind in ("neighbourhood", "street") or (place.within and place.lat is None):
        total = sum(around.countries.values())
        return total > 0 and around.countries[place.country] / total >= MOST
    if any(other.country == place.country for other in evidence.beside):
        return True
    total = sum(around.countries.values())
    share = around.countries[place.country] / total if total else 0.0
    if place.importance >= WIDELY_KNOWN:
        return True
    if place.importance >= KNOWN:
        return share >= SOME_SHARE or evidence.outlet == place.country
    return share >= LARGE_SHARE or (evidence.outlet == place.country and share >= SOME_SHARE)


def _contradicts(area: Place, place: Place) -> bool:
    """Whether the text puts a place into an area that it does not lie in ("قرية كذا بريف إدلب")."""
    if not place.country or not area.country:
        return False
    if area.country != place.country:
        return True
    of_area = area.id if area.kind == "admin1" else area.admin1
    of_place = place.id if place.kind == "admin1" else place.admin1
    return bool(of_area and of_place) and of_area != of_place and distance(area, place) > NEAR_KM


def beyond_doubt(places: list[Place], kinds: tuple[str, ...] = ()) -> Place | None:
    """The entry that a name means whatever the context: far better known than its namesakes in other countries."""
    if not places:
        return None

    def known(place: Place) -> float:
        return place.importance + (TYPE_FITS - kinds.index(place.kind) * TYPE_RANK if place.kind in kinds else 0.0)

    best = max(places, key=lambda p: (known(p), p.id))
    if any(p.country != best.country and known(p) > known(best) - 1.5 for p in places):
        return None
    if any(distance(p, best) > NEAR_KM and known(p) > known(best) - 0.5 for p in places):
        return None
    return best


def _lies_in(place: Place, area: Place) -> bool:
    return area.id in (place.admin1, place.admin2, place.within, place.country) and place.id != area.id


def _common_area(gazetteer: Gazetteer, places: list[Place]) -> Place | None:
    """The smallest area that holds all the places, None where they lie in several countries."""
    if not places:
        return None
    for level in ("admin2", "admin1", "country"):
        ids = {place.id if place.kind == level else getattr(place, level) for place in places}
        if len(ids) == 1 and (area := ids.pop()):
            return gazetteer.get(area)
    return None


def _precision(gazetteer: Gazetteer, folded: str, head: PlaceSpan, place: Place) -> PlacePrecision:
    """How far the point of a place is that of the text: less far for "ريف" and for a distance or a direction from it."""
    noun = gazetteer.type_nouns.by_noun.get(head.noun) if head.noun else None
    distant = _DISTANCE.search(folded)
    if distant and place.kind != "country":
        return "admin1" if int(distant[1]) < 60 else "country"
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


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, on a flat earth: good to a percent at the distances that matter here."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) * 111.2
