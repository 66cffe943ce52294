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
def written(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Any]]:
    """Topic and message of all output topics, with the headers of our own that are no text."""
    messages = record(fresh_settings(broker.address, tmp_path_factory.mktemp("cloudevents")))
    outputs = [(topic, message) for topic, message in messages if topic != "articles.raw"]
    assert {topic for topic, _ in outputs} == set(cloudevents.EVENT_TYPES)
    return outputs


def test_python(written: list[tuple[str, Any]]) -> None:
    for topic, message in written:
        headers = dict(message.headers)
        event = from_binary_event(KafkaMessage(headers=headers, key=message.key, value=message.value))
        assert event.get_type() == cloudevents.EVENT_TYPES[topic]
        assert event.get_id() == headers["ce_id"].decode()
        assert event.get_source().startswith("/rasd/")
        assert event.get_time() == datetime.fromisoformat(headers["ce_time"].decode())
        assert event.get_data() == json.loads(message.value)


def test_javascript(written: list[tuple[str, Any]]) -> None:
    messages = [
        {
            # as JavaScript's `String(buffer)` has them
            "headers": {name: value.decode("utf-8", "replace") for name, value in message.headers},
            "key": None if message.key is None else message.key.decode(),
            "value": message.value.decode(),
        }
        for _, message in written
    ]
    events = json.loads(run(TESTS / "read_cloudevents.mjs", stdin=json.dumps(messages).encode()))
    assert len(events) == len(messages)
    for (topic, _), message, event in zip(written, messages, events, strict=True):
        assert event["type"] == cloudevents.EVENT_TYPES[topic]
        assert event["id"] == message["headers"]["ce_id"]
        assert event["specversion"] == "1.0"
        assert event["time"] == message["headers"]["ce_time"]
        assert event["data"] == json.loads(message["value"])
