"""What the demo does: broker, worker, articles in, events out, everything stopped again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import orjson

from schemas import RefusalError
from services.cli.event_text import render_event
from services.cli.worker import EMBEDDED_ORDER, EMBEDDED_SESSION_SECONDS
from services.intake import read_article
from services.stream.embedded import EmbeddedBroker
from services.stream.errors import OperatorError
from services.stream.settings import Settings
from services.stream.subscriber import Subscriber
from services.stream.topic_admin import create_or_check_async
from services.stream.topics import Topics

OUTPUTS = ("claims.casualty", "claims.defection", "articles.normalized", "articles.duplicates", "articles.rejected")
# Seconds without any event after which the claims of the last articles have arrived too, once all articles have.
QUIET = 1.0
STOP_LIMIT = 15.0


@dataclass(slots=True)
class Outcome:
    """What came out: counts by kind of event, times in seconds."""

    published: int = 0
    started_in: float = 0.0
    took: float = 0.0
    new: int = 0
    duplicates: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)

    @property
    def ended(self) -> int:
        """Articles whose end is known: each is new, repeats another, or was rejected."""
        return self.new + self.duplicates.total() + self.rejected.total()


async def run_demo(articles: list[bytes], colour: bool) -> Outcome:
    """Runs the demo, printing every event but the articles themselves. Raises `OperatorError` when the worker fails."""
    outcome = Outcome(published=len(articles))
    with EmbeddedBroker() as broker, tempfile.TemporaryDirectory(prefix="rasd-demo-") as folder:
        settings = Settings(
            bootstrap_servers=broker.address,
            data_dir=Path(folder),
            http_host="127.0.0.1",
            http_port=_free_port(),
            session_seconds=EMBEDDED_SESSION_SECONDS,
            dedup_order=EMBEDDED_ORDER,
        )
        started = time.monotonic()
        await create_or_check_async(settings)
        worker = _start_worker(settings)
        try:
            await _await_ready(worker, settings)
            outcome.started_in = time.monotonic() - started
            async with Subscriber(settings, OUTPUTS, from_beginning=True) as subscriber:
                published_at = await _publish(settings, articles)
                await _collect(subscriber, worker, outcome, published_at, colour)
        finally:
            code = await asyncio.to_thread(_stop, worker)
        if code != 0:
            raise OperatorError(f"The worker ended with exit code {code}; its messages are above.")
    return outcome


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    """`rasd worker` as a process of its own, as a user would start it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KAFKA_", "RASD_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "services.cli.app", "worker"],
        env={**inherited, **settings.to_environment()},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is the demo's, which then stops the worker
    )


async def _await_ready(worker: subprocess.Popen[bytes], settings: Settings) -> None:
    url = f"http://{settings.http_host}:{settings.http_port}/ready"
    while worker.poll() is None:
        if await asyncio.to_thread(_answers, url):
            return
        await asyncio.sleep(0.05)  # between two questions
    raise OperatorError("The worker did not start; its messages are above.")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


async def _publish(settings: Settings, articles: list[bytes]) -> dict[str, float]:
    """Publishes the articles; when each was, by its id."""
    from aiokafka import AIOKafkaProducer

    topic = Topics(settings).raw.name
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, acks="all")
    await producer.start()
    times: dict[str, float] = {}
    try:
        for data in articles:
            article = read_article(data)
            key = None
            if not isinstance(article, RefusalError):
                key = article.id.encode()
                times.setdefault(article.id, time.monotonic())
            await producer.send_and_wait(topic, data, key=key)
    finally:
        await producer.stop()
    return times


async def _collect(
    subscriber: Subscriber,
    worker: subprocess.Popen[bytes],
    outcome: Outcome,
    published_at: dict[str, float],
    colour: bool,
) -> None:
    """Prints and counts events until every article has ended and no more claims come, or the worker is gone."""
    first = min(published_at.values(), default=time.monotonic())
    while True:
        records = await subscriber.next_batch(QUIET)
        now = time.monotonic()
        for record in records:
            event = orjson.loads(record.value)
            _count(record.topic, event, outcome, now, published_at)
            if record.topic != "articles.normalized":
                sys.stdout.write(render_event(event, colour) + "\n")
        sys.stdout.flush()
        if records:
            outcome.took = now - first
        elif outcome.ended >= outcome.published or worker.poll() is not None:
            return


def _count(topic: str, event: dict[str, Any], outcome: Outcome, now: float, published_at: dict[str, float]) -> None:
    if topic == "articles.normalized":
        outcome.new += event["revises"] is None
    elif topic == "articles.duplicates":
        outcome.duplicates[event["verdict"]] += 1
    elif topic == "articles.rejected":
        outcome.rejected[event["error"]["code"]] += 1
    else:
        outcome.claims[event["kind"]] += 1
        outcome.latencies.append(now - published_at[event["article"]["id"]])


def _stop(worker: subprocess.Popen[bytes]) -> int:
    if worker.poll() is None:
        worker.send_signal(signal.SIGTERM)
    try:
        return worker.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        worker.kill()
        return worker.wait()
