"""Candidates for when it happened."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from services.arabic.dates import DateMention
from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.choices.survey import Survey
from services.claims.event.circumstances import Circumstances
from services.claims.event.crediting_words import said_it
from services.claims.lexicon import COMPLEMENTIZER, PREPOSITION, SAYING, TRIGGER, VERB, word_group, word_set
from services.claims.reading import Reading
from services.claims.text.attack_words import attack_class
from services.claims.text.tokens import Sentence, Token

Mentions = dict[tuple[str, int], DateMention]


def time_options(reading: Reading, circumstances: Circumstances, survey: Survey) -> tuple[list[Option], Mentions]:
    """The time expressions round the trigger, and the mention that each stands for by its field and start."""
    sentence = reading.sentence
    field = sentence.field
    options = [none_option(f"none:{field.name}", f"none:{reading.kind}")]
    mentions: Mentions = {}
    own = False
    for other, relation in around(circumstances.document, sentence, 2, 1):
        if field.name == "title" and other.field is not field:
            continue
        beside = relation == "same"
        same = "same" if beside else "away"
        for candidate in _times_in(circumstances, other):
            start, stop, mention, first, end, *_ = candidate
            features = [
                *position(reading, relation, first, end),
                *(candidate.own if beside else candidate.away),
            ]
            if mention is not None:
                mentions[(other.field.name, start)] = mention
            if end >= len(other.tokens) - 1:
                features += [f"closes:{same}", *(f"closes|{feature}" for feature in features if "comma" in feature)]
            if beside:
                own = True
                victims = reading.victims
                if (
                    victims is not None
                    and victims.sentence is other
                    and overlaps(first, end, victims.first, victims.end)
                ):
                    features.append("inside victims")
            else:
                kinds = survey.kinds.get((other.field.name, other.index))
                told = "none" if not kinds else "same" if reading.kind in kinds else "other"
                features.append(f"told there={told}:{relation}")
                if own:
                    features.append("sentence has its own")
            options.append(Option(other.field, start, stop, features))
    for option in options:
        option.features.append(f"own={own}:{'none' if option.field is None else 'some'}")
    return options, mentions


class _TimeCandidate(NamedTuple):
    """A time expression of a sentence (mention None: one that no calendar fixes), its tokens `first` to `end`, and the features that no
    claim changes: `own` where the claim stands in the same sentence, `away` where it does not."""

    start: int
    stop: int
    mention: DateMention | None
    first: int
    end: int
    own: list[str]
    away: list[str]


def _times_in(circumstances: Circumstances, sentence: Sentence) -> list[_TimeCandidate]:
    """The time expressions of a sentence, found once a document."""
    key = (sentence.field.name, sentence.index)
    known: list[_TimeCandidate] | None = circumstances.times.get(key)
    if known is None:
        known = circumstances.times[key] = []
        spans: list[tuple[int, int, DateMention | None]] = [
            (date.start, date.end, date) for date in circumstances.dates_in(sentence)
        ]
        spans += [(start, stop, None) for start, stop in circumstances.loose_times_in(sentence)]
        for start, stop, mention in spans:
            if _to_come(sentence, start, stop, mention, circumstances):
                continue
            first = sentence.token_at(start)
            if first is None or _since_the_last(sentence.tokens, first):
                continue
            end = (sentence.token_at(stop - 1) or first) + 1
            own, away = (
                _standing(sentence, start, stop, mention, first, end, len(spans), same) for same in ("same", "away")
            )
            known.append(_TimeCandidate(start, stop, mention, first, end, own, away))
    return known


def _to_come(
    sentence: Sentence, start: int, stop: int, mention: DateMention | None, circumstances: Circumstances
) -> bool:
    """Whether the time lies behind the article's day, so that nothing happened then: "غدا الأحد", "22 أكتوبر المقبل"."""
    words = sentence.field.text[start:stop].split()
    if any(word.startswith(_COMING) for word in words) or words[0] in _TOMORROW:
        return True
    published = circumstances.document.published
    if mention is None or mention.earliest is None or published is None:
        return False
    return mention.earliest > published.date() + timedelta(days=1)  # a day more: its zone may differ from the event's


