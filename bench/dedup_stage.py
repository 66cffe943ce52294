"""The de-duplication stage on a real Kafka with the state of a million articles: `make bench-dedup-stage`.

1. Writes the changelog that so many articles leave behind: shingles at random, in the numbers, with the statements and
   the kept texts of the articles of ../shared/corpus.
2. Starts a worker with an empty disk: how fast the state is recovered, how large it is in memory and on disk.
3. Starts it again with its disk kept.
4. Publishes the corpus as intake hands it on: articles a second through Faust, RocksDB and Kafka with that state.

The broker runs on the same machine. Resident memory is that of the whole worker process. On a machine with other work the
CPU times say more than the seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
from aiokafka import AIOKafkaProducer

from bench.dedup import CORPUS, read_corpus
from schemas import Fingerprint, FingerprintedArticle, encode
from services.dedup import Changes, MemoryStore, decide, fingerprint
from services.dedup.fingerprint import VERSION, index_keys
from services.dedup.sketch import pack as pack_sketch
from services.stream.internal_headers import ORIGIN
from services.stream.seen_store import pack
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.stream.topics import Topics
from tests.conftest import fresh_settings
from tests.kafka.broker import Broker
from tests.stream.worker_process import WorkerProcess, await_condition

AT_ONCE = 500


def articles_of_corpus(limit: int | None) -> list[FingerprintedArticle]:
    """The corpus as intake hands it on."""
    return [
        FingerprintedArticle(
            id=article.id,
            title=article.title,
            body=article.body,
            url=article.url,
            canonical_url=article.url,
            source=article.source,
            published_at=article.published_at,
            folded=folded,
            fingerprint=fingerprint(article, folded),
        )
        for article, folded in read_corpus(limit)
    ]


def changes(corpus: list[FingerprintedArticle], count: int) -> Iterator[Changes]:
    """What `count` articles of the corpus's shape, and with nothing in common, leave in the state."""
    chance = np.random.default_rng(1)
    nothing = MemoryStore()
    first = int(time.time() * 1000) - count
    for number in range(count):
        model = corpus[number % len(corpus)]
        words = model.fingerprint.words
        shingles = np.sort(chance.integers(0, 2**64, max(words - 2, 0), dtype=np.uint64))
        made = dataclasses.replace(
            model,
            id=f"synthetic-{number}",
            canonical_url=f"https://synthetic.example/{number}",
            fingerprint=Fingerprint(
                version=VERSION,
                exact=chance.bytes(16).hex(),
                words=words,
                shingles=index_keys(shingles),
                sketch=b64encode(pack_sketch(shingles)).decode(),
                statements=model.fingerprint.statements,
            ),
        )
        yield decide(made, nothing, at=first + number, origin=f"synthetic/0/{number}@{first + number}").changes


async def write_changelog(settings: Settings, corpus: list[FingerprintedArticle], count: int) -> int:
    """Sends the changelog; its bytes."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, max_batch_size=1 << 20, linger_ms=5)
    await producer.start()
    size = 0
    topic = Topics(settings).dedup_changelog.name
    batch: list[Changes] = []
    for number, change in enumerate(changes(corpus, count), 1):
        batch.append(change)
        if len(batch) == AT_ONCE or number == count:
            for part, message in enumerate(pack(batch)):
                size += len(message)
                await producer.send(topic, message, key=f"{number}-{part}".encode(), partition=0)
            batch.clear()
    await producer.stop()
    return size


async def publish(settings: Settings, corpus: list[FingerprintedArticle]) -> None:
    """Sends the corpus to `articles.fingerprinted`."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers, max_batch_size=1 << 20, linger_ms=5)
    await producer.start()
    topic = Topics(settings).fingerprinted.name
    now = int(time.time() * 1000)
    for number, article in enumerate(corpus):
        origin = f"{Topics(settings).raw.name}/{number % 4}/{number // 4}@{now + number}"
        await producer.send(topic, encode(article), headers=[(ORIGIN, origin.encode())])
    await producer.stop()


