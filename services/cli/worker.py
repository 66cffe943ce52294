"""`rasd worker`: the stages, until SIGTERM."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Annotated

import typer

from services.cli.environment import settings as read_settings
from services.cli.environment import settings_help
from services.stream.settings import Settings

# The embedded broker waits half a session before it lets the first member of a group begin.
EMBEDDED_SESSION_SECONDS = 6
# Nor does it always know how far its topics go, which deciding in the order of arrival needs.
EMBEDDED_ORDER = "delivery"


class StageName(StrEnum):
    """Names of the stages."""

    intake = "intake"
    dedup = "dedup"
    extract = "extract"


def worker(
    stage: Annotated[
        list[StageName] | None, typer.Option("--stage", help="Only this stage; repeat it for several.")
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded", help="Bring a broker of its own, in memory: for trying things out.")
    ] = False,
) -> None:
    from services.stream import logs
    from services.stream.embedded import EmbeddedBroker
    from services.stream.topic_admin import create_or_check

    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    names = list(dict.fromkeys(stage)) if stage else list(StageName)
    if not embedded:
        _run(settings, names)
        return
    with EmbeddedBroker() as broker:
        settings = dataclasses.replace(
            settings,
            bootstrap_servers=broker.address,
            security_protocol="PLAINTEXT",
            session_seconds=EMBEDDED_SESSION_SECONDS,
            dedup_order=EMBEDDED_ORDER,
        )
        create_or_check(settings)
        typer.echo(f"embedded broker: KAFKA_BOOTSTRAP_SERVERS={broker.address}", err=True)
        # nor does that broker always know the ends of its topics
        _run(settings, names, ask_brokers_for_lag=False)


worker.__doc__ = f"""Runs the stages against KAFKA_BOOTSTRAP_SERVERS until SIGTERM or Ctrl-C.

`rasd worker`

`rasd worker --stage extract` (one of many that share the work)

`KAFKA_BOOTSTRAP_SERVERS=kafka:9092 RASD_TOPIC_PREFIX=test. rasd worker`

{settings_help()}
"""


def _run(settings: Settings, names: list[StageName], *, ask_brokers_for_lag: bool = True) -> None:
    from services.stream.checks import check_worker
    from services.stream.runner import build_stages, run_worker

    stages = build_stages(settings, names)
    check_worker(settings, stages)
    run_worker(settings, stages, ask_brokers_for_lag=ask_brokers_for_lag)
