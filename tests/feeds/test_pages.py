"""What is read off an article's page beside its text."""

from __future__ import annotations

from datetime import UTC

import pytest

from services.feeds.pages import UnreadablePage, read_page, without_boilerplate
from tests.feeds.site import SENTENCE

URL = "http://news.test/articles/1"


def page_of(head: str = "", body: str = "", *, encoding: str = "utf-8", attributes: str = ' lang="ar"') -> bytes:
    text = (
        f"<!DOCTYPE html><html{attributes}><head><title>عنوان | الساحل</title>{head}</head>"
        f"<body><article>{body}<p>{SENTENCE * 4}</p></article></body></html>"
    )
    return text.encode(encoding)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


EAST = "2017-08-08T11:00:00+03:00"
DATES = [
    (f'<meta property="article:published_time" content="{EAST}">', EAST),
    (linked(f'{{"@type": "NewsArticle", "datePublished": "{EAST}"}}'), EAST),
    (
        linked(
            '{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},'
            '{"@type": ["Article"], "datePublished": "2017-08-08T08:00:00Z"}]}'
        ),
        "2017-08-08T08:00:00+00:00",
    ),
    (linked("{broken") + '<meta name="pubdate" content="Tue, 08 Aug 2017 11:00:00 +0300">', EAST),
    # the one with a zone wins, wherever it stands
    (f'<meta property="article:published" content="08/08/2017 11:00"><meta name="date" content="{EAST}">', EAST),
    ('<meta name="date" content="٨ آب ٢٠١٧">', "2017-08-08T00:00:00+00:00"),
    ('<meta name="date" content="soon">', None),
    ("", None),
]


@pytest.mark.parametrize(("head", "expected"), DATES)
def test_publication_time(head: str, expected: str | None) -> None:
    published = read_page(page_of(head), URL, None, UTC).published
    assert (published.value.isoformat() if published else None) == expected


def test_time_element_of_the_article() -> None:
    body = '<time datetime="2017-08-08T11:00:00+03:00">أمس</time>'
    published = read_page(page_of(body=body), URL, None, UTC).published
    assert published and published.value.isoformat() == "2017-08-08T11:00:00+03:00"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="/ar/1">', "http://news.test/ar/1"),
        ('<meta property="og:url" content="https://www.news.test/ar/1">', "https://www.news.test/ar/1"),
        ('<link rel="canonical" href="http://news.test/">', None),
        ('<link rel="canonical" href="http://other.test/1">', None),
        ('<link rel="canonical" href="javascript:x">', None),
        ("", None),
    ],
)
def test_canonical_address(head: str, expected: str | None) -> None:
    assert read_page(page_of(head), URL, None, UTC).canonical == expected


def test_title_language_and_text() -> None:
    page = read_page(
        page_of('<meta property="og:title" content="عنوان &amp;quot;الخبر&amp;quot;">'), URL, "text/html", UTC
    )
    assert (page.title, page.language) == ('عنوان "الخبر"', "ar")
    assert SENTENCE.strip() in page.body
    assert read_page(page_of(attributes=""), URL, None, UTC).language is None


def test_page_in_windows_1256() -> None:
    page = read_page(page_of('<meta charset="windows-1256">', encoding="windows-1256"), URL, "text/html", UTC)
    assert SENTENCE.strip() in page.body


@pytest.mark.parametrize(
    ("data", "content_type"),
    [(b"%PDF-1.4", "application/pdf"), (b"\xff\xd8", "image/jpeg"), (b"", "text/html"), (b"no markup", None)],
)
def test_unreadable(data: bytes, content_type: str | None) -> None:
    with pytest.raises(UnreadablePage):
        read_page(data, URL, content_type, UTC)


def test_boilerplate_lines_go_and_bylines_stay() -> None:
    lines = ["دمشق - وكالات", SENTENCE, "إعلان", "اقرأ أيضا: خبر آخر من الساحل", SENTENCE]
    kept = without_boilerplate("عنوان", "\n".join(lines)).split("\n")
    assert kept == ["دمشق - وكالات", SENTENCE, SENTENCE]
