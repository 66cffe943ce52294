"""Answers, claim by claim in reading order, the questions that the grammar leaves open.

Later questions see the answers to earlier ones (the role depends on the cause), and a claim sees those of the claim before it:
neighbouring claims mostly tell of one event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.arabic.dates import DateMention
from services.claims.choices.actors import by_options, possessor, side_options
from services.claims.choices.earlier_claims import Fact, restates_options
from services.claims.choices.history import COMPARED, History, Span, same_toll
from services.claims.choices.labels import CAUSES, ROLES, SCOPES, cause_options, role_options, scope_options
from services.claims.choices.model import Weights, weights
from services.claims.choices.nearest import mark_nearest
from services.claims.choices.option import Features, Labels, Option, mark_rule
from services.claims.choices.places import place_options
from services.claims.choices.speakers import source_options
from services.claims.choices.standing import Standing, mark_standing, standing
from services.claims.choices.surroundings import words_round
from services.claims.choices.survey import Survey
from services.claims.choices.times import time_options
from services.claims.event.agents import Agents
from services.claims.event.attribution import Attribution
from services.claims.event.circumstances import Circumstances
from services.claims.event.doers import who_did_it
from services.claims.event.sides import larger_group, role_struck_before, side_left, side_of
from services.claims.reading import Reading
from services.claims.text.tokens import Document

Options = Sequence[Features] | Labels
# Picks one of the options of a question; the values are what each option stands for (`bench/train_choices.py` puts a teacher here).
Decide = Callable[[str, Options, Sequence[Any]], int]
_FIRST, _LATEST = 20, 60  # earlier claims of a kind that a claim may restate; no newspaper article has as many
_NEAR, _WIDE = 8, 10  # tokens on either side of the trigger whose words are facts
DEFECTIONS = frozenset(("defected", "fled", "surrendered"))


def by_weights(question: str, options: Options, values: Sequence[Any]) -> int:
    """The likeliest option under the packaged weights; options that name the same thing count together."""
    return choose(weights(), question, options, values)


def choose(by: Weights, question: str, options: Options, values: Sequence[Any]) -> int:
    """The likeliest option under the weights `by`."""
    if isinstance(options, Labels):
        return by.best_label(question, options)
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
        readings: Sequence[Reading],
        decide: Decide = by_weights,
    ) -> None:
        self.document = document
        self.circumstances = circumstances
        self.agents = agents
        self.attribution = attribution
        self.decide = decide
        self.survey = Survey(agents, readings)
        self._history = {question: History() for question in ("source", "by", "place", "when", "side")}
        self._mentions: dict[tuple[str, int], DateMention] = {}  # of the times chosen, by field and start
        self._answered: list[tuple[Reading, Answers]] = []
        self._facts: dict[str, list[Fact]] = {}  # by kind

    def answers(self, reading: Reading) -> Answers:
        """The answers for the next reading."""
        last = beside = None
        if self._answered:
            before, given = self._answered[-1]
            last = given if before.sentence.field is reading.sentence.field else None
            beside = given if before.sentence is reading.sentence else None
        latest = self._answered[: -COMPARED - 1 : -1]
        twin = next((given for earlier, given in latest if same_toll(earlier, reading)), None)
        out = Answers()
        stands = standing(reading)
        near, wide = (words_round(reading.sentence, reading.first, reading.last, reach) for reach in (_NEAR, _WIDE))
        unanswered = [f"none:word={word}" for word in near]  # what leaves a question without an answer
        rule = self.attribution.source(reading.sentence, reading.first)
        options = source_options(reading, self.document, self.attribution)
        mark_rule(options, (rule[0].field, rule[1], rule[2]) if rule else None)
        mark_standing(reading, options, stands)
        out.source = self._span("source", reading, options)
        if reading.kind in DEFECTIONS:
            out.by = who_did_it(self.agents, reading)  # whom they join: told beside the trigger, or not at all
        else:
            options = by_options(reading, self.agents, self.survey, _words(out.source))
            options[0].features += unanswered
            out.by = self._span("by", reading, mark_rule(options, who_did_it(self.agents, reading)))
        options = place_options(reading, self.circumstances, self.survey)
        rule = self.circumstances.place(reading)
        mark_rule(options, (rule[0].field, rule[1], rule[2]) if rule else None)
        mark_standing(reading, options, stands)
        out.place = self._span("place", reading, options)
        out.when, out.when_mention = self._time(reading, stands)
        if reading.kind not in DEFECTIONS:
            causes = cause_options(
                reading,
                self.circumstances,
                previous=last.cause if last else None,
                same_sentence=beside.cause if beside else None,
                twin=twin.cause if twin else None,
                by=_words(out.by),
                words=wide,
            )
            out.cause = CAUSES[self.decide("cause", causes, CAUSES)]
        owner = possessor(reading, self.agents)
        of_them = larger_group(self.agents, reading)
        roles = role_options(
            reading,
            previous=last.role if last else None,
            same_sentence=beside.role if beside else None,
            twin=twin.role if twin else None,
            cause=out.cause,
            by=_words(out.by),
            owner=owner.phrase.role if owner is not None else None,
            of_them=of_them.role if of_them is not None else None,
            struck=role_struck_before(self.agents, reading),
            words=wide,
        )
        out.role = ROLES[self.decide("role", roles, ROLES)]
        options = side_options(reading, self.agents, self.survey, out.role, _words(out.by), owner, of_them)
        options[0].features += unanswered
        left = side_left(self.agents, reading) if reading.kind in DEFECTIONS else None
        out.side = left or self._span("side", reading, mark_rule(options, side_of(self.agents, reading, out.role)))
        scopes = scope_options(
            reading,
            self.circumstances,
            previous=last.scope if last else None,
            cause=out.cause,
            when=_words(out.when),
            mention=out.when_mention,
            words=near,
        )
        out.scope = SCOPES[self.decide("scope", scopes, SCOPES)]
        self._answered.append((reading, out))
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

    def _time(self, reading: Reading, stands: Standing) -> tuple[Span | None, DateMention | None]:
        options, mentions = time_options(reading, self.circumstances, self.survey)
        mark_nearest(reading, options)
        mark_standing(reading, options, stands)
        history = self._history["when"]
        carried = history.carried(reading, options)
        options += carried
        history.mark(reading, options)
        chosen = options[self.decide("when", [option.features for option in options], options)]
        span = _span(chosen)
        history.add(reading, span)
        if span is None:
            return None, None
        mention = mentions.get((span[0].name, span[1])) or self._mentions.get((span[0].name, span[1]))
        if mention is not None:
            self._mentions[(span[0].name, span[1])] = mention
        return span, mention

    def _span(self, question: str, reading: Reading, options: list[Option]) -> Span | None:
        history = self._history[question]
        options += history.carried(reading, options)
        history.mark(reading, options)
        span = _span(options[self.decide(question, [option.features for option in options], options)])
        history.add(reading, span)
        return span


def _span(option: Option) -> Span | None:
    return None if option.field is None else (option.field, option.start, option.end)


def _words(span: Span | None) -> str | None:
    return None if span is None else span[0].text[span[1] : span[2]]
