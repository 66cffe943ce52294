"""How two texts are related: copy, cut copy, another version, or nothing to do with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from schemas.article import FingerprintedArticle, Measure
from services.dedup.records import Record
from services.dedup.sketch import Overlap, Sketch, overlap

# Jaccard of word 3-grams from which two texts are the same text (the usual measure of near-duplicates; Broder 1997).
SAME_TEXT: Final = 0.7
# Below this many words a shared formula ("more details soon") makes strangers alike: such texts are compared exactly
# only.
LEAST_WORDS: Final = 20
# The share of a text that is in another one from which it is cut out of it, and the words that make that no accident.
CONTAINED: Final = 0.9
LEAST_WORDS_CONTAINED: Final = 60
# A longer text is a copy of the shorter one in it only while no more than half of it is new.
MOSTLY_NEW: Final = 0.5
# Versions of one article share sentences. Two texts that share less than this under one id or URL are two articles,
# whose sender used the id or the address twice.
UNRELATED: Final = 0.05


@dataclass(frozen=True, slots=True)
class Relation:
    """How an article is related to an earlier one. `similarity` 0 to 1 by `measure`, rounded to four digits."""

    measure: Measure
    similarity: float
    verdict: Literal["near", "revision"] = "near"


def relate(
    article: FingerprintedArticle,
    sketch: Sketch | None,
    earlier: Record,
    earlier_sketch: Sketch | None,
    *,
    same_article: bool,
) -> Relation | None:
    """The relation of an article to an earlier one, None where they have nothing to do with each other.

    sketch, earlier_sketch: their shingles, None where there are none to compare. same_article: they have the same id
    and source, or the same URL.
    """
    statements, before = frozenset(article.fingerprint.statements), frozenset(earlier.statements)
    if sketch and earlier_sketch and min(article.fingerprint.words, earlier.words) >= LEAST_WORDS:
        shared = overlap(sketch, earlier_sketch)
        if shared.jaccard >= SAME_TEXT:
            # A paper that cuts an agency's text takes nothing back; a source that no longer says what it said does.
            same_publication = same_article or article.source == earlier.source
            cut = statements < before and shared.of_first >= CONTAINED and not same_publication
            return _relation("jaccard", shared.jaccard, revised=statements != before and not cut)
        if min(article.fingerprint.words, earlier.words) >= LEAST_WORDS_CONTAINED:
            contained = _containment(shared, sketch.total, earlier_sketch.total, statements, before)
            if contained is not None:
                return contained
        if max(shared.of_first, shared.of_second) < UNRELATED:
            return None
    return _relation("identity", 1.0, revised=statements != before) if same_article else None


def _containment(
    shared: Overlap, total: int, earlier_total: int, statements: frozenset[str], before: frozenset[str]
) -> Relation | None:
    """The relation of a text that is cut out of an earlier one, or contains it."""
    if total <= earlier_total:
        if shared.of_first < CONTAINED:
            return None
        return _relation("containment", shared.of_first, revised=not statements <= before)
    if shared.of_second < CONTAINED:
        return None
    if earlier_total >= total * MOSTLY_NEW:
        return _relation("containment", shared.of_second, revised=not statements <= before)
    # A long report with an agency's text somewhere in it is no copy. But what it repeats must not be counted again.
    return _relation("containment", shared.of_second, revised=True) if statements & before else None


def _relation(measure: Measure, similarity: float, *, revised: bool) -> Relation:
    return Relation(measure, round(similarity, 4), "revision" if revised else "near")
