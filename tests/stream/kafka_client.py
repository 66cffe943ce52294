"""Writes to and reads from the tests' broker."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer

from services.stream.settings import Settings
from services.stream.subscriber import Subscriber

OUTPUTS = ("articles.normalized", "articles.duplicates", "articles.rejected", "claims.casualty", "claims.defection")
READ_LIMIT = 60.0  # seconds


async def publish(
    settings: Settings,
    values: Iterable[bytes | None],
    *,
    topic: str = "articles.raw",
    key: bytes | None = None,
    headers: Sequence[tuple[str, bytes]] = (),
    timestamp: int | None = None,
) -> list[Any]:
    """Sends the values in order, to one partition where they have a key; where each was put.

    timestamp: milliseconds since 1970 for all of them; None: the clock's, which aiokafka reports for a batch, not a message.
    """
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.bootstrap_servers, linger_ms=2, max_request_size=8 * 1024 * 1024
    )
    await producer.start()
    try:
        name = settings.topic_prefix + topic
        sent = [
            await producer.send(name, value, key=key, headers=list(headers), timestamp_ms=timestamp) for value in values
        ]
        return list(await asyncio.gather(*sent))
    finally:
        await producer.stop()


async def read(settings: Settings, topic: str, count: int) -> list[Any]:
    """The first `count` records of a topic, in order within a partition; fails when they do not come."""
    records: list[Any] = []
    async with Subscriber(settings, [topic], from_beginning=True) as subscriber:
        while len(records) < count:
            found = await asyncio.wait_for(subscriber.next_batch(READ_LIMIT), READ_LIMIT)
            assert found, f"{topic}: {len(records)} of {count} records after {READ_LIMIT:.0f} s"
            records += found
    return records


async def read_all(settings: Settings, topic: str) -> list[Any]:
    """All records that a topic holds now."""
    async with Subscriber(settings, [topic], from_beginning=True) as subscriber:
        return [record async for record in subscriber.held()]
