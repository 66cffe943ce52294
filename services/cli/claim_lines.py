"""Claims of raw articles as JSON lines, or explained."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import Pool

import orjson

from schemas import Article, RefusalError
from services.claims import extract
from services.claims.loading import load
from services.cli.article_files import LocatedArticle
from services.intake.accept import read_article

_CHUNK = 64


def claims_of(located: LocatedArticle) -> bytes:
    """The claims of one article as JSON lines; what intake refuses is named on standard error and gives none."""
    article = read_article(located.data)
    if isinstance(article, RefusalError):
        sys.stderr.write(f"{located.refused(article)}\n")
        return b""
    return b"".join(encode_line(claim) for claim in extract(article))


def encode_line(claim: object) -> bytes:
    """One claim as a JSON line."""
    return orjson.dumps(claim, default=None, option=orjson.OPT_APPEND_NEWLINE).replace(b'"from_":', b'"from":', 1)


def _many(chunk: list[LocatedArticle]) -> bytes:
    return b"".join(map(claims_of, chunk))


def lines(articles: Iterable[LocatedArticle], jobs: int) -> Iterator[bytes]:
    """Claims of each article in input order, by `jobs` processes."""
    if jobs == 1:
        load()
        yield from map(claims_of, articles)
        return
    iterator = iter(articles)
    chunks = iter(lambda: list(islice(iterator, _CHUNK)), [])
    with Pool(jobs, load) as pool:
        yield from pool.imap(_many, chunks)


def explained(located: LocatedArticle) -> str:
    """Each trigger of an article with the rule that took or dropped it."""
    from services.claims.explain import explain

    article = read_article(located.data)
    if not isinstance(article, Article):
        return f"{located.refused(article)}\n"
    return explain(article)
