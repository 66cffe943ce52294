"""From readings to claims: every field of the contract, in the words of the article as received."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from schemas import (
    Article,
    ArticleReference,
    Claim,
    Count,
    Evidence,
    Trigger,
    When,
    Who,
)
from schemas.claim import TYPE_OF_KIND
from services.claims.choices.chooser import Answers, Chooser, Decide, by_weights
from services.claims.choices.earlier_claims import Fact
from services.claims.choices.history import Span
from services.claims.choices.option import name_key
from services.claims.choices.other_events import another_event
from services.claims.choices.surroundings import trigger_lemma, words_round
from services.claims.confidence import confidence
from services.claims.constructions.frames import Reader
from services.claims.event.agents import Agents
from services.claims.event.attribution import Attribution
from services.claims.event.circumstances import Circumstances
from services.claims.identities import Identities
from services.claims.lexicon import NAME
from services.claims.people_phrases.people import People
from services.claims.people_phrases.ranks import bare_casualties
from services.claims.reading import Reading
from services.claims.text.tokens import Document, Token
from services.claims.version import EXTRACTOR_VERSION


class ClaimBuilder:
    """Builds the claims of one article from `readings`, the readings kept, in reading order."""

    def __init__(
        self,
        article: Article,
        document: Document,
        reader: Reader,
        readings: Sequence[Reading],
        decide: Decide = by_weights,
    ) -> None:
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
        self.chooser = Chooser(document, self.circumstances, self.agents, self.attribution, readings, decide)
        self.identities = Identities(article, document)
        self._ids: list[str] = []

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
        answers = self.chooser.answers(reading)
        side = answers.side if not reading.zero else None
        own_words = sentence.text
        place = self.identities.place(answers.place)
        claim_id = self._id(reading, trigger, count, evidence[2])
        fact = self._fact(reading, count, answers)
        root = self.chooser.restated(fact)
        first_mention = self._ids[root] if root is not None else None
        self._ids.append(claim_id)
        return Claim(
            id=claim_id,
            type=TYPE_OF_KIND[reading.kind],
            kind=reading.kind,  # type: ignore[arg-type]
            count=count,
            who=Who(
                text=who_text,
                names=names,
                role=answers.role,  # type: ignore[arg-type]
                side=self.identities.party(side, own_words, place),
            ),
            by=self.identities.party(answers.by, own_words, place),
            cause=answers.cause,  # type: ignore[arg-type]
            place=place,
            when=self._when(answers),
            source=self.identities.source(answers.source, own_words, place),
            assertion=reading.assertion,  # type: ignore[arg-type]
            scope=answers.scope,  # type: ignore[arg-type]
            restates=first_mention,
            evidence=Evidence(
                field=field.name,  # type: ignore[arg-type]
                start=evidence[0],
                end=evidence[1],
                text=evidence[2],
                trigger=Trigger(start=trigger[0], end=trigger[1], text=trigger[2]),
            ),
            confidence=confidence(reading, restates=first_mention is not None),
            article=self.reference,
            extractor_version=EXTRACTOR_VERSION,
        )

    def _id(self, reading: Reading, trigger: tuple[int, int, str], count: Count, evidence: str) -> str:
        """Depends on the article and the claim alone, so that a repeated delivery repeats it.

        The words and the count are part of it: an article that is sent again under its id with another toll makes
        another claim, which a subscriber who knows the first one by its id must not miss.
        """
        key = f"{self.article.id}\n{reading.sentence.field.name}\n{reading.kind}\n{trigger[0]}\n{trigger[1]}"
        key += f"\n{count.low}\n{count.high}\n{reading.assertion}\n{evidence}"
        if reading.victims is not None and reading.rule == "split group":
            key += f"\n{reading.victims.first}"
        return hashlib.sha256(key.encode()).hexdigest()[:24]

    def _count(self, reading: Reading, victims: People | None) -> Count:
        if reading.zero:
            return Count(low=0, high=0, precision="exact")
        if victims is None:
            if "bare event" in reading.notes:
                return Count(low=None, high=None, precision="vague")
            if "one person" in reading.notes:
                return Count(low=1, high=1, precision="exact")
            return Count(low=2, high=None, precision="vague")
        low, high, precision = victims.low, victims.high, victims.precision
        if len(victims.names) > 1 and not victims.counted:
            low = high = max(len(victims.names), victims.low or 0) if victims.summed else len(victims.names)
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
        if "bare" in reading.notes or bare_casualties(victims):
            return None
        if (
            len(victims.names) == 1
            and not (victims.counted or victims.with_others or victims.summed)
            and victims.names[0][1] > victims.names[0][0]
        ):
            tokens = victims.sentence.tokens
            first, end = victims.names[0]
            return victims.sentence.field.original(tokens[first].start, tokens[end - 1].end)[2]
        start, stop = victims.span()
        first, stop, text = victims.sentence.field.original(start, stop)
        return _with_its_marks(victims.sentence.field.normalized.raw, first, stop, text)

    @staticmethod
    def _names(victims: People | None) -> list[str]:
        if victims is None:
            return []
        tokens = victims.sentence.tokens
        return [
            victims.sentence.field.original(_name_start(tokens[a]), tokens[b - 1].end)[2]
            for a, b in victims.names
            if b > a
        ]

    @staticmethod
    def _fold_words(victims: People, span: tuple[int, int]) -> list[str]:
        return [token.text for token in victims.sentence.tokens[span[0] : span[1]] if len(token.text) > 2]

    def _fact(self, reading: Reading, count: Count, answers: Answers) -> Fact:
        victims = reading.victims
        index = len(self._ids)
        field = reading.sentence.field.name
        return Fact(
            index=index,
            root=index,
            kind=reading.kind,
            field=field,
            sentence=(field, reading.sentence.index),
            names=[set(self._fold_words(victims, span)) for span in victims.names] if victims else [],
            people=set(self._fold_words(victims, (victims.first, victims.end))) if victims else set(),
            low=count.low,
            high=count.high,
            precision=count.precision,
            zero=reading.zero,
            other=victims.other if victims else False,
            definite=victims.definite if victims else False,
            role=answers.role,
            cause=answers.cause,
            scope=answers.scope,
            place=_name_words(answers.place),
            when=answers.when_mention.earliest.isoformat()
            if answers.when_mention is not None and answers.when_mention.earliest
            else "",
            side=_name_words(answers.side),
            by=name_key(_text(answers.by)),
            head=victims.head_lemma if victims is not None else "",
            trigger=trigger_lemma(reading),
            words=words_round(reading.sentence, reading.first, reading.last, _NEAR),
            opening=self._title_copy(reading),
            apart=another_event(reading),
        )

    def _title_copy(self, reading: Reading) -> str:
        sentence = reading.sentence
        tokens = sentence.tokens[reading.first : reading.first + 5]
        return " ".join(token.text for token in tokens)

    @staticmethod
    def _copy(span: Span) -> str:
        field, start, end = span
        return field.original(start, end)[2]

    def _when(self, answers: Answers) -> When | None:
        mention = answers.when_mention
        if answers.when is None:
            return None
        if mention is None:
            return When(text=self._copy(answers.when), from_=None, to=None, precision=None)
        earliest, latest = mention.earliest, mention.latest
        return When(
            text=self._copy(answers.when),
            from_=earliest.isoformat() if earliest else None,
            to=latest.isoformat() if latest else None,
            precision=mention.precision if earliest else None,
        )


_NEAR = 7  # tokens


def _text(span: Span | None) -> str:
    return "" if span is None else span[0].text[span[1] : span[2]]


def _name_words(span: Span | None) -> set[str]:
    if span is None:
        return set()
    return {word.removeprefix("ال") for word in span[0].text[span[1] : span[2]].split()}


def _name_start(token: Token) -> int:
    """Where a name begins behind an attached و: "وسعيد"."""
    word = token.word
    return token.start + (1 if word is not None and word.conjunction == "و" and word.tags & NAME else 0)


def _with_its_marks(raw: str, first: int, stop: int, text: str) -> str:
    """The copy `text` of raw[first:stop] with the mark beside it whose partner it holds: "(12) قتيلا", "«33» داعشيا"."""
    before, behind = raw[:first].rstrip()[-1:] if first else "", raw[stop : stop + 1]
    for opening, closing in _MARKS:
        if text.count(closing) > text.count(opening) and before == opening:
            return raw[raw.rindex(opening, 0, first) : stop]
        if text.count(opening) > text.count(closing) and behind == closing:
            return raw[first : stop + 1]
    return text


_MARKS = (("(", ")"), ("«", "»"), ("“", "”"), ("[", "]"))
