"""OPML 1.0 and 2.0 subscription lists: every outline that names a feed, at whatever depth."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from services.feeds.decoding import decode
from services.feeds.repair import repair


class NotOpml(ValueError):
    """The document is no list of feeds."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of the list. title and language are None where the list does not name them."""

    url: str
    title: str | None
    language: str | None


def read_opml(data: bytes) -> list[Subscription]:
    """The feeds of the list, each address once. Raises `NotOpml`."""
    text = repair(decode(data)[0])  # exported lists hold bare ampersands in addresses more often than not
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotOpml(f"not readable as OPML: {error}") from error
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise NotOpml("not OPML, its root element is not <opml>")
    feeds: dict[str, Subscription] = {}
    for outline in root.iter("outline"):
        attributes = {key.lower(): value.strip() for key, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "")
        if url:
            title = attributes.get("title") or attributes.get("text") or None
            feeds.setdefault(url, Subscription(url, title, attributes.get("language") or None))
    if not feeds:
        raise NotOpml("no outline names a feed (attribute xmlUrl)")
    return list(feeds.values())
