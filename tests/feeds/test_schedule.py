"""When feeds are asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.feeds.schedule import (
    LONGEST_HINT,
    LONGEST_WISH,
    Pace,
    back_off,
    learn_interval,
    max_age,
    next_poll,
    retry_after,
)

PACE = Pace(start=900.0, shortest=300.0, longest=21_600.0)
NOW = 1_502_200_000.0
DICE = st.floats(0, 1)


def test_interval_follows_how_often_a_feed_changes() -> None:
    interval = learn_interval(None, PACE, new=5, gap=False)
    assert interval == PACE.start
    assert (
        learn_interval(interval, PACE, new=1, gap=False) < interval < learn_interval(interval, PACE, new=0, gap=False)
    )
    assert learn_interval(interval, PACE, new=9, gap=True) == interval / 2
    for _ in range(50):
        interval = learn_interval(interval, PACE, new=0, gap=False)
    assert interval == PACE.longest
    for _ in range(50):
        interval = learn_interval(interval, PACE, new=1, gap=False)
    assert interval == PACE.shortest


def test_fixed_interval_stays() -> None:
    pace = Pace(start=60.0, fixed=True)
    assert {learn_interval(last, pace, new=new, gap=False) for last in (None, 60.0) for new in (0, 9)} == {60.0}


@given(DICE)
def test_jitter_is_bounded_and_never_undercuts_the_server(dice: float) -> None:
    assert 810.0 <= next_poll(NOW, 900.0, PACE, fresh=None, hint=None, dice=dice) - NOW <= 990.0
    assert next_poll(NOW, 900.0, PACE, fresh=3600.0, hint=None, dice=dice) - NOW >= 3600.0
    assert next_poll(NOW, 900.0, PACE, fresh=890.0, hint=None, dice=dice) - NOW >= 890.0


def test_wishes_have_bounds() -> None:
    """A day in `ttl` on a feed of breaking news is a default of its content system."""
    assert next_poll(NOW, 900.0, PACE, fresh=None, hint=86_400.0, dice=0) - NOW == LONGEST_HINT
    assert next_poll(NOW, 900.0, PACE, fresh=1e9, hint=None, dice=0) - NOW == PACE.longest


@given(DICE)
def test_back_off_doubles_to_a_bound(dice: float) -> None:
    waits = [back_off(failures, 900.0, PACE, dice) for failures in range(1, 100)]
    assert waits == sorted(waits)
    assert waits[1] == pytest.approx(2 * waits[0])
    assert waits[-1] <= PACE.longest * 1.1


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("max-age=300", 300.0),
        ("public, max-age=60, s-maxage=10", 60.0),
        ('max-age="90"', 90.0),
        ("no-cache, max-age=300", None),
        ("no-store", None),
        ("max-age=soon", None),
        ("", None),
        (None, None),
    ],
)
def test_max_age(header: str | None, expected: float | None) -> None:
    assert max_age(header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", 120.0),
        ("Tue, 08 Aug 2017 13:51:40 GMT", 300.0),
        ("Tue, 08 Aug 2017 13:00:00 GMT", 0.0),
        ("99999999", LONGEST_WISH),
        ("later", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, expected: float | None) -> None:
    assert retry_after(header, NOW) == expected
