"""`rasd tail`: subscribes and prints events."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemas.claim import TYPE_OF_KIND

if TYPE_CHECKING:
    from services.cli.claim_filter import ClaimFilter

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
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only claims of this kind, for example killed; may be repeated.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", help="Only claims of this country (ISO code); may be repeated.")
    ] = None,
    at_least: Annotated[
        int | None, typer.Option("--min", min=0, help="Only claims of at least so many people, by the lower bound.")
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="Only claims by or about this actor (id in the registry); may be repeated."),
    ] = None,
) -> None:
    """Prints events as they arrive, until Ctrl-C.

    `rasd tail`

    `rasd tail --kind killed --country SY --min 5 --actor islamic-state`

    `rasd tail claims.casualty --json --from-beginning --until-idle 5 > claims.jsonl`

    `rasd tail articles.rejected`
    """
    from services.cli.claim_filter import ClaimFilter

    unknown = sorted({*(kind or [])} - set(TYPE_OF_KIND))
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(TYPE_OF_KIND)}.", param_hint="--kind")
    wanted = ClaimFilter(
        kinds=frozenset(kind or []),
        countries=frozenset(code.upper() for code in country or []),
        at_least=at_least,
        actors=frozenset(actor or []),
    )
    with suppress(KeyboardInterrupt):
        asyncio.run(_tail(topic or list(DEFAULT_TOPICS), wanted, as_json, from_beginning, until_idle))


async def _tail(
    names: list[str], wanted: ClaimFilter, as_json: bool, from_beginning: bool, until_idle: float | None
) -> None:
    from services.cli.environment import settings as read_settings
    from services.stream.subscriber import Subscriber

    settings = read_settings()
    colour = sys.stdout.isatty()
    async with Subscriber(settings, names, from_beginning=from_beginning) as subscriber:
        while records := await subscriber.next_batch(until_idle):
            for record in records:
                sys.stdout.buffer.write(_printed(record, wanted, as_json, colour))
            sys.stdout.flush()


def _printed(record: Any, wanted: ClaimFilter, as_json: bool, colour: bool) -> bytes:
    """What to print of a record (aiokafka's): nothing where it is not wanted."""
    import orjson

    from services.cli.event_text import render_event

    if record.value is None:
        return b""
    line: bytes = record.value + b"\n"
    if as_json and not wanted:
        return line
    try:
        event = orjson.loads(record.value)
    except orjson.JSONDecodeError:
        typer.echo(f"{record.topic}/{record.partition}/{record.offset}: not JSON", err=True)
        return b""
    if not isinstance(event, dict):
        return b"" if wanted else f"{event}\n".encode("utf-8", "replace")
    if not wanted.accepts(event):
        return b""
    return line if as_json else render_event(event, colour).encode("utf-8", "replace")
