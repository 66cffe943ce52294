"""How often a message ended the process: counted in Kafka, beside the committed offset of its partition.

Some messages make the core raise what nobody expects, or never come back. The process ends, and the message is delivered
again: once more may help where memory or a disk was short. After `MOST_ATTEMPTS` it goes to the dead letters, and the rest
flows. The count outlives the process, and finds whoever has the partition then, on whichever machine: Kafka keeps a text
with each committed offset, which the next commit, that of progress, replaces. It counts the work on a message alone:
what brokers and disks do to a worker is no attempt.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import orjson
from aiokafka.errors import KafkaError

from schemas import RefusalError

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 3
# Seconds that the brokers may take to note an attempt, or to tell of one. Without them a message has one attempt more.
ANSWER_LIMIT: Final = 10.0
# Kafka keeps 4,096 bytes with an offset.
LONGEST_ERROR: Final = 400


@dataclass(frozen=True, slots=True)
class Attempts:
    """The message that ended the process last, how often it did, and with what error.

    message: a digest of what it says. A process that ends leaves copies of a message at other offsets of its partition, where
    the stage before was not done with it either; they are one message here.
    """

    message: str
    count: int
    error: str

    def as_note(self) -> str:
        """The text beside the committed offset."""
        return orjson.dumps({"message": self.message, "attempts": self.count, "error": self.error}).decode()

    @classmethod
    def parse(cls, note: str) -> Attempts | None:
        """What a note says; None for one that is not ours."""
        try:
            read = orjson.loads(note)
            return cls(str(read["message"]), int(read["attempts"]), str(read["error"]))
        except (ValueError, KeyError, TypeError):
            return None


class AttemptCounter:
    """Counts for one stage. read_note, write_note: the text beside the committed offset of a partition of its source."""

    def __init__(self, read_note: Callable[[int], Future[str]], write_note: Callable[[int, str], Future[None]]) -> None:
        self._read_note = read_note
        self._write_note = write_note
        self._known: dict[tuple[int, int], Attempts | None] = {}

    async def refusal(self, message: Any) -> RefusalError | None:
        """Why the message must not be worked on again; None where it may. message: Faust's."""
        attempts = await self._attempts(message)
        if attempts is None or attempts.count < MOST_ATTEMPTS or attempts.message != _digest(message):
            return None
        return RefusalError(
            code="unexpected_error",
            message=(
                f"The work on this message ended the process {attempts.count} times, last with {attempts.error}. "
                "Report it; when the error is mended, `rasd rejected replay` sends the message again."
            ),
        )

    async def note(self, message: Any, error: str) -> None:
        """Counts one more attempt at the message. Says so in the log, and no more, where the brokers do not take it."""
        before = await self._attempts(message)
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                await wrap_future(self._write_note(message.partition, _one_more(before, message, error).as_note()))
        except (KafkaError, TimeoutError) as failure:
            log.warning("the brokers do not take the note of a failed attempt: %r", failure)

    def note_from_outside(self, message: Any, error: str) -> None:
        """The same from another thread, when the event loop stands still."""
        before = self._known.get((message.partition, message.generation_id))
        try:
            self._write_note(message.partition, _one_more(before, message, error).as_note()).result(ANSWER_LIMIT)
        except (KafkaError, TimeoutError) as failure:
            log.warning("the brokers do not take the note of a failed attempt: %r", failure)

    async def _attempts(self, message: Any) -> Attempts | None:
        key = (message.partition, message.generation_id)
        if key not in self._known:
            try:
                async with asyncio.timeout(ANSWER_LIMIT):
                    self._known[key] = Attempts.parse(await wrap_future(self._read_note(message.partition)))
            except (KafkaError, TimeoutError) as failure:
                log.warning("the brokers do not tell of failed attempts: %r", failure)
                self._known[key] = None
        return self._known[key]


def _one_more(before: Attempts | None, message: Any, error: str) -> Attempts:
    digest = _digest(message)
    count = before.count + 1 if before is not None and before.message == digest else 1
    return Attempts(digest, count, error[:LONGEST_ERROR])


def _digest(message: Any) -> str:
    return blake2b(message.value or b"", key=(message.key or b"")[:64], digest_size=12).hexdigest()
