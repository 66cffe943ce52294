"""What can go wrong, one function a fault.

Each strikes a world in which articles flow, waits until the fault is over, and returns the monotonic second from which the
time until articles flow again counts: when something died, or when what was away is back.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from aiokafka import AIOKafkaProducer

from services.stream.topics import Topics
from tests.chaos import disks
from tests.chaos.world import World
from tests.stream.worker_process import await_condition

Fault = Callable[[World], float]

PAUSE_OF_BROKER = 30.0  # seconds
MALFORMED = 10_000


def kill_a_worker(world: World) -> float:
    """kill -9 of a worker at random, which is started again at once."""
    since = time.monotonic()
    world.fleet.kill(world.chance.choice(world.fleet.running()))
    return since


def stop_a_worker(world: World) -> float:
    """SIGTERM of a worker at random, which is started again at once."""
    since = time.monotonic()
    world.fleet.kill(world.chance.choice(world.fleet.running()), with_signal=signal.SIGTERM)
    return since


def kill_all_workers(world: World) -> float:
    """kill -9 of every worker at the same time."""
    since = time.monotonic()
    for number in world.fleet.running():
        world.fleet.kill(number)
    return since


def freeze_a_worker(world: World) -> float:
    """SIGSTOP of a worker for twice its session: the others take over, then it wakes up and believes that it owns them."""
    since = time.monotonic()
    worker = world.fleet.workers[world.chance.choice(world.fleet.running())]
    process = worker.process
    process.send_signal(signal.SIGSTOP)
    try:
        world.flow(2.0 * world.settings.session_seconds)
    finally:
        process.send_signal(signal.SIGCONT)
    return since


def remove_and_add_workers(world: World) -> float:
    """Rebalances: a worker leaves, comes back, a further one comes and goes."""
    number = world.chance.choice(world.fleet.running())
    world.fleet.take_down(number)
    world.flow(world.chance.uniform(1, 4))
    world.fleet.bring_back(number)
    further = world.fleet.add()
    world.flow(world.chance.uniform(4, 10))
    since = time.monotonic()
    world.fleet.take_down(further)
    return since


def stop_a_broker(world: World) -> float:
    """SIGTERM of a broker, which comes back after three seconds."""
    return _restart_broker(world, signal.SIGTERM)


def kill_a_broker(world: World) -> float:
    """kill -9 of a broker, which comes back after three seconds."""
    return _restart_broker(world, signal.SIGKILL)


def _restart_broker(world: World, with_signal: signal.Signals) -> float:
    broker = world.chance.choice(world.brokers)
    broker.stop(with_signal)
    world.flow(3.0)
    broker.start()
    return time.monotonic()


def pause_the_broker(world: World) -> float:
    """SIGSTOP of the broker for 30 seconds: connections stay open and nothing answers, buffers of producers fill."""
    broker = world.chance.choice(world.brokers)
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        world.flow(PAUSE_OF_BROKER)
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    return time.monotonic()


def burst_while_the_broker_pauses(world: World) -> float:
    """A full producer: a backlog is being worked off at full speed when the broker stops answering."""
    rate, world.ledger.rate = world.ledger.rate, 2_000.0
    most, world.ledger.most_open = world.ledger.most_open, 4_000
    world.flow(2.0)
    os.kill(world.brokers[0].pid, signal.SIGSTOP)
    try:
        world.ledger.rate, world.ledger.most_open = rate, most
        world.flow(10.0)
    finally:
        os.kill(world.brokers[0].pid, signal.SIGCONT)
    return time.monotonic()


def lose_the_leader(world: World) -> float:
    """kill -9 of the broker that leads the partition of de-duplication; it comes back later."""
    leader = world.leader_of(f"{world.settings.topic_prefix}articles.fingerprinted")
    since = time.monotonic()
    leader.stop(signal.SIGKILL)
    world.flow(15.0)
    leader.start()
    return since


def lose_a_disk(world: World) -> float:
    """kill -9 of the worker that de-duplicates, its folder removed: the state comes back from the changelog."""
    return _with_state_of(world, shutil.rmtree)


def corrupt_a_disk(world: World) -> float:
    """kill -9 of the worker that de-duplicates, garbage written over its RocksDB files."""
    return _with_state_of(world, lambda folder: _scribble(world, folder))


def send_malformed_messages(world: World) -> float:
    """Ten thousand messages in a row that nobody can read, in the midst of articles."""
    rejected = world.ledger.seen["articles.rejected"]
    before = len(rejected)
    kinds = (b"", b"{", b"[]", b"\xff\xfe", b'{"body": 1}', b'{"title": ""}', b'{"body": "\\ud800"', b"null")

    async def send() -> None:
        producer = AIOKafkaProducer(bootstrap_servers=world.settings.bootstrap_servers, linger_ms=5)
        await producer.start()
        topic = Topics(world.settings).raw.name
        sent = [
            await producer.send(topic, kinds[number % len(kinds)] + b" " * (number % 100))
            for number in range(MALFORMED)
        ]
        await asyncio.gather(*sent)
        await producer.stop()

    since = time.monotonic()
    asyncio.run(send())
    await_condition(lambda: len(rejected) - before >= MALFORMED, 300, "every malformed message rejected", 0.5)
    return since


def burst(world: World) -> float:
    """A hundred thousand articles at once, as fast as they can be sent, for one worker."""
    rate, world.ledger.rate = world.ledger.rate, 50_000.0
    most, world.ledger.most_open = world.ledger.most_open, 10 * world.burst
    goal = len(world.ledger.published) + world.burst
    await_condition(lambda: len(world.ledger.published) >= goal, 600, "the burst sent", 0.2)
    world.ledger.rate, world.ledger.most_open = rate, most
    await_condition(lambda: not world.ledger.undecided(), 1800, "the burst decided", 2.0)
    return time.monotonic()


def put_garbage_into_the_changelog(world: World) -> float:
    """Random bytes in the changelog of the state, and every disk lost: recovery meets them."""

    async def write() -> None:
        producer = AIOKafkaProducer(bootstrap_servers=world.settings.bootstrap_servers)
        await producer.start()
        topic = Topics(world.settings).dedup_changelog.name
        for size in (0, 1, 7, 500, 70_000):
            await producer.send_and_wait(topic, world.chance.randbytes(size), partition=0)
        await producer.stop()

    asyncio.run(write())
    return _with_state_of(world, shutil.rmtree)


def jump_the_clock(world: World) -> float:
    """The workers' clocks go wrong by hours and days, forwards and backwards, each worker's another time."""
    homes = [world.fleet.workers[number].settings.data_dir.parent for number in world.fleet.running()]
    since = time.monotonic()
    for offset in (2 * 3600, -3 * 86_400, 40 * 86_400, -7200, 0):
        for home in homes:
            (home / "clock").write_text(str(offset))
            world.flow(2.0)
    return since


def fill_the_disks(world: World) -> float:
    """No room on any disk for some time: no worker can keep its state."""
    folders = _small_disks(world)
    for folder in folders:
        disks.fill(folder)
    world.flow(15.0)
    for folder in folders:
        disks.make_room(folder)
    return time.monotonic()


def make_the_disks_read_only(world: World) -> float:
    """Every worker is killed and comes back to a disk that is read-only for some time."""
    folders = _small_disks(world)
    for number, folder in zip(world.fleet.running(), folders, strict=True):
        # a file system with files open for writing is busy
        world.fleet.take_down(number, with_signal=signal.SIGKILL)
        disks.set_writable(folder, writable=False)
        world.fleet.bring_back(number)
    world.flow(15.0)
    for folder in folders:
        disks.set_writable(folder, writable=True)
    return time.monotonic()


def _small_disks(world: World) -> list[Path]:
    """Gives every worker a small disk, empty at first, and lets articles flow."""
    folders = []
    for number in world.fleet.running():
        folder = world.fleet.workers[number].settings.data_dir
        world.fleet.take_down(number, with_signal=signal.SIGKILL)
        disks.mount(folder)
        world.fleet.bring_back(number)
        folders.append(folder)
    world.flows_again(time.monotonic())
    return folders


def _with_state_of(world: World, change: Callable[[Path], None]) -> float:
    number = world.owner_of_state()
    since = time.monotonic()
    world.fleet.take_down(number, with_signal=signal.SIGKILL)
    change(world.fleet.workers[number].settings.data_dir / "dedup")
    # the others too, or one of them takes over with a state of its own that is whole
    for other in world.fleet.running():
        folder = world.fleet.workers[other].settings.data_dir / "dedup"
        world.fleet.take_down(other, with_signal=signal.SIGKILL)
        change(folder)
        world.fleet.bring_back(other)
    world.fleet.bring_back(number)
    return since


def _scribble(world: World, folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file() and file.stat().st_size > 0 and file.suffix in (".sst", ".log", ""):
            with file.open("r+b") as stream:
                stream.seek(world.chance.randrange(max(1, file.stat().st_size // 2)))
                stream.write(world.chance.randbytes(min(4096, file.stat().st_size)))
