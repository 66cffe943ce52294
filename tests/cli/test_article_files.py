"""Reading articles from files: every form, with the line on which an article begins."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest

from services.cli.article_files import read_located
from services.stream.errors import OperatorError

ONE, TWO = b'{"title": "a"}', b'{"title": "b"}'


def found(path: Path) -> list[tuple[int, object]]:
    """Line and decoded article of each."""
    return [(article.line, orjson.loads(article.data)) for article in read_located([path])]


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("a.jsonl", ONE + b"\n\n" + TWO + b"\n", [1, 3]),
        ("a.jsonl", ONE + b"\r\n" + TWO, [1, 2]),
        ("a.ndjson", ONE + b"\n" + TWO, [1, 2]),
        ("a.json", b"[\n  " + ONE + b",\n\n  " + TWO + b"\n]", [2, 4]),
        ("a.json", b"[" + ONE + b"," + TWO + b"]", [1, 1]),
        ("a.json", ONE + b"\n" + TWO, [1, 2]),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_two_articles(tmp_path: Path, name: str, content: bytes, lines: list[int], zipped: bool) -> None:
    path = tmp_path / (name + ".gz" if zipped else name)
    path.write_bytes(gzip.compress(content) if zipped else content)
    assert found(path) == list(zip(lines, [{"title": "a"}, {"title": "b"}], strict=True))


def test_one_object_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{\n "title": "a"\n}\n')
    assert found(path) == [(1, {"title": "a"})]
    path.write_bytes(b"[]")
    assert found(path) == []


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_text("سطر\nآخر", encoding="utf-8")
    assert found(path) == [(1, {"id": "خبر.txt", "title": "", "body": "سطر\nآخر"})]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"none\.jsonl: No such file or directory\."):
        list(read_located([tmp_path / "none.jsonl"]))
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(ONE * 1000)[:-20])
    with pytest.raises(OperatorError, match=r"cut\.jsonl\.gz: "):
        list(read_located([cut]))
    cut.write_bytes(b"not gzip")
    with pytest.raises(OperatorError, match=r"cut\.jsonl\.gz: "):
        list(read_located([cut]))
