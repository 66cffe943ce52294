"""Real article bodies for the benchmarks of `services.arabic`, and one way to time several contestants on them."""

from __future__ import annotations

import gc
import gzip
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "stream.jsonl.gz"


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
    """Seconds of each contestant over all inputs: the best of the rounds, in each of which all take their turn.

    The best and not the mean, because a machine that others use can only add to the time. `inputs` may be given for each
    contestant by name.
    """
    best = dict.fromkeys(contestants, float("inf"))
    gc.disable()
    try:
        for _ in range(rounds):
            for name, contestant in contestants.items():
                chosen = inputs[name] if isinstance(inputs, dict) else inputs
                start = time.perf_counter()
                for item in chosen:
                    contestant(item)
                best[name] = min(best[name], time.perf_counter() - start)
            gc.collect()
    finally:
        gc.enable()
    return best


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
