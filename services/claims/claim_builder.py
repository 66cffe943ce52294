"""From readings to claims: every field of the contract, in the words of the article as received."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from schemas import (
    ActorMention,
    Article,
    ArticleReference,
    Claim,
    Count,
    Evidence,
    PlaceMention,
    Source,
    Trigger,
    When,
    Who,
)
from schemas.claim import TYPE_OF_KIND
from services.claims.agents import Agents
from services.claims.attribution import Attribution
from services.claims.circumstances import Circumstances
from services.claims.confidence import confidence
from services.claims.coreference import restated
from services.claims.frames import Reader
from services.claims.people import People
from services.claims.reading import Reading
from services.claims.scope import scope_of
from services.claims.tokens import Document, Field
from services.claims.version import EXTRACTOR_VERSION


@dataclass(frozen=True, slots=True)
class Copy:
    """A span of the article as received and its exact copy."""

    start: int
    end: int
    text: str


class ClaimBuilder:
    """Builds the claims of one article from its readings, in reading order."""

    def __init__(self, article: Article, document: Document, reader: Reader) -> None:
        self.article = article
        self.document = document
        self.agents = Agents(document, reader)
        self.circumstances = Circumstances(document)
        self.attribution = Attribution()
        self.reference = ArticleReference(
            id=article.id,
            url=article.url,
            source=article.source,
            title=article.title or None,
            published_at=article.published_at,
        )
        self._facts: list[dict[str, Any]] = []

    def build(self, reading: Reading) -> Claim:
        """The claim of one reading."""
        sentence = reading.sentence
        field = sentence.field
        victims = reading.victims
        first, last = sentence.tokens[reading.first], sentence.tokens[reading.last]
        trigger = field.original(first.start, last.end)
        stop = sentence.end
        begin = sentence.start
        while begin < stop and field.text[begin].isspace():
            begin += 1
        while stop > begin and field.text[stop - 1].isspace():
            stop -= 1
        evidence = field.original(begin, stop)
        count = self._count(reading, victims)
        names = self._names(victims)
        who_text = self._who(reading, victims)
        role = self._role(reading, victims)
        side = self.agents.side(reading, role) if not reading.zero else None
        if role == "unknown" and side is not None:
            role = "militant"
        if role == "member":
            role = "militant" if side is not None else "unknown"
        by = self.agents.by(reading)
        cause = self.circumstances.cause(reading)
        place = self.circumstances.place(reading)
        when = self.circumstances.when(reading)
        source = self.attribution.source(sentence, reading.first)
        scope = scope_of(reading)
        claim_id = self._id(reading, trigger)
        fact = {
            "id": claim_id,
            "kind": reading.kind,
            "names": [set(self._fold_words(victims, span)) for span in victims.names] if victims else [],
            "low": count.low,
            "high": count.high,
            "precision": count.precision,
            "zero": reading.zero,
            "other": victims.other if victims else False,
            "sentence": (field.name, sentence.index),
            "field": field.name,
            "role": role,
            "cause": cause,
            "place": set(place[0].field.text[place[1] : place[2]].replace("ال", "").split()) if place else set(),
            "scope": scope,
            "copy": self._title_copy(reading),
        }
        first_mention = restated(fact, self._facts)
        fact["restates_claim"] = first_mention
        self._facts.append(fact)
        return Claim(
            id=claim_id,
            type=TYPE_OF_KIND[reading.kind],
            kind=reading.kind,  # type: ignore[arg-type]
            count=count,
            who=Who(
                text=who_text,
                names=names,
                role=role,  # type: ignore[arg-type]
                side=self._mention(side),
            ),
            by=self._mention(by),
            cause=cause,  # type: ignore[arg-type]
            place=PlaceMention(text=place[0].field.original(place[1], place[2])[2]) if place else None,
            when=self._when(when),
            source=Source(text=source[0].field.original(source[1], source[2])[2]) if source else None,
            assertion=reading.assertion,  # type: ignore[arg-type]
            scope=scope,
            restates=first_mention["id"] if first_mention else None,
            evidence=Evidence(
                field=field.name,  # type: ignore[arg-type]
                start=evidence[0],
                end=evidence[1],
                text=evidence[2],
                trigger=Trigger(start=trigger[0], end=trigger[1], text=trigger[2]),
            ),
            confidence=confidence(reading),
            article=self.reference,
            extractor_version=EXTRACTOR_VERSION,
        )

    def _id(self, reading: Reading, trigger: tuple[int, int, str]) -> str:
        """Depends on the article and the claim alone, so that a repeated delivery repeats it."""
        key = f"{self.article.id}\n{reading.sentence.field.name}\n{reading.kind}\n{trigger[0]}\n{trigger[1]}"
        if reading.victims is not None and reading.rule == "split group":
            key += f"\n{reading.victims.first}"
        return hashlib.sha256(key.encode()).hexdigest()[:24]

    def _count(self, reading: Reading, victims: People | None) -> Count:
        if reading.zero:
            return Count(low=0, high=0, precision="exact")
        if victims is None:
            if "bare event" in reading.notes:
                return Count(low=None, high=None, precision="vague")
            return Count(low=2, high=None, precision="vague")
        low, high, precision = victims.low, victims.high, victims.precision
        if len(victims.names) > 1 and not victims.counted:
            low = high = len(victims.names)
            precision = "exact"
        text: str | None = None
        if victims.number_start is not None and victims.number_end is not None:
            text = victims.sentence.field.original(victims.number_start, victims.number_end)[2]
        elif victims.number_span is not None:
            tokens = victims.sentence.tokens
            start, end = victims.number_span
            text = victims.sentence.field.original(tokens[start].start, tokens[end - 1].end)[2]
        if reading.undivided:
            if precision in ("exact", "approximate", "at_most", "range"):
                return Count(low=None, high=high, precision="at_most", text=text)
            return Count(low=None, high=None, precision="vague", text=text)
        return Count(low=low, high=high, precision=precision, text=text)  # type: ignore[arg-type]

    @staticmethod
    def _who(reading: Reading, victims: People | None) -> str | None:
        if victims is None or reading.zero:
            return None
        if "bare" in reading.notes:
            return None
        if len(victims.names) == 1 and not victims.counted:
            tokens = victims.sentence.tokens
            first, end = victims.names[0]
            return victims.sentence.field.original(tokens[first].start, tokens[end - 1].end)[2]
        start, stop = victims.span()
        return victims.sentence.field.original(start, stop)[2]

    @staticmethod
    def _names(victims: People | None) -> list[str]:
        if victims is None:
            return []
        tokens = victims.sentence.tokens
        return [
            victims.sentence.field.original(tokens[a].start, tokens[b - 1].end)[2] for a, b in victims.names if b > a
        ]

    @staticmethod
    def _fold_words(victims: People, span: tuple[int, int]) -> list[str]:
        return [token.text for token in victims.sentence.tokens[span[0] : span[1]] if len(token.text) > 2]

    def _role(self, reading: Reading, victims: People | None) -> str:
        if victims is None or reading.zero:
            return "unknown"
        return victims.role

    def _title_copy(self, reading: Reading) -> str:
        sentence = reading.sentence
        tokens = sentence.tokens[reading.first : reading.first + 5]
        return " ".join(token.text for token in tokens)

    @staticmethod
    def _mention(span: tuple[Field, int, int] | None) -> ActorMention | None:
        if span is None:
            return None
        field, start, end = span
        return ActorMention(text=field.original(start, end)[2])

    @staticmethod
    def _when(found: Any) -> When | None:
        if found is None:
            return None
        sentence, mention = found
        earliest, latest = mention.earliest, mention.latest
        return When(
            text=sentence.field.original(mention.start, mention.end)[2],
            from_=earliest.isoformat() if earliest else None,
            to=latest.isoformat() if latest else None,
            precision=mention.precision if earliest else None,
        )
