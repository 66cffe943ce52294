"""Messages that end the process, or whose outputs no topic takes: they go to the dead letters, and the rest flows."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import sys
from base64 import b64decode
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaConnectionError

from services.stream.attempts import MOST_ATTEMPTS, Attempts
from services.stream.batches import Batches
from services.stream.errors import HandlingError
from services.stream.intake_stage import IntakeStage
from services.stream.metrics import Metrics
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.stream.articles import article, event
from tests.stream.kafka_client import publish, read, read_all
from tests.stream.worker_process import WorkerProcess, await_condition

FAILING_WORKER = [sys.executable, "-m", "tests.stream.failing_worker"]


def _extracted(settings: Settings) -> set[str]:
    return {event(record)["article"]["id"] for record in asyncio.run(read_all(settings, "claims.casualty"))}


@pytest.mark.parametrize("title", ["raise", "hang"])
def test_a_message_that_ends_the_process_is_rejected_in_the_end(settings: Settings, title: str) -> None:
    create_or_check(settings)
    asyncio.run(publish(settings, [article(1), article(2, title=title), article(3)], key=b"k"))
    impatient = dataclasses.replace(settings, liveness_seconds=8) if title == "hang" else settings
    worker = WorkerProcess(impatient, program=FAILING_WORKER)
    for _ in range(MOST_ATTEMPTS):
        worker.start()
        assert worker.process.wait(120) == 1
        shutil.rmtree(settings.data_dir)  # the count is not there
        settings.data_dir.mkdir()
    with WorkerProcess(settings, program=FAILING_WORKER) as worker:
        letters = asyncio.run(read(settings, "articles.rejected", 1))
        await_condition(lambda: len(_extracted(settings)) == 2, 30, "the rest flows")
        assert _extracted(settings) == {"a-1", "a-3"}
        # counted once the brokers have confirmed the letter, which a consumer may see earlier
        counter = 'rasd_rejected_total{code="unexpected_error"}'
        await_condition(lambda: worker.metrics()[counter] >= 1, 30, "the letter is counted")
    reason = "RuntimeError at failing_worker.py:" if title == "raise" else "no end within"
    for rejected in map(event, letters):  # copies where the process ended before de-duplication had committed
        assert (rejected["error"]["code"], rejected["stage"]) == ("unexpected_error", "extract")
        assert reason in rejected["error"]["message"]
        assert event(SimpleNamespace(value=b64decode(rejected["value"])))["id"] == "a-2"


async def _limit(settings: Settings, topic: str, size: int) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap_servers)
    await admin.start()
    try:
        name, limit = settings.topic_prefix + topic, {"max.message.bytes": str(size)}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, configs=limit)])
    finally:
        await admin.close()


def test_outputs_larger_than_their_topic_takes_are_rejected_and_the_rest_flows(settings: Settings) -> None:
    """Small articles share requests with large ones, which brokers refuse whole."""
    create_or_check(settings)
    asyncio.run(_limit(settings, "articles.normalized", 6000))
    large = {5, 11}
    articles = [article(number, note="ن" * 4000 if number in large else "") for number in range(20)]
    asyncio.run(publish(settings, articles, key=b"k"))
    with WorkerProcess(settings) as worker:
        await_condition(
            lambda: _extracted(settings) == {f"a-{number}" for number in range(20) if number not in large},
            30,
            "the rest flows",
        )
        letters = [event(record) for record in asyncio.run(read(settings, "articles.rejected", len(large)))]
        assert worker.process.poll() is None
    assert {letter["error"]["code"] for letter in letters} == {"output_too_large"}
    assert {event(SimpleNamespace(value=b64decode(letter["value"])))["id"] for letter in letters} == {"a-5", "a-11"}


def test_articles_at_the_size_limit_flow_and_one_byte_above_is_refused(settings: Settings) -> None:
    """At the default limit, which is chosen so that every topic of Kafka's default limit takes what comes of it."""
    create_or_check(settings)
    limit = settings.max_article_bytes

    def of_size(number: int, size: int, filling: str) -> bytes:
        missing = size - len(article(number, note=""))
        width = len(filling.encode())
        return article(number, note=filling * (missing // width) + "x" * (missing % width))

    articles = [of_size(1, limit, "ن"), of_size(2, limit + 1, "ن"), of_size(3, limit, "x"), article(4)]
    assert list(map(len, articles[:3])) == [limit, limit + 1, limit]
    # the text itself at the limit: it is passed on twice, as received and folded
    text = "خرج الناس إلى السوق كعادتهم. "
    body = text * ((limit - len(article(5, body=""))) // len(text.encode()))
    articles.append(article(5, body=body + "x" * (limit - len(article(5, body=body)))))
    assert len(articles[-1]) == limit
    asyncio.run(publish(settings, articles, key=b"k"))
    with WorkerProcess(settings) as worker:
        (letter,) = [event(record) for record in asyncio.run(read(settings, "articles.rejected", 1))]
        await_condition(lambda: _extracted(settings) == {"a-1", "a-3", "a-4", "a-5"}, 30, "the rest flows")
        assert worker.process.poll() is None
    assert (letter["error"]["code"], letter["offset"]) == ("too_large", 1)


def test_a_dead_letter_that_is_too_large_tells_where_the_message_is(settings: Settings) -> None:
    create_or_check(settings)
    asyncio.run(_limit(settings, "articles.rejected", 3000))
    asyncio.run(publish(settings, [b"{" + b" " * 5000, b"{", article(1)], key=b"k"))
    with WorkerProcess(settings):
        letters = [event(record) for record in asyncio.run(read(settings, "articles.rejected", 2))]
        await_condition(lambda: _extracted(settings) == {"a-1"}, 30, "the rest flows")
    by_offset = {letter["offset"]: letter for letter in letters}
    assert by_offset[0]["value"] is None
    assert by_offset[0]["error"]["code"] == "invalid_json"
    assert "5001 bytes, is too large for" in by_offset[0]["error"]["message"]
    assert b64decode(by_offset[1]["value"]) == b"{"


class _Attempts:
    """Stands in for the count in Kafka."""

    def __init__(self) -> None:
        self.noted: list[tuple[int, str]] = []

    async def refusal(self, _: Any) -> None:
        return None

    async def note(self, message: Any, error: str) -> None:
        self.noted.append((message.offset, error))


class _Producer:
    """Hands out futures that fail with an error of the brokers'."""

    async def send(self, *_: Any) -> Any:
        future = asyncio.get_running_loop().create_future()
        future.set_exception(KafkaConnectionError("the broker is away"))
        return future


def _events(count: int) -> list[Any]:
    return [
        SimpleNamespace(
            message=SimpleNamespace(
                topic="articles.raw", partition=0, offset=n, timestamp=1.0, key=None, value=article(n), headers=[]
            )
        )
        for n in range(count)
    ]


async def test_a_fault_of_the_brokers_is_no_attempt_at_a_message() -> None:
    attempts = _Attempts()
    batches = Batches(_Producer(), IntakeStage(Settings()), None, Metrics(), attempts)  # type: ignore[arg-type]
    with pytest.raises(KafkaConnectionError):
        await batches.run(_events(3), lambda _: pytest.fail("acknowledged"))
    assert attempts.noted == []


async def test_an_error_of_the_work_names_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = _Attempts()
    stage = IntakeStage(Settings())
    output = stage._output

    def fail(message: Any, made: Any) -> Any:
        if message.offset == 2:
            raise LookupError("words of the article")
        return output(message, made)

    monkeypatch.setattr(stage, "_output", fail)
    batches = Batches(_Producer(), stage, None, Metrics(), attempts)  # type: ignore[arg-type]
    with pytest.raises(HandlingError):
        await batches.run(_events(4), lambda _: pytest.fail("acknowledged"))
    ((offset, error),) = attempts.noted
    assert offset == 2
    assert error.startswith("LookupError at test_poison.py:")
    assert "words" not in error


@pytest.mark.parametrize(
    "note", ["", "{}", "[1]", '{"message": 1, "attempts": "x", "error": ""}', "von einem anderen Programm"]
)
def test_a_note_of_others_is_none_of_ours(note: str) -> None:
    assert Attempts.parse(note) is None


def test_a_note_can_be_read_again_and_fits() -> None:
    attempts = Attempts("0123456789abcdef01234567", 3, "E" * 400)
    assert Attempts.parse(attempts.as_note()) == attempts
    assert len(attempts.as_note()) < 4096
