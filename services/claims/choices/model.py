"""The weights of the choices and the two ways of using them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

from services.claims.choices.option import Features, Labels

_NOTHING = repeat(0.0)  # what a feature without a weight weighs


class Weights:
    """Weights by question ("place", "by", …) and feature; a feature not listed weighs nothing."""

    def __init__(self, table: dict[str, dict[str, float]]) -> None:
        self.table = table
        self._of_labels: dict[str, dict[str, list[float]]] = {}  # by question and fact: its weight for each value

    def score(self, question: str, features: Iterable[str]) -> float:
        """The sum of the weights of `features`."""
        weights = self.table.get(question)
        return 0.0 if weights is None else sum(map(weights.get, features, _NOTHING))

    def scores(self, question: str, options: Iterable[Features]) -> list[float]:
        """The score of each option."""
        weights = self.table.get(question)
        if weights is None:
            return [0.0 for _ in options]
        weigh = weights.get  # in a small table, which stays in the processor's cache; sums stay in C
        return [sum(map(weigh, option, _NOTHING)) for option in options]

    def label_scores(self, question: str, labels: Labels) -> list[float]:
        """The score of each value: as `scores`, without writing out what each value makes of each fact."""
        known = self._of_labels.get(question)
        if known is None:
            known = self._of_labels[question] = self._facts_of(question, labels.values)
        rows = filter(None, map(known.get, labels.facts))
        return list(map(sum, zip(self.scores(question, labels.features), *rows, strict=True)))  # adding stays in C

    def _facts_of(self, question: str, values: tuple[str, ...]) -> dict[str, list[float]]:
        facts: dict[str, list[float]] = {}
        for feature, weight in self.table.get(question, {}).items():
            value, bar, fact = feature.partition("|")
            if bar and value in values:
                facts.setdefault(fact, [0.0] * len(values))[values.index(value)] = weight
        return facts

    def best_label(self, question: str, labels: Labels) -> int:
        """The index of the value with the highest score, the first of equals."""
        scores = self.label_scores(question, labels)
        return scores.index(max(scores))

    def best(self, question: str, options: Sequence[Features]) -> int:
        """The index of the option with the highest score, the first of equals."""
        scores = self.scores(question, options)
        return scores.index(max(scores))

    def best_group(self, question: str, options: Sequence[Features], keys: Sequence[str]) -> int:
        """The best option of the group (equal `keys`) that the model finds likeliest as a whole.

        An actor named five times shares its likelihood among five options; asked one by one, none of them would win."""
        if len(options) == 1:
            return 0
        scores = self.scores(question, options)
        top = max(scores)
        total: dict[str, float] = {}
        exp, so_far = math.exp, total.get
        for key, score in zip(keys, scores, strict=True):
            total[key] = so_far(key, 0.0) + exp(score - top)
        chosen = max(total, key=total.__getitem__)
        return max([n for n, key in enumerate(keys) if key == chosen], key=scores.__getitem__)

    def probability(self, question: str, options: Sequence[Features], index: int) -> float:
        """The share of the option `index` under the model, 0 to 1."""
        scores = [self.score(question, option) for option in options]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return powers[index] / sum(powers)


@cache
def weights() -> Weights:
    """The packaged weights, loaded once a process."""
    return read_weights((files("services.claims.choices") / "weights.tsv").read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """Weights from lines of question, feature and weight, separated by tabs; lines with # are comments."""
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        question, feature, weight = line.split("\t")
        table.setdefault(question, {})[feature] = float(weight)
    return Weights(table)
