"""`rasd dedup`: what repeats what, without a broker."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.article_files import LocatedArticle

if TYPE_CHECKING:
    from schemas import FingerprintedArticle

ARTICLES_AT_ONCE = 64  # for each turn of a process


def dedup(
    files: Annotated[
        list[Path],
        typer.Argument(help="Raw articles: .jsonl, .json, .txt, each also .gz; - is standard input.", allow_dash=True),
    ],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that read and fingerprint articles.")] = 1,
) -> None:
    """Says of each article whether it is new, a copy (exact or near) of an earlier one, or revises its figures.

    Articles are compared in input order, each with all before it. What intake would refuse is named on standard error
    and left out. One JSON line an article: id, verdict, the first article of the chain that it repeats, how closely,
    and by which measure.

    `rasd dedup articles.jsonl > verdicts.jsonl`

    `zcat month.jsonl.gz | rasd dedup - --jobs 2 | grep -v '"new"'`
    """
    import orjson

    from services.cli.article_files import read_located
    from services.dedup import MemoryStore, decide

    store = MemoryStore()
    verdicts: Counter[str] = Counter()
    for number, article in enumerate(_fingerprinted(read_located(files), jobs)):
        if isinstance(article, str):
            typer.echo(article, err=True)
            verdicts["refused"] += 1
            continue
        decision = decide(article, store, at=number, origin=str(number))
        store.apply(decision.changes)
        verdicts[decision.verdict] += 1
        line = {
            "id": article.id,
            "verdict": decision.verdict,
            "of": decision.of,
            "similarity": decision.similarity,
            "measure": decision.measure,
        }
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    typer.echo(
        ", ".join(f"{count:,} {verdict}" for verdict, count in verdicts.most_common()) or "no articles", err=True
    )


def _fingerprinted(articles: Iterable[LocatedArticle], jobs: int) -> Iterator[FingerprintedArticle | str]:
    """Each article ready to be compared, in input order, or why it was refused."""
    if jobs == 1:
        yield from map(_read, articles)
        return
    from multiprocessing import Pool

    remaining = iter(articles)
    chunks = iter(lambda: list(islice(remaining, ARTICLES_AT_ONCE)), [])
    with Pool(jobs) as pool:
        for read in pool.imap(_read_all, chunks):
            yield from read


def _read_all(articles: list[LocatedArticle]) -> list[FingerprintedArticle | str]:
    return [_read(article) for article in articles]


def _read(located: LocatedArticle) -> FingerprintedArticle | str:
    from schemas import RefusalError
    from services.dedup import fingerprinted
    from services.intake import read_article

    article = read_article(located.data)
    if isinstance(article, RefusalError):
        return located.refused(article)
    return fingerprinted(article)
