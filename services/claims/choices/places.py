"""Candidates for where it happened."""

from __future__ import annotations

from operator import attrgetter

from services.claims.choices.option import Option, none_option
from services.claims.choices.sites import place_candidates
from services.claims.choices.surroundings import around, near, overlaps, position, trigger_lemma
from services.claims.choices.survey import Survey
from services.claims.event.circumstances import Circumstances
from services.claims.reading import Reading

# Sentences where places that no list knows are candidates too.
_NEARBY = frozenset(("same", "back1", "part before", "part behind", "title"))
_FIRST = attrgetter("first")


def place_options(reading: Reading, circumstances: Circumstances, survey: Survey) -> list[Option]:
    """The places round the trigger."""
    sentence = reading.sentence
    field = sentence.field
    kind = "fled" if reading.kind == "fled" else "other"
    title = field.name == "title"
    options = [none_option(f"none:{field.name}", f"none:{kind}", f"none:kind={reading.kind}")]
    victims = reading.victims
    seen_same = False
    trigger = trigger_lemma(reading)
    options[0].features.append(f"none:trigger={trigger}")
    for other, relation in around(circumstances.document, sentence, 2, 1):
        if title and relation != "same" and other.field is not field:
            continue
        found = place_candidates(circumstances, other, unlisted=relation in _NEARBY)
        candidates = near(found, reading, relation, _FIRST)
        beside = relation == "same"
        behind = [candidate.first for candidate in candidates if candidate.first > reading.last] if beside else []
        ahead = [candidate.first for candidate in candidates if candidate.first < reading.first] if beside else []
        kinds = survey.kinds.get((other.field.name, other.index))
        for n, candidate in enumerate(candidates):
            first, end = candidate.first, candidate.end
            features = [*position(reading, relation, first, end), *(candidate.own if beside else candidate.away)]
            features.append(f"link={candidate.link}:{kind}")
            features.append(f"trigger={trigger}:{candidate.link}:{beside}")
            if n == 0:
                features.append(f"first:{relation}")
            if beside:
                seen_same = True
                if first > reading.last:
                    features.append(f"order after={min(behind.index(first), 3)}")
                else:
                    features.append(
                        f"order before={min(len(ahead) - 1 - ahead.index(first), 3) if first in ahead else 'in'}"
                    )
                    features.append(f"behind ahead={bool(behind)}")
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
            else:
                if seen_same:
                    features.append("sentence has its own")
                    features.append(f"sentence has its own:{relation}")
                told = "none" if not kinds else "same" if reading.kind in kinds else "other"
                features.append(f"told there={told}:{relation}")
                features.append(f"count there={min(len(candidates), 3)}:{relation}")
            if title:
                features.append("title")
            options.append(Option(other.field, candidate.site.start, candidate.site.end, features))
    for option in options:
        option.features.append(f"own={seen_same}:{'none' if option.field is None else 'some'}")
    return options
