"""The whole stream on a real Kafka: `make bench-stream`. Reads ../shared/corpus.

1. Throughput: raw articles are published to a worker that waits for them; articles a second through the three stages and CPU an
   article, beside processes that pass the same bytes over three hops and do nothing else (`bench.stream_peers`).
2. Latency: articles are published one by one, at a trickle and at half of the measured throughput; from the call of send to
   the arrival of the article's last claim at a subscriber, of the articles that make claims.

Broker, worker and client share the machine, so that the seconds say what its cores are worth, and are worth
little while it does other work; CPU times and their ratios stand.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.structs import TopicPartition

from bench.dedup import CORPUS
from bench.stream_peers import HOPS, topics
from schemas import RefusalError
from services.claims import extract
from services.intake import read_article
from services.stream.settings import Settings
from services.stream.subscriber import Subscriber
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker, free_port
from tests.stream.worker_process import WorkerProcess, await_condition, environment

WARM_UP = 1000  # articles before the measured ones: lists are loaded, words remembered
TRICKLE = 10.0  # articles a second
QUIET = 10.0  # seconds without a claim after which no more come
FIRST = 20  # articles at the head of a measurement of latency that do not count
DONE_LIMIT = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a number of articles took. cpu and broker_cpu: seconds of all cores."""

    name: str
    articles: int
    seconds: float
    cpu: float
    broker_cpu: float

    @property
    def microseconds(self) -> float:
        """CPU of the process, an article."""
        return self.cpu / self.articles * 1e6


def cpu_seconds(pid: int) -> float:
    """CPU that a process has used, all threads."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def corpus(limit: int | None) -> list[bytes]:
    """The raw articles, each as one message."""
    with gzip.open(CORPUS / "stream.jsonl.gz", "rb") as lines:
        found = [line.rstrip() for line in lines]
    return found[:limit]


async def publish(settings: Settings, topic: str, values: list[bytes]) -> None:
    """Sends everything as fast as the brokers take it."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, max_batch_size=262_144, linger_ms=5)
    await producer.start()
    for value in values:
        await producer.send(topic, value)
    await producer.stop()


def measure(
    name: str,
    broker: Broker,
    pids: list[int],
    articles: list[bytes],
    send: Callable[[list[bytes]], None],
    done: Callable[[int], bool],
) -> Cost:
    """Sends the articles and waits until all of them are through. done: of how many articles in all."""
    send(articles[:WARM_UP])
    await_condition(lambda: done(WARM_UP), DONE_LIMIT, f"{name}: warm-up", every=0.2)
    began = time.perf_counter()
    cpu, broker_cpu = sum(map(cpu_seconds, pids)), cpu_seconds(broker.pid)
    send(articles[WARM_UP:])
    await_condition(lambda: done(len(articles)), DONE_LIMIT, f"{name}: everything", every=0.1)
    return Cost(
        name,
        len(articles) - WARM_UP,
        time.perf_counter() - began,
        sum(map(cpu_seconds, pids)) - cpu,
        cpu_seconds(broker.pid) - broker_cpu,
    )


def worker_cost(name: str, broker: Broker, workers: list[WorkerProcess], articles: list[bytes]) -> Cost:
    """What our workers take together."""
    topic = workers[0].settings.topic_prefix + "articles.raw"

    def done(count: int) -> bool:
        seen: dict[tuple[str, str], float] = defaultdict(float)
        for worker in workers:
            for sample, value in worker.metrics().items():
                if sample.startswith("rasd_messages_total{"):
                    outcome, stage = sample.split('"')[1::2]
                    seen[stage, outcome] += value

        def all_of(stage: str) -> float:
            return sum(value for (of, _), value in seen.items() if of == stage)

        return (
            all_of("intake") >= count
            and all_of("dedup") >= seen["intake", "accepted"]
            and all_of("extract") >= seen["dedup", "new"] + seen["dedup", "revision"]
        )

    return measure(
        name,
        broker,
        [worker.process.pid for worker in workers],
        articles,
        lambda values: asyncio.run(publish(workers[0].settings, topic, values)),
        done,
    )


def peer_cost(broker: Broker, settings: Settings, way: str, articles: list[bytes]) -> Cost:
    """What a peer takes for the same bytes."""
    asyncio.run(_create(settings))
    with subprocess.Popen(
        [sys.executable, "-m", "bench.stream_peers", way],
        env=environment(settings),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{way} did not start")
        try:
            return measure(
                way,
                broker,
                [process.pid],
                articles,
                lambda values: asyncio.run(publish(settings, topics(settings)[0].name, values)),
                lambda count: asyncio.run(_end(settings, topics(settings)[HOPS].name)) >= count,
            )
        finally:
            process.terminate()


async def _create(settings: Settings) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap_servers)
    await admin.start()
    await admin.create_topics([NewTopic(topic.name, topic.partitions, 1) for topic in topics(settings)])
    await admin.close()


async def _end(settings: Settings, topic: str) -> int:
    async with AIOKafkaConsumer(bootstrap_servers=settings.bootstrap_servers) as consumer:
        ends = await consumer.end_offsets([TopicPartition(topic, number) for number in range(settings.partitions)])
        return int(sum(ends.values()))


