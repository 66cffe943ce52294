"""Merging the partitions of the raw topic again."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stream.arrival_order import ArrivalOrder, Origin

PARTITIONS = frozenset({0, 1, 2})


def order_of(*arrivals: tuple[int, int, int]) -> ArrivalOrder[tuple[int, int, int]]:
    """Arrivals as (partition, offset, timestamp)."""
    order: ArrivalOrder[tuple[int, int, int]] = ArrivalOrder()
    for arrival in arrivals:
        order.add(Origin(*arrival), arrival)
    return order


def test_waits_for_a_partition_that_may_have_an_earlier_one() -> None:
    order = order_of((0, 0, 10), (1, 0, 12))
    assert order.take(PARTITIONS, (), 9) == []
    order.add(Origin(2, 0, 11), (2, 0, 11))
    assert order.take(PARTITIONS, (), 9) == [(0, 0, 10)], "partition 0 may have one before 11"
    assert order.take(PARTITIONS, {0}, 9) == [(2, 0, 11)]
    assert order.take(PARTITIONS, {0, 2}, 9) == [(1, 0, 12)]


def test_takes_no_more_than_asked_for_and_none_that_came_too_late() -> None:
    order = order_of((0, 0, 1), (0, 1, 2), (0, 2, 3))
    assert order.take(PARTITIONS, PARTITIONS, 1) == [(0, 0, 1)]
    assert order.take(PARTITIONS, PARTITIONS, 9, before=2) == [(0, 1, 2)]
    assert len(order) == 1


def test_a_partition_keeps_its_own_order_when_its_clock_runs_back() -> None:
    order = order_of((0, 0, 50), (0, 1, 10), (1, 0, 40), (1, 1, 60))
    assert order.take({0, 1}, {0, 1}, 9) == [(1, 0, 40), (0, 0, 50), (0, 1, 10), (1, 1, 60)]


def test_what_intake_did_not_write_waits_for_nobody() -> None:
    order = order_of((-1, 7, 5))
    assert order.take(PARTITIONS, PARTITIONS, 9) == [(-1, 7, 5)]


@given(st.integers(0, 10_000))
def test_however_partitions_are_read_the_order_is_that_of_arrival(seed: int) -> None:
    chance = random.Random(seed)
    queues: dict[int, list[tuple[int, int, int]]] = {0: [], 1: [], 2: []}
    for timestamp in range(40):
        queue = queues[chance.randrange(3)]
        queue.append((next(key for key, value in queues.items() if value is queue), len(queue), timestamp))
    arrivals = sorted((each for queue in queues.values() for each in queue), key=lambda arrival: arrival[2])
    order: ArrivalOrder[tuple[int, int, int]] = ArrivalOrder()
    taken: list[tuple[int, int, int]] = []
    remaining = {key: list(queue) for key, queue in queues.items()}
    while any(remaining.values()):
        key = chance.choice([key for key, queue in remaining.items() if queue])
        for _ in range(chance.randint(1, 5)):
            if remaining[key]:
                arrival = remaining[key].pop(0)
                order.add(Origin(*arrival), arrival)
        quiet = {key for key, queue in remaining.items() if not queue}
        taken += order.take(PARTITIONS, quiet, 100)
    assert taken == arrivals
    assert order.seen(0) == len(queues[0]) - 1


def test_origin_is_read_back() -> None:
    assert Origin.parse("test/x.articles.raw/3/1234@1700000000000") == Origin(3, 1234, 1700000000000)


@pytest.mark.parametrize("text", ["", "raw/1/2", "1/2@3", "raw/one/2@3", "raw/1/2@"])
def test_no_origin(text: str) -> None:
    with pytest.raises(ValueError, match=r"origin|unpack|invalid literal"):
        Origin.parse(text)
