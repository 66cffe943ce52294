"""Reads raw articles from files: JSON lines, JSON, plain text, gzip, standard input."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson


def read_articles(files: Iterable[Path]) -> Iterator[bytes]:
    """Each article as the bytes of one JSON object, in order. A plain text is an article whose body is the file."""
    for path in files:
        name = str(path)
        if name == "-":
            yield from _lines(sys.stdin.buffer)
            continue
        opened = gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb")
        with opened as stream:
            bare = name.removesuffix(".gz")
            if bare.endswith(".txt"):
                text = stream.read().decode("utf-8", "replace")
                yield orjson.dumps({"id": path.name, "title": "", "body": text})
            elif bare.endswith(".json"):
                data = stream.read()
                try:
                    parsed = orjson.loads(data)
                except orjson.JSONDecodeError:
                    yield from _lines(io.BytesIO(data))
                    continue
                for item in parsed if isinstance(parsed, list) else [parsed]:
                    yield orjson.dumps(item)
            else:
                yield from _lines(stream)


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    for line in stream:
        if line.strip():
            yield line
