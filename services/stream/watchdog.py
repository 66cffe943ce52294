"""Whether a stage is alive and ready, judged by what it does and not by what it says.

Alive: while there is something to do, the committed offset advances. Kafka clients can hang in a way that raises nothing,
and a rule can run for ever; a worker that stands still for `RASD_LIVENESS_SECONDS` with something to do ends itself, so
that whoever supervises starts it again.
Ready: the stage has its partitions, its table is recovered and no rebalance is going on.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import threading
import time
from typing import Any

from services.stream.loss_free import fail_stop
from services.stream.metrics import Metrics

log = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds between two looks
LOOK_LIMIT = 20.0  # seconds that the brokers may take to tell the end offsets


class StuckError(RuntimeError):
    """A stage has something to do and makes no progress."""


class Watchdog:
    """Watches one app."""

    def __init__(self, stage: str, app: Any, metrics: Metrics, liveness_seconds: float) -> None:
        self.stage = stage
        self._app = app
        self._metrics = metrics
        self._limit = liveness_seconds
        self._progress_at = time.monotonic()
        self._committed: dict[Any, int] = {}

    @property
    def ready(self) -> bool:
        """Whether the stage takes messages at this moment."""
        app = self._app
        return bool(
            app.started
            and not app.should_stop
            and app.tables.actives_ready
            and not app.rebalancing
            and not app.in_recovery
        )

    @property
    def seconds_without_progress(self) -> float:
        """Seconds since the stage last advanced or had nothing to do."""
        return time.monotonic() - self._progress_at

    @property
    def alive(self) -> bool:
        """False once the stage stood still with lag for longer than allowed."""
        return self.seconds_without_progress <= self._limit

    async def run(self) -> None:
        """Looks at the app until it is cancelled; ends the process when the app failed or is stuck."""
        while True:
            await asyncio.sleep(INTERVAL)
            if self._app.crashed:
                reason = self._app.crash_reason or RuntimeError("the Faust app crashed")
                fail_stop(self.stage, reason)
            self._look()
            self._metrics.ready.labels(self.stage).set(self.ready)
            if not self.alive:
                fail_stop(self.stage, StuckError(f"no progress for {self.seconds_without_progress:.0f} s"))

    def _look(self) -> None:
        """Updates lag and progress from what the consumer knows."""
        app = self._app
        if not self.ready:
            if app.in_recovery or not app.started:
                self._progress_at = time.monotonic()  # recovery of a large table is progress of its own kind
            return
        lag = 0
        monitor = app.monitor
        committed = dict(monitor.tp_committed_offsets)
        for partition in app.consumer.assignment():
            if partition.topic not in app.topics.acking_topics:
                continue
            end = app.consumer.highwater(partition)
            position = committed.get(partition)
            behind = max(0, end - position) if end is not None and position is not None else 0
            self._metrics.lag.labels(self.stage, partition.partition).set(behind)
            lag += behind
        if (lag == 0 and not app.consumer.unacked) or committed != self._committed:
            self._committed = committed
            self._progress_at = time.monotonic()


class LoopGuard:
    """Ends the process when its event loop stands still: a thread, because nothing in a blocked loop can notice.

    The loop shows that it turns by `beat`, once in `INTERVAL`. The stacks of all threads go to standard error first.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._beat_at = time.monotonic()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Starts watching."""
        threading.Thread(target=self._watch, name="loop guard", daemon=True).start()

    def stop(self) -> None:
        """Stops watching."""
        self._stopped.set()

    async def beat(self) -> None:
        """Shows that the loop turns, until it is cancelled."""
        while True:
            self._beat_at = time.monotonic()
            await asyncio.sleep(INTERVAL)

    def _watch(self) -> None:
        while not self._stopped.wait(INTERVAL):
            still = time.monotonic() - self._beat_at
            if still > self._limit:
                faulthandler.dump_traceback()
                fail_stop("worker", StuckError(f"the event loop stands still for {still:.0f} s"))
