"""Reads our annotations of corpus articles and puts the words back where only spans are kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ANNOTATIONS = Path(__file__).parent / "corpus.jsonl"
WRITTEN = Path(__file__).parent / "written"  # articles that we wrote for the engine to learn from
UNSEEN = Path(__file__).parent / "unseen.jsonl"  # never learned from: `bench.annotations.unseen` scores on it


def annotated(
    corpus: Path, annotations: Path = ANNOTATIONS
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The annotated articles of `corpus` (`stream.jsonl.gz`) and their claims in the format of the gold set."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for line in annotations.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims[row["article"]] = row["claims"]
    articles = []
    with gzip.open(corpus, "rb") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in claims:
                articles.append(article)
    gold = {article["id"]: [_with_words(article, claim) for claim in claims[article["id"]]] for article in articles}
    return articles, gold


def of_our_own(folder: Path, kinds: Iterable[str] = ()) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The articles that we wrote, kept with their text in the files of `folder`, and the claims of each by its id. kinds: names of
    files without their ending; all of them where none is given."""
    articles: list[dict[str, Any]] = []
    gold: dict[str, list[dict[str, Any]]] = {}
    for kind in kinds or kinds_in(folder):
        known = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
        articles += known["articles"]
        gold |= known["gold"]
    return articles, gold


def kinds_in(folder: Path) -> list[str]:
    """The names of the files of `folder` without their ending, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.json"))


def _with_words(article: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    def words(span: list[Any] | None) -> str | None:
        return None if span is None else article[span[0]][span[1] : span[2]]

    text = article[claim["field"]]
    start, end = claim["trigger"]
    spans = {name: words(claim[name]) for name in ("who", "side", "by", "place", "when", "source")}
    return {
        **claim,
        **spans,
        "names": [words(span) for span in claim["names"]],
        "trigger": text[start:end],
        "context": _context(text, start, end),
    }


def _context(text: str, start: int, end: int) -> str:
    """The shortest text round the trigger, widened evenly, that occurs once."""
    width = 0
    while True:
        context = text[max(0, start - width) : end + width]
        if text.count(context) == 1 or width > len(text):
            return context
        width += 8
