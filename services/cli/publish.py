"""`rasd publish`: raw articles from files to `articles.raw`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from services.cli.article_files import LocatedArticle

# Articles handed to the producer and not yet acknowledged: bounds memory, and is enough to keep it busy.
IN_FLIGHT = 1000
LARGEST_REQUEST = 4 * 1024 * 1024  # bytes; above what brokers take, so that it is they who decide


def publish(
    files: Annotated[
        list[Path],
        typer.Argument(help="Raw articles: .jsonl, .json, .txt, each also .gz; - is standard input.", allow_dash=True),
    ],
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Send what intake would refuse, too: it ends in articles.rejected.")
    ] = False,
) -> None:
    """Publishes raw articles, and names file and line of each that it refuses; exits 1 when there was one.

    `rasd publish articles.jsonl more.json.gz`

    `zcat archive.jsonl.gz | rasd publish -`
    """
    from services.cli.article_files import read_located

    sent, refused = asyncio.run(_publish(read_located(files), unchecked))
    typer.echo(f"published {sent:,}, refused {refused:,}", err=True)
    if refused:
        raise typer.Exit(1)


async def _publish(articles: Iterable[LocatedArticle], unchecked: bool) -> tuple[int, int]:
    """Numbers of articles that the brokers acknowledged and of those that were refused."""
    from aiokafka import AIOKafkaProducer
    from aiokafka.errors import MessageSizeTooLargeError

    from schemas import RefusalError
    from services.cli.environment import settings as read_settings
    from services.intake import read_article
    from services.stream import connection
    from services.stream.broker_probe import BrokerProbe
    from services.stream.errors import OperatorError
    from services.stream.topics import Topics

    settings = read_settings()
    topic = Topics(settings).raw.name
    async with BrokerProbe(settings) as probe:
        if not (await probe.topics([topic]))[topic].exists:
            raise OperatorError(f"Missing on {settings.bootstrap_servers}: {topic}. Create with `rasd topics`.")
    producer = AIOKafkaProducer(
        **connection.client_arguments(settings), acks="all", linger_ms=5, max_request_size=LARGEST_REQUEST
    )
    await producer.start()
    sent = refused = 0
    waiting: list[asyncio.Future[object]] = []
    try:
        for article in articles:
            read = read_article(article.data, settings.max_article_bytes)
            if isinstance(read, RefusalError) and not unchecked:
                typer.echo(article.refused(read), err=True)
                refused += 1
                continue
            # One article's versions share a partition, so that they keep their order.
            key = None if isinstance(read, RefusalError) else read.id.encode()
            try:
                waiting.append(await producer.send(topic, article.data, key=key))
            except MessageSizeTooLargeError:
                typer.echo(f"{article.place}: {len(article.data):,} bytes are more than a message may have", err=True)
                refused += 1
                continue
            if len(waiting) >= IN_FLIGHT:
                sent += len(await asyncio.gather(*waiting))
                waiting.clear()
        sent += len(await asyncio.gather(*waiting))
    finally:
        await producer.stop()
    return sent, refused
