"""`rasd report`: claims on one HTML page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def report(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Claims as JSON lines (.gz too; - is standard input), as `rasd extract` and `rasd tail --json` write "
            "them. Without files: all that the claim topics of KAFKA_BOOTSTRAP_SERVERS hold now.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; standard output by default.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Language of the page: ar or en.")] = "ar",
) -> None:
    """Claims on one HTML page: timeline, map, actors, sources, contradictions, each figure with its evidence.

    The page is a single file, connects to no network and adds nothing that the articles say is the same.

    `rasd report claims.jsonl -o report.html`

    `rasd extract articles.jsonl | rasd report - -o report.html --language en`

    `rasd report > report.html`   (from Kafka)
    """
    from services.cli.claim_input import claims
    from services.cli.environment import settings
    from services.report.page import LANGUAGES, render
    from services.tally import Ledger

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language!r} is none of {', '.join(LANGUAGES)}.", param_hint="--language")
    page = render(Ledger(claims(files or [], None if files else settings())), language).encode()
    if output is None:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(page)
