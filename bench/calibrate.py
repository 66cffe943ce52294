"""Fits the confidence of claims (`services/claims/confidence.tsv`) and prints how far it can be trusted.

    python -m bench.calibrate           fit on the tuning part of the gold set and our annotations, check on the rest
    python -m bench.calibrate --check   only check the table as it is

Every claim that the engine makes of an annotated article is one example: right as a record (`record` of score.py: found,
with the right count, people and assertion) or not. The rules know the tuning part of the gold set by heart, so claims
are right there more often than elsewhere. A weight of its own, "article worked on", takes up that difference in the fit and
is left out of the table. How likely `services/claims/checks/judgement.py` holds a reading to be a claim is a fact of the fit; its own
weights come from the same articles, so that for the fit each article is judged by weights fitted without it. The reliability
table is of the check part of the gold set, which neither rules nor fit have seen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.annotations.read import annotated
from bench.train_choices import Example, fit, load_scorer
from bench.train_judgement import cross_fitted, examples_of, fold_of
from schemas import RawArticle, encode
from services.claims.choices.model import Weights
from services.claims.claim_builder import ClaimBuilder
from services.claims.confidence import QUESTION, features
from services.claims.extraction import accepted_article, document_reader, read
from services.claims.resolution import settle

OUTPUT = Path(__file__).parents[1] / "services" / "claims" / "confidence.tsv"
PENALTY = 4.0
FOLDS = 6
WORKED_ON = "article worked on"
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.95, 1.01)
HEADER = """\
# How much each fact about a reading speaks for its claim being right. Fitted by `python -m bench.calibrate`; not to be edited.
# Columns: question (always "confidence"), feature (as services/claims/confidence.py names it), weight (log odds).
"""


def judged(
    articles: list[dict[str, Any]],
    gold: dict[str, list[dict[str, Any]]],
    scorer: Any,
    by: Sequence[Weights | None] = (None,),
) -> list[tuple[str, list[str], float, bool]]:
    """Every claim of the engine: article id, features, its confidence by the present table, whether it is right.

    by: the weights of `judgement` for each fold of articles."""
    out: list[tuple[str, list[str], float, bool]] = []
    for raw in articles:
        article = accepted_article(
            RawArticle(**{key: raw[key] for key in ("id", "url", "source", "title", "body", "published_at")})
        )
        document, readings = read(article, by[fold_of(raw["id"], len(by))])
        kept = settle(readings)
        if not kept:
            continue
        builder = ClaimBuilder(article, document, document_reader(document), kept)
        found = [json.loads(encode(builder.build(reading))) for reading in kept]
        pairs, _, _ = scorer.match(raw, gold.get(raw["id"], []), found)
        right = {
            id(claim)
            for wanted, claim in pairs
            if all(scorer.CHECKS[name](wanted, claim) for name in ("count", "who", "assertion"))
        }
        for reading, claim in zip(kept, found, strict=True):
            facts = features(reading, restates=bool(claim["restates"]))
            out.append((raw["id"], facts, claim["confidence"], id(claim) in right))
    return out


def reliability(claims: list[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Bins of confidence: name, claims, mean confidence, share right."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [(value, right) for value, right in claims if low <= value < high]
        if inside:
            values, rights = zip(*inside, strict=True)
            name = f"{low:.2f} to {min(high, 1):.2f}"
            rows.append((name, len(inside), sum(values) / len(inside), sum(rights) / len(inside)))
    return rows


def print_reliability(name: str, claims: list[tuple[float, bool]]) -> None:
    """One table for people, and the mean squared error (Brier score) beside that of one confidence for all."""
    share = sum(right for _, right in claims) / len(claims)
    brier = sum((value - right) ** 2 for value, right in claims) / len(claims)
    print(
        f"{name}: {len(claims)} claims, {share:.3f} right; Brier score {brier:.3f}, {share * (1 - share):.3f} without"
    )
    print("  confidence     claims  mean  right")
    for label, count, mean, right in reliability(claims):
        print(f"  {label}   {count:6d}  {mean:.2f}   {right:.2f}")


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stream.jsonl.gz"))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--check", action="store_true", help="do not fit, only print the reliability tables")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.gold / "score.py")
    articles = json.loads((arguments.gold / "articles.json").read_text(encoding="utf-8"))
    gold = json.loads((arguments.gold / "gold.json").read_text(encoding="utf-8"))
    tune = [article for article in articles if not scorer.kept_apart(article["id"])]
    ours, our_gold = annotated(arguments.corpus)
    readings = examples_of(ours, our_gold, scorer) + examples_of(tune, gold, scorer, worked_on=True)
    by = cross_fitted(readings, FOLDS)
    parts = {
        "tune": judged(tune, gold, scorer, by),
        "annotations": judged(ours, our_gold, scorer, by),
        "check": judged([article for article in articles if scorer.kept_apart(article["id"])], gold, scorer),
    }
    if not arguments.check:
        examples: list[Example] = []
        for part in ("tune", "annotations"):
            extra = [WORKED_ON] if part == "tune" else []
            examples += [([facts + extra, []], [0 if right else 1], name, []) for name, facts, _, right in parts[part]]
        weights = fit(examples, PENALTY)
        weights.pop(WORKED_ON, None)
        rows = [f"{QUESTION}\t{feature}\t{weight:g}\n" for feature, weight in sorted(weights.items())]
        arguments.output.write_text(HEADER + "".join(rows), encoding="utf-8")
        print(f"{len(examples)} claims, {len(rows)} weights: {arguments.output.name} written; its tables: --check")
        return
    for part, claims in parts.items():
        print_reliability(part, [(value, right) for _, _, value, right in claims])


if __name__ == "__main__":
    main()
