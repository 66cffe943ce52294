"""Fits the weights of `services/claims/checks/judgement.tsv`: whether a reading is a claim.

    python -m bench.train_judgement [--folds N] [--without-tune] [--output FILE]

Every reading of an annotated article that the model has a say about (`judgement.is_open`) is one example: right where its trigger
is one that the annotators marked with its kind. The articles are our annotations of the corpus, those that we wrote
(bench/annotations) and the tuning part of the gold set. The rules know the latter by heart, so that their answer would be believed
too much: facts of their own, "article worked on" with and without the rules' reason, take that up in the fit and are left out of
the table. The check part of the gold set is never read. The fit is that of `bench/train_choices.py`, the same every time.

`--folds N` first prints detection and record scores on articles held out, by each pair of thresholds: below the first a reading that
the rules took is dropped, from the second on one that they dropped is revived.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.annotations.read import WRITTEN, annotated, of_our_own
from bench.train_choices import Example, fit, load_scorer
from schemas import RawArticle, encode
from services.claims.checks import judgement
from services.claims.checks.judgement import QUESTION, Neighbours, facts, is_open
from services.claims.choices.model import Weights
from services.claims.claim_builder import ClaimBuilder
from services.claims.extraction import accepted_article, document_reader, read, read_by_rules
from services.claims.reading import Reading
from services.claims.resolution import settle

OUTPUT = Path(__file__).parents[1] / "services" / "claims" / "checks" / "judgement.tsv"
PENALTY = 4.0
WORKED_ON = "article worked on"
FEWEST = 3  # examples that must have a fact for it to be weighed
SMALLEST = 0.06  # lighter weights are left out of the table
THRESHOLDS = ((0.0, 2.0), (0.4, 0.45), (0.45, 0.5), (0.5, 0.6), (0.55, 0.6))
HEADER = """\
# How much each fact about a reading speaks for its being a claim. Fitted by `python -m bench.train_judgement`; not to be edited.
# Columns: question (always "claim"), fact (as services/claims/checks/judgement.py names it), weight (log odds).
"""
Gold = dict[str, list[dict[str, Any]]]


def examples_of(
    articles: Iterable[dict[str, Any]], gold: Gold, scorer: Any, *, worked_on: bool = False
) -> list[Example]:
    """Every reading of the articles that the model has a say about: its facts, and whether it is a claim by the annotations.

    worked_on: whether the rules were made with these articles in view."""
    examples: list[Example] = []
    for raw in articles:
        document, readings = read_by_rules(accepted_article(_raw(raw)))
        if not readings:
            continue
        reader = document_reader(document)
        neighbours = Neighbours(readings)
        described = [
            (reading, facts(reader, reading, neighbours), reading.dropped) for reading in readings if is_open(reading)
        ]
        marked = [(claim["field"], claim["kind"], *scorer.gold_span(raw, claim)) for claim in gold.get(raw["id"], [])]
        settle(readings)
        for reading, found, reason in described:
            right = any(_is(reading, claim) for claim in marked)
            if not right and reason is None and reading.dropped is not None:
                continue  # another trigger tells of the same people: neither right nor wrong
            if worked_on:
                found += [WORKED_ON, f"{WORKED_ON}|{found[0]}"]
            examples.append(([found, []], [0] if right else [1], raw["id"], []))
    return examples


def _raw(raw: dict[str, Any]) -> RawArticle:
    return RawArticle(**{key: raw[key] for key in ("id", "url", "source", "title", "body", "published_at")})


def _is(reading: Reading, claim: tuple[str, str, int, int]) -> bool:
    field, kind, start, end = claim
    tokens = reading.sentence.tokens
    own = reading.sentence.field
    if own.name != field or reading.kind != kind:
        return False
    first, last, _ = own.original(tokens[reading.first].start, tokens[reading.last].end)
    return first < end and start < last


def fitted(examples: list[Example]) -> Weights:
    """Weights of the examples, light ones left out."""
    weights = fit(examples, PENALTY, least=SMALLEST, fewest=FEWEST, by_article=False)
    return Weights({QUESTION: {fact: value for fact, value in weights.items() if not fact.startswith(WORKED_ON)}})


def fold_of(article: str, folds: int) -> int:
    """The fold that an article belongs to."""
    return zlib.crc32(article.encode()) % folds


def cross_fitted(examples: list[Example], folds: int) -> list[Weights]:
    """For each fold the weights fitted to the articles of the others."""
    return [fitted([example for example in examples if fold_of(example[2], folds) != n]) for n in range(folds)]


def scores(articles: list[dict[str, Any]], gold: Gold, scorer: Any, by: list[Weights]) -> str:
    """Detection and record by `score.py`, each article judged by the weights of its fold."""
    claims = []
    for raw in articles:
        article = accepted_article(_raw(raw))
        document, readings = read(article, by[fold_of(raw["id"], len(by))])
        kept = settle(readings)
        if kept:
            builder = ClaimBuilder(article, document, document_reader(document), kept)
            claims += [json.loads(encode(builder.build(reading))) for reading in kept]
    total, right, _ = scorer.score(articles, gold, claims)
    hits, wanted, found = (
        sum(total[name, kind] for kind in ("casualty", "defection")) for name in ("hit", "gold", "found")
    )
    whole = sum(right["whole", kind] for kind in ("casualty", "defection"))
    return "  ".join(
        f"{name} P {scorer.prf(number, wanted, found)[0]:.3f} R {scorer.prf(number, wanted, found)[1]:.3f} "
        f"F1 {scorer.prf(number, wanted, found)[2]:.3f}"
        for name, number in (("detection", hits), ("record", whole))
    )


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stream.jsonl.gz"))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--without-tune", action="store_true", help="learn from our annotations alone")
    parser.add_argument("--folds", type=int, default=0, help="also print scores on articles held out")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.gold / "score.py")
    articles, gold = annotated(arguments.corpus)
    written, answers = of_our_own(WRITTEN)
    examples = examples_of(articles, gold, scorer) + examples_of(written, answers, scorer)
    read = len(articles) + len(written)
    if not arguments.without_tune:
        known = json.loads((arguments.gold / "articles.json").read_text(encoding="utf-8"))
        known = [article for article in known if not scorer.kept_apart(article["id"])]
        answers = json.loads((arguments.gold / "gold.json").read_text(encoding="utf-8"))
        examples += examples_of(known, answers, scorer, worked_on=True)
        read += len(known)
    if arguments.folds:
        by = cross_fitted(examples, arguments.folds)
        for judgement.LEAST, judgement.REVIVED in THRESHOLDS:
            print(f"{judgement.LEAST:.2f} {judgement.REVIVED:.2f}  {scores(articles, gold, scorer, by)}")
    weights = fitted(examples).table[QUESTION]
    right = sum(correct == [0] for _, correct, _, _ in examples)
    print(f"{len(examples)} readings of {read} articles, {right} of them claims; {len(weights)} weights")
    lines = [f"{QUESTION}\t{fact}\t{value:g}" for fact, value in sorted(weights.items())]
    arguments.output.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
