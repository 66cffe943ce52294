"""A worker that misbehaves as named by its first argument: a program for `test_health`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import faust
from aiokafka.consumer.fetcher import Fetcher

from services.cli import app


def fetch_nothing() -> None:
    """The consumer lives, joins its group, sends heartbeats, and never asks for a message."""

    async def nothing(*_: Any) -> bool:
        await asyncio.sleep(0.1)  # as long as a broker would hold the request
        return False

    Fetcher._proc_fetch_request = nothing


def hold_recovery(until: Path) -> None:
    """Recovery of the table stands still until there is such a file."""
    go_on = faust.Table.on_changelog_event

    async def wait(self: Any, event: Any) -> None:
        while not until.exists():  # noqa: ASYNC110, ASYNC240 - a file says when
            await asyncio.sleep(0.02)
        await go_on(self, event)

    faust.Table.on_changelog_event = wait


if __name__ == "__main__":
    _, fault, *rest = sys.argv
    if fault == "fetch-nothing":
        fetch_nothing()
    elif fault == "hold-recovery":
        hold_recovery(Path(rest.pop(0)))
    else:
        sys.exit(f"no fault {fault}")
    sys.argv = ["rasd", "worker", *rest]
    app.main()
