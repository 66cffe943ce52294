"""A rolling restart of every stage under load on a real Kafka: `make bench-rolling-restart`.

Processes stand for pods, restarted in the order and with the signals of k8s/stages. A Deployment starts the new pod, waits
until it is ready, then stops the old one (maxSurge 1, maxUnavailable 0). A StatefulSet stops a pod, highest number first,
makes it anew under its name and volume (`--pod-seconds` for the cluster's part of that) and waits until it is ready.

Shows, by the times of the messages that the brokers keep, how long each stage published nothing while articles came in
steadily, and that every article came through.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaProducer

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker, free_port
from tests.stream.articles import article, event
from tests.stream.kafka_client import read_all
from tests.stream.worker_process import WorkerProcess, await_condition

GRACE_SECONDS = 30.0  # terminationGracePeriodSeconds of k8s/pod
MOST_SECONDS = 10.0  # that de-duplication may be interrupted by a restart
OUTPUTS = {"intake": "articles.fingerprinted", "dedup": "articles.normalized", "extract": "claims.casualty"}


class Load:
    """Publishes numbered articles at a steady rate from a thread of its own, until it is stopped."""

    def __init__(self, settings: Settings, rate: float) -> None:
        self._settings = settings
        self._rate = rate
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._publish()))
        self.count = 0

    def __enter__(self) -> Load:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    async def _publish(self) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self._settings.bootstrap_servers)
        await producer.start()
        begun = time.monotonic()
        try:
            while not self._stop.is_set():
                await producer.send(f"{self._settings.topic_prefix}articles.raw", article(self.count))
                self.count += 1
                await asyncio.sleep(max(0.0, begun + self.count / self._rate - time.monotonic()))
        finally:
            await producer.stop()


class Pods:
    """The processes of one stage."""

    def __init__(self, settings: Settings, folder: Path, stage: str, names: list[str], *, static: bool) -> None:
        self.stage = stage
        self._settings, self._folder, self._static = settings, folder, static
        self.running = {name: self._pod(name) for name in names}
        for pod in self.running.values():
            pod.start()

    def await_ready(self) -> None:
        """Returns when all are ready."""
        for pod in self.running.values():
            pod.await_ready()

    def roll_deployment(self) -> None:
        """Replaces each pod by one with a new name, which is ready before the old one is told to stop."""
        for name in list(self.running):
            new = f"{name}-new"
            self.running[new] = self._pod(new)
            self.running[new].start()
            self.running[new].await_ready()
            stop(self.running.pop(name))

    def roll_stateful_set(self, pod_seconds: float) -> None:
        """Stops each pod, the last one first, and makes it anew under its name."""
        for name in reversed(list(self.running)):
            stop(self.running[name])
            time.sleep(pod_seconds)  # stands for the cluster, which makes a new pod
            self.running[name].start()
            self.running[name].await_ready()
            time.sleep(5)  # minReadySeconds

    def stop(self) -> None:
        """Stops all."""
        for pod in self.running.values():
            stop(pod)

    def _pod(self, name: str) -> WorkerProcess:
        settings = dataclasses.replace(
            self._settings,
            http_port=free_port(),
            data_dir=self._folder / name / "data",
            instance_id=name if self._static else None,
        )
        settings.data_dir.parent.mkdir(parents=True, exist_ok=True)
        return WorkerProcess(settings, "--stage", self.stage)


def stop(pod: WorkerProcess) -> None:
    """SIGTERM, and a word about one that does not end well in the time that the manifests give it."""
    started = time.monotonic()
    status = pod.stop()
    seconds = time.monotonic() - started
    late = f": later than {GRACE_SECONDS:.0f} s, when a cluster would have killed it" if seconds > GRACE_SECONDS else ""
    print(f"  stopped in {seconds:.1f} s{late}", flush=True)
    if status:
        sys.exit(f"exit {status}: {pod.log.read_text()}")


def longest_pause(records: list[Any], begin: float, end: float) -> float:
    """Seconds between two messages of a topic, at most, in a span of time."""
    times = [begin, *sorted(record.timestamp / 1000 for record in records), end]
    times = [moment for moment in times if begin <= moment <= end]
    return max(later - earlier for earlier, later in pairwise(times))


def main() -> int:
    """Prints the figures; exit 1 when an article is missing or de-duplication stood still for too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=50, help="articles a second (50)")
    parser.add_argument("--pod-seconds", type=float, default=2, help="seconds to make a pod anew (2)")
    parser.add_argument("--dynamic", action="store_true", help="no static membership in the stage dedup")
    parser.add_argument("--stages", nargs="*", default=list(OUTPUTS), help="restart only these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rasd-bench-") as folder:
        broker = Broker(Path(folder, "kafka"))
        broker.start()
        try:
            return measure(broker.address, Path(folder), options)
        finally:
            broker.stop()


def measure(address: str, folder: Path, options: argparse.Namespace) -> int:
    """The restart and what it cost."""
    settings = dataclasses.replace(fresh_settings(address, folder), session_seconds=45, partitions=4)
    create_or_check(settings)
    stages = [
        Pods(settings, folder, "intake", ["intake-a", "intake-b"], static=False),
        Pods(settings, folder, "dedup", ["dedup-0", "dedup-1"], static=not options.dynamic),
        Pods(settings, folder, "extract", ["extract-a", "extract-b"], static=False),
    ]
    for pods in stages:
        pods.await_ready()
    spans: dict[str, tuple[float, float]] = {}
    try:
        with Load(settings, options.rate) as load:
            time.sleep(8)  # steady before the first restart
            for pods in stages:
                if pods.stage not in options.stages:
                    continue
                begin = time.time()
                print(pods.stage, flush=True)
                roll: Callable[[], None] = (
                    (lambda pods=pods: pods.roll_stateful_set(options.pod_seconds))
                    if pods.stage == "dedup"
                    else pods.roll_deployment
                )
                roll()
                time.sleep(10)  # the last rebalance may come late
                spans[pods.stage] = (begin, time.time())
        await_condition(lambda: len(ids(settings, "claims.casualty")) >= load.count, 60, "every article", every=5)
    finally:
        for pods in stages:
            pods.stop()
    return report(settings, spans, load.count)


def ids(settings: Settings, topic: str) -> set[str]:
    """Ids of the articles in a topic."""
    return {found.get("article", found)["id"] for found in map(event, asyncio.run(read_all(settings, topic)))}


def report(settings: Settings, spans: dict[str, tuple[float, float]], published: int) -> int:
    """Prints the figures."""
    failed = False
    print(f"{'stage restarted':18}{'seconds':>9}{'longest pause of':>19}" + "".join(f"{stage:>9}" for stage in OUTPUTS))
    records = {stage: asyncio.run(read_all(settings, topic)) for stage, topic in OUTPUTS.items()}
    for restarted, (begin, end) in spans.items():
        pauses = {stage: longest_pause(found, begin, end) for stage, found in records.items()}
        print(f"{restarted:18}{end - begin:9.0f}{'':>19}" + "".join(f"{pause:9.1f}" for pause in pauses.values()))
        failed |= restarted == "dedup" and pauses["dedup"] > MOST_SECONDS
    for stage, topic in OUTPUTS.items():
        found = ids(settings, topic)
        again = len(records[stage]) - len(found) if stage != "extract" else 0
        print(f"{topic}: {len(found)} of {published} articles, {published - len(found)} lost, {again} twice")
        failed |= len(found) != published
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
