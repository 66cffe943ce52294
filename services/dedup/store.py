"""What de-duplication needs of a place to keep its state, and the one in memory.

Two kinds of keys: a value key leads to one value, a set key to up to `MOST_MEMBERS` article keys. Sets only grow, so
that adding needs no reading and adding twice changes nothing, which makes recovery and redelivery simple.
tests/dedup/test_stores.py runs one suite over every store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

# The cap on document frequency: a shingle of more articles than this says little, and each look-up stays bounded.
MOST_MEMBERS: Final = 64
# Length of an article key (`services.dedup.records.article_key`).
MEMBER_BYTES: Final = 9


@dataclass(slots=True)
class Changes:
    """Changes of a store, in the order in which they were made.

    values: value keys and their new values; members: set keys and an article key to add.
    """

    values: list[tuple[bytes, bytes]] = field(default_factory=list)
    members: list[tuple[bytes, bytes]] = field(default_factory=list)

    def extend(self, other: Changes) -> None:
        """Appends other changes."""
        self.values += other.values
        self.members += other.members


def split(members: bytes) -> list[bytes]:
    """The single members of what `Store.members` gave."""
    return [members[start : start + MEMBER_BYTES] for start in range(0, len(members), MEMBER_BYTES)]


def is_full(members: bytes) -> bool:
    """Whether a set takes no further member."""
    return len(members) >= MOST_MEMBERS * MEMBER_BYTES


class Reader(Protocol):
    """State by key. Blocks on nothing but the local disk; reading changes nothing."""

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """The value of each key, None where there is none."""

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """The members of each set key, one behind another in any order, not more than `MOST_MEMBERS` each."""


class Store(Reader, Protocol):
    """State by key that can be changed."""

    def apply(self, changes: Changes) -> None:
        """Makes the changes. A set that has `MOST_MEMBERS` may ignore further ones."""


class MemoryStore:
    """A store in dictionaries."""

    def __init__(self) -> None:
        self._values: dict[bytes, bytes] = {}
        # bytes and not lists: a list for each of millions of keys would keep the garbage collector busy
        self._members: dict[bytes, bytes] = {}

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """See `Reader`."""
        return [self._values.get(key) for key in keys]

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """See `Reader`."""
        return [self._members.get(key, b"") for key in keys]

    def apply(self, changes: Changes) -> None:
        """See `Store`."""
        self._values.update(changes.values)
        for key, member in changes.members:
            joined = self._members.get(key)
            if joined is None:
                self._members[key] = member
            elif not is_full(joined) and (member not in joined or member not in split(joined)):
                self._members[key] = joined + member


class Overlay:
    """A store with changes on top that it has not made yet: a batch sees its own articles before they are written."""

    def __init__(self, below: Reader) -> None:
        self._below = below
        self._above = MemoryStore()

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """See `Reader`."""
        above = self._above.get(keys)
        missing = [key for key, value in zip(keys, above, strict=True) if value is None]
        below = dict(zip(missing, self._below.get(missing), strict=True)) if missing else {}
        return [below[key] if value is None else value for key, value in zip(keys, above, strict=True)]

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        """See `Reader`."""
        below, above = self._below.members(keys), self._above.members(keys)
        return [_union(one, two) if two else one for one, two in zip(below, above, strict=True)]

    def apply(self, changes: Changes) -> None:
        """See `Store`. The store below stays as it is."""
        self._above.apply(changes)


def _union(first: bytes, second: bytes) -> bytes:
    known = set(split(first))
    return b"".join([first, *(member for member in split(second) if member not in known)])[
        : MOST_MEMBERS * MEMBER_BYTES
    ]