def timed_start(worker: WorkerProcess) -> float:
    """Seconds from the start of the process to its being ready."""
    started = time.monotonic()
    worker.start()
    await_condition(lambda: worker.status("/ready") == 200, 600, "worker ready")
    return time.monotonic() - started


def cpu_seconds(process: psutil.Process) -> float:
    """CPU that a process has used, all threads."""
    times = process.cpu_times()
    return float(times.user + times.system)


def folder_bytes(folder: Path) -> int:
    """The size of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def report(name: str, value: str, reached: bool | None = None) -> bool:
    """Prints one figure, and whether it is what it should be."""
    note = "" if reached is None else ("  reached" if reached else "  MISSED")
    print(f"{name:58}{value:>22}{note}", flush=True)
    return reached is not False


def main() -> int:
    """Prints the figures; exit 1 when one of them is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000, help="articles in the state (1,000,000)")
    parser.add_argument("--limit", type=int, help="use the first LIMIT articles of the corpus only")
    options = parser.parse_args()
    if not CORPUS.exists():
        print("../shared/corpus is not there", file=sys.stderr)
        return 1
    corpus = articles_of_corpus(options.limit)
    count: int = options.articles
    with tempfile.TemporaryDirectory(prefix="rasd-bench-") as folder:
        broker = Broker(Path(folder, "kafka"))
        broker.start()
        try:
            reached = measure(fresh_settings(broker.address, Path(folder)), corpus, count)
        finally:
            broker.stop()
    return 0 if all(reached) else 1


def measure(settings: Settings, corpus: list[FingerprintedArticle], count: int) -> list[bool]:
    """The four steps."""
    settings = dataclasses.replace(settings, session_seconds=30, dedup_order="delivery")
    create_or_check(settings)
    stating = sum(bool(article.fingerprint.statements) for article in corpus) / len(corpus)
    size = asyncio.run(write_changelog(settings, corpus, count))
    report("articles in the state", f"{count:,}")
    report("of them with casualty or defection statements", f"{stating:.1%}")
    report("changelog, bytes an article", f"{size / count:,.0f}")
    worker = WorkerProcess(settings, "--stage", "dedup")
    cold = timed_start(worker)
    process = psutil.Process(worker.process.pid)
    resident, recovering = process.memory_info().rss, cpu_seconds(process)
    worker.stop()
    disk = folder_bytes(settings.data_dir)
    warm = timed_start(worker)
    process = psutil.Process(worker.process.pid)
    recovering -= cpu_seconds(process)
    reached = [
        report("start with its disk, seconds", f"{warm:.1f}", warm <= 3),
        report("start with an empty disk, seconds", f"{cold:.1f}"),
        report("recovery, articles a second", f"{count / (cold - warm):,.0f}", count / (cold - warm) >= 20_000),
        report("recovery, CPU microseconds an article", f"{recovering / count * 1e6:,.0f}"),
        report("on disk, bytes an article", f"{disk / count:,.0f}", disk / count <= 1536),
        report("resident after recovery, MiB", f"{resident / 2**20:,.0f}", resident <= 300 * 2**20),
    ]
    asyncio.run(publish(settings, corpus))
    names = [f'rasd_messages_total{{outcome="{outcome}",stage="dedup"}}' for outcome in OUTCOMES]
    begun, used = time.monotonic(), cpu_seconds(process)

    def done() -> bool:
        time.sleep(0.5)  # making the metrics takes the worker milliseconds
        metrics = worker.metrics()
        return sum(metrics.get(name, 0) for name in names) >= len(corpus)

    await_condition(done, 300, "the corpus decided")
    seconds = time.monotonic() - begun
    used = cpu_seconds(process) - used
    resident = process.memory_info().rss
    worker.stop()
    reached += [
        report(
            "through Faust, articles a second (one worker)",
            f"{len(corpus) / seconds:,.0f}",
            len(corpus) / seconds >= 1500,
        ),
        report("CPU, microseconds an article", f"{used / len(corpus) * 1e6:,.0f}"),
        report("resident after that, MiB", f"{resident / 2**20:,.0f}", resident <= 300 * 2**20),
    ]
    return reached


OUTCOMES = ("new", "exact", "near", "revision")

if __name__ == "__main__":
    sys.exit(main())
