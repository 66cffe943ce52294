"""Drives a stage over articles in the order of their arrival in Kafka (`arrival_order`).

Events wait here, unacknowledged, until it is their turn. Nothing can be lost by that: what a crash or a rebalance
takes away comes again, because events are acknowledged in the order of their offsets alone (Faust's commit can pass
an event that is still running when a later one is acknowledged first).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from heapq import heappop, heappush
from typing import Any, Final

from services.stream.arrival_order import ArrivalOrder, Origin
from services.stream.internal_headers import ORIGIN
from services.stream.raw_progress import RawProgress

log = logging.getLogger(__name__)

# Seconds that an article waits for partitions which still have some: longer than a killed worker of intake needs to be
# missed (its session) and replaced.
WAIT_LIMIT: Final = 90.0
# Events that may wait; about 8 KiB each. A backlog that intake reads very unevenly is decided as it comes beyond that.
MOST_HELD: Final = 10_000
# Seconds between two questions to the brokers while something waits.
INTERVAL: Final = 0.02


class Turns:
    """Takes events from batches of Faust and gives them to `run_batch` when it is their turn.

    app: Faust's app, for its flow control and its consumer. While the flow is suspended (rebalance, shutdown), and when
        a rebalance is over before anybody saw that, what waits is forgotten, to come again.
    """

    def __init__(
        self,
        app: Any,
        progress: RawProgress,
        run_batch: Callable[[Sequence[Any], Callable[[Sequence[Any]], None]], Awaitable[None]],
        batch_size: int,
    ) -> None:
        self._app = app
        self._progress = progress
        self._run_batch = run_batch
        self._batch_size = batch_size
        self._partitions: dict[int, _Partition] = {}
        self._lost: list[_Partition] = []
        self._changed = asyncio.Event()
        self._room = asyncio.Event()

    async def run(self, batches: AsyncIterator[Sequence[Any]]) -> None:
        """Runs until it is cancelled. Raises what `batches` or `run_batch` raise."""
        await self._progress.start()
        taking = asyncio.ensure_future(self._take(batches))
        try:
            while True:
                if taking.done():
                    taking.result()
                    return
                await self._turn()
        finally:
            taking.cancel()
            with suppress(asyncio.CancelledError):
                await taking
            await self._progress.stop()

    async def _take(self, batches: AsyncIterator[Sequence[Any]]) -> None:
        try:
            async for events in batches:
                for event in events:
                    self._add(event)
                self._changed.set()
                while self._held() >= MOST_HELD:
                    self._room.clear()
                    await self._room.wait()
        finally:
            self._changed.set()

    def _add(self, event: Any) -> None:
        number, generation = event.message.partition, event.message.generation_id
        if not self._app.flow_control.is_active() or generation != self._app.consumer_generation_id:
            _forget([event])
            return
        partition = self._partitions.get(number)
        if partition is None or partition.generation != generation:
            if partition is not None:
                self._lost.append(partition)  # a batch of it may be running: it is let go between two batches
            partition = self._partitions[number] = _Partition(generation, self._app.consumer.acknowledge)
        partition.add(event)

    def _let_go(self) -> None:
        """Forgets what a rebalance took away."""
        active, generation = self._app.flow_control.is_active(), self._app.consumer_generation_id
        for number, partition in list(self._partitions.items()):
            if not active or partition.generation != generation:
                self._lost.append(self._partitions.pop(number))
        for partition in self._lost:
            partition.forget()
            self._room.set()
        self._lost.clear()

    def _held(self) -> int:
        return sum(len(partition.order) for partition in self._partitions.values())

    async def _turn(self) -> None:
        """One batch of each partition, or a wait."""
        ran = False
        self._let_go()
        for number, partition in list(self._partitions.items()):
            events = await self._ready(number, partition)
            if events:
                self._room.set()
                await self._run_batch(events, partition.acknowledge)
                ran = True
        if not ran:
            self._changed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), INTERVAL if self._held() else None)

    async def _ready(self, number: int, partition: _Partition) -> list[Any]:
        order, raw = partition.order, self._progress.partitions
        events = order.take(raw, (), self._batch_size)
        if events or not len(order):
            return events
        before = order.number
        quiet = await self._progress.quiet(order.seen, number, partition.taken) | partition.given_up()
        events = order.take(raw, quiet, self._batch_size, before)
        if events or not len(order):
            return events
        if partition.waits_since is None:
            partition.waits_since = time.monotonic()
        if time.monotonic() - partition.waits_since > WAIT_LIMIT:
            late = raw - quiet
            log.warning("waited %.0f s for partitions %s of articles.raw, no longer", WAIT_LIMIT, sorted(late))
            partition.give_up(late)
        if self._held() >= MOST_HELD:
            return order.take(raw, raw, self._batch_size)
        return []


class _Partition:
    """What waits of one partition of `articles.fingerprinted`, and what is not acknowledged.

    It lives from one rebalance to the next, within which an event may come twice, or late, but is not lost.
    """

    def __init__(self, generation: int, acknowledge: Callable[[Any], None]) -> None:
        self.generation = generation
        self.order: ArrivalOrder[Any] = ArrivalOrder()
        self.taken = 0
        self.waits_since: float | None = None
        self._acknowledge = acknowledge
        self._unacknowledged: dict[int, Any] = {}
        self._offsets: list[int] = []  # of what is not acknowledged, as a heap
        self._done: set[int] = set()
        self._given_up: dict[int, int] = {}

    def add(self, event: Any) -> None:
        """Takes an event, once."""
        offset = event.message.offset
        if offset in self._unacknowledged:
            _forget([event])
            return
        self.taken = max(self.taken, offset + 1)
        self._unacknowledged[offset] = event
        heappush(self._offsets, offset)
        self.order.add(_origin(event.message), event)

    def acknowledge(self, events: Sequence[Any]) -> None:
        """Acknowledges what is done, as far as everything before it is done too."""
        self.waits_since = None
        self._done.update(event.message.offset for event in events)
        while self._offsets and self._offsets[0] in self._done:
            offset = heappop(self._offsets)
            self._done.discard(offset)
            self._acknowledge(self._unacknowledged.pop(offset).message)

    def forget(self) -> None:
        """Lets go of everything that is not done: it will be delivered again."""
        _forget(self._unacknowledged.values())
        self.order.clear()
        self._unacknowledged.clear()
        self._offsets.clear()
        self._done.clear()

    def give_up(self, late: Collection[int]) -> None:
        """Waits for these raw partitions no longer, until one shows a further article."""
        self._given_up = {partition: self.order.seen(partition) for partition in late}

    def given_up(self) -> set[int]:
        """The raw partitions that are not waited for."""
        return {partition for partition, seen in self._given_up.items() if self.order.seen(partition) == seen}


def _forget(events: Iterable[Any]) -> None:
    # A stopping or rebalancing consumer waits for every message that was handed out. This says that nobody works on
    # these any more, and unlike `ack` it commits nothing. tests/dedup/test_one_truth.py hangs where that changes.
    for event in events:
        event.message.acked = True


def _origin(message: Any) -> Origin:
    for name, value in message.headers or ():
        if name == ORIGIN:
            with suppress(ValueError):
                return Origin.parse(value.decode("utf-8", "replace"))
    # not from intake: it has its own order and waits for nobody, nobody for it
    return Origin(-1, message.offset, round(message.timestamp * 1000))
