"""The Faust table of a stage as what its core reads, and the way in which it is written without losing anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from services.dedup import Changes
from services.stream.errors import StateError
from services.stream.seen_store import pack, unpack


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
        self._written: dict[tuple[int, int], int] = {}

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

    def _check_alone(self, partition: int, first: int, last: int) -> None:
        """Raises StateError when somebody else has written to the changelog since this worker recovered the partition.

        A worker that was frozen for longer than its session wakes up as one of two that have the partition. What the other
        one decided is not in its state; were its own offset written there, it would never be read.
        """
        key = (partition, self._app.consumer_generation_id)
        before, self._written = self._written.get(key), {**self._written, key: last}
        if before is not None and first != before + 1:
            raise StateError(
                f"another worker has written to the changelog of partition {partition}: offset {first} follows {before}; "
                "the state is recovered once more"
            )

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
            records = await asyncio.gather(*sent)
            self._check_alone(partition, records[0].offset, records[-1].offset)
            for message, record in zip(messages, records, strict=True):
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
