"""Scores the claims engine on annotated corpus articles that neither a rule nor a model was made from (`unseen.jsonl`).

    python -m bench.annotations.unseen

One reader an article, chosen for claims of every kind and for readings that the rules doubt: harder than the gold set, and less
sure than it. Who reads its misses to mend the engine moves the articles read to `corpus.jsonl` first (`bench.annotations.add`).
"""

from __future__ import annotations

import argparse

from bench.annotations.kept_apart import CORPUS
from bench.annotations.read import UNSEEN, annotated
from bench.annotations.scoring import print_scores


def main() -> None:
    """Command line of the module's docstring."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    print_scores(*annotated(CORPUS, UNSEEN))


if __name__ == "__main__":
    main()
