"""How far a consumer group is behind, asked from the brokers over connections of its own.

What a consumer says of itself is no proof of life: a client that hangs knows neither the new end of its partitions nor
that it does not move.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from services.stream import connection
from services.stream.settings import Settings

log = logging.getLogger(__name__)

ANSWER_LIMIT = 20.0  # seconds that the brokers may take for all of one question


@dataclass(frozen=True, slots=True)
class Offsets:
    """Of one partition: the offset that its next message will have, and the one that the group will read next."""

    end: int
    committed: int


class GroupLag:
    """Asks for ends and committed offsets. One of it serves all stages of a process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._consumer: Any = None
        self._admin: Any = None
        self._connecting: asyncio.Task[None] | None = None

    async def ask(self, group: str, topic: str, partitions: Collection[int]) -> dict[int, Offsets]:
        """The offsets of a group by partition; none where the brokers do not answer.

        A partition without a committed offset is read from its beginning, as the workers do.
        """
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                return await self._ask(group, [TopicPartition(topic, partition) for partition in partitions])
        except (KafkaError, TimeoutError) as error:
            log.debug("the brokers do not say how far %s is behind: %r", group, error)
            return {}

    async def _ask(self, group: str, partitions: list[Any]) -> dict[int, Offsets]:
        await self._connect()
        ends = await self._consumer.end_offsets(partitions)
        known = await self._admin.list_consumer_group_offsets(group, partitions=partitions)
        committed = {each: known[each].offset for each in partitions if each in known and known[each].offset >= 0}
        new = [each for each in partitions if each not in committed]
        if new:
            committed.update(await self._consumer.beginning_offsets(new))
        return {each.partition: Offsets(ends[each], committed[each]) for each in partitions}

    async def _connect(self) -> None:
        """Connects once; who stops waiting leaves the connecting to others, and to `stop`."""
        if self._connecting is None or (self._connecting.done() and self._consumer is None):
            self._connecting = asyncio.create_task(self._start(), name="connect for the lag")
        await asyncio.shield(self._connecting)

    async def _start(self) -> None:
        arguments = connection.client_arguments(self._settings)
        # in no group and without a topic: only its questions are wanted
        consumer = AIOKafkaConsumer(enable_auto_commit=False, group_id=None, **arguments)
        admin = AIOKafkaAdminClient(**arguments)
        try:
            await consumer.start()
            await admin.start()
        except BaseException:
            await consumer.stop()
            await admin.close()
            raise
        self._consumer, self._admin = consumer, admin

    async def stop(self) -> None:
        """Closes the connections."""
        if self._connecting is not None:
            await asyncio.wait([self._connecting])
        if self._consumer is not None:
            await self._consumer.stop()
            await self._admin.close()
