"""One row of the gazetteer while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Place:
    """As `services.places.records.Place`, with names in the order in which they were found; admin1 and admin2 are ids."""

    id: str
    kind: str
    name: str
    country: str
    names: dict[str, None] = field(default_factory=dict)
    admin1: str = ""
    admin2: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
