"""How the clause of a trigger stands in its sentence: said by somebody, told of what happened before, or as the sentence's own news.

What stands in front of a clause of the past ("... غداة مقتل", "... التي أسفرت عن مقتل") mostly belongs to another event: its time is not
that of the deaths, and whoever spoke of the news did not tell of them.
"""

from __future__ import annotations

from typing import NamedTuple

from services.claims.choices.option import Option
from services.claims.lexicon import COMPLEMENTIZER, RELATIVE, SAYING, SAYING_PARTICIPLE, TriggerEntry, word_set
from services.claims.reading import Reading
from services.claims.text.words import one_of

_REACH = 14  # tokens before the trigger
_WAKE = word_set("in_the_wake")
_BESIDE = word_set("clause_beside")
_THAT = frozenset(("ان", "ما"))
_HAD = frozenset(("كان", "كانت", "كانوا"))


class Standing(NamedTuple):
    """The kind of a trigger's clause, and the token that opens it (the first of the sentence: 0)."""

    kind: str
    opening: int


def standing(reading: Reading) -> Standing:
    """How the clause of the trigger stands: "wake" ("بعد مقتل"), "relative" ("التي أسفرت عن مقتل"), "had" ("وكان مسلح قتل"), "beside"
    ("فيما قتل"), "said" ("أن 3 قتلوا", "أعلن مقتل"), "main"; with ":comma" where a comma stands since."""
    tokens = reading.sentence.tokens
    verb = isinstance(reading.entry, TriggerEntry) and reading.entry.category == "verb"
    comma = ""
    for k in range(reading.first - 1, max(-1, reading.first - 1 - _REACH), -1):
        token = tokens[k]
        if token.text in ",;":
            comma = ":comma"
            continue
        if token.word is None:
            continue
        kind = ""
        if token.text in _THAT and k and one_of(tokens[k - 1].text, _WAKE, "وف"):
            continue  # "بعد أن قتل"
        if token.tags & COMPLEMENTIZER or token.tags & (SAYING | SAYING_PARTICIPLE):
            kind = "said"
        elif one_of(token.text, _WAKE, "وف"):
            kind = "wake"
        elif token.tags & RELATIVE:
            kind = "relative"
        elif verb and one_of(token.text, _HAD):
            kind = "had"
        elif one_of(token.text, _BESIDE):
            kind = "beside"
        if kind:
            return Standing(kind + comma, k)
    return Standing("main" + comma, 0)


def mark_standing(reading: Reading, options: list[Option], stands: Standing) -> None:
    """Adds to each option how the trigger's clause stands and where the option stands to that clause. The first option is "none"."""
    sentence = reading.sentence
    opening = sentence.tokens[stands.opening].start if stands.opening else sentence.start
    trigger = sentence.tokens[reading.first].start
    for option in options:
        if option.field is None:
            option.features.append(f"none:standing={stands.kind}")
            continue
        if option.field is not sentence.field or not sentence.start <= option.start < sentence.end:
            where = "away"
        elif option.start >= trigger:
            where = "behind"
        else:
            where = "own clause" if option.start >= opening else "outside"
        option.features.append(f"standing={stands.kind}:{where}")
