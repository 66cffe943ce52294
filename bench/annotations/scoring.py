"""Scores the claims that `rasd extract` finds in annotated articles with the scorer of ../shared/gold."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.annotations.kept_apart import GOLD


def print_scores(articles: list[dict[str, Any]], gold: dict[str, list[dict[str, Any]]]) -> None:
    """Prints how many articles and claims there are and the table of `score.py`. gold: the claims of each article by its id."""
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
