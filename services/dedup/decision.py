"""Which earlier article an article repeats: a function of the article and of what is remembered.

Remembered are three keys of every published article: its id, its canonical URL, its folded text. Each leads to a record of who
was first and of the message (`origin`) that made it. The origin is what makes redelivery harmless: a message that meets
its own record gets the verdict it got first instead of being taken for a duplicate of itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from schemas import FingerprintedArticle
from schemas.article import Measure, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict on one article, and what to remember of it once its outputs are safe.

    of: id of the first article of the chain that it repeats, None when it is new.
    remember: keys and values to write.
    """

    verdict: Verdict
    of: str | None
    similarity: float
    measure: Measure
    remember: tuple[tuple[str, bytes], ...] = ()

    @property
    def published(self) -> bool:
        """Whether the article goes to `articles.normalized`."""
        return self.verdict in ("new", "revision")


@dataclass(frozen=True, slots=True)
class Record:
    """What a key leads to: the first article of its chain, the message that wrote it, and that message's verdict."""

    first: str
    origin: str
    verdict: Verdict


def decide(article: FingerprintedArticle, origin: str, remembered: Callable[[str], bytes | None]) -> Decision:
    """The verdict on an article that the message `origin` carried, given what is remembered under each key."""
    text_key, *name_keys = keys(article)
    record = _read(remembered(text_key))
    if record is not None:
        if record.origin == origin:
            return _publish(article, origin, record.verdict, record.first)
        return Decision(verdict="exact", of=record.first, similarity=1.0, measure="identity")
    for key in name_keys:
        record = _read(remembered(key))
        if record is not None and record.origin != origin:
            # The same id or page with another text: its figures may have changed, and losing an update is worse than
            # publishing twice. Comparing the figures comes with near-duplicates.
            return _publish(article, origin, "revision", record.first)
    return _publish(article, origin, "new", article.id)


def keys(article: FingerprintedArticle) -> list[str]:
    """The keys of an article: its text first, then its id and, where it has one, its canonical URL."""
    named = [f"id:{article.id}"]
    if article.canonical_url:
        named.append(f"url:{article.canonical_url}")
    return [f"text:{article.fingerprint.version}:{article.fingerprint.exact}", *named]


def _publish(article: FingerprintedArticle, origin: str, verdict: Verdict, first: str) -> Decision:
    value = orjson.dumps([first, origin, verdict])
    text_key, *name_keys = keys(article)
    # A revision leaves id and URL with the first article, which the whole chain names.
    remember = [text_key] if verdict == "revision" else [text_key, *name_keys]
    return Decision(
        verdict=verdict,
        of=first if verdict == "revision" else None,
        similarity=1.0,
        measure="identity",
        remember=tuple((key, value) for key in remember),
    )


def _read(value: bytes | None) -> Record | None:
    return None if value is None else Record(*orjson.loads(value))
