"""Fields that are one of a fixed list: the model weighs the facts of a claim without writing out what each value makes of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims.choices.model import Weights
from services.claims.choices.option import Labels

VALUES = ("event", "cumulative")
WORDS = st.lists(st.sampled_from(["word=منذ", "word=حصيلة", "kind=killed", "previous=None", "date=day"]), max_size=6)
FEATURES = st.sampled_from(
    ["event", "cumulative|total", "event|word=منذ", "cumulative|word=حصيلة", "cumulative|kind=killed"]
)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=2), st.dictionaries(FEATURES, st.floats(-2, 2)))
def test_scores_are_those_of_the_features_written_out(
    facts: list[str], plain: list[list[str]], table: dict[str, float]
) -> None:
    by = Weights({"scope": table})
    labels = Labels(VALUES, plain, facts)
    assert by.label_scores("scope", labels) == pytest.approx(by.scores("scope", labels.written_out()))


def test_a_question_without_weights_gives_the_first_value() -> None:
    assert Weights({}).best_label("scope", Labels(VALUES, [[], []], ["kind=killed"])) == 0
