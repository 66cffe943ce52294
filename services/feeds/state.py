"""What is remembered of a feed between polls, restarts and crashes: the value on the compacted topic `feeds.state`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from schemas.encoding import decode, encode
from services.feeds.documents import FeedEntry

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An entry whose page could not be read yet. It is kept here because the feed may drop it before the page comes
    back.

    attempts: how often the page was tried; next_try: seconds since 1970.
    """

    entry: FeedEntry
    keys: list[str]
    mark: str
    address: str | None = None
    attempts: int = 0
    next_try: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """The state of one feed. Times are seconds since 1970.

    url: as configured; moved_to: where permanent redirects led; etag, last_modified: as the server gave them.
    body_digest: of the last document that was read, for servers that ignore the validators.
    refresh: seconds that the feed itself asks to wait. interval: seconds between polls as learnt; next_poll: when it
    is due; not_before: the server asked to wait until then.
    failures: in a row; failing_since, last_error: of the present row of failures; last_success.
    seen: key of an entry → day (since 1970) on which it was last in the feed.
    publishing: marks of the entries that were being published when this was written. Non-empty only while the
    articles are on
        their way, so that after a crash `articles.raw` tells which of them arrived; publishing_since: since when.
    """

    url: str
    version: int = VERSION
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    refresh: int | None = None
    interval: float | None = None
    next_poll: float = 0.0
    not_before: float = 0.0
    failures: int = 0
    failing_since: float | None = None
    last_error: str | None = None
    last_success: float | None = None
    gone: bool = False
    seen: dict[str, int] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    publishing: dict[str, list[str]] = field(default_factory=dict)
    publishing_since: float = 0.0

    def with_(self, **changes: Any) -> FeedState:
        """A copy with these fields changed."""
        return dataclasses.replace(self, **changes)


def load_state(data: bytes) -> FeedState:
    """The state from its JSON. Raises `schemas.InvalidMessage` for what is none."""
    return decode(data, FeedState)


def dump_state(state: FeedState) -> bytes:
    """The state as JSON, read back by `load_state`."""
    return encode(state)
