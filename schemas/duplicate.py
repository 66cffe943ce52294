"""The notice on `articles.duplicates`: which article is repeated, how and how closely."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.article import Measure, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateNotice:
    """One repeated article.

    id: the article that repeats; of: the first article of the chain that it repeats.
    verdict: `exact`, `near`, or `revision` (published as well, because its figures differ).
    similarity: 0 to 1, by `measure`: `identity` (same id, canonical URL or folded text), `jaccard` of word 3-grams, or
        `containment` of the shorter text in the longer.
    """

    id: str
    of: str
    verdict: Verdict
    similarity: float
    measure: Measure
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published_at: str | None = None
