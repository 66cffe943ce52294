"""The fingerprint of an article: all that de-duplication compares."""

from __future__ import annotations

import dataclasses
from base64 import b64encode
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import numpy as np

from schemas import Article, Fingerprint, FingerprintedArticle, Folded
from services.arabic import normalize
from services.dedup import shingles
from services.dedup.shingles import Hashes
from services.dedup.sketch import pack
from services.dedup.statements import statements_of

VERSION: Final = f"rasd-1/{shingles.VERSION}"

# The keys that lead to near-duplicates are the smallest shingle hashes, so that two texts choose the same ones. Eight
# find every pair of Jaccard .7 of the corpus (bench/dedup.py). A text cut out of a longer one shares few of eight, so
# that longer texts have more: all hashes below 1/20 of the range find 99 of 100 such copies where eight find 95
# (docs/deduplication.md). Sixty-four bound what one article costs.
KEYS_LEAST: Final = 8
KEYS_SHARE: Final = 1 / 20
KEYS_MOST: Final = 64
# JSON numbers are exact below 2^53 in every language; 48 bits keep chance matches below one in a million look-ups.
KEY_BITS: Final = 48
# Fewer words in title and body than this are a label over a picture, not a text.
LEAST_WORDS_OF_TEXT: Final = 4
_ARTICLE_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Article))
_KEY_LIMIT: Final = np.uint64(int(2**64 * KEYS_SHARE))


def fingerprinted(article: Article, statements: Sequence[str] | None = None) -> FingerprintedArticle:
    """The article with its folded text and its fingerprint, as de-duplication takes it. statements: see `fingerprint`."""
    folded = Folded(title=normalize(article.title).text, body=normalize(article.body).text)
    return FingerprintedArticle(
        **{name: getattr(article, name) for name in _ARTICLE_FIELDS},
        folded=folded,
        fingerprint=fingerprint(article, folded, statements),
    )


def fingerprint(article: Article, folded: Folded | None = None, statements: Sequence[str] | None = None) -> Fingerprint:
    """The fingerprint of an article.

    folded, statements: where the caller has them already; else they are computed (`services.arabic.normalize`,
    `services.claims.extract`).
    """
    if folded is None:
        folded = Folded(title=normalize(article.title).text, body=normalize(article.body).text)
    body = shingles.word_hashes(folded.body)
    hashes = shingles.shingle_hashes(body)
    return Fingerprint(
        version=VERSION,
        exact=_exact_digest(article, folded.title.split(), body),
        words=len(body),
        shingles=index_keys(hashes),
        sketch=b64encode(pack(hashes)).decode(),
        statements=list(statements_of(article) if statements is None else statements),
    )


def _exact_digest(article: Article, title: list[str], body: Hashes) -> str:
    """Hexadecimal digest of the folded title and the words of the body: white space makes no other text, nor does
    punctuation in the body.

    A text of fewer than `LEAST_WORDS_OF_TEXT` words is a label ("Caricature" over a picture every day) or what
    folding left of nothing: it says too little to be the same article elsewhere, so that its digest has the address
    and the text as received too.
    """
    digest = blake2b(" ".join([*title, "\n"]).encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(body.tobytes())
    if len(title) + len(body) < LEAST_WORDS_OF_TEXT:
        address = article.canonical_url or article.id
        digest.update("\n".join((address, article.title, article.body)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def index_keys(hashes: Hashes) -> list[int]:
    """The leading 48 bits of the hashes under which a text with these shingles is found, ascending."""
    count = int(hashes.searchsorted(_KEY_LIMIT))
    chosen = hashes[: min(max(count, KEYS_LEAST), KEYS_MOST)]
    keys: list[int] = (chosen >> np.uint64(64 - KEY_BITS)).tolist()
    return keys


def expected_keys(total: int) -> int:
    """How many index keys a text of `total` distinct shingles has, about."""
    return min(max(int(total * KEYS_SHARE), KEYS_LEAST), KEYS_MOST, total)
