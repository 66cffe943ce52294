"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Read here: feedparser reads XML alone."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any
from urllib.parse import urljoin

import orjson

from services.feeds.dates import parse_feed_date
from services.feeds.documents import FeedDocument, FeedEntry, UnreadableFeed
from services.feeds.plain_text import plain


def looks_like_json(text: str) -> bool:
    """The document can only be JSON."""
    return text.lstrip()[:1] in ("{", "[")


def read_json_feed(text: str, url: str, encoding: str, assumed_zone: tzinfo = UTC) -> FeedDocument:
    """The feed. Raises `UnreadableFeed` for JSON that is none; an item that is no object is passed over."""
    try:
        feed = orjson.loads(text.strip())
    except orjson.JSONDecodeError as error:
        raise UnreadableFeed(f"not valid JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableFeed("JSON, but no JSON Feed: it has no list of items")
    base = _web_address(feed.get("home_page_url"), url) or url
    return FeedDocument(
        format="json",
        title=plain(_text(feed.get("title"))),
        link=_web_address(feed.get("home_page_url"), url),
        language=_text(feed.get("language")) or None,
        entries=tuple(_entry(item, base, assumed_zone) for item in items if isinstance(item, dict)),
        promised=len(items),
        encoding=encoding,
    )


def _entry(item: dict[str, Any], base: str, assumed_zone: tzinfo) -> FeedEntry:
    guid = item.get("id")
    dates = (parse_feed_date(_text(item.get(name)), assumed_zone) for name in ("date_published", "date_modified"))
    return FeedEntry(
        # Version 1.0 lets an id be a number.
        guid=str(guid).strip() or None if isinstance(guid, str | int | float) else None,
        link=_web_address(item.get("url"), base) or _web_address(item.get("external_url"), base),
        title=plain(_text(item.get("title"))),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html")) or _text(item.get("content_text")),
        published=next((date for date in dates if date), None),
        language=_text(item.get("language")) or None,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _web_address(value: Any, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        joined = urljoin(base, value.strip())
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None
