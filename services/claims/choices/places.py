"""Candidates for where it happened."""

from __future__ import annotations

from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.circumstances import Circumstances
from services.claims.lexicon import PLACE_TYPE, PREPOSITION
from services.claims.reading import Reading

_TOWARDS = frozenset(("الي", "باتجاه", "نحو", "تجاه"))
_NEAR = frozenset(("قرب", "بالقرب", "محيط", "بمحيط", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "خارج"))


def place_options(reading: Reading, circumstances: Circumstances, previous: str | None) -> list[Option]:
    """The places round the trigger. `previous`: folded words of the place of the claim before, None where it has none."""
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
        spans = circumstances.places_in(other)
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
            if span.start - last_end <= 4:
                features.append("follows place")
            last_end = span.end
            if n == 0:
                features.append(f"first:{relation}")
            if len(spans) > 1 and n + 1 < len(spans) and spans[n + 1].start - span.end <= 5:
                features.append("wider follows")
            if relation == "same":
                seen_same = True
                if victims is not None and victims.sentence is other and overlaps(first, end, victims.first, victims.end):
                    features.append("inside victims")
                if reading.agent is not None and reading.agent.sentence is other and overlaps(
                    first, end, reading.agent.first, reading.agent.end
                ):
                    features.append("inside agent")
            elif seen_same:
                features.append("sentence has its own")
            words = other.field.text[span.start : span.end]
            if previous:
                features.append(f"previous={_alike(words, previous)}:{same}")
            name = span.names[0] if span.names else ""
            if name and name in circumstances.document.title.text:
                features.append("in title text")
            if title:
                features.append("title")
            options.append(Option(other.field, span.start, span.end, features))
    return options


_WIDE = frozenset(("محافظه", "ولايه", "اقليم", "قضاء", "ريف", "منطقه", "دوله", "جمهوريه", "مملكه", "شمال", "جنوب"))


def _alike(words: str, previous: str) -> bool:
    return bool(set(words.split()) & set(previous.split()))
