"""From bytes to an article or a refusal: one row a case."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, RefusalError
from services.intake import read_article

TEXT = "قتل شخصان في حادث سير أمس."


def accepted(**fields: Any) -> Article:
    """The article of these fields, which must be accepted."""
    article = read_article(json.dumps(fields).encode())
    assert isinstance(article, Article), article
    return article


def refused(data: bytes | None, limit: int = 1000) -> RefusalError:
    """The refusal of these bytes."""
    refusal = read_article(data, limit)
    assert isinstance(refusal, RefusalError), refusal
    return refusal


REFUSED: list[tuple[str, bytes | None, str, str | None, str]] = [
    ("a null value", None, "null_value", None, "has no value"),
    ("nothing", b"", "invalid_json", None, "Not valid JSON"),
    ("invalid UTF-8", b'{"title": "\xd9\xff"}', "invalid_utf8", None, "Byte 11 (0xd9) is not UTF-8"),
    ("windows-1256", '{"title": "خبر"}'.encode("windows-1256"), "invalid_utf8", None, "Send UTF-8"),
    ("cut off", b'{"title": "a', "invalid_json", None, "Not valid JSON"),
    ("plain text", TEXT.encode(), "invalid_json", None, "Not valid JSON"),
    ("half a surrogate pair", b'{"title": "\\ud83d"}', "invalid_json", None, "surrogate"),
    ("NaN", b'{"title": "a", "n": NaN}', "invalid_json", None, "Not valid JSON"),
    ("too deep", b'{"title": "a", "x": ' + b"[" * 2000 + b"]" * 2000 + b"}", "invalid_json", None, "depth"),
    ("deep", b'{"title": "a", "x": ' + b"[" * 500 + b"]" * 500 + b"}", "too_deep", "$", "cannot be passed through"),
    ("an array", b'["title"]', "not_an_object", "$", "this is an array"),
    ("a string", b'"title"', "not_an_object", "$", "this is a string"),
    ("a number", b"5", "not_an_object", "$", "this is a number"),
    ("null", b"null", "not_an_object", "$", "this is null"),
    ("an empty object", b"{}", "nothing_to_read", "$.title", "Send at least one of them"),
    ("blank title", b'{"title": " \\n"}', "nothing_to_read", "$.title", "letter or a digit"),
    ("dots", '{"title": "...", "body": "…!"}'.encode(), "nothing_to_read", "$.body", "letter or a digit"),
    ("HTML without text", b'{"body": "<p><br/></p><img src=\\"a.png\\"/>"}', "nothing_to_read", "$.body", "letter"),
    ("title a number", b'{"title": 5}', "wrong_type", "$.title", "Expected `str | null`, got `int`"),
    ("body a list", b'{"title": "a", "body": ["b"]}', "wrong_type", "$.body", "got `array`"),
    ("id a number", b'{"id": 7, "title": "a"}', "wrong_type", "$.id", "got `int`"),
    ("url an object", b'{"url": {}, "title": "a"}', "wrong_type", "$.url", "got `object`"),
    ("date a number", b'{"title": "a", "published_at": 1500000000}', "wrong_type", "$.published_at", "got `int`"),
    ("30 February", b'{"title": "a", "published_at": "2021-02-30"}', "invalid_date", "$.published_at", "ISO 8601"),
    ("hour 25", b'{"title": "a", "published_at": "2021-02-03T25:00"}', "invalid_date", "$.published_at", "ISO 8601"),
    ("month 13", b'{"title": "a", "published_at": "31/13/2020"}', "invalid_date", "$.published_at", "ISO 8601"),
    ("words", '{"title": "a", "fetched_at": "أمس"}'.encode(), "invalid_date", "$.fetched_at", "ISO 8601"),
    ("before the calendar", b'{"title": "a", "published_at": "0001-01-01T00:00+14:00"}', "invalid_date", None, ""),
    ("above the limit", b'{"title": "%s"}' % (b"a" * 1000), "too_large", None, "RASD_MAX_ARTICLE_BYTES, 1,000"),
]


@pytest.mark.parametrize(
    ("data", "code", "path", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(data: bytes | None, code: str, path: str | None, message: str) -> None:
    limit = 1000 if code == "too_large" else 10_000
    refusal = refused(data, limit)
    assert refusal.code == code
    assert message in refusal.message
    if path is not None:
        assert refusal.path == path


def test_an_article_of_exactly_the_limit_is_accepted() -> None:
    data = json.dumps({"title": "a" * 100}).encode()
    assert isinstance(read_article(data, len(data)), Article)
    assert refused(data, len(data) - 1).code == "too_large"


DATES = [
    ("2017-08-08T12:00:00+03:00", "2017-08-08T12:00:00+03:00"),
    ("2017-08-08T09:00:00Z", "2017-08-08T09:00:00+00:00"),
    ("2017-08-08T12:00:00", "2017-08-08T12:00:00+00:00"),
    ("2017-08-08", "2017-08-08T00:00:00+00:00"),
    (" 20170808T120000Z ", "2017-08-08T12:00:00+00:00"),
    ("26/04/2017", "2017-04-26T00:00:00+00:00"),
    ("5/9/2016", "2016-09-05T00:00:00+00:00"),
    ("2016/09/05", "2016-09-05T00:00:00+00:00"),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("written", "read"), DATES)
def test_dates(written: str | None, read: str | None) -> None:
    assert accepted(title="a", published_at=written, fetched_at=written).published_at == read


def test_unknown_fields_are_kept() -> None:
    article = accepted(title="a", tags=["x"], extra=1, section={"name": "s"})
    assert article.extra == {"tags": ["x"], "extra": 1, "section": {"name": "s"}}


def test_blank_optional_fields_count_as_absent() -> None:
    article = accepted(title="a", id=" ", url="", source="\n", language="")
    assert (article.url, article.source, article.language) == (None, None, None)
    assert article.id.startswith("text-")


def test_a_title_or_a_body_alone_is_enough() -> None:
    assert accepted(title=TEXT).body == ""
    assert accepted(body=TEXT).title == ""


def test_plain_text_is_as_received() -> None:
    body = "  سطر\r\n\tآخر \u200f < 5 & > 3  "
    assert accepted(body=body).body == body


def test_html_becomes_text() -> None:
    body = accepted(body="<p>قتل <b>شخصان</b>&nbsp;أمس.</p><script>var x = 1;</script><p>وأصيب ثالث.</p>").body
    assert "<" not in body
    assert "var x" not in body
    assert body.index("شخصان") < body.index("وأصيب")


def test_a_byte_order_mark_is_dropped() -> None:
    article = read_article(b"\xef\xbb\xbf" + json.dumps({"title": TEXT}).encode())
    assert isinstance(article, Article)
    assert article.title == TEXT


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(read_article(data), Article | RefusalError)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("id", "url", "source", "title", "body", "published_at", "fetched_at", "language", "other", "extra")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES))
def test_no_object_raises_and_what_is_accepted_has_an_id_and_text(fields: dict[str, Any]) -> None:
    article = read_article(orjson.dumps(fields))
    if isinstance(article, Article):
        assert article.id
        assert any(character.isalnum() for character in article.title + article.body)
        assert read_article(orjson.dumps(fields)) == article
