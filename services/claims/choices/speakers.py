"""Candidates for whom the text credits with the statement."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from services.claims.choices.option import Option, name_key, none_option
from services.claims.choices.speaker_parts import parts_of
from services.claims.choices.surroundings import around, near, position
from services.claims.event.attribution import Attribution
from services.claims.event.speaker_phrase import Span
from services.claims.lexicon import (
    NAME,
    ORGANISATION,
    PEOPLE,
    SAYING,
    SPEAKER,
    TITLE,
    TRIGGER,
    VERB,
)
from services.claims.reading import Reading
from services.claims.text.attack_words import names_event
from services.claims.text.tokens import Document, Sentence, Token
from services.places.gazetteer import gazetteer

_AT = itemgetter(0)
_KINDS = SPEAKER | ORGANISATION | TITLE | PEOPLE | NAME


def source_options(reading: Reading, document: Document, attribution: Attribution) -> list[Option]:
    """The speakers round the trigger."""
    sentence = reading.sentence
    field = sentence.field
    said = attribution.speakers(sentence)
    ways = sorted({f"{how}{'' if span else ' nobody'}" for _, span, how in said})
    options = [
        none_option(
            f"none:{field.name}",
            f"none:first={sentence.index == 0}",
            *[f"none:has {way}" for way in ways],
        )
    ]
    if field.name == "title":
        colon = attribution.title_colon(sentence, reading.first)
        if colon is not None and not _event(colon):
            words = colon[0].field.text[colon[1] : colon[2]]
            kind = "place" if gazetteer().named(words) else "other"
            options.append(
                Option(field, colon[1], colon[2], ["colon", f"colon:{kind}", f"colon:words={len(words.split())}"])
            )
            to = words.find(" ل")
            if to > 0:
                options.append(Option(field, colon[1], colon[1] + to, ["colon to"]))
    elif (live := _live_speaker(sentence, reading.first)) is not None:
        options.append(Option(field, live[0], live[1], ["colon in the body"]))
    turned = _turns(sentence)
    if turned:
        options[0].features.append("none:turns")
    victims = _people(reading)
    trigger = sentence.tokens[reading.first].start
    nobody = any(span is None and how in ("verb", "participle", "claiming") for _, span, how in said)
    for other, relation in around(document, sentence, 4, 1):
        if relation == "title" or (field.name == "title" and other.field is not field):
            continue
        speakers = attribution.speakers(other)
        named = near([item for item in speakers if item[1] is not None], reading, relation, _AT)
        beside = relation == "same"
        spoken = (
            bool(named)
            and not beside
            and any(attribution.speakers(field.sentences[k]) for k in range(other.index + 1, sentence.index))
        )
        turned_since = turned or (
            bool(named)
            and not beside
            and any(_turns(field.sentences[k]) for k in range(other.index + 1, sentence.index))
        )
        for n, (at, span, how) in enumerate(named):
            assert span is not None
            known: _Speaker | None = attribution.choices.get(span)
            if known is None:
                known = attribution.choices[span] = _speaker(span, attribution)
            features = [*position(reading, relation, at, at + 1), f"how={relation}:{how}"]
            features.append(f"said={other.tokens[at].core}:{'same' if beside else 'away'}")
            if relation == "next1" and at == 0:
                features.append(f"opens next:{how}")
            if beside:
                features.append(f"how={how}:{'before' if at < reading.first else 'after'}")
            features.append(f"looks back={known.looks_back}:{'same' if beside else 'away'}")
            if n == len(named) - 1:
                features.append(f"last:{relation}")
            if n == 0:
                features.append(f"first:{relation}")
            if not beside:
                features.append(f"same has={'nobody' if nobody else 'speaker' if said else 'none'}:{relation}")
                features.append(f"since={'spoken' if spoken else 'silent'}")
                if turned_since:
                    features.append("turned since")
            quoted = _quotation(field.text, span[2], trigger)
            features.append(f"quotation={quoted}:{'same' if beside else 'away'}")
            if victims is not None and not victims.isdisjoint(known.words):
                features.append(f"speaks of himself:{beside}")
            features += known.own
            options.append(Option(span[0].field, span[1], span[2], [*features, "form=whole", *known.forms]))
            for start, end, form in known.parts:
                options.append(Option(span[0].field, start, end, [*features, *form]))
    return options


def _live_speaker(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The words before a colon that opens an update: "09:15 – الدفاع المدني: ارتفاع الحصيلة"; None where none stand there."""
    tokens = sentence.tokens[: min(index, _LONGEST_LIVE)]
    colon = next(
        (k for k in range(len(tokens) - 1, 0, -1) if tokens[k].text == ":" and not tokens[k - 1].text.isdigit()), 0
    )
    first = next((k for k in range(colon) if tokens[k].word is not None), colon)
    if not colon or first == colon or any(token.tags & (VERB | TRIGGER | SAYING) for token in tokens[first:colon]):
        return None
    return (tokens[first].start, tokens[colon - 1].end)


