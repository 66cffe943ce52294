"""A real HTTP server on loopback for the tests and benches of feeds: asyncio sockets, so that it can misbehave as
servers do.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found", 410: "Gone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it arrived. `headers` have lower-case names; `host` is the header."""

    path: str
    headers: Mapping[str, str]

    @property
    def host(self) -> str:
        return self.headers.get("host", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer. break_off: close after the body whatever Content-Length said; length: what it says, if not the
    truth.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int | None = None
    break_off: bool = False


# Writes to the socket itself, for a server that does not keep to the rules.
Misbehaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
Handler = Callable[[Request], Awaitable[Reply | Misbehaviour]]


class FeedServer:
    """Serves a handler on loopback and remembers what it was asked.

    addresses: loopback addresses to listen on; open_now and most_open: connections by the address they came in at.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        addresses: tuple[str, ...] = ("127.0.0.1",),
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._handler, self._addresses, self._tls = handler, addresses, tls
        self.port = port
        self.requests: list[Request] = []
        self.open_now: dict[str, int] = {}
        self.most_open: dict[str, int] = {}
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def base(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self._addresses[0]}:{self.port}"

    async def __aenter__(self) -> FeedServer:
        for address in self._addresses:
            server = await asyncio.start_server(self._serve, address, self.port, ssl=self._tls, backlog=256)
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        address = writer.get_extra_info("sockname")[0]
        self.open_now[address] = self.open_now.get(address, 0) + 1
        self.most_open[address] = max(self.most_open.get(address, 0), self.open_now[address])
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left, or the test is over
        finally:
            self._connections.discard(task)
            self.open_now[address] -= 1
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        request = Request(path=first.split(" ")[1], headers=headers)
        self.requests.append(request)
        reply = await self._handler(request)
        if not isinstance(reply, Reply):
            await reply(writer)
            return False
        writer.write(wire(reply))
        await writer.drain()
        return not reply.break_off


def wire(reply: Reply) -> bytes:
    """The bytes of an answer."""
    length = len(reply.body) if reply.length is None else reply.length
    lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    if reply.status != 304:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + reply.body
