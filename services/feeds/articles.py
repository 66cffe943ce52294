"""An entry, and its page where one was read, as a raw article of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from schemas import RawArticle, encode
from services.arabic.normalize import normalize
from services.feeds.documents import FeedDate
from services.feeds.identity import Identified
from services.feeds.pages import Page
from services.feeds.plain_text import plain
from services.intake.language import detect_language

# A content element of this many characters is an article, of fewer a teaser that some feeds put there.
FULL_CONTENT = 600
# So is a description, where it does not end as one that was cut off.
FULL_SUMMARY = 1500
CUT_OFF = ("…", "...", "[…]", "[...]", "المزيد", "اقرأ المزيد", "التفاصيل", "»")
# A date further ahead of the clock than any time zone can explain is a mistake of the feed.
AHEAD = timedelta(days=2)
Text = Literal["feed", "page", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An article ready to be published, and the language it was judged by."""

    article: RawArticle
    language: str | None
    text_from: Text


def gives_full_text(entry_content: str, summary: str) -> bool:
    """The entry carries its whole article, so that its page need not be read."""
    if len(entry_content) >= FULL_CONTENT and len(plain(entry_content)) >= FULL_CONTENT:
        return True
    if len(summary) < FULL_SUMMARY:
        return False
    text = plain(summary)
    return len(text) >= FULL_SUMMARY and not text.endswith(CUT_OFF)


def build_article(
    identified: Identified,
    page: Page | None,
    *,
    page_url: str | None,
    feed_url: str,
    source: str | None,
    feed_language: str | None,
    fetched: datetime,
    limit: int,
) -> Built:
    """The article with the longest text that there is.

    page, page_url: as read, None where not; fetched: with zone; limit: bytes of the message, above which the body is
    cut.
    """
    entry = identified.entry
    page_body = _without_title(page.body, (page.title, entry.title)) if page else ""
    own = entry.content if len(entry.content) >= len(entry.summary) else entry.summary
    own_length = len(plain(own))
    use_page = len(page_body) > own_length
    body = page_body if use_page else own
    title = entry.title or (page.title if page else "")
    text_from: Text = "page" if use_page else "feed" if gives_full_text(entry.content, entry.summary) else "summary"
    declared = entry.language or (page.language if page else None) or feed_language
    language = judge_language(title, body, declared)
    published = _published(entry.published, page.published if page else None, fetched)
    article = RawArticle(
        url=_address(identified, page, page_url),
        source=source,
        title=title or None,
        body=body or None,
        published_at=published.isoformat() if published else None,
        fetched_at=fetched.astimezone(UTC).isoformat(timespec="seconds"),
        language=language,
        extra={
            "feed_url": feed_url,
            "feed_entry": entry.guid,
            "feed_link": entry.link,
            "text_from": text_from,
        },
    )
    return Built(article=_fitting(article, limit), language=language, text_from=text_from)


def judge_language(title: str, body: str, declared: str | None) -> str | None:
    """The language as a BCP 47 tag. The letters decide; a declaration only names what they leave open.

    None where the letters are not of the Arabic script and nothing is declared, or what is declared contradicts them.
    """
    text = f"{title}\n{plain(body[:20_000])}"
    found = detect_language(text)
    if found:
        return found
    primary = (declared or "").split("-")[0].strip().lower()
    return primary if primary and primary != "ar" and primary.isalpha() else None


def is_wanted(language: str | None, wanted: Sequence[str]) -> bool:
    """The article is in one of the wanted languages; an empty list wants all."""
    return not wanted or (language or "und") in wanted


def _without_title(body: str, titles: Sequence[str]) -> str:
    """The body without its first line where that is the headline, which the page shows above the text."""
    first, _, rest = body.partition("\n")
    headlines = {normalize(title).text for title in titles if title}
    return rest.lstrip("\n") if normalize(first.strip()).text in headlines else body


def _published(own: FeedDate | None, of_page: FeedDate | None, fetched: datetime) -> datetime | None:
    """The feed's time, unless only the page names a zone; None for a time that has not come yet."""
    chosen = own if own and (own.zoned or not (of_page and of_page.zoned)) else of_page
    if chosen is None or chosen.value > fetched + AHEAD:
        return None
    return chosen.value


def _address(identified: Identified, page: Page | None, page_url: str | None) -> str | None:
    """The address that stands for this article alone: what the page calls itself, where it was reached, its link.

    None where the link is shared with other entries: an article's id is derived from it, and they would all be one.
    """
    if identified.address is None:
        return None
    if page is not None and page.canonical:
        return page.canonical
    reached = page_url or identified.address
    lost = urlsplit(reached).path in ("", "/") and urlsplit(identified.address).path not in ("", "/")
    return identified.address if lost else reached


def _fitting(article: RawArticle, limit: int) -> RawArticle:
    """The article within the limit of a message: first without markup, then cut behind a whole line or word."""
    if article.body is None or len(encode(article)) <= limit:
        return article
    body = plain(article.body) if "<" in article.body else article.body
    if len(encode(_with_body(article, body))) > limit:
        room = limit - len(encode(_with_body(article, ""))) - 64
        # JSON escapes at worst double a byte of text; measured below, this converges in a step or two.
        data = body.encode()[: max(room, 0)]
        body = data.decode("utf-8", "ignore")
        while body and len(encode(_with_body(article, body))) > limit:
            body = body[: len(body) * 9 // 10]
        body = body[: max(body.rfind("\n"), body.rfind(" "), 0)] or body
        return _with_body(article, body, cut=True)
    return _with_body(article, body)


def _with_body(article: RawArticle, body: str, *, cut: bool = False) -> RawArticle:
    extra = {**article.extra, "body_cut": True} if cut else article.extra
    return RawArticle(
        url=article.url,
        source=article.source,
        title=article.title,
        body=body or None,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        language=article.language,
        extra=extra,
    )
