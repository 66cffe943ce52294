"""An article's page: its text by trafilatura, and what its markup says of title, time, address and language.

trafilatura keeps 96 % of the words of Arabic pages; it leaves "إعلان" and "اقرأ أيضا" between the paragraphs, which
are dropped here. Its own date search is not used: it gives days without time and zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import html

from services.arabic.boilerplate import boilerplate
from services.arabic.normalize import normalize
from services.feeds.dates import parse_feed_date
from services.feeds.decoding import decode
from services.feeds.documents import FeedDate
from services.feeds.plain_text import plain

KEPT_KINDS = frozenset({"credit", "slug"})
# Most specific first. Values of `property`, `name` or `itemprop` of a meta element, in lower case.
DATE_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
)
DEEPEST = 12  # levels of JSON-LD


class UnreadablePage(ValueError):
    """The bytes are no page of HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says. body: plain text, empty where nothing was found; canonical: absolute URL that it names for
    itself.
    """

    title: str = ""
    body: str = ""
    published: FeedDate | None = None
    canonical: str | None = None
    language: str | None = None


def read_page(data: bytes, url: str, content_type: str | None, assumed_zone: tzinfo) -> Page:
    """The page. Raises `UnreadablePage` for what is none (a picture, a PDF, nothing)."""
    if content_type and not re.match(r"\s*(?:text/|application/xhtml|application/xml)", content_type, re.I):
        raise UnreadablePage(f"not a page but {content_type.split(';')[0].strip()}")
    text, _ = decode(data, content_type)
    if "<" not in text:
        raise UnreadablePage("no markup in the page")
    try:
        # lxml refuses a text that declares an encoding of its own.
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (ValueError, html.etree.ParserError) as error:
        raise UnreadablePage(f"not HTML: {error}") from error
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    title = _title(tree, metas, linked)
    return Page(
        title=title,
        body=without_boilerplate(title, trafilatura.extract(text, include_comments=False, url=url) or ""),
        published=_published(tree, metas, linked, assumed_zone),
        canonical=_canonical(tree, metas, url),
        language=_language(tree, metas),
    )


def without_boilerplate(title: str, text: str) -> str:
    """The text without the lines that pages put between and behind the paragraphs (`services.arabic.boilerplate`).

    Whole lines only, and none that names an agency or a place: the claims engine reads those, and skips the rest by
    itself.
    """
    folded = normalize(text).text
    skipped = {
        folded.count("\n", 0, span.start)
        for span in boilerplate(normalize(title).text, folded)
        if span.kind not in KEPT_KINDS and _is_whole_line(folded, span.start, span.end)
    }
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in skipped)


def _is_whole_line(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : None if (stop := text.find("\n", end)) < 0 else stop]
    return not before.strip() and not after.strip()


def _metas(tree: Any) -> dict[str, str]:
    """Content of the meta elements by their lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that the page describes in JSON-LD."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            # strict=False: line breaks inside strings are common
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (thing for thing in _things(data, 0) if _is_article(thing))


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _things(data.get(name), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and name.endswith(("Article", "BlogPosting", "ReportageNewsArticle")) for name in names
    )


def _title(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str:
    candidates = [thing.get("headline") for thing in linked] + [metas.get("og:title"), metas.get("twitter:title")]
    headings = tree.findall(".//h1")
    if len(headings) == 1:
        candidates.append(headings[0].text_content())
    candidates.append(tree.findtext(".//title"))
    return next((title for value in candidates if isinstance(value, str) and (title := plain(value))), "")


def _published(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]], assumed_zone: tzinfo) -> FeedDate | None:
    texts = [thing.get("datePublished") for thing in linked] + [metas.get(name) for name in DATE_META]
    texts += [
        element.get("datetime") or element.get("content")
        for element in tree.iter("time", "span", "abbr")
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
    ]
    texts += [element.get("datetime") for article in tree.iter("article") for element in article.iter("time")][:1]
    dates = [date for text in texts if isinstance(text, str) and (date := parse_feed_date(text, assumed_zone))]
    return next((date for date in dates if date.zoned), dates[0] if dates else None)


def _canonical(tree: Any, metas: dict[str, str], url: str) -> str | None:
    """The page's own address, believed only where it is on the page's host and not its home page."""
    links = [
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    for value in [*links, metas.get("og:url")]:
        if not value:
            continue
        try:
            canonical: str = urljoin(url, value.strip())
            parts, own = urlsplit(canonical), urlsplit(url)
        except ValueError:
            continue
        same_host = (parts.hostname or "").removeprefix("www.") == (own.hostname or "").removeprefix("www.")
        is_home = parts.path in ("", "/") and not parts.query and own.path not in ("", "/")
        if parts.scheme in ("http", "https") and same_host and not is_home:
            return canonical
    return None


def _language(tree: Any, metas: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    declared: str = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale") or ""
    )
    return declared.strip().replace("_", "-").lower() or None
