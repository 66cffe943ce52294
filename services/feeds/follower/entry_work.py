"""From the new and pending entries of a feed to published articles, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from services.feeds.articles import Built, build_article, gives_full_text, is_wanted, judge_language
from services.feeds.configuration import Configuration, Feed
from services.feeds.documents import FeedDocument
from services.feeds.follower.http_client import Answer
from services.feeds.follower.metrics import FeedMetrics
from services.feeds.follower.page_reading import PageReader, PageUnavailable
from services.feeds.follower.publisher import Outgoing
from services.feeds.identity import Identified, remember
from services.feeds.pages import Page
from services.feeds.plain_text import plain
from services.feeds.state import FeedState, Pending

DAY = 86_400
# A batch is announced, sent and remembered together; a slow site must not hold back what is ready.
BATCH_ARTICLES = 50
BATCH_SECONDS = 15.0
# Seconds that a poll may spend on pages, and failures in a row after which the site is left alone: the rest waits as
# pending.
PAGES_SECONDS = 120.0
PAGE_FAILURES = 2
# Bounds of what the state of a feed holds of pending entries: number, and characters of each.
MOST_PENDING = 100
LONGEST_PENDING = 4000
# Fewer letters than this do not tell a language well enough to spare the page.
LANGUAGE_LETTERS = 60

Publish = Callable[[FeedState, list[Outgoing], FeedState], Awaitable[None]]
"""Publishes a batch: the state before it, the articles, the state with them as seen. Returns when Kafka has all of
it.
"""


@dataclass(slots=True, kw_only=True)
class Report:
    """What a poll met, for the log, the table of a round and the metrics. outcome: `read`, `unchanged` or a kind of
    failure.
    """

    url: str
    outcome: str = "read"
    error: str | None = None
    entries: int = 0
    new: int = 0
    published: int = 0
    left_out: int = 0
    pending: int = 0
    seconds: float = 0.0
    document: FeedDocument | None = field(default=None, repr=False)
    answer: Answer | None = field(default=None, repr=False)


class EntryWork:
    """The entries of one poll on their way to articles."""

    def __init__(
        self,
        feed: Feed,
        state: FeedState,
        report: Report,
        *,
        configuration: Configuration,
        pages: PageReader,
        publish: Publish,
        metrics: FeedMetrics,
        article_bytes: int,
    ) -> None:
        self._feed, self._report, self._publish, self._pages = feed, report, publish, pages
        self._configuration, self._metrics, self._article_bytes = configuration, metrics, article_bytes
        self.state = state
        self.pending: list[Pending] = []
        self._batch: list[Outgoing] = []
        self._texts: list[str] = []
        self._done: list[str] = []
        self._batch_began = self._began = time.monotonic()
        self._page_failures = 0

    async def take(self, identified: Identified, pending: Pending | None) -> None:
        """Makes an article of the entry, or remembers it as pending or as left out."""
        page: Page | None = None
        page_url: str | None = None
        if self._wants_page(identified):
            attempts = pending.attempts if pending else 0
            try:
                page, page_url = await self._page(identified)
            except PageUnavailable as unavailable:
                if self._defer(identified, attempts, unavailable.seconds):
                    return
        elif not self._could_be_wanted(identified):
            self._leave_out(identified, "language")
            return
        built = self._build(identified, page, page_url)
        if not built.article.title and not built.article.body:
            self._leave_out(identified, "empty")
        elif not is_wanted(built.language, self._configuration.languages):
            self._leave_out(identified, "language")
        else:
            self._batch.append(Outgoing(article=built.article, mark=identified.mark, keys=identified.keys))
            self._texts.append(built.text_from)
        if len(self._batch) >= BATCH_ARTICLES or (self._batch and time.monotonic() - self._batch_began > BATCH_SECONDS):
            await self.flush()

    async def finish(self) -> FeedState:
        """Publishes what is left; the state with all entries accounted for."""
        await self.flush(last=True)
        return replace(self.state, pending=self.pending)

    async def flush(self, *, last: bool = False) -> None:
        """Publishes what is ready, and remembers it."""
        day = int(time.time() // DAY)
        keys = [key for outgoing in self._batch for key in outgoing.keys] + self._done
        before = self.state
        self.state = replace(before, seen=remember(before.seen, keys, day))
        if self._batch:
            marks = {outgoing.mark for outgoing in self._batch}
            kept = [entry for entry in before.pending if entry.mark not in marks]
            self.state = replace(self.state, pending=kept)
            after = replace(self.state, pending=[*{entry.mark: entry for entry in [*kept, *self.pending]}.values()])
            if last:
                after = replace(self.state, pending=self.pending)
            await self._publish(_unfinished(before), self._batch, after if last else _unfinished(after))
            self._report.published += len(self._batch)
            for text_from in self._texts:
                self._metrics.articles.labels(text_from).inc()
        self._batch, self._texts, self._done = [], [], []
        self._batch_began = time.monotonic()

    def _build(self, identified: Identified, page: Page | None, page_url: str | None) -> Built:
        document = self._report.document
        return build_article(
            identified,
            page,
            page_url=page_url,
            feed_url=self._feed.url,
            source=self._feed.source or (document.title if document else None) or None,
            feed_language=self._feed.language or (document.language if document else None),
            fetched=datetime.now(UTC),
            limit=self._article_bytes,
        )

    def _wants_page(self, identified: Identified) -> bool:
        if identified.address is None or self._feed.full_text is False:
            return False
        entry = identified.entry
        if not self._feed.full_text and gives_full_text(entry.content, entry.summary):
            return False
        return self._could_be_wanted(identified)

    def _could_be_wanted(self, identified: Identified) -> bool:
        """False where title and summary already show a language that is not wanted, so that the page need not be
        read.
        """
        entry = identified.entry
        text = f"{entry.title} {plain(entry.summary)}"
        if sum(map(str.isalpha, text)) < LANGUAGE_LETTERS:
            return True
        return is_wanted(judge_language(entry.title, entry.summary, entry.language), self._configuration.languages)

    async def _page(self, identified: Identified) -> tuple[Page | None, str | None]:
        if self._page_failures >= PAGE_FAILURES:
            raise PageUnavailable("its site failed twice in a row just now")
        if time.monotonic() - self._began > PAGES_SECONDS:
            raise PageUnavailable("enough pages for one turn", 0.0)
        assert identified.address is not None
        try:
            found = await self._pages.read(identified.address, self._feed.zone(self._configuration.timezone))
        except PageUnavailable:
            self._page_failures += 1
            raise
        self._page_failures = 0
        return found

    def _defer(self, identified: Identified, attempts: int, wait: float | None) -> bool:
        """Remembers the entry for another try; False where it has had all of them, or there is no room."""
        retries = self._configuration.page_retries
        size = len(identified.entry.summary) + len(identified.entry.content)
        if attempts >= len(retries) or len(self.pending) >= MOST_PENDING or size > LONGEST_PENDING:
            return False
        # Waiting because the host asked for it, or for its turn, is no attempt that failed.
        counted = attempts + (wait is None)
        seconds = retries[attempts] if wait is None else max(wait, 0.0)
        self.pending.append(
            Pending(
                entry=identified.entry,
                keys=list(identified.keys),
                mark=identified.mark,
                address=identified.address,
                attempts=counted,
                next_try=time.time() + seconds,
            )
        )
        self._done += identified.keys  # seen: the next document that holds it must not begin anew
        return True

    def _leave_out(self, identified: Identified, reason: str) -> None:
        self._done += identified.keys
        self._report.left_out += 1
        self._metrics.left_out.labels(reason).inc()


def _unfinished(state: FeedState) -> FeedState:
    """The state as it is written before the last batch: after a crash, all of the document must be asked for again."""
    return replace(state, etag=None, last_modified=None, body_digest=None, next_poll=0.0)
