"""The registry: entries, spans in text, own actors, errors with line numbers, roles of sources."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from services.actors import Registry, registry
from services.actors.records import KINDS, ROLES
from services.actors.source_roles import source_role
from services.arabic import normalize
from services.arabic.tables import TableError, read_table

HEADER = "id\tkind\tenglish\tnames\tlabels\tadjectives\tcountry\tparent\trole\tsince\tuntil\tmembers\n"


def ids() -> list[str]:
    text = resources.files("services.actors").joinpath("data", "actors.tsv").read_text(encoding="utf-8")
    return [row["id"] for row in read_table(text, "actors.tsv", ("id",))]


def test_entries_are_sound() -> None:
    actors = registry()
    assert len(ids()) == len(set(ids()))
    for id in ids():
        actor = actors.get(id)
        assert actor is not None
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)
        assert actor.kind in KINDS
        assert actor.role in ROLES
        assert not actor.parent or actors.get(actor.parent) is not None, f"{id}: parent {actor.parent}"
        assert all(actors.get(member) is not None for member in actor.members), f"{id}: members"
        assert actor.since is None or actor.until is None or actor.since <= actor.until, id
        assert all(name == " ".join(normalize(name).text.split()) for name in actor.names), id


def test_no_name_belongs_to_two_actors() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    text = resources.files("services.actors").joinpath("data", "actors.tsv").read_text(encoding="utf-8")
    for row in read_table(text, "actors.tsv", ("id", "names", "labels")):
        for cell in row.list("names") + row.list("labels"):
            name, _, where = cell.partition("=")
            if where != "no":
                owners.setdefault((normalize(name).text, where), set()).add(row["id"])
    assert {name: owner for name, owner in owners.items() if len(owner) > 1} == {}


def test_institutions_of_every_state_have_entries() -> None:
    army = registry().get("turkey-army")
    assert army is not None
    assert (army.kind, army.country, army.role, army.parent) == ("army", "TR", "military", "turkey")
    police = registry().get("burkina-faso-police")
    assert police is not None
    assert (police.english, police.role) == ("Burkina Faso police", "security")
    assert registry().get("atlantis-army") is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("هاجم تنظيم داعش القوات العراقية", [("تنظيم داعش", "islamic-state"), ("القوات العراقية", "iraq-army")]),
        ("وقتل للحوثيين ثلاثة", [("للحوثيين", "houthis")]),
        ("قال التنظيم", [("التنظيم", None)]),
        ("أعلنت وزارة الداخلية", [("وزارة الداخلية", None)]),
        ("معدن وداعشي", [("داعشي", "islamic-state")]),
    ],
)
def test_spans_in_text(text: str, spans: list[tuple[str, str | None]]) -> None:
    folded = normalize(text).text
    found = [(folded[s.start : s.end], s.actor) for s in registry().actor_mentions(folded)]
    assert found == [(normalize(span).text, actor) for span, actor in spans]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("my-group\tgang\tMy Group\tجماعة كذا", "kind 'gang' is unknown; use one of"),
        ("my-group\tarmed-group\tMy Group\t", "'my-group' has no Arabic name"),
        ("\tarmed-group\tMy Group\tجماعة كذا", "id is empty"),
        ("my-group\tarmed-group\tMy Group\tجماعة كذا\t\t\t\t\tsoldier", "role 'soldier' is unknown"),
        ("my-group\tarmed-group\tMy Group\tجماعة كذا\t\t\t\t\tmilitant\t20", "since '20' is no year of four digits"),
        ("my-group\tarmed-group\tMy Group\tجماعة كذا=Syria", "behind '=' stands a country of two letters"),
    ],
)
def test_errors_of_own_actors_name_the_line(line: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        Registry([(HEADER + line + "\n", "mine.tsv")])
    assert str(error.value).startswith("mine.tsv, line 2: ")
    assert message in str(error.value)


def test_own_actors_are_found() -> None:
    own = HEADER + "my-group\tarmed-group\tMy Group\tكتيبة الصفصاف\t\t\tSY\t\tmilitant\t2014\n"
    actors = Registry([(own, "mine.tsv")])
    assert actors.find("مقاتلو كتيبة الصفصاف") == "my-group"
    assert registry().find("مقاتلو كتيبة الصفصاف") is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("سانا", "state_media"),
        ("رويترز", "media"),
        ("قناة المنار", "party_media"),
        ("المرصد السوري", "monitor"),
        ("وزارة الداخلية التركية", "official"),
        ("الجيش العراقي", "military"),
        ("داعش", "armed_group"),
        ("الأمم المتحدة", "international"),
        ("مصادر طبية", "medical"),
        ("مصدر عسكرى", "military"),
        ("شهود عيان", "witness"),
        ("مصادر أهلية", "local"),
        ("زيد الصفصافي", None),
    ],
)
def test_roles_of_sources(text: str, role: str | None) -> None:
    assert source_role(registry(), registry().find(text), text) == role
