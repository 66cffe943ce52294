"""`rasd feeds --check`: each feed tried once, without Kafka, and what was found as a table."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from services.feeds.articles import build_article, gives_full_text, is_wanted
from services.feeds.configuration import Configuration, Feed
from services.feeds.documents import FeedDocument, FeedEntry, UnreadableFeed
from services.feeds.follower.hosts import HostBusy
from services.feeds.follower.http_client import Answer, FetchFailed
from services.feeds.follower.page_reading import PageUnavailable
from services.feeds.follower.reader_pool import ReadingFailed
from services.feeds.follower.service import Tools
from services.feeds.identity import new_entries
from services.feeds.plain_text import plain
from services.feeds.state import FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one try of a feed found.

    status: `ok`, a kind of failure, or `empty`; full_text: words of the newest article and where they came from, or
    why there are none; moved_to: where a permanent redirect leads, to be written into the configuration.
    """

    feed: Feed
    status: str
    detail: str = ""
    format: str = ""
    items: int = 0
    newest: datetime | None = None
    full_text: str = ""
    language: str | None = None
    moved_to: str | None = None

    @property
    def ok(self) -> bool:
        """The feed can be followed."""
        return self.status == "ok"


async def check_feeds(configuration: Configuration, tools: Tools, article_bytes: int) -> list[Finding]:
    """Tries all feeds, as politely as when they are followed, and tells what each gave."""
    places = asyncio.Semaphore(configuration.at_once)

    async def one(feed: Feed) -> Finding:
        async with places:
            return await _check(feed, configuration, tools, article_bytes)

    return list(await asyncio.gather(*(one(feed) for feed in configuration.feed)))


async def _check(feed: Feed, configuration: Configuration, tools: Tools, article_bytes: int) -> Finding:
    try:
        answer = await tools.poller.fetch(feed, FeedState(url=feed.url))
        if answer.status != 200:
            return Finding(feed=feed, status=f"http_{answer.status}", detail=f"HTTP {answer.status}")
        document = await tools.poller.read(feed, answer)
    except (FetchFailed, HostBusy) as error:
        return Finding(feed=feed, status=getattr(error, "kind", "busy"), detail=str(error))
    except (UnreadableFeed, ReadingFailed) as error:
        return Finding(feed=feed, status="unreadable", detail=str(error))
    return await _describe(feed, answer, document, configuration, tools, article_bytes)


async def _describe(
    feed: Feed, answer: Answer, document: FeedDocument, configuration: Configuration, tools: Tools, article_bytes: int
) -> Finding:
    new, _ = new_entries(document, feed.url, frozenset())
    dates = [entry.published.value for entry in document.entries if entry.published]
    notes = []
    if len(document.entries) < document.promised:
        notes.append(f"{document.promised - len(document.entries)} entries unreadable")
    if document.cut:
        notes.append("its end is missing")
    elif document.repaired:
        notes.append("repaired")
    if document.encoding != "utf-8":
        notes.append(document.encoding)
    if document.entries and not dates:
        notes.append("no readable dates")
    full_text, language = "", None
    if new:
        newest = new[-1]
        page, page_url, trouble = None, None, ""
        if newest.address and feed.full_text is not False and (feed.full_text or not _is_full(newest.entry)):
            try:
                page, page_url = await tools.pages.read(newest.address, feed.zone(configuration.timezone))
                trouble = "" if page else "page refused"
            except PageUnavailable as unavailable:
                trouble = str(unavailable)
        built = build_article(
            newest,
            page,
            page_url=page_url,
            feed_url=feed.url,
            source=feed.source,
            feed_language=feed.language or document.language,
            fetched=datetime.now(UTC),
            limit=article_bytes,
        )
        words = len(plain(built.article.body or "").split())
        full_text = f"{built.text_from}, {words} words" + (f" ({trouble})" if trouble else "")
        language = built.language or "other"
        if not is_wanted(built.language, configuration.languages):
            notes.append("left out by language")
    return Finding(
        feed=feed,
        status="ok" if document.entries else "empty",
        detail=", ".join(notes),
        format=document.format,
        items=len(document.entries),
        newest=max(dates, default=None),
        full_text=full_text,
        language=language,
        moved_to=answer.moved_to,
    )


def _is_full(entry: FeedEntry) -> bool:
    return gives_full_text(entry.content, entry.summary)


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """The table for people."""
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("feed", overflow="fold", ratio=3)
    table.add_column("status", no_wrap=True)
    table.add_column("format", no_wrap=True)
    table.add_column("items", justify="right")
    table.add_column("newest", no_wrap=True)
    table.add_column("full text")
    table.add_column("language", no_wrap=True)
    table.add_column("remarks", overflow="fold", ratio=3)
    for finding in findings:
        remarks = [finding.detail] if finding.detail else []
        if finding.moved_to:
            remarks.append(f"moved to {finding.moved_to}")
        name = f"{finding.feed.source}\n{finding.feed.url}" if finding.feed.source else finding.feed.url
        table.add_row(
            name,
            finding.status,
            finding.format,
            str(finding.items) if finding.format else "",
            finding.newest.isoformat(sep=" ", timespec="minutes") if finding.newest else "",
            finding.full_text,
            finding.language or "",
            "; ".join(remarks),
        )
    console.print(table)
    good = sum(finding.ok for finding in findings)
    console.print(f"{good} of {len(findings)} feeds can be followed.")
