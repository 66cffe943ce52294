"""Records what a worker writes, for a released schema version: `schemas/released/VERSION/events.jsonl`.

    python -m tests.schemas.record_events      # after `python -m schemas.build --release`

A real worker on a real Kafka reads the invented articles of `examples/`; every message of every public topic is kept as
it is, one JSON object a line: topic (without prefix), key, headers, value as text (in base64 where it is none).
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import Any

from schemas.build import RELEASED
from schemas.claim import SCHEMA_VERSION
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker
from tests.stream.kafka_client import OUTPUTS, publish, read_all
from tests.stream.worker_process import WorkerProcess, await_condition

EXAMPLES = Path(__file__).parents[2] / "examples"
# Only texts that are ours.
FILES = ("articles.jsonl", "malformed.jsonl", "repeats.jsonl")


def record(settings: Settings) -> list[tuple[str, Any]]:
    """Topic and message (aiokafka's) of all public topics after a worker has read the example articles."""
    values = [line for name in FILES for line in (EXAMPLES / name).read_bytes().splitlines() if line.strip()]
    create_or_check(settings)
    with WorkerProcess(settings) as worker:
        asyncio.run(publish(settings, values, key=b"one-partition"))

        def ended(stage: str, *outcomes: str) -> float:
            prefix = "rasd_messages_total{outcome="
            return sum(
                number
                for name, number in worker.metrics().items()
                if name.startswith(prefix)
                and f'stage="{stage}"' in name
                and (not outcomes or any(f'"{outcome}"' in name for outcome in outcomes))
            )

        await_condition(lambda: ended("intake") == len(values), 60, "intake")
        await_condition(lambda: ended("dedup") == ended("intake", "accepted"), 60, "dedup")
        await_condition(lambda: ended("extract") == ended("dedup", "new", "revision"), 60, "extract")
    return [
        (topic, message) for topic in ("articles.raw", *OUTPUTS) for message in asyncio.run(read_all(settings, topic))
    ]


def as_kept(topic: str, message: Any) -> dict[str, Any]:
    """The message as it is kept."""
    # Headers of our own are for our own stages: no subscriber was promised them.
    public = [(name, value) for name, value in message.headers if not name.startswith("rasd_")]
    return {
        "topic": topic,
        "key": None if message.key is None else message.key.decode("utf-8", "replace"),
        "headers": [[name, value.decode()] for name, value in public],
        **_value(message.value),
    }


def _value(data: bytes) -> dict[str, str]:
    try:
        return {"value": data.decode()}
    except UnicodeDecodeError:
        return {"value_base64": b64encode(data).decode()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder) / "kafka")
        broker.start()
        try:
            messages = record(fresh_settings(broker.address, Path(folder)))
        finally:
            broker.stop()
    target = RELEASED / SCHEMA_VERSION / "events.jsonl"
    lines = [json.dumps(as_kept(topic, message), ensure_ascii=False) + "\n" for topic, message in messages]
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{target}: {len(messages)} messages")


if __name__ == "__main__":
    main()
