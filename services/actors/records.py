"""The entries of the registry, and reading them from its data files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from schemas.claim import Role
from services.arabic.nationalities import adjective_forms
from services.arabic.normalize import normalize
from services.arabic.tables import Row, read_table

KINDS = frozenset(
    (
        "state",
        "government",
        "army",
        "police",
        "security",
        "ministry",
        "civil-defence",
        "armed-group",
        "coalition",
        "party",
        "news-agency",
        "broadcaster",
        "newspaper",
        "monitor",
        "international-body",
        "aid",
    )
)
MEDIA = frozenset(("news-agency", "broadcaster", "newspaper"))
ROLES = frozenset(get_args(Role))
_SIGNS = re.compile(r"[-\"()\[\],;:.]")
ANYWHERE, NOWHERE = "", "no"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, state, force, agency or body.

    id: stable. kind: one of `KINDS` (docs/actors.md). english: its name. names: folded Arabic names, neutral ones first, then
    labels. country: ISO 3166-1 alpha-2 or "". parent: id of what it belongs to, or "". role: of its members, in the vocabulary
    of claims. since, until: years, None where open. members: ids of a coalition's parties.
    """

    id: str
    kind: str
    english: str
    names: tuple[str, ...]
    country: str
    parent: str
    role: str
    since: int | None = None
    until: int | None = None
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Institution:
    """What every state has, such as an army; see the columns of `data/institutions.tsv`. Names have no articles."""

    id: str
    kind: str
    role: str
    english: str
    names: tuple[str, ...]
    alone: frozenset[str]
    not_in: frozenset[str]


@dataclass(frozen=True, slots=True)
class GenericLabel:
    """What a label without an owner means; see the columns of `data/generic_labels.tsv`."""

    country: str
    actor: str
    kind: str
    name: str
    needs_named: bool


def fold(name: str) -> str:
    """A name in folded letters and single spaces, without quotation marks, dashes and other signs."""
    return without_signs(normalize(name).text)


def without_signs(folded: str) -> str:
    """A folded text without quotation marks, dashes and other signs, its words one space apart."""
    return " ".join(_SIGNS.sub(" ", folded).split())


def bare(word: str) -> str:
    """A folded word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def read_actors(text: str, file: str) -> Iterable[tuple[Row, Actor, list[tuple[str, str]]]]:
    """The entries of a table like `data/actors.tsv`, each with its folded names and where each of them holds: a country,
    `ANYWHERE` or `NOWHERE`. Raises `services.arabic.tables.TableError` that names the line."""
    for row in read_table(text, file, ("id", "kind", "english", "names")):
        names: list[tuple[str, str]] = []
        for column in ("names", "labels"):
            for cell in row.list(column) if column in row.cells else ():
                name, _, where = cell.partition("=")
                if where not in (ANYWHERE, NOWHERE) and len(where) != 2:
                    raise row.error(f"{cell!r}: behind '=' stands a country of two letters, or 'no'")
                names.append((fold(name), where))
        for adjective in row.list("adjectives") if "adjectives" in row.cells else ():
            names += [(form, ANYWHERE) for form in adjective_forms(fold(adjective))]
        yield row, _actor(row, tuple(dict.fromkeys(name for name, _ in names))), names


def _actor(row: Row, names: tuple[str, ...]) -> Actor:
    if not row["id"]:
        raise row.error("id is empty")
    if row["kind"] not in KINDS:
        raise row.error(f"kind {row['kind']!r} is unknown; use one of {', '.join(sorted(KINDS))}")
    role = row.cells.get("role", "") or "unknown"
    if role not in ROLES:
        raise row.error(f"role {role!r} is unknown; use one of {', '.join(sorted(ROLES))}")
    if not names:
        raise row.error(f"{row['id']!r} has no Arabic name")
    return Actor(
        row["id"],
        row["kind"],
        row["english"],
        names,
        row.cells.get("country", ""),
        row.cells.get("parent", ""),
        role,
        _year(row, "since"),
        _year(row, "until"),
        frozenset(row.list("members")) if "members" in row.cells else frozenset(),
    )


def _year(row: Row, column: str) -> int | None:
    text = row.cells.get(column, "")
    if not text:
        return None
    if not text.isdigit() or len(text) != 4:
        raise row.error(f"{column} {text!r} is no year of four digits")
    return int(text)


@cache
def word_class(name: str) -> frozenset[str]:
    """The folded words of a class of `data/word_classes.tsv`. Raises KeyError for a class that the table does not have."""
    return _word_classes()[name]


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    text = resources.files("services.actors").joinpath("data", "word_classes.tsv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in read_table(text, "word_classes.tsv", ("word", "class")):
        found.setdefault(row["class"], set()).add(fold(row["word"]))
    return {name: frozenset(words) for name, words in found.items()}


def read_institutions(text: str, file: str) -> list[Institution]:
    """The rows of `data/institutions.tsv`."""
    return [
        Institution(
            row["institution"],
            row["kind"],
            row["role"],
            row["english"],
            tuple(fold(name) for name in row.list("names")),
            frozenset(fold(name) for name in row.list("alone")),
            frozenset(row.list("not_in")),
        )
        for row in read_table(text, file, ("institution", "kind", "role", "english", "names", "alone", "not_in"))
    ]


def read_generic_labels(text: str, file: str) -> dict[str, list[GenericLabel]]:
    """The rows of `data/generic_labels.tsv` by folded label, in their order. Raises `services.arabic.tables.TableError`."""
    found: dict[str, list[GenericLabel]] = {}
    for row in read_table(text, file, ("labels", "country", "actor", "needs")):
        what, _, value = row["actor"].rpartition(":")
        if what not in ("", "kind", "name"):
            raise row.error(f"actor {row['actor']!r}: write an id, kind:KIND or name:WORD")
        label = GenericLabel(
            row["country"],
            value if what == "" else "",
            value if what == "kind" else "",
            fold(value) if what == "name" else "",
            row["needs"] == "named",
        )
        for name in row.list("labels"):
            found.setdefault(fold(name), []).append(label)
    return found
