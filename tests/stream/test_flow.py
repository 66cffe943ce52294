"""One worker on a real Kafka: what goes in comes out, each message with exactly one outcome."""

from __future__ import annotations

import asyncio
import re
import time
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas import RefusalError, json_schema
from services.claims import extract
from services.intake import read_article
from services.stream.metrics import Metrics
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker
from tests.stream.articles import article, event
from tests.stream.kafka_client import OUTPUTS, publish, read, read_all
from tests.stream.worker_process import WorkerProcess, await_condition

KEY = b"one-partition"
ACCEPTED = [article(number) for number in range(1, 31)]
EXACT_COPY = article(3, id="copy-of-3")
MALFORMED: list[tuple[str, bytes | None]] = [
    ("null_value", None),
    ("invalid_utf8", b'{"title": "\xd9"}'),
    ("invalid_json", b'{"title": "..."'),
    ("not_an_object", b'["title"]'),
    ("nothing_to_read", b'{"title": " ", "body": "<p>...</p>"}'),
    ("wrong_type", b'{"title": 5}'),
    ("invalid_date", '{"title": "خبر", "published_at": "2021-13-01"}'.encode()),
    ("too_large", b'{"title": "%s"}' % (b"a" * 300_000)),
    ("too_large", b'{"title": "%s"}' % (b"a" * 1_000_000)),
]
HEADERS = [("trace", b"\xff\x00"), ("trace", b"2")]


@dataclass(frozen=True)
class Flow:
    """What the worker made of all messages."""

    settings: Settings
    sent: list[Any]
    records: dict[str, list[Any]]
    metrics: dict[str, float]
    exit_code: int
    log: str

    def events(self, topic: str) -> list[dict[str, Any]]:
        return [event(record) for record in self.records[topic]]


@pytest.fixture(scope="module")
def flow(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flow]:
    folder: Path = tmp_path_factory.mktemp("flow")
    settings = fresh_settings(broker.address, folder)
    create_or_check(settings)
    with WorkerProcess(settings) as worker:
        values = [*ACCEPTED, EXACT_COPY, *(value for _, value in MALFORMED)]
        now = round(time.time() * 1000)
        sent = asyncio.run(publish(settings, values, key=KEY, headers=HEADERS, timestamp=now))
        asyncio.run(read(settings, "articles.rejected", len(MALFORMED)))
        asyncio.run(read(settings, "articles.duplicates", 1))
        extracted = 'rasd_messages_total{outcome="extracted",stage="extract"}'
        await_condition(lambda: worker.metrics()[extracted] == len(ACCEPTED), 30, "all articles extracted")
        await_condition(lambda: any(name.startswith("rasd_lag") for name in worker.metrics()), 30, "the lag asked for")
        metrics = worker.metrics()
        assert worker.status("/live") == 200
        assert worker.status("/elsewhere") == 404
        code = worker.stop()
    records = {topic: asyncio.run(read_all(settings, topic)) for topic in OUTPUTS}
    yield Flow(settings, sent, records, metrics, code, worker.log.read_text())


def test_each_article_is_published_once_in_order(flow: Flow) -> None:
    by_partition: dict[int, list[int]] = {}
    for record in flow.records["articles.normalized"]:
        by_partition.setdefault(record.partition, []).append(int(event(record)["id"].removeprefix("a-")))
    assert sorted(number for numbers in by_partition.values() for number in numbers) == list(range(1, 31))
    assert all(numbers == sorted(numbers) for numbers in by_partition.values())


def test_the_copy_is_named_as_a_duplicate(flow: Flow) -> None:
    (notice,) = flow.events("articles.duplicates")
    assert (notice["id"], notice["of"], notice["verdict"], notice["measure"]) == (
        "copy-of-3",
        "a-3",
        "exact",
        "identity",
    )


def test_claims_are_those_of_the_core(flow: Flow) -> None:
    expected = []
    for data in ACCEPTED:
        accepted = read_article(data)
        assert not isinstance(accepted, RefusalError)
        expected += [(claim.article.id, claim.id, claim.type) for claim in extract(accepted)]
    published = [
        (claim["article"]["id"], claim["id"], claim["type"])
        for topic in ("claims.casualty", "claims.defection")
        for claim in flow.events(topic)
    ]
    assert expected
    assert sorted(published) == sorted(expected)


