"""Which earlier article an article repeats: a function of the article and of what is remembered.

Theory. An agency's text runs in many papers: copied, retitled, respelled, cut. A copy must not count its dead again, an
updated toll must not be lost. To lose an update is the costlier error: whatever states figures of its own is
published, as a revision that says what it revises, so that subscribers can replace instead of add. A text that
repeats statements word for word is worth nothing to them, so that copies are sought with both recall and precision
near 1 (bench/dedup.py).

How. The folded text leads to exact copies, id and URL to other versions of the same article, a few smallest shingle
hashes to texts that share words; those are then compared in full. Known failures and rejected ways are in
docs/deduplication.md.

Redelivery. The record of an article names the message (`origin`) that brought it. A message that meets its own record
gets the verdict that it got first, instead of being taken for a copy of itself.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import inf
from typing import Final, TypedDict

from schemas.article import FingerprintedArticle, Measure, Verdict
from services.dedup import records
from services.dedup.fingerprint import expected_keys
from services.dedup.records import Record
from services.dedup.relation import Relation, relate
from services.dedup.sketch import Sketch, total_in, unpack
from services.dedup.store import Changes, Reader, is_full, split

# A template that thousand articles share makes each a candidate of each; this bounds what one article costs to about a
# millisecond. Those that share most keys are compared.
MOST_COMPARED: Final = 64
# Two texts of Jaccard .7 share 82 % of their keys, a cut copy has 90 % of its own. Who shares much fewer is no such pair;
# a pair of very different lengths can only be a cut copy. On the corpus these halve the comparisons of a quarter for
# both, and lose 5 of 2,043 articles, all of them cut copies (docs/deduplication.md).
LEAST_SHARED_KEYS: Final = 1 / 3
LEAST_SHARED_KEYS_OF_A_CUT: Final = 0.45
SIMILAR_LENGTH: Final = 0.65
SIMILARITY_UNIT: Final = 10_000
_RANK: Final[dict[Measure, int]] = {"jaccard": 2, "identity": 1, "containment": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict on one article, and what to remember once its outputs are safe.

    of: id of the first article of the chain that it repeats, None when it is new.
    similarity: 0 to 1 by `measure`, rounded to four digits; both None when the article is new.
    revises: id of the article whose figures a revision updates. revised: that article (`records.kept_text`), where it
    makes statements. withdraws: whether those that the revision does not make are taken back.
    changes: what to remember.
    """

    verdict: Verdict
    of: str | None
    similarity: float | None
    measure: Measure | None
    revises: str | None = None
    revised: bytes | None = None
    withdraws: bool = False
    changes: Changes = field(default_factory=Changes)

    @property
    def published(self) -> bool:
        """Whether the article goes to `articles.normalized`."""
        return self.verdict in ("new", "revision")


