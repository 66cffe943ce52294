"""The HTTP client against real sockets: addresses, TLS, HTTP/2, turns at hosts, time."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator
from ipaddress import ip_network
from itertools import pairwise

import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from services.feeds.follower.hosts import HostBusy, Hosts
from services.feeds.follower.http_client import FetchFailed, HttpClient, wire_address
from services.feeds.follower.resolver import Resolver
from tests.feeds.server import FeedServer, Misbehaviour, Reply, Request

ALLOWED = [ip_network("127.0.0.1/32")]


def resolver_to(*answers: list[str]) -> Resolver:
    """A name server whose answers change from one question to the next; the last one stays."""
    left = list(answers)

    async def resolve(_host: str, _port: int) -> list[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


@contextlib.asynccontextmanager
async def client_of(
    resolver: Resolver | None = None, *, pause: float = 0.0, seconds: float = 20.0, trust: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[HttpClient, Hosts]]:
    hosts = Hosts(pause)
    client = HttpClient(
        user_agent="Rasd/test",
        resolver=resolver or resolver_to(["127.0.0.1"]),
        hosts=hosts,
        networks=ALLOWED,
        seconds=seconds,
        ssl_context=trust,
    )
    yield client, hosts
    await client.close()


async def get(client: HttpClient, url: str) -> str:
    """The body, or the kind of the failure."""
    try:
        return (await client.get(url, limit=10_000, accept="*/*")).body.decode()
    except FetchFailed as failed:
        return failed.kind


async def _hello(_: Request) -> Reply | Misbehaviour:
    return Reply(body=b"hello")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([["127.0.0.1"]], "hello"),
        ([["127.0.0.2"]], "address"),
        ([["10.1.2.3"]], "address"),
        ([["169.254.169.254"]], "address"),
        ([["::1"]], "address"),
        ([["::ffff:127.0.0.2"]], "address"),
        ([["64:ff9b::7f00:2"]], "address"),
        ([["127.0.0.2", "127.0.0.1"]], "hello"),
        ([[]], "connect"),
    ],
    ids=lambda value: str(value),
)
async def test_addresses_behind_names(answers: list[list[str]], expected: str) -> None:
    """What counts is the address behind the name; the refused one never sees a connection."""
    async with FeedServer(_hello, addresses=("127.0.0.1",)) as server, contextlib.AsyncExitStack() as stack:
        forbidden = await stack.enter_async_context(FeedServer(_hello, addresses=("127.0.0.2",), port=server.port))
        client, _ = await stack.enter_async_context(client_of(resolver_to(*answers)))
        assert await get(client, f"http://news.test:{server.port}/") == expected
        assert forbidden.requests == [] and forbidden.most_open == {}


async def test_name_that_changes_its_address() -> None:
    """DNS rebinding: the second answer is not used without a check, and what was checked is what is connected to."""
    resolver = resolver_to(["127.0.0.1"], ["127.0.0.2"])

    async def close(_: Request) -> Reply | Misbehaviour:
        return Reply(body=b"hello", headers={"Connection": "close"}, break_off=True)

    async with FeedServer(close) as server, FeedServer(close, addresses=("127.0.0.2",), port=server.port) as forbidden:
        async with client_of(resolver) as (client, _):
            url = f"http://news.test:{server.port}/"
            assert [await get(client, url), await get(client, url)] == ["hello", "address"]
        assert forbidden.most_open == {}


async def test_permanent_redirects_are_told() -> None:
    """Only a chain that is permanent from its beginning tells of a move."""
    locations = {"/a": (301, "/b"), "/b": (308, "/c"), "/t": (302, "/a"), "/m": (301, "/t")}

    async def handle(request: Request) -> Reply | Misbehaviour:
        status, location = locations.get(request.path, (200, ""))
        return Reply(status=status, headers={"Location": location} if location else {}, body=b"x")

    async with FeedServer(handle) as server, client_of() as (client, _):
        found = {}
        for path in ("/a", "/t", "/m", "/c"):
            answer = await client.get(server.base + path, limit=100, accept="*/*")
            found[path] = (answer.url.removeprefix(server.base), (answer.moved_to or "").removeprefix(server.base))
    assert found == {"/a": ("/c", "/c"), "/t": ("/c", ""), "/m": ("/c", "/t"), "/c": ("/c", "")}


async def test_one_request_at_a_time_and_a_pause() -> None:
    times: list[float] = []

    async def handle(_: Request) -> Reply | Misbehaviour:
        times.append(time.monotonic())
        return Reply(body=b"x")

    async with FeedServer(handle) as server, client_of(pause=0.05) as (client, _):
        await asyncio.gather(*(get(client, f"{server.base}/{number}") for number in range(6)))
        assert server.most_open == {"127.0.0.1": 1}
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= 0.05


async def test_a_slow_host_slows_no_other() -> None:
    """All answers of the quick host arrive while the slow ones are still awaited."""
    release = asyncio.Event()

    async def slow(_: Request) -> Reply | Misbehaviour:
        await release.wait()
        return Reply(body=b"slow")

    addresses = tuple(f"127.0.0.{number}" for number in range(3, 33))

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async with FeedServer(slow) as tarpit, FeedServer(_hello) as server, client_of(resolve) as (client, _):
        waiting = [asyncio.create_task(get(client, f"http://slow{number}.test:{tarpit.port}/")) for number in addresses]
        assert await get(client, f"{server.base}/") == "hello"
        assert not any(task.done() for task in waiting)
        release.set()
        assert set(await asyncio.gather(*waiting)) == {"slow"}


async def test_blocked_host() -> None:
    async with FeedServer(_hello) as server, client_of() as (client, hosts):
        hosts.block(server.base, 100.0)
        with pytest.raises(HostBusy) as busy:
            await client.get(server.base, limit=100, accept="*/*")
        assert 0 < busy.value.seconds <= 100
        assert server.requests == []


async def test_time_limit_covers_redirects() -> None:
    async def handle(request: Request) -> Reply | Misbehaviour:
        await asyncio.sleep(0.2)
        return Reply(status=302, headers={"Location": f"{request.path}x"})

    async with FeedServer(handle) as server, client_of(seconds=0.5) as (client, _):
        assert await get(client, f"{server.base}/") == "timeout"
        assert len(server.requests) <= 3


def _server_tls(names: tuple[str, ...], authority: trustme.CA, protocol: str = "http/1.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    context.set_alpn_protocols([protocol])
    return context


@pytest.mark.parametrize(
    ("name", "trusted", "expected"),
    [("news.test", True, "hello"), ("news.test", False, "tls"), ("other.test", True, "tls")],
    ids=["right", "unknown authority", "another host's certificate"],
)
async def test_certificates(name: str, trusted: bool, expected: str) -> None:
    authority = trustme.CA()
    trust = ssl.create_default_context()
    if trusted:
        authority.configure_trust(trust)
    async with FeedServer(_hello, tls=_server_tls((name,), authority)) as server, client_of(trust=trust) as (client, _):
        assert await get(client, f"https://news.test:{server.port}/") == expected


async def test_no_tls_where_tls_is_asked_for() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    async with client_of() as (client, _):
        assert await get(client, f"https://news.test:{server.sockets[0].getsockname()[1]}/") == "tls"
    server.close()


async def test_http2() -> None:
    """A server that speaks HTTP/2 is spoken to in HTTP/2."""
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    tls = _server_tls(("news.test",), authority, "h2")
    server = await asyncio.start_server(_serve_http2, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    async with client_of(trust=trust) as (client, _):
        answer = await client.get(f"https://news.test:{port}/feed", limit=100, accept="*/*")
    server.close()
    assert (answer.http_version, answer.status, answer.body) == ("HTTP/2", 200, b"news.test /feed")


async def _serve_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    while data := await reader.read(65_536):
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                headers = dict(event.headers)
                body = f"{headers[':authority'].partition(':')[0]} {headers[':path']}".encode()
                connection.send_headers(event.stream_id, [(":status", "200"), ("content-length", str(len(body)))])
                connection.send_data(event.stream_id, body, end_stream=True)
        writer.write(connection.data_to_send())
    writer.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://news.test", "http://news.test/"),
        ("http://news.test/أخبار?ص=1#x", "http://news.test/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?%D8%B5=1"),
        ("http://news.test/a%20b c", "http://news.test/a%20b%20c"),
        ("https://أخبار.test/", "https://xn--igbicxr.test/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("HTTP://News.Test/X", "http://news.test/X"),
    ],
)
def test_wire_address(url: str, expected: str) -> None:
    assert wire_address(url) == expected


@pytest.mark.parametrize(
    "url", ["ftp://news.test/", "http:///x", "news.test/x", "http://a:b/", "file:///etc/passwd", ""]
)
def test_no_address_of_the_web(url: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        wire_address(url)
    assert failed.value.kind == "address"
