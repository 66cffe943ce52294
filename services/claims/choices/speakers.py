"""Candidates for whom the text credits with the statement."""

from __future__ import annotations

from operator import itemgetter

from services.claims.attribution import Attribution, Span
from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, near, position
from services.claims.lexicon import NAME, NISBA, ORGANISATION, PEOPLE, PREPOSITION, SPEAKER, TITLE
from services.claims.reading import Reading
from services.claims.tokens import Document, Token
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
        if colon is not None:
            words = colon[0].field.text[colon[1] : colon[2]]
            kind = "place" if gazetteer().named(words) else "other"
            options.append(
                Option(field, colon[1], colon[2], ["colon", f"colon:{kind}", f"colon:words={len(words.split())}"])
            )
            to = words.find(" ل")
            if to > 0:
                options.append(Option(field, colon[1], colon[1] + to, ["colon to"]))
    nobody = any(span is None and how in ("verb", "participle", "claiming") for _, span, how in said)
    for other, relation in around(document, sentence, 4, 1):
        if relation == "title" or (field.name == "title" and other.field is not field):
            continue
        speakers = attribution.speakers(other)
        named = near([item for item in speakers if item[1] is not None], reading, relation, _AT)
        for n, (at, span, how) in enumerate(named):
            assert span is not None
            features = [*position(reading, relation, at, at + 1)]
            where = f"{relation}:{how}"
            features.append(f"how={where}")
            if relation == "same":
                features.append(f"how={how}:{'before' if at < reading.first else 'after'}")
            features.append(f"looks back={attribution.looks_back(span)}:{'same' if relation == 'same' else 'away'}")
            if n == len(named) - 1:
                features.append(f"last:{relation}")
            if n == 0:
                features.append(f"first:{relation}")
            if relation != "same":
                features.append(f"same has={'nobody' if nobody else 'speaker' if said else 'none'}:{relation}")
                between = range(other.index + 1, sentence.index)
                spoken = any(attribution.speakers(field.sentences[k]) for k in between)
                features.append(f"since={'spoken' if spoken else 'silent'}")
            words = span[0].field.text[span[1] : span[2]]
            if attribution.looks_back(span):
                features.append(f"looks back:{words.split()[0]}")
            first = span[0].token_at(span[1])
            if first is not None:
                word = span[0].tokens[first].word
                if word is not None:
                    features.append(f"noun={word.tags & _KINDS}")
            whole = Option(span[0].field, span[1], span[2], [*features, "form=whole"])
            options.append(whole)
            for form, first_token, end_token in _parts(span):
                tokens = span[0].tokens
                length = min(end_token - first_token, 4)
                options.append(
                    Option(
                        span[0].field,
                        tokens[first_token].start,
                        tokens[end_token - 1].end,
                        [*features, f"form={form}", f"form={form}:words={length}"],
                    )
                )
                whole.features.append(f"has {form}")
    return options


def _parts(span: Span) -> list[tuple[str, int, int]]:
    """Parts of a speaker's words that may be the speaker alone: the name in front of what he is ("فلان المتحدث باسم"), the name
    behind it, the words before a long description."""
    sentence, start, end = span
    tokens = sentence.tokens
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    if first is None or last is None:
        return []
    found = []
    stop = last + 2
    while stop < len(tokens) and stop < last + 6 and _named(tokens[stop]):
        stop += 1
    if last + 3 < stop < len(tokens) and tokens[last + 1].text == "," and tokens[stop].word is None:
        found.append(("name behind comma", last + 2, stop))
    if last == first:
        return found
    head = first
    while head <= last and head - first < 5 and _named(tokens[head]):
        head += 1
    described = next((k for k in range(first + 1, last + 1) if tokens[k].tags & _DESCRIBES), None)
    if described is not None and described <= head:
        head = described
    if first < head <= last and head - first < 5 and not tokens[first].tags & _DESCRIBES:
        found.append(("name in front", first, head))
    tail = last
    while tail > first and last - tail < 5 and _named(tokens[tail]):
        tail -= 1
    opening = next((k for k in range(tail + 1, last + 1) if not _definite(tokens[k])), None)
    stop = last + 1
    if opening is not None and opening > first + 1:
        if tail == last - 5:
            opening = None
        else:
            found.append(("name behind", opening, stop))
    if last - first > 3:
        cut = next((k for k in range(first + 2, last + 1) if _ends_short(tokens, first, k)), None)
        if cut is not None and cut < last:
            found.append(("short", first, cut))
    return found


def _definite(token: Token) -> bool:
    return token.word is not None and token.word.definite


def _ends_short(tokens: list[Token], first: int, k: int) -> bool:
    """Whether the words of a speaker from token `first` may end before token `k`."""
    word = tokens[k].word
    if word is None or tokens[k].tags & PREPOSITION or word.preposition:
        return True
    return word.definite and not tokens[k].tags and k > first + 2 and not tokens[first].tags & TITLE


def _named(token: Token) -> bool:
    """Whether the token may belong to a person's name."""
    word = token.word
    if word is None or word.preposition or word.conjunction:
        return False
    return bool(token.tags & NAME) or not token.tags & ~NISBA


_DESCRIBES = SPEAKER | TITLE | ORGANISATION | PEOPLE
