"""Fits the weights of `services/claims/choices/weights.tsv` to annotated articles.

    python -m bench.train_choices [--part tune|all] [--folds N] [--output FILE]

Each annotated claim that the engine finds gives one example a question: the options the engine saw, and which of them the
annotators chose. The fit maximises the likelihood of the right options with a quadratic penalty; it is deterministic.

Answers see the answers to earlier claims. So each claim is asked twice: once behind the annotators' answers, once behind the
answers of weights fitted to other articles, which err as the engine will.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.annotations.read import WRITTEN, annotated, of_our_own
from schemas import Claim, RawArticle, encode
from services.claims.choices.chooser import Options, by_weights, choose
from services.claims.choices.earlier_claims import Fact
from services.claims.choices.model import Weights
from services.claims.choices.option import Features, Labels, Option
from services.claims.claim_builder import ClaimBuilder
from services.claims.extraction import accepted_article, document_reader, read
from services.claims.resolution import settle

Example = tuple[list[Features], list[int], str, list[str]]
_PENALTY = {"place": 4.0, "side": 6.0, "cause": 4.0, "by": 4.0, "scope": 4.0, "restates": 8.0}
_DEFAULT_PENALTY = 4.0
_STEPS = 400
_GOLD = 4  # how often an example of the gold set counts: two readers agreed on it, and articles of its kind are what is read
_ARTICLES = 2  # in which a feature must occur to be weighed
_LEAST = 0.1  # of a weight in the table: half of them lie below, and the answers stay the same without
_PARTS = 5  # of the articles, each answered by weights fitted to the others


class Teacher:
    """Answers as the annotators did, or by `weights_of` an article, and keeps each question with its right options."""

    def __init__(self, scorer: Any, weights_of: Callable[[str], Weights] | None = None) -> None:
        self.scorer = scorer
        self.weights_of = weights_of
        self.examples: dict[str, list[Example]] = defaultdict(list)
        self.article = ""
        self.gold: dict[str, Any] | None = None
        self.gold_of_index: list[dict[str, Any] | None] = []

    def decide(self, question: str, options: Options, values: Sequence[Any]) -> int:
        """The right option; where nobody annotated the claim, or no option is right, what the weights say."""
        right = self._right(question, values) if self.gold is not None else []
        written = options.written_out() if isinstance(options, Labels) else options
        if right and len(written) > 1:
            keys = [getattr(value, "key", str(n)) for n, value in enumerate(values)]
            self.examples[question].append(([list(option) for option in written], right, self.article, keys))
        if self.weights_of is not None:
            return choose(self.weights_of(self.article), question, options, values)
        return right[0] if right else by_weights(question, options, values)

    def _right(self, question: str, values: Sequence[Any]) -> list[int]:
        assert self.gold is not None
        if question == "restates":
            wanted = self.gold["restates"]
            if wanted is None:
                return [0]
            return [n for n, fact in enumerate(values) if isinstance(fact, Fact) and self._root(fact) == wanted]
        gold = self.gold[question]
        if question in ("role", "cause", "scope"):
            return [n for n, value in enumerate(values) if value == gold]
        if gold is None:
            return [0]
        scored = [
            (self.scorer.overlap(gold, _copy(option)), n) for n, option in enumerate(values) if option.field is not None
        ]
        return [n for share, n in sorted(scored, key=lambda item: (-item[0], item[1])) if share >= 0.5]

    def _root(self, fact: Fact) -> int | None:
        gold = self.gold_of_index[fact.index]
        return None if gold is None else gold["restates"] or gold["n"]


def _copy(option: Option) -> str:
    assert option.field is not None
    return option.field.original(option.start, option.end)[2]


def examples_of(
    articles: list[dict[str, Any]],
    gold: dict[str, list[dict[str, Any]]],
    scorer: Any,
    weights_of: Callable[[str], Weights] | None = None,
) -> dict[str, list[Example]]:
    """Every question asked about an annotated claim of `articles`, with the right options. weights_of: answers an article's
    questions, None: the annotators do."""
    teacher = Teacher(scorer, weights_of)
    for raw in articles:
        if not gold.get(raw["id"]):
            continue
        article = accepted_article(
            RawArticle(**{key: raw[key] for key in ("id", "url", "source", "title", "body", "published_at")})
        )
        document, readings = read(article)
        kept = settle(readings)
        if not kept:
            continue
        reader = document_reader(document)
        plain = ClaimBuilder(article, document, reader, kept)
        claims: list[Claim] = [plain.build(reading) for reading in kept]
        found = [json.loads(encode(claim)) for claim in claims]
        pairs, _, _ = scorer.match(raw, gold[raw["id"]], found)
        matched = {pair["id"] + str(pair["evidence"]["trigger"]["start"]): annotated for annotated, pair in pairs}
        teacher.gold_of_index = []
        teacher.article = raw["id"]
        builder = ClaimBuilder(article, document, reader, kept, teacher.decide)
        for reading, claim in zip(kept, found, strict=True):
            teacher.gold = matched.get(claim["id"] + str(claim["evidence"]["trigger"]["start"]))
            teacher.gold_of_index.append(teacher.gold)
            builder.build(reading)
    return teacher.examples


def fit(
    examples: list[Example],
    penalty: float,
    *,
    least: float = _LEAST,
    fewest: int = _ARTICLES,
    by_article: bool = True,
) -> dict[str, float]:
    """Weights of a conditional log-linear model by Adam on the whole set. Features of fewer than `fewest` articles (by_article False:
    examples) are left out, and weights below `least`."""
    seen: dict[str, set[str]] = defaultdict(set)
    for n, (options, _, article, _) in enumerate(examples):
        where = article if by_article else str(n)
        for feature in {feature for option in options for feature in option}:
            seen[feature].add(where)
    names = sorted(feature for feature, places in seen.items() if len(places) >= fewest)
    index = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    right: list[bool] = []
    for options, correct, _, _ in examples:
        starts.append(len(right))
        for n, option in enumerate(options):
            for feature in option:
                if feature in index:
                    rows.append(len(right))
                    columns.append(index[feature])
            right.append(n in correct)
    row, column, start = np.array(rows), np.array(columns), np.array(starts)
    is_right = np.array(right)
    owner = np.repeat(np.arange(len(starts)), np.diff([*starts, len(right)]))
    weight = np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, _STEPS + 1):
        score = np.bincount(row, weight[column], len(right))
        score -= np.maximum.reduceat(score, start)[owner]
        power = np.exp(score)
        share = power / np.add.reduceat(power, start)[owner]
        good = np.where(is_right, power, 0.0)
        target = good / np.maximum(np.add.reduceat(good, start)[owner], 1e-300)
        slope = np.bincount(column, (target - share)[row], len(names)) - penalty * weight
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weight += 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(value), 3) for name, value in zip(names, weight, strict=True) if abs(value) >= least}


def _part(article: str, parts: int) -> int:
    return zlib.crc32(article.encode()) % parts


def fit_all(examples: dict[str, list[Example]], *, share: float = 1.0) -> Weights:
    """Weights of every question; `share` scales the penalties for a part of the examples."""
    return Weights(
        {question: fit(found, share * _PENALTY.get(question, _DEFAULT_PENALTY)) for question, found in examples.items()}
    )


def blocks_of_days(articles: list[dict[str, Any]], folds: int) -> dict[str, int]:
    """The fold of each article: `folds` blocks of days with equally many articles, so that few events stand in two of them."""
    dates = {article["id"]: article["published_at"] or "" for article in articles}
    ordered = sorted(dates, key=lambda article: (dates[article][:10], article))
    return {article: n * folds // len(ordered) for n, article in enumerate(ordered)}


def held_out(examples: list[Example], penalty: float, fold_of: dict[str, int]) -> float:
    """The share answered rightly when each article's examples are answered by weights fitted to those of the other folds."""
    right = 0
    for fold in sorted(set(fold_of.values())):
        weights = Weights({"": fit([e for e in examples if fold_of[e[2]] != fold], penalty)})
        for options, correct, article, keys in examples:
            if fold_of[article] == fold:
                right += weights.best_group("", options, keys) in correct
    return right / len(examples)


