"""Countries, their Arabic names, and their nationality adjectives in every form: what places and actors both need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from services.arabic.normalize import normalize
from services.arabic.tables import read_table


@dataclass(frozen=True, slots=True)
class Nation:
    """A country. code: ISO 3166-1 alpha-2. id: its id in the registry of actors. names: folded Arabic names.

    adjectives: every folded form of its nationality, with and without the article, singular, dual and plural.
    """

    code: str
    id: str
    english: str
    names: tuple[str, ...]
    adjectives: frozenset[str]


_ENDINGS = ("", "ا", "ه", "ون", "ين", "ان", "تان", "تين", "ات")


def adjective_forms(adjective: str) -> Iterator[str]:
    """Every form of a folded adjective in -ي, masculine and feminine, singular, dual and plural, with and without the article."""
    first, _, second = adjective.partition(" ")
    if second:  # "كوري شمالي": both words agree
        for ending in _ENDINGS:
            yield f"{first}{ending} {second}{ending}"
            yield f"ال{first}{ending} ال{second}{ending}"
        return
    for ending in _ENDINGS:
        yield adjective + ending
        yield f"ال{adjective}{ending}"


@cache
def nations() -> tuple[Nation, ...]:
    """Every country of `data/nationalities.tsv`, in its order."""
    text = resources.files("services.arabic").joinpath("data", "nationalities.tsv").read_text(encoding="utf-8")
    found = []
    for row in read_table(text, "nationalities.tsv", ("country", "id", "english", "names", "adjectives", "plurals")):
        adjectives = {form for word in row.list("adjectives") for form in adjective_forms(normalize(word).text)}
        for word in row.list("plurals"):
            adjectives |= {normalize(word).text, "ال" + normalize(word).text}
        found.append(
            Nation(
                row["country"],
                row["id"],
                row["english"],
                tuple(dict.fromkeys(normalize(name).text for name in row.list("names"))),
                frozenset(adjectives),
            )
        )
    return tuple(found)


@cache
def nation_of_adjective() -> dict[str, Nation]:
    """Nation by folded nationality adjective ("السوريين"). Of two countries with one form, the first listed."""
    found: dict[str, Nation] = {}
    for nation in nations():
        for form in nation.adjectives:
            found.setdefault(form, nation)
    return found


@cache
def nation_of_name() -> dict[str, Nation]:
    """Nation by folded country name."""
    found: dict[str, Nation] = {}
    for nation in nations():
        for name in nation.names:
            found.setdefault(name, nation)
    return found
