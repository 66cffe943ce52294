"""Serves the library of nasty feeds: `/NAME` is the case of that name."""

from __future__ import annotations

import asyncio
import gzip

import brotli

from tests.feeds.case_files import Case
from tests.feeds.server import FeedServer, Handler, Misbehaviour, Reply, Request, wire

BOMB_BYTES = 50_000_000


async def never_answers(_: asyncio.StreamWriter) -> None:
    """Takes the request and says nothing."""
    await asyncio.sleep(3600)


async def drips(writer: asyncio.StreamWriter) -> None:
    """A byte now and then, for ever: each in time, all together never."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n<rss>")
    while True:
        await asyncio.sleep(0.05)
        writer.write(b" ")
        await writer.drain()


async def endless(writer: asyncio.StreamWriter) -> None:
    """A body without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()


async def breaks_off(writer: asyncio.StreamWriter) -> None:
    """Announces more than it sends."""
    writer.write(wire(Reply(body=b"<rss><channel>", length=5000)))
    await writer.drain()


async def closes(_: asyncio.StreamWriter) -> None:
    """Closes without a word."""


async def speaks_no_http(writer: asyncio.StreamWriter) -> None:
    """Another protocol on the port."""
    writer.write(b"220 mail.test ESMTP ready\r\n")
    await writer.drain()


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    """Headers without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Padding: " + b"y" * 8000 + b"\r\n")
        await writer.drain()


async def gzip_bomb(writer: asyncio.StreamWriter) -> None:
    """50 MB of zeros in 50 KB."""
    writer.write(wire(Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(bytes(BOMB_BYTES), 9))))
    await writer.drain()


async def brotli_bomb(writer: asyncio.StreamWriter) -> None:
    """50 MB of zeros in a few hundred bytes."""
    writer.write(wire(Reply(headers={"Content-Encoding": "br"}, body=brotli.compress(bytes(BOMB_BYTES), quality=5))))
    await writer.drain()


async def nested_bomb(writer: asyncio.StreamWriter) -> None:
    """A bomb packed twice."""
    packed = gzip.compress(gzip.compress(bytes(BOMB_BYTES), 9), 9)
    writer.write(wire(Reply(headers={"Content-Encoding": "gzip, gzip"}, body=packed)))
    await writer.drain()


MISBEHAVIOURS: dict[str, Misbehaviour] = {
    each.__name__: each
    for each in (
        never_answers,
        drips,
        endless,
        breaks_off,
        closes,
        speaks_no_http,
        endless_headers,
        gzip_bomb,
        brotli_bomb,
        nested_bomb,
    )
}


def library_server(cases: list[Case], **options: object) -> FeedServer:
    """The server of these cases, not yet started."""
    by_name = {case.name: case for case in cases}

    async def handle(request: Request) -> Reply | Misbehaviour:
        name, _, rest = request.path.lstrip("/").partition("?")
        case = by_name.get(name.split("/")[0])
        if case is None:
            return Reply(status=404)
        answer = case.answer
        if "misbehaviour" in answer:
            return MISBEHAVIOURS[answer["misbehaviour"]]
        headers = {key: _filled(value, request, rest) for key, value in answer.get("headers", {}).items()}
        if "content_type" in answer:
            headers["Content-Type"] = answer["content_type"]
        if "coding" in answer:
            headers["Content-Encoding"] = answer["coding"].replace("raw ", "")
        return Reply(status=answer.get("status", 200), headers=headers, body=case.data)

    handler: Handler = handle
    return FeedServer(handler, **options)  # type: ignore[arg-type]


def _filled(value: str, request: Request, rest: str) -> str:
    """HOST is the server's own address, COUNT one more than the number behind the question mark."""
    return value.replace("HOST", request.host).replace("COUNT", str(int(rest or 0) + 1))