def _gathered(
    sources: Sequence[tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]],
    scorer: Any,
    weights_of: Callable[[str], Weights] | None,
) -> dict[str, list[Example]]:
    gathered: dict[str, list[Example]] = defaultdict(list)
    for articles, gold in sources:
        for question, examples in examples_of(articles, gold, scorer, weights_of).items():
            gathered[question] += examples
    return gathered


def load_scorer(path: Path) -> Any:
    """The module `score.py` beside the gold files."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--part", choices=("all", "tune"), default="tune")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stream.jsonl.gz"))
    parser.add_argument("--output", type=Path, default=Path("services/claims/choices/weights.tsv"))
    parser.add_argument("--folds", type=int, default=0, help="also print the share right on blocks of days held out")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.gold / "score.py")
    articles = json.loads((arguments.gold / "articles.json").read_text(encoding="utf-8"))
    if arguments.part == "tune":
        articles = [article for article in articles if not scorer.kept_apart(article["id"])]
    gold = json.loads((arguments.gold / "gold.json").read_text(encoding="utf-8"))
    sources = (*[(articles, gold)] * _GOLD, annotated(arguments.corpus), of_our_own(WRITTEN))
    gathered = _gathered(sources, scorer, None)
    parts = [
        fit_all(
            {question: [e for e in found if _part(e[2], _PARTS) != n] for question, found in gathered.items()},
            share=0.5,
        )
        for n in range(_PARTS)
    ]
    for question, found in _gathered(sources, scorer, lambda article: parts[_part(article, _PARTS)]).items():
        gathered[question] += found
    fold_of = blocks_of_days([article for told, _ in sources for article in told], arguments.folds)
    lines = [
        "# Weights of the choices: question, feature, weight. Fitted by bench/train_choices.py; see its docstring.",
    ]
    for question in sorted(gathered):
        weights = fit(gathered[question], _PENALTY.get(question, _DEFAULT_PENALTY))
        line = f"{question}: {len(gathered[question])} examples, {len(weights)} weights"
        if arguments.folds:
            share = held_out(gathered[question], _PENALTY.get(question, _DEFAULT_PENALTY), fold_of)
            line += f", {share:.3f} right on days held out"
        print(line)
        lines += [f"{question}\t{feature}\t{value:g}" for feature, value in sorted(weights.items())]
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