def with_counts(articles: list[bytes]) -> list[tuple[bytes, str, int]]:
    """The articles that intake accepts, each under an id of its own: message, id, number of claims."""
    found = []
    for number, value in enumerate(articles):
        article = read_article(value)
        if not isinstance(article, RefusalError):
            name = f"latency-{number}"
            raw = {**json.loads(value), "id": name, "url": f"https://latency.example/{number}"}
            found.append((json.dumps(raw, ensure_ascii=False).encode(), name, len(extract(article))))
    return found


async def latencies(settings: Settings, articles: list[tuple[bytes, str, int]], rate: float) -> list[float]:
    """Seconds from send to the last claim of each article that makes claims and got them all, ascending."""
    sent: dict[str, float] = {}
    missing = {name: count for _, name, count in articles if count}
    took: list[float] = []
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers)
    await producer.start()

    async def listen(subscriber: Subscriber) -> None:
        while missing:
            batch = await subscriber.next_batch(QUIET)
            arrived = time.perf_counter()
            if not batch:
                return  # the rest are duplicates, whose claims are not published
            for record in batch:
                name = record.key.decode()
                if name in missing:
                    missing[name] -= 1
                    if not missing[name]:
                        del missing[name]
                        took.append(arrived - sent[name])

    async with Subscriber(settings, ["claims.casualty", "claims.defection"], from_beginning=False) as subscriber:
        listening = asyncio.create_task(listen(subscriber))
        began = time.perf_counter()
        for number, (value, name, _) in enumerate(articles):
            wait = began + number / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            sent[name] = time.perf_counter()
            await producer.send(settings.topic_prefix + "articles.raw", value)
        await listening
    await producer.stop()
    return sorted(took)


def show(costs: list[Cost]) -> None:
    """The table of costs."""
    print(f"{'':34}{'articles/s':>12}{'CPU µs':>9}{'broker µs':>11}")
    for cost in costs:
        broker = cost.broker_cpu / cost.articles * 1e6
        print(
            f"{cost.name:34}{cost.articles / cost.seconds:12,.0f}{cost.microseconds:9,.0f}{broker:11,.0f}", flush=True
        )


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="use the first LIMIT articles of the corpus only")
    parser.add_argument("--seconds", type=float, default=60, help="length of each measurement of latency (60)")
    parser.add_argument("--only", choices=("throughput", "latency"), help="only this part")
    options = parser.parse_args()
    if not CORPUS.exists():
        print("../shared/corpus is not there", file=sys.stderr)
        return 1
    articles = corpus(options.limit)
    with tempfile.TemporaryDirectory(prefix="rasd-bench-") as folder:
        broker = Broker(Path(folder, "kafka"))
        broker.start()
        try:
            run(broker, Path(folder), articles, options)
        finally:
            broker.stop()
    return 0


def run(broker: Broker, folder: Path, articles: list[bytes], options: argparse.Namespace) -> None:
    """Both parts."""

    def settings(name: str) -> Settings:
        made = fresh_settings(broker.address, folder / name)
        made.data_dir.mkdir(parents=True)
        return dataclasses.replace(made, session_seconds=45)

    rate = 1000.0
    if options.only != "latency":
        costs = []
        for name, count in (("rasd worker", 1), ("two of them", 2)):
            ours = settings(name.replace(" ", "-"))
            create_or_check(ours)
            with ExitStack() as running:
                workers = []
                for number in range(count):
                    own = dataclasses.replace(ours, data_dir=ours.data_dir / str(number), http_port=free_port())
                    own.data_dir.mkdir()
                    workers.append(running.enter_context(WorkerProcess(own)))
                costs.append(worker_cost(name, broker, workers, articles))
        cost = costs[0]
        rate = cost.articles / cost.seconds
        peers = {way: peer_cost(broker, settings(way), way, articles) for way in ("driven", "agents", "aiokafka")}
        show([*costs, *peers.values()])
        for way, peer in peers.items():
            print(f"CPU an article, times that of {way:10} {cost.microseconds / peer.microseconds:.2f}")
    if options.only != "throughput":
        counted = with_counts(articles)
        claiming = [each for each in counted if each[2]]
        # at a trickle articles with claims alone, so that there are enough of them; else the corpus as it is
        for name, per_second, sent in (("trickle", TRICKLE, claiming), ("half load", rate / 2, counted)):
            ours = settings(name.replace(" ", "-"))
            create_or_check(ours)
            with WorkerProcess(ours):
                asyncio.run(latencies(ours, sent[:FIRST], TRICKLE))
                chosen = sent[FIRST : FIRST + int(per_second * options.seconds)]
                took = asyncio.run(latencies(ours, chosen, per_second))
            print(
                f"publish to claim at a {name} ({per_second:,.0f} articles/s, {len(took)} with claims): "
                f"p50 {took[len(took) // 2] * 1000:.0f} ms, p99 {took[int(len(took) * 0.99)] * 1000:.0f} ms",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
