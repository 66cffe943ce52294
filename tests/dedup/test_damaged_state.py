"""A state on disk that is damaged is made anew from its changelog; one that is whole is never thrown away."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from services.dedup import Changes
from services.stream.dedup_stage import DedupStage
from services.stream.errors import StateError
from services.stream.faust_app import build_app
from services.stream.metrics import Metrics
from services.stream.seen_store import DAMAGED, SeenStore, pack
from services.stream.settings import Settings
from services.stream.table_state import TableState

PLACE = TP("rasd-dedup-seen-changelog", 0)


def _store(folder: Path) -> SeenStore:
    settings = Settings(data_dir=folder)
    app = build_app(DedupStage(settings), settings, Metrics())
    table: Any = app.tables["seen"]
    store: SeenStore = table.data
    return store


def _fill(store: SeenStore, offset: int) -> None:
    store.write(0, [(f"key-{number}".encode(), b"value" * 50) for number in range(2000)], offset)
    store._db_for_partition(0).flush()


def _named(folder: Path, pattern: str) -> list[Path]:
    return list(folder.rglob(pattern))


@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST-*", "*.sst", "cut"])
async def test_a_damaged_database_is_made_anew(tmp_path: Path, damage: str) -> None:
    store = _store(tmp_path)
    _fill(store, 7)
    await store.stop()
    chance = random.Random(1)
    files = _named(tmp_path, "MANIFEST-*" if damage == "cut" else damage)
    assert files
    for file in files:
        file.write_bytes(b"" if damage == "cut" else chance.randbytes(file.stat().st_size))
    reopened = _store(tmp_path)
    try:
        reopened.get_values(0, [b"key-1"])
    except Exception as error:  # damage that shows when it is read: the process ends, the next one makes it anew
        assert "Corruption" in str(error)
        await reopened.stop()
        reopened = _store(tmp_path)
    assert reopened.get_values(0, [b"key-1"]) == [None]
    assert reopened.persisted_offset(PLACE) is None, "everything is read again"
    _fill(reopened, 9)
    assert reopened.persisted_offset(PLACE) == 9
    assert not _named(tmp_path, DAMAGED)


async def test_a_database_that_another_process_holds_is_left_alone(tmp_path: Path) -> None:
    store = _store(tmp_path)
    _fill(store, 7)
    with pytest.raises(Exception, match="lock"):
        _store(tmp_path).get_values(0, [b"key-1"])
    assert store.get_values(0, [b"key-1"]) == [b"value" * 50]


async def test_garbage_in_the_changelog_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = _store(tmp_path)
    (ours,) = pack([Changes(values=[(b"k", b"v")])])
    values = [ours, b"garbage", None, b"", random.Random(2).randbytes(500)]
    batch = [
        SimpleNamespace(
            message=SimpleNamespace(topic=PLACE.topic, partition=0, offset=offset, tp=PLACE, key=b"", value=value)
        )
        for offset, value in enumerate(values)
    ]
    store.apply_changelog_batch(batch, None, None)
    assert store.get_values(0, [b"k"]) == [b"v"]
    assert store.persisted_offset(PLACE) == 4
    assert caplog.text.count("is passed over") == 2


class _Changelog:
    """A producer whose messages get the offsets that it is told."""

    def __init__(self, offsets: list[int]) -> None:
        self.offsets = offsets

    async def send(self, *_: Any) -> Any:
        async def sent() -> Any:
            return SimpleNamespace(offset=self.offsets.pop(0))

        return sent()


async def test_a_worker_that_is_not_alone_with_its_changelog_recovers_it_again() -> None:
    """One that was frozen for longer than its session: what the other one wrote meanwhile is not in its state."""
    written: list[int] = []
    table = SimpleNamespace(
        data=SimpleNamespace(write=lambda _, __, offset: written.append(offset)),
        changelog_topic=SimpleNamespace(get_topic_name=lambda: PLACE.topic),
    )
    app = SimpleNamespace(producer=_Changelog([5, 6, 9, 20, 21, 23]), consumer_generation_id=1)
    state = TableState(app, table)
    change = [(SimpleNamespace(message=SimpleNamespace(partition=0, offset=0)), Changes(values=[(b"k", b"v")]))]
    await state.write(change)
    await state.write(change)
    with pytest.raises(StateError, match="offset 9 follows 6"):
        await state.write(change)
    app.consumer_generation_id = 2  # recovered up to the end in between
    await state.write(change)
    await state.write(change)
    with pytest.raises(StateError, match="offset 23 follows 21"):
        await state.write(change)
    assert written == [5, 6, 20, 21]
