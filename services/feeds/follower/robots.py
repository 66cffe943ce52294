"""robots.txt of the hosts whose pages are read (RFC 9309), by Protego. Feeds themselves are offered to programs."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from services.feeds.follower.hosts import HostBusy, Hosts
from services.feeds.follower.http_client import FetchFailed, HttpClient

# RFC 9309: at least 500 KiB must be read, and a copy should not be used for longer than a day.
LIMIT = 512_000
KEPT_SECONDS = 86_400.0
RETRY_SECONDS = 300.0
MOST_HOSTS = 2000
LONGEST_PAUSE = 30.0
AGENT = "Rasd"


class RobotsUnreachable(Exception):
    """The host's robots.txt cannot be read at the moment: its pages must not be read either (RFC 9309, 2.3.1.4)."""


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | None  # None: everything is allowed
    unreachable: str | None
    until: float


class Robots:
    """Remembers the robots.txt of each host for a day."""

    def __init__(self, client: HttpClient, hosts: Hosts) -> None:
        self._client = client
        self._hosts = hosts
        self._known: OrderedDict[str, _Rules] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """Whether the page may be read. Raises `RobotsUnreachable`."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(origin)
        if known is None or known.until < time.monotonic():
            known = await self._fetch(origin)
            self._known[origin] = known
            if len(self._known) > MOST_HOSTS:
                self._known.popitem(last=False)
        if known.unreachable:
            raise RobotsUnreachable(known.unreachable)
        return known.rules is None or bool(known.rules.can_fetch(url, AGENT))

    async def _fetch(self, origin: str) -> _Rules:
        now = time.monotonic()
        try:
            answer = await self._client.get(f"{origin}/robots.txt", limit=LIMIT, accept="text/plain")
        except FetchFailed as failed:
            if failed.kind == "too_large":
                # No site has so many rules for its own pages; what sends this is no robots.txt.
                return _Rules(None, None, now + KEPT_SECONDS)
            return _Rules(None, f"robots.txt: {failed}", now + RETRY_SECONDS)
        except HostBusy as busy:
            return _Rules(None, f"robots.txt: {busy}", now + min(busy.seconds, RETRY_SECONDS))
        if answer.status == 429 or answer.status >= 500:
            return _Rules(None, f"robots.txt: HTTP {answer.status}", now + RETRY_SECONDS)
        if answer.status != 200:
            return _Rules(None, None, now + KEPT_SECONDS)
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        pause = rules.crawl_delay(AGENT)
        if pause:
            self._hosts.slow_down(origin, min(float(pause), LONGEST_PAUSE))
        return _Rules(rules, None, now + KEPT_SECONDS)
