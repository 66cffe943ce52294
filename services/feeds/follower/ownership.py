"""Which feeds this replica polls: those whose host falls into the partitions of `feeds.state` that Kafka assigns to it.

Membership in a consumer group is all there is to the split: a replica that comes or goes makes Kafka share the
partitions out
anew. Before a partition is handed over, its polls end (`on_lost`); its new owner reads the states that they wrote.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from services.stream.connection import client_arguments
from services.stream.settings import Settings

# A replica that dies is missed after this long; a poll in flight goes on through a pause of the process shorter than
# that.
SESSION_MS = 20_000
# Time that polls are given to end when partitions move.
REBALANCE_MS = 120_000


class Ownership(ConsumerRebalanceListener):  # type: ignore[misc]
    """The partitions that this replica holds. `changed` is set whenever they are assigned anew.

    last_turn: when the loop that holds them last came round, on the monotonic clock.
    """

    def __init__(self, settings: Settings, group: str, topic: str, on_lost: Callable[[], Awaitable[None]]) -> None:
        self._topic, self._on_lost = topic, on_lost
        self.changed = asyncio.Event()
        self.partitions: frozenset[int] = frozenset()
        self.last_turn = time.monotonic()
        self._consumer: Any = AIOKafkaConsumer(
            **client_arguments(settings),
            group_id=group,
            group_instance_id=settings.instance_id,
            enable_auto_commit=False,
            session_timeout_ms=settings.session_seconds * 1000,
            heartbeat_interval_ms=settings.session_seconds * 1000 // 6,
            max_poll_interval_ms=REBALANCE_MS,
            rebalance_timeout_ms=REBALANCE_MS,
        )

    async def start(self) -> None:
        """Joins the group."""
        await self._consumer.start()
        self._consumer.subscribe([self._topic], listener=self)

    async def stop(self) -> None:
        """Leaves the group, so that others take over at once."""
        await self._consumer.stop()

    async def hold(self) -> None:
        """Keeps the membership alive until cancelled. Nothing is read: states come by `state_loading`."""
        while True:
            self.last_turn = time.monotonic()
            await self._consumer.getmany(timeout_ms=500)

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:  # noqa: ARG002
        """Called by the client before the partitions go to others."""
        self.partitions = frozenset()
        await self._on_lost()

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Called by the client when it knows its share."""
        if assigned:
            self._consumer.pause(*assigned)
        self.partitions = frozenset(partition.partition for partition in assigned)
        self.changed.set()
