"""What can go wrong, one function a fault.

Each strikes a world in which articles flow, waits until the fault is over, and returns the monotonic second from which the
time until articles flow again counts: when something died, or when what was away is back.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.chaos.world import World

Fault = Callable[[World], float]

PAUSE_OF_BROKER = 30.0  # seconds


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
    world.flow(2.0)
    os.kill(world.brokers[0].pid, signal.SIGSTOP)
    try:
        world.ledger.rate = rate
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
