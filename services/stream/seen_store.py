"""The de-duplication state on disk: RocksDB behind a Faust table, one database a partition.

Why not Faust's own RocksDB store: an article makes some twenty small entries. Written one by one through a table they
would be twenty messages of the changelog, twenty writes, and a recovery at 12,000 entries a second. Here the entries
of many articles are one message (`pack`) and one atomic write, together with the changelog's offset, and sets are
runs of keys, so that adding to one needs no reading. Partition assignment, recovery and stand-bys stay Faust's.

Entries: a value key as it is; a member of a set as set key + member, without a value. RocksDB drops entries after
the window (TTL), when it compacts; `services.dedup.decide` does not count on it.
"""

from __future__ import annotations

import logging
import shutil
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import faust
import rocksdict
from faust.stores import rocksdb

from services.dedup.store import MEMBER_BYTES, MOST_MEMBERS, Changes

log = logging.getLogger(__name__)

SET_KEY_BYTES: Final = 7  # `services.dedup.records.shingle_key`
_SET_ENTRY_BYTES: Final = SET_KEY_BYTES + MEMBER_BYTES
_LENGTHS: Final = struct.Struct("<BI")  # of a key and its value
# Some sixty articles a changelog message: few enough messages for a quick recovery, small enough that those which wait
# in a queue meanwhile do not fill the memory.
MESSAGE_BYTES: Final = 64 * 1024

# Memory: block cache and write buffers as below, plus Bloom filters and indexes, about 60 bytes an article. Small files
# keep what a compaction needs on top of the data small.
BLOCK_CACHE_BYTES: Final = 32 * 1024 * 1024
WRITE_BUFFER_BYTES: Final = 8 * 1024 * 1024
WRITE_BUFFERS: Final = 3
FILE_BYTES: Final = 16 * 1024 * 1024
BLOOM_BITS: Final = 10


# A file beside those of a database that has to be made anew.
DAMAGED: Final = "DAMAGED"
# What opening a database fails with although its files are whole.
NO_DAMAGE: Final = ("lock", "No space", "Read-only", "Permission denied", "Too many open files", "Cannot allocate")


def pack(changes: Iterable[Changes]) -> Iterator[bytes]:
    """The changes as changelog messages of about `MESSAGE_BYTES` at most; the changes of one article stay together."""
    parts: list[bytes] = []
    size = 0
    for change in changes:
        part = b"".join(
            (
                *(_LENGTHS.pack(len(key), len(value)) + key + value for key, value in change.values),
                *(_LENGTHS.pack(len(key) + len(member), 0) + key + member for key, member in change.members),
            )
        )
        if parts and size + len(part) > MESSAGE_BYTES:
            yield b"".join(parts)
            parts, size = [], 0
        parts.append(part)
        size += len(part)
    if parts:
        yield b"".join(parts)


