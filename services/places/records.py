"""The entries of the gazetteer, and reading them from its data files."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import get_args

from schemas.claim import PlacePrecision
from services.arabic.normalize import normalize
from services.arabic.tables import Row, read_table

PRECISION_OF_KIND: dict[str, PlacePrecision] = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "town",
    "village": "exact",
    "neighbourhood": "exact",
    "camp": "exact",
    "crossing": "exact",
    "airport": "exact",
    "base": "exact",
    "dam": "exact",
    "port": "exact",
    "street": "exact",
    "landmark": "exact",
    "island": "admin2",
    "mountain": "admin2",
    "valley": "admin2",
    "area": "admin2",
    "lake": "admin2",
    "river": "admin1",
    "sea": "country",
}
# Countries of the Arab League, their neighbours and countries of the same conflicts.
NEAR_COUNTRIES = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "LB",
        "PS",
        "JO",
        "SA",
        "EG",
        "SD",
        "SO",
        "DJ",
        "DZ",
        "TN",
        "MA",
        "MR",
        "AE",
        "QA",
        "BH",
        "KW",
        "OM",
        "KM",
        "EH",
        "IL",
        "TR",
        "IR",
        "AF",
        "PK",
        "ML",
        "NG",
        "TD",
        "NE",
        "SS",
        "ER",
        "ET",
        "KE",
        "CF",
        "BF",
        "CM",
    ]
)
AREA_KINDS = frozenset({"country", "admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer.

    id: GeoNames id with "g" before it, ISO country code, or a hand-made id. name: English. names: folded Arabic names.
    admin1, admin2, within: ids of entries, "" where unknown; `within` is the town that a quarter or building belongs to.
    lat, lon: WGS 84 degrees, None where unknown; of an area, its seat. precision: how far the point can be trusted.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str
    admin1: str
    admin2: str
    within: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    population: int

    @property
    def near(self) -> bool:
        """Whether it lies in a country that Arabic news writes about all the time."""
        return self.country in NEAR_COUNTRIES or not self.country

    @property
    def importance(self) -> float:
        """How often news names it rather than a homonym, on the scale of the decimal logarithm of population."""
        if self.kind == "country":
            return 9.0
        if self.kind == "admin1":
            return 5.0
        if self.kind == "admin2":
            return 3.0
        if self.population:
            return max(2.0, log10(self.population))
        # GeoNames writes 0 for "not known"; a hand-made entry was made because news names it.
        return 2.5 if self.id.startswith("g") else 3.5


def generated_place(line: str) -> Place:
    """An entry from a line of gazetteer.tsv, which is trusted: its names are folded, its cells complete."""
    id, kind, name, names, country, admin1, admin2, lat, lon, population = line.split("\t")
    return Place(
        id,
        kind,
        name,
        tuple(names.split("|")) if names else (),
        country,
        admin1,
        admin2,
        "",
        float(lat) if lat else None,
        float(lon) if lon else None,
        PRECISION_OF_KIND[kind],
        int(population or 0),
    )


def read_places(text: str, file: str) -> list[tuple[Row, Place]]:
    """The entries of a hand-made table. Raises `services.arabic.tables.TableError` that names the line.

    Cells that may be resolved only against the whole gazetteer (`admin1`, `admin2`) are left as they stand.
    """
    return [(row, _place(row)) for row in read_table(text, file, ("id", "kind", "name", "names", "country"))]


def _place(row: Row) -> Place:
    kind = row["kind"]
    if not row["id"]:
        raise row.error("id is empty")
    if kind and kind not in PRECISION_OF_KIND:
        raise row.error(f"kind {kind!r} is unknown; use one of {', '.join(PRECISION_OF_KIND)}")
    precision = row.cells.get("precision", "")
    if precision and precision not in get_args(PlacePrecision):
        raise row.error(f"precision {precision!r} is unknown; use one of {', '.join(get_args(PlacePrecision))}")
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    if (lat is None) != (lon is None):
        raise row.error("lat and lon must both be given or both be empty")
    population = row.cells.get("population", "")
    if population and not population.isdigit():
        raise row.error(f"population {population!r} is no whole number")
    return Place(
        row["id"],
        kind,
        row["name"],
        tuple(dict.fromkeys(" ".join(normalize(name).text.split()) for name in row.list("names"))),
        row["country"],
        row.cells.get("admin1", ""),
        row.cells.get("admin2", ""),
        row.cells.get("within", ""),
        lat,
        lon,
        precision or PRECISION_OF_KIND.get(kind, "town"),  # type: ignore[arg-type]
        int(population or 0),
    )


def _degrees(row: Row, column: str, limit: int) -> float | None:
    text = row.cells.get(column, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise row.error(f"{column} {text!r} is no number") from None
    if not -limit <= value <= limit:
        raise row.error(f"{column} {text} is not between -{limit} and {limit}")
    return value
