"""`rasd topics`: creates the topics, or says how those that exist differ."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def topics(
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")] = False,
) -> None:
    """Creates the topics that are missing and compares the others; exits 1 when one differs.

    RASD_PARTITIONS and RASD_REPLICATION say how many partitions and replicas, RASD_DEDUP_SHARDS how many partitions
    articles.fingerprinted has. Topics that differ are left as they are.

    `RASD_PARTITIONS=12 RASD_REPLICATION=3 rasd topics`
    """
    from services.cli.environment import settings as read_settings
    from services.stream.topic_admin import TopicReport, create_or_check

    reports = create_or_check(read_settings())
    if as_json:
        for report in reports:
            entry = {"topic": report.topic.name, "status": report.status, "differences": report.differences}
            sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
    else:
        _print_table(reports)
    differing: list[TopicReport] = [report for report in reports if report.differences]
    if differing:
        names = ", ".join(report.topic.name for report in differing)
        typer.echo(f"rasd: not as set: {names}. Change the topics or the settings.", err=True)
        raise typer.Exit(1)


def _print_table(reports: list) -> None:  # type: ignore[type-arg]
    from rich.console import Console
    from rich.table import Table

    table = Table("topic", "partitions", "cleanup", "status", "holds", box=None, pad_edge=False)
    for report in reports:
        status = "; ".join(report.differences) or report.status
        topic = report.topic
        table.add_row(topic.name, str(topic.partitions), topic.cleanup, status, topic.meaning)
    Console().print(table)