class _Revised(TypedDict, total=False):
    revises: str | None
    revised: bytes | None
    withdraws: bool


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier article that the article repeats, and how."""

    key: bytes
    record: Record
    relation: Relation


def decide(
    article: FingerprintedArticle, store: Reader, *, at: int = 0, origin: str, window: int | None = None
) -> Decision:
    """The verdict on an article, given what the store remembers.

    at: when the article was seen, in milliseconds since 1970. origin: the message that carried it. window: milliseconds
    for which an article is remembered, None for ever. The caller applies `changes`.
    """
    return _Deciding(article, store, at, origin, None if window is None else at - window).decide()


class _Deciding:
    """One article on its way to a verdict."""

    def __init__(self, article: FingerprintedArticle, store: Reader, at: int, origin: str, oldest: int | None) -> None:
        self.article = article
        self.store = store
        self.at = at
        self.origin = origin
        self.oldest = oldest
        self.shingles = b64decode(article.fingerprint.sketch)
        self.key = records.article_key(article, total_in(self.shingles))

    def decide(self) -> Decision:
        exact_key = records.exact_key(self.article)
        identity_keys = records.identity_keys(self.article)
        own, same_text, *same_name = self.store.get([records.record_key(self.key), exact_key, *identity_keys])
        if own is not None:
            record = records.read(own)
            if record.origin == self.origin:
                return self._again(record)
            if self._remembered(record):
                return Decision(verdict="exact", of=record.chain, similarity=1.0, measure="identity")
        first = self._records([same_text]).get(same_text) if same_text is not None else None
        if same_text is not None and first is not None:
            return self._exact(same_text, first, identity_keys)
        shingle_keys = [records.shingle_key(shingle) for shingle in self.article.fingerprint.shingles]
        members = self.store.members(shingle_keys)
        matches = self._matches([key for key in same_name if key is not None], members)
        free = [key for key, found in zip(shingle_keys, members, strict=True) if not is_full(found)]
        return self._decision(matches, exact_key, identity_keys, free)

    def _again(self, record: Record) -> Decision:
        """What a message was told before, when it comes again."""
        return Decision(
            verdict=record.verdict,
            of=record.first,
            similarity=record.similarity / SIMILARITY_UNIT if record.first else None,
            measure=record.measure if record.first else None,
            **self._revised(record.verdict, record.revised, record.measure),
        )

    @cached_property
    def sketch(self) -> Sketch | None:
        """Unpacked when there is something to compare with."""
        return unpack(self.shingles)

    def _exact(self, key: bytes, record: Record, identity_keys: list[bytes]) -> Decision:
        published = record.published or key
        changes = Changes()
        self._remember(changes, "exact", Relation("identity", 1.0), record.chain, published, None, b"")
        changes.values += [(identity, self.key) for identity in identity_keys]
        return Decision(verdict="exact", of=record.chain, similarity=1.0, measure="identity", changes=changes)

    def _matches(self, named: list[bytes], members: list[bytes]) -> list[Match]:
        shared = Counter(split(b"".join(members)))
        least = _least_shared(self.key[0])
        promising = [(-count, key) for key, count in shared.items() if count >= least[key[0]]]
        if not promising and not named:
            return []
        promising.sort()
        candidates = [*named, *(key for _, key in promising[:MOST_COMPARED])]
        found = self._records(candidates)
        matches = []
        for key in dict.fromkeys(candidates):
            record = found.get(key)
            if record is None or record.version != self.article.fingerprint.version:
                continue
            same_article = key in named
            relation = relate(self.article, self.sketch, record, self._sketch_of(record), same_article=same_article)
            if relation is not None:
                matches.append(Match(key, record, relation))
                if relation.verdict == "near" and relation.measure == "jaccard":
                    break  # candidates are in the order of the keys that they share: none is much closer
        return matches

    def _sketch_of(self, record: Record) -> Sketch | None:
        if not record.sketch and record.published is not None:
            original = self._records([record.published]).get(record.published)
            record = original or record
        return unpack(record.sketch)

    def _decision(
        self, matches: list[Match], exact_key: bytes, identity_keys: list[bytes], free: list[bytes]
    ) -> Decision:
        changes = Changes()
        copies = [match for match in matches if match.relation.verdict == "near"]
        if copies:
            match = max(copies, key=_closeness)
            verdict: Verdict = "near"
            published: bytes | None = match.record.published or match.key
            revised = None
        elif matches:
            # the latest version is the one that subscribers hold
            match = max(matches, key=lambda each: (each.record.at, _closeness(each)))
            verdict, published = "revision", None
            revised = match.record.published or match.key
        else:
            match, verdict, published, revised = None, "new", None, None
        relation = match.relation if match else None
        of = match.record.chain if match else None
        self._remember(changes, verdict, relation, of, published, revised, self.shingles)
        changes.values.append((exact_key, self.key))
        changes.values += [(identity, self.key) for identity in identity_keys]
        changes.members += [(key, self.key) for key in free]
        if published is None and self.article.fingerprint.statements:
            changes.values.append((records.text_key(self.key), records.keep_text(self.article)))
        return Decision(
            verdict=verdict,
            of=of,
            similarity=relation.similarity if relation else None,
            measure=relation.measure if relation else None,
            **self._revised(verdict, revised, relation.measure if relation else None),
            changes=changes,
        )

    def _revised(self, verdict: Verdict, revised: bytes | None, measure: Measure | None) -> _Revised:
        """What a revision says of the article that it revises."""
        if verdict != "revision" or revised is None:
            return {}
        record, text = self.store.get([records.record_key(revised), records.text_key(revised)])
        return {
            "revises": records.read(record).id if record is not None else None,
            "revised": text,
            # a paper that cuts a text takes nothing back, nor does a report that an agency's text is part of
            "withdraws": measure != "containment",
        }

    def _remember(
        self,
        changes: Changes,
        verdict: Verdict,
        relation: Relation | None,
        first: str | None,
        published: bytes | None,
        revised: bytes | None,
        sketch: bytes,
    ) -> None:
        record = Record(
            version=self.article.fingerprint.version,
            id=self.article.id,
            source=self.article.source,
            at=self.at,
            origin=self.origin,
            verdict_number=records.verdict_number(verdict),
            measure_number=records.measure_number(relation.measure) if relation else 0,
            similarity=round(relation.similarity * SIMILARITY_UNIT) if relation else 0,
            first=first,
            published=published,
            revised=revised,
            words=self.article.fingerprint.words,
            statements=self.article.fingerprint.statements,
            sketch=sketch,
        )
        changes.values.append((records.record_key(self.key), records.write(record)))

    def _records(self, keys: Iterable[bytes]) -> dict[bytes, Record]:
        """The records of these articles, as far as they are remembered."""
        wanted = list(keys)
        found = self.store.get([records.record_key(key) for key in wanted]) if wanted else []
        read = {key: records.read(data) for key, data in zip(wanted, found, strict=True) if data is not None}
        return {key: record for key, record in read.items() if self._remembered(record)}

    def _remembered(self, record: Record) -> bool:
        return self.oldest is None or record.at >= self.oldest


@lru_cache(maxsize=256)
def _least_shared(size: int) -> tuple[float, ...]:
    """For each size class of an other text: the number of index keys that it shares at least when one repeats the
    other.
    """
    return tuple(_least_shared_by(records.typical_size(size), records.typical_size(other)) for other in range(256))


def _least_shared_by(one: int, two: int) -> float:
    if not one or not two:
        return inf
    # the keys of the shorter text that lie below the limit up to which both texts have keys
    limit = min(expected_keys(one) / one, expected_keys(two) / two)
    similar = min(one, two) >= SIMILAR_LENGTH * max(one, two)
    return (LEAST_SHARED_KEYS if similar else LEAST_SHARED_KEYS_OF_A_CUT) * min(one, two) * limit


def _closeness(match: Match) -> tuple[int, float, int, bytes]:
    """For `max`: a whole copy before a part, the most similar, the earlier of equals, and always the same one."""
    return _RANK[match.relation.measure], match.relation.similarity, -match.record.at, match.key
