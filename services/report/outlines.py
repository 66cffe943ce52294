"""The land of the map: outlines around some points, projected to pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import cos, dist, radians

Point = tuple[float, float]

_MARGIN = 0.15  # of the extent of the points, on each side
_LEAST_DEGREES = 4.0  # a map of one town still shows its surroundings
_WIDTH = 1000.0  # pixels
_TALLEST, _FLATTEST = 0.62, 0.45  # height as a share of the width
_SAMPLES = 20  # a side of the grid on which countries are looked for
_LEAST_SAMPLES = 5  # a country that shows less gets no label


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the world and its projection: equirectangular, true to scale at its middle latitude.

    west, east, south, north: degrees. Pixels grow to the right and downward.
    """

    west: float
    east: float
    south: float
    north: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> Frame:
        """The frame that shows all points (longitude, latitude) with some land around them."""
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        middle_x = (min(longitudes) + max(longitudes)) / 2
        middle_y = (min(latitudes) + max(latitudes)) / 2
        width = max(max(longitudes) - min(longitudes), _LEAST_DEGREES) * (1 + 2 * _MARGIN)
        height = max(max(latitudes) - min(latitudes), _LEAST_DEGREES / 2) * (1 + 2 * _MARGIN)
        # A degree of longitude is shorter than one of latitude by the cosine.
        shrink = cos(radians(max(-75.0, min(75.0, middle_y))))
        if height > width * shrink * _TALLEST:
            width = height / _TALLEST / shrink
        elif height < width * shrink * _FLATTEST:
            height = width * shrink * _FLATTEST
        return cls(middle_x - width / 2, middle_x + width / 2, middle_y - height / 2, middle_y + height / 2)

    @property
    def width(self) -> float:
        """Pixels."""
        return _WIDTH

    @property
    def height(self) -> float:
        """Pixels."""
        shrink = cos(radians(max(-75.0, min(75.0, (self.south + self.north) / 2))))
        return _WIDTH * (self.north - self.south) / ((self.east - self.west) * shrink)

    def project(self, longitude: float, latitude: float) -> Point:
        """Degrees to pixels."""
        return (
            (longitude - self.west) / (self.east - self.west) * self.width,
            (self.north - latitude) / (self.north - self.south) * self.height,
        )

    def shows(self, longitude: float, latitude: float) -> bool:
        """Whether the point lies in the frame."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def land(self) -> str:
        """The outlines that meet the frame as the data of one SVG path."""
        return "".join(self._path(outline.ring) for outline in outlines() if self._meets(outline))

    def countries(self) -> list[tuple[Outline, Point]]:
        """A label for every country that shows: an outline that has its names, and where to write it in pixels.

        The frame is sampled on a grid; the label stands on the country's sample nearest to the middle of its samples.
        """
        samples: dict[str, list[Point]] = {}
        known: dict[str, Outline] = {}
        shown = [outline for outline in outlines() if self._meets(outline)]
        for row in range(_SAMPLES):
            for column in range(_SAMPLES):
                longitude = self.west + (column + 0.5) / _SAMPLES * (self.east - self.west)
                latitude = self.south + (row + 0.5) / _SAMPLES * (self.north - self.south)
                for outline in shown:
                    if outline.holds(longitude, latitude):
                        samples.setdefault(outline.country, []).append((longitude, latitude))
                        known.setdefault(outline.country, outline)
        labels = []
        for country, points in samples.items():
            if len(points) >= _LEAST_SAMPLES:
                middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
                labels.append((known[country], self.project(*min(points, key=lambda point: dist(point, middle)))))
        return labels

    def _meets(self, outline: Outline) -> bool:
        west, east, south, north = outline.box
        return west < self.east and east > self.west and south < self.north and north > self.south

    def _path(self, ring: Iterable[Point]) -> str:
        cells = []
        previous: Point | None = None
        for longitude, latitude in ring:
            x, y = self.project(longitude, latitude)
            point = round(x, 1), round(y, 1)
            if point != previous:
                cells.append(f"{point[0]:g} {point[1]:g}")
            previous = point
        return f"M{'L'.join(cells)}Z"


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring of a country: English and Arabic name, points (longitude, latitude), box (west, east, south, north)."""

    country: str
    arabic: str
    ring: tuple[Point, ...]
    box: tuple[float, float, float, float]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point lies inside the ring."""
        west, east, south, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        inside = False
        for (x1, y1), (x2, y2) in pairwise((*self.ring, self.ring[0])):
            if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


@cache
def outlines() -> tuple[Outline, ...]:
    """The packaged table."""
    text = resources.files("services.report").joinpath("data", "outlines.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.startswith(("#", "country\t")):
            continue
        country, arabic, cells = line.split("\t")
        steps = [int(cell) for cell in cells.split()]
        x = y = 0
        ring = []
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x / 100, y / 100))
        xs, ys = zip(*ring, strict=True)
        found.append(Outline(country, arabic, tuple(ring), (min(xs), max(xs), min(ys), max(ys))))
    return tuple(found)
