"""Encodings: Arabic comes back whatever is declared, and nothing raises. The library has the feeds to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.feeds.decoding import decode
from services.feeds.repair import count_entries, repair
from tests.feeds.site import SENTENCE

ARABIC_WORDS = st.lists(st.sampled_from(SENTENCE.split()), min_size=12, max_size=60).map(" ".join)


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1", "iso-8859-6", "utf-16", "nonsense", None])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-8-sig", "utf-16", "utf-16-be"])
def test_every_encoding_under_every_declaration(encoding: str, declared: str | None) -> None:
    text = "<rss>" + SENTENCE * 3
    header = f"text/xml; charset={declared}" if declared else None
    assert decode(text.encode(encoding), header)[0] == text


@given(ARABIC_WORDS, st.sampled_from(["windows-1256", "iso-8859-6", "utf-8"]))
def test_arabic_without_declaration(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(ARABIC_WORDS)
def test_encoded_twice(text: str) -> None:
    assert decode(text.encode().decode("latin-1").encode())[0] == text


@given(st.binary(max_size=400), st.sampled_from([None, "text/xml; charset=windows-1256", "charset=", "charset=utf-7"]))
def test_never_raises(data: bytes, content_type: str | None) -> None:
    text, _ = decode(data, content_type)
    repaired = repair(text)
    assert count_entries(repaired) >= 0
    repaired.encode("utf-8")  # no lone surrogate is left


@given(st.text(max_size=200))
def test_repair_is_stable(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
