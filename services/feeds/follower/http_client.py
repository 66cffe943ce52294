"""HTTP for feeds and pages: HTTP/2 where the server speaks it, redirects by hand, every size and time limited.

On httpcore, the connection layer of httpx: it takes a network backend of one's own, which is what pins the checked
address
(`resolver`). Bodies are unpacked here because a decoder that hands out whole chunks is open to decompression bombs.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

import httpcore

from services.feeds.addresses import Network
from services.feeds.decompression import ACCEPT_ENCODING, BrokenCoding, Decompressor, TooLarge
from services.feeds.follower.hosts import Hosts
from services.feeds.follower.resolver import AddressRefused, GuardedBackend, Resolver

# Browsers follow 20; a news site needs http → https → www → feed at most.
MOST_REDIRECTS = 6
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
CONNECT_SECONDS = 15.0
READ_SECONDS = 20.0  # between two pieces of a body
MOST_CONNECTIONS = 200
KEPT_CONNECTIONS = 40
KEPT_SECONDS = 15.0


class FetchFailed(Exception):
    """No answer worth reading. `kind`: short and stable, for metrics and tables; the message is for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer after redirects.

    url: of the answer; moved_to: where permanent redirects alone led from the requested address, None where nowhere
    or where a temporary one came first; headers: lower-case name → value (several joined by ", "); body: unpacked.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved_to: str | None = None
    http_version: str = "HTTP/1.1"


class HttpClient:
    """One client for all feeds.

    user_agent: names the program and whom to write to; networks: allowed besides the public internet; hosts: the
    turns that every request waits for, redirects included;
    seconds: for an answer with its redirects, not counting the wait for turns.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        resolver: Resolver,
        hosts: Hosts,
        networks: Sequence[Network] = (),
        seconds: float = 60.0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._hosts = hosts
        self._seconds = seconds
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context or ssl.create_default_context(),
            http2=True,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=KEPT_CONNECTIONS,
            keepalive_expiry=KEPT_SECONDS,
            network_backend=GuardedBackend(resolver, networks),
        )

    async def close(self) -> None:
        """Closes all connections."""
        await self._pool.aclose()

    async def get(self, url: str, *, limit: int, accept: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET. limit: bytes of the unpacked body. Raises `FetchFailed`, and `HostBusy` for a blocked
        host.
        """
        headers = {"accept": accept, **(headers or {})}
        visited = {url}
        left = self._seconds
        moved_to: str | None = None
        permanent = True
        for _ in range(MOST_REDIRECTS + 1):
            async with self._hosts.turn(url):
                began = time.monotonic()
                answer = await self._request(url, limit, headers, left)
                left -= time.monotonic() - began
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return Answer(
                    url=url,
                    status=answer.status,
                    headers=answer.headers,
                    body=answer.body,
                    moved_to=moved_to,
                    http_version=answer.http_version,
                )
            permanent = permanent and answer.status in PERMANENT
            url = _redirected(url, location)
            if permanent:
                moved_to = url
            if url in visited:
                raise FetchFailed("redirect", f"the redirects go in a circle, back to {url}")
            visited.add(url)
        raise FetchFailed("redirect", f"more than {MOST_REDIRECTS} redirects, the last to {url}")

    async def _request(self, url: str, limit: int, headers: Mapping[str, str], seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(url, limit, headers)
        except TimeoutError as error:
            raise FetchFailed("timeout", f"no complete answer within {self._seconds:.0f} s") from error
        except AddressRefused as error:
            raise FetchFailed("address", str(error)) from error
        except TooLarge as error:
            raise FetchFailed("too_large", f"{error} (the limit is {limit} bytes)") from error
        except BrokenCoding as error:
            raise FetchFailed("coding", str(error)) from error
        except httpcore.TimeoutException as error:
            raise FetchFailed("timeout", "the server did not answer in time") from error
        except (httpcore.ConnectError, ssl.SSLError) as error:
            kind = "tls" if isinstance(error.__cause__ or error.__context__ or error, ssl.SSLError) else "connect"
            raise FetchFailed(kind, str(error) or "no connection") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchFailed("protocol", str(error) or f"the server broke off ({type(error).__name__})") from error

    async def _exchange(self, url: str, limit: int, headers: Mapping[str, str]) -> Answer:
        target = wire_address(url)
        sent: list[tuple[bytes | str, bytes | str]] = [
            ("host", urlsplit(target).netloc),
            ("user-agent", self._user_agent),
            ("accept-encoding", ACCEPT_ENCODING),
            ("accept-language", "ar"),
            *headers.items(),
        ]
        timeouts = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
        async with self._pool.stream("GET", target, headers=sent, extensions={"timeout": timeouts}) as response:
            received = _headers(response.headers)
            version = response.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "replace")
            body = b""
            if response.status not in (*REDIRECTS, 204, 304):
                body = await _read(response, received, limit)
            return Answer(url=url, status=response.status, headers=received, body=body, http_version=version)


async def _read(response: httpcore.Response, headers: Mapping[str, str], limit: int) -> bytes:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > limit:
        raise TooLarge(f"the server announces {length} bytes")
    unpacker = Decompressor(headers.get("content-encoding"), limit)
    pieces = []
    async for piece in response.aiter_stream():
        pieces.append(unpacker.feed(piece))
    unpacker.finish()
    return b"".join(pieces)


def _headers(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        key, text = name.decode("ascii", "replace").lower(), value.decode("latin-1").strip()
        found[key] = f"{found[key]}, {text}" if key in found and key != "location" else text
    return found


def _redirected(url: str, location: str) -> str:
    # Headers are bytes; servers put UTF-8 there, which `_headers` read as Latin.
    text = location.encode("latin-1", "replace")
    try:
        target = urljoin(url, text.decode("utf-8", "replace"))
        parts = urlsplit(target)
        parts.port  # noqa: B018  (raises for a port that is none)
    except ValueError as error:
        raise FetchFailed("redirect", f"a redirect to {location!r}, which is no address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchFailed("redirect", f"a redirect to {target!r}, which is no address of the web")
    return parts._replace(fragment="").geturl()


def wire_address(url: str) -> str:
    """The URL as it is sent: host in punycode, Arabic letters and spaces of path and query percent-encoded, no
    fragment.

    Raises `FetchFailed` for what is no address of the web.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host:
            raise ValueError("not http or https")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchFailed("address", f"{url!r} is no address of the web: {error}") from error
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=-._~%")
    query = "?" + quote(parts.query, safe="/:@!$&'()*+,;=-._~%?[]") if parts.query else ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}{query}"
