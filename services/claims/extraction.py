"""`extract`: an article in, its claims out, in reading order."""

from __future__ import annotations

from datetime import datetime

from schemas import Article, Claim, RawArticle
from services.arabic import normalize
from services.claims.claim_builder import ClaimBuilder
from services.claims.frames import Reader
from services.claims.reading import Reading
from services.claims.resolution import settle
from services.claims.tokens import Document
from services.claims.triggers import candidates


def extract(article: Article | RawArticle) -> list[Claim]:
    """The claims of an article, title first. A raw article is accepted by `services.intake` first; one that intake refuses
    raises ValueError with the reason."""
    accepted = accepted_article(article)
    document, readings = read(accepted)
    kept = settle(readings)
    if not kept:
        return []
    builder = ClaimBuilder(accepted, document, document_reader(document))
    return [builder.build(reading) for reading in kept]


def accepted_article(article: Article | RawArticle) -> Article:
    """The article as intake accepts it. Raises ValueError where intake refuses it."""
    if isinstance(article, Article):
        return article
    from services.intake.accept import accept

    accepted = accept(article)
    if not isinstance(accepted, Article):
        raise ValueError(accepted.message)
    return accepted


def read(article: Article) -> tuple[Document, list[Reading]]:
    """Every reading of every trigger, dropped ones included, in reading order."""
    document = Document(normalize(article.title), normalize(article.body), _published(article))
    readings: list[Reading] = []
    reader: Reader | None = None
    for field in (document.title, document.body):
        for candidate in candidates(field):
            if reader is None:
                reader = document_reader(document)
            readings += reader.read(candidate)
    return document, readings


def document_reader(document: Document) -> Reader:
    """The reader of a document (one a document: it remembers phrases)."""
    if document.reader is None:
        document.reader = Reader(document)
    return document.reader


def _published(article: Article) -> datetime | None:
    if not article.published_at:
        return None
    try:
        return datetime.fromisoformat(article.published_at)
    except ValueError:
        return None
