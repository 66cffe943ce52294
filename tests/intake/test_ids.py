"""Derived ids: literal values, because a change would make every known article new."""

from __future__ import annotations

import orjson

from schemas import Article
from services.intake import read_article


def _id(**fields: str) -> str:
    article = read_article(orjson.dumps(fields))
    assert isinstance(article, Article)
    return article.id


def test_an_id_is_kept() -> None:
    assert _id(id=" 7/ب ", title="a", url="https://example.net/a") == "7/ب"


def test_ids_by_url() -> None:
    found = _id(title="a", url="https://example.net/a/1")
    assert found == _id(title="other", body="text", url="http://www.example.net/a/1/?utm_source=x")
    assert found == "url-47ce40815fd192f098eb0c52"


def test_ids_by_text() -> None:
    assert _id(title="خبر", body="نص") == "text-3096b3b2e577d62a6a177b55"
    assert _id(title="خبر", body="نص", url="not a page") == _id(title="خبر", body="نص")
    assert _id(title="خبرن", body="ص") != _id(title="خبر", body="نص")
    assert _id(title="خبر نص") != _id(body="خبر نص")
