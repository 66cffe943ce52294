"""`rasd feeds`: follows news feeds into `articles.raw`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from services.feeds.configuration import Configuration
    from services.feeds.follower.service import FeedService
    from services.stream.settings import Settings


def feeds(
    config: Annotated[
        Path,
        typer.Argument(
            metavar="CONFIG", help="TOML file with [[feed]] tables, or an OPML list.", exists=True, dir_okay=False
        ),
    ],
    once: Annotated[bool, typer.Option("--once", help="Poll every feed once, publish what is new, and end.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Try every feed once without Kafka and print a table; publish nothing.")
    ] = False,
) -> None:
    """Follows RSS, Atom and JSON feeds and publishes each new article once to `articles.raw`.

    Connects to Kafka as `rasd worker` does (KAFKA_BOOTSTRAP_SERVERS and the other variables listed there). Several
    processes with the same configuration share the feeds among them. /metrics, /live and /ready are on RASD_HTTP_PORT.

    Examples:

        rasd feeds --check examples/feeds.toml

        rasd feeds feeds.toml

        rasd feeds --once subscriptions.opml
    """
    from services.feeds.configuration import ConfigurationError, load_configuration
    from services.stream.errors import OperatorError
    from services.stream.logs import configure
    from services.stream.settings import Settings

    try:
        settings = Settings.from_environment(os.environ)
        configure(settings.log_format)
        configuration = load_configuration(config)
        if not configuration.contact:
            typer.echo(
                f'{config.name}: no contact. Write contact = "mailto:you@example.org" so that sites know whom to ask.',
                err=True,
            )
        status = _check(configuration, settings) if check else _follow(configuration, settings, once=once)
    except (ConfigurationError, OperatorError) as error:
        typer.echo(f"rasd: {error}", err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(status)


def _check(configuration: Configuration, settings: Settings) -> int:
    from rich.console import Console

    from services.feeds.follower.checking import check_feeds, print_findings
    from services.feeds.follower.service import Tools

    async def run() -> int:
        tools = Tools(configuration, settings.max_article_bytes)
        try:
            findings = await check_feeds(configuration, tools, settings.max_article_bytes)
        finally:
            await tools.close()
        # Wide enough for the table where the output is no terminal and names no width.
        print_findings(findings, Console(width=None if os.isatty(1) or "COLUMNS" in os.environ else 180))
        return 0 if all(finding.ok for finding in findings) else 1

    return asyncio.run(run())


def _follow(configuration: Configuration, settings: Settings, *, once: bool) -> int:
    import uvloop
    from aiokafka.errors import KafkaError

    from services.feeds.follower.service import FeedService
    from services.stream.errors import OperatorError

    async def run() -> FeedService:
        service = FeedService(configuration, settings)
        await service.run(once=once)
        return service

    try:
        service = uvloop.run(run())
    except KafkaError as error:
        raise OperatorError(f"Kafka: {error!r}. Nothing that it acknowledged is lost; start again.") from error
    if once:
        _print_round(service)
    return 0


def _print_round(service: FeedService) -> None:
    """One line for the round and one for each feed that failed, on standard error: standard output is for data."""
    reports = service.reports.values()
    published, new = sum(report.published for report in reports), sum(report.new for report in reports)
    unchanged = sum(report.outcome == "unchanged" for report in reports)
    failed = [report for report in reports if report.error]
    typer.echo(
        f"{len(reports)} feeds polled: {unchanged} unchanged, {len(failed)} failed; {new} new entries, "
        f"{published} articles published, {sum(report.left_out for report in reports)} left out, "
        f"{sum(report.pending for report in reports)} wait for their page.",
        err=True,
    )
    for report in failed:
        typer.echo(f"  {report.outcome}: {report.url}: {report.error}", err=True)
