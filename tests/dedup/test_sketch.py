"""Sketches: what is kept of a text's shingles, and that comparing them is comparing the texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dedup.shingles import Hashes
from services.dedup.sketch import MOST_KEPT, Sketch, overlap, pack, total_in, unpack

SETS = st.sets(st.integers(0, 2**64 - 1), min_size=1, max_size=80)


def hashes(values: set[int]) -> Hashes:
    return np.array(sorted(values), dtype=np.uint64)


def sketch(values: Hashes) -> Sketch:
    found = unpack(pack(values))
    assert found is not None
    return found


@given(SETS)
def test_two_bytes_a_shingle(values: set[int]) -> None:
    data = pack(hashes(values))
    assert len(data) <= 5 + 2 * len(values)
    assert total_in(data) == len(values)
    kept = sketch(hashes(values))
    assert set(kept.values.tolist()) == {value >> (64 - kept.bits) for value in values}


def test_nothing_to_keep() -> None:
    nothing = np.empty(0, dtype=np.uint64)
    assert pack(nothing) == b""
    assert unpack(b"") is None
    assert total_in(b"") == 0


def random_sets(shared: int, one: int, two: int, seed: int = 1) -> tuple[Hashes, Hashes]:
    values = np.random.default_rng(seed).integers(0, 2**64, shared + one + two, dtype=np.uint64)
    return np.sort(values[: shared + one]), np.sort(np.concatenate((values[:shared], values[shared + one :])))


@pytest.mark.parametrize(("shared", "one", "two"), [(200, 100, 50), (20, 0, 300), (0, 60, 3000), (3000, 400, 90)])
def test_an_overlap_is_that_of_the_sets(shared: int, one: int, two: int) -> None:
    first, second = random_sets(shared, one, two)
    found = overlap(sketch(first), sketch(second))
    union = shared + one + two
    assert found.jaccard == pytest.approx(shared / union, abs=0.002)
    assert found.of_first == pytest.approx(shared / (shared + one), abs=0.005)
    assert found.of_second == pytest.approx(shared / (shared + two), abs=0.005)


def test_a_sample_estimates() -> None:
    first, second = random_sets(14_000, 3_000, 3_000)
    found = overlap(sketch(first), sketch(second))
    assert found.jaccard == pytest.approx(0.7, abs=0.03)
    assert found.first <= MOST_KEPT


def test_a_whole_text_beside_a_sample() -> None:
    first, second = random_sets(2_000, 0, 18_000)
    found = overlap(sketch(first), sketch(second))
    assert found.of_first == pytest.approx(1.0, abs=0.01)
    assert found.of_second == pytest.approx(0.1, abs=0.03)


def test_too_small_a_sample_contains_nothing() -> None:
    first, second = random_sets(60, 0, 200_000)
    assert overlap(sketch(first), sketch(second)).of_first == 0.0
