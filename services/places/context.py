"""What stands around a place's text: its article, the places named there and beside it, the outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.arabic.nationalities import nation_of_adjective
from services.arabic.phrases import words_of
from services.places.geography import beyond_doubt
from services.places.records import Place
from services.places.word_classes import word_class

if TYPE_CHECKING:
    from services.places.gazetteer import Gazetteer

# How far from a text's end a place beside it may begin, and before its start end, in code points: a few words.
BEHIND, BEFORE = 45, 30
LONGEST_NAME = 40
# How much of an article is read for the countries it is about, in code points, and how often a repeated text is looked at.
READ, OCCURRENCES = 3000, 3
_SENTENCE_END = re.compile(r"[.!?;\n]")


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
        self._kept: list[Around] = []

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

    def around(self, gazetteer: Gazetteer) -> Around:
        """The places of the article."""
        if not self._kept:
            self._kept.append(Around(gazetteer, self.article))
        return self._kept[0]


class Around:
    """What a text says of places: how often it names each country and admin 1 area beyond doubt, and what stands beside a place."""

    def __init__(self, gazetteer: Gazetteer, folded: str) -> None:
        self._gazetteer = gazetteer
        self.text = folded
        self._counters: tuple[Counter[str], Counter[str]] | None = None

    @property
    def countries(self) -> Counter[str]:
        """How often the opening names each country, by its places and by nationalities."""
        return self._counted[0]

    @property
    def areas(self) -> Counter[str]:
        """How often the opening names each admin 1 area, by itself or by its places."""
        return self._counted[1]

    def share(self, country: str) -> float:
        """The share of a country among the country words of the opening."""
        total = sum(self.countries.values())
        return self.countries[country] / total if total else 0.0

    @property
    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        known = self._counters
        if known is None:
            known = self._counters = self._count()
        return known

    def _count(self) -> tuple[Counter[str], Counter[str]]:
        countries: Counter[str] = Counter()
        areas: Counter[str] = Counter()
        opening = self.text[: self.text.find(" ", READ)] if len(self.text) > READ else self.text
        for span in self._gazetteer.place_mentions(opening):
            for name in span.names:
                best = self._gazetteer.beyond_doubt(name)
                # Unlisted towns have quarters of one word's name ("المروة") too: such a one needs evidence, and is none itself.
                if best is not None and (" " in name or best.kind not in ("neighbourhood", "street")):
                    countries[best.country] += 1
                    area = best.id if best.kind == "admin1" else best.admin1
                    if area:
                        areas[area] += 1
        by_adjective = nation_of_adjective()
        for word, _, _ in words_of(opening):
            if word in by_adjective:
                countries[by_adjective[word].code] += 1
        return countries, areas

    def beside(self, folded: str) -> tuple[list[Place], list[Place]]:
        """Places that stand right behind or before an occurrence of `folded`, in its sentence, the nearest first.

        The second list holds those of them that the wording makes its area: behind it, linked by nothing but a preposition.
        """
        found: list[tuple[int, Place]] = []
        linked: list[tuple[int, Place]] = []
        at = self.text.find(folded)
        for _ in range(OCCURRENCES):
            if at < 0:
                break
            end = at + len(folded)
            for gap, place, is_area in self._beside(at, end):
                found.append((gap, place))
                if is_area:
                    linked.append((gap, place))
            at = self.text.find(folded, end)
        found.sort(key=lambda pair: pair[0])
        linked.sort(key=lambda pair: pair[0])
        return [place for _, place in found], [place for _, place in linked]

    def _beside(self, at: int, end: int) -> Iterator[tuple[int, Place, bool]]:
        """Places round one occurrence: how far, which, and whether the wording makes it the area."""
        links = word_class("link") | word_class("direction")
        start = self.text.rfind(" ", 0, max(0, at - BEFORE - LONGEST_NAME)) + 1
        stop = self.text.find(" ", end + BEHIND + LONGEST_NAME)
        for span in self._gazetteer.place_mentions(self.text, start, len(self.text) if stop < 0 else stop):
            if span.end <= at:
                gap, limit, between = at - span.end, BEFORE, self.text[span.end : at]
            elif span.start >= end:
                gap, limit, between = span.start - end, BEHIND, self.text[end : span.start]
            else:
                continue
            if gap > limit or _SENTENCE_END.search(between):
                continue
            noun = self._gazetteer.type_nouns.by_noun.get(span.noun or "")
            place = beyond_doubt(self._gazetteer.named(span.names[0]), noun.kinds if noun else ())
            if place is not None:
                words = words_of(between.rstrip(" وبل"))
                yield gap, place, span.start >= end and all(word in links for word, _, _ in words)


class Evidence:
    """What speaks for one candidate or another: places named with it, beside it, in its article; the outlet's country.

    Each is looked for when a choice first needs it. containers: places that the text names behind this one. is_head: whether the name
    is what the text means, and not one of its containers.
    """

    def __init__(
        self, gazetteer: Gazetteer, context: PlaceContext, folded: str, containers: list[Place], is_head: bool
    ) -> None:
        self._gazetteer = gazetteer
        self._context = context
        self._folded = folded
        self._is_head = is_head
        self.containers = containers
        self._beside: list[Place] | None = None
        self._outlet: tuple[str | None] | None = None

    @property
    def around(self) -> Around:
        """What the article says of places."""
        return self._context.around(self._gazetteer)

    @property
    def beside(self) -> list[Place]:
        """Places that stand beside the text in its article."""
        known = self._beside
        if known is None:
            known = self._beside = self.around.beside(self._folded)[0] if self._is_head else []
        return known

    @property
    def outlet(self) -> str | None:
        """The country that the outlet reports on first."""
        known = self._outlet
        if known is None:
            known = self._outlet = (self._context.outlet_country(self._gazetteer),)
        return known[0]
