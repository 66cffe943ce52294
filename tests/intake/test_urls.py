"""Canonical URLs: pairs that are one page, pairs that are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import canonical_url

CANONICAL = [
    ("https://example.net/a/1", "https://example.net/a/1"),
    ("http://www.Example.NET:80/a/1/", "https://example.net/a/1"),
    ("https://example.net:443/a/1#comments", "https://example.net/a/1"),
    ("https://example.net/a/1?utm_source=x&fbclid=y", "https://example.net/a/1"),
    ("https://example.net/?p=7&UTM_Medium=x&a=1", "https://example.net?a=1&p=7"),
    ("https://example.net/a?id=5&page=", "https://example.net/a?id=5&page="),
    ("https://user:word@example.net/a", "https://example.net/a"),
    ("https://example.net:8080/a", "https://example.net:8080/a"),
    ("https://example.net/خبر/عاجل", "https://example.net/%D8%AE%D8%A8%D8%B1/%D8%B9%D8%A7%D8%AC%D9%84"),
    (
        "https://example.net/%d8%ae%d8%a8%d8%b1/%D8%B9%D8%A7%D8%AC%D9%84",
        "https://example.net/%D8%AE%D8%A8%D8%B1/%D8%B9%D8%A7%D8%AC%D9%84",
    ),
    ("https://موقع.example/a", "https://xn--4gbrim.example/a"),
    ("  https://example.net/a  ", "https://example.net/a"),
    ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.net/a",
        "/a/1",
        "mailto:a@example.net",
        "ftp://example.net/a",
        "https://",
        "https://[::1",
        "http://a:b/",
    ],
)
def test_no_page(url: str) -> None:
    assert canonical_url(url) is None


TWO_PAGES = [
    ("https://example.net/a/1", "https://example.net/a/2"),
    ("https://example.net/a?id=1", "https://example.net/a?id=2"),
    ("https://example.net/a", "https://m.example.net/a"),
    ("https://example.net/a", "https://example.net/A"),
    ("https://example.net/a%2Fb", "https://example.net/a%3Fb"),
]


@pytest.mark.parametrize(("one", "other"), TWO_PAGES)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@given(st.text(max_size=40))
def test_idempotent(tail: str) -> None:
    canonical = canonical_url(f"https://example.net/{tail}")
    if canonical is not None:
        assert canonical_url(canonical) == canonical
