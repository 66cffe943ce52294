"""What look-ups of places and actors cost: extraction of the same articles with and without them, in one process.

    python -m bench.identities [ARTICLES.jsonl]

Without a file, the first 2,000 articles of ../shared/corpus are taken. The peer is extraction without look-ups, run in
turn with it; printed are the medians and their ratio, besides how long the
packaged data takes to load and how much memory it takes.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import time
from pathlib import Path

from schemas import Article
from services.claims import claim_builder, extract
from services.claims.identities import Identities
from services.intake.accept import read_article

ROUNDS, MOST = 5, 2000
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "stream.jsonl.gz"


class NoLookUps(Identities):
    """Leaves every place and party as its text."""

    def __init__(self, *_: object) -> None:
        pass

    def place(self, *_: object) -> None:
        """Nothing."""

    def party(self, *_: object) -> None:
        """Nothing."""

    def source(self, *_: object) -> None:
        """Nothing."""


def seconds(articles: list[Article], identities: type[Identities]) -> float:
    """Processor time of extracting all articles."""
    claim_builder.Identities = identities  # type: ignore[misc]
    start = time.process_time()
    for article in articles:
        extract(article)
    return time.process_time() - start


def resident() -> float:
    """MiB of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="?", default=CORPUS)
    options = parser.parse_args()
    from services.actors import Registry
    from services.places import Gazetteer

    before, start = resident(), time.perf_counter()
    loaded = Gazetteer(), Registry()
    print(f"loading: {time.perf_counter() - start:.3f} s, {resident() - before:.1f} MiB ({len(loaded)} files of data)")
    data = options.articles.read_bytes()
    lines = (gzip.decompress(data) if options.articles.suffix == ".gz" else data).splitlines()[:MOST]
    articles = [article for line in lines if isinstance(article := read_article(line), Article)]
    seconds(articles, Identities)
    without, with_ = [], []
    for _ in range(ROUNDS):
        without.append(seconds(articles, NoLookUps))
        with_.append(seconds(articles, Identities))
    slow, fast = statistics.median(with_), statistics.median(without)
    print(f"{len(articles)} articles: without look-ups {fast:.2f} s, with {slow:.2f} s, ratio {slow / fast:.3f}")


if __name__ == "__main__":
    main()
