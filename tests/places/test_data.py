"""The data files of the gazetteer: sound, resolvable, and with errors that name the line."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from services.arabic import normalize
from services.arabic.tables import TableError
from services.places import Gazetteer, PlaceContext, gazetteer
from services.places.records import AREA_KINDS, PRECISION_OF_KIND, Place

HEADER = "id\tkind\tname\tnames\tcountry\tadmin1\tadmin2\twithin\tlat\tlon\tprecision\tpopulation\n"


def everything() -> list[Place]:
    places = gazetteer()
    ids = {place.id for name in places.names() for place in places.named(name)}
    return [place for id in sorted(ids) if (place := places.get(id)) is not None]


def test_entries_are_sound() -> None:
    places = gazetteer()
    faults = []
    for place in everything():
        if place.kind not in PRECISION_OF_KIND:
            faults.append(f"{place.id}: kind {place.kind}")
        if place.country and not re.fullmatch("[A-Z]{2}", place.country):
            faults.append(f"{place.id}: country {place.country}")
        if any(name != " ".join(normalize(name).text.split()) for name in place.names):
            faults.append(f"{place.id}: names not folded: {place.names}")
        if (
            place.lat is not None
            and place.lon is not None
            and not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180)
        ):
            faults.append(f"{place.id}: point {place.lat} {place.lon}")
        for wider, kind in ((place.admin1, "admin1"), (place.admin2, "admin2")):
            area = places.get(wider) if wider else None
            if wider and (area is None or area.kind != kind or area.country != place.country):
                faults.append(f"{place.id}: {kind} {wider}")
    assert not faults


def test_every_arab_country_has_areas_and_towns() -> None:
    kinds: dict[str, set[str]] = {}
    for place in everything():
        kinds.setdefault(place.country, set()).add(place.kind)
    for country in [
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
    ]:
        assert {"country", "admin1", "city"} <= kinds[country], country


def test_areas_have_the_point_of_their_seat() -> None:
    deir_ezzor = next(p for p in gazetteer().named(normalize("دير الزور").text) if p.kind == "admin1")
    town = next(p for p in gazetteer().named(normalize("دير الزور").text) if p.kind == "city")
    assert (deir_ezzor.lat, deir_ezzor.lon) == (town.lat, town.lon)
    assert {deir_ezzor.kind} <= AREA_KINDS


def test_hand_made_ids_are_readable_and_unique() -> None:
    text = resources.files("services.places").joinpath("data", "curated.tsv").read_text(encoding="utf-8")
    ids = [line.split("\t")[0] for line in text.splitlines() if line and not line.startswith(("#", "id\t"))]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"g\d+|[a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2}|ye-\d+", id) for id in ids)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("my-place\ttown\tMy Place\tكذا\tSY", "kind 'town' is unknown; use one of"),
        ("my-place\tvillage\t\tكذا\tSY", "'my-place' is no known entry, so kind, name, names and country"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\tNowhere", "admin1 'Nowhere' is no admin1 entry of SY"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\t\t\tnowhere", "within 'nowhere' is no known entry"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\t\t\t\t35.1", "lat and lon must both be given"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\t\t\t\t95\t36", "lat 95 is not between -90 and 90"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\t\t\t\tnorth\t36", "lat 'north' is no number"),
        ("my-place\tvillage\tMy Place\tكذا\tSY\t\t\t\t35\t36\tabout", "precision 'about' is unknown"),
        ("\tvillage\tMy Place\tكذا\tSY", "id is empty"),
    ],
)
def test_errors_of_own_places_name_the_line(line: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        Gazetteer([("# mine\n" + HEADER + line + "\n", "mine.tsv")])
    assert str(error.value).startswith("mine.tsv, line 3: ")
    assert message in str(error.value)


def test_own_places_are_found_and_own_names_added() -> None:
    own = HEADER + (
        "my-village\tvillage\tWillow Hill\tتل الصفصافة\tSY\tIdlib\t\t\t35.7123\t36.5123\ng170063\t\t\tالشهباء\n"
    )
    places = Gazetteer([(own, "mine.tsv")])
    found = places.resolve("قرية تل الصفصافة", PlaceContext(article=normalize("قرية تل الصفصافة بريف إدلب").text))
    assert (found.name, found.admin1, found.lat, found.precision) == ("Willow Hill", "Idlib", 35.7123, "exact")
    aleppo = places.get("g170063")
    assert aleppo is not None
    assert normalize("الشهباء").text in aleppo.names
    assert normalize("حلب").text in aleppo.names
    assert gazetteer().get("my-village") is None
