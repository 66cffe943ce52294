"""The commands on a real Kafka and without one, as processes of their own."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import subprocess
from pathlib import Path

import orjson
import pytest

from schemas import json_schema
from services.cli.app import COMMANDS
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.kafka.broker import free_port
from tests.stream.articles import article
from tests.stream.kafka_client import publish, read_all
from tests.stream.worker_process import RASD, WorkerProcess, await_condition, environment, rasd

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture
def ready(settings: Settings) -> Settings:
    create_or_check(settings)
    return settings


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A command without a broker."""
    return subprocess.run([RASD, *arguments], capture_output=True, timeout=60, check=False)


def test_publish_names_file_and_line_of_what_it_refuses_and_goes_on(ready: Settings, tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(
        b"\n".join([article(1), b'{"title": 5}', b"{", article(2), b'{"title": "", "body": " "}']) + b"\n"
    )
    zipped = tmp_path / "b.jsonl.gz"
    zipped.write_bytes(gzip.compress(article(3)))
    done = rasd(ready, "publish", str(lines), str(zipped), "-", stdin=article(4) + b"\n[]")
    assert done.returncode == 1
    errors = done.stderr.decode().splitlines()
    assert errors[0] == f"{lines}:2: Expected `str | null`, got `int`. [$.title]"
    assert errors[1].startswith(f"{lines}:3: Not valid JSON: ")
    assert errors[2].startswith(f"{lines}:5: Neither `title` nor `body`")
    assert errors[3].startswith("-:2: An article is a JSON object, this is an array.")
    assert errors[4] == "published 4, refused 4"
    records = asyncio.run(read_all(ready, "articles.raw"))
    assert sorted(record.value for record in records) == sorted(article(number) for number in (1, 2, 3, 4))
    assert sorted(record.key for record in records) == [b"a-1", b"a-2", b"a-3", b"a-4"]


def test_publish_unchecked_sends_what_intake_will_refuse(ready: Settings) -> None:
    done = rasd(ready, "publish", "--unchecked", "-", stdin=b"{\n")
    assert (done.returncode, done.stderr.decode().strip()) == (0, "published 1, refused 0")
    (record,) = asyncio.run(read_all(ready, "articles.raw"))
    assert record.value == b"{"


def test_publish_names_a_file_that_is_not_there(ready: Settings, tmp_path: Path) -> None:
    done = rasd(ready, "publish", str(tmp_path / "none.jsonl"))
    assert (done.returncode, done.stderr.decode().strip()) == (
        1,
        f"rasd: {tmp_path}/none.jsonl: No such file or directory.",
    )


def test_tail_prints_json_lines_and_text(ready: Settings) -> None:
    event = {"verdict": "near", "id": "2", "of": "1", "measure": "jaccard", "similarity": 0.9, "title": "خبر"}
    values = [orjson.dumps(event), b"not JSON"]
    asyncio.run(publish(ready, values, topic="articles.duplicates", key=b"k"))
    command = ("tail", "articles.duplicates", "--from-beginning", "--until-idle", "1")
    as_json = rasd(ready, *command, "--json")
    assert as_json.returncode == 0
    assert as_json.stdout.splitlines() == values
    as_text = rasd(ready, *command)
    assert as_text.stdout.decode().startswith("near  2 of 1  (jaccard 0.90)  ")
    assert "not JSON" in as_text.stderr.decode()
    assert rasd(ready, "tail", "--until-idle", "0.3").stdout == b""


def test_tail_into_a_closed_pipe_ends_quietly(ready: Settings) -> None:
    asyncio.run(publish(ready, [b'{"id": "1"}'] * 2000, topic="articles.normalized"))
    command = f"{RASD} tail articles.normalized --from-beginning --until-idle 2 --json | head -n 1"
    done = subprocess.run(["bash", "-c", command], env=environment(ready), capture_output=True, timeout=60, check=False)
    assert done.stdout == b'{"id": "1"}\n'
    assert done.stderr == b""


def test_schema_prints_each_schema() -> None:
    names = run("schema").stdout.decode().split()
    assert set(json_schema.TYPES) <= set(names)
    for name in json_schema.TYPES:
        printed = orjson.loads(run("schema", name).stdout)
        assert printed["$schema"].startswith("https://json-schema.org/draft/2020-12/")
    done = run("schema", "nothing")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("rasd: ")


def test_every_command_has_help_with_an_example() -> None:
    for command in COMMANDS:
        done = run(command, "--help")
        assert done.returncode == 0, command
        assert f"rasd {command}" in done.stdout.decode().split("Options")[0].split("Usage:")[1], command


def test_wrong_usage_exits_with_2() -> None:
    assert run("worker", "--stage", "nothing").returncode == 2
    assert run("nothing").returncode == 2


def test_completion_is_offered() -> None:
    variables = {"_RASD_COMPLETE": "complete_bash", "COMP_WORDS": "rasd wor", "COMP_CWORD": "1"}
    done = subprocess.run([RASD], env={**os.environ, **variables}, capture_output=True, timeout=60, check=False)
    assert b"worker" in done.stdout


@pytest.mark.timeout(300)
def test_demo_shows_claims_duplicates_rejections_and_a_summary() -> None:
    done = run("demo")
    assert done.returncode == 0, done.stderr.decode()
    shown, _, summary = done.stdout.decode().partition("\nSummary\n")
    assert "article   seed-deir-ezzor" in shown
    assert "⟦" in shown
    figures = {line[2:22].strip(): line[22:] for line in summary.splitlines()}
    published = sum(
        1 if path.suffix == ".json" else len(path.read_text().splitlines()) for path in EXAMPLES.glob("*.json*")
    )
    assert int(figures["articles in"]) == published
    assert figures["duplicates"] == "3 (exact 1, near 1, revision 1)"
    assert figures["rejected"] == "3 (invalid_date 1, invalid_json 1, wrong_type 1)"
    assert int(figures["new"]) == published - 6
    assert int(figures["claims"].split()[0]) > 40
    assert figures["publish to claim"].startswith("p50 ")
    assert "Traceback" not in done.stderr.decode()


def test_worker_brings_its_own_broker(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", http_host="127.0.0.1", http_port=free_port())
    with WorkerProcess(settings, "--embedded", "--stage", "intake") as worker:
        broker = worker.log.read_text().partition("KAFKA_BOOTSTRAP_SERVERS=")[2].split()[0]
        assert broker.startswith("127.0.0.1:")
        assert worker.stop() == 0
    assert rasd(Settings(bootstrap_servers=broker), "topics").returncode == 1, "the broker ended with its worker"


def test_the_embedded_broker_ends_with_a_worker_that_is_killed(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", http_host="127.0.0.1", http_port=free_port())
    worker = WorkerProcess(settings, "--embedded", "--stage", "intake")
    with worker:
        broker = worker.log.read_text().partition("KAFKA_BOOTSTRAP_SERVERS=")[2].split()[0]
        worker.kill()
    port = int(broker.rpartition(":")[2])
    await_condition(lambda: not _listening(port), 10, "the broker is gone")


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
