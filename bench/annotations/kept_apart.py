"""Which articles tell what an article of the check third of the gold set tells, word for word: learning from them would be reading it.

    python -m bench.annotations.kept_apart

lists the annotated ones and takes them out of `corpus.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.annotations.read import ANNOTATIONS, annotated
from bench.train_choices import load_scorer

GOLD = Path("../shared/gold")
CORPUS = Path("../shared/corpus/stream.jsonl.gz")
_WORDS = 4  # of a shingle
_SHARED = 0.2  # of the shingles of the shorter article; unrelated articles share at most a few phrases of an agency
_WORD = re.compile(r"\w+")


def shingles(article: dict[str, Any]) -> set[tuple[str, ...]]:
    """Every four words in a row of title and body."""
    words = _WORD.findall(f"{article['title']} {article['body']}")
    return {tuple(words[n : n + _WORDS]) for n in range(len(words) - _WORDS + 1)}


def near_check(articles: Iterable[dict[str, Any]], gold: Path = GOLD) -> Iterator[str]:
    """The ids of those articles that share a fifth of their four-word sequences with one of the check third."""
    scorer = load_scorer(gold / "score.py")
    known = json.loads((gold / "articles.json").read_text(encoding="utf-8"))
    check = [shingles(article) for article in known if scorer.kept_apart(article["id"])]
    for article in articles:
        own = shingles(article)
        shared = Counter({n: len(own & other) for n, other in enumerate(check)})
        for n, count in shared.most_common(1):
            if count > _SHARED * min(len(own), len(check[n])):
                yield article["id"]


def main() -> None:
    """Command line of the module's docstring."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    articles, _ = annotated(CORPUS)
    near = set(near_check(articles))
    rows = ANNOTATIONS.read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if json.loads(row)["article"] not in near]
    ANNOTATIONS.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(rows)} annotated articles, {len(near)} near the check third taken out: {' '.join(sorted(near))}")


if __name__ == "__main__":
    main()
