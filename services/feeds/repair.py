"""Text of an XML feed made fit for a strict parser, without losing an entry.

A parser that meets a control character, a bare ampersand, an entity of HTML or an undeclared prefix stops there, some
of them
silently, and the entries after it are lost. What is rewritten here is only what XML 1.0 forbids; CDATA sections stay
as they
are but for the characters that no XML document may hold. The document type declaration goes, and with it every entity
that it defines: nothing in a feed needs one, and they are how small documents grow into gigabytes or read local files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

XML_ENTITIES = frozenset({"lt", "gt", "amp", "quot", "apos"})
# Prefixes that feeds use without declaring them, with the namespace that they mean.
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}

# XML 1.0 (fifth edition), production 2 Char: all else is forbidden, even as a reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_OUTSIDE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.S)
_AMPERSAND = re.compile(r"&(?:(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_START = re.compile(r"<(?:\?xml|!DOCTYPE|rss|feed|rdf:RDF|channel|[A-Za-z0-9]+:(?:feed|rss|RDF))\b", re.I)
_DECLARATION = re.compile(r"(?<!\s)\s*+<\?xml[^>]*+>")
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(?:\[.*?\]\s*)?>", re.I | re.S)
_ROOT = re.compile(r"<[A-Za-z][\w:.-]*")
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]*):[A-Za-z]")
_ATTRIBUTE_PREFIX = re.compile(r"\s([A-Za-z][\w.-]*):[\w.-]+\s*=\s*[\"']")
_DECLARED_PREFIX = re.compile(r"\sxmlns:([\w.-]+)\s*=")
_ITEM = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)(?=[\s>])", re.I)
_ROOT_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF)\s*>", re.I)
_ITEM_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>", re.I)
HEAD = 8192  # characters in which the document must begin and declare its prefixes


def repair(text: str) -> str:
    """The document from its declaration or root on, without a document type, fit for a strict parser where that can
    be had.
    """
    text = _FORBIDDEN.sub("", text)
    start = _START.search(text[:HEAD])
    text = text[start.start() :] if start else text
    text = _DECLARATION.sub("", text, count=1)
    text = _DOCTYPE.sub("", text, count=1)
    text = _outside_cdata(text, _mend_references)
    return '<?xml version="1.0" encoding="utf-8"?>' + _declare_prefixes(text)


def count_entries(text: str) -> int:
    """How many entries the markup opens, not counting what stands in CDATA sections and comments."""
    return len(_ITEM.findall(_OUTSIDE.sub("", text)))


def without_cut_entry(text: str) -> tuple[str, bool]:
    """The text without a last entry that was cut in the middle, and whether the document was cut at all.

    A proxy or a full disk cuts documents at any byte. Half an entry has half a headline and no guid: it would be
    published as an article of its own.
    """
    if _ROOT_END.search(text):
        return text, False
    last = 0
    for last_item in _ITEM.finditer(text):
        last = last_item.start()
    return (text if _ITEM_END.search(text, last) else text[:last]) if last else text, True


def _outside_cdata(text: str, change: Callable[[str], str]) -> str:
    parts = []
    last = 0
    for section in _OUTSIDE.finditer(text):
        parts += [change(text[last : section.start()]), section[0]]
        last = section.end()
    parts.append(change(text[last:]))
    return "".join(parts)


def _mend_references(text: str) -> str:
    return _AMPERSAND.sub(_mend_reference, text) if "&" in text else text


def _mend_reference(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        value = int(number[2:], 16) if number[1] in "xX" else int(number[1:])
        if value > 0x10FFFF or _FORBIDDEN.match(chr(value)):
            return ""
        return match[0]
    if name is None:
        return "&amp;"
    if name in XML_ENTITIES:
        return match[0]
    character = html5.get(name + ";")
    return character if character is not None else "&amp;" + match[0][1:]


def _declare_prefixes(text: str) -> str:
    root = _ROOT.search(text[:HEAD])
    if root is None:
        return text
    plain = _OUTSIDE.sub("", text)
    used = set(_PREFIX.findall(plain)) | set(_ATTRIBUTE_PREFIX.findall(plain))
    missing = used - set(_DECLARED_PREFIX.findall(plain)) - {"xml", "xmlns"}
    declarations = "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in sorted(missing)
    )
    return text[: root.end()] + declarations + text[root.end() :]
