"""Claims of raw articles as JSON lines, as a table, or explained."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import Pool

import orjson

from schemas import ActorMention, Article, PlaceMention, RefusalError, Source
from services.claims import extract
from services.claims.loading import load
from services.intake.accept import read_article

_CHUNK = 64


def claims_of(data: bytes) -> bytes:
    """The claims of one article as JSON lines; what intake refuses is named on standard error and gives none."""
    article = read_article(data)
    if isinstance(article, RefusalError):
        sys.stderr.write(f"refused: {article.message}\n")
        return b""
    return b"".join(encode_line(claim) for claim in extract(article))


def encode_line(claim: object) -> bytes:
    """One claim as a JSON line."""
    return orjson.dumps(claim, default=None, option=orjson.OPT_APPEND_NEWLINE).replace(b'"from_":', b'"from":', 1)


def _many(chunk: list[bytes]) -> bytes:
    return b"".join(map(claims_of, chunk))


def lines(records: Iterable[bytes], jobs: int) -> Iterator[bytes]:
    """Claims of each article in input order, by `jobs` processes."""
    if jobs == 1:
        load()
        yield from map(claims_of, records)
        return
    iterator = iter(records)
    chunks = iter(lambda: list(islice(iterator, _CHUNK)), [])
    with Pool(jobs, load) as pool:
        yield from pool.imap(_many, chunks)


def print_table(records: Iterable[bytes]) -> None:
    """A table for people."""
    from rich.console import Console
    from rich.table import Table

    table = Table("kind", "count", "who", "side", "by", "cause", "place", "when", "source", "trigger")
    for record in records:
        article = read_article(record)
        if isinstance(article, RefusalError):
            sys.stderr.write(f"refused: {article.message}\n")
            continue
        for claim in extract(article):
            count = claim.count
            number = (
                str(count.low) if count.low == count.high and count.low is not None else f"{count.low}–{count.high}"
            )
            table.add_row(
                claim.kind,
                number,
                claim.who.text or "",
                _party(claim.who.side),
                _party(claim.by),
                claim.cause or "",
                _place(claim.place),
                claim.when.text if claim.when else "",
                _party(claim.source),
                claim.evidence.trigger.text,
            )
    Console().print(table)


def _party(party: ActorMention | Source | None) -> str:
    """A party's words, and below them the id that the registry of actors gives it."""
    if party is None:
        return ""
    return f"{party.text}\n{party.actor}" if party.actor else party.text


def _place(place: PlaceMention | None) -> str:
    """A place's words, and below them what the gazetteer knows of it."""
    if place is None:
        return ""
    if place.name is None:
        return place.text
    areas = dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
    point = "" if place.lat is None else f"\n{place.lat:.3f} {place.lon:.3f} ({place.precision})"
    return f"{place.text}\n{', '.join(areas)}{point}"


def explained(record: bytes) -> str:
    """Each trigger of an article with the rule that took or dropped it."""
    from services.claims.explain import explain

    article = read_article(record)
    if not isinstance(article, Article):
        return f"refused: {article.message}\n"
    return explain(article)
