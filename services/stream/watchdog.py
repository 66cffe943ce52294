"""Whether a stage is alive and ready, judged by what it does and not by what it says.

Alive: while there is something to do, the committed offset advances; while a table is recovered, its changelog does.
Kafka clients can hang in a way that raises nothing, and a rule can run for ever; a worker that stands still for
`RASD_LIVENESS_SECONDS` with something to do ends itself, so that whoever supervises starts it again. What there is to
read the brokers say (`group_lag`): a consumer that hangs believes that it has read everything. Lag alone does not mean
that there is something to do: the end marks of a producer's transactions count in it and are no messages.
Ready: the stage has its partitions, its table is recovered and no rebalance is going on.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from services.stream.group_lag import GroupLag, Offsets
from services.stream.loss_free import fail_stop
from services.stream.messages import Stage
from services.stream.metrics import Metrics

log = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds between two looks
ASK_INTERVAL = 5.0  # seconds between two questions to the brokers


class StuckError(RuntimeError):
    """A stage has something to do and makes no progress."""


class Watchdog:
    """Watches one app.

    brokers: whom to ask for the lag; None where they do not know it (the embedded broker), so that the consumer's own
        view must do.
    """

    def __init__(
        self, stage: Stage, app: Any, metrics: Metrics, liveness_seconds: float, brokers: GroupLag | None = None
    ) -> None:
        self.stage = stage.name
        self._source = stage.source.name
        self._app = app
        self._metrics = metrics
        self._limit = liveness_seconds
        self._brokers = brokers
        self._progress_at = time.monotonic()
        self._committed: dict[Any, int] = {}
        self._recovered: dict[Any, int] = {}
        # what the brokers last said, by partition
        self._told: dict[int, Offsets] = {}
        self._unread = False

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
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._ask(), name=f"ask for the lag of {self.stage}")
                tasks.create_task(self._keep_looking(), name=f"look at {self.stage}")
        except Exception as error:
            fail_stop(self.stage, error)  # nobody would watch any more

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(INTERVAL)
            if self._app.crashed:
                reason = self._app.crash_reason or RuntimeError("the Faust app crashed")
                fail_stop(self.stage, reason)
            self._look()
            self._metrics.ready.labels(self.stage).set(self.ready)
            self._metrics.recovering.labels(self.stage).set(self._app.in_recovery)
            self._metrics.seconds_without_progress.labels(self.stage).set(self.seconds_without_progress)
            if not self.alive:
                fail_stop(self.stage, StuckError(f"no progress for {self.seconds_without_progress:.0f} s"))

    def _look(self) -> None:
        """Updates lag and progress."""
        app = self._app
        if app.in_recovery:
            recovered = dict(app.tables.recovery.active_offsets)
            if recovered != self._recovered:
                self._recovered = recovered
                self._progress_at = time.monotonic()
        if not self.ready:
            return
        committed = {
            each.partition: offset
            for each, offset in app.monitor.tp_committed_offsets.items()
            if each.topic == self._source
        }
        self._metrics.set_lag(self.stage, self._behind(committed))
        if self._idle() or committed != self._committed:
            self._committed = committed
            self._progress_at = time.monotonic()

    def _idle(self) -> bool:
        """Whether everything is read, acknowledged and committed."""
        consumer = self._app.consumer
        # acknowledged and not committed: private, tests/stream/test_faust_assumptions.py looks at it
        waiting = any(consumer._acked.values())
        return not (self._unread or consumer.unacked or waiting)

    def _behind(self, committed: dict[int, int]) -> dict[int, int]:
        """Messages not committed of each partition that this worker has, by the newest that consumer and brokers know."""
        behind = {}
        for each in self._assigned():
            ends = [self._app.consumer.highwater(each)]
            positions = [committed.get(each.partition)]
            if told := self._told.get(each.partition):
                ends.append(told.end)
                positions.append(told.committed)
            end = max((known for known in ends if known is not None), default=0)
            position = max((known for known in positions if known is not None), default=end)
            behind[each.partition] = max(0, end - position)
        return behind

    def _assigned(self) -> list[Any]:
        return [each for each in self._app.consumer.assignment() if each.topic == self._source]

    async def _ask(self) -> None:
        """Keeps asking, apart from the looks: an answer may take long."""
        while True:
            if self.ready and not (assigned := self._assigned()):
                self._unread = False  # what it had to read is another worker's now
            elif self.ready:
                if self._brokers is not None:
                    partitions = [each.partition for each in assigned]
                    self._told = await self._brokers.ask(self._app.conf.id, self._source, partitions)
                self._unread = not self._has_read(assigned)
            await asyncio.sleep(ASK_INTERVAL)

    def _has_read(self, assigned: list[Any]) -> bool:
        """Whether the consumer's positions are at the ends; one that is not known is not at the end."""
        consumer = self._app.consumer
        for each in assigned:
            told = self._told.get(each.partition)
            end = told.end if told else consumer.highwater(each)
            if end is not None and (consumer.position_now(each) or 0) < end:
                return False
        return True


class LoopGuard:
    """Ends the process when its event loop stands still: a thread, because nothing in a blocked loop can notice.

    The loop shows that it turns by `beat`, once in `INTERVAL`. last_words: called, in the guard's thread, with the seconds
    for which the loop has been standing still, before the process ends. The stacks of all threads go to standard error first.
    """

    def __init__(self, limit: float, last_words: Callable[[float], None] = lambda _: None) -> None:
        self._limit = limit
        self._last_words = last_words
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
                self._last_words(still)
                fail_stop("worker", StuckError(f"the event loop stands still for {still:.0f} s"))
