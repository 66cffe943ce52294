"""Makes `data/outlines.tsv`, the land of the report's map, from Natural Earth as the npm package world-atlas ships it.

    npm install world-atlas@2.0.2 i18n-iso-countries@7
    python -m services.report.build_outlines node_modules

Natural Earth is in the public domain; world-atlas, which packs it as TopoJSON, is under the ISC licence; the Arabic
names are those of i18n-iso-countries (MIT licence). Borders are drawn as Natural Earth has them and take no side. Each
shared line is simplified once, so that neighbours still meet.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent / "data" / "outlines.tsv"
TOLERANCE = 0.06  # degrees; half a pixel on a map of Syria 700 pixels wide
SMALLEST = 0.15  # degrees; smaller islands are left out
HEADER = """\
# The world's countries in outline, for the map of the report. Made by `python -m services.report.build_outlines`.
# Source: Natural Earth 1:50m (public domain), as packed by the npm package world-atlas 2.0.2 (ISC licence,
#   Copyright 2013-2019 Michael Bostock), simplified. Arabic names: npm package i18n-iso-countries (MIT licence,
#   Copyright 2016 widdix GmbH).
# country, arabic: names, "" where unknown. ring: a closed line; longitude and latitude of its first point, then the
#   steps from point to point, in hundredths of a degree.
country	arabic	ring
"""
Point = tuple[float, float]


def main() -> None:
    packages = Path(sys.argv[1])
    topology = _read(packages / "world-atlas" / "countries-50m.json")
    arabic = _arabic_names(packages / "i18n-iso-countries")
    arcs = [simplify(arc) for arc in _decoded(topology)]
    lines = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = _stitched(ring, arcs)
                if _extent(points) < SMALLEST:
                    continue
                names = f"{country['properties']['name']}\t{arabic.get(country.get('id', ''), '')}"
                lines += [f"{names}\t{_steps(copy)}\n" for copy in _unwrapped(points)]
    OUTPUT.write_text(HEADER + "".join(sorted(lines)), encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _arabic_names(package: Path) -> dict[str, str]:
    """Arabic name by numeric ISO 3166-1 code; the first and shortest where a country has several."""
    names = _read(package / "langs" / "ar.json")["countries"]
    found = {}
    for alpha2, _, numeric, *_ in _read(package / "codes.json"):
        name = names.get(alpha2, "")
        found[numeric] = name if isinstance(name, str) else min(name, key=len)
    return found


def _decoded(topology: dict[str, Any]) -> list[list[Point]]:
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def simplify(points: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Douglas and Peucker's algorithm: a point further than `tolerance` from the line between its ends stays."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        furthest, distance = first, tolerance
        for index in range(first + 1, last):
            away = _distance(points[index], points[first], points[last])
            if away > distance:
                furthest, distance = index, away
        if furthest != first:
            keep.add(furthest)
            waiting += [(first, furthest), (furthest, last)]
    return [point for index, point in enumerate(points) if index in keep]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share: float = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def _stitched(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    return points


def _unwrapped(points: list[Point]) -> list[list[Point]]:
    """A ring that crosses the 180th meridian, as it is on each side of the map; nothing for one around a pole."""
    turn = 0
    unwrapped = [points[0]]
    for (previous, _), (x, y) in pairwise(points):
        turn += (x - previous < -180) - (x - previous > 180)
        unwrapped.append((x + 360 * turn, y))
    if turn:
        return []
    copies = [unwrapped]
    if min(x for x, _ in unwrapped) < -180:
        copies.append([(x + 360, y) for x, y in unwrapped])
    if max(x for x, _ in unwrapped) > 180:
        copies.append([(x - 360, y) for x, y in unwrapped])
    return copies


def _extent(points: list[Point]) -> float:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _steps(points: list[Point]) -> str:
    rounded = [(round(x * 100), round(y * 100)) for x, y in points]
    cells = [*rounded[0]]
    for (x1, y1), (x2, y2) in pairwise(rounded):
        if (x1, y1) != (x2, y2):
            cells += [x2 - x1, y2 - y1]
    return " ".join(map(str, cells))


if __name__ == "__main__":
    main()
