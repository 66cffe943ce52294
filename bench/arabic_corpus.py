"""Real article bodies for the benchmarks of `services.arabic`, and one way to time several contestants on them."""

from __future__ import annotations

import gc
import gzip
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "stream.jsonl.gz"

SLICE = 60
"""Articles that are timed together: about a millisecond, short enough to run undisturbed now and then."""


def read_lines(limit: int | None = None) -> list[bytes]:
    """The articles as they come from the wire: one JSON object each."""
    with gzip.open(CORPUS) as lines:
        found = []
        for line in lines:
            found.append(line)
            if len(found) == limit:
                break
    return found


def read_bodies(limit: int | None = None) -> list[str]:
    """The bodies of the articles that have one."""
    return [body for line in read_lines(limit) if (body := orjson.loads(line).get("body"))]


def megabytes(texts: Sequence[str]) -> float:
    """Their size in UTF-8, in units of a million bytes."""
    return sum(len(text.encode()) for text in texts) / 1e6


def best_seconds(
    contestants: dict[str, Callable[[Any], object]], inputs: dict[str, Sequence[Any]] | Sequence[Any], rounds: int
) -> dict[str, float]:
    """Seconds of each contestant over all inputs, which may be given for each contestant by name.

    The inputs are cut into slices; in each round all contestants take their turn at a slice before the next, in an order
    of chance, because it matters what the one before left in the processor's caches. The best time of each slice
    counts, because other work on the machine can only add to it.
    """
    best: dict[tuple[str, int], float] = {}
    gc.disable()
    try:
        names = list(contestants)
        chance = random.Random(0)
        for _ in range(rounds):
            size = max(map(len, inputs.values())) if isinstance(inputs, dict) else len(inputs)
            for first in range(0, size, SLICE):
                chance.shuffle(names)
                for name in names:
                    contestant = contestants[name]
                    items = (inputs[name] if isinstance(inputs, dict) else inputs)[first : first + SLICE]
                    start = time.perf_counter()
                    for item in items:
                        contestant(item)
                    spent = time.perf_counter() - start
                    best[name, first] = min(best.get((name, first), spent), spent)
            gc.collect()
    finally:
        gc.enable()
    return {name: sum(spent for (whose, _), spent in best.items() if whose == name) for name in contestants}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
