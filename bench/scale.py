"""intake and extract with more and more workers, then fewer, on a real Kafka: `make bench-scale`.

Processes stand for pods. A burst lies in the topic; workers are added one by one, as KEDA's rule in k8s/scaling asks for by
the lag, and taken away again one by one by SIGTERM while the rest of the burst is worked off.

For each number of workers: articles a second, CPU of all workers an article, and the efficiency, which is the CPU that one
worker alone took for an article by what it is now. Where the machine has fewer cores than there are workers, broker and
bench, articles a second cannot grow with the workers; the efficiency shows what scaling out itself costs. For each change:
the longest time in which nothing was published, which is what Kafka's eager rebalancing costs. At the end: that every
article came through.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import logging
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import yaml
from aiokafka import AIOKafkaProducer

from bench.rolling_restart import longest_pause
from schemas import NormalizedArticle, RefusalError, encode
from services.dedup import fingerprinted
from services.intake import read_article
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.stream.topics import Topics
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker, free_port
from tests.stream.articles import article, event
from tests.stream.kafka_client import read_all
from tests.stream.worker_process import WorkerProcess, await_condition

PARTITIONS = 12
TEXTS = 400
WARM = 300  # messages before a measurement: a new worker meets each word for the first time
LEAST = 300  # messages of a measurement, however slow the machine is
SCALERS = Path(__file__).parents[1] / "k8s" / "scaling" / "scaled-objects.yaml"
OUTCOMES = {"intake": "accepted", "extract": "extracted"}
OUTPUTS = {"intake": "articles.fingerprinted", "extract": "claims.casualty"}


def raw(count: int) -> Iterator[bytes]:
    """What intake reads."""
    return (article(number) for number in range(count))


def normalized(count: int) -> Iterator[bytes]:
    """What extract reads: some hundreds of texts under ever new ids. To extract it is all the same."""
    models = []
    for value in raw(min(count, TEXTS)):
        accepted = read_article(value, 1 << 20)
        assert not isinstance(accepted, RefusalError)
        whole = fingerprinted(accepted)
        fields = {field.name: getattr(whole, field.name) for field in dataclasses.fields(whole)}
        models.append(NormalizedArticle(**fields, revises=None))
    return (encode(dataclasses.replace(models[number % TEXTS], id=f"a-{number}")) for number in range(count))


async def fill(settings: Settings, topic: str, values: Iterator[bytes]) -> None:
    """Puts the burst into the topic, evenly over its partitions."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, linger_ms=20, max_batch_size=1 << 18)
    await producer.start()
    for number, value in enumerate(values):
        await producer.send(topic, value, partition=number % PARTITIONS)
    await producer.stop()


class Workers:
    """The workers of one stage."""

    def __init__(self, settings: Settings, stage: str) -> None:
        self._settings, self._stage = settings, stage
        self._running: list[WorkerProcess] = []
        self._gone = 0.0
        self.resident = 0.0

    def __len__(self) -> int:
        return len(self._running)

    def add(self) -> None:
        """One more, ready."""
        settings = dataclasses.replace(
            self._settings,
            http_port=free_port(),
            data_dir=self._settings.data_dir.parent / f"{self._stage}-{len(self._running)}" / "data",
        )
        settings.data_dir.parent.mkdir(exist_ok=True)
        worker = WorkerProcess(settings, "--stage", self._stage)
        worker.start()
        worker.await_ready()
        self._running.append(worker)

    def remove(self) -> None:
        """One less, as a pod is taken away."""
        worker = self._running.pop()
        self._gone += self._handled(worker)
        if worker.stop():
            sys.exit(worker.log.read_text())

    def ready(self) -> bool:
        """Whether all of them take messages."""
        return all(worker.status("/ready") == 200 for worker in self._running)

    def handled(self) -> float:
        """Messages that all have handled since the beginning."""
        return self._gone + sum(map(self._handled, self._running))

    def lag(self) -> float:
        """Messages that are not committed yet, as those that run tell it; more than there are until all have told."""
        lags = [
            value
            for worker in self._running
            for name, value in worker.metrics().items()
            if name.startswith("rasd_lag{") and f'stage="{self._stage}"' in name
        ]
        return sum(lags) if len(lags) >= PARTITIONS else math.inf

    def cpu(self) -> float:
        """Seconds of CPU that those which run have used; keeps their memory, too."""
        seconds = 0.0
        for worker in self._running:
            process = psutil.Process(worker.process.pid)
            seconds += sum(process.cpu_times()[:2])
            self.resident = max(self.resident, process.memory_info().rss / 2**20)
        return seconds

    def _handled(self, worker: WorkerProcess) -> float:
        return worker.metrics().get(
            f'rasd_messages_total{{outcome="{OUTCOMES[self._stage]}",stage="{self._stage}"}}', 0
        )


