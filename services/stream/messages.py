"""What a stage reads and writes: messages as values, without Faust or a client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from services.dedup import Changes, Reader
from services.stream.topics import Topic

Headers = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as Kafka delivered it. `timestamp`: milliseconds since 1970."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()

    @property
    def place(self) -> str:
        """Where the message is: `topic/partition/offset`, the same at every delivery."""
        return f"{self.topic}/{self.partition}/{self.offset}"

    def header(self, name: str) -> str | None:
        """The last header of this name as text, None where there is none."""
        value = self.header_bytes(name)
        return None if value is None else value.decode("utf-8", "replace")

    def header_bytes(self, name: str) -> bytes | None:
        """The last header of this name, None where there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A message to send. `partition`: None leaves it to the producer, who goes by the key."""

    topic: str
    key: bytes | None
    value: bytes
    headers: Headers
    partition: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What a stage made of one message: exactly one outcome, its outputs in order, its changes of state.

    outcome: one of `metrics.OUTCOMES`; counted once, when the message is acknowledged.
    state: what the stage wants to remember, written when all outputs of the batch are acknowledged.
    claims: number of published claims by kind; error_code: why it was refused, None where it was not.
    """

    outcome: str
    outputs: Sequence[Output] = ()
    state: Changes | None = None
    claims: Mapping[str, int] = field(default_factory=dict)
    error_code: str | None = None


class Stage(Protocol):
    """One step of the flow: a plain function over messages, wrapped by `loss_free`.

    `handle` yields one `Handled` for each message, in order, and takes the next message only after that. It must not
    block, must depend on nothing but the messages and the state, so that a repeated delivery repeats the outputs, and
    must turn bad input into a dead letter; any exception that it raises ends the process.
    """

    @property
    def name(self) -> str:
        """Name of the stage, as in `--stage`."""

    @property
    def source(self) -> Topic:
        """What it reads."""

    @property
    def outputs(self) -> Sequence[Topic]:
        """What it writes."""

    @property
    def dead_letters(self) -> Topic:
        """Where messages go that it refuses; one of the outputs."""

    @property
    def remembers(self) -> Topic | None:
        """The changelog of its state, None where it has none."""

    @property
    def in_order(self) -> bool:
        """Whether it takes messages in the order of their arrival in `articles.raw`."""

    def handle(self, messages: Iterable[Message], state: Reader) -> Iterator[Handled]:
        """One `Handled` a message."""
