"""`rasd export`: claims as a table, one row a claim."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def export(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Claims as JSON lines (.gz too; - is standard input), as `rasd extract` and `rasd tail --json` write "
            "them. Without files: all that the claim topics of KAFKA_BOOTSTRAP_SERVERS hold now.",
            show_default=False,
        ),
    ] = None,
    table_format: Annotated[
        str | None,
        typer.Option("--format", help="csv, parquet or geojson; by default what OUTPUT ends with, else csv."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; standard output by default.")
    ] = None,
    spreadsheet: Annotated[
        bool,
        typer.Option(
            "--spreadsheet", help="CSV that Excel opens rightly: byte order mark, no text taken for a formula."
        ),
    ] = False,
) -> None:
    """Claims as a table for pandas, DuckDB, R, QGIS or a spreadsheet: one row a claim, columns as in ACLED and UCDP.

    `rasd extract articles.jsonl.gz | rasd export - -o claims.parquet`

    `rasd export -o claims.geojson`   (from Kafka)

    `rasd export claims.jsonl --spreadsheet -o claims.csv`

    Add up only rows whose `standing` is `stands`: the others repeat, revise or deny. docs/analysts.md has the columns.
    """
    from services.cli.claim_input import claims
    from services.cli.environment import settings
    from services.export.rows import row
    from services.export.tables import FORMATS, MissingLibrary, write
    from services.stream.errors import OperatorError
    from services.tally import Ledger

    chosen = table_format or (output.suffix.removeprefix(".") if output and output.suffix else "csv")
    known = next((each for each in FORMATS if each == chosen), None)
    if known is None:
        raise typer.BadParameter(f"{chosen!r} is none of {', '.join(FORMATS)}.", param_hint="--format")
    if known == "parquet" and output is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is not text: name a file with --output.", param_hint="--format")
    ledger = Ledger(claims(files or [], None if files else settings()))
    rows = (row(claim, ledger) for claim in ledger)
    try:
        if output is None:
            write(rows, sys.stdout.buffer, known, spreadsheet=spreadsheet)
            sys.stdout.buffer.flush()
        else:
            with output.open("wb") as out:
                write(rows, out, known, spreadsheet=spreadsheet)
    except MissingLibrary as missing:
        raise OperatorError(str(missing)) from missing
