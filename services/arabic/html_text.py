"""HTML bodies as plain text, by Resiliparse (an HTML5 parser in Rust without a limit of depth).

Feeds and archives hand over bodies with markup; claims need running text in which every offset counts. Plain text is
never touched. Losing text is the costlier error, so captions, quotations, table cells and text in unknown elements all
stay; what a reader of the page never sees as text (scripts, styles, comments, form fields) goes. Entities are decoded
once, nothing is fetched, and a document type is never read, so it cannot expand into anything.

Some properties of HTML5 parsing would cost more than linear time on hostile input: bold, links and the like are opened
anew in every paragraph while they are not closed; some elements search all that are open; list items are indented by
their depth; attributes are compared with each other. Tags are therefore rewritten before parsing: what only formats
becomes a span, what only parts text becomes a div, overlong tags lose their attributes. A body with more tags than any
article has is flattened: its elements no longer nest at all.
"""

from __future__ import annotations

import re
from typing import Final

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLParserException

_ELEMENTS: Final = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|figure|"
    "font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|noscript|object|"
    "ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|time|title|"
    "tr|tt|u|ul|video|wbr"
)
_MARKUP: Final = re.compile(rf"</?(?:{_ELEMENTS})(?:\s++[a-z:_-]++\s*=[^<>]*+)?\s*/?>|<!--|<!doctype\s", re.IGNORECASE)

_FORMAT: Final = (
    "a|abbr|acronym|applet|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|marquee|nobr|object|q|rb|rp|"
    "rt|rtc|ruby|s|samp|small|strike|strong|sub|sup|time|tt|u|var"
)
_BLOCKS: Final = (
    "address|article|aside|blockquote|center|dd|details|dialog|dir|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|"
    "header|hgroup|legend|li|listing|main|menu|nav|ol|optgroup|option|plaintext|search|section|summary|ul|xmp"
)
_FORMATTING_TAG: Final = re.compile(rf"(</?)(?:{_FORMAT})(?=[\s/>])", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(rf"(</?)(?:{_BLOCKS})(?=[\s/>])", re.IGNORECASE)

_MOST_TAGS_TO_NEST: Final = 20_000
"""Long articles have some hundred tags, big pages a few thousand; at this many, nesting costs under a second."""
_FLAT_FORMATTING_TAG: Final = re.compile(rf"</?(?:{_FORMAT}|span)(?=[\s/>])", re.IGNORECASE)
_FLAT_TAG: Final = re.compile(r"</?(?!wbr[\s/>])[a-z][^\s/<>]*+(?=[\s/>])", re.IGNORECASE)

# Comments, and elements whose content is no markup and never shown. Unclosed, they reach to the end, as in a browser.
_HIDDEN: Final = re.compile(
    r"<!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
    r"|<(script|style|textarea|title|iframe|noembed|noframes)(?=[\s/>])[\s\S]*?(?:</\1(?=[\s/>])[^>]*+>?|\Z)",
    re.IGNORECASE,
)
_CDATA: Final = re.compile(r"<!\[CDATA\[|\]\]>")  # feeds leave them around text; a parser would drop it
# A quoted value may hold ">". An unclosed tag reaches to the end, so that nothing is searched twice.
_TAG: Final = re.compile(r"(</?[a-z][^\s/<>]*+)(?:[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+(?:>|\Z)", re.IGNORECASE)
_LONGEST_TAG: Final = 2_000

_NOT_UNICODE: Final = re.compile(r"[\ud800-\udfff]")
_SPACE_AT_LINE_ENDS: Final = re.compile(r"(?<![ \t])[ \t]++(?=\n|\Z)")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


class UnreadableHtml(ValueError):
    """The HTML parser gave up on a body."""


def looks_like_html(text: str) -> bool:
    """Whether a body is HTML: it holds at least one tag of a known element, a comment or a document type.

    "<" in plain text ("x < y", "<غير واضح>") and lone entities ("AT&amp;T") are not enough.
    """
    return "<" in text and _MARKUP.search(text) is not None


def html_to_text(html: str) -> str:
    """The text of an HTML document or fragment.

    Paragraphs are parted by an empty line, other blocks, list items, table rows and <br> by a line break, cells by
    tabs; other white space is collapsed as a browser does; lone surrogates become U+FFFD. Takes time and memory linear
    in the input. Raises `UnreadableHtml`, which no known input causes.
    """
    html = _NOT_UNICODE.sub("\ufffd", html)
    html = _HIDDEN.sub("", _CDATA.sub("", html))
    html = _TAG.sub(lambda tag: tag[0] if len(tag[0]) <= _LONGEST_TAG else f"{tag[1]}>", html)
    if html.count("<") > _MOST_TAGS_TO_NEST:
        html = _FLAT_TAG.sub("<br", _FLAT_FORMATTING_TAG.sub("<wbr", html))
    else:
        html = _BLOCK_TAG.sub(r"\1div", _FORMATTING_TAG.sub(r"\1span", html))
    try:
        text = extract_plain_text(
            html, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False, form_fields=False
        )
    except HTMLParserException as error:
        raise UnreadableHtml(f"the body is not readable as HTML ({error}); send it as plain text") from error
    return _EMPTY_LINES.sub("\n\n", _SPACE_AT_LINE_ENDS.sub("", text)).strip()
