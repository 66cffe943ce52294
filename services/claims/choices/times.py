"""Candidates for when it happened."""

from __future__ import annotations

from services.arabic.dates import DateMention
from services.claims.choices.option import Option, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.circumstances import Circumstances
from services.claims.lexicon import COMPLEMENTIZER, SAYING, VERB
from services.claims.reading import Reading


def time_options(
    reading: Reading, circumstances: Circumstances, previous: str | None
) -> list[tuple[Option, DateMention | None]]:
    """The time expressions round the trigger. `previous`: folded words of the time of the claim before, if any."""
    sentence = reading.sentence
    field = sentence.field
    options: list[tuple[Option, DateMention | None]] = [
        (none_option(f"none:{field.name}", f"none:previous={previous is not None}", f"none:{reading.kind}"), None)
    ]
    own = False
    for other, relation in around(circumstances.document, sentence, 2, 1):
        if field.name == "title" and other.field is not field:
            continue
        for mention in circumstances.dates_in(other):
            tokens = other.tokens
            first = other.token_at(mention.start)
            if first is None:
                continue
            end = (other.token_at(mention.end - 1) or first) + 1
            features = position(reading, other, relation, first, end)
            same = "same" if relation == "same" else "away"
            features += [f"precision={mention.precision}:{same}", f"resolved={mention.earliest is not None}"]
            opening = tokens[max(0, first - 5) : first]
            for k in range(len(opening) - 1, -1, -1):
                token = opening[k]
                if token.tags & COMPLEMENTIZER:
                    features.append("behind=that")
                    break
                if token.tags & SAYING:
                    features.append(f"behind=saying{min(len(opening) - k, 4)}:{same}")
                    break
                if token.tags & VERB:
                    features.append(f"behind=verb:{same}")
                    break
            if first and tokens[first - 1].text in ("في", "منذ", "خلال", "قبل", "بعد", "حتي", "من"):
                features.append(f"link={tokens[first - 1].text}:{same}")
            if relation == "same":
                own = True
                victims = reading.victims
                if (
                    victims is not None
                    and victims.sentence is other
                    and overlaps(first, end, victims.first, victims.end)
                ):
                    features.append("inside victims")
            elif own:
                features.append("sentence has its own")
            if previous:
                features.append(f"previous={other.field.text[mention.start : mention.end] == previous}:{same}")
            options.append((Option(other.field, mention.start, mention.end, features), mention))
    return options
