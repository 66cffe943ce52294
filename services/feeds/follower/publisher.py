"""Articles and feed states to Kafka, so that a crash at any moment neither loses an article nor publishes it twice.

For each batch of a feed: the state is written with the marks of the entries that are about to go out; the articles
are sent; when
Kafka has acknowledged all of them, the state is written with these entries as seen. What a crash leaves between the
first and
the last step is settled when the state is loaded again (`state_loading`): `articles.raw` tells by the marks in its
headers
which of them arrived. Transactions would do the same, but their markers leave every consumer group of `articles.raw`
with a lag of one that never goes away, which reads as a stuck worker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from aiokafka import AIOKafkaProducer

from schemas import RawArticle, encode
from services.feeds.follower.hosts import host_of
from services.feeds.state import FeedState, dump_state
from services.stream.connection import client_arguments
from services.stream.settings import Settings

MARK_HEADER = "rasd_feed_entry"
# Above the largest state: 15,000 keys and 100 pending entries.
LARGEST_MESSAGE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An article on its way. mark and keys: of its entry."""

    article: RawArticle
    mark: str
    keys: tuple[str, ...]


def partition_of(url: str, partitions: int) -> int:
    """The partition of a feed's state: all feeds of a host share one, so that one replica alone talks to the host."""
    return int.from_bytes(sha256(host_of(url).encode()).digest()[:8], "big") % partitions


class Publisher:
    """Writes to `articles.raw` and `feeds.state`. Every method returns when all brokers in sync have what it wrote."""

    def __init__(self, settings: Settings, raw_topic: str, state_topic: str, partitions: int) -> None:
        self._raw, self._state, self._partitions = raw_topic, state_topic, partitions
        self._producer: Any = AIOKafkaProducer(
            **client_arguments(settings),
            enable_idempotence=True,
            acks="all",
            linger_ms=5,
            max_request_size=LARGEST_MESSAGE,
            compression_type="gzip",
        )

    async def start(self) -> None:
        """Connects."""
        await self._producer.start()

    async def stop(self) -> None:
        """Sends what is on its way and disconnects."""
        await self._producer.stop()

    async def write_state(self, state: FeedState) -> None:
        """Writes the state of a feed."""
        await self._producer.send_and_wait(
            self._state,
            key=state.url.encode(),
            value=dump_state(state),
            partition=partition_of(state.url, self._partitions),
        )

    async def publish(self, state: FeedState, batch: Sequence[Outgoing], now: float) -> None:
        """Announces the batch in the state and sends its articles. The caller writes the state with them as seen
        next.
        """
        announced = {outgoing.mark: list(outgoing.keys) for outgoing in batch}
        await self.write_state(state.with_(publishing=announced, publishing_since=now))
        acknowledgements = [
            await self._producer.send(
                self._raw,
                key=(outgoing.article.url or outgoing.mark).encode(),
                value=encode(outgoing.article),
                headers=[(MARK_HEADER, outgoing.mark.encode())],
            )
            for outgoing in batch
        ]
        await asyncio.gather(*acknowledgements)