_COMING = ("المقبل", "القادم", "الاتي")
_TOMORROW = frozenset(("غد", "غدا", "الغد"))


def _standing(
    sentence: Sentence, start: int, stop: int, mention: DateMention | None, first: int, end: int, count: int, same: str
) -> list[str]:
    """What the time itself and its own sentence say of it."""
    if mention is None:
        features = [f"loose={sentence.field.text[start:stop].split()[0]}", f"loose:{same}"]
    else:
        features = [f"precision={mention.precision}:{same}", f"resolved={mention.earliest is not None}"]
    features += _links(sentence.tokens, first, end, same)
    tokens = sentence.tokens
    features.append(f"time={sentence.field.text[start:stop]}")
    features.append(f"word behind={tokens[end].core if end < len(tokens) else 'none'}:{same}")
    features.append(f"verb={_verb_before(tokens, first)}:{same}")
    if _behind_superlative(tokens, first):
        features.append("behind superlative")
    features.append(f"count={min(count, 3)}:{same}")
    return features


_SUPERLATIVES = word_set("superlatives")
_REACH_OF_SUPERLATIVE = 5  # tokens


def _behind_superlative(tokens: list[Token], first: int) -> bool:
    return any(token.core in _SUPERLATIVES for token in tokens[max(0, first - _REACH_OF_SUPERLATIVE) : first])


def _since_the_last(tokens: list[Token], first: int) -> bool:
    """Whether the time tells how long there was nothing like the event: "الأعنف منذ أشهر"."""
    since = "منذ" in (tokens[first].text, tokens[first - 1].text if first else "")
    return since and _behind_superlative(tokens, first)


_REACH_OF_VERB = 10  # tokens


def _verb_before(tokens: list[Token], first: int) -> str:
    """The last verb or trigger before token `first`, which the time may belong to; "none" where none is near."""
    for k in range(first - 1, max(-1, first - _REACH_OF_VERB), -1):
        word = tokens[k].word
        if word is not None and (word.tags & (VERB | SAYING) or (word.tags & TRIGGER and not word.definite)):
            return tokens[k].lemma
    return "none"


def _links(tokens: list[Token], first: int, end: int, same: str) -> list[str]:
    """What the time belongs to: the nearest word before it that states something, and the preposition in front."""
    found = []
    opening = tokens[max(0, first - 6) : first]
    for k in range(len(opening) - 1, -1, -1):
        token = opening[k]
        distance = min(len(opening) - k, 4)
        if token.tags & COMPLEMENTIZER:
            found.append(f"behind=that:{same}")
            break
        if token.tags & SAYING or said_it(token.text):
            found.append(f"behind=saying{distance}:{same}")
            break
        if token.text in _OCCASIONS:
            found.append(f"behind=occasion:{same}")
        if token.tags & TRIGGER and token.word is not None and not token.word.definite:
            found += [f"behind=trigger:{same}", f"behind=trigger{distance}:{same}"]
            break
        group = attack_class(token)
        if group is not None:
            found.append(f"behind={group}:{same}")
            break
        if token.tags & VERB:
            found.append(f"behind=verb:{same}")
            break
    if first and tokens[first - 1].text in _PREPOSITIONS:
        found.append(f"link={tokens[first - 1].text}:{same}")
    if first == 0 or (first == 1 and tokens[0].tags & PREPOSITION):
        found.append(f"opens:{same}")
    following = tokens[end] if end < len(tokens) else None
    if following is not None:
        kind = (
            "that"
            if following.tags & COMPLEMENTIZER
            else "trigger"
            if following.tags & TRIGGER
            else "saying"
            if following.tags & SAYING
            else "verb"
            if following.tags & VERB
            else "mark"
            if following.word is None
            else "word"
        )
        found.append(f"before={kind}:{same}")
        if following.text in ("عن", "ان"):
            found.append(f"before={following.text}")
    return found


_OCCASIONS = word_group("occasion of speaking") - {"خلال", "ان", "وقت"}
_PREPOSITIONS = frozenset(("في", "منذ", "خلال", "قبل", "بعد", "حتي", "من"))
