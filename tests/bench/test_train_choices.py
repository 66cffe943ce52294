"""The blocks of days by which the choices are tried on articles held out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bench.train_choices import blocks_of_days


@given(st.lists(st.dates(), min_size=10, max_size=60), st.integers(1, 5))
def test_blocks_follow_the_days_and_are_equally_large(days: list[object], folds: int) -> None:
    articles = [{"id": str(n), "published_at": f"{day}T08:00:00Z"} for n, day in enumerate(days)]
    fold_of = blocks_of_days(articles, folds)
    ordered = sorted(articles, key=lambda article: (article["published_at"][:10], article["id"]))
    assert all(fold_of[one["id"]] <= fold_of[other["id"]] for one, other in pairwise(ordered))
    sizes = [list(fold_of.values()).count(fold) for fold in range(folds)]
    assert max(sizes) - min(sizes) <= 1
