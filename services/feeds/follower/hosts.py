"""Politeness towards hosts: one request at a time, a pause between two, and no request before a host allows it
again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

IDLE_SECONDS = 3600.0  # after which a host is forgotten
MOST_HOSTS = 10_000


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_request: float = 0.0  # on the monotonic clock
    blocked_until: float = 0.0
    pause: float = 0.0


class HostBusy(Exception):
    """The host asked to be left alone for longer than a request should wait. `seconds`: until it may be asked again."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} asked to be left alone for another {seconds:.0f} s")
        self.seconds = seconds


class Hosts:
    """Turns at hosts. pause: seconds between the end of a request and the next one to the same host."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Waits for this request's turn at the host and holds it. Raises `HostBusy` where the host is blocked."""
        host = self._host(url)
        async with host.lock:
            now = time.monotonic()
            if host.blocked_until > now:
                raise HostBusy(host_of(url), host.blocked_until - now)
            if host.next_request > now:
                await asyncio.sleep(host.next_request - now)
            try:
                yield
            finally:
                host.next_request = time.monotonic() + max(self._pause, host.pause)

    def block(self, url: str, seconds: float) -> None:
        """The host said `Retry-After`: no request to it for so long."""
        host = self._host(url)
        host.blocked_until = max(host.blocked_until, time.monotonic() + seconds)

    def slow_down(self, url: str, pause: float) -> None:
        """The host asks for a longer pause (`Crawl-delay` in robots.txt), seconds."""
        self._host(url).pause = pause

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        host = self._hosts.get(name)
        if host is None:
            if len(self._hosts) >= MOST_HOSTS:
                self._forget()
            host = self._hosts[name] = _Host()
        return host

    def _forget(self) -> None:
        before = time.monotonic() - IDLE_SECONDS
        for name, host in list(self._hosts.items()):
            if not host.lock.locked() and max(host.next_request, host.blocked_until) < before:
                del self._hosts[name]


def host_of(url: str) -> str:
    """Host and port, the unit of politeness and of the split between replicas; the `www.` of a host counts as the
    host.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        return f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return url
