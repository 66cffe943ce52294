"""Gives the places and parties of an article's claims their coordinates and ids: gazetteer and registry of actors."""

from __future__ import annotations

from schemas import ActorMention, Article, PlaceMention, Source
from services.actors.registry import registry
from services.actors.resolution import ActorContext
from services.actors.source_roles import source_role
from services.claims.text.tokens import Document, Field
from services.places.context import PlaceContext
from services.places.gazetteer import gazetteer

Span = tuple[Field, int, int]


class Identities:
    """What the places and parties of one article are. Texts are exact copies of the article."""

    def __init__(self, article: Article, document: Document) -> None:
        folded = f"{document.title.text}\n{document.body.text}"
        self._gazetteer = gazetteer()
        self._registry = registry()
        self._places = PlaceContext(article=folded, source=article.source, url=article.url)
        self._actors = ActorContext(article=folded, outlet_country=self._places.outlet_country(self._gazetteer))
        self._known_places: dict[str, PlaceMention] = {}
        self._known_actors: dict[tuple[str, str, str | None], str | None] = {}

    def place(self, span: Span | None) -> PlaceMention | None:
        """A place with what the gazetteer knows of it."""
        if span is None:
            return None
        text = _copy(span)
        known = self._known_places.get(text)
        if known is None:
            known = self._known_places[text] = self._gazetteer.resolve(text, self._places, _folded(span))
        return known

    def party(self, span: Span | None, sentence: str, place: PlaceMention | None) -> ActorMention | None:
        """A party with its id. sentence: folded, the claim's own; place: the claim's."""
        if span is None:
            return None
        text = _copy(span)
        return ActorMention(text=text, actor=self._actor(text, _folded(span), sentence, place))

    def source(self, span: Span | None, sentence: str, place: PlaceMention | None) -> Source | None:
        """A source with its id and its role."""
        if span is None:
            return None
        text = _copy(span)
        actor = self._actor(text, _folded(span), sentence, place)
        return Source(text=text, actor=actor, role=source_role(self._registry, actor, text))

    def _actor(self, text: str, folded: str, sentence: str, place: PlaceMention | None) -> str | None:
        country = place.country if place is not None else None
        key = (text, sentence, country)
        if key not in self._known_actors:
            self._known_actors[key] = self._registry.find(text, self._actors.within(sentence, country), folded)
        return self._known_actors[key]


def _copy(span: Span) -> str:
    field, start, end = span
    return field.original(start, end)[2]


def _folded(span: Span) -> str:
    field, start, end = span
    return field.text[start:end]
