"""One poll of one feed: ask, read, find what is new, read its pages, publish, remember."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Container
from dataclasses import replace

from services.feeds.configuration import Configuration, Feed
from services.feeds.documents import FeedDocument, UnreadableFeed
from services.feeds.follower.entry_work import EntryWork, Publish, Report
from services.feeds.follower.hosts import HostBusy, Hosts
from services.feeds.follower.http_client import Answer, FetchFailed, HttpClient
from services.feeds.follower.metrics import FeedMetrics
from services.feeds.follower.page_reading import PageReader, heed
from services.feeds.follower.reader_pool import ReaderPool, ReadingFailed
from services.feeds.identity import Identified, new_entries, remember
from services.feeds.schedule import GONE_INTERVAL, back_off, learn_interval, max_age, next_poll
from services.feeds.state import FeedState

DAY = 86_400
ACCEPT_FEED = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
# After so many failures in a row a remembered redirect is forgotten and the configured address asked again.
FORGET_MOVE = 3


class Poller:
    """Polls feeds with the tools of one process."""

    def __init__(
        self,
        configuration: Configuration,
        client: HttpClient,
        hosts: Hosts,
        pages: PageReader,
        readers: ReaderPool,
        metrics: FeedMetrics,
        article_bytes: int,
    ) -> None:
        self._configuration = configuration
        self._client, self._hosts, self._pages, self._readers = client, hosts, pages, readers
        self._metrics = metrics
        self._article_bytes = article_bytes

    async def poll(
        self, feed: Feed, state: FeedState, siblings: Container[str], publish: Publish, *, ask: bool = True
    ) -> tuple[FeedState, Report]:
        """One poll: the state to remember, not yet written, and what was met. ask: false for pending pages alone."""
        began = time.monotonic()
        report = Report(url=feed.url)
        new: list[Identified] = []
        if ask:
            state, new = await self._ask(feed, state, siblings, report)
        state = await self._publish_all(feed, state, new, publish, report)
        report.pending = len(state.pending)
        report.seconds = time.monotonic() - began
        self._metrics.polls.labels(report.outcome).inc()
        self._metrics.poll_seconds.observe(report.seconds)
        return state, report

    async def fetch(self, feed: Feed, state: FeedState) -> Answer:
        """The feed's answer, asked for conditionally. Raises `FetchFailed`, `HostBusy`."""
        headers = {}
        if state.etag:
            headers["if-none-match"] = state.etag
        if state.last_modified:
            headers["if-modified-since"] = state.last_modified
        return await self._client.get(
            state.moved_to or feed.url, limit=self._configuration.feed_bytes, accept=ACCEPT_FEED, headers=headers
        )

    async def read(self, feed: Feed, answer: Answer) -> FeedDocument:
        """The document in the answer. Raises `UnreadableFeed`, `ReadingFailed`."""
        zone = feed.zone(self._configuration.timezone)
        return await self._readers.read_feed(answer.body, answer.url, answer.headers.get("content-type"), zone)

    async def _ask(
        self, feed: Feed, state: FeedState, siblings: Container[str], report: Report
    ) -> tuple[FeedState, list[Identified]]:
        """The state after the feed's answer and its new entries, the oldest first."""
        now = time.time()
        try:
            answer = report.answer = await self.fetch(feed, state)
            if answer.status == 304:
                report.outcome = "unchanged"
                return self._succeeded(feed, state, answer, now, new=0, gap=False), []
            if answer.status != 200:
                return self._refused(feed, state, answer, now, report), []
            digest = hashlib.sha256(answer.body).hexdigest()[:32]
            if digest == state.body_digest:
                report.outcome = "unchanged"
                return self._succeeded(feed, state, answer, now, new=0, gap=False), []
            document = report.document = await self.read(feed, answer)
        except HostBusy as busy:
            report.outcome, report.error = "busy", str(busy)
            return replace(state, next_poll=now + busy.seconds, not_before=now + busy.seconds), []
        except FetchFailed as failed:
            return self._failed(feed, state, now, failed.kind, str(failed), report), []
        except (UnreadableFeed, ReadingFailed) as error:
            return self._failed(feed, state, now, "unreadable", str(error), report), []
        new, known = new_entries(document, feed.url, state.seen, siblings)
        gap = bool(state.seen) and bool(new) and not known
        report.entries, report.new = len(document.entries), len(new)
        self._metrics.unread_entries.inc(max(0, document.promised - len(document.entries)))
        if gap:
            self._metrics.gaps.inc()
        state = replace(
            state, seen=remember(state.seen, known, int(now // DAY)), refresh=document.refresh, body_digest=digest
        )
        state = self._succeeded(feed, state, answer, now, new=len(new), gap=gap)
        if document.cut:
            # Asked with the validators of the whole document, the server would keep its end from us.
            state = replace(state, etag=None, last_modified=None, body_digest=None)
        return state, new

    def _succeeded(self, feed: Feed, state: FeedState, answer: Answer, now: float, *, new: int, gap: bool) -> FeedState:
        pace = feed.pace(self._configuration)
        interval = learn_interval(state.interval, pace, new=new, gap=gap)
        due = next_poll(
            now,
            interval,
            pace,
            fresh=max_age(answer.headers.get("cache-control")),
            # A feed that dropped entries while we waited as it asked is not asked again what it wishes.
            hint=None if gap else state.refresh,
            dice=random.random(),
        )
        return replace(
            state,
            moved_to=answer.moved_to or state.moved_to,
            etag=answer.headers.get("etag") or (state.etag if answer.status == 304 else None),
            last_modified=answer.headers.get("last-modified")
            or (state.last_modified if answer.status == 304 else None),
            interval=interval,
            next_poll=due,
            not_before=0.0,
            failures=0,
            failing_since=None,
            last_error=None,
            last_success=now,
            gone=False,
        )

    def _refused(self, feed: Feed, state: FeedState, answer: Answer, now: float, report: Report) -> FeedState:
        kind = f"http_{answer.status}"
        if answer.status == 410 and not state.moved_to:
            state = self._failed(feed, state, now, kind, "HTTP 410: the feed is gone for good", report)
            return replace(state, gone=True, next_poll=now + GONE_INTERVAL)
        wait = heed(answer, self._hosts)
        state = self._failed(feed, state, now, kind, f"HTTP {answer.status}", report)
        if wait is not None:
            state = replace(state, next_poll=max(state.next_poll, now + wait), not_before=now + wait)
        return state

    def _failed(self, feed: Feed, state: FeedState, now: float, kind: str, message: str, report: Report) -> FeedState:
        report.outcome, report.error = kind, message
        failures = state.failures + 1
        return replace(
            state,
            failures=failures,
            failing_since=state.failing_since or now,
            last_error=f"{kind}: {message}"[:300],
            next_poll=now + back_off(failures, state.interval, feed.pace(self._configuration), random.random()),
            moved_to=None if failures % FORGET_MOVE == 0 else state.moved_to,
        )

    async def _publish_all(
        self, feed: Feed, state: FeedState, new: list[Identified], publish: Publish, report: Report
    ) -> FeedState:
        """Publishes the new and the due pending entries batch by batch; the state with all of them accounted for."""
        work = EntryWork(
            feed,
            state,
            report,
            configuration=self._configuration,
            pages=self._pages,
            publish=publish,
            metrics=self._metrics,
            article_bytes=self._article_bytes,
        )
        now = time.time()
        waiting = [entry for entry in state.pending if entry.next_try > now]
        due = [entry for entry in state.pending if entry.next_try <= now]
        work.pending = waiting
        for entry in due:
            again = Identified(entry=entry.entry, keys=tuple(entry.keys), mark=entry.mark, address=entry.address)
            await work.take(again, entry)
        for identified in new:
            await work.take(identified, None)
        return await work.finish()
