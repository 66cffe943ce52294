"""`rasd` as a user starts it: a process of its own, watched from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from services.stream.settings import Settings

RASD = str(Path(sys.executable).with_name("rasd"))
START_LIMIT = 60.0  # seconds


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a process with these settings and none of the tests' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAFKA_", "RASD_"))}
    return {**kept, **settings.to_environment()}


def rasd(settings: Settings, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs one command to its end."""
    return subprocess.run(
        [RASD, *arguments], env=environment(settings), input=stdin, capture_output=True, timeout=60, check=False
    )


def await_condition(condition: Callable[[], bool], seconds: float, what: str, every: float = 0.05) -> None:
    """Returns when the condition holds; fails the test when it does not within four times `seconds` of a quiet machine."""
    until = time.monotonic() + 4 * seconds
    while not condition():
        assert time.monotonic() < until, f"not within {seconds:.0f} s: {what}"
        time.sleep(every)  # between two looks


def http_status(port: int, path: str) -> int:
    """HTTP status of a path of this machine, 0 when nobody listens."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


class WorkerProcess:
    """A worker, ready when the context is entered, ended by SIGTERM when it is left."""

    def __init__(self, settings: Settings, *arguments: str, program: list[str] | None = None) -> None:
        self.settings = settings
        self._command = [*(program or [RASD, "worker"]), *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self.log = settings.data_dir.parent / f"worker-{settings.http_port}.log"

    def __enter__(self) -> WorkerProcess:
        self.start()
        self.await_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the process without waiting for it to be ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, env=environment(self.settings), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process, running or ended."""
        assert self._process is not None
        return self._process

    def await_ready(self) -> None:
        """Returns when `/ready` says so; fails with the worker's log when the process ends instead."""

        def ready() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            return self.status("/ready") == 200

        await_condition(ready, START_LIMIT, "worker ready")

    def status(self, path: str) -> int:
        """HTTP status of a path, 0 when nobody listens."""
        return http_status(self.settings.http_port, path)

    def metrics(self) -> dict[str, float]:
        """The samples of `/metrics`, by name with labels."""
        with urlopen(f"http://127.0.0.1:{self.settings.http_port}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return {
            name: float(value)
            for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))
        }

    def kill(self) -> None:
        """Ends the process as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        """Ends the process by SIGTERM; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(120)
