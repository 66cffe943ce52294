"""Claims for `rasd export` and `rasd report`: from files of `rasd extract` or `rasd tail --json`, or from Kafka."""

from __future__ import annotations

import asyncio
import gzip
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from schemas import Claim, InvalidMessage, decode
from services.stream.errors import OperatorError
from services.stream.settings import Settings

TOPICS = ("claims.casualty", "claims.defection")


def claims(files: Sequence[Path], settings: Settings | None) -> list[Claim]:
    """The claims of the files, in order; without files, all that the claim topics hold now (`settings` say where).

    Raises `OperatorError`, naming file and line or topic and offset, for what is no claim.
    """
    if files:
        return [claim for file in files for claim in _claims_of(file)]
    assert settings is not None
    return asyncio.run(_claims_of_topics(settings))


def _claims_of(file: Path) -> Iterator[Claim]:
    if str(file) == "-":
        yield from _claims_of_lines(sys.stdin.buffer, "standard input")
        return
    try:
        with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
            yield from _claims_of_lines(lines, str(file))
    except OSError as error:
        raise OperatorError(f"{file}: {error.strerror or error}.") from error


def _claims_of_lines(lines: BinaryIO | gzip.GzipFile, name: str) -> Iterator[Claim]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _claim(line, f"{name}, line {number}")


def _claim(data: bytes, where: str) -> Claim:
    try:
        return decode(data, Claim)
    except InvalidMessage as error:
        raise OperatorError(
            f"{where}: not a claim, {error.message} at {error.path}. `rasd extract` and `rasd tail --json` write them."
        ) from error


async def _claims_of_topics(settings: Settings) -> list[Claim]:
    from services.stream.subscriber import Subscriber

    async with Subscriber(settings, TOPICS, from_beginning=True) as subscriber:
        return [
            _claim(record.value, f"{record.topic}/{record.partition}/{record.offset}")
            async for record in subscriber.held()
            if record.value is not None
        ]
