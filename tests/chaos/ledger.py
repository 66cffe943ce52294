"""Who publishes what and what became of it: the books that are closed after every fault.

A publisher sends articles at a steady rate, a subscriber reads every output topic, both in a thread of their own and
through every fault. `audit` then holds what came out against what went in.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from services.stream.settings import Settings
from services.stream.topics import Topics

# Articles under way: a machine that is busy with other things gets fewer of them, not a backlog that it never works off.
MOST_OPEN = 400


@dataclass
class Published:
    """An article as it was sent. at: monotonic seconds; timestamp: milliseconds since 1970, as Kafka has it."""

    number: int
    value: bytes
    at: float
    partition: int
    offset: int
    timestamp: int


@dataclass
class Seen:
    """The copies of one event, by `ce_id`: what they held, how many there were, which place the first had in its topic."""

    digests: set[bytes] = field(default_factory=set)
    copies: int = 0
    place: int = 0
    record: Any = None


class Ledger:
    """Publishes articles from an iterator and keeps what comes out."""

    def __init__(self, settings: Settings, articles: Iterator[dict[str, Any]], rate: float) -> None:
        self.settings = settings
        self.rate = rate
        self.published: dict[str, Published] = {}
        self.decided_at: dict[str, float] = {}
        self.outcomes: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
        self.seen: dict[str, dict[str, Seen]] = defaultdict(dict)
        self.error: BaseException | None = None
        self.most_open = MOST_OPEN
        self._open: set[str] = set()
        self._articles = articles
        self._topics = Topics(settings)
        self._flowing = threading.Event()
        self._ended = threading.Event()
        self._pending = 0
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)

    def start(self) -> None:
        """Begins to publish and to read."""
        self._flowing.set()
        self._thread.start()

    def pause(self) -> None:
        """Publishes no more; returns when the brokers have acknowledged everything."""
        self._flowing.clear()
        while self._pending:
            self._check()
            time.sleep(0.05)

    def resume(self) -> None:
        """Publishes again."""
        self._flowing.set()

    def stop(self) -> None:
        """Ends the thread."""
        self._ended.set()
        self._thread.join(30)

    def undecided(self) -> list[str]:
        """Published articles without an outcome so far."""
        self._check()
        return [each for each in self.published.copy() if each not in self.decided_at]

    def flows_again(self, since: float) -> float | None:
        """Monotonic seconds at which an article published after `since` had come out of every partition; None: not yet."""
        self._check()
        first: dict[int, float] = {}
        for name, sent in self.published.copy().items():
            if sent.at > since and name in self.decided_at:
                first[sent.partition] = min(self.decided_at[name], first.get(sent.partition, float("inf")))
        return max(first.values()) if len(first) == self.settings.partitions else None

    def longest_wait(self, since: float) -> float:
        """Seconds that the slowest article published after `since` took to its outcome."""
        waits = [self.decided_at[name] - sent.at for name, sent in self.published.copy().items() if sent.at > since]
        return max(waits, default=0.0)

    def _check(self) -> None:
        if self.error is not None:
            raise RuntimeError("the ledger's thread failed") from self.error

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self.error = error

    async def _main(self) -> None:
        reading = asyncio.ensure_future(self._read())
        publishing = asyncio.ensure_future(self._publish())
        while not self._ended.is_set():
            await asyncio.sleep(0.1)
            for task in (reading, publishing):
                if task.done():
                    task.result()
        for task in (reading, publishing):
            task.cancel()
        await asyncio.gather(reading, publishing, return_exceptions=True)

    async def _publish(self) -> None:
        # idempotent: an article is in Kafka once, whatever becomes of the brokers' answers
        producer = AIOKafkaProducer(
            bootstrap_servers=self.settings.bootstrap_servers, enable_idempotence=True, request_timeout_ms=600_000
        )
        await producer.start()
        try:
            due = time.monotonic()
            number = 0
            while True:
                if not self._flowing.is_set() or len(self._open) >= self.most_open:
                    await asyncio.sleep(0.05)
                    due = time.monotonic()
                    continue
                article = next(self._articles)
                number += 1
                timestamp = time.time_ns() // 1_000_000
                value, at = orjson.dumps(article), time.monotonic()
                self._pending += 1
                self._open.add(article["id"])
                partition = number % self.settings.partitions
                sent = await producer.send(self._topics.raw.name, value, partition=partition, timestamp_ms=timestamp)
                sent.add_done_callback(self._note(article["id"], number, value, at, timestamp))
                due += 1 / self.rate
                await asyncio.sleep(max(0.0, due - time.monotonic()))
        finally:
            await producer.stop()

    def _note(self, name: str, number: int, value: bytes, at: float, timestamp: int) -> Any:
        def note(future: asyncio.Future[Any]) -> None:
            self._pending -= 1
            try:
                place = future.result()
            except BaseException as error:
                self.error = error
                return
            self.published[name] = Published(number, value, at, place.partition, place.offset, timestamp)

        return note

    async def _read(self) -> None:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.settings.bootstrap_servers, group_id=None, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            consumer.assign(
                [TopicPartition(topic.name, n) for topic in self._topics.public() for n in range(topic.partitions)]
            )
            while True:
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    for record in records:
                        self._keep(record)
        finally:
            await consumer.stop()

    def _keep(self, record: Any) -> None:
        topic = record.topic.removeprefix(self.settings.topic_prefix)
        event_id = dict(record.headers)["ce_id"].decode()
        seen = self.seen[topic].setdefault(event_id, Seen(place=len(self.seen[topic])))
        seen.copies += 1
        seen.digests.add(hashlib.blake2b(b"%s|%s" % (record.key or b"", record.value), digest_size=16).digest())
        if topic.startswith("claims"):
            return
        if topic == "articles.normalized" and seen.record is None:
            seen.record = record
        value = orjson.loads(record.value)
        if topic == "articles.normalized" and value["revises"] is None:
            self._decided(value["id"], ("new", None))
        elif topic == "articles.duplicates":
            self._decided(value["id"], (value["verdict"], value["of"]))
        elif topic == "articles.rejected":
            self._decided(_id_of(value), ("rejected", value["error"]["code"]))

    def _decided(self, name: str, outcome: tuple[str, str | None]) -> None:
        self.outcomes[name].add(outcome)
        self.decided_at.setdefault(name, time.monotonic())
        self._open.discard(name)


def _id_of(letter: dict[str, Any]) -> str:
    """The id of the article in a dead letter; where it has none, the message's place."""
    try:
        return str(orjson.loads(b64decode(letter["value"]))["id"])
    except (ValueError, KeyError, TypeError):
        return f"{letter['topic']}/{letter['partition']}/{letter['offset']}"
