"""`rasd dedup` as a user runs it."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import orjson

from tests.dedup import month
from tests.stream.worker_process import RASD


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([RASD, "dedup", *arguments], input=stdin, capture_output=True, timeout=60, check=False)


def test_one_line_an_article_in_input_order() -> None:
    body = "أعلنت البلدية افتتاح الجسر الجديد على النهر بعد أعمال استمرت عامين وكلفت ملايين عدة"
    first = {"id": "a", "title": "افتتاح الجسر", "body": body, "source": "p"}
    done = run(
        "-", stdin=b"\n".join(map(orjson.dumps, (first, {**first, "id": "b"}, {**first, "id": "c", "body": "x " * 9})))
    )
    assert done.returncode == 0
    assert [orjson.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "a", "verdict": "new", "of": None, "similarity": None, "measure": None},
        {"id": "b", "verdict": "exact", "of": "a", "similarity": 1.0, "measure": "identity"},
        {"id": "c", "verdict": "new", "of": None, "similarity": None, "measure": None},
    ]
    assert done.stderr.decode().strip() == "2 new, 1 exact"


def test_refused_articles_are_named_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(b'{"id": "a", "title": "x"}\nnot json\n')
    done = run(str(file))
    assert done.returncode == 0
    assert [orjson.loads(line)["id"] for line in done.stdout.splitlines()] == ["a"]
    assert f"{file}:2: " in done.stderr.decode()


def test_processes_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "month.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(month.lines(month.articles(200, seed=5)))))
    alone, together = run(str(file)), run("--jobs", "2", str(file))
    assert alone.stdout == together.stdout
    assert len(alone.stdout.splitlines()) == 200


def test_a_missing_file_is_told() -> None:
    done = run("/nowhere/articles.jsonl")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("rasd: /nowhere/articles.jsonl: ")
