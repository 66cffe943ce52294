"""`rasd extract`: claims of raw articles without a broker, one JSON line a claim, in input order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def extract(
    files: Annotated[
        list[Path], typer.Argument(help="Raw articles: .jsonl, .json, plain text, each also .gz; - is standard input.")
    ],
    table: Annotated[bool, typer.Option("--table", help="A table for people instead of JSON lines.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes to work with.")] = 1,
    explain: Annotated[
        bool, typer.Option("--explain", help="Each trigger found, the rule that took or dropped it, and why.")
    ] = False,
) -> None:
    """Claims of raw articles, without a broker and without de-duplication. What intake would refuse is named on standard
    error with its file and line.

    `rasd extract articles.jsonl > claims.jsonl`

    `zcat articles.jsonl.gz | rasd extract - --jobs 2`

    `rasd extract article.json --table`

    RASD_GAZETTEER_EXTRA and RASD_ACTORS_EXTRA name files with places and actors of your own (docs/places.md, docs/actors.md).
    """
    import os
    import sys

    from services.cli.article_files import read_located
    from services.cli.claim_lines import explained, lines
    from services.cli.claim_table import print_table
    from services.stream.own_data import ACTORS_EXTRA, GAZETTEER_EXTRA, use_own_data

    use_own_data(os.environ.get(GAZETTEER_EXTRA), os.environ.get(ACTORS_EXTRA))
    articles = read_located(files)
    if explain:
        for article in articles:
            sys.stdout.write(explained(article))
    elif table:
        print_table(articles)
    else:
        write = sys.stdout.buffer.write
        for chunk in lines(articles, jobs):
            write(chunk)
    raise typer.Exit(0)
