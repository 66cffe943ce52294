"""A feed's bytes to a `FeedDocument`: RSS 2.0, RSS 1.0, Atom and JSON Feed.

feedparser reads the elements; it is the one library that keeps dates as they were written, which Arabic dates need
(docs/choices.md has the figures). It gets text that was decoded (`decoding`) and repaired (`repair`) before. Where
the document
is still not well-formed, libxml2's recovering parser makes it so; and where fewer entries come out than the markup
opens, feedparser's own loose parser reads the text as well and the reading with more entries wins.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import tzinfo
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

from services.feeds.dates import parse_feed_date
from services.feeds.decoding import decode
from services.feeds.documents import FeedDate, FeedDocument, FeedEntry, FeedFormat, UnreadableFeed
from services.feeds.json_feed import looks_like_json, read_json_feed
from services.feeds.plain_text import plain
from services.feeds.repair import count_entries, repair, without_cut_entry

# Names of the dates of an entry in feedparser, the best first.
DATES = ("published", "created", "updated")
# http://web.resource.org/rss/1.0/modules/syndication/
PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_HTML = re.compile(r"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FORMATS: dict[str, FeedFormat] = {"rss": "rss", "rss10": "rdf", "rss090": "rdf", "atom": "atom"}


def read_feed(data: bytes, url: str, content_type: str | None, assumed_zone: tzinfo) -> FeedDocument:
    """The feed that the bytes hold. Raises `UnreadableFeed` where they hold none.

    url: where it came from, base of its relative links; content_type: the HTTP header; assumed_zone: for dates
    without one.
    """
    if not data.strip():
        raise UnreadableFeed("an empty document")
    text, encoding = decode(data, content_type)
    if looks_like_json(text):
        return read_json_feed(text, url, encoding, assumed_zone)
    if _HTML.match(text):
        raise UnreadableFeed("an HTML page, not a feed; look for the address of the feed in it")
    repaired = repair(text)
    promised = count_entries(repaired)
    whole, cut = without_cut_entry(repaired)
    parsed, well_formed = _parse(whole, count_entries(whole) if cut else promised)
    if not parsed.version and not parsed.entries:
        raise UnreadableFeed(f"neither RSS nor Atom nor JSON Feed; it begins with {text.strip()[:60]!r}")
    # Atom resolves against the document (or xml:base, which feedparser has applied); RSS says nothing, and feeds that
    # are served by another host than their site mean the site.
    base = url if _format(parsed.version) == "atom" else _link(parsed.feed.get("link"), url) or url
    return FeedDocument(
        format=_format(parsed.version),
        title=plain(parsed.feed.get("title", "")),
        link=_link(parsed.feed.get("link"), url),
        language=parsed.feed.get("language") or None,
        refresh=_refresh(parsed.feed),
        entries=tuple(_entry(entry, base, assumed_zone) for entry in parsed.entries),
        promised=promised,
        encoding=encoding,
        repaired=not well_formed,
        cut=cut,
    )


def _parse(text: str, promised: int) -> tuple[Any, bool]:
    data = text.encode("utf-8", "replace")
    well_formed = _is_well_formed(data)
    if well_formed:
        parsed = _feedparser(data)
    else:
        recovered = _recover(data)
        parsed = _feedparser(recovered if recovered is not None else data)
    if len(parsed.entries) < promised:
        # A second root behind the first, or markup that recovery dropped: the loose parser takes items as they come.
        loose = _feedparser(data + b"<")
        if len(loose.entries) > len(parsed.entries):
            return loose, False
    return parsed, well_formed


def _feedparser(data: bytes) -> Any:
    # A stream, because feedparser takes a string for an address to fetch or a file to open.
    return feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _is_well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, collect_ids=False)
        )
    except etree.XMLSyntaxError:
        return False
    return True


def _recover(data: bytes) -> bytes | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, collect_ids=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) if root is not None else None


def _format(version: str) -> FeedFormat:
    if version in _FORMATS:
        return _FORMATS[version]
    return "rss" if version.startswith("rss") else "atom" if version.startswith("atom") else "unknown"


def _entry(entry: Any, base: str, assumed_zone: tzinfo) -> FeedEntry:
    # dict.get: feedparser's own `get` answers "updated" with "published", with a warning.
    def value(name: str) -> str:
        found = dict.get(entry, name)
        return found if isinstance(found, str) else ""

    guid = value("id").strip() or None
    permalink = guid if entry.get("guidislink") else None
    return FeedEntry(
        guid=guid,
        link=_link(value("feedburner_origlink"), base) or _link(value("link"), base) or _link(permalink, base),
        title=plain(value("title")),
        summary=value("summary"),
        content=_content(dict.get(entry, "content") or ()),
        published=_date((value(name) for name in DATES), assumed_zone),
        language=value("language") or None,
    )


def _content(parts: Iterable[Any]) -> str:
    """The longest part of text; Atom allows several, and other media types beside them."""
    texts = [
        part.get("value") or ""
        for part in parts
        if (part.get("type") or "text/html").lower()
        in ("text/html", "text/plain", "application/xhtml+xml", "html", "text")
    ]
    return max(texts, key=len, default="")


def _date(texts: Iterable[str], assumed_zone: tzinfo) -> FeedDate | None:
    dates = (parse_feed_date(plain(text), assumed_zone) for text in texts if text)
    return next((date for date in dates if date), None)


def _link(value: Any, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    # A line break or a run of spaces inside an address is a broken line of the feed, never part of it.
    text = re.sub(r"[\r\n\t]+\s*|\s{2,}", "", plain(value) if "&" in value else value.strip())
    try:
        joined = urljoin(base, text)
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def _refresh(feed: Any) -> int | None:
    """Seconds that the feed asks to wait, the longer of `ttl` (minutes) and `sy:updatePeriod` /
    `sy:updateFrequency`.
    """
    waits = []
    ttl = str(feed.get("ttl", "")).strip()
    if ttl.isascii() and ttl.isdigit():
        waits.append(int(ttl) * 60)
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    if period:
        frequency = str(feed.get("sy_updatefrequency", "1")).strip()
        waits.append(period // max(1, int(frequency) if frequency.isascii() and frequency.isdigit() else 1))
    return max(waits, default=None)
