"""Every message that a worker writes, read by the official CloudEvents SDKs of Python and JavaScript."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

from schemas import cloudevents
from tests.conftest import fresh_settings
from tests.javascript.packages import TESTS, run
from tests.kafka.broker import Broker
from tests.schemas.record_events import record


@pytest.fixture(scope="module")
def written(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The messages of all output topics."""
    messages = record(fresh_settings(broker.address, tmp_path_factory.mktemp("cloudevents")))
    outputs = [message for message in messages if message["topic"] != "articles.raw"]
    assert {message["topic"] for message in outputs} == set(cloudevents.EVENT_TYPES)
    return outputs


def test_python(written: list[dict[str, Any]]) -> None:
    for message in written:
        headers = dict(message["headers"])
        event = from_binary_event(
            KafkaMessage(
                headers={name: value.encode() for name, value in headers.items()},
                key=message["key"],
                value=message["value"].encode(),
            )
        )
        assert event.get_type() == cloudevents.EVENT_TYPES[message["topic"]]
        assert event.get_id() == headers["ce_id"]
        assert event.get_source().startswith("/rasd/")
        assert event.get_time() == datetime.fromisoformat(headers["ce_time"])
        assert event.get_data() == json.loads(message["value"])


def test_javascript(written: list[dict[str, Any]]) -> None:
    messages = [{**message, "headers": dict(message["headers"])} for message in written]
    events = json.loads(run(TESTS / "read_cloudevents.mjs", stdin=json.dumps(messages).encode()))
    assert len(events) == len(messages)
    for message, event in zip(messages, events, strict=True):
        assert event["type"] == cloudevents.EVENT_TYPES[message["topic"]]
        assert event["id"] == message["headers"]["ce_id"]
        assert event["specversion"] == "1.0"
        assert event["time"] == message["headers"]["ce_time"]
        assert event["data"] == json.loads(message["value"])
