"""`rasd extract`: placeholder, written in full by the claims work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def extract(files: Annotated[list[Path], typer.Argument(help="Raw articles.")]) -> None:
    """Claims of raw articles, without a broker."""
    raise typer.Exit(1)
