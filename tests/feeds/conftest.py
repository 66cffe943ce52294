"""Reader processes that all tests of feeds share: each takes a second to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.feeds.follower.reader_pool import ReaderPool


@pytest.fixture(scope="session")
def readers() -> Iterator[ReaderPool]:
    pool = ReaderPool(1)
    yield pool
    pool.close()
