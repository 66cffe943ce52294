"""The gate of the gold scores: it sees what is below the floor, and never lowers one by itself."""

from __future__ import annotations

import tomllib

from bench.gold_floor import FLOOR, MARGIN, below, raised, write

SCORES = {"all": {"record F1": 0.5, "offsets": 1.0}}


def test_what_is_below_is_named() -> None:
    assert below(SCORES, {"all": {"record F1": 0.5, "offsets": 1.0}}) == []
    assert below(SCORES, {}) == []
    (problem,) = below(SCORES, {"all": {"record F1": 0.51}})
    assert problem == "all record F1: 0.5000 is below the floor 0.5100"
    assert len(below(SCORES, {"all": {"a score that is gone": 0.1}})) == 1


def test_a_floor_only_rises() -> None:
    assert raised(SCORES, {}) == {"all": {"record F1": 0.5 - MARGIN, "offsets": 1.0}}
    assert raised(SCORES, {"all": {"record F1": 0.9}})["all"]["record F1"] == 0.9


def test_the_floor_of_a_field_leaves_room_for_a_fit_anew() -> None:
    assert raised({"all": {"by right": 0.91}}, {}) == {"all": {"by right": 0.89}}


def test_what_is_written_is_read_again() -> None:
    floors = raised(SCORES, {})
    assert tomllib.loads(write(floors)) == floors


def test_the_recorded_floor_holds_offsets_exactly() -> None:
    recorded = tomllib.loads(FLOOR.read_text())
    assert all(part["offsets"] == 1.0 for part in recorded.values())
