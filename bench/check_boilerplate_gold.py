"""Holds that no claim of the gold set stands in a line that is skipped as boilerplate; prints what is skipped.

    python -m bench.check_boilerplate_gold [--lines]

A trigger inside a skipped span, or a sentence with a trigger that lies inside one, is an error: exit status 1. The gold
articles are other people's texts and stay outside the repository, in `../shared/gold` beside the clone; where they are
not, there is nothing to check.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from bench import gold
from services.arabic import normalize
from services.arabic.boilerplate import boilerplate
from services.arabic.sentences import sentences


def main() -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", action="store_true", help="print every skipped line with its kind")
    options = parser.parse_args()
    if not gold.FOLDER.exists():
        print(f"{gold.FOLDER} is not there, nothing to check")
        return 0
    articles, claims = gold.load("all")
    kinds: Counter[str] = Counter()
    checked = lost = 0
    for id, article in articles.items():
        body = normalize(article["body"] or "")
        skipped = boilerplate(normalize(article["title"] or "").text, body.text)
        kinds.update(span.kind for span in skipped)
        if options.lines:
            for span in skipped:
                print(f"{id}\t{span.kind}\t{body.original_text(span.start, span.end)}")
        unread = [
            span for span in sentences(body.text) if any(s.start <= span[0] and span[1] <= s.end for s in skipped)
        ]
        closed = [body.original(start, end) for start, end, *_ in (*skipped, *unread)]
        for claim in claims[id]:
            if claim["field"] != "body":
                continue
            checked += 1
            at = article["body"].index(claim["context"]) + claim["context"].index(claim["trigger"])
            end = at + len(claim["trigger"])
            if any(first < end and at < stop for first, stop in closed):
                lost += 1
                print(f"claim {claim['n']} of {id} stands in a skipped line: {claim['context']}", file=sys.stderr)
    found = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"{len(articles)} articles, {kinds.total()} spans skipped ({found}); {lost} of {checked} body claims lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
