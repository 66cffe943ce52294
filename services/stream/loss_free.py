"""The one way in which a stage is driven, so that no message is ever lost.

Faust acknowledges events early in a dozen quiet ways: when an agent raises, when a batch of `take` fails, for sends
that nobody awaits, for `concurrency` above one. What loses nothing is what stands here, in this order:

1. take a batch without acknowledging it (`noack_take`);
2. hand every output to the producer, then wait until the brokers have acknowledged all of them;
3. write the state, and wait until its changelog is acknowledged: an article marked as seen before its outputs are safe
   would be dropped as a duplicate of itself after a crash;
4. acknowledge the events in order, without an await between.

Anything unexpected ends the process at once (`fail_stop`): whoever supervises starts it again, and Kafka delivers again
what was not committed. A cancellation (rebalance, shutdown) passes through: those events stay unacknowledged too.
Redelivery repeats outputs, so every id depends on the message alone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any

from services.dedup import Changes
from services.stream import message_log
from services.stream.errors import HandlingError, StateError
from services.stream.messages import Handled, Message, Stage
from services.stream.metrics import Metrics
from services.stream.raw_progress import RawProgress
from services.stream.seen_store import pack, unpack
from services.stream.turns import Turns

log = logging.getLogger(__name__)

# Enough to share one produce request and one wait among many messages, and done long before a session ends.
BATCH_SIZE = 200
# Seconds that a message may wait for others to share its batch; three stages in a row stay far below 300 ms.
BATCH_WAIT = 0.02
# Seconds of computing after which the other stages and the HTTP server of the process get their turn.
TURN = 0.02


def fail_stop(stage: str, error: BaseException) -> None:
    """Logs the error and ends the process at once with exit code 1, before anything else can be acknowledged."""
    log.critical(
        "%s: unexpected error, the process ends and its messages are delivered again",
        stage,
        exc_info=error,
        extra={"fields": error.fields if isinstance(error, HandlingError) else {"stage": stage}},
    )
    logging.shutdown()
    os._exit(1)


class TableState:
    """The Faust table of a stage as a `services.dedup.Reader`.

    Writes go past `table[key] = value`, which sends each entry to the changelog through a buffer that nobody awaits:
    here the entries of a batch are a few messages, and are written with the changelog's offset in one piece.
    """

    def __init__(self, app: Any, table: Any) -> None:
        self._app = app
        self._store = table.data
        self._changelog = table.changelog_topic.get_topic_name()
        self._partition = 0

    def at(self, event: Any) -> None:
        """From here on, keys belong to the partition of this event."""
        self._partition = event.message.partition

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """See `services.dedup.Reader`."""
        try:
            values: list[bytes | None] = self._store.get_values(self._partition, keys)
        except Exception as error:
            raise StateError(f"the state of partition {self._partition} cannot be read") from error
        return values

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """See `services.dedup.Reader`."""
        try:
            members: list[bytes] = self._store.get_members(self._partition, keys)
        except Exception as error:
            raise StateError(f"the state of partition {self._partition} cannot be read") from error
        return members

    async def write(self, changes: Iterable[tuple[Any, Changes | None]]) -> None:
        """Sends the changes of each event to the changelog and, when that has them, writes them to the local disk."""
        of_partition: dict[int, list[Changes]] = {}
        first: dict[int, int] = {}
        for event, change in changes:
            if change is not None:
                of_partition.setdefault(event.message.partition, []).append(change)
                first.setdefault(event.message.partition, event.message.offset)
        for partition, changed in of_partition.items():
            messages = list(pack(changed))
            sent = [
                await self._app.producer.send(
                    self._changelog, f"{first[partition]}-{number}".encode(), message, partition, None, None
                )
                for number, message in enumerate(messages)
            ]
            for message, record in zip(messages, await asyncio.gather(*sent), strict=True):
                # with the offset: from here a restart on this disk continues reading the changelog
                self._store.write(partition, unpack(message), record.offset)


class NoState:
    """The state of a stage that remembers nothing."""

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """Nothing, whatever the keys."""
        return [None] * len(keys)

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """Nothing, whatever the keys."""
        return [b""] * len(keys)


async def run(
    app: Any, stream: Any, stage: Stage, table: Any, metrics: Metrics, progress: RawProgress | None = None
) -> None:
    """Drives the stage over the stream until it is cancelled. The body of every stage's agent.

    progress: where the stage takes articles in the order of their arrival in Kafka (`turns`).
    """
    state = TableState(app, table) if table is not None else None

    def acknowledge(events: Sequence[Any]) -> None:
        for event in events:
            app.consumer.acknowledge(event.message)

    async def batch(events: Sequence[Any], acknowledge: Callable[[Sequence[Any]], None]) -> None:
        await _run_batch(app.producer, events, stage, state, metrics, acknowledge)

    try:
        batches = stream.noack_take(BATCH_SIZE, within=BATCH_WAIT)
        if progress is None:
            async for events in batches:
                await batch(events, acknowledge)
        else:
            await Turns(app, progress, batch, BATCH_SIZE).run(batches)
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        fail_stop(stage.name, error)


async def _run_batch(
    producer: Any,
    events: Sequence[Any],
    stage: Stage,
    state: TableState | None,
    metrics: Metrics,
    acknowledge: Callable[[Sequence[Any]], None],
) -> None:
    started = time.perf_counter()
    handled = await _send_outputs(producer, events, stage, state)
    if state is not None:
        await state.write((event, done.state) for event, done in zip(events, handled, strict=True))
    acknowledge(events)
    metrics.count_batch(stage.name, handled, [event.message for event in events], time.perf_counter() - started)
    message_log.log_batch(stage.name, events, handled)


async def _send_outputs(producer: Any, events: Sequence[Any], stage: Stage, state: TableState | None) -> list[Handled]:
    send: Callable[..., Awaitable[Awaitable[Any]]] = producer.send
    handled: list[Handled] = []
    acknowledgements = []
    turn_ends = time.perf_counter() + TURN
    for done in _handle(stage, events, state):
        handled.append(done)
        for output in done.outputs:
            # the timestamp is left to the producer: the time of sending
            acknowledgements.append(
                await send(output.topic, output.key, output.value, output.partition, None, list(output.headers))
            )
        if time.perf_counter() > turn_ends:
            await asyncio.sleep(0)
            turn_ends = time.perf_counter() + TURN
    await asyncio.gather(*acknowledgements)
    if len(handled) != len(events):
        raise RuntimeError(f"{len(events)} messages had {len(handled)} outcomes")
    return handled


def _handle(stage: Stage, events: Sequence[Any], state: TableState | None) -> Iterator[Handled]:
    """What the stage makes of the messages. An error of its own becomes a HandlingError that names the message."""
    number = 0
    try:
        for done in stage.handle(_messages(events, state), state or NoState()):
            number += 1
            yield done
    except StateError:
        raise
    except Exception as error:
        record = events[min(number, len(events) - 1)].message
        raise HandlingError(message_log.place(stage.name, record)) from error


def _messages(events: Sequence[Any], state: TableState | None) -> Iterator[Message]:
    for event in events:
        if state is not None:
            state.at(event)
        yield as_message(event.message)


def as_message(record: Any) -> Message:
    """Faust's message as a value."""
    return Message(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        timestamp=round(record.timestamp * 1000),
        key=record.key,
        value=record.value,
        headers=record.headers or (),
    )
