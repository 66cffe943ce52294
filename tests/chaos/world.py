"""Brokers, workers and the ledger of one run."""

from __future__ import annotations

import asyncio
import dataclasses
import http.client
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.chaos.audit import Account, Audit
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import Ledger
from tests.conftest import fresh_settings
from tests.dedup import month
from tests.kafka.broker import Broker, free_port
from tests.stream.worker_process import await_condition

CATCH_UP = 180.0  # seconds of a quiet machine until everything published is out


@dataclass
class World:
    """What faults strike. chance: the source of everything random, so that a seed repeats a run."""

    settings: Settings
    brokers: list[Broker]
    fleet: Fleet
    ledger: Ledger
    audit: Audit
    chance: random.Random
    folder: Path
    burst: int = 100_000

    def flow(self, seconds: float) -> None:
        """Lets articles flow for so long."""
        time.sleep(seconds)

    def flows_again(self, since: float) -> float:
        """Waits until articles published after the moment have come out of every partition; seconds that took."""
        await_condition(lambda: self.ledger.flows_again(since) is not None, CATCH_UP, "articles flow again", 0.2)
        return (self.ledger.flows_again(since) or since) - since

    def owner_of_state(self) -> int:
        """The number of the worker that de-duplicates; that of any one while nobody does."""

        def owner() -> int | None:
            for number in self.fleet.running():
                with suppress(OSError, http.client.HTTPException):
                    if any(
                        name.startswith('rasd_lag{partition="0",stage="dedup"')
                        for name in self.fleet.workers[number].metrics()
                    ):
                        return number
            return None

        await_condition(lambda: owner() is not None, 30, "a worker that de-duplicates", 0.2)
        return owner() or self.fleet.running()[0]

    def leader_of(self, topic: str) -> Broker:
        """The broker that leads partition 0 of a topic."""

        async def ask() -> int:
            admin = AIOKafkaAdminClient(bootstrap_servers=self.settings.bootstrap_servers)
            await admin.start()
            try:
                (described,) = await admin.describe_topics([topic])
                return next(int(each["leader"]) for each in described["partitions"] if each["partition"] == 0)
            finally:
                await admin.close()

        leader = asyncio.run(ask())
        return next(broker for broker in self.brokers if broker.node_id == leader)

    def settle(self) -> None:
        """Publishes no more, and waits until everything is out."""
        self.ledger.pause()
        await_condition(lambda: not self.ledger.undecided(), CATCH_UP, "every article decided", 0.2)
        await_condition(self.audit.claims_are_out, CATCH_UP, "every claim published", 0.5)

    def close_books(self, *, verdicts: bool = True) -> Account:
        """Settles, and audits what came out. Publishes again after that."""
        self.settle()
        account = self.audit.account(verdicts=verdicts)
        self.ledger.resume()
        return account


@contextmanager
def world(
    folder: Path,
    *,
    seed: int,
    rate: float,
    stages: tuple[str | None, ...] = (None, None, None),
    nodes: int = 1,
    change: Callable[[Settings], Settings] = lambda settings: settings,
    program: list[str] | None = None,
    burst: int = 100_000,
) -> Iterator[World]:
    """A running world of its own: brokers, topics, workers that are ready, articles that flow."""
    ports = {number: free_port() for number in range(1, nodes + 1)}
    brokers = [
        Broker(folder / f"kafka-{number}", node_id=number, quorum=ports, heap="384m" if nodes > 1 else "512m")
        for number in ports
    ]
    start_together(brokers)
    settings = fresh_settings(",".join(broker.address for broker in brokers), folder)
    settings = change(dataclasses.replace(settings, replication=min(nodes, 3)))
    create_or_check(settings)
    ledger = Ledger(settings, month.stream(seed), rate)
    fleet = Fleet(settings, folder, stages, program)
    try:
        fleet.await_ready()
        ledger.start()
        yield World(
            settings,
            brokers,
            fleet,
            ledger,
            Audit(ledger, leaders_change=nodes > 1),
            random.Random(seed),
            folder,
            burst,
        )
    finally:
        ledger.stop()
        fleet.stop()
        for broker in brokers:
            broker.stop()


def start_together(brokers: list[Broker]) -> None:
    """Starts brokers that wait for one another."""
    with ThreadPoolExecutor(len(brokers)) as threads:
        for started in [threads.submit(broker.start) for broker in brokers]:
            started.result()