@dataclasses.dataclass
class Change:
    """A worker came or went: between these two moments."""

    what: str
    begin: float
    end: float


def keda(stage: str, lag: float) -> int:
    """How many pods the scaler in k8s/scaling asks for."""
    (scaled,) = [
        each for each in yaml.safe_load_all(SCALERS.read_text()) if each["metadata"]["name"] == f"rasd-{stage}"
    ]
    threshold = int(scaled["spec"]["triggers"][0]["metadata"]["lagThreshold"])
    wanted = math.ceil(min(lag, PARTITIONS * threshold) / threshold)
    return max(scaled["spec"]["minReplicaCount"], min(wanted, scaled["spec"]["maxReplicaCount"], PARTITIONS))


def measure(settings: Settings, stage: str, most: int, seconds: float, count: int) -> bool:
    """Scales the stage out and in; prints the figures; whether every article came through."""
    create_or_check(settings)
    topics = Topics(settings)
    source = {"intake": topics.raw.name, "extract": topics.normalized.name}[stage]
    asyncio.run(fill(settings, source, {"intake": raw, "extract": normalized}[stage](count)))
    workers = Workers(settings, stage)
    changes: list[Change] = []
    alone: float | None = None
    print(f"\n{stage}: a burst of {count:,} articles in {PARTITIONS} partitions, {os.cpu_count()} cores")
    print(f"{'workers':>8}{'KEDA asks for':>15}{'articles/s':>12}{'CPU µs an article':>19}{'efficiency':>12}")
    for step in [*range(1, most + 1), *range(most - 1, 0, -1)]:
        begin = time.time()
        more = step > len(workers)
        (workers.add if more else workers.remove)()
        await_condition(workers.ready, 60, "all ready")
        time.sleep(2)  # the last fetches after a rebalance
        changes.append(Change(f"{step - 1} to {step}" if more else f"{step + 1} to {step}", begin, time.time()))
        warm = min(count, workers.handled() + WARM)
        await_condition(lambda warm=warm: workers.handled() >= warm, 120, "the words of the texts known", every=0.2)
        handled, used, started = workers.handled(), workers.cpu(), time.monotonic()
        enough = min(count, handled + LEAST)
        time.sleep(seconds)
        await_condition(lambda enough=enough: workers.handled() >= enough, 120, "enough to measure", every=0.2)
        done, used, passed = workers.handled() - handled, workers.cpu() - used, time.monotonic() - started
        cost = used / done if done else 0.0
        alone = alone or cost
        efficiency = f"{alone / cost:.0%}" if cost else "burst over"
        print(
            f"{step:8}{keda(stage, workers.lag()):15}{done / passed:12,.0f}{cost * 1e6:19,.0f}{efficiency:>12}",
            flush=True,
        )
    await_condition(lambda: workers.lag() == 0, 300, "the burst worked off", every=1)
    print(f"resident memory of a worker, at most: {workers.resident:.0f} MiB")
    time.sleep(2)
    while len(workers):
        workers.remove()
    return report(settings, stage, changes, count)


def report(settings: Settings, stage: str, changes: list[Change], count: int) -> bool:
    """Prints what the changes cost and whether anything is missing."""
    records = asyncio.run(read_all(settings, OUTPUTS[stage]))
    pauses = {change.what: longest_pause(records, change.begin, change.end) for change in changes[1:]}
    print("longest pause, seconds: " + ", ".join(f"{what} {pause:.1f}" for what, pause in pauses.items()))
    identity: Callable[[dict[str, Any]], str] = lambda found: found.get("article", found)["id"]  # noqa: E731
    found = [identity(event(record)) for record in records]
    lost = count - len(set(found))
    again = f", {len(found) - count} twice" if stage == "intake" else ""
    print(f"{count - lost:,} of {count:,} articles came through, {lost} lost{again}")
    return lost == 0


def main() -> int:
    """Prints the figures; exit 1 when an article is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=3, help="workers at most (3)")
    parser.add_argument("--seconds", type=float, default=10, help="seconds of each measurement (10)")
    parser.add_argument("--articles", type=int, default=30_000, help="articles in the burst (30,000)")
    parser.add_argument("--stages", nargs="*", default=list(OUTCOMES), help="only these")
    options = parser.parse_args()
    # the producer's first words, about partitions that have no leader yet
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    whole = True
    with tempfile.TemporaryDirectory(prefix="rasd-bench-") as folder:
        broker = Broker(Path(folder, "kafka"))
        broker.start()
        try:
            for stage in options.stages:
                settings = dataclasses.replace(
                    fresh_settings(broker.address, Path(folder)), session_seconds=45, partitions=PARTITIONS
                )
                whole &= measure(settings, stage, options.workers, options.seconds, options.articles)
        finally:
            broker.stop()
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
