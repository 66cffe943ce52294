"""The fingerprint of an article: what de-duplication compares."""

from __future__ import annotations

from hashlib import blake2b

from schemas import Article, Fingerprint
from services.arabic import normalize

VERSION = "exact-1"


def fingerprint(article: Article) -> Fingerprint:
    """The digest of the folded text; near-duplicates need more and are not decided yet."""
    title, body = normalize(article.title).text, normalize(article.body).text
    words = body.split()
    text = " ".join([*title.split(), "\n", *words])
    return Fingerprint(version=VERSION, exact=blake2b(text.encode(), digest_size=16).hexdigest(), words=len(words))
