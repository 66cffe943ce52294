"""What a feed says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

FeedFormat = Literal["rss", "rdf", "atom", "json", "unknown"]


class UnreadableFeed(ValueError):
    """The bytes are no feed; the message says what they are instead. Never processable as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDate:
    """A point in time, always with a zone. `zoned`: the feed named the zone, it was not assumed."""

    value: datetime
    zoned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed.

    guid: the feed's own name of the entry, as written; link: absolute http(s) URL of its page; title: plain text;
    summary and content: text or HTML as the feed gives it, `content` where the feed promises the whole text;
    language: as the feed declares it (BCP 47), unchecked.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""
    published: FeedDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed as read.

    link: its home page, absolute; refresh: seconds that the feed asks to wait between two polls (`ttl`,
    `sy:updatePeriod`);
    promised: entries that its markup opens, `len(entries)` fewer means that some could not be read.
    encoding: how the bytes were decoded; repaired: the document was not well-formed and was repaired first; cut: its
    end is missing, so that there may be more entries than these.
    """

    format: FeedFormat
    title: str = ""
    link: str | None = None
    language: str | None = None
    refresh: int | None = None
    entries: tuple[FeedEntry, ...] = field(default=())
    promised: int = 0
    encoding: str = "utf-8"
    repaired: bool = False
    cut: bool = False