_LONGEST_LIVE = 14  # tokens


def _event(span: Span) -> bool:
    """Whether an event opens what stands before a title's colon, so that nobody speaks there: "اشتباكات بالمدينة: 17 قتيلا"."""
    sentence, start, _ = span
    at = sentence.token_at(start)
    word = sentence.tokens[at].word if at is not None else None
    if at is None or word is None or word.tags & _KINDS:
        return False
    return bool(word.tags & TRIGGER) or names_event(word)


class _Speaker(NamedTuple):
    """A speaker with the features that no claim changes: `own`, and `forms` where all its words are meant. parts: the spans of those of
    its words that may be the speaker alone, with features of their own."""

    looks_back: bool
    words: list[str]
    own: list[str]
    forms: list[str]
    parts: list[tuple[int, int, list[str]]]


def _speaker(span: Span, attribution: Attribution) -> _Speaker:
    sentence, start, end = span
    tokens = sentence.tokens
    looks_back = attribution.looks_back(span)
    words = sentence.field.text[start:end].split()
    own = [f"looks back:{words[0]}"] if looks_back else []
    first = sentence.token_at(start)
    word = tokens[first].word if first is not None else None
    if word is not None:
        own.append(f"speaker={word.core}")
        own.append(f"whole={name_key(' '.join(words))}")
        own.append(f"noun={word.tags & _KINDS}")
        if not word.tags & _KINDS:
            own.append(f"unlisted:{'definite' if word.definite else 'bare'}:alone={len(words) == 1}")
            own.append(f"unlisted:listed={word.tags > 0}:pronoun={words[0].endswith(_PRONOUNS)}")
    parts = parts_of(span)
    return _Speaker(
        looks_back,
        words,
        own,
        [f"has {form}" for form, _, _ in parts],
        [
            (_start(tokens[a], form), tokens[b - 1].end, [f"form={form}", f"form={form}:words={min(b - a, 4)}"])
            for form, a, b in parts
        ],
    )


def _start(token: Token, form: str) -> int:
    """Where the words of a part begin, behind the ل written onto an issuer's."""
    word = token.word
    attached = form == "issuer" and word is not None and word.preposition == "ل" and not word.definite
    return token.start + (1 if attached else 0)


def _turns(sentence: Sentence) -> bool:
    """Whether the sentence turns to something else: "على صعيد آخر", "من ناحية ثانية", "إلى ذلك"."""
    first = [token.text.removeprefix("و") for token in sentence.tokens[:4]]
    return any((one, other) in _TURNS for one, other in pairwise(first))


def _quotation(text: str, said: int, trigger: int) -> str:
    """Whether the trigger stands in a quotation opened behind the speaker, behind one that is closed, or in none. said, trigger: code
    points of the folded text."""
    if said >= trigger:
        return "none"
    marks = text.count('"', said, min(trigger, said + _LONGEST_QUOTATION))
    return "none" if marks == 0 else "inside" if marks % 2 else "closed"


_LONGEST_QUOTATION = 1500


def _people(reading: Reading) -> set[str] | None:
    """The words of the names of the people; None where nobody is named."""
    victims = reading.victims
    if victims is None or not victims.names:
        return None
    tokens = victims.sentence.tokens
    return {token.text for first, end in victims.names for token in tokens[first:end] if len(token.text) > 3}


_PRONOUNS = ("ها", "هم", "ه")
_TURNS = frozenset(
    (preposition, noun)
    for preposition, nouns in (
        ("علي", ("صعيد", "الصعيد")),
        ("من", ("ناحيه", "جهه", "جانب")),
        ("في", ("غضون", "الاثناء", "المقابل")),
        ("الي", ("ذلك", "هذا")),
    )
    for noun in nouns
)
