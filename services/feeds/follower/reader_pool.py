"""Parsing in processes of its own: a document that takes too long or brings the parser down ends a child, not the
service.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import CancelledError as FutureCancelled
from datetime import tzinfo
from typing import Any, TypeVar

import pebble

from services.feeds.documents import FeedDocument, UnreadableFeed
from services.feeds.pages import Page, UnreadablePage, read_page
from services.feeds.reading import read_feed

T = TypeVar("T")

# A megabyte of broken markup takes a second or two; what takes longer is made to.
FEED_SECONDS = 30.0
PAGE_SECONDS = 15.0
# Address space of a child, bytes: a document is at most 10 MB, its tree some twenty times that.
CHILD_MEMORY = 2 * 1024**3
# A fresh child now and then, because libxml2's dictionaries of names only grow.
TASKS_OF_A_CHILD = 5000


class ReadingFailed(Exception):
    """The document could not be read: it took too long, brought its reader down, or met a mistake of ours."""


class ReaderPool:
    """Child processes that read feeds and pages."""

    def __init__(self, processes: int) -> None:
        self._pool = pebble.ProcessPool(
            max_workers=processes,
            max_tasks=TASKS_OF_A_CHILD,
            initializer=_prepare_child,
            context=multiprocessing.get_context("spawn"),
        )

    async def read_feed(self, data: bytes, url: str, content_type: str | None, zone: tzinfo) -> FeedDocument:
        """`reading.read_feed` in a child. Raises `UnreadableFeed`, `ReadingFailed`."""
        return await self.run(read_feed, FEED_SECONDS, (UnreadableFeed,), data, url, content_type, zone)

    async def read_page(self, data: bytes, url: str, content_type: str | None, zone: tzinfo) -> Page:
        """`pages.read_page` in a child. Raises `UnreadablePage`, `ReadingFailed`."""
        return await self.run(read_page, PAGE_SECONDS, (UnreadablePage,), data, url, content_type, zone)

    def close(self) -> None:
        """Ends the children."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def run(
        self, function: Callable[..., T], seconds: float, expected: tuple[type[Exception], ...], *arguments: Any
    ) -> T:
        """The function's result from a child; passes on what is expected, raises `ReadingFailed` for the rest."""
        future = self._pool.schedule(function, args=arguments, timeout=seconds)
        try:
            return await asyncio.wrap_future(future)
        except expected:
            raise
        except TimeoutError as error:
            raise ReadingFailed(f"reading it took more than {seconds:.0f} s") from error
        except pebble.ProcessExpired as error:
            raise ReadingFailed(f"it brought its reader down (exit code {error.exitcode})") from error
        except FutureCancelled:
            raise
        except Exception as error:
            # Raised in the child by this one document: the feed's trouble, and a mistake of ours to be mended.
            raise ReadingFailed(f"{type(error).__name__}: {error}") from error


def _prepare_child() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    gc.freeze()
