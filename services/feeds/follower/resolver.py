"""Names to addresses, and connections to those that are allowed only."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpcore

from services.feeds.addresses import Network, is_allowed

# Host and port to addresses, the preferred first. Raises OSError.
Resolver = Callable[[str, int], Awaitable[list[str]]]

# A name server that does not answer blocks a thread for many seconds; asyncio's own pool has six threads on two cores.
RESOLVER_THREADS = 32
MOST_ADDRESSES = 3  # tried one after the other


class AddressRefused(Exception):
    """The name leads to no address that may be connected to."""


class SystemResolver:
    """The resolver of the operating system, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(RESOLVER_THREADS, thread_name_prefix="resolve")

    async def __call__(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _lookup, host, port)
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Lets the threads end; those that wait for a name server are not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _lookup(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was checked, so that a name cannot lead elsewhere a moment later.

    Below the connection pool, it sees every connection, those after redirects included. TLS still names the host.
    """

    def __init__(self, resolver: Resolver, networks: Sequence[Network]) -> None:
        self._resolver = resolver
        self._networks = networks
        self._connections = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's interface)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._allowed(host, port)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return await self._connections.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        raise AddressRefused("a feed never lives on a local socket")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _allowed(self, host: str, port: int) -> list[str]:
        try:
            literal = str(ipaddress.ip_address(host.strip("[]")))
        except ValueError:
            try:
                addresses = await self._resolver(host, port)
            except (OSError, UnicodeError) as error:
                raise httpcore.ConnectError(f"the name {host} cannot be resolved: {error}") from error
        else:
            addresses = [literal]
        allowed = [address for address in addresses if is_allowed(address, self._networks)]
        if addresses and not allowed:
            found = "" if addresses == [host] else f" is {', '.join(addresses[:MOST_ADDRESSES])}, which"
            raise AddressRefused(f"{host}{found} is not on the public internet; allow_networks can allow it")
        return allowed
