"""Countries by name and by nationality adjective."""

from __future__ import annotations

import pytest

from services.arabic import normalize
from services.arabic.nationalities import nation_of_adjective, nation_of_name, nations


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("السورية", "SY"),
        ("سوريين", "SY"),
        ("أفغانياً", "AF"),
        ("الأفغان", "AF"),
        ("أتراك", "TR"),
        ("جدار", None),
        ("أميركيتين", "US"),
        ("الإماراتيون", "AE"),
    ],
)
def test_adjectives_in_every_form(word: str, country: str | None) -> None:
    nation = nation_of_adjective().get(normalize(word).text)
    assert (nation.code if nation else None) == country


@pytest.mark.parametrize(("name", "country"), [("سورية", "SY"), ("الجزائر", "DZ"), ("كوريا الشمالية", "KP")])
def test_names_in_their_spellings(name: str, country: str) -> None:
    assert nation_of_name()[normalize(name).text].code == country


def test_ids_and_codes_are_unique() -> None:
    assert len({nation.id for nation in nations()}) == len(nations()) == len({nation.code for nation in nations()})
