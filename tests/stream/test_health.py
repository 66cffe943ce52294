"""`/live` and `/ready` mean it: a stuck worker is not live, a recovering one is not ready."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from services.stream import watchdog
from services.stream.intake_stage import IntakeStage
from services.stream.metrics import Metrics
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.stream.topics import Topics
from services.stream.watchdog import Watchdog
from tests.stream.articles import article
from tests.stream.kafka_client import publish, read
from tests.stream.worker_process import WorkerProcess, await_condition

BROKEN_WORKER = [sys.executable, "-m", "tests.stream.broken_worker"]


def broken(settings: Settings, *fault: str) -> WorkerProcess:
    return WorkerProcess(settings, program=[*BROKEN_WORKER, *fault])


def test_a_consumer_that_fetches_nothing_ends_itself(settings: Settings) -> None:
    """It believes that it has read everything; the brokers know better."""
    settings = dataclasses.replace(settings, liveness_seconds=8)
    create_or_check(settings)
    with broken(settings, "fetch-nothing", "--stage", "intake") as worker:
        asyncio.run(publish(settings, [article(1)], key=b"k"))
        await_condition(lambda: sum(lag(worker).values()) == 1, 20, "the lag seen")
        assert worker.status("/live") == 200, "not at once"
        assert worker.process.wait(60) == 1
        assert "StuckError: no progress" in worker.log.read_text()


def lag(worker: WorkerProcess) -> dict[str, float]:
    return {name: value for name, value in worker.metrics().items() if name.startswith("rasd_lag{")}


def test_a_recovering_worker_is_not_ready(settings: Settings, tmp_path: Path) -> None:
    create_or_check(settings)
    with WorkerProcess(settings):
        asyncio.run(publish(settings, [article(1)]))
        asyncio.run(read(settings, "claims.casualty", 1))
    shutil.rmtree(settings.data_dir)
    recovered = tmp_path / "recovered"
    worker = broken(settings, "hold-recovery", str(recovered), "--stage", "dedup")
    worker.start()
    await_condition(lambda: worker.status("/live") == 200, 30, "the worker answers")
    recovering = 'rasd_recovering{stage="dedup"}'
    await_condition(lambda: worker.metrics().get(recovering) == 1, 30, "recovery begun")
    assert worker.status("/ready") == 503
    assert worker.status("/live") == 200
    recovered.touch()
    worker.await_ready()
    await_condition(lambda: worker.metrics()[recovering] == 0, 30, "recovery ended")
    assert worker.stop() == 0


def test_a_recovery_that_stands_still_ends_the_worker(settings: Settings, tmp_path: Path) -> None:
    settings = dataclasses.replace(settings, liveness_seconds=8)
    create_or_check(settings)
    with WorkerProcess(settings):
        asyncio.run(publish(settings, [article(1)]))
        asyncio.run(read(settings, "claims.casualty", 1))
    shutil.rmtree(settings.data_dir)
    worker = broken(settings, "hold-recovery", str(tmp_path / "never"), "--stage", "dedup")
    worker.start()
    assert worker.process.wait(90) == 1
    assert "StuckError: no progress" in worker.log.read_text()


def test_end_marks_of_transactions_are_no_work(settings: Settings) -> None:
    """They count as lag and are no messages: a worker that has read everything else stays alive."""
    settings = dataclasses.replace(settings, liveness_seconds=6)
    create_or_check(settings)
    topics = Topics(settings)

    async def publish_in_a_transaction() -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=settings.bootstrap_servers, transactional_id=settings.topic_prefix + "publisher"
        )
        await producer.start()
        async with producer.transaction():
            await producer.send_and_wait(topics.raw.name, article(1), partition=0)
        await producer.stop()

    async def end_and_committed() -> tuple[int, int | None]:
        partition = TopicPartition(topics.raw.name, 0)
        async with AIOKafkaConsumer(
            bootstrap_servers=settings.bootstrap_servers, group_id=topics.group("intake"), enable_auto_commit=False
        ) as consumer:
            return (await consumer.end_offsets([partition]))[partition], await consumer.committed(partition)

    with WorkerProcess(settings, "--stage", "intake") as worker:
        asyncio.run(publish_in_a_transaction())
        asyncio.run(read(settings, "articles.fingerprinted", 1))
        await_condition(lambda: asyncio.run(end_and_committed()) == (2, 1), 30, "all but the mark committed")
        still = 'rasd_seconds_without_progress{stage="intake"}'
        # the worker asks the brokers every 5 s; twice the limit without an end is what is to be seen
        looks: list[float] = []

        def twice_the_limit() -> bool:
            assert worker.process.poll() is None, worker.log.read_text()
            looks.append(worker.metrics()[still])
            return len(looks) * 0.5 >= 2 * settings.liveness_seconds

        await_condition(twice_the_limit, 60, "still alive", every=0.5)
        assert max(looks) < settings.liveness_seconds
        assert worker.stop() == 0


async def test_what_another_worker_has_now_is_no_work(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that lost its partitions while it had something to read would end itself otherwise."""
    monkeypatch.setattr(watchdog, "ASK_INTERVAL", 0.01)
    monkeypatch.setattr(Watchdog, "ready", True)
    assigned = [TopicPartition("articles.raw", 0)]
    app = SimpleNamespace(
        consumer=SimpleNamespace(
            assignment=lambda: assigned, highwater=lambda _: 5, position_now=lambda _: 3, unacked=set(), _acked={}
        )
    )
    watched = Watchdog(IntakeStage(settings), app, Metrics(), 150)
    watched._source = "articles.raw"
    asking = asyncio.ensure_future(watched._ask())

    async def becomes(idle: bool) -> None:
        async with asyncio.timeout(30):
            while watched._idle() is not idle:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)

    await becomes(False)
    assigned.clear()
    await becomes(True)
    asking.cancel()
