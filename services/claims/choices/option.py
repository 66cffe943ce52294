"""A candidate for a field of a claim: its words and what speaks for or against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from services.actors.registry import registry
from services.claims.text.tokens import Field

Features = list[str]


@dataclass(slots=True)
class Option:
    """A span of the folded `field` with its features; `field` None: the answer "none". known_key: `key` where it is known already."""

    field: Field | None
    start: int
    end: int
    features: list[str]
    known_key: str | None = None

    @property
    def words(self) -> str:
        """The folded words, empty for none."""
        return self.field.text[self.start : self.end] if self.field is not None else ""

    @property
    def key(self) -> str:
        """Equal for options that name the same thing: the last word without conjunction and article, empty for none."""
        if self.known_key is None:
            self.known_key = name_key(self.words)
        return self.known_key


@dataclass(slots=True)
class Labels:
    """The values of a field that is one of a fixed list, as options: `features` of each value, and `facts` of the claim, which weigh
    differently for each value."""

    values: tuple[str, ...]
    features: list[Features]
    facts: Features

    def written_out(self) -> list[Features]:
        """All features of each value, a fact as "value|fact", for the fit; `model.Weights.label_scores` needs none of these strings."""
        return [
            [*features, *(f"{value}|{fact}" for fact in self.facts)]
            for value, features in zip(self.values, self.features, strict=True)
        ]


@lru_cache(maxsize=32_768)
def name_key(words: str) -> str:
    """The id of the actor that the folded words name, else their last word without conjunction and article."""
    if not words:
        return ""
    known = registry().find(words)
    if known is not None:
        return known
    last = words.replace('"', " ").split()
    return last[-1].removeprefix("و").removeprefix("ال") if last else ""


def none_option(*features: str) -> Option:
    """The answer "none"."""
    return Option(None, 0, 0, ["none", *features])


def mark_rule(options: list[Option], answer: tuple[Field, int, int] | None) -> list[Option]:
    """Adds to each option whether it is what the rules alone would answer (`answer`, None for none)."""
    for option in options:
        if answer is None:
            agrees = option.field is None
        else:
            field, start, end = answer
            agrees = option.field is field and option.start < end and start < option.end
        if agrees:
            option.features.append("rule:none" if answer is None else "rule")
    return options
