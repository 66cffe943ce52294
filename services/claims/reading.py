"""A trigger read in its sentence, before it becomes a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.claims.lexicon import (
    PhraseEntry,
    TriggerEntry,
)
from services.claims.people_phrases.people import People
from services.claims.text.tokens import Sentence


@dataclass(slots=True)
class Reading:
    """A trigger read. `dropped` holds the reason where it is no claim; `rule` names the construction.

    first, last: token indices of the trigger (inclusive). agent: token span of who did it, in `agent_sentence`.
    doubt: why it is dropped once all else speaks for it. zero: an explicit none. undivided: the number is shared with another
    kind. uncertain, denied: what the clause says of it.
    likelihood: that it is a claim, by `judgement`. revived: the rules' reason for dropping it, where `judgement` took it after all.
    """

    sentence: Sentence
    first: int
    last: int
    kind: str
    rule: str
    entry: TriggerEntry | PhraseEntry | None = None
    victims: People | None = None
    agent: People | None = None
    cause: str | None = None
    zero: bool = False
    undivided: bool = False
    assertion: str = "asserted"
    dropped: str | None = None
    doubt: str | None = None
    notes: list[str] = field(default_factory=list)
    likelihood: float | None = None
    revived: str | None = None
