"""Reading the states of partitions back, and settling what a crash left half done."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import AsyncIterator, Collection
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas import InvalidMessage
from services.feeds.follower.publisher import MARK_HEADER
from services.feeds.identity import remember
from services.feeds.state import VERSION, FeedState, load_state
from services.stream.connection import client_arguments
from services.stream.errors import OperatorError
from services.stream.settings import Settings

log = logging.getLogger(__name__)

# Clocks of two machines differ; what is read too early costs only the reading.
CLOCK_MARGIN = 600.0
DAY = 86_400


class StateLoader:
    """Reads `feeds.state` and, after a crash, the end of `articles.raw`."""

    def __init__(self, settings: Settings, raw_topic: str, state_topic: str) -> None:
        self._settings, self._raw, self._state = settings, raw_topic, state_topic

    async def load(self, partitions: Collection[int]) -> dict[str, FeedState]:
        """The last state of each feed of the partitions by its URL, with nothing left on its way."""
        states: dict[str, FeedState] = {}
        async for record in self._read(self._state, numbers=partitions):
            if record.key is not None:
                url = record.key.decode()
                if record.value is None:
                    states.pop(url, None)
                else:
                    states[url] = _decoded(record.value, url)
        unsettled = [state for state in states.values() if state.publishing]
        if unsettled:
            arrived = await self._arrived(unsettled)
            states.update({state.url: _settled(state, arrived) for state in unsettled})
        return states

    async def _arrived(self, unsettled: list[FeedState]) -> set[str]:
        """The marks that stand in `articles.raw` since the first of these states announced its batch."""
        since = min(state.publishing_since for state in unsettled) - CLOCK_MARGIN
        wanted = {mark for state in unsettled for mark in state.publishing}
        arrived = set()
        async for record in self._read(self._raw, since=since):
            arrived |= {value.decode() for name, value in record.headers if name == MARK_HEADER and value} & wanted
        log.info("after a crash: %d of %d announced articles had arrived", len(arrived), len(wanted))
        return arrived

    async def _read(
        self, topic: str, *, numbers: Collection[int] | None = None, since: float | None = None
    ) -> AsyncIterator[Any]:
        """The records of the topic, or of some partitions, from the beginning or since a time, up to its present
        end.
        """
        topics = [topic] if numbers is None else []
        consumer: Any = AIOKafkaConsumer(
            *topics, **client_arguments(self._settings), enable_auto_commit=False, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            if numbers is not None:
                consumer.assign([TopicPartition(topic, number) for number in numbers])
            partitions = consumer.assignment()
            ends = await consumer.end_offsets(partitions)
            starts = await consumer.beginning_offsets(partitions)
            if since is not None:
                found = await consumer.offsets_for_times(dict.fromkeys(partitions, int(since * 1000)))
                starts = {each: found[each].offset if found.get(each) else ends[each] for each in partitions}
            for each in partitions:
                consumer.seek(each, starts[each])
            left = {each for each in partitions if starts[each] < ends[each]}
            while left:
                for batch in (await consumer.getmany(timeout_ms=1000)).values():
                    for record in batch:
                        yield record
                left = {each for each in left if await consumer.position(each) < ends[each]}
        finally:
            await consumer.stop()


def _decoded(value: bytes, url: str) -> FeedState:
    try:
        state = load_state(value)
    except InvalidMessage as error:
        raise OperatorError(f"the state of {url} in Kafka cannot be read: {error.message} at {error.path}.") from error
    if state.version > VERSION:
        raise OperatorError(f"the state of {url} was written by a newer version of rasd; run that version.")
    return state


def _settled(state: FeedState, arrived: set[str]) -> FeedState:
    day = int(state.publishing_since // DAY)
    keys = [key for mark, names in state.publishing.items() if mark in arrived for key in names]
    pending = [entry for entry in state.pending if entry.mark not in arrived]
    return dataclasses.replace(
        state, seen=remember(state.seen, keys, day), pending=pending, publishing={}, next_poll=0.0
    )
