"""Prints claims of the corpus, drawn at random, for a reader who counts those that are none.

    python -m bench.sample_claims --seed 1 --number 300

Each claim stands with its sentence, the trigger in brackets, after its number, kind, count and people. All claims of the corpus are
made first and drawn from alike; the same seed draws the same claims of the same engine. The articles are other people's texts: what
this prints is to be read and not to be kept in the repository.
"""

from __future__ import annotations

import argparse
import gzip
import random
from pathlib import Path

from schemas import Article, Claim
from services.claims import extract
from services.claims.loading import load
from services.intake.accept import read_article

_LONGEST = 420  # characters of a sentence that are printed, round the trigger


def described(claim: Claim) -> str:
    """One claim in two lines."""
    evidence, trigger = claim.evidence, claim.evidence.trigger
    start, end = trigger.start - evidence.start, trigger.end - evidence.start
    text = f"{evidence.text[:start]}[{evidence.text[start:end]}]{evidence.text[end:]}".replace("\n", " ")
    begin = max(0, min(start - _LONGEST // 2, len(text) - _LONGEST))
    count = claim.count
    number = f"{'?' if count.low is None else count.low}–{'?' if count.high is None else count.high}"
    facts = (
        f"{claim.kind}, {number}, {claim.who.text or 'nobody named'}, {claim.assertion}, confidence {claim.confidence}"
    )
    return f"{facts} ({claim.article.id}, {evidence.field})\n    {text[begin : begin + _LONGEST]}"


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stream.jsonl.gz"))
    arguments = parser.parse_args()
    load()
    claims: list[Claim] = []
    with gzip.open(arguments.corpus, "rb") as lines:
        for line in lines:
            article = read_article(line)
            if isinstance(article, Article):
                claims += extract(article)
    drawn = random.Random(arguments.seed).sample(claims, min(arguments.number, len(claims)))
    print(f"{len(claims)} claims in the corpus; {len(drawn)} drawn with seed {arguments.seed}")
    for number, claim in enumerate(drawn, 1):
        print(f"{number}. {described(claim)}")


if __name__ == "__main__":
    main()
