"""Articles on their way through the stages: as received, as accepted, as published once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal["new", "exact", "near", "revision"]
Measure = Literal["identity", "jaccard", "containment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as a producer wrote it to `articles.raw`.

    `title` or `body` must hold text; all else may be absent. `published_at` and `fetched_at` are ISO 8601, UTC where
    they name no zone. `body` is plain text or HTML. `extra` holds the fields that the contract does not know: they are
    kept and passed through.
    """

    id: str | None = None
    url: str | None = None
    source: str | None = None
    title: str | None = None
    body: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that intake accepted: it has an id, its body is plain text, its dates are ISO 8601 with a zone.

    All offsets of claims count code points of this `title` and this `body`. `url` is as received; `canonical_url` is
    the form that de-duplication compares, None where there is no URL or none of a web page.
    """

    id: str
    title: str
    body: str
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The orthographically folded text of an article (`services.arabic.normalize`)."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What de-duplication compares, tagged with the version of the way it was computed.

    version: changes whenever the same text would give other values.
    exact: hexadecimal digest of the folded text; equal digests are exact duplicates.
    words: number of words of the folded body.
    shingles: hashes of the smallest word 3-grams, 48 bits, ascending; the index keys of near-duplicate search.
    sketch: all word 3-grams of the body in short (`services.dedup.sketch`), in base64; empty where the body has no words.
    statements: the casualty and defection statements, as `kind:low:high:assertion`, sorted; two near-duplicates whose
        statements differ are a revision.
    """

    version: str
    exact: str
    words: int
    shingles: list[int] = field(default_factory=list)
    sketch: str = ""
    statements: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintedArticle(Article):
    """An article on the internal topic `articles.fingerprinted`: accepted, folded, ready to be compared."""

    folded: Folded
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedArticle(FingerprintedArticle):
    """An article on `articles.normalized`: each article once, with its folded text and what it revises.

    revises: id of the article whose figures this one updates, or None.
    """

    revises: str | None = None
