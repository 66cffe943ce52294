"""Which partitions of `articles.raw` can still bring articles that are not here yet: asks the brokers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from services.stream import connection
from services.stream.settings import Settings
from services.stream.topics import Topics

log = logging.getLogger(__name__)


class RawProgress:
    """Compares the ends of the raw partitions with what has come and what intake has committed."""

    def __init__(self, settings: Settings) -> None:
        topics = Topics(settings)
        self._raw = topics.raw.name
        self._fingerprinted = topics.fingerprinted.name
        self._group = topics.group("intake")
        self._settings = settings
        self._consumer: Any = None
        self._admin: Any = None
        self.partitions: frozenset[int] = frozenset()

    async def start(self) -> None:
        """Connects and reads which partitions there are. Raises aiokafka's errors."""
        arguments = connection.client_arguments(self._settings)
        # in no group and without a topic: only its questions are wanted
        self._consumer = AIOKafkaConsumer(enable_auto_commit=False, group_id=None, **arguments)
        await self._consumer.start()
        self._admin = AIOKafkaAdminClient(**arguments)
        await self._admin.start()
        (topic,) = await self._admin.describe_topics([self._raw])
        self.partitions = frozenset(each["partition"] for each in topic["partitions"])
        if not self.partitions:
            raise RuntimeError(f"{self._raw} has no partitions: error {topic['error_code']}")

    async def stop(self) -> None:
        """Closes the connections."""
        if self._consumer is not None:
            await self._consumer.stop()
        if self._admin is not None:
            await self._admin.close()

    async def quiet(self, seen: Callable[[int], int], fingerprinted_partition: int, taken: int) -> set[int]:
        """The raw partitions of which everything has come that was there at the moment of the call.

        None of them while the brokers do not answer. seen: the highest offset of a raw partition that has come, -1
        for none. taken: the offset of `articles.fingerprinted` up to which its partition has been taken.
        """
        try:
            return await self._quiet(seen, fingerprinted_partition, taken)
        except KafkaError as error:
            log.info("the brokers do not say how far articles.raw goes: %r", error)
            return set()

    async def _quiet(self, seen: Callable[[int], int], fingerprinted_partition: int, taken: int) -> set[int]:
        partitions = [TopicPartition(self._raw, partition) for partition in self.partitions]
        ends = await self._consumer.end_offsets(partitions)
        quiet = {each.partition for each in partitions if seen(each.partition) + 1 >= ends[each]}
        rest = [each for each in partitions if each.partition not in quiet]
        if not rest:
            return quiet
        # The last messages may have been refused, or have gone to another shard: then intake has committed them, and
        # what it made of them is in `articles.fingerprinted` already.
        committed = await self._admin.list_consumer_group_offsets(self._group, partitions=rest)
        done = {each.partition for each in rest if each in committed and committed[each].offset >= ends[each]}
        if not done:
            return quiet
        output = TopicPartition(self._fingerprinted, fingerprinted_partition)
        ends = await self._consumer.end_offsets([output])
        return quiet | done if taken >= ends[output] else quiet
