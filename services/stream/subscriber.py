"""A plain reader of topics without a consumer group: for `rasd tail`, the demo and tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from types import TracebackType
from typing import Any

from services.stream import connection
from services.stream.broker_probe import BrokerProbe
from services.stream.errors import OperatorError
from services.stream.settings import Settings

BATCH = 500


class Subscriber:
    """Reads all partitions of some topics. Use it as an async context.

    names: topics without prefix. from_beginning: also what the topics hold already.
    Entering raises `OperatorError` for a topic that is not there or may not be read.
    """

    def __init__(self, settings: Settings, names: Iterable[str], *, from_beginning: bool) -> None:
        self._settings = settings
        self._topics = [settings.topic_prefix + name for name in names]
        self._from_beginning = from_beginning
        self._consumer: Any = None

    async def __aenter__(self) -> Subscriber:
        from aiokafka import AIOKafkaConsumer, TopicPartition

        async with BrokerProbe(self._settings) as probe:
            states = await probe.topics(self._topics)
        for state in states.values():
            if not state.exists:
                raise OperatorError(f"Missing on {self._settings.bootstrap_servers}: {state.name}.")
            if not state.readable or (state.rights is not None and "READ" not in state.rights):
                raise OperatorError(f"This user lacks READ on the topic {state.name}.")
        self._consumer = AIOKafkaConsumer(
            **connection.client_arguments(self._settings), group_id=None, auto_offset_reset="earliest"
        )
        await self._consumer.start()
        partitions = [TopicPartition(state.name, n) for state in states.values() for n in range(state.partitions)]
        self._consumer.assign(partitions)
        if not self._from_beginning:
            await self._consumer.seek_to_end(*partitions)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._consumer is not None:
            await self._consumer.stop()

    async def held(self) -> AsyncIterator[Any]:
        """Every record (aiokafka's) that the topics hold at this moment, then ends. Needs `from_beginning`."""
        partitions = self._consumer.assignment()
        ends = await self._consumer.end_offsets(partitions)
        starts = await self._consumer.beginning_offsets(partitions)
        missing = {partition for partition in partitions if starts[partition] < ends[partition]}
        while missing:
            found = await self._consumer.getmany(*missing, timeout_ms=1000, max_records=BATCH)
            for partition, records in found.items():
                for record in records:
                    if record.offset < ends[partition]:
                        yield record
            # The position passes over offsets that hold no record (transaction marks, compaction).
            missing = {partition for partition in missing if await self._consumer.position(partition) < ends[partition]}

    async def next_batch(self, limit: float | None = None) -> list[Any]:
        """The next records (aiokafka's), at least one; none after `limit` seconds without a record."""
        while True:
            wait = 3_600_000 if limit is None else int(limit * 1000)
            found = await self._consumer.getmany(timeout_ms=wait, max_records=BATCH)
            records = [record for batch in found.values() for record in batch]
            if records or limit is not None:
                return records
