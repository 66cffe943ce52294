"""Normalizing beside three peers, in one run over real article bodies: part of `make bench-arabic`.

    python -m bench.arabic_normalize [--articles N] [--rounds N]

One call an article, one thread. `normalize` returns the folded text and, in the bytes that it was made from, the map
back to every character; the second row adds looking up a span in the middle of the article. No peer gives offsets,
none folds as much; each does what it offers of our folding, and camel-tools stands there twice, because its Unicode
normalization alone, which folds presentation forms, ligatures and decomposed letters, takes several times as long as
all the rest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench.arabic_corpus import CORPUS, best_seconds, megabytes, read_bodies, table
from services.arabic import normalize
from services.arabic.fold_table import FOLD

OURS = "rasd, text and map"
LOOKED_UP = "rasd, and a span looked up"
FIGURES = {"camel-tools, letters and vowels": 2.5, "pyarabic": 15.0, "arabic-norm (Rust)": 1.0}
"""How many times as fast as the peer normalizing with the map must be."""


def with_a_look_up(body: str) -> object:
    """Folded text and the original of a span in the middle."""
    normalized = normalize(body)
    middle = len(normalized.text) // 2
    return normalized.text, normalized.original(middle, middle + 1)


def peers() -> dict[str, Callable[[str], object]]:
    """The peers by name; raises ImportError where one is not installed."""
    import arabic_norm
    import pyarabic.normalize
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
        normalize_unicode,
    )

    def camel(body: str) -> object:
        return normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(body))))

    return {
        "arabic-norm (Rust)": lambda body: arabic_norm.normalize(body, ta_marbuta=True),
        "camel-tools, letters and vowels": camel,
        "camel-tools, all of its folding": lambda body: camel(normalize_unicode(body)),
        "pyarabic": pyarabic.normalize.normalize_searchtext,
    }


def main() -> int:
    """Command line; returns the exit status: 1 when a figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, help="only so many of the corpus")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    if not CORPUS.exists():
        print(f"{CORPUS} is not there, nothing to measure")
        return 0
    bodies = read_bodies(options.articles)
    size = megabytes(bodies)
    contestants = {
        OURS: lambda body: normalize(body).text,
        LOOKED_UP: with_a_look_up,
        "str.translate over our table": lambda body: body.translate(FOLD),
        **peers(),
    }
    seconds = best_seconds(contestants, bodies, options.rounds)
    ours = seconds[OURS]
    rows = [
        [
            name,
            f"{size / spent:,.0f}",
            f"{spent / len(bodies) * 1e6:.1f}",
            "yes" if name in (OURS, LOOKED_UP) else "no",
            f"{spent / ours:.2f}",
            f"{FIGURES[name]:g}" if name in FIGURES else "",
        ]
        for name, spent in seconds.items()
    ]
    characters = sum(map(len, bodies)) / len(bodies)
    print(f"### Normalizing: {len(bodies):,} article bodies, {characters:,.0f} characters on average, {size:.1f} MB\n")
    print(table(["", "MB/s", "µs an article", "offsets", "times our time", "figure to reach"], rows))
    missed = [name for name, figure in FIGURES.items() if seconds[name] / ours < figure]
    print(f"\nFigures not reached: {', '.join(missed)}" if missed else "\nAll figures reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
