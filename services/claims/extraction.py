"""`extract`: an article in, its claims out, in reading order."""

from __future__ import annotations

from datetime import datetime

from schemas import Article, Claim, RawArticle
from services.arabic.normalize import normalize
from services.claims.checks.judgement import judge
from services.claims.choices.model import Weights
from services.claims.claim_builder import ClaimBuilder
from services.claims.constructions.frames import Reader
from services.claims.reading import Reading
from services.claims.resolution import settle
from services.claims.text.tokens import Document
from services.claims.triggers import candidates


def extract(article: Article | RawArticle, judged_by: Weights | None = None) -> list[Claim]:
    """The claims of an article, title first. A raw article is accepted by `services.intake` first; one that intake refuses
    raises ValueError with the reason. judged_by: as in `read`."""
    accepted = accepted_article(article)
    document, readings = read(accepted, judged_by)
    kept = settle(readings)
    claims: list[Claim] = []
    if kept:
        builder = ClaimBuilder(accepted, document, document_reader(document), kept)
        claims = [builder.build(reading) for reading in kept]
    document.release()
    return claims


def accepted_article(article: Article | RawArticle) -> Article:
    """The article as intake accepts it. Raises ValueError where intake refuses it."""
    if isinstance(article, Article):
        return article
    from services.intake.accept import accept

    accepted = accept(article)
    if not isinstance(accepted, Article):
        raise ValueError(accepted.message)
    return accepted


def read(article: Article, judged_by: Weights | None = None) -> tuple[Document, list[Reading]]:
    """Every reading of every trigger, dropped ones included, in reading order; `judgement` has had its word.

    judged_by: weights other than the packaged ones; those of an empty table leave the rules' answers as they are."""
    document, readings = read_by_rules(article)
    if readings:
        judge(document_reader(document), readings, judged_by)
    return document, readings


def read_by_rules(article: Article) -> tuple[Document, list[Reading]]:
    """The readings as the rules leave them, before `judgement`."""
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
