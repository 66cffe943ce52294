"""`rasd export`, `rasd report` and the filters of `rasd tail`, as a person runs them: on files and on a real Kafka."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from schemas import asyncapi, encode, json_schema
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.consumers.publishing import publish_claims
from tests.kafka.broker import Broker, free_port
from tests.report.sample import claims
from tests.stream.worker_process import rasd

LINES = b"".join(encode(claim) + b"\n" for claim in claims())
NOWHERE = Settings(bootstrap_servers=f"127.0.0.1:{free_port()}")


@pytest.fixture(scope="module")
def published(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = fresh_settings(broker.address, tmp_path_factory.mktemp("commands"))
    create_or_check(settings)
    publish_claims(settings, claims())
    return settings


def ids(table: bytes) -> list[str]:
    return [line["claim_id"] for line in csv.DictReader(io.StringIO(table.decode()))]


def test_export_reads_standard_input_and_files(tmp_path: Path) -> None:
    plain, packed = tmp_path / "claims.jsonl", tmp_path / "claims.jsonl.gz"
    plain.write_bytes(LINES)
    packed.write_bytes(gzip.compress(LINES))
    outputs = [rasd(NOWHERE, "export", "-", stdin=LINES), *(rasd(NOWHERE, "export", str(f)) for f in (plain, packed))]
    assert [ids(output.stdout) for output in outputs] == [[claim.id for claim in claims()]] * 3


def test_export_reads_the_topics_each_claim_once(published: Settings) -> None:
    done = rasd(published, "export")
    assert done.returncode == 0, done.stderr
    found = ids(done.stdout)
    assert len(found) == len(set(found))
    assert set(found) == {claim.id for claim in claims()}


@pytest.mark.parametrize(("suffix", "begins"), [("csv", b"claim_id,"), ("parquet", b"PAR1"), ("geojson", b'{"type"')])
def test_the_name_of_the_file_gives_the_format(suffix: str, begins: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"claims.{suffix}"
    done = rasd(NOWHERE, "export", "-", "-o", str(target), stdin=LINES)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_bytes().startswith(begins)


def test_report_reads_the_topics(published: Settings, tmp_path: Path) -> None:
    from_topics, from_file = rasd(published, "report", "--language", "en"), tmp_path / "report.html"
    done = rasd(NOWHERE, "report", "-", "-o", str(from_file), stdin=LINES)
    assert (from_topics.returncode, done.returncode) == (0, 0)
    assert b'<html lang="en" dir="ltr">' in from_topics.stdout
    assert b'<html lang="ar" dir="rtl">' in from_file.read_bytes()
    data = from_topics.stdout.split(b'id="data">')[1].split(b"</script>")[0]
    assert {each["id"] for each in json.loads(data)["claims"]} == {claim.id for claim in claims()}


def test_tail_shows_what_the_filters_ask_for(published: Settings) -> None:
    arguments = ("tail", "--from-beginning", "--until-idle", "2", "--kind", "killed", "--min", "5")
    shown = rasd(published, *arguments, "--country", "sy", "--actor", "islamic-state", "--json")
    wanted = {
        claim.id
        for claim in claims()
        if claim.kind == "killed"
        and (claim.count.low or 0) >= 5
        and claim.place is not None
        and claim.place.country == "SY"
        and "islamic-state" in (claim.by and claim.by.actor, claim.who.side and claim.who.side.actor)
    }
    assert wanted
    assert {json.loads(line)["id"] for line in shown.stdout.splitlines()} == wanted


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (("export", "-", "--format", "xlsx"), LINES, 2, "'xlsx' is none of csv, parquet, geojson"),
        (("report", "-", "--language", "fr"), LINES, 2, "'fr' is none of ar, en"),
        (("tail", "--kind", "wounded"), b"", 2, "'wounded' is none of killed"),
        (("export", "no-such-file"), b"", 1, "no-such-file: No such file or directory."),
        (("export", "-"), b'{"id": "a"}\n', 1, "standard input, line 1: not a claim"),
        (("report", "-"), LINES + b"{", 1, f"standard input, line {len(claims()) + 1}: not a claim"),
        (("schema", "claims"), b"", 1, "There are: raw-article"),
    ],
)
def test_errors_say_what_to_do(arguments: tuple[str, ...], stdin: bytes, code: int, message: str) -> None:
    done = rasd(NOWHERE, *arguments, stdin=stdin)
    # The library folds its messages into a box as wide as the terminal.
    text = " ".join(done.stderr.decode().replace("│", " ").split())
    assert (done.returncode, message in text) == (code, True), text
    assert "Traceback" not in text


def test_schema_prints_each_document() -> None:
    names = rasd(NOWHERE, "schema").stdout.decode().split()
    assert names == [*json_schema.TYPES, "asyncapi"]
    for name in names:
        document = json_schema.document(name) if name in json_schema.TYPES else asyncapi.document()
        assert json.loads(rasd(NOWHERE, "schema", name).stdout) == document
