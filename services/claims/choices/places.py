"""Candidates for where it happened."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.circumstances import Circumstances
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SUBSET,
    TRIGGER,
    VERB,
    lexicon,
)
from services.claims.reading import Reading
from services.claims.tokens import Sentence, Token
from services.places import gazetteer
from services.places.records import PRECISION_OF_KIND

_TOWARDS = frozenset(("الي", "باتجاه", "نحو", "تجاه"))
_NEAR = frozenset(
    ("قرب", "بالقرب", "محيط", "بمحيط", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "خارج")
)


def place_options(
    reading: Reading, circumstances: Circumstances, previous: str | None, carried: list[Option]
) -> list[Option]:
    """The places round the trigger. `previous`: folded words of the place of the claim before, None where it has none;
    `carried`: that place itself, as an option."""
    sentence = reading.sentence
    field = sentence.field
    kind = "fled" if reading.kind == "fled" else "other"
    title = field.name == "title"
    options = [none_option(f"none:{field.name}", f"none:{kind}", f"none:previous={previous is not None}")]
    victims = reading.victims
    seen_same = False
    for other, relation in around(circumstances.document, sentence, 2, 1):
        if title and relation != "same" and other.field is not field:
            continue
        spans = sites_in(circumstances, other, unlisted=relation in ("same", "back1", "title"))
        tokens = other.tokens if spans else []
        last_end = -9
        for n, span in enumerate(spans):
            first = other.token_at(span.start)
            if first is None:
                first = other.token_at(span.end - 1) or 0
            end = (other.token_at(span.end - 1) or first) + 1
            features = position(reading, other, relation, first, end)
            before = tokens[first - 1] if first else None
            text = before.text.lstrip("و") if before is not None else ""
            word = tokens[first].word
            attached = span.particles[-1:] or (word.preposition if word is not None else "")
            if attached in ("ب", "ل", "ف", "ك"):
                link = attached
            elif text == "في":
                link = "في"
            elif text == "من" or text == "عن":
                link = "من"
            elif text in _TOWARDS:
                link = "الي"
            elif text in _NEAR:
                link = "near"
            elif text == "علي":
                link = "علي"
            elif before is not None and before.tags & PREPOSITION:
                link = "preposition"
            elif before is not None and before.tags & PLACE_TYPE:
                link = "type"
            elif before is not None and before.text in ("(", '"', "-"):
                link = "mark"
            elif first == 0:
                link = "start"
            else:
                link = "word"
            same = "same" if relation == "same" else "away"
            features += [f"link={link}:{same}", f"link={link}:{kind}"]
            features.append(f"noun={'wide' if span.noun in _WIDE else 'yes' if span.noun else 'no'}")
            features.append(f"listed={span.listed}")
            if span.listed is None:
                features += [f"unlisted:{same}", f"unlisted:link={link}", f"unlisted:{_shape(tokens[first])}"]
            level = _level(span.name)
            if span.listed and span.noun is None:
                features += [f"level={level}", f"level={level}:{same}:first={n == 0}"]
            if span.start - last_end <= 4:
                features += ["follows place", f"follows place:link={link}"]
            elif link == "near" and n:
                features.append("near a place before")
            last_end = span.end
            if n == 0:
                features.append(f"first:{relation}")
            if len(spans) > 1 and n + 1 < len(spans) and spans[n + 1].start - span.end <= 5:
                features.append("wider follows")
            if relation == "same":
                seen_same = True
                if (
                    victims is not None
                    and victims.sentence is other
                    and overlaps(first, end, victims.first, victims.end)
                ):
                    features.append("inside victims")
                if (
                    reading.agent is not None
                    and reading.agent.sentence is other
                    and overlaps(first, end, reading.agent.first, reading.agent.end)
                ):
                    features.append("inside agent")
            elif seen_same:
                features.append("sentence has its own")
            words = other.field.text[span.start : span.end]
            if previous:
                features.append(f"previous={_alike(words, previous)}:{same}")
            name = span.name
            if name and not title:
                if name in circumstances.document.title.text:
                    features.append(f"in title text:{same}")
                mentions = circumstances.document.mentions(name)
                features.append(f"mentions={min(mentions, 4)}:{same}")
            if title:
                features.append("title")
            options.append(Option(other.field, span.start, span.end, features))
    for option in carried:
        option.features.append(f"carried:own={seen_same}")
        options.append(option)
    return options


class Site(NamedTuple):
    """A place or what stands where a place may stand; `listed` None: no list and no type noun knows it."""

    start: int
    end: int
    noun: str | None
    listed: bool | None
    particles: str
    name: str


def sites_in(circumstances: Circumstances, sentence: Sentence, *, unlisted: bool) -> list[Site]:
    """The places of a sentence in order, found once a document. unlisted: with those that no list knows."""
    key = (sentence.field.name, sentence.index, unlisted)
    known: list[Site] | None = circumstances.sites.get(key)
    if known is None:
        known = [
            Site(span.start, span.end, span.noun, span.listed, span.particles, span.names[0] if span.names else "")
            for span in circumstances.places_in(sentence)
        ]
        if unlisted:
            known = sorted(known + unlisted_sites(sentence, known), key=lambda site: (site.start, -site.end))
        circumstances.sites[key] = known
    return known


def unlisted_sites(sentence: Sentence, known: list[Site]) -> list[Site]:
    """Phrases behind في، ب، على، داخل، أمام that no list knows as a place: buildings and sites ("في مسجد كذا"), and names."""
    tokens = sentence.tokens
    found: list[Site] = []
    taken = {k for site in known for k in _tokens_of(sentence, site)}
    for k, token in enumerate(tokens):
        word = token.word
        if word is None or len(token.text) < 3:
            continue
        before = tokens[k - 1].text.lstrip("و") if k else ""
        attached = word.preposition == "ب" or (
            not word.preposition and token.text.startswith("ب") and len(token.text) > 4 and not word.tags
        )
        if not (before in _LOCATIVE or attached):
            continue
        building = word.core in lexicon().sites or token.text in lexicon().sites
        if k in taken and not building:
            continue
        if not building and word.tags:
            continue
        end = k + 1
        while end < len(tokens) and end - k < 5:
            following = tokens[end]
            inner = following.word
            if following.text == '"':
                end += 1
                continue
            if (
                inner is None
                or inner.conjunction
                or inner.tags & _BOUNDS
                or (inner.preposition and inner.preposition != "ل" and end not in taken)
            ):
                break
            end += 1
            if not building:
                break
        start = token.start + (
            len(word.conjunction) + len(word.preposition) if attached and word.preposition else 1 if attached else 0
        )
        found.append(
            Site(start, tokens[end - 1].end, "building" if building else None, None, "ب" if attached else "", "")
        )
    return found


def _tokens_of(sentence: Sentence, site: Site) -> range:
    first = sentence.token_at(site.start)
    last = sentence.token_at(site.end - 1)
    if first is None or last is None:
        return range(0)
    return range(first, last + 1)


def _shape(token: Token) -> str:
    text = token.text
    ending = (
        "ه"
        if text.endswith("ه")
        else "ات"
        if text.endswith("ات")
        else "ين"
        if text.endswith(("ين", "ون"))
        else "ي"
        if text.endswith("ي")
        else "other"
    )
    return f"{'definite' if 'ال' in text[:3] else 'bare'}:{ending}:{'known' if token.tags else 'unknown'}"


_LOCATIVE = frozenset(("في", "داخل", "امام", "علي", "قرب", "عند", "استهدف", "استهدفت", "وسط"))
_BOUNDS = VERB | COMPLEMENTIZER | RELATIVE | CONJUNCTION | ADVERB | PREPOSITION | TRIGGER | SUBSET


@lru_cache(maxsize=4096)
def _level(name: str) -> str:
    """How wide a place the name mostly means: country, admin1, town, …, or "open" where no list has it."""
    places = gazetteer().named(name) if name else []
    if not places:
        return "open"
    return PRECISION_OF_KIND[max(places, key=lambda place: place.importance).kind]


_WIDE = frozenset(("محافظه", "ولايه", "اقليم", "قضاء", "ريف", "منطقه", "دوله", "جمهوريه", "مملكه", "شمال", "جنوب"))


def _alike(words: str, previous: str) -> bool:
    return bool(set(words.split()) & set(previous.split()))
