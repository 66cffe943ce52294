"""Workers under something that starts them again, as an orchestrator does."""

from __future__ import annotations

import dataclasses
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from services.stream.settings import Settings
from tests.kafka.broker import free_port
from tests.stream.worker_process import WorkerProcess, await_condition

BACKOFF = 1.0  # seconds before an ended worker is started again


class Fleet:
    """Workers that are started again when they end by themselves.

    stages: what each worker runs, None for all stages. program: what is run instead of `rasd worker`.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        stages: Sequence[str | None],
        program: list[str] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.workers: list[WorkerProcess] = []
        self.restarts = 0
        self.peak = 0  # bytes of memory of the largest worker so far; set it to 0 to begin anew
        self._settings = settings
        self._folder = folder
        self._program = program
        self._environment = environment or {}
        self._wanted: set[int] = set()
        self._lock = threading.RLock()
        self._ended = threading.Event()
        for stage in stages:
            self.add(stage)
        self._thread = threading.Thread(target=self._supervise, name="supervisor", daemon=True)
        self._thread.start()

    def add(self, stage: str | None = None) -> int:
        """One worker more; its number."""
        with self._lock:
            number = len(self.workers)
            home = self._folder / f"worker-{number}"
            home.mkdir(parents=True, exist_ok=True)
            settings = dataclasses.replace(self._settings, data_dir=home / "data", http_port=free_port())
            settings.data_dir.mkdir(exist_ok=True)
            arguments = ["--stage", stage] if stage else []
            worker = WorkerProcess(settings, *arguments, program=self._program)
            self.workers.append(worker)
            worker.start()
            self._wanted.add(number)
            return number

    def kill(self, number: int, *, with_signal: signal.Signals = signal.SIGKILL) -> None:
        """Ends a worker by a signal and starts it again when it has gone."""
        with self._lock:
            worker = self.workers[number]
            worker.process.send_signal(with_signal)
            worker.process.wait(60)
            worker.start()

    def take_down(self, number: int, *, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """Ends a worker that is not started again."""
        with self._lock:
            self._wanted.discard(number)
            self.workers[number].process.send_signal(with_signal)
            self.workers[number].process.wait(60)

    def bring_back(self, number: int) -> None:
        """Starts a worker that was taken down."""
        with self._lock:
            self.workers[number].start()
            self._wanted.add(number)

    def running(self) -> list[int]:
        """The numbers of the workers that are meant to run."""
        return sorted(self._wanted)

    def await_ready(self) -> None:
        """Returns when every worker takes messages."""
        for number in self.running():
            await_condition(
                lambda number=number: self.workers[number].status("/ready") == 200, 60, f"worker {number} ready", 0.2
            )

    def stop(self) -> None:
        """Ends all of them."""
        self._ended.set()
        self._thread.join(30)
        for number in self.running():
            worker = self.workers[number]
            worker.process.send_signal(signal.SIGCONT)
            worker.process.terminate()
        for number in self.running():
            self.workers[number].process.wait(60)

    def _measure(self) -> None:
        for number in self._wanted:
            with suppress(psutil.Error):
                self.peak = max(self.peak, psutil.Process(self.workers[number].process.pid).memory_info().rss)

    def _supervise(self) -> None:
        while not self._ended.wait(0.2):
            with self._lock:
                self._measure()
                ended = [number for number in self._wanted if self.workers[number].process.poll() is not None]
            for number in ended:
                time.sleep(BACKOFF)
                with self._lock:
                    if number in self._wanted and self.workers[number].process.poll() is not None:
                        self.restarts += 1
                        self.workers[number].start()
