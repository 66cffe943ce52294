"""`make chaos`: every fault, one after another, on a real Kafka, and the books closed after each; or, with `--minutes`, faults
at random for so long.

    make chaos                                   # every fault
    make chaos CHAOS="--only kill_a_worker"      # one of them
    make chaos CHAOS="--minutes 30 --seed 5"     # a soak

Exits with 1 when anything was lost, doubled, out of order or decided otherwise.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.chaos import disks, faults
from tests.chaos.audit import Account
from tests.chaos.faults import Fault
from tests.chaos.world import World, world

RATE = 30.0  # articles a second
CALM = 6.0  # seconds of flow before a fault, and after it
MOST_MEBIBYTES = 500  # of a worker
CLOCK_WORKER = [sys.executable, "-m", "tests.chaos.jumping_clock_worker"]


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    fault: str
    account: Account
    articles: int
    seconds: float
    longest: float
    restarts: int
    mebibytes: int  # of the largest worker


# Faults of one world, in the order in which they strike, and what is to be known of that world.
ONE_BROKER: tuple[Fault, ...] = (
    faults.kill_a_worker,
    faults.stop_a_worker,
    faults.kill_all_workers,
    faults.freeze_a_worker,
    faults.remove_and_add_workers,
    faults.stop_a_broker,
    faults.kill_a_broker,
    faults.pause_the_broker,
    faults.burst_while_the_broker_pauses,
    faults.lose_a_disk,
    faults.corrupt_a_disk,
    faults.put_garbage_into_the_changelog,
)
THREE_BROKERS: tuple[Fault, ...] = (faults.lose_the_leader, faults.kill_a_broker, faults.stop_a_broker)
CLOCKS: tuple[Fault, ...] = (faults.jump_the_clock,)
PRESSURE: tuple[Fault, ...] = (faults.send_malformed_messages, faults.burst)
DISKS: tuple[Fault, ...] = (faults.fill_the_disks, faults.make_the_disks_read_only)
STAGES_APART: tuple[Fault, ...] = (faults.kill_a_worker, faults.stop_a_worker, faults.kill_a_worker)


def strike(each: World, fault: Fault, name: str, calm: float = CALM) -> Result:
    """Lets the fault strike in the midst of the flow, and closes the books after it."""
    articles, restarts = len(each.ledger.published), each.fleet.restarts
    each.fleet.peak = 0
    each.flow(calm)
    began = time.monotonic()
    since = fault(each)
    seconds = each.flows_again(since)
    each.flow(calm)
    account = each.close_books()
    return Result(
        fault=name,
        account=account,
        articles=len(each.ledger.published) - articles,
        seconds=seconds,
        longest=each.ledger.longest_wait(began),
        restarts=each.fleet.restarts - restarts,
        mebibytes=each.fleet.peak // 2**20,
    )


COLUMNS = (
    "fault",
    "articles",
    "events",
    "repeats",
    "lost",
    "twice",
    "order",
    "other",
    "restarts",
    "MiB",
    "flows again",
)
FORM = "{:<44}{:>9}{:>8}{:>8}{:>6}{:>6}{:>6}{:>6}{:>9}{:>6}{:>13}"
HEAD = FORM.format(*COLUMNS)


def line(result: Result) -> str:
    """One line of the table."""
    account = result.account
    return FORM.format(
        result.fault,
        result.articles,
        account.events,
        account.repeated,
        len(account.lost),
        len(account.twice),
        len(account.out_of_order),
        len(account.other_verdict),
        result.restarts,
        result.mebibytes,
        f"{result.seconds:.1f} s",
    )


def show(result: Result) -> bool:
    """Prints the line, and what is wrong; whether all is well."""
    print(line(result), flush=True)
    account = result.account
    for words in (*account.lost, *account.twice, *account.out_of_order, *account.other_verdict)[:20]:
        print(f"    {words}", flush=True)
    if result.mebibytes >= MOST_MEBIBYTES:
        print(f"    a worker had {result.mebibytes} MiB", flush=True)
    return account.sound and result.mebibytes < MOST_MEBIBYTES


def every_fault(seed: int, rate: float, burst: int, only: str | None, folder: Path) -> bool:
    """Runs the faults of every world; whether all is well."""
    sound = True
    worlds: list[tuple[str, tuple[Fault, ...], Callable[[Path], object]]] = [
        ("", ONE_BROKER, lambda home: world(home, seed=seed, rate=rate)),
        (
            "stages apart: ",
            STAGES_APART,
            lambda home: world(
                home, seed=seed + 1, rate=rate, stages=("intake", "intake", "dedup", "dedup", "extract", "extract")
            ),
        ),
        ("", CLOCKS, lambda home: world(home, seed=seed + 3, rate=rate, program=CLOCK_WORKER)),
        ("", PRESSURE, lambda home: world(home, seed=seed + 5, rate=rate, stages=(None,), burst=burst)),
        ("three brokers: ", THREE_BROKERS, lambda home: world(home, seed=seed + 2, rate=rate / 2, nodes=3)),
    ]
    if os.environ.get(disks.INSIDE):
        worlds.append(("", DISKS, lambda home: world(home, seed=seed + 4, rate=rate)))
    else:
        print("no namespaces for small disks on this machine: full and read-only disks are left out", flush=True)
    print(HEAD, flush=True)
    for number, (title, strikes, make) in enumerate(worlds):
        chosen = [fault for fault in strikes if only is None or fault.__name__ == only]
        if not chosen:
            continue
        with make(folder / f"world-{number}") as each:  # type: ignore[attr-defined]
            for fault in chosen:
                sound &= show(strike(each, fault, title + fault.__name__.replace("_", " ")))
    return sound


def soak(seed: int, rate: float, minutes: float, folder: Path) -> bool:
    """Faults at random, some of them while the last one is not over, and the books closed between them."""
    until, sound, number = time.monotonic() + 60 * minutes, True, 0
    print(HEAD, flush=True)
    with world(folder / "soak", seed=seed, rate=rate) as each:
        while time.monotonic() < until:
            number += 1
            fault = each.chance.choice(ONE_BROKER)
            result = strike(each, fault, f"{time.strftime('%H:%M:%S')} {number:>3} {fault.__name__.replace('_', ' ')}")
            sound &= show(result)
        account = each.close_books()
        print(
            f"{minutes:.0f} minutes, {number} faults, {account.published} articles, {account.events} events, "
            f"{account.repeated} repeats: lost {len(account.lost)}, twice {len(account.twice)}, out of order "
            f"{len(account.out_of_order)}, other verdict {len(account.other_verdict)}, "
            f"{each.fleet.restarts} workers ended by themselves",
            flush=True,
        )
    return sound and account.sound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=None, help="repeats a run's choices; printed by every run")
    parser.add_argument("--minutes", type=float, default=None, help="a soak of so many minutes instead of every fault")
    parser.add_argument("--rate", type=float, default=RATE, help="articles a second, less on a busy machine")
    parser.add_argument("--burst", type=int, default=100_000, help="articles of the burst")
    parser.add_argument("--only", default=None, help="one fault, by its name in tests/chaos/faults.py")
    parser.add_argument("--keep", type=Path, default=None, help="folder for logs and data, kept afterwards")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else time.time_ns() % 100_000
    if arguments.minutes is None:
        disks.enter()
    print(f"seed {seed}", flush=True)
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # the ledger's clients tell of every broker that is away
    with tempfile.TemporaryDirectory(prefix="rasd-chaos-") as temporary:
        folder = arguments.keep or Path(temporary)
        run_soak = arguments.minutes is not None
        sound = (
            soak(seed, arguments.rate, arguments.minutes, folder)
            if run_soak
            else every_fault(seed, arguments.rate, arguments.burst, arguments.only, folder)
        )
        if disks.inside():
            disks.unmount(folder)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
