"""What is remembered of an article, and under which keys.

Keys begin with a letter for their kind; what follows is a digest of fixed length.

| key | leads to |
| --- | --- |
| `d` + article key | the record of the article |
| `t` + article key | its text, where it makes statements and was published (`kept_text`) |
| `e` + 12 bytes of the digest of its folded text | the first article with this text |
| `i` + 8 bytes of a digest of its id and source | the latest article of this id from this source |
| `u` + 8 bytes of a digest of its canonical URL | the latest article of this URL |
| `s` + 6 bytes of a shingle hash | the articles that have it among their index keys |
"""

from __future__ import annotations

import zlib
from hashlib import blake2b
from math import log2
from typing import Final

import msgspec

from schemas import Article, decode, encode
from schemas.article import FingerprintedArticle, Measure, Verdict

DIGEST_BYTES: Final = 8
# Takes three fifths of the time of the default level for 3 % more bytes.
COMPRESSION: Final = 4
_STEPS_PER_DOUBLING: Final = 4
_MEASURES: Final[tuple[Measure, ...]] = ("identity", "jaccard", "containment")
_VERDICTS: Final[tuple[Verdict, ...]] = ("new", "exact", "near", "revision")


class Record(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One article that was seen.

    version: of its fingerprint; sketches of different versions cannot be compared.
    at: when it was seen, in milliseconds since 1970. origin: the message that brought it.
    first: id of the first article of its chain, None when it is that itself.
    similarity: in ten thousandths. revised: article key of what it revised, None where it is no revision.
    published: article key of the published article that speaks for it, None when it was published itself.
    words, statements: of its fingerprint. sketch: empty for an exact copy, whose shingles are those of `published`.
    """

    version: str
    id: str
    source: str | None
    at: int
    origin: str
    verdict_number: int
    measure_number: int
    similarity: int
    first: str | None
    published: bytes | None
    revised: bytes | None
    words: int
    statements: list[str]
    sketch: bytes

    @property
    def verdict(self) -> Verdict:
        """The verdict that the article got."""
        return _VERDICTS[self.verdict_number]

    @property
    def measure(self) -> Measure:
        """What the similarity measures."""
        return _MEASURES[self.measure_number]

    @property
    def chain(self) -> str:
        """Id of the first article of the chain."""
        return self.first or self.id


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


def verdict_number(verdict: Verdict) -> int:
    """The number that stands for the verdict in a record."""
    return _VERDICTS.index(verdict)


def measure_number(measure: Measure) -> int:
    """The number that stands for the measure in a record."""
    return _MEASURES.index(measure)


def write(record: Record) -> bytes:
    """The record as bytes."""
    return _ENCODER.encode(record)


def read(data: bytes) -> Record:
    """The record that `write` wrote. Raises `msgspec.DecodeError` for anything else."""
    return _DECODER.decode(data)


def article_key(article: FingerprintedArticle, shingles: int) -> bytes:
    """Nine bytes that stand for this article: the same id, source, URL and text give the same key.

    shingles: how many distinct ones its body has. The first byte tells their order of magnitude (`size_class`), so
    that most candidates are dropped without reading their record.
    """
    digest = _digest(article.id, article.source or "", article.canonical_url or "", article.fingerprint.exact)
    return bytes((size_class(shingles),)) + digest


def size_class(shingles: int) -> int:
    """A number of shingles as one byte, on a logarithmic scale of steps of 19 %; 0 for none."""
    return min(round(_STEPS_PER_DOUBLING * log2(1 + shingles)), 255)


def typical_size(size: int) -> int:
    """The number of shingles in the middle of a size class."""
    return round(2 ** (size / _STEPS_PER_DOUBLING)) - 1


def record_key(article: bytes) -> bytes:
    """Where the record of an article is."""
    return b"d" + article


def text_key(article: bytes) -> bytes:
    """Where the text of an article is kept."""
    return b"t" + article


def exact_key(article: FingerprintedArticle) -> bytes:
    """Where the first article with this folded text is."""
    return b"e" + bytes.fromhex(article.fingerprint.exact)[:12]


def identity_keys(article: FingerprintedArticle) -> list[bytes]:
    """Where the latest version of the same article is: by its id and source, and by its URL unless that is a site's
    front page.

    An id alone is not enough: two sources may count their articles from one.
    """
    keys = [b"i" + _digest(article.id, article.source or "")]
    if article.canonical_url:
        # canonical: a scheme, a host, and no slash at the end
        after_scheme = article.canonical_url.partition("//")[2]
        if "/" in after_scheme or "?" in after_scheme:
            keys.append(b"u" + _digest(article.canonical_url))
    return keys


def shingle_key(shingle: int) -> bytes:
    """Where the articles with this index key are."""
    return b"s" + shingle.to_bytes(6, "big")


def keep_text(article: FingerprintedArticle) -> bytes:
    """The article in short, to find its claims again when another one revises it: a third of its JSON."""
    plain = Article(
        id=article.id,
        title=article.title,
        body=article.body,
        url=article.url,
        canonical_url=article.canonical_url,
        source=article.source,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        language=article.language,
    )
    return zlib.compress(encode(plain), COMPRESSION)


def kept_text(data: bytes) -> Article:
    """The article that `keep_text` wrote."""
    return decode(zlib.decompress(data), Article)


def _digest(*parts: str) -> bytes:
    # the unit separator is no part of an id, a source or a URL that anybody writes; lengths would cost as much again
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()
