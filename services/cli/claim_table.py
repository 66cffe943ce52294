"""Claims of raw articles as a table for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from schemas import RefusalError, encode
from services.claims import extract
from services.cli.article_files import LocatedArticle
from services.cli.claim_text import actor_text, count_text, isolated, place_text, when_text
from services.intake.accept import read_article

# Columns of text where nobody says how wide the output is (a file, a pipe): every cell of most claims on two or three lines.
WIDTH_OF_FILES = 200


def print_table(articles: Iterable[LocatedArticle]) -> None:
    """One row a claim on standard output, as wide as the terminal, or 200 characters in a file; what intake refuses is named
    on standard error."""
    table = Table("claim", "who", "by", "where", "when", "source", "trigger", show_lines=True)
    for located in articles:
        article = read_article(located.data)
        if isinstance(article, RefusalError):
            sys.stderr.write(f"{located.refused(article)}\n")
            continue
        for claim in extract(article):
            table.add_row(*_cells(orjson.loads(encode(claim))))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_FILES
    console.print(table)


def _cells(claim: Mapping[str, Any]) -> list[str]:
    who = claim["who"]
    notes = [claim["cause"]] if claim["cause"] else []
    notes += [claim["assertion"]] if claim["assertion"] != "asserted" else []
    notes += ["cumulative"] if claim["scope"] == "cumulative" else []
    notes += ["restates"] if claim["restates"] else []
    side = actor_text(who["side"])
    return [
        "\n".join(filter(None, (f"{claim['kind']} {count_text(claim['count'])}", ", ".join(notes)))),
        "\n".join(filter(None, (isolated(who["text"]), who["role"], f"of {side}" if side else ""))),
        actor_text(claim["by"]),
        place_text(claim["place"]),
        when_text(claim["when"]),
        actor_text(claim["source"]),
        isolated(claim["evidence"]["trigger"]["text"]),
    ]
