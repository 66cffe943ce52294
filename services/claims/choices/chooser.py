"""Answers, claim by claim in reading order, the questions that the grammar leaves open.

Later questions see the answers to earlier ones (the role depends on the cause), and a claim sees those of the claim before it:
neighbouring claims mostly tell of one event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.arabic.dates import DateMention
from services.claims.agents import Agents
from services.claims.attribution import Attribution
from services.claims.choices.actors import by_options, side_options
from services.claims.choices.earlier_claims import Fact, restates_options
from services.claims.choices.labels import CAUSES, ROLES, cause_options, role_options, scope_options
from services.claims.choices.model import Weights, weights
from services.claims.choices.option import Features, Option, mark_rule
from services.claims.choices.places import place_options
from services.claims.choices.speakers import source_options
from services.claims.choices.times import time_options
from services.claims.circumstances import Circumstances
from services.claims.reading import Reading
from services.claims.tokens import Document, Field

Span = tuple[Field, int, int]
# Picks one of the options of a question; the values are what each option stands for (`bench/train_choices.py` puts a teacher here).
Decide = Callable[[str, Sequence[Features], Sequence[Any]], int]
_FIRST, _LATEST = 20, 60  # earlier claims of a kind that a claim may restate; no newspaper article has as many
DEFECTIONS = frozenset(("defected", "fled", "surrendered"))


def by_weights(question: str, options: Sequence[Features], values: Sequence[Any]) -> int:
    """The likeliest option under the packaged weights; options that name the same thing count together."""
    return choose(weights(), question, options, values)


def choose(by: Weights, question: str, options: Sequence[Features], values: Sequence[Any]) -> int:
    """The likeliest option under the weights `by`."""
    if len(options) == 1:
        return 0
    if isinstance(values[0], Option):
        return by.best_group(question, options, [value.key for value in values])
    return by.best(question, options)


@dataclass(slots=True)
class Answers:
    """What was chosen for one claim. Spans are folded; `when_mention` belongs to `when`."""

    source: Span | None = None
    by: Span | None = None
    side: Span | None = None
    place: Span | None = None
    when: Span | None = None
    when_mention: DateMention | None = None
    role: str = "unknown"
    cause: str | None = None
    scope: str = "event"


class Chooser:
    """Chooses for the readings of one document, which must come in reading order."""

    def __init__(
        self,
        document: Document,
        circumstances: Circumstances,
        agents: Agents,
        attribution: Attribution,
        decide: Decide = by_weights,
    ) -> None:
        self.document = document
        self.circumstances = circumstances
        self.agents = agents
        self.attribution = attribution
        self.decide = decide
        self._last: Answers | None = None
        self._last_reading: Reading | None = None
        self._facts: dict[str, list[Fact]] = {}  # by kind

    def answers(self, reading: Reading) -> Answers:
        """The answers for the next reading."""
        last = self._last if self._last is not None else None
        before = self._last_reading
        if last is not None and before is not None and before.sentence.field is not reading.sentence.field:
            last = None
        beside = last if before is not None and before.sentence is reading.sentence else None
        out = Answers()
        rule = self.attribution.source(reading.sentence, reading.first)
        options = source_options(reading, self.document, self.attribution, _words(last.source) if last else None)
        if last is not None and last.source is not None and not _has(options, last.source):
            options += self._carried(reading, last.source)
        out.source = self._span("source", mark_rule(options, (rule[0].field, rule[1], rule[2]) if rule else None))
        if reading.kind in DEFECTIONS:
            out.by = self.agents.by(reading)  # whom they join: told beside the trigger, or not at all
        else:
            options = by_options(reading, self.agents, _words(last.by) if last else None, _words(out.source))
            if last is not None and last.by is not None and not _has(options, last.by):
                options += self._carried(reading, last.by)
            out.by = self._span("by", mark_rule(options, self.agents.by(reading)))
        options = place_options(
            reading,
            self.circumstances,
            _words(last.place) if last else None,
            self._carried(reading, last.place if last else None),
        )
        rule = self.circumstances.place(reading)
        out.place = self._span("place", mark_rule(options, (rule[0].field, rule[1], rule[2]) if rule else None))
        times = time_options(reading, self.circumstances, _words(last.when) if last else None)
        chosen = self.decide("when", [option.features for option, _ in times], [option for option, _ in times])
        out.when, out.when_mention = _span(times[chosen][0]), times[chosen][1]
        if reading.kind not in DEFECTIONS:
            causes = cause_options(
                reading,
                self.circumstances,
                previous=last.cause if last else None,
                same_sentence=beside.cause if beside else None,
            )
            out.cause = CAUSES[self.decide("cause", causes, CAUSES)]
        roles = role_options(
            reading,
            previous=last.role if last else None,
            same_sentence=beside.role if beside else None,
            cause=out.cause,
            by=_words(out.by),
        )
        out.role = ROLES[self.decide("role", roles, ROLES)]
        options = side_options(reading, self.agents, out.role, _words(last.side) if last else None, _words(out.by))
        if last is not None and last.side is not None and not _has(options, last.side):
            options += self._carried(reading, last.side)
        left = self.agents.left(reading) if reading.kind in DEFECTIONS else None
        out.side = left or self._span("side", mark_rule(options, self.agents.side(reading, out.role)))
        scopes = scope_options(reading, self.circumstances, previous=last.scope if last else None)
        out.scope = ("event", "cumulative")[self.decide("scope", scopes, ("event", "cumulative"))]
        self._last, self._last_reading = out, reading
        return out

    def restated(self, fact: Fact) -> int | None:
        """The index of the first claim of the same people, None where the claim is the first; remembers the fact."""
        facts = self._facts.setdefault(fact.kind, [])
        near = facts if len(facts) <= _FIRST + _LATEST else facts[:_FIRST] + facts[-_LATEST:]
        options, claims = restates_options(fact, near)
        found = claims[self.decide("restates", options, claims)]
        if found is not None:
            fact.root = found.root
        facts.append(fact)
        return None if found is None else found.root

    def _carried(self, reading: Reading, span: Span | None) -> list[Option]:
        """The answer of the claim before as an option."""
        before = self._last_reading
        if span is None or before is None:
            return []
        gap = reading.sentence.index - before.sentence.index
        return [
            Option(*span, ["carried", f"carried:gap={min(gap, 4)}", f"carried:same kind={before.kind == reading.kind}"])
        ]

    def _span(self, question: str, options: list[Option]) -> Span | None:
        return _span(options[self.decide(question, [option.features for option in options], options)])


def _span(option: Option) -> Span | None:
    return None if option.field is None else (option.field, option.start, option.end)


def _has(options: list[Option], span: Span) -> bool:
    return any(option.field is span[0] and option.start < span[2] and span[1] < option.end for option in options)


def _words(span: Span | None) -> str | None:
    return None if span is None else span[0].text[span[1] : span[2]]
