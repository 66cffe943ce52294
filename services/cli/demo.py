"""`rasd demo`: an embedded broker, the worker and the sample articles; claims as they arrive, then a summary."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

# Seconds for the whole demo; it takes about ten.
LIMIT = 55.0


def demo(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles of your own instead of the samples.", show_default=False),
    ] = None,
) -> None:
    """Shows Rasd at work, with nothing but Python: starts a broker in memory and a worker, publishes sample articles,
    prints each claim as it arrives and a summary, and stops everything that it started.

    `rasd demo`

    `rasd demo my-articles.jsonl`
    """
    from services.cli.article_files import read_located
    from services.cli.demo_run import run_demo
    from services.cli.demo_summary import render_summary
    from services.stream.errors import OperatorError

    articles = [article.data for article in read_located(files or sample_files())]
    if not articles:
        raise OperatorError("There is no article in these files.")
    colour = sys.stdout.isatty()
    try:
        outcome = asyncio.run(asyncio.wait_for(run_demo(articles, colour), LIMIT))
    except TimeoutError as error:
        raise OperatorError(
            f"The demo did not finish within {LIMIT:.0f} s; the worker's messages are above."
        ) from error
    except KeyboardInterrupt:
        raise typer.Exit(1) from None
    sys.stdout.write(render_summary(outcome))


def sample_files() -> list[Path]:
    """The sample articles: beside this package where it was installed, in `examples/` of a clone."""
    from services.stream.errors import OperatorError

    here = Path(__file__).parent
    for folder in (here / "examples", here.parent.parent / "examples"):
        if folder.is_dir():
            return sorted(path for path in folder.iterdir() if path.suffix in (".json", ".jsonl"))
    raise OperatorError("The sample articles are not installed; name files of your own.")
