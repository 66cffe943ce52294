"""Content codings: what went in comes out, however it is cut into pieces, and never more than the limit."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.feeds.decompression import PIECE, BrokenCoding, Decompressor, TooLarge
from tests.feeds.case_files import CODINGS

BODY = st.one_of(
    st.binary(max_size=3000), st.builds(lambda part, times: part * times, st.binary(max_size=9), st.integers(0, 40_000))
)
LIMIT = 500_000


def unpack(data: bytes, coding: str | None, piece: int, limit: int = LIMIT) -> bytes:
    unpacker = Decompressor(coding, limit)
    found = b"".join(unpacker.feed(data[start : start + piece]) for start in range(0, len(data), piece))
    unpacker.finish()
    return found


@settings(max_examples=60, deadline=None)
@given(BODY, st.lists(st.sampled_from(sorted(CODINGS)), max_size=2), st.integers(1, 5000))
def test_round_trip(body: bytes, codings: list[str], piece: int) -> None:
    data = body
    for coding in codings:
        data = CODINGS[coding](data)
    assert unpack(data, ", ".join(codings).replace("raw ", ""), max(piece, len(data) // 50)) == body


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])
@pytest.mark.parametrize("coding", sorted(CODINGS))
def test_around_the_size_of_a_piece(coding: str, size: int) -> None:
    body = bytes(number % 251 for number in range(size))
    assert unpack(CODINGS[coding](body), coding.replace("raw ", ""), 10**9) == body


@pytest.mark.parametrize("codings", ["gzip", "br", "deflate", "gzip, gzip", "gzip, br"])
def test_bombs_stop_at_the_limit(codings: str) -> None:
    data = bytes(20_000_000)
    for coding in codings.split(", "):
        data = CODINGS[coding](data)
    unpacker = Decompressor(codings, LIMIT)
    with pytest.raises(TooLarge):
        unpacker.feed(data)
    assert unpacker.size <= LIMIT


def test_plain_body_over_the_limit() -> None:
    with pytest.raises(TooLarge):
        Decompressor(None, 10).feed(b"x" * 11)
    assert unpack(b"x" * 10, "identity", 3, limit=10) == b"x" * 10


def test_members_and_padding() -> None:
    assert unpack(gzip.compress(b"one") + gzip.compress(b"two"), "gzip", 7) == b"onetwo"
    assert unpack(gzip.compress(b"one") + b"\0\0\0", "gzip", 10**9) == b"one"
    assert unpack(zlib.compress(b"one") + b"rest", "deflate", 10**9) == b"one"


@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (gzip.compress(b"x" * 5000)[:-9], "gzip"),
        (brotli.compress(bytes(range(256)) * 20)[:-9], "br"),
        (b"plain text", "gzip"),
        (b"\xff\xff\xff\xff", "br"),
        (b"x", "zstd"),
        (b"x", "gzip, gzip, gzip"),
    ],
)
def test_broken(data: bytes, coding: str) -> None:
    with pytest.raises(BrokenCoding):
        unpack(data, coding, 10**9)
