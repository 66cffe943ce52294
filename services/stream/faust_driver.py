"""Faust's Kafka driver, changed where Faust lets one choose nothing, or loses messages.

The consumer's hooks are private; tests/stream/test_faust_assumptions.py notices when an update of Faust moves them.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any, ClassVar

import faust
from aiokafka import TopicPartition
from aiokafka.errors import ConsumerStoppedError
from aiokafka.structs import OffsetAndMetadata
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Producer, Transport

from services.stream import eager

# Milliseconds. Faust asks brokers to hold a fetch for 1,500 when there is nothing new, and partitions that become free
# meanwhile wait for it: 50 raised throughput over several partitions by 70 %; 100 asks an idle broker half as often.
FETCH_MAX_WAIT_MS = 100
# Seconds after which a fetch that brings nothing looks whether the flow of messages was stopped meanwhile.
FLOW_LOOK = 0.1


class FetchingThread(AIOKafkaConsumerThread):
    """Sets how long a fetch may wait at the broker, and ends fetches soon after the flow is stopped."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        # aiokafka hands it to its fetcher when it starts
        consumer._fetch_max_wait_ms = FETCH_MAX_WAIT_MS
        return consumer

    async def _fetch_records(
        self,
        consumer: Any,
        active_partitions: Any,
        timeout: float | None = None,  # noqa: ASYNC109 - Faust's signature
        max_records: int | None = None,
    ) -> Any:
        if not self.consumer.flow_active:
            return {}
        fetcher = consumer._fetcher
        if consumer._closed or fetcher._closed:
            raise ConsumerStoppedError
        with fetcher._subscriptions.fetch_context():
            fetch = asyncio.ensure_future(
                fetcher.fetched_records(active_partitions, timeout=timeout, max_records=max_records)
            )
            while True:
                await asyncio.wait([fetch], timeout=FLOW_LOOK)
                if fetch.done():
                    return fetch.result()
                # In a rebalance aiokafka waits for the next assignment and then returns what belongs to that. It takes
                # records only on its way out, so that a cancelled fetch took none.
                if not self.consumer.flow_active:
                    fetch.cancel()
                    await asyncio.wait([fetch])
                    return {}

    def verify_event_path(self, now: float, tp: Any) -> None:
        """Looks at nothing: `watchdog` does, by the brokers' own figures.

        Faust judges by times that our monitor does not keep, and called a stage that worked off a long backlog stuck.
        """

    async def note(self, partition: Any) -> str:
        """The text beside the committed offset of a partition, empty where there is none."""
        committed = await self._committed(partition)
        return str(committed.metadata or "") if committed is not None else ""

    async def commit_note(self, partition: Any, note: str) -> None:
        """Commits the offset that is committed already, with another text beside it. Raises aiokafka's errors."""
        consumer = self._ensure_consumer()
        committed = await self._committed(partition)
        offset = committed.offset if committed is not None else -1
        if offset < 0:
            offset = (await consumer.beginning_offsets([partition]))[partition]
        await consumer.commit({partition: OffsetAndMetadata(offset, note)})

    async def _committed(self, partition: Any) -> Any:
        # aiokafka's `committed` hands out the offset alone
        found = await self._ensure_consumer()._coordinator.fetch_committed_offsets([partition])
        return found.get(partition)


class FetchingConsumer(Consumer):
    """Runs `FetchingThread`, fetches nothing while positions are set, and commits nothing but what a stage has done."""

    _thread: FetchingThread

    def _new_consumer_thread(self) -> Any:
        return FetchingThread(self, loop=self.loop, beacon=self.beacon)

    async def _getmany(self, active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 - Faust's signature
        # Faust sets this event where it means to clear it, so that its `wait_for_stopped_flow` never waits.
        self.not_waiting_next_records.clear()
        # A copy: Faust's own set changes under the fetch, which then returns messages of partitions whose position is
        # still to be set, or, once the set is empty, of all.
        return await super()._getmany(set(active_partitions), timeout)

    async def wait_first(self, *coros: Any, timeout: Any = None) -> Any:  # noqa: ASYNC109 - mode's signature
        """As mode's. Where Faust hands over a message (first) unless the flow is suspended (second), tasks are made only
        when the stream has no room for it; Faust does not look at the result.
        """
        if timeout is None and len(coros) == 2 and all(map(asyncio.iscoroutine, coros)):
            delivery, suspended = coros
            rest = eager.start(delivery)
            if rest is None:
                suspended.close()
                return None
            coros = (rest, suspended)
        return await super().wait_first(*coros, timeout=timeout)

    async def end_fetch(self) -> None:
        """Stops the flow and returns when no fetch is under way.

        Call it before positions are set. A fetch that is under way returns messages from before the change: they come
        a second time, and Faust, which compares their offsets with the last one delivered, then drops some of both.
        """
        self.stop_flow()
        await self.wait_for_stopped_flow()

    def ack(self, message: Any) -> bool:
        """Commits nothing: Faust calls it for messages that it skips in a rebalance and that will come again."""
        message.acked = True
        self._unacked_messages.discard(message)
        return False

    def acknowledge(self, message: Any) -> None:
        """Says that a stage has done with the message; its offset is committed once all before it are done.

        A message from before a rebalance is left to whoever has its partition now.
        """
        if message.generation_id == self.app.consumer_generation_id:
            super().ack(message)
        else:
            self.ack(message)

    def read_note(self, partition: Any) -> Future[str]:
        """Asks for the text beside the committed offset of a partition. May be called from any thread."""
        place = TopicPartition(*partition)
        return asyncio.run_coroutine_threadsafe(self._thread.note(place), self._thread.thread_loop)

    def write_note(self, partition: Any, note: str) -> Future[None]:
        """Puts a text beside the committed offset, until the next commit. May be called from any thread."""
        place = TopicPartition(*partition)
        return asyncio.run_coroutine_threadsafe(self._thread.commit_note(place, note), self._thread.thread_loop)

    def position_now(self, partition: Any) -> int | None:
        """The offset that the client will read next; None while that is not known, as in a rebalance.

        aiokafka's `position` waits for it instead, in one of the two places for calls to the consumer's thread: the commit
        that ends the rebalance would wait behind it.
        """
        subscription = self._thread._ensure_consumer()._subscription.subscription
        assignment = subscription.assignment if subscription is not None else None
        state = assignment.state_value(partition) if assignment is not None else None
        return int(state.position) if state is not None and state.has_valid_position else None


class NonCreatingProducer(Producer):
    """Creates no topic: `rasd topics` does, with the replication it should have, and `checks` sees that they are there.

    Faust would ask for a table's changelog at every start, which a worker with the least rights may not, and then hang.
    """

    async def create_topic(self, topic: str, *_: Any, **__: Any) -> None:
        """Does nothing."""


class Driver(Transport):
    """Faust's transport with these clients."""

    Consumer: ClassVar[type[Any]] = FetchingConsumer
    Producer: ClassVar[type[Any]] = NonCreatingProducer


def install(app: faust.App) -> None:
    """Makes the app use this driver."""
    app.transport = Driver(app.conf.broker_consumer, app)
    app.producer_transport = Driver(app.conf.broker_producer, app)

    async def end_fetch(*_: Any, **__: Any) -> None:
        consumer: Any = app.consumer
        await consumer.end_fetch()

    # Before partitions are given back, so that no fetch meets the next assignment, and before Faust sets the positions of
    # those that it got: after the recovery of a table, the flow is on.
    app.on_partitions_revoked.connect(end_fetch)
    app.on_rebalance_complete.connect(end_fetch)
