"""`rasd rejected`: what was refused, and sending it again after the reason is mended."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from schemas import DeadLetter
    from services.stream.replay import Selection

# Messages handed to the producer and not yet acknowledged.
IN_FLIGHT = 1000
LARGEST_REQUEST = 16 * 1024 * 1024  # bytes; above what brokers take, so that it is they who decide

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Codes = Annotated[list[str] | None, typer.Option("--code", help="Only this error code; may be repeated.")]
FromTopics = Annotated[
    list[str] | None,
    typer.Option("--topic", help="Only messages read from this topic (without prefix), for example articles.raw."),
]
Stages = Annotated[
    list[str] | None, typer.Option("--stage", help="Only what this stage refused: intake, dedup, extract.")
]
Since = Annotated[
    str | None, typer.Option("--since", help="Only what was refused at or after this time (ISO 8601, UTC).")
]
Until = Annotated[str | None, typer.Option("--until", help="Only what was refused before this time (ISO 8601, UTC).")]


@app.command("list")
def list_(
    code: Codes = None, topic: FromTopics = None, stage: Stages = None, since: Since = None, until: Until = None
) -> None:
    """Counts what articles.rejected holds, by stage, topic and error code.

    `rasd rejected list --since 2026-11-01`

    `rasd tail articles.rejected --from-beginning` shows the letters themselves.
    """
    counts = asyncio.run(_count(_selection(code, topic, stage, since, until)))
    for (refused_by, name, error), number in sorted(counts.items()):
        typer.echo(f"{number:>9,}  {refused_by:<8} {name:<24} {error}")
    typer.echo(f"{sum(counts.values()):>9,}  in all", err=True)


@app.command()
def replay(
    code: Codes = None,
    topic: FromTopics = None,
    stage: Stages = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything that articles.rejected holds.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and send nothing.")] = False,
) -> None:
    """Sends rejected messages back to the topics that they were read from, as they were.

    Each bears the header rasd_replayed with the place of its dead letter. The letters stay where they are: choose what you
    have not sent before. What is sent twice all the same is harmless, de-duplication and event ids see to that.

    `rasd rejected replay --code unexpected_error --since 2026-11-25T06:00`

    `rasd rejected replay --topic articles.raw --code invalid_date --dry-run`
    """
    chosen = _selection(code, topic, stage, since, until)
    if not chosen and not everything:
        raise typer.BadParameter("choose by --code, --topic, --stage, --since or --until, or send everything: --all")
    sent, gone = asyncio.run(_replay(chosen, dry_run))
    typer.echo(f"{'would send' if dry_run else 'sent'} {sent:,}, no longer there {gone:,}", err=True)
    if gone:
        raise typer.Exit(1)


def _selection(
    code: list[str] | None, topic: list[str] | None, stage: list[str] | None, since: str | None, until: str | None
) -> Selection:
    from services.stream.replay import Selection

    return Selection(
        codes=frozenset(code or []),
        topics=frozenset(topic or []),
        stages=frozenset(stage or []),
        since=_time(since, "--since"),
        until=_time(until, "--until"),
    )


def _time(text: str | None, option: str) -> datetime | None:
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ISO 8601 time such as 2026-11-25T06:00.", param_hint=option) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


async def _letters(chosen: Selection) -> AsyncIterator[tuple[Any, DeadLetter]]:
    """The records of the letters that are there now and are meant, and what they hold."""
    from schemas import DeadLetter, InvalidMessage, decode
    from services.cli.environment import settings as read_settings
    from services.stream.subscriber import Subscriber

    settings = read_settings()
    async with Subscriber(settings, ["articles.rejected"], from_beginning=True) as subscriber:
        async for record in subscriber.held():
            try:
                letter = decode(record.value or b"", DeadLetter)
            except InvalidMessage as error:
                typer.echo(f"{record.topic}/{record.partition}/{record.offset} is no dead letter: {error}", err=True)
                continue
            rejected_at = datetime.fromtimestamp(record.timestamp / 1000, UTC)
            if chosen.accepts(letter, rejected_at, settings.topic_prefix):
                yield record, letter


async def _count(chosen: Selection) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    async for _, letter in _letters(chosen):
        counts[letter.stage, letter.topic, letter.error.code] += 1
    return counts


async def _replay(chosen: Selection, dry_run: bool) -> tuple[int, int]:
    """Numbers of messages that were sent, and of those that are kept nowhere any more."""
    from aiokafka import AIOKafkaProducer

    from services.cli.environment import settings as read_settings
    from services.stream import connection
    from services.stream.replay import is_whole, message_of
    from services.stream.topics import Topics

    settings = read_settings()
    # in the order in which they were read once, not in that of the letters' partitions
    letters = sorted(
        [each async for each in _letters(chosen)], key=lambda each: (each[1].topic, each[1].partition, each[1].offset)
    )
    if dry_run:
        return len(letters), 0
    topics = Topics(settings)
    producer = AIOKafkaProducer(
        **connection.client_arguments(settings), acks="all", linger_ms=5, max_request_size=LARGEST_REQUEST
    )
    await producer.start()
    sent = gone = 0
    waiting: list[Any] = []
    try:
        for record, letter in letters:
            value, headers = None, []
            if not is_whole(letter):
                original = await _original(settings, letter)
                if original is None:
                    typer.echo(f"{letter.topic}/{letter.partition}/{letter.offset} is no longer kept", err=True)
                    gone += 1
                    continue
                value, headers = original.value, list(original.headers)
            place = f"{record.topic}/{record.partition}/{record.offset}"
            message = message_of(letter, place, topics, value, headers)
            waiting.append(
                await producer.send(
                    message.topic,
                    message.value,
                    key=message.key,
                    partition=message.partition,
                    headers=list(message.headers),
                )
            )
            if len(waiting) >= IN_FLIGHT:
                sent += len(await asyncio.gather(*waiting))
                waiting.clear()
        sent += len(await asyncio.gather(*waiting))
    finally:
        await producer.stop()
    return sent, gone


async def _original(settings: Any, letter: DeadLetter) -> Any:
    """The record that a letter was written about; None when it is no longer kept."""
    from aiokafka import AIOKafkaConsumer, TopicPartition

    from services.stream import connection

    consumer = AIOKafkaConsumer(**connection.client_arguments(settings), group_id=None)
    await consumer.start()
    try:
        place = TopicPartition(letter.topic, letter.partition)
        consumer.assign([place])
        begin, end = await consumer.beginning_offsets([place]), await consumer.end_offsets([place])
        if not begin[place] <= letter.offset < end[place]:
            return None
        consumer.seek(place, letter.offset)
        record = await consumer.getone()
        return record if record.offset == letter.offset else None
    finally:
        await consumer.stop()
