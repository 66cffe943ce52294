"""A worker process: the stages' apps in one event loop, stopped in order, ended at once when one of them fails."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

import faust

from services.claims.loading import load
from services.stream import static_membership
from services.stream.claims_once import ClaimsOnce
from services.stream.dedup_stage import DedupStage
from services.stream.extract_stage import ExtractStage
from services.stream.faust_app import build_app
from services.stream.group_lag import GroupLag
from services.stream.health import HealthServer
from services.stream.intake_stage import IntakeStage
from services.stream.loss_free import fail_stop
from services.stream.messages import Stage
from services.stream.metrics import Metrics
from services.stream.settings import Settings
from services.stream.watchdog import LoopGuard, Watchdog

log = logging.getLogger(__name__)

# Seconds for all stages to finish what they began; they take one or two. What is not finished is delivered again.
STOP_LIMIT = 20.0

STAGES: dict[str, Callable[[Settings], Stage]] = {
    "intake": IntakeStage,
    "dedup": DedupStage,
    "extract": ExtractStage,
}


def build_stages(settings: Settings, names: Collection[str]) -> list[Stage]:
    """The stages of one process; intake and extract in one share what they find."""
    once = ClaimsOnce() if {"intake", "extract"} <= set(names) else None
    shared: dict[str, Callable[[Settings], Stage]] = {
        **STAGES,
        "intake": lambda settings: IntakeStage(settings, once),
        "extract": lambda settings: ExtractStage(settings, once),
    }
    stages = [shared[name](settings) for name in names]
    load()
    return stages


def run_worker(settings: Settings, stages: Sequence[Stage], *, ask_brokers_for_lag: bool = True) -> None:
    """Runs the stages until SIGTERM or SIGINT, then commits, leaves the groups and returns.

    Ends the process with exit code 1 when a stage fails. Expects that `checks.check_worker` has passed.
    ask_brokers_for_lag: False for brokers that do not know it.
    """
    import uvloop

    uvloop.run(_run(settings, stages, GroupLag(settings) if ask_brokers_for_lag else None))


async def _run(settings: Settings, stages: Sequence[Stage], brokers: GroupLag | None) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    metrics = Metrics()
    apps = {stage.name: build_app(stage, settings, metrics) for stage in stages}
    watchdogs = [Watchdog(stage, apps[stage.name], metrics, settings.liveness_seconds, brokers) for stage in stages]
    health = HealthServer(settings, watchdogs, metrics)
    await health.start()

    def note_hang(seconds: float) -> None:
        for app in apps.values():
            if (batches := getattr(app, "batches", None)) is not None:
                batches.note_hang(seconds)

    guard = LoopGuard(settings.liveness_seconds, note_hang)
    guard.start()
    watching = [asyncio.create_task(watchdog.run(), name=f"watch {watchdog.stage}") for watchdog in watchdogs]
    watching.append(asyncio.create_task(guard.beat(), name="watch the loop"))
    started = time.monotonic()
    starting = asyncio.gather(*(app.start() for app in apps.values()))
    await _first(starting, stopping)
    if starting.done():
        starting.result()
        log.info("running: %s", ", ".join(apps))
        await stopping.wait()
    log.info("stopping after %.0f s: finishing what was begun, committing", time.monotonic() - started)
    guard.stop()
    for task in watching:
        task.cancel()
    try:
        async with asyncio.timeout(STOP_LIMIT):
            await _stop(starting, list(apps.values()), health)
            if settings.instance_id is not None:
                for app in apps.values():
                    await static_membership.leave(settings, app.conf.id)
            if brokers is not None:
                await brokers.stop()
    except TimeoutError as error:
        fail_stop("worker", error)
    log.info("stopped")


async def _stop(starting: asyncio.Future[Any], apps: Sequence[faust.App], health: HealthServer) -> None:
    starting.cancel()
    with suppress(asyncio.CancelledError):
        await starting
    # In the direction of the flow: nothing arrives any more while the later stages finish.
    for app in apps:
        await app.stop()
    await health.stop()


async def _first(starting: asyncio.Future[Any], stopping: asyncio.Event) -> None:
    """Returns when the apps have started or the process is asked to stop, whichever comes first."""
    waiting = asyncio.ensure_future(stopping.wait())
    await asyncio.wait([starting, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
