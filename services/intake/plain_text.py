"""An HTML body as plain text. Stands in until `services.arabic.html_text` is there."""

from __future__ import annotations

import re

from inscriptis import get_text

_TAG = re.compile(
    r"<(?:p|br|div|span|a|b|i|strong|em|h[1-6]|ul|ol|li|table|article|html|body|img|figure|blockquote)\b[^<>]*>", re.I
)


def looks_like_html(text: str) -> bool:
    return _TAG.search(text) is not None


def html_to_text(text: str) -> str:
    return str(get_text(text)).strip()
