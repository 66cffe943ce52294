"""Titles and text of entries without their markup, as far as decisions need it. Bodies are published as they are."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.S)
_NOT_SHOWN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_SPACE = re.compile(r"\s+")


def plain(markup: str) -> str:
    """The words of a piece of HTML or text on one line; entities are read, also those encoded twice."""
    text = markup
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", _NOT_SHOWN.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    return _SPACE.sub(" ", text).strip()
