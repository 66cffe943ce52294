"""Every nasty feed of the library, over a real socket, through the client and the reader processes that `rasd feeds`
uses.
"""

from __future__ import annotations

from datetime import UTC
from ipaddress import ip_network
from typing import Any

import pytest

from services.feeds.documents import FeedDocument, UnreadableFeed
from services.feeds.follower.hosts import Hosts
from services.feeds.follower.http_client import FetchFailed, HttpClient
from services.feeds.follower.reader_pool import ReaderPool, ReadingFailed
from services.feeds.follower.resolver import SystemResolver
from tests.feeds.case_files import Case, load_cases
from tests.feeds.library_server import library_server

CASES = load_cases()
LIMIT = 1_000_000  # bytes of a feed
SECONDS = 1.0  # for an answer; the slow servers of the library are slower than any limit


def test_library_is_large() -> None:
    assert len(CASES) >= 60
    assert len({case.what for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_case(case: Case, readers: ReaderPool) -> None:
    resolver = SystemResolver()
    client = HttpClient(
        user_agent="Rasd/test",
        resolver=resolver,
        hosts=Hosts(0),
        networks=[ip_network("127.0.0.1/32")],
        # A limit on a slow machine must not turn the well-behaved cases into failures.
        seconds=SECONDS if case.expected["outcome"] == "timeout" else 30.0,
    )
    async with library_server(CASES) as server:
        outcome, document = await _read(client, readers, f"{server.base}/{case.name}")
    await client.close()
    resolver.close()
    assert outcome == case.expected["outcome"]
    if document is not None:
        found = _found(document)
        expected = {key: value for key, value in case.expected.items() if key != "outcome"}
        compared = {key: _compared(key, found[key], value) for key, value in expected.items()}
        assert compared == expected


async def _read(client: HttpClient, readers: ReaderPool, url: str) -> tuple[str, FeedDocument | None]:
    try:
        answer = await client.get(url, limit=LIMIT, accept="*/*")
        if answer.status != 200:
            return f"http_{answer.status}", None
        return "read", await readers.read_feed(answer.body, answer.url, answer.headers.get("content-type"), UTC)
    except FetchFailed as failed:
        return failed.kind, None
    except (UnreadableFeed, ReadingFailed):
        return "unreadable", None


def _found(document: FeedDocument) -> dict[str, Any]:
    entries = document.entries
    return {
        "items": len(entries),
        "promised": document.promised,
        "titles": [entry.title for entry in entries],
        "links": [entry.link or "" for entry in entries],
        "guids": [entry.guid or "" for entry in entries],
        "published": [entry.published.value.isoformat() if entry.published else "" for entry in entries],
        "summaries": [entry.summary for entry in entries],
        "contents": [entry.content for entry in entries],
        "format": document.format,
        "language": document.language,
        "encoding": document.encoding,
        "refresh": document.refresh,
    }


def _compared(key: str, found: Any, expected: Any) -> Any:
    """Of lists, the beginning that the case states: a broken end may hold an entry more, half read."""
    return found[: len(expected)] if isinstance(expected, list) and key in ("titles", "links", "summaries") else found
