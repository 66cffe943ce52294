"""The page of an entry: allowed by robots.txt, fetched, read in a child process."""

from __future__ import annotations

import time
from datetime import tzinfo

from services.feeds.follower.hosts import HostBusy, Hosts
from services.feeds.follower.http_client import Answer, FetchFailed, HttpClient
from services.feeds.follower.metrics import FeedMetrics
from services.feeds.follower.reader_pool import ReaderPool, ReadingFailed
from services.feeds.follower.robots import Robots, RobotsUnreachable
from services.feeds.pages import Page, UnreadablePage
from services.feeds.schedule import retry_after

ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class PageUnavailable(Exception):
    """The page cannot be read now but may be later. `seconds`: not before, None where unknown."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class PageReader:
    """Reads pages with the tools of one process. limit: bytes of a page."""

    def __init__(
        self, client: HttpClient, hosts: Hosts, readers: ReaderPool, metrics: FeedMetrics, *, limit: int
    ) -> None:
        self._client, self._hosts, self._readers, self._metrics, self._limit = client, hosts, readers, metrics, limit
        self._robots = Robots(client, hosts)

    async def read(self, url: str, zone: tzinfo) -> tuple[Page | None, str | None]:
        """The page and the address it was reached at, None for one that cannot be had. Raises `PageUnavailable`."""
        try:
            if not await self._robots.allows(url):
                self._metrics.pages.labels("robots").inc()
                return None, None
            answer = await self._client.get(url, limit=self._limit, accept=ACCEPT_PAGE)
        except RobotsUnreachable as error:
            self._metrics.pages.labels("unreachable").inc()
            raise PageUnavailable(str(error)) from error
        except HostBusy as busy:
            self._metrics.pages.labels("unreachable").inc()
            raise PageUnavailable(str(busy), busy.seconds) from busy
        except FetchFailed as failed:
            self._metrics.pages.labels(failed.kind).inc()
            if failed.kind in ("address", "too_large"):
                return None, None  # another try would end the same
            raise PageUnavailable(str(failed)) from failed
        if answer.status == 429 or answer.status >= 500:
            wait = heed(answer, self._hosts)
            self._metrics.pages.labels("unreachable").inc()
            raise PageUnavailable(f"HTTP {answer.status}", wait)
        if answer.status != 200:
            self._metrics.pages.labels("refused").inc()
            return None, None
        try:
            page = await self._readers.read_page(answer.body, answer.url, answer.headers.get("content-type"), zone)
        except (UnreadablePage, ReadingFailed):
            self._metrics.pages.labels("unreadable").inc()
            return None, None
        self._metrics.pages.labels("read" if page.body else "empty").inc()
        return page, answer.url


def heed(answer: Answer, hosts: Hosts) -> float | None:
    """Blocks the host for as long as its answer asks (`Retry-After`); the seconds, None where it does not ask."""
    wait = retry_after(answer.headers.get("retry-after"), time.time())
    if wait:
        hosts.block(answer.url, wait)
    return wait
