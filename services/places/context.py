"""What stands around a place's text: its article, the places named there and beside it, the outlet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
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
class Evidence:
    """What speaks for one candidate or another: places named with it, beside it, in its article; the outlet's country.

    The article is read only where a name leaves a choice.
    """

    gazetteer: Gazetteer
    context: PlaceContext
    folded: str
    containers: list[Place]
    is_head: bool

    @property
    def around(self) -> Around:
        return self.context.around(self.gazetteer)

    @property
    def beside(self) -> list[Place]:
        return self.around.beside(self.gazetteer, self.folded)[0] if self.is_head else []

    @property
    def outlet(self) -> str | None:
        return self.context.outlet_country(self.gazetteer)
