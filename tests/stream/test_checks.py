"""Operator errors: one clear line with what to do, exit code 1, within 15 s, no traceback."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from services.stream.checks import LIMIT
from services.stream.settings import Settings
from services.stream.topic_admin import await_known, create_or_check
from services.stream.topics import Topics
from tests.kafka.broker import free_port
from tests.stream.worker_process import rasd


def refused(settings: Settings, *command: str) -> str:
    """The one line with which the command refuses to run."""
    started = time.monotonic()
    done: subprocess.CompletedProcess[bytes] = rasd(settings, *(command or ("worker",)))
    # not a measure of speed: the promise to operators, with the start of Python in it
    assert time.monotonic() - started < LIMIT + 1
    assert done.returncode == 1
    assert done.stdout == b""
    (line,) = done.stderr.decode().strip().splitlines()
    assert line.startswith("rasd: ")
    return line


@pytest.fixture
def ready(settings: Settings) -> Settings:
    """Settings whose topics are there."""
    create_or_check(settings)
    return settings


def test_no_broker_at_the_address(settings: Settings) -> None:
    port = free_port()
    settings = dataclasses.replace(settings, bootstrap_servers=f"127.0.0.1:{port}")
    for command in ("worker", "topics", "tail"):
        line = refused(settings, command)
        assert (
            f"No Kafka broker at 127.0.0.1:{port} (connection refused). Start one or set KAFKA_BOOTSTRAP_SERVERS"
            in line
        )


def test_nobody_answers_at_the_address(settings: Settings) -> None:
    with socket.socket() as silent:  # accepts connections by its backlog and says nothing
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        port = silent.getsockname()[1]
        line = refused(dataclasses.replace(settings, bootstrap_servers=f"127.0.0.1:{port}"))
    assert f"127.0.0.1:{port} does not answer within 4 s." in line


def test_unknown_host(settings: Settings) -> None:
    line = refused(dataclasses.replace(settings, bootstrap_servers="nowhere.invalid:9092"))
    assert "No Kafka broker at nowhere.invalid:9092 (" in line


def test_one_of_several_brokers_is_enough(ready: Settings) -> None:
    settings = dataclasses.replace(ready, bootstrap_servers=f"127.0.0.1:{free_port()},{ready.bootstrap_servers}")
    done = rasd(settings, "topics")
    assert done.returncode == 0, done.stderr


def test_missing_topics(settings: Settings) -> None:
    line = refused(settings)
    assert line.endswith("Create with `rasd topics`.")
    for name in ("articles.raw", "articles.fingerprinted", "claims.casualty", "rasd-dedup-seen-changelog"):
        assert settings.topic_prefix + name in line


def test_only_the_topics_of_the_stage_must_be_there(settings: Settings) -> None:
    line = refused(settings, "worker", "--stage", "extract")
    assert settings.topic_prefix + "articles.normalized" in line
    assert "articles.raw" not in line


def test_wrong_partition_counts(ready: Settings) -> None:
    line = refused(dataclasses.replace(ready, dedup_shards=3))
    assert "articles.fingerprinted has 1 partitions, RASD_DEDUP_SHARDS=3 needs 3" in line
    assert "set RASD_DEDUP_SHARDS=1" in line


def test_port_taken(ready: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        line = refused(dataclasses.replace(ready, http_port=port))
    assert f"HTTP port {port} on 127.0.0.1 cannot be used (address already in use). Set RASD_HTTP_PORT" in line


def test_data_directory_that_cannot_be_written_to(ready: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(
        ""
    )  # root may write to every folder, so that a file stands where the folder should be
    line = refused(dataclasses.replace(ready, data_dir=tmp_path / "file" / "data"))
    assert f"The data directory {tmp_path}/file/data cannot be written to (not a directory)." in line
    assert "RASD_DATA_DIR" in line


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"partitions": 7}, "4 partitions, not 7"),
        ({"replication": 3}, "replication 1, not 3"),
    ],
)
def test_topics_says_what_differs(ready: Settings, changes: dict[str, Any], message: str) -> None:
    done = rasd(dataclasses.replace(ready, **changes), "topics", "--json")
    assert done.returncode == 1
    assert message in done.stdout.decode()
    (line,) = done.stderr.decode().strip().splitlines()
    assert line.startswith("rasd: not as set: ")
    assert rasd(ready, "topics").returncode == 0


def test_topics_with_another_cleanup_policy(settings: Settings) -> None:
    topic = Topics(settings).raw

    async def create() -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap_servers)
        await admin.start()
        await admin.create_topics([NewTopic(topic.name, 4, 1, topic_configs={"cleanup.policy": "compact"})])
        await admin.close()
        await await_known(settings, [topic])

    asyncio.run(create())
    done = rasd(settings, "topics", "--json")
    assert done.returncode == 1
    assert "cleanup.policy compact, not delete" in done.stdout.decode()


def test_more_replicas_than_brokers(settings: Settings) -> None:
    line = refused(dataclasses.replace(settings, replication=3), "topics")
    assert "The brokers refuse to create" in line
