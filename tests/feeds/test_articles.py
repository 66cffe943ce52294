"""Entries and pages as raw articles: text, language, time, address, size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from schemas import encode
from services.feeds.articles import AHEAD, Built, build_article, gives_full_text, judge_language
from services.feeds.documents import FeedDate, FeedEntry
from services.feeds.identity import Identified
from services.feeds.pages import Page
from tests.feeds.site import SENTENCE

FETCHED = datetime(2017, 8, 9, 12, 0, tzinfo=UTC)
EAST = timezone(timedelta(hours=3))
NINE, ELEVEN = datetime(2017, 8, 8, 9, tzinfo=UTC), datetime(2017, 8, 8, 11, tzinfo=UTC)
ELEVEN_EAST = datetime(2017, 8, 8, 11, tzinfo=EAST)
LINK = "http://news.test/articles/1"


def built(
    entry: FeedEntry,
    page: Page | None = None,
    *,
    address: str | None = LINK,
    page_url: str | None = None,
    limit: int = 262_144,
) -> Built:
    return build_article(
        Identified(entry=entry, keys=("g1",), mark="m1", address=address),
        page,
        page_url=page_url,
        feed_url="http://news.test/feed",
        source="الساحل",
        feed_language="ar",
        fetched=FETCHED,
        limit=limit,
    )


def date(value: datetime, *, zoned: bool = True) -> FeedDate:
    return FeedDate(value=value, zoned=zoned)


def test_longest_text_wins() -> None:
    page = Page(title="خبر", body="خبر\n" + SENTENCE * 5)
    from_page = built(FeedEntry(title="خبر", summary="ملخص"), page)
    assert from_page.article.body == SENTENCE * 5  # the headline above it is no part of it
    assert from_page.text_from == "page"
    own = built(FeedEntry(title="خبر", content=f"<p>{SENTENCE * 9}</p>"), page)
    assert (own.article.body, own.text_from) == (f"<p>{SENTENCE * 9}</p>", "feed")
    assert built(FeedEntry(title="خبر", summary="ملخص"), Page()).text_from == "summary"
    assert built(FeedEntry(summary=SENTENCE), Page(title="عنوان الصفحة")).article.title == "عنوان الصفحة"


@pytest.mark.parametrize(
    ("content", "summary", "full"),
    [
        (SENTENCE * 8, "", True),
        ("<p>" + SENTENCE + "</p>", "", False),
        ("<img src='" + "x" * 900 + "'>", "", False),
        ("", SENTENCE * 20, True),
        ("", SENTENCE * 20 + "…", False),
        ("", SENTENCE * 20 + "[&hellip;]", False),
        ("", SENTENCE, False),
    ],
)
def test_gives_full_text(content: str, summary: str, full: bool) -> None:
    assert gives_full_text(content, summary) is full


@pytest.mark.parametrize(
    ("own", "of_page", "expected"),
    [
        (date(ELEVEN_EAST), date(NINE), "2017-08-08T11:00:00+03:00"),
        (date(ELEVEN, zoned=False), date(ELEVEN_EAST), "2017-08-08T11:00:00+03:00"),
        (date(ELEVEN, zoned=False), date(NINE, zoned=False), "2017-08-08T11:00:00+00:00"),
        (None, date(NINE), "2017-08-08T09:00:00+00:00"),
        (date(FETCHED + AHEAD + timedelta(seconds=1)), None, None),
        (None, None, None),
    ],
)
def test_publication_time(own: FeedDate | None, of_page: FeedDate | None, expected: str | None) -> None:
    article = built(FeedEntry(title="خبر", published=own), Page(published=of_page) if of_page else None).article
    assert article.published_at == expected
    assert article.fetched_at == "2017-08-09T12:00:00+00:00"


@pytest.mark.parametrize(
    ("page_url", "canonical", "expected"),
    [
        (None, None, LINK),
        ("http://news.test/ar/1", None, "http://news.test/ar/1"),
        ("http://news.test/ar/1", "http://news.test/canonical/1", "http://news.test/canonical/1"),
        ("http://news.test/", None, LINK),  # sent home: the page is gone
    ],
)
def test_address(page_url: str | None, canonical: str | None, expected: str) -> None:
    assert built(FeedEntry(title="خبر"), Page(canonical=canonical), page_url=page_url).article.url == expected


def test_shared_link_is_no_address() -> None:
    article = built(FeedEntry(title="خبر", link="http://news.test/"), address=None).article
    assert article.url is None
    assert article.extra["feed_link"] == "http://news.test/"


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        (SENTENCE, None, "ar"),
        (SENTENCE, "en", "ar"),
        (f"<div class='{'x' * 500}'>{SENTENCE}</div>", None, "ar"),
        ("گزارش‌ها می‌گویند که پل پس از تعمیر بازگشایی شد و گروه‌های چند منظوره", "ar", "fa"),
        ("The road was reopened on Tuesday.", "en-GB", "en"),
        ("The road was reopened on Tuesday.", "ar", None),
        ("", "ar", None),
    ],
)
def test_language(text: str, declared: str | None, expected: str | None) -> None:
    assert judge_language("", text, declared) == expected


def test_article_fits_its_message() -> None:
    small = built(FeedEntry(title="خبر", content=f"<div>{SENTENCE}</div>" * 100), limit=10_000).article
    assert len(encode(small)) <= 10_000
    assert small.body and "<" not in small.body and small.extra["body_cut"] is True
    markup = built(FeedEntry(title="خبر", content=f"<div style='{'x' * 9000}'>{SENTENCE}</div>"), limit=5000).article
    assert markup.body == SENTENCE.strip() and "body_cut" not in markup.extra
