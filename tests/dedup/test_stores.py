"""What every store of the state keeps to: the one in memory, the one on disk, and changes on top of either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dedup import Changes, MemoryStore, Overlay, Store
from services.dedup.store import MEMBER_BYTES, MOST_MEMBERS, split
from services.stream.seen_store import BLOCK_CACHE_BYTES, MESSAGE_BYTES, Options, SeenStore, pack, unpack
from tests.dedup import month
from tests.dedup.articles import article

VALUE_KEYS = [b"d" + bytes(8) + b"%d" % number for number in range(3)]
SET_KEYS = [b"s" + bytes(5) + bytes((number,)) for number in range(3)]


def member(number: int) -> bytes:
    return number.to_bytes(MEMBER_BYTES, "big")


class DiskStore(SeenStore):
    """The Faust table's store without Faust: one partition in a folder."""

    def __init__(self, folder: Path) -> None:
        self.rocksdb_options = Options(ttl=3600)
        self._database = self.rocksdb_options.open(folder)
        self.offset = 0

    def _db_for_partition(self, partition: int) -> Any:
        assert partition == 0
        return self._database

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:  # type: ignore[override]
        return self.get_values(0, keys)

    def members(self, keys: Sequence[bytes]) -> list[bytes]:
        return self.get_members(0, keys)

    def apply(self, changes: Changes) -> None:
        for message in pack([changes]):
            self.offset += 1
            self.write(0, unpack(message), self.offset)


STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "disk": DiskStore,
    "on memory": lambda _: Overlay(MemoryStore()),
    "on disk": lambda folder: Overlay(DiskStore(folder)),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return STORES[request.param](tmp_path / "seen")


def test_nothing_at_first(store: Store) -> None:
    assert store.get(VALUE_KEYS) == [None, None, None]
    assert store.members(SET_KEYS) == [b"", b"", b""]


def test_no_keys(store: Store) -> None:
    assert store.get([]) == []
    assert store.members([]) == []


def test_the_last_value_counts(store: Store) -> None:
    store.apply(Changes(values=[(VALUE_KEYS[0], b"one"), (VALUE_KEYS[1], b"two")]))
    store.apply(Changes(values=[(VALUE_KEYS[0], b"three")]))
    assert store.get(VALUE_KEYS) == [b"three", b"two", None]


def test_sets_grow_and_adding_twice_changes_nothing(store: Store) -> None:
    changes = Changes(members=[(SET_KEYS[0], member(1)), (SET_KEYS[0], member(2)), (SET_KEYS[1], member(1))])
    for _ in range(2):
        store.apply(changes)
    found = [set(split(members)) for members in store.members(SET_KEYS)]
    assert found == [{member(1), member(2)}, {member(1)}, set()]
    assert [len(members) for members in store.members(SET_KEYS)] == [2 * MEMBER_BYTES, MEMBER_BYTES, 0]


def test_sets_end_somewhere(store: Store) -> None:
    store.apply(Changes(members=[(SET_KEYS[0], member(number)) for number in range(MOST_MEMBERS + 20)]))
    assert len(split(store.members(SET_KEYS[:1])[0])) == MOST_MEMBERS


def test_an_overlay_leaves_what_is_below_as_it_is(tmp_path: Path) -> None:
    for below in (MemoryStore(), DiskStore(tmp_path / "seen")):
        below.apply(Changes(values=[(VALUE_KEYS[0], b"below")], members=[(SET_KEYS[0], member(1))]))
        overlay = Overlay(below)
        overlay.apply(Changes(values=[(VALUE_KEYS[0], b"above")], members=[(SET_KEYS[0], member(2))]))
        assert overlay.get(VALUE_KEYS[:1]) == [b"above"]
        assert set(split(overlay.members(SET_KEYS[:1])[0])) == {member(1), member(2)}
        assert below.get(VALUE_KEYS[:1]) == [b"below"]
        assert below.members(SET_KEYS[:1]) == [member(1)]


def test_a_disk_that_is_opened_again_has_its_options(tmp_path: Path) -> None:
    """rocksdict would open it by the options on disk, which lack filters and cache: look-ups five times as long."""
    store = DiskStore(tmp_path / "seen")
    store.apply(Changes(values=[(VALUE_KEYS[0], b"kept")]))
    store._database.close()
    again = DiskStore(tmp_path / "seen")
    assert again.get(VALUE_KEYS[:1]) == [b"kept"]
    assert again._database.property_int_value("rocksdb.block-cache-capacity") == BLOCK_CACHE_BYTES


def test_a_month_gets_the_same_verdicts_from_every_store(tmp_path: Path) -> None:
    from services.dedup import decide

    made = [
        article(each["id"], each["body"], title=each["title"], source=each["source"])
        for each in month.articles(300, seed=3)
    ]
    stores = [make(tmp_path / name) for name, make in STORES.items()]
    for number, each in enumerate(made):
        decisions = [decide(each, store, at=number, origin=str(number)) for store in stores]
        for store, decision in zip(stores, decisions, strict=True):
            assert decision == decisions[0]
            store.apply(decision.changes)


ENTRIES = st.lists(st.tuples(st.binary(min_size=1, max_size=9), st.binary(max_size=40)), max_size=8)


@given(st.lists(st.tuples(ENTRIES, ENTRIES), max_size=5))
def test_a_changelog_message_holds_what_was_changed(parts: list[tuple[Any, Any]]) -> None:
    changes = [Changes(values=values, members=members) for values, members in parts]
    entries = [entry for message in pack(changes) for entry in unpack(message)]
    assert entries == [
        entry for each in changes for entry in (*each.values, *((key + added, b"") for key, added in each.members))
    ]


def test_changelog_messages_are_of_bounded_size() -> None:
    changes = [Changes(values=[(b"k%d" % number, bytes(1000))]) for number in range(1000)]
    messages = list(pack(changes))
    assert max(map(len, messages)) <= MESSAGE_BYTES
    assert len(messages) < 20


@pytest.mark.parametrize("garbage", [b"\x05", b"garbage of any kind", b"\x01\xff\xff\xff\xffa"])
def test_garbage_in_the_changelog_is_told(garbage: bytes) -> None:
    with pytest.raises(ValueError, match="changelog message"):
        list(unpack(garbage))
