"""Candidates for whom the text credits with the statement."""

from __future__ import annotations

from services.claims.attribution import Attribution
from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, position
from services.claims.lexicon import NAME, ORGANISATION, PEOPLE, SPEAKER, TITLE
from services.claims.reading import Reading
from services.claims.tokens import Document

_KINDS = SPEAKER | ORGANISATION | TITLE | PEOPLE | NAME


def source_options(
    reading: Reading, document: Document, attribution: Attribution, previous: str | None
) -> list[Option]:
    """The speakers round the trigger. `previous`: folded words of the source of the claim before, if any."""
    sentence = reading.sentence
    field = sentence.field
    said = attribution.speakers(sentence)
    ways = sorted({f"{how}{'' if span else ' nobody'}" for _, span, how in said})
    options = [
        none_option(
            f"none:{field.name}",
            f"none:first={sentence.index == 0}",
            f"none:previous={previous is not None}",
            *[f"none:has {way}" for way in ways],
        )
    ]
    if field.name == "title":
        colon = attribution.title_colon(sentence, reading.first)
        if colon is not None:
            options.append(Option(field, colon[1], colon[2], ["colon"]))
    nobody = any(span is None and how in ("verb", "participle", "claiming") for _, span, how in said)
    for other, relation in around(document, sentence, 4, 1):
        if relation == "title" or (field.name == "title" and other.field is not field):
            continue
        speakers = attribution.speakers(other)
        named = [item for item in speakers if item[1] is not None]
        for n, (at, span, how) in enumerate(named):
            assert span is not None
            features = position(reading, other, relation, at, at + 1)
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
            if previous:
                features.append(f"previous={bool(set(words.split()) & set(previous.split()))}")
            first = span[0].token_at(span[1])
            if first is not None:
                word = span[0].tokens[first].word
                if word is not None:
                    features.append(f"noun={word.tags & _KINDS}")
            options.append(Option(span[0].field, span[1], span[2], features))
    return options
