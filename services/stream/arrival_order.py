"""The order in which articles are decided: that of their arrival in Kafka, however many workers of intake run.

Which of two copies is the first depends on order, and the partitions of `articles.raw` are read side by side, by one
worker or by ten, at different speeds. So articles are merged again by the time at which they reached Kafka: each
partition keeps its own order, and of the next ones of all partitions the earliest is decided first (as Kafka Streams
chooses among its partitions, KIP-353). A partition whose next article has not come yet holds the others back, unless
it is known to have none (KIP-695).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was in `articles.raw`. timestamp: milliseconds since 1970, as Kafka had it."""

    partition: int
    offset: int
    timestamp: int

    @classmethod
    def parse(cls, text: str) -> Origin:
        """The origin that intake wrote, `topic/partition/offset@timestamp`. Raises ValueError for anything else."""
        place, at, timestamp = text.rpartition("@")
        topic, partition, offset = place.rsplit("/", 2)
        if not at or not topic:
            raise ValueError(f"{text!r} is no origin")
        return cls(int(partition), int(offset), int(timestamp))


@dataclass(frozen=True, slots=True)
class _Held(Generic[Item]):
    number: int
    origin: Origin
    item: Item


class ArrivalOrder(Generic[Item]):
    """Items that wait for their turn.

    number: how many have come so far; `take` can be told to look at those alone that came before a number.
    """

    def __init__(self) -> None:
        self.number = 0
        self._queues: dict[int, deque[_Held[Item]]] = {}
        self._seen: dict[int, int] = {}

    def __len__(self) -> int:
        return sum(len(queue) for queue in self._queues.values())

    def add(self, origin: Origin, item: Item) -> None:
        """Puts an item behind the others of its partition."""
        self._queues.setdefault(origin.partition, deque()).append(_Held(self.number, origin, item))
        self._seen[origin.partition] = max(origin.offset, self._seen.get(origin.partition, -1))
        self.number += 1

    def seen(self, partition: int) -> int:
        """The highest offset of the partition that has come, -1 when none has."""
        return self._seen.get(partition, -1)

    def take(
        self, partitions: Collection[int], quiet: Collection[int], most: int, before: int | None = None
    ) -> list[Item]:
        """The items whose turn it is, in order, `most` at most.

        partitions: all that an item can come from. quiet: those of them that are known to have no other items than
        those that have come. before: take items alone that came before this number.
        """
        taken: list[Item] = []
        while len(taken) < most:
            heads = [queue[0] for queue in self._queues.values() if queue]
            if not heads or any(not self._queues.get(partition) and partition not in quiet for partition in partitions):
                break
            head = min(heads, key=lambda held: (held.origin.timestamp, held.origin.partition))
            if before is not None and head.number >= before:
                break
            self._queues[head.origin.partition].popleft()
            taken.append(head.item)
        return taken

    def clear(self) -> None:
        """Forgets everything: the items will come again."""
        self._queues.clear()
        self._seen.clear()
