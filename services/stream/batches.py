"""What happens to a batch of messages: the work on each, its outputs, the state, the acknowledgement (`loss_free`).

Two things turn a message into a dead letter after all: that the work on it ended the process too often (`attempts`), and
that what came of it is larger than a topic takes. The batch is then worked on once more, with that message refused;
what is sent twice by that bears the same ids.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from aiokafka.errors import MessageSizeTooLargeError, RecordListTooLargeError

from schemas import DeadLetter, RefusalError, decode
from services.stream import message_log
from services.stream.attempts import AttemptCounter
from services.stream.dead_letters import reject
from services.stream.errors import HandlingError, StateError
from services.stream.messages import Handled, Message, Output, Stage
from services.stream.metrics import Metrics
from services.stream.table_state import NoState, TableState

# Seconds of computing after which the other stages and the HTTP server of the process get their turn.
TURN: Final = 0.02
TOO_LARGE: Final = (MessageSizeTooLargeError, RecordListTooLargeError)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a message is refused before any work on it. whole: whether its dead letter holds it."""

    error: RefusalError
    whole: bool = True


class Batches:
    """Runs the batches of one stage.

    at_work: the message that the stage works on at this moment (Faust's), None between two of them.
    """

    def __init__(
        self, producer: Any, stage: Stage, state: TableState | None, metrics: Metrics, attempts: AttemptCounter
    ) -> None:
        self.at_work: Any = None
        self._producer = producer
        self._stage = stage
        self._state = state
        self._metrics = metrics
        self._attempts = attempts

    async def run(self, events: Sequence[Any], acknowledge: Callable[[Sequence[Any]], None]) -> None:
        """Works on the events and acknowledges them. Raises what nobody expects; nothing is acknowledged then."""
        started = time.perf_counter()
        refusals: dict[int, _Refusal] = {}
        for number, event in enumerate(events):
            if (error := await self._attempts.refusal(event.message)) is not None:
                refusals[number] = _Refusal(error)
        while True:
            try:
                handled, too_large = await self._send_outputs(events, refusals)
            except HandlingError as error:
                await self._attempts.note(self.at_work, _where(error.__cause__))
                raise
            if not too_large:
                break
            for number, output in too_large.items():
                refusals[number] = self._refuse(output, refusals.get(number))
        if self._state is not None:
            await self._state.write((event, done.state) for event, done in zip(events, handled, strict=True))
        acknowledge(events)
        name = self._stage.name
        self._metrics.count_batch(name, handled, [event.message for event in events], time.perf_counter() - started)
        message_log.log_batch(name, events, handled)

    def note_hang(self, seconds: float) -> None:
        """Counts an attempt at the message at work, whose work does not end. Called from another thread."""
        if (message := self.at_work) is not None:
            self._attempts.note_from_outside(message, f"no end within {seconds:.0f} s")

    def _refuse(self, output: Output, before: _Refusal | None) -> _Refusal:
        if output.topic == self._stage.dead_letters.name:
            if before is not None and not before.whole:
                raise RuntimeError(f"{output.topic} does not even take a dead letter without its message")
            return _Refusal(decode(output.value, DeadLetter).error, whole=False)
        return _Refusal(
            RefusalError(
                code="output_too_large",
                message=(
                    f"What came of this message has {len(output.value)} bytes, more than {output.topic} takes. Raise its "
                    "max.message.bytes, or lower RASD_MAX_ARTICLE_BYTES; `rasd rejected replay` sends the message again."
                ),
            )
        )

    async def _send_outputs(
        self, events: Sequence[Any], refusals: dict[int, _Refusal]
    ) -> tuple[list[Handled], dict[int, Output]]:
        """What the messages ended as, and the outputs that were too large, by the number of their message."""
        handled: list[Handled] = []
        sent: list[tuple[int, Output, Awaitable[Any]]] = []
        too_large: dict[int, Output] = {}
        turn_ends = time.perf_counter() + TURN
        for number, done in enumerate(self._handle(events, refusals)):
            handled.append(done)
            for output in done.outputs:
                try:
                    sent.append((number, output, await self._send(output)))
                except TOO_LARGE:
                    too_large[number] = output
            if time.perf_counter() > turn_ends:
                await asyncio.sleep(0)
                turn_ends = time.perf_counter() + TURN
        answers = await asyncio.gather(*(future for _, _, future in sent), return_exceptions=True)
        for (number, output, _), answer in zip(sent, answers, strict=True):
            if isinstance(answer, TOO_LARGE):
                # Brokers refuse a request whole: most of what it held fits when it comes alone.
                try:
                    await (await self._send(output))
                except TOO_LARGE:
                    too_large[number] = output
            elif isinstance(answer, BaseException):
                raise answer
        return handled, too_large

    async def _send(self, output: Output) -> Awaitable[Any]:
        # the timestamp is left to the producer: the time of sending
        future: Awaitable[Any] = await self._producer.send(
            output.topic, output.key, output.value, output.partition, None, list(output.headers)
        )
        return future

    def _handle(self, events: Sequence[Any], refusals: dict[int, _Refusal]) -> Iterator[Handled]:
        """What the stage makes of the messages. An error of its own becomes a HandlingError that names the message."""
        accepted = [event for number, event in enumerate(events) if number not in refusals]
        work = self._stage.handle(self._messages(accepted), self._state or NoState())
        for number, event in enumerate(events):
            if (refusal := refusals.get(number)) is not None:
                message = as_message(event.message)
                stage = self._stage
                yield reject(message, refusal.error, stage.name, stage.dead_letters, whole=refusal.whole)
                continue
            self.at_work = event.message
            try:
                done = next(work, None)
            except StateError:
                raise
            except Exception as error:
                raise HandlingError(message_log.place(self._stage.name, event.message)) from error
            if done is None:
                raise RuntimeError(f"{len(events)} messages had {number} outcomes")
            self.at_work = None
            yield done

    def _messages(self, events: Sequence[Any]) -> Iterator[Message]:
        for event in events:
            if self._state is not None:
                self._state.at(event)
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


def _where(error: BaseException | None) -> str:
    """The type of an error and the line that raised it; its own words may quote the article."""
    frames = extract_tb(error.__traceback__) if error is not None else []
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
