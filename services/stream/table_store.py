"""The state of a stage as a `services.dedup.Store`: a batch reads the table, and its own changes on top.

The table is written only after the batch's outputs are acknowledged (`loss_free`); until then the changes live here. A
set is one value: its members one behind another.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.dedup import Changes
from services.dedup.store import is_full, split
from services.stream.messages import State


class TableStore:
    """See `services.dedup.Store`. One object a batch."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changed: dict[bytes, bytes] = {}

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """The value of each key, None where there is none."""
        return [self._value(key) for key in keys]

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """The members of each set key."""
        return [self._value(key) or b"" for key in keys]

    def apply(self, changes: Changes) -> None:
        """Makes the changes visible to the rest of the batch."""
        self._changed.update(changes.values)
        for key, member in changes.members:
            members = self._value(key) or b""
            if not is_full(members) and member not in split(members):
                self._changed[key] = members + member

    def written(self, changes: Changes) -> list[tuple[bytes, bytes]]:
        """Keys and whole values to write for these changes, after `apply`.

        The first value comes last: it is the article's record, by which a repeated delivery is known, so that after a
        crash in between the article is decided and written anew.
        """
        keys = dict.fromkeys([*(key for key, _ in changes.members), *(key for key, _ in reversed(changes.values))])
        return [(key, self._changed[key]) for key in keys if key in self._changed]

    def _value(self, key: bytes) -> bytes | None:
        changed = self._changed.get(key)
        return self._state.get(key) if changed is None else changed
