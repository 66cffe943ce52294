"""Reads raw articles from files: JSON lines, JSON, plain text, each also gzipped; `-` is standard input."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from schemas import RefusalError
from services.stream.errors import OperatorError


@dataclass(frozen=True, slots=True)
class LocatedArticle:
    """The bytes of one article and where they are: the file, and the line on which they begin (1 is the first)."""

    file: str
    line: int
    data: bytes

    def refused(self, error: RefusalError) -> str:
        """The line that tells people why this article is refused, and where it is."""
        return f"{self.place}: {error.message}" + (f" [{error.path}]" if error.path else "")

    @property
    def place(self) -> str:
        """`file:line`, as compilers and editors write it."""
        return f"{self.file}:{self.line}"


def read_located(files: Iterable[Path]) -> Iterator[LocatedArticle]:
    """Each article with its place, in order; a plain text is an article whose body is the file.

    Raises `OperatorError` naming the file that cannot be read.
    """
    for path in files:
        if str(path) == "-":
            yield from _lines("-", sys.stdin.buffer)
            continue
        try:
            yield from _read(path)
        except (OSError, EOFError) as error:  # EOFError: a gzip file that ends too early
            reason = getattr(error, "strerror", None) or str(error)
            raise OperatorError(f"{path}: {reason}.") from error


def _read(path: Path) -> Iterator[LocatedArticle]:
    name = str(path)
    with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as stream:
        bare = name.removesuffix(".gz")
        if bare.endswith(".txt"):
            text = stream.read().decode("utf-8", "replace")
            yield LocatedArticle(name, 1, orjson.dumps({"id": path.name, "title": "", "body": text}))
        elif bare.endswith(".json"):
            yield from _json(name, stream.read())
        else:
            yield from _lines(name, stream)


def _json(name: str, data: bytes) -> Iterator[LocatedArticle]:
    """One object, an array of objects, or, as some exports have it under this name, one object a line."""
    try:
        parsed = orjson.loads(data)
    except orjson.JSONDecodeError:
        yield from _lines(name, io.BytesIO(data))
        return
    if not isinstance(parsed, list):
        yield LocatedArticle(name, 1, data)
        return
    text = data.decode("utf-8")
    decoder, at, line = json.JSONDecoder(), text.index("[") + 1, 1
    counted = 0
    for item in parsed:
        while text[at] in " \t\r\n,":
            at += 1
        line += text.count("\n", counted, at)
        counted = at
        yield LocatedArticle(name, line, orjson.dumps(item))
        at = decoder.raw_decode(text, at)[1]


def _lines(name: str, stream: Iterable[bytes]) -> Iterator[LocatedArticle]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield LocatedArticle(name, number, line.rstrip(b"\r\n"))
