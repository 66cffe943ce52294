"""Scores the claims engine on annotated corpus articles that neither a rule nor a model was made from (`unseen.jsonl`).

    python -m bench.annotations.unseen

One reader an article, chosen for claims of every kind and for readings that the rules doubt: harder than the gold set, and less
sure than it. Who reads its misses to mend the engine moves the articles read to `corpus.jsonl` first (`bench.annotations.add`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.annotations.kept_apart import CORPUS, GOLD
from bench.annotations.read import UNSEEN, annotated


def main() -> None:
    """Command line of the module's docstring."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    articles, gold = annotated(CORPUS, UNSEEN)
    rasd = Path(sys.executable).with_name("rasd")
    lines = "\n".join(json.dumps(article, ensure_ascii=False) for article in articles)
    claims = subprocess.run([rasd, "extract", "-"], input=lines.encode(), capture_output=True, check=True).stdout
    print(f"{len(articles)} articles, {sum(map(len, gold.values()))} claims", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("articles.json", "gold.json", "claims.jsonl")]
        files[0].write_text(json.dumps(articles), encoding="utf-8")
        files[1].write_text(json.dumps(gold), encoding="utf-8")
        files[2].write_bytes(claims)
        subprocess.run([sys.executable, GOLD / "score.py", *files], check=True)


if __name__ == "__main__":
    main()
