"""Documents that bring their reader down or never let it go end a child process, not the service."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC

import pytest

from services.feeds.follower import reader_pool
from services.feeds.follower.reader_pool import ReaderPool, ReadingFailed
from tests.feeds.site import Site, entry


def _dies() -> None:
    os.abort()


def _hangs() -> None:
    while True:
        time.sleep(1)


def _eats() -> int:
    return len(bytearray(reader_pool.CHILD_MEMORY))


def _recurses() -> None:
    _recurses()


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (_dies, "brought its reader down"),
        (_hangs, "took more than"),
        (_eats, "MemoryError"),
        (_recurses, "RecursionError"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_trouble_stays_in_the_child(function: object, message: str, readers: ReaderPool) -> None:
    with pytest.raises(ReadingFailed, match=message):
        # below the public readers, which no document is known to bring down
        await readers.run(function, 1.0, ())  # type: ignore[arg-type]
    site = Site()
    site.feed("/feed", [entry("1")])
    document = await readers.read_feed(site.replies["/feed"].body, "http://news.test/feed", None, UTC)  # type: ignore[union-attr]
    assert len(document.entries) == 1


async def test_a_cancelled_read_ends() -> None:
    pool = ReaderPool(1)
    waiting = asyncio.create_task(pool.run(_hangs, 60.0, ()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    pool.close()
