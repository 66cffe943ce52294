"""`make bench-extract`: articles a second of the claims engine on one core, beside two peers; worst articles; memory.

    python -m bench.extract [--articles 3000]

Each line of the corpus (../shared/corpus) goes from JSON to claims: decoding, acceptance, cleaning, normalizing, extraction.
Contestants take turns at slices of the corpus and the best time of each slice counts, in processor time, so that a busy
machine disturbs little. The peers say what the machine gives: orjson decodes the same lines and does nothing else; `regex`
searches the same folded texts for the words of the triggers as one alternation, where a keyword list would begin.

Hostile articles are one sentence of triggers and numbers, sizes n and 2n: the ratio of their times is about 2 when time is linear.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from typing import Any

import orjson
import regex

from bench.arabic_corpus import CORPUS, SLICE, read_lines, table
from schemas import Article, Claim
from services.arabic import normalize
from services.claims import extract
from services.claims.lexicon import lexicon
from services.claims.loading import load
from services.intake.accept import read_article

Contestant = tuple[Callable[[Any], object], Sequence[Any]]

HOSTILE = {
    "triggers and numbers": "قتل 12 شخصا وأصيب 5 جنود مقتل 3 جرحى قتلى وإصابة 40",
    "triggers alone": "قتل مقتل قتلى إصابة",
    "numbers in words": "مقتل ثلاثة وعشرون ألف ومئة",
    "names": "قتل محمد علي حسن عبد الله",
    "speakers": "قال مصدر إن قتل 5 وأضاف",
    "parties": "قتل الجيش تنظيم القوات الكتائب",
    "kin": "قتل ابنه وأصيب شقيقه",
}


def claims_of(line: bytes) -> list[Claim]:
    """From a line of JSON to its claims; what intake refuses has none."""
    article = read_article(line)
    return extract(article) if isinstance(article, Article) else []


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best_of_slices(contestants: dict[str, Contestant], rounds: int) -> dict[str, float]:
    """Processor seconds of each contestant over all its inputs: the best time of each slice, contestants taking turns.

    As `bench.arabic_corpus.best_seconds`, but with the garbage collector at work, as it is in production.
    """
    best: dict[tuple[str, int], float] = {}
    for _ in range(rounds):
        for first in range(0, max(len(inputs) for _, inputs in contestants.values()), SLICE):
            for name, (work, inputs) in contestants.items():
                start = time.process_time()
                for item in inputs[first : first + SLICE]:
                    work(item)
                spent = time.process_time() - start
                best[name, first] = min(best.get((name, first), spent), spent)
    return {name: sum(spent for (whose, _), spent in best.items() if whose == name) for name in contestants}


def print_peak_memory() -> None:
    """Peak resident memory of this process after the whole corpus, in MiB."""
    load()
    with gzip.open(CORPUS) as lines:
        for line in lines:
            claims_of(line)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def trigger_pattern() -> regex.Pattern[str]:
    """The written forms of the triggers as whole words."""
    forms = sorted(lexicon().trigger_forms(), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, forms))})\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000, help="only so many, spread over the corpus; 0: all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="only the peak memory over the whole corpus, in MiB")
    parser.add_argument("--words", type=int, default=10_000, help="the smaller size n of the hostile articles")
    options = parser.parse_args()

    if options.memory:
        print_peak_memory()
        return
    lines = read_lines()
    if options.articles and options.articles < len(lines):
        lines = lines[:: len(lines) // options.articles][: options.articles]
    load()  # as `rasd extract` does
    for line in lines[:100]:
        claims_of(line)

    articles = [article for article in map(read_article, lines) if isinstance(article, Article)]
    folded = [f"{normalize(article.title).text}\n{normalize(article.body).text}" for article in articles]
    pattern = trigger_pattern()
    contestants: dict[str, Contestant] = {
        "claims, from JSON": (claims_of, lines),
        "claims, from accepted articles": (extract, articles),
        "peer: orjson decodes the lines": (orjson.loads, lines),
        "peer: `regex` finds the words of the triggers": (pattern.findall, folded),
    }
    best = best_of_slices(contestants, options.rounds)
    whole = best["claims, from JSON"]
    print(
        f"{len(lines):,} articles of the corpus, one core, best of {options.rounds} rounds for each {SLICE} articles:\n"
    )
    rows = []
    for name, spent in best.items():
        count = len(contestants[name][1])
        rows.append((name, f"{count / spent:,.0f}", f"{1e3 * spent / count:.3f}", f"{100 * spent / whole:.1f} %"))
    print(table(("", "articles a second", "ms an article", "of the first row"), rows))

    once = sorted(((seconds(partial(extract, article)), n) for n, article in enumerate(articles)), reverse=True)[:20]
    worst = max((min(seconds(partial(extract, articles[n])) for _ in range(5)), n) for _, n in once)
    print(f"\nSlowest article: {1e3 * worst[0]:.1f} ms ({articles[worst[1]].id}), best of 5.")
    peak = subprocess.run(
        [sys.executable, "-m", "bench.extract", "--memory"], check=True, capture_output=True, text=True
    )
    print(f"Peak memory of a process that read the whole corpus: {float(peak.stdout):,.0f} MiB.\n")

    rows = []
    for name, words in HOSTILE.items():
        times = []
        for size in (options.words, 2 * options.words):
            body = " ".join(islice(cycle(words.split()), size))
            article = Article(
                id="x", url="https://example.org/", source="", title="", body=body, published_at="2020-01-01T00:00:00Z"
            )
            times.append(min(seconds(partial(extract, article)) for _ in range(2)))
        rows.append((name, f"{times[0]:.2f}", f"{times[1]:.2f}", f"{times[1] / max(times[0], 1e-9):.2f}"))
    print(table(("one sentence of", f"{options.words:,} words, s", f"{2 * options.words:,} words, s", "ratio"), rows))


if __name__ == "__main__":
    main()
