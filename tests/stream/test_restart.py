"""Crashes and restarts: nothing is lost, and a repeated delivery gets the verdict it got first."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import sys
from collections import Counter
from types import SimpleNamespace

import pytest

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.stream.articles import article, event
from tests.stream.kafka_client import publish, read_all
from tests.stream.worker_process import WorkerProcess, await_condition

ARTICLES = 1000
FAILING_WORKER = [sys.executable, "-m", "tests.stream.failing_worker"]


def _published_all(settings: Settings) -> bool:
    ids = {event(record)["id"] for record in asyncio.run(read_all(settings, "articles.normalized"))}
    return len(ids) == ARTICLES


@pytest.mark.timeout(900)
@pytest.mark.parametrize("disk", ["kept", "lost"])
def test_nothing_is_lost_when_the_worker_is_killed(settings: Settings, disk: str) -> None:
    create_or_check(settings)
    articles = [article(number) for number in range(ARTICLES)]
    asyncio.run(publish(settings, articles))
    worker = WorkerProcess(settings)
    reached = 'rasd_messages_total{outcome="new",stage="dedup"}'
    for kill_after in (0.1, 0.45):
        worker.start()
        worker.await_ready()
        await_condition(
            lambda least=kill_after: worker.metrics()[reached] >= least * ARTICLES, 60, "some articles seen"
        )
        worker.kill()
        if disk == "lost":
            shutil.rmtree(settings.data_dir)
    with worker:
        await_condition(lambda: _published_all(settings), 90, "every article published", every=1.0)
        # each of them once more: now they are duplicates, whatever happened to the state in between
        asyncio.run(publish(settings, articles))
        repeated = 'rasd_messages_total{outcome="exact",stage="dedup"}'
        await_condition(lambda: worker.metrics()[repeated] >= ARTICLES, 60, "every repeated article seen")
        assert worker.stop() == 0
    published = Counter(event(record)["id"] for record in asyncio.run(read_all(settings, "articles.normalized")))
    assert set(published) == {f"a-{number}" for number in range(ARTICLES)}
    notices = {dict(record.headers)["ce_id"] for record in asyncio.run(read_all(settings, "articles.duplicates"))}
    assert len(notices) == ARTICLES
    claims = asyncio.run(read_all(settings, "claims.casualty"))
    by_article: dict[str, set[str]] = {}
    for record in claims:
        claim = event(record)
        by_article.setdefault(claim["article"]["id"], set()).add(claim["id"])
    assert set(by_article) == set(published), "an article without its claims"


def test_an_unexpected_error_ends_the_process_and_keeps_the_message(settings: Settings) -> None:
    create_or_check(settings)
    worker = WorkerProcess(settings, program=FAILING_WORKER)
    worker.start()
    worker.await_ready()
    asyncio.run(publish(settings, [article(1), article(2, title="raise"), article(3)], key=b"k"))
    assert worker.process.wait(30) == 1
    log = worker.log.read_text()
    assert "extract: unexpected error, the process ends" in log
    assert "RuntimeError" in log and "failing_extract" in log, "the error and the way to it"
    assert event(SimpleNamespace(value=article(2)))["body"] not in log, "the message of the error quotes the article"
    assert " topic=" + settings.topic_prefix + "articles.normalized partition=" in log
    assert " article_id=a-2" in log
    with WorkerProcess(settings) as repaired:
        extracted = 'rasd_messages_total{outcome="extracted",stage="extract"}'
        await_condition(lambda: repaired.metrics()[extracted] >= 1, 30, "the kept message extracted")
        await_condition(
            lambda: (
                {"a-1", "a-2", "a-3"}
                == {event(record)["article"]["id"] for record in asyncio.run(read_all(settings, "claims.casualty"))}
            ),
            30,
            "claims of all three articles",
        )


def test_a_worker_that_hangs_ends_itself(settings: Settings) -> None:
    settings = dataclasses.replace(settings, liveness_seconds=3)
    create_or_check(settings)
    worker = WorkerProcess(settings, program=FAILING_WORKER)
    worker.start()
    worker.await_ready()
    asyncio.run(publish(settings, [article(1, title="hang")]))
    assert worker.process.wait(30) == 1
    log = worker.log.read_text()
    assert "StuckError: the event loop stands still" in log
    assert "failing_extract" in log, "the stack tells where"
