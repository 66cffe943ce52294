"""What reading numbers and dates costs, in processor time: for one text, and how it grows with hostile text.

Processor time and not time on the wall, because the figures are of one thread and the machine may have other work.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from bench.arabic_corpus import read_bodies, table
from services.arabic import normalize

Text = TypeVar("Text")

# Twice the text may cost this many times as much; 2 is linear, the rest is for a busy machine.
MOST_GROWTH = 3.0
# Shorter measurements say nothing about growth.
_SHORTEST = 0.02
_CASUALTY_WORDS = frozenset(("قتل", "قتلي", "مقتل", "اصيب", "اصابه", "جرح", "جرحي", "شهيد", "مصرع"))
_ARTICLES = 8_000


def microseconds(read: Callable[[Text], object], texts: Sequence[Text], rounds: int) -> float:
    """Processor time for one text, in microseconds: the best of the rounds over all of them."""
    return min(_seconds(lambda: [read(text) for text in texts]) for _ in range(rounds)) / len(texts) * 1e6


def growth(read: Callable[[str], object], hostile: dict[str, str]) -> tuple[str, list[str]]:
    """A Markdown table of seconds for each hostile text and of how much more twice of it costs; the names that grow too fast."""
    rows, steep = [], []
    for name, text in hostile.items():
        once, twice = (min(_seconds(lambda: read(text * times)) for _ in range(3)) for times in (1, 2))  # noqa: B023
        rows.append([name, f"{len(text):,}", f"{once * 1e3:,.0f}", f"{twice / once:.1f}" if twice > _SHORTEST else "-"])
        if twice > _SHORTEST and twice / once > MOST_GROWTH:
            steep.append(name)
    return table(["hostile text", "characters", "ms", "times for twice"], rows), steep


def casualty_sentences() -> list[str]:
    """Folded sentences of 150 to 250 characters with a casualty word, from the corpus."""
    lines = (line for body in read_bodies(_ARTICLES) for line in normalize(body).text.replace(".", "\n").split("\n"))
    return [line for line in lines if 150 <= len(line) <= 250 and not _CASUALTY_WORDS.isdisjoint(line.split())]


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
