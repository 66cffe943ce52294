"""`rasd rejected`: dead letters counted, chosen, and sent again as they were."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from schemas import DeadLetter, RefusalError
from services.stream.replay import REPLAYED, Selection, is_whole, message_of
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.stream.topics import Topics
from tests.stream.articles import article
from tests.stream.kafka_client import publish, read, read_all
from tests.stream.worker_process import WorkerProcess, await_condition, rasd

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def _letter(code: str = "invalid_json", topic: str = "p.articles.raw", **fields: Any) -> DeadLetter:
    return DeadLetter(topic=topic, partition=2, offset=7, error=RefusalError(code=code, message="…"), **fields)


@pytest.mark.parametrize(
    ("selection", "meant"),
    [
        (Selection(), True),
        (Selection(codes=frozenset({"invalid_json", "too_large"})), True),
        (Selection(codes=frozenset({"too_large"})), False),
        (Selection(topics=frozenset({"articles.raw"})), True),
        (Selection(topics=frozenset({"articles.normalized"})), False),
        (Selection(stages=frozenset({"extract"})), False),
        (Selection(since=AT), True),
        (Selection(since=datetime(2026, 11, 25, 13, tzinfo=UTC)), False),
        (Selection(until=AT), False),
        (Selection(codes=frozenset({"invalid_json"}), until=datetime(2026, 11, 26, tzinfo=UTC)), True),
    ],
)
def test_letters_are_chosen(selection: Selection, meant: bool) -> None:
    assert selection.accepts(_letter(), AT, "p.") is meant
    assert bool(selection) is (selection != Selection())


def test_a_message_is_sent_as_it_was() -> None:
    topics = Topics(Settings(topic_prefix="p."))
    headers = [("ce_time", b64encode(b"now").decode()), (REPLAYED, b64encode(b"earlier").decode())]
    letter = _letter(value=b64encode(b"\xff{").decode(), key=b64encode(b"k").decode(), headers=headers)
    message = message_of(letter, "p.articles.rejected/0/3", topics, None, [])
    assert (message.topic, message.key, message.value, message.partition) == ("p.articles.raw", b"k", b"\xff{", None)
    assert list(message.headers) == [("ce_time", b"now"), (REPLAYED, b"p.articles.rejected/0/3")]
    fingerprinted = message_of(_letter(topic="p.articles.fingerprinted", value=""), "p", topics, None, [])
    assert fingerprinted.partition == 2, "its state is there"
    assert not is_whole(_letter())
    assert is_whole(_letter(code="null_value"))
    assert message_of(_letter(), "p", topics, b"from the topic", []).value == b"from the topic"


def test_replayed_messages_take_their_way(settings: Settings) -> None:
    """The reason was a limit that was too low: after it is raised, the letters come out as articles."""
    create_or_check(settings)
    good = [article(number, note="x" * 3000) for number in range(3)]
    asyncio.run(publish(settings, [*good, b"{"], key=b"k", headers=[("trace", b"1")]))
    strict = Settings(**{**{name: getattr(settings, name) for name in settings.__slots__}, "max_article_bytes": 2000})
    with WorkerProcess(strict):
        await_condition(lambda: len(asyncio.run(read_all(settings, "articles.rejected"))) == 4, 30, "all refused")
    listed = rasd(settings, "rejected", "list")
    assert [line.split() for line in listed.stdout.decode().splitlines()] == [
        ["1", "intake", f"{settings.topic_prefix}articles.raw", "invalid_json"],
        ["3", "intake", f"{settings.topic_prefix}articles.raw", "too_large"],
    ]
    assert rasd(settings, "rejected", "replay").returncode == 2, "nothing is chosen"
    assert rasd(settings, "rejected", "replay", "--since", "yesterday").returncode == 2
    tried = rasd(settings, "rejected", "replay", "--code", "too_large", "--dry-run")
    assert b"would send 3" in tried.stderr
    assert len(asyncio.run(read_all(settings, "articles.raw"))) == 4
    sent = rasd(
        settings, "rejected", "replay", "--code", "too_large", "--topic", "articles.raw", "--since", "2020-01-01"
    )
    assert b"sent 3, no longer there 0" in sent.stderr, sent.stderr
    replayed = asyncio.run(read(settings, "articles.raw", 7))[4:]
    assert [record.value for record in replayed] == good
    assert {record.key for record in replayed} == {b"k"}
    assert [name for name, _ in replayed[0].headers] == ["trace", REPLAYED]
    with WorkerProcess(settings):
        normalized = asyncio.run(read(settings, "articles.normalized", 3))
    assert {orjson.loads(record.value)["id"] for record in normalized} == {"a-0", "a-1", "a-2"}
