"""A claim as a row: the codes of ACLED and UCDP, and nothing that the claim does not state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schemas import ActorMention, PlaceMention, Who
from services.export.rows import COLUMNS, row
from services.tally import Ledger
from tests.claim_examples import ARMY, ISLAMIC_STATE, OBSERVATORY, PALMYRA, claim, count, day


def made(**changes: Any) -> dict[str, Any]:
    one = claim("c", **changes)
    return row(one, Ledger([one]))


def test_a_full_claim() -> None:
    found = made(
        place=PALMYRA,
        when=day("2024-03-17"),
        by=ISLAMIC_STATE,
        who=Who(text="ثلاثة جنود", names=["سامر", "باسل"], role="military", side=ActorMention(text="الفرقة")),
        source=OBSERVATORY,
    )
    assert found["event_date"] == found["event_date_end"] == date(2024, 3, 17)
    assert (found["year"], found["time_precision"], found["date_prec"]) == (2024, 1, 1)
    assert (found["country"], found["country_code"], found["admin1"], found["location"]) == (
        "Syria",
        "SY",
        "Homs",
        "Palmyra",
    )
    assert (found["latitude"], found["longitude"], found["geo_precision"], found["where_prec"]) == (34.56, 38.27, 1, 1)
    assert (found["actor1"], found["actor1_id"], found["actor1_text"]) == (
        "Islamic State",
        "islamic-state",
        "تنظيم داعش",
    )
    assert (found["actor2"], found["actor2_id"], found["actor2_text"]) == ("الفرقة", None, "الفرقة")
    assert (found["names"], found["source_original_id"]) == ("سامر; باسل", "syrian-observatory")
    assert (found["notes"], found["trigger"]) == ("وقد قتل ثلاثة جنود في كمين قرب المدينة.", "قتل")


def test_absent_values_stay_absent() -> None:
    found = made()
    for name in ("event_date", "year", "time_precision", "date_prec", "country", "latitude", "geo_precision", "actor1"):
        assert found[name] is None


def test_columns_are_those_of_the_row_and_have_one_name_each() -> None:
    names = [column.name for column in COLUMNS]
    assert list(made()) == names
    assert len(set(names)) == len(names)


def test_an_actor_that_the_registry_does_not_know_keeps_its_text() -> None:
    assert made(by=replace(ARMY, actor="no-such-actor"))["actor1"] == ARMY.text


@pytest.mark.parametrize(
    ("first", "last", "acled", "ucdp"),
    [
        ("2024-03-17", "2024-03-17", 1, 1),
        ("2024-03-17", "2024-03-18", 2, 2),
        ("2024-03-17", "2024-03-22", 2, 2),
        ("2024-03-17", "2024-03-23", 2, 3),
        ("2024-03-01", "2024-03-31", 3, 4),
        ("2024-03-01", "2024-04-01", None, 5),
        ("2024-01-01", "2024-12-31", None, 5),
        ("2011-01-01", "2024-12-31", None, None),
    ],
)
def test_precision_of_dates(first: str, last: str, acled: int | None, ucdp: int | None) -> None:
    found = made(when=day(first, last))
    assert (found["time_precision"], found["date_prec"]) == (acled, ucdp)
    assert found["year"] == (2024 if first[:4] == "2024" else None)


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [("exact", 1, 1), ("town", 1, 1), ("admin2", 2, 3), ("admin1", 3, 4), ("country", None, 6), (None, None, None)],
)
def test_precision_of_places(precision: Any, acled: int | None, ucdp: int | None) -> None:
    found = made(place=PlaceMention(text="مكان", precision=precision))
    assert (found["geo_precision"], found["where_prec"]) == (acled, ucdp)


@pytest.mark.parametrize(
    ("people", "best"),
    [
        (count(3), 3),
        (count(0), 0),
        (count(30, 30, "approximate"), 30),
        (count(30, None, "at_least"), 30),
        (count(20, 30), None),
        (count(None, 12, "at_most"), None),
        (count(20, None, "vague"), None),
        (count(None, None, "vague"), None),
    ],
    ids=lambda value: getattr(value, "precision", ""),
)
def test_best_is_the_number_of_the_text_or_nothing(people: Any, best: int | None) -> None:
    assert made(people=people)["best"] == best


def test_standing_depends_on_the_other_claims() -> None:
    old, new = claim("old"), claim("new", revises="old")
    ledger = Ledger([old, new])
    assert [row(each, ledger)["standing"] for each in (old, new)] == ["revised", "stands"]