def unpack(message: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The entries of a changelog message. Raises ValueError for anything that `pack` did not write."""
    at, end = 0, len(message)
    read, head = _LENGTHS.unpack_from, _LENGTHS.size
    while at < end:
        if at + head > end:
            raise ValueError(f"a changelog message of {end} bytes breaks off at {at}")
        key_length, value_length = read(message, at)
        middle = at + head + key_length
        at = middle + value_length
        if at > end or not key_length:
            raise ValueError(f"a changelog message of {end} bytes is no list of entries")
        yield message[middle - key_length : middle], message[middle:at]


class Options(rocksdb.RocksDBOptions):
    """Opens a database for these entries."""

    def open(self, path: Path, *, read_only: bool = False) -> Any:
        """The database at `path`, made where there is none."""
        del read_only  # a stand-by writes too
        access = rocksdict.AccessType.with_ttl(self.ttl) if self.ttl else rocksdict.AccessType.read_write()
        options = self.as_options()
        # Without `column_families` rocksdict opens an existing database by the options that it finds there, in which the
        # filters and the block cache are missing: look-ups take five times as long (tests/dedup/test_stores.py).
        return rocksdict.Rdict(str(path), options=options, column_families={"default": options}, access_type=access)

    def as_options(self) -> Any:
        """Options for small random keys that are looked up by prefix, and seldom there."""
        options = rocksdict.Options(raw_mode=True)
        options.create_if_missing(True)
        options.set_write_buffer_size(WRITE_BUFFER_BYTES)
        options.set_max_write_buffer_number(WRITE_BUFFERS)
        options.set_target_file_size_base(FILE_BYTES)
        options.set_max_bytes_for_level_base(4 * FILE_BYTES)
        options.set_level_compaction_dynamic_level_bytes(True)
        options.set_max_open_files(-1)
        options.set_max_background_jobs(2)
        options.set_compression_type(rocksdict.DBCompressionType.lz4())
        options.set_prefix_extractor(rocksdict.SliceTransform.create_fixed_prefix(SET_KEY_BYTES))
        options.set_memtable_prefix_bloom_ratio(0.1)
        options.set_keep_log_file_num(2)
        table = rocksdict.BlockBasedOptions()
        # Filters stay out of the block cache: one of them is larger than a shard of it, and would be read at every
        # look-up.
        table.set_cache_index_and_filter_blocks(False)
        table.set_bloom_filter(BLOOM_BITS, block_based=False)
        table.set_block_cache(rocksdict.Cache(BLOCK_CACHE_BYTES))
        table.set_format_version(5)
        options.set_block_based_table_factory(table)
        return options


class SeenStore(rocksdb.Store):
    """The store behind the table. Reads and writes name their partition."""

    def __init__(self, url: Any, app: Any, table: Any, **arguments: Any) -> None:
        super().__init__(url, app, table, **arguments)
        self.rocksdb_options = Options(**(self.options or {}))

    def _open_for_partition(self, partition: int) -> Any:
        """The database of a partition; one that is damaged is made anew, and filled again from the changelog."""
        path = Path(str(self.partition_path(partition)))
        if (path / DAMAGED).exists():
            _make_anew(path, "it could not be read")
        try:
            return super()._open_for_partition(partition)
        except Exception as error:
            if any(words in str(error) for words in NO_DAMAGE):
                raise
            _make_anew(path, str(error))
            return super()._open_for_partition(partition)

    @contextmanager
    def _noticing_damage(self, partition: int) -> Iterator[None]:
        """Marks a database in which damage shows: the process ends with the error, and the next one makes it anew."""
        try:
            yield
        except Exception as error:
            if "Corruption" in str(error):
                with suppress(OSError):
                    (Path(str(self.partition_path(partition))) / DAMAGED).touch()
            raise

    def get_values(self, partition: int, keys: Sequence[bytes]) -> list[bytes | None]:
        """The value of each key."""
        with self._noticing_damage(partition):
            found: list[bytes | None] = self._db_for_partition(partition).get(list(keys))
        return found

    def get_members(self, partition: int, keys: Sequence[bytes]) -> list[bytes]:
        """The members of each set key, one behind another."""
        database = self._db_for_partition(partition)
        options = rocksdict.ReadOptions()
        options.set_prefix_same_as_start(True)
        with self._noticing_damage(partition):
            # one iterator for all keys: it shows the database as it is now
            iterator = database.iter(options)
            return [_members(iterator, key) for key in keys]

    def sizes(self) -> dict[int, tuple[int, int]]:
        """Entries, as RocksDB estimates them, and bytes of files, of each partition whose database is open."""
        return {
            partition: (
                database.property_int_value("rocksdb.estimate-num-keys") or 0,
                database.property_int_value("rocksdb.total-sst-files-size") or 0,
            )
            # Faust's private register of open databases; tests/stream/test_metrics.py notices when it moves
            for partition, database in self._dbs.items()
        }

    def write(self, partition: int, entries: Iterable[tuple[bytes, bytes]], offset: int) -> None:
        """Writes entries and the offset up to which the changelog is on this disk, all or nothing."""
        batch = rocksdict.WriteBatch(raw_mode=True)
        for key, value in entries:
            batch.put(key, value)
        batch.put(self.offset_key, str(offset).encode())
        with self._noticing_damage(partition):
            self._db_for_partition(partition).write(batch)

    def apply_changelog_batch(self, batch: Iterable[Any], to_key: Any, to_value: Any) -> None:
        """Writes what was read from the changelog, in recovery or as a stand-by."""
        del to_key, to_value  # the bytes are ours
        for event in batch:
            message = event.message
            try:
                entries = list(unpack(message.value or b""))
            except ValueError as error:
                # Not written by us: what it should have said nobody knows, and standing still would not tell.
                log.error("%s/%s/%s is passed over: %s", message.topic, message.partition, message.offset, error)
                entries = []
            self.write(message.partition, entries, message.offset)


class SeenTable(faust.Table[bytes, bytes]):
    """A Faust table over `SeenStore`."""

    def _new_store_by_url(self, url: Any) -> Any:
        # Faust finds stores by an entry point of an installed package alone; overriding this needs none.
        # tests/stream/test_faust_assumptions.py notices when Faust makes its stores elsewhere.
        return SeenStore(
            url,
            self.app,
            self,
            table_name=self.name,
            key_type=self.key_type,
            key_serializer=self.key_serializer,
            value_serializer=self.value_serializer,
            value_type=self.value_type,
            loop=self.loop,
            options=self.options,
        )


def _make_anew(path: Path, reason: str) -> None:
    log.error("the state in %s is damaged and made anew from its changelog: %s", path, reason)
    shutil.rmtree(path)


def _members(iterator: Any, key: bytes) -> bytes:
    found: list[bytes] = []
    iterator.seek(key)
    while iterator.valid() and len(found) < MOST_MEMBERS:
        entry = iterator.key()
        if len(entry) != _SET_ENTRY_BYTES or not entry.startswith(key):
            break
        found.append(entry[SET_KEY_BYTES:])
        iterator.next()
    return b"".join(found)
