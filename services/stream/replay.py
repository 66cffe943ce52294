"""Dead letters back to where they came from: which of them, and as what message."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from schemas import DeadLetter
from services.stream.messages import Output
from services.stream.topics import Topics

# On a message that was sent again: the dead letter that it was in, `topic/partition/offset`.
REPLAYED: Final = "rasd_replayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which dead letters are meant; empty and None mean all.

    codes: of the error. topics: that the message was read from, without prefix. stages: that refused it. since, until: when
    it was refused.
    """

    codes: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.codes or self.topics or self.stages or self.since or self.until)

    def accepts(self, letter: DeadLetter, rejected_at: datetime, prefix: str) -> bool:
        """Whether this letter is meant. rejected_at: when it reached Kafka; prefix: of topics."""
        return (
            (not self.codes or letter.error.code in self.codes)
            and (not self.topics or letter.topic.removeprefix(prefix) in self.topics)
            and (not self.stages or letter.stage in self.stages)
            and (self.since is None or rejected_at >= self.since)
            and (self.until is None or rejected_at < self.until)
        )


def message_of(letter: DeadLetter, place: str, topics: Topics, value: bytes | None, headers: list[Any]) -> Output:
    """The message as it was, on its way to the topic that it was read from.

    place: of the letter. value, headers: of the message, where the letter is without them (`is_whole`); else empty.
    """
    whole = is_whole(letter)
    kept = [(name, b64decode(data)) for name, data in letter.headers] if whole else list(headers)
    # what de-duplication reads belongs where the state of its shard is
    fixed = letter.topic == topics.fingerprinted.name
    return Output(
        topic=letter.topic,
        key=b64decode(letter.key) if letter.key is not None else None,
        value=(b64decode(letter.value) if letter.value is not None else b"") if whole else (value or b""),
        headers=[*((name, data) for name, data in kept if name != REPLAYED), (REPLAYED, place.encode())],
        partition=letter.partition if fixed else None,
    )


def is_whole(letter: DeadLetter) -> bool:
    """Whether the letter holds its message. One without a value had none, unless it was too large for a dead letter."""
    return letter.value is not None or letter.error.code == "null_value"