def test_evidence_is_a_copy_of_the_article(flow: Flow) -> None:
    articles = {each["id"]: each for each in flow.events("articles.normalized")}
    for claim in flow.events("claims.casualty"):
        evidence = claim["evidence"]
        text = articles[claim["article"]["id"]][evidence["field"]]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        trigger = evidence["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]


@pytest.mark.parametrize(("at", "code", "value"), [(i, code, value) for i, (code, value) in enumerate(MALFORMED)])
def test_malformed_input_is_a_complete_dead_letter(flow: Flow, at: int, code: str, value: bytes | None) -> None:
    placed = flow.sent[len(ACCEPTED) + 1 + at]
    (record,) = [
        each
        for each in flow.records["articles.rejected"]
        if (event(each)["partition"], event(each)["offset"]) == (placed.partition, placed.offset)
    ]
    letter = event(record)
    assert letter["error"]["code"] == code
    assert letter["error"]["message"]
    assert letter["topic"] == flow.settings.topic_prefix + "articles.raw"
    assert (None if letter["value"] is None else b64decode(letter["value"])) == value
    assert b64decode(letter["key"]) == KEY
    assert [(name, b64decode(content)) for name, content in letter["headers"]] == HEADERS
    assert letter["timestamp"] == placed.timestamp
    assert record.key == KEY


def test_events_fit_their_json_schemas(flow: Flow) -> None:
    names = {
        "articles.normalized": "normalized-article",
        "articles.duplicates": "duplicate-notice",
        "articles.rejected": "dead-letter",
        "claims.casualty": "claim",
    }
    for topic, name in names.items():
        validator = Draft202012Validator(json_schema.document(name))
        assert flow.events(topic)
        for each in flow.events(topic):
            validator.validate(each)


def test_every_output_carries_cloudevents_attributes(flow: Flow) -> None:
    started = {placed.timestamp for placed in flow.sent}
    for topic, records in flow.records.items():
        ids = [dict(record.headers)["ce_id"] for record in records]
        assert len(ids) == len(set(ids)), topic
        for record in records:
            attributes = {name: value.decode() for name, value in record.headers}
            assert set(attributes) == {"ce_id", "ce_source", "ce_type", "ce_specversion", "ce_time", "content-type"}
            assert attributes["ce_specversion"] == "1.0"
            assert attributes["content-type"] == "application/json"
            assert attributes["ce_source"].startswith("/rasd/")
            assert attributes["ce_type"].startswith("rasd.")
            assert attributes["ce_time"].endswith("Z")
            assert _milliseconds(attributes["ce_time"]) in started
    for record in flow.records["claims.casualty"]:
        assert dict(record.headers)["ce_id"].decode() == event(record)["id"]


def _milliseconds(time: str) -> int:
    from datetime import datetime

    return round(datetime.fromisoformat(time).timestamp() * 1000)


def test_every_message_has_exactly_one_counted_outcome(flow: Flow) -> None:
    def total(stage: str) -> float:
        return sum(
            value
            for name, value in flow.metrics.items()
            if name.startswith("rasd_messages_total") and f'stage="{stage}"' in name
        )

    assert total("intake") == len(flow.sent)
    assert total("dedup") == len(ACCEPTED) + 1
    assert total("extract") == len(ACCEPTED)
    assert flow.metrics['rasd_rejected_total{code="too_large"}'] == 2
    claims = sum(value for name, value in flow.metrics.items() if name.startswith("rasd_claims_total"))
    assert claims == len(flow.records["claims.casualty"]) + len(flow.records["claims.defection"])


def test_the_worker_stops_cleanly_and_logs_no_article_text(flow: Flow) -> None:
    assert flow.exit_code == 0
    assert "Traceback" not in flow.log
    assert not any("\u0600" <= character <= "\u06ff" for character in flow.log)


def test_a_worker_serves_every_metric(flow: Flow) -> None:
    """What tests/monitoring holds the alerts to is what a real worker shows."""
    served = {name.partition("{")[0] for name in flow.metrics}
    families = [family.name for family in Metrics().registry.collect()]
    assert len(families) > 20
    for family in families:
        assert any(name.startswith(family) for name in served), family


def test_no_text_of_an_article_is_logged(flow: Flow) -> None:
    assert "messages rejected" in flow.log, "the log tells of the malformed messages"
    for value in (*ACCEPTED, *(value for _, value in MALFORMED if value)):
        for text in re.findall(r"[ء-ي]{2,}(?: [ء-ي]+)+", value.decode("utf-8", "replace")):
            assert text not in flow.log
    assert re.search("[ء-ي]", flow.log) is None
