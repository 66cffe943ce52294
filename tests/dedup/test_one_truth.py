"""The verdicts of the service are those of `rasd dedup`, however many workers run and whatever becomes of them."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.dedup import month
from tests.kafka.broker import free_port
from tests.stream.kafka_client import publish, read, read_all
from tests.stream.worker_process import RASD, WorkerProcess, await_condition

ARTICLES = 1000
SEED = 7


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    return month.articles(ARTICLES, SEED)


@pytest.fixture(scope="module")
def expected(articles: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What `rasd dedup` says."""
    data = b"\n".join(month.lines(articles))
    done = subprocess.run([RASD, "dedup", "-"], input=data, capture_output=True, check=True, timeout=120)
    verdicts = {line["id"]: line for line in map(orjson.loads, done.stdout.splitlines())}
    kinds = Counter(line["verdict"] for line in verdicts.values())
    assert min(kinds[kind] for kind in ("new", "exact", "near", "revision")) > 20, kinds
    return verdicts


async def _publish(settings: Settings, articles: list[dict[str, Any]]) -> None:
    """Sends the articles to partitions at random, a second of Kafka's time apart."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, linger_ms=2)
    await producer.start()
    chance = random.Random(SEED)
    first = int(time.time() * 1000) - len(articles) * 1000
    topic = f"{settings.topic_prefix}articles.raw"
    sent = [
        await producer.send(
            topic, line, partition=chance.randrange(settings.partitions), timestamp_ms=first + number * 1000
        )
        for number, line in enumerate(month.lines(articles))
    ]
    await asyncio.gather(*sent)
    await producer.stop()


async def _verdicts(settings: Settings) -> dict[str, dict[str, Any]]:
    """What the service published, in the form of `rasd dedup`. Fails when an article got two different verdicts."""
    found: dict[str, dict[str, Any]] = {}
    notices = [orjson.loads(record.value) for record in await read_all(settings, "articles.duplicates")]
    lines = [{key: notice[key] for key in ("id", "verdict", "of", "similarity", "measure")} for notice in notices]
    for record in await read_all(settings, "articles.normalized"):
        normalized = orjson.loads(record.value)
        if normalized["revises"] is None:  # a revision has its notice
            lines.append({"id": normalized["id"], "verdict": "new", "of": None, "similarity": None, "measure": None})
    for line in lines:
        assert found.setdefault(line["id"], line) == line, "a redelivered article got another verdict"
    return found


def _all_decided(settings: Settings, workers: list[WorkerProcess]) -> bool:
    for worker in workers:
        assert worker.process.poll() is None, f"a worker ended:\n{worker.log.read_text()}"
    return len(asyncio.run(_verdicts(settings))) == ARTICLES


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("count", "disk"), [(1, "lost"), (4, "kept")])
def test_verdicts_are_those_of_the_command(
    settings: Settings,
    tmp_path: Path,
    articles: list[dict[str, Any]],
    expected: dict[str, dict[str, Any]],
    count: int,
    disk: str,
) -> None:
    create_or_check(settings)
    asyncio.run(_publish(settings, articles))
    workers = [
        WorkerProcess(
            dataclasses.replace(settings, data_dir=tmp_path / f"worker-{number}" / "data", http_port=free_port())
        )
        for number in range(count)
    ]
    for worker in workers:
        worker.settings.data_dir.mkdir(parents=True)
        worker.start()
    try:
        await_condition(
            lambda: len(asyncio.run(read_all(settings, "articles.duplicates"))) > 60, 150, "some articles decided"
        )
        workers[0].kill()
        if disk == "lost":  # the state comes back from its changelog
            shutil.rmtree(workers[0].settings.data_dir)
        workers[0].start()
        await_condition(lambda: _all_decided(settings, workers), 180, "every article decided")
    finally:
        for worker in workers:
            worker.stop()
    found = asyncio.run(_verdicts(settings))
    assert {key: (found[key], line) for key, line in expected.items() if found[key] != line} == {}


def test_claims_of_a_revision_name_those_that_they_update(settings: Settings) -> None:
    """Another paper revises, and another worker may extract: whoever does, the links are there."""
    create_or_check(settings)
    town = "في انفجار سيارة مفخخة أمام سوق مزدحمة في مدينة حلب صباح أمس، بحسب مصدر طبي في المستشفى الوطني"
    tail = "وقال شهود إن فرق الإسعاف وصلت بعد دقائق وإن حركة السير توقفت في الشارع الرئيسي حتى المساء " * 3
    clash = "وخطف مسلحون ضابطين في درعا. "
    first = {"id": "a", "source": "alpha", "body": f"قتل 3 جنود وأصيب 9 آخرون {town}. {clash}{tail}"}
    second = {"id": "b", "source": "beta", "body": f"قتل 5 جنود وأصيب 9 آخرون {town}. {tail}"}
    with WorkerProcess(settings):
        for count, article in ((3, first), (6, second)):
            asyncio.run(publish(settings, [orjson.dumps(article)]))
            records = asyncio.run(read(settings, "claims.casualty", count))
    claims = {claim["id"]: claim for claim in (orjson.loads(record.value) for record in records)}
    told = {
        (claim["article"]["id"], claim["kind"], claim["count"]["low"], claim["withdrawn"]): (
            (earlier["kind"], earlier["count"]["low"]) if (earlier := claims.get(claim["revises"])) else None
        )
        for claim in claims.values()
    }
    assert told == {
        ("a", "killed", 3, False): None,
        ("a", "injured", 9, False): None,
        ("a", "captured", 2, False): None,
        ("b", "killed", 5, False): ("killed", 3),
        ("b", "injured", 9, False): ("injured", 9),
        ("a", "captured", 2, True): ("captured", 2),
    }
    withdrawal = next(record for record in records if orjson.loads(record.value)["withdrawn"])
    assert dict(withdrawal.headers)["ce_withdrawnby"] == b"b"
