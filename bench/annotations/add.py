"""Adds annotations in the format of the gold set to `corpus.jsonl`, as spans without text.

    python -m bench.annotations.add ARTICLES.json GOLD.json [--unseen]

ARTICLES.json is a list of articles of the corpus, GOLD.json maps the id of each to its claims, as in ../shared/gold; run
../shared/gold/check.py on them first. An article annotated before is replaced; one that tells what an article of the check third
tells is left out (`kept_apart`). With --unseen they go to `unseen.jsonl`, which no model learns from. A copy that stands several
times in the article is taken where it stands nearest to the trigger.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from bench.annotations.kept_apart import near_check
from bench.annotations.read import ANNOTATIONS, UNSEEN

SPANS = ("who", "side", "by", "place", "when", "source")
KEPT = ("n", "type", "kind", "count", "role", "cause", "assertion", "scope", "restates", "field")


def as_spans(article: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    """The claim with spans in place of its copies. Raises ValueError for a copy that the article does not have."""
    field = claim["field"]
    start = article[field].index(claim["context"]) + claim["context"].index(claim["trigger"])
    out = {name: claim.get(name) for name in KEPT}
    out["trigger"] = [start, start + len(claim["trigger"])]
    out["names"] = [_nearest(article, field, start, name) for name in claim["names"]]
    for name in SPANS:
        out[name] = None if claim[name] is None else _nearest(article, field, start, claim[name])
    return out


def _nearest(article: dict[str, Any], field: str, start: int, copy: str) -> list[Any]:
    for name in (field, "body" if field == "title" else "title"):
        found = [match.start() for match in re.finditer(re.escape(copy), article[name])]
        if found:
            at = min(found, key=lambda position: abs(position - start)) if name == field else found[0]
            return [name, at, at + len(copy)]
    raise ValueError(f"{article['id']}: {copy!r} is no copy of title or body")


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--unseen", action="store_true", help="keep them apart as a measure: no model learns from them")
    arguments = parser.parse_args()
    file = UNSEEN if arguments.unseen else ANNOTATIONS
    articles = json.loads(arguments.articles.read_text(encoding="utf-8"))
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))
    near = set(near_check(articles))
    if near:
        print(f"left out, near an article of the check third: {' '.join(sorted(near))}")
        articles = [article for article in articles if article["id"] not in near]
    rows = {json.loads(line)["article"]: line for line in _lines(file)}
    for article in articles:
        claims = [as_spans(article, claim) for claim in gold[article["id"]]]
        row = {"article": article["id"], "claims": claims}
        rows[article["id"]] = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    file.write_text("\n".join(rows.values()) + "\n", encoding="utf-8")
    print(f"{len(articles)} articles added or replaced; {len(rows)} in {file.name}")


if __name__ == "__main__":
    main()
