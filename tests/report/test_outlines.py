"""The map: its outlines hold the places they should, its frame shows every point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.report.build_outlines import simplify
from services.report.outlines import Frame, outlines


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [
        (36.72, 34.73, "Syria"),
        (44.37, 33.31, "Iraq"),
        (44.21, 15.35, "Yemen"),
        (31.24, 30.04, "Egypt"),
        (13.19, 32.7, "Libya"),
        (18.0, 35.0, None),
    ],
)
def test_a_capital_lies_in_its_country(longitude: float, latitude: float, country: str | None) -> None:
    holding = [outline.country for outline in outlines() if outline.holds(longitude, latitude)]
    assert holding == ([country] if country else [])


POINTS = st.tuples(st.floats(-170, 170), st.floats(-60, 70))


@given(st.lists(POINTS, min_size=1, max_size=6))
def test_every_point_is_inside_the_frame(points: list[tuple[float, float]]) -> None:
    frame = Frame.around(points)
    assert 0.4 * frame.width <= frame.height <= 0.65 * frame.width
    for point in points:
        x, y = frame.project(*point)
        assert 0 < x < frame.width
        assert 0 < y < frame.height


def test_the_countries_of_a_frame_have_labels_in_it() -> None:
    frame = Frame.around([(38.3, 34.5), (43.1, 36.3)])
    labels = {outline.arabic: point for outline, point in frame.countries()}
    assert {"سوريا", "العراق"} <= set(labels)
    assert all(0 < x < frame.width and 0 < y < frame.height for x, y in labels.values())


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), min_size=2, max_size=30))
def test_simplifying_keeps_ends_and_order(points: list[tuple[float, float]]) -> None:
    kept = simplify(points, 0.5)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    remaining = iter(points)
    assert all(point in remaining for point in kept)


def test_simplifying_drops_what_lies_on_the_line() -> None:
    assert simplify([(0, 0), (1, 0.01), (2, 0), (3, 2)], 0.1) == [(0, 0), (2, 0), (3, 2)]
