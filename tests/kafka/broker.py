"""Apache Kafka brokers as child processes: one for a test session, or several for a cluster.

KRaft mode, each process is broker and controller. The broker's port opens last: a TCP connection means that it serves.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from tests.kafka.jars import fetch, java

# Fixed: a random id may begin with "-", which the storage tool takes for an option.
CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ"
START_LIMIT = 60.0  # seconds; 3 to 4 on an idle machine

LOGGING = """
status = error
appender.file.type = File
appender.file.name = file
appender.file.fileName = {log}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = [%d] %p %m (%c)%n
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
"""


class BrokerFailed(RuntimeError):
    """The broker did not come up; the message ends with the last lines of its log."""


def free_port() -> int:
    """A TCP port of the loopback interface that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Broker:
    """One Kafka process with its data in `folder`.

    listeners: further listeners as name → (security protocol, extra properties), for tests of TLS and SASL.
    properties: further broker properties. scram: users made when the storage is formatted, name → password.
    quorum: node id → controller port of all nodes, for a cluster; None for a broker on its own.
    """

    def __init__(
        self,
        folder: Path,
        *,
        node_id: int = 1,
        quorum: Mapping[int, int] | None = None,
        properties: Mapping[str, str] | None = None,
        listeners: Mapping[str, str] | None = None,
        scram: Mapping[str, str] | None = None,
        heap: str = "512m",
    ) -> None:
        self.folder = folder
        self.node_id = node_id
        self.quorum = dict(quorum) if quorum else {node_id: free_port()}
        self.port = free_port()
        self.ports = {name: free_port() for name in listeners or {}}
        self.log = folder / "broker.log"
        self.heap = heap
        self._scram = dict(scram or {})
        self._protocols = dict(listeners or {})
        self._extra = dict(properties or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Bootstrap address of the plain listener."""
        return f"127.0.0.1:{self.port}"

    def address_of(self, listener: str) -> str:
        """Bootstrap address of one of the further listeners."""
        return f"localhost:{self.ports[listener]}"

    @property
    def pid(self) -> int:
        """Process id of the running broker."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Formats the storage where that has not been done, starts the process and returns when it serves."""
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.folder / "server.properties"
        settings.write_text("\n".join(f"{key}={value}" for key, value in self._properties().items()))
        logging = self.folder / "log4j2.properties"
        logging.write_text(LOGGING.format(log=self.log))
        classpath = f"{fetch()}/*"
        if not (self.folder / "data").exists():
            users = [f"SCRAM-SHA-512=[name={name},password={word}]" for name, word in self._scram.items()]
            arguments = [argument for user in users for argument in ("--add-scram", user)]
            subprocess.run(
                [
                    *(java(), "-Xmx128m", "-cp", classpath, "kafka.tools.StorageTool"),
                    *("format", "-t", CLUSTER_ID, "-c", str(settings), *arguments),
                ],
                check=True,
                capture_output=True,
            )
        self._process = subprocess.Popen(
            [
                *(java(), f"-Xmx{self.heap}", f"-Dlog4j2.configurationFile={logging}"),
                *("-cp", classpath, "kafka.Kafka", str(settings)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C in the terminal is pytest's: it stops the broker last
        )
        self._await_port()

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process with the signal and waits for it."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.kill(self._process.pid, with_signal)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._process = None

    def _await_port(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)  # between two tries to connect
        log = self.log.read_text(errors="replace") if self.log.exists() else "(no log)"
        self.stop(signal.SIGKILL)
        raise BrokerFailed("Kafka did not come up:\n" + "\n".join(log.splitlines()[-20:]))

    def _properties(self) -> dict[str, str]:
        controller = self.quorum[self.node_id]
        nodes = len(self.quorum)
        further = "".join(f",{name}://localhost:{port}" for name, port in self.ports.items())
        protocols = "".join(f",{name}:{protocol}" for name, protocol in self._protocols.items())
        return {
            "process.roles": "broker,controller",
            "node.id": str(self.node_id),
            "controller.listener.names": "CONTROLLER",
            "listeners": f"PLAINTEXT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{controller}{further}",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self.port}{further}",
            "listener.security.protocol.map": f"CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT{protocols}",
            "inter.broker.listener.name": "PLAINTEXT",
            "controller.quorum.voters": ",".join(f"{node}@127.0.0.1:{port}" for node, port in self.quorum.items()),
            "log.dirs": str(self.folder / "data"),
            "auto.create.topics.enable": "false",
            "offsets.topic.num.partitions": "4",
            "offsets.topic.replication.factor": str(min(nodes, 3)),
            "transaction.state.log.replication.factor": str(min(nodes, 3)),
            "transaction.state.log.min.isr": str(min(nodes, 2)),
            "share.coordinator.state.topic.replication.factor": str(min(nodes, 3)),
            "share.coordinator.state.topic.min.isr": str(min(nodes, 2)),
            "group.initial.rebalance.delay.ms": "0",
            **self._extra,
        }
