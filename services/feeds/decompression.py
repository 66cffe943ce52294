"""Content codings of HTTP, never writing more than a limit: a few kilobytes can unpack to gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import brotli

ACCEPT_ENCODING = "gzip, br, deflate"
PIECE = 65_536  # bytes unpacked at a time


class TooLarge(ValueError):
    """More bytes than allowed. The message names the limit."""


class BrokenCoding(ValueError):
    """The bytes are not what `Content-Encoding` says, or stop in the middle."""


class Decompressor:
    """Unpacks a body piece by piece. codings: the `Content-Encoding` header; limit: bytes of the unpacked body.

    `feed` returns what the piece gives, `finish` checks that the body was complete. Both raise `TooLarge`,
    `BrokenCoding`.
    """

    def __init__(self, codings: str | None, limit: int) -> None:
        names = [name.strip().lower() for name in (codings or "").split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > 2:
            raise BrokenCoding(f"{len(names)} content codings on top of each other")
        # Codings are listed in the order in which they were applied.
        self._steps = [_step(name) for name in reversed(names)]
        self._limit = limit
        self.size = 0

    def feed(self, data: bytes) -> bytes:
        """The bytes that this piece of the body unpacks to."""
        for step in self._steps:
            data = step.unpack(data, self._limit - self.size)
        self.size += len(data)
        if self.size > self._limit:
            raise TooLarge(f"more than {self._limit} bytes")
        return data

    def finish(self) -> None:
        """Raises `BrokenCoding` where the coded body stops in the middle."""
        if not all(step.complete for step in self._steps):
            raise BrokenCoding("the compressed body stops in the middle")


def _step(name: str) -> _Zlib | _Brotli:
    if name in ("gzip", "x-gzip"):
        return _Zlib(16 + zlib.MAX_WBITS)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    raise BrokenCoding(f"content coding {name!r}, which was not asked for")


def _unpack_all(next_piece: Callable[[], bytes], more: Callable[[], bool], limit: int) -> bytes:
    pieces = []
    size = 0
    while True:
        piece = next_piece()
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise TooLarge("more bytes than the limit after unpacking")
        if not more():
            return b"".join(pieces)


class _Zlib:
    def __init__(self, window: int) -> None:
        self._window = window
        self._unpacker = zlib.decompressobj(window)
        self._begun = False
        self._rest = b""
        self._full = False

    @property
    def complete(self) -> bool:
        return not self._begun or self._unpacker.eof

    def unpack(self, data: bytes, limit: int) -> bytes:
        if data and not self._begun and self._window == zlib.MAX_WBITS and data[0] & 0x0F != 8:
            # Many servers send raw deflate where RFC 9110 asks for the zlib format; browsers take both.
            self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        pieces = []
        while data:
            if self._unpacker.eof:
                # A gzip body may be several members one after the other; anything else behind the end is padding.
                if self._window <= zlib.MAX_WBITS or not data.startswith(b"\x1f\x8b"):
                    break
                self._unpacker = zlib.decompressobj(self._window)
            self._begun = True
            self._rest = data
            try:
                pieces.append(_unpack_all(self._next_piece, self._has_more, limit))
            except zlib.error as error:
                raise BrokenCoding(f"not the content coding that the server names: {error}") from error
            data = self._unpacker.unused_data if self._unpacker.eof else b""
        return b"".join(pieces)

    def _next_piece(self) -> bytes:
        piece = self._unpacker.decompress(self._rest, PIECE)
        self._rest = self._unpacker.unconsumed_tail
        self._full = len(piece) == PIECE
        return piece

    def _has_more(self) -> bool:
        # A full piece may have left bytes inside the unpacker although all input is consumed.
        return (bool(self._rest) or self._full) and not self._unpacker.eof


class _Brotli:
    def __init__(self) -> None:
        self._unpacker: Any = brotli.Decompressor()
        self._fed = False
        self._rest = b""
        self._full = False

    @property
    def complete(self) -> bool:
        return not self._fed or bool(self._unpacker.is_finished())

    def unpack(self, data: bytes, limit: int) -> bytes:
        if not data:
            return b""
        self._fed = True
        self._rest = data
        try:
            return _unpack_all(self._next_piece, self._has_more, limit)
        except brotli.error as error:
            raise BrokenCoding(f"not brotli: {error}") from error

    def _next_piece(self) -> bytes:
        piece: bytes = self._unpacker.process(self._rest, output_buffer_limit=PIECE)
        self._rest = b""
        self._full = bool(piece)
        return piece

    def _has_more(self) -> bool:
        # The unpacker may take more input while it still holds output: only an empty piece says that there is none.
        return (self._full or not self._unpacker.can_accept_more_data()) and not self._unpacker.is_finished()
