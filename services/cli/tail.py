"""`rasd tail`: subscribes and prints events."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import Annotated

import typer

DEFAULT_TOPICS = ("claims.casualty", "claims.defection")


def tail(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            help="Topics without prefix: claims.casualty, claims.defection (both by default), articles.normalized, "
            "articles.duplicates, articles.rejected, articles.raw.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as it stands in Kafka.")] = False,
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="Also what the topics hold already.")
    ] = False,
    until_idle: Annotated[
        float | None, typer.Option("--until-idle", min=0.1, help="End after so many seconds without an event.")
    ] = None,
) -> None:
    """Prints events as they arrive, until Ctrl-C.

    `rasd tail`

    `rasd tail claims.casualty --json --from-beginning --until-idle 5 > claims.jsonl`

    `rasd tail articles.rejected`
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_tail(topic or list(DEFAULT_TOPICS), as_json, from_beginning, until_idle))


async def _tail(names: list[str], as_json: bool, from_beginning: bool, until_idle: float | None) -> None:
    import orjson

    from services.cli.environment import settings as read_settings
    from services.cli.event_text import render_event
    from services.stream.subscriber import Subscriber

    settings = read_settings()
    colour = sys.stdout.isatty()
    async with Subscriber(settings, names, from_beginning=from_beginning) as subscriber:
        while records := await subscriber.next_batch(until_idle):
            for record in records:
                if record.value is None:
                    continue
                if as_json:
                    sys.stdout.buffer.write(record.value + b"\n")
                    continue
                try:
                    event = orjson.loads(record.value)
                except orjson.JSONDecodeError:
                    typer.echo(f"{record.topic}/{record.partition}/{record.offset}: not JSON", err=True)
                else:
                    text = render_event(event, colour) if isinstance(event, dict) else f"{event}\n"
                    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.flush()
