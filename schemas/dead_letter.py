"""What `articles.rejected` holds: the bytes as received, where they came from, and why they were refused."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalError:
    """Why a message was refused.

    code: stable and short, for filters (`invalid_utf8`, `invalid_json`, …); message: tells a person what is wrong and
    what to do; path: the offending field as a JSON path (`$.published_at`), None where the whole message is at fault.
    """

    code: str
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A refused message, complete: it can be sent again as it was.

    value and key: the bytes as received, in base64 (None where there were none); headers: pairs of name and base64
    value; timestamp: milliseconds since 1970 as Kafka had it.
    """

    topic: str
    partition: int
    offset: int
    error: RefusalError
    value: str | None = None
    key: str | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    timestamp: int | None = None
    stage: str = "intake"
