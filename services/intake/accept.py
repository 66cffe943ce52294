"""From the bytes on `articles.raw` to an article that every later stage can rely on, or a refusal.

The costlier error is to refuse what could be read: an article that is lost is counted by nobody. So only what has no
text, no shape or no possible date is refused; blank optional fields count as absent, unknown fields are kept.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import orjson

from schemas import Article, InvalidMessage, RawArticle, RefusalError
from schemas.encoding import convert
from services.arabic import html_text
from services.intake.ids import derived_id
from services.intake.language import LETTERS_READ, detect_language
from services.intake.urls import canonical_url

DEFAULT_MAX_BYTES = 262_144
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_article(data: bytes | None, max_bytes: int = DEFAULT_MAX_BYTES) -> Article | RefusalError:
    """The article in `data` (UTF-8 JSON, the contract's raw article), or why it is refused. Raises for no input."""
    parsed = _parse(data, max_bytes)
    if isinstance(parsed, RefusalError):
        return parsed
    try:
        raw = convert(parsed, RawArticle)
    except InvalidMessage as error:
        return RefusalError(code="wrong_type", message=f"{error.message}.", path=error.path)
    try:
        if raw.extra:
            orjson.dumps(raw.extra)
    except orjson.JSONEncodeError as error:
        # parsing takes a thousand levels, writing 254: what is passed through must be writable
        return RefusalError(code="too_deep", message=f"An unknown field cannot be passed through: {error}.", path="$")
    return accept(raw)


def accept(raw: RawArticle) -> Article | RefusalError:
    """The same for an article that is a value already."""
    title, body = raw.title or "", raw.body or ""
    try:
        text = html_text.html_to_text(body) if html_text.looks_like_html(body) else body
    except html_text.UnreadableHtml as error:
        return RefusalError(code="unreadable_html", message=f"{error}.", path="$.body")
    if not _readable(title) and not _readable(text):
        return RefusalError(
            code="nothing_to_read",
            message="Neither `title` nor `body` holds a letter or a digit. Send at least one of them with text.",
            path="$.body" if body else "$.title",
        )
    dates: dict[str, str | None] = {}
    for name in ("published_at", "fetched_at"):
        date = _date(getattr(raw, name), name)
        if isinstance(date, RefusalError):
            return date
        dates[name] = date
    url = _present(raw.url)
    canonical = canonical_url(url) if url else None
    return Article(
        id=_present(raw.id) or derived_id(canonical, title, body),
        title=title,
        body=text,
        url=url,
        canonical_url=canonical,
        source=_present(raw.source),
        published_at=dates["published_at"],
        fetched_at=dates["fetched_at"],
        language=_present(raw.language) or detect_language(f"{title}\n{text[:LETTERS_READ]}"),
        extra=raw.extra,
    )


def _parse(data: bytes | None, max_bytes: int) -> dict[str, Any] | RefusalError:
    if data is None:
        return RefusalError(code="null_value", message="The message has no value; an article is a JSON object.")
    if len(data) > max_bytes:
        return RefusalError(
            code="too_large",
            message=f"{len(data):,} bytes are more than RASD_MAX_ARTICLE_BYTES, {max_bytes:,}. Send the text alone, "
            "or raise the setting.",
        )
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        parsed = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return _why_unreadable(data, error)
    if not isinstance(parsed, dict):
        kind = _JSON_KIND[type(parsed)]
        return RefusalError(code="not_an_object", message=f"An article is a JSON object, this is {kind}.", path="$")
    return parsed


def _why_unreadable(data: bytes, error: orjson.JSONDecodeError) -> RefusalError:
    """The refusal of bytes that are no JSON: of the bytes where they are no UTF-8, of the JSON where they are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return RefusalError(
            code="invalid_utf8",
            message=f"Byte {wrong.start} (0x{data[wrong.start]:02x}) is not UTF-8: {wrong.reason}. Send UTF-8.",
        )
    return RefusalError(code="invalid_json", message=f"Not valid JSON: {error}.")


_JSON_KIND = {
    list: "an array",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def _readable(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _present(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _date(text: str | None, name: str) -> str | RefusalError | None:
    """The date in ISO 8601 with a zone, UTC where the text names none."""
    text = _present(text)
    if text is None:
        return None
    try:
        date = datetime.fromisoformat(_year_first(text))
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        date.astimezone(UTC)  # the first and last days of the calendar may have no equal in UTC
        return date.isoformat()
    except (ValueError, OverflowError) as error:
        return RefusalError(
            code="invalid_date",
            message=f"{text[:60]!r} is not a possible date ({error}). Write ISO 8601, for example "
            "2017-08-08T12:00:00+03:00, or leave the field out.",
            path=f"$.{name}",
        )


def _year_first(text: str) -> str:
    """ISO 8601 for a bare day as Arabic papers write it (26/04/2017, day first, or 2017/04/26); else the text itself.

    The contract asks for ISO 8601; archives hold such days all the same, and refusing would lose the article.
    """
    if "/" not in text and "." not in text:
        return text
    if day_first := _DAY_FIRST.fullmatch(text):
        return f"{day_first[3]}-{int(day_first[2]):02}-{int(day_first[1]):02}"
    if year_first := _YEAR_FIRST.fullmatch(text):
        return f"{year_first[1]}-{int(year_first[2]):02}-{int(year_first[3]):02}"
    return text
