"""The gazetteer: loaded once from the packaged data files, looked up by folded name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import resources

from schemas.claim import PlaceMention
from services.arabic.nationalities import nations
from services.arabic.normalize import normalize
from services.arabic.phrases import PhraseTable
from services.arabic.tables import read_table
from services.places.context import PlaceContext
from services.places.geography import beyond_doubt
from services.places.mentions import Begins, Need, PlaceSpan, TypeNouns, mentions, read_type_nouns, spellings
from services.places.records import Place, generated_place, read_places
from services.places.resolution import resolve

# A town of so many people is named without a preposition before it.
WELL_KNOWN = 100_000


# Smaller towns of countries far away bear names that mean other things in Arabic.
KNOWN_FAR_AWAY = 300_000
_RANK: tuple[Need, ...] = ("type", "preposition", "nothing")


def _need_of(place: Place) -> Need:
    """What the name of one word of a place needs before it in running text."""
    if place.kind in ("country", "admin1") or place.population >= WELL_KNOWN:
        return (
            "nothing" if place.near or place.kind == "country" or place.population >= KNOWN_FAR_AWAY else "preposition"
        )
    if not place.near:
        return "type"
    if place.id.startswith("g") or place.kind in ("neighbourhood", "street", "landmark"):
        return "preposition"
    return "nothing"


class Gazetteer:
    """Places by name. Immutable once built; every method is a function of its arguments.

    `extra` are tables like `data/curated.tsv`, as pairs of text and file name (for errors): a deployment's own places.
    Building raises `services.arabic.tables.TableError` where a line of them is wrong.
    """

    def __init__(self, extra: Sequence[tuple[str, str]] = ()) -> None:
        self.own = tuple(extra)
        self._lines: list[str] = []
        self._places: dict[str, Place] = {}
        self._ids: dict[str, int] = {}
        self._by_name: dict[str, list[str]] = {}
        self._capitals: dict[str, str] = {}
        self._certain: dict[str, Place | None] = {}
        self._load_generated(_data("gazetteer.tsv"))
        for nation in nations():
            for name in nation.names:
                ids = self._by_name.setdefault(name, [])
                if nation.code not in ids:
                    ids.append(nation.code)
        for text, file in [(_data("curated.tsv"), "curated.tsv"), *extra]:
            self._load_table(text, file)
        self.type_nouns: TypeNouns = read_type_nouns(_data("type_nouns.tsv"), "type_nouns.tsv")
        self.outlets = {
            row["outlet"]: row["country"]
            for row in read_table(_data("outlets.tsv"), "outlets.tsv", ("outlet", "country"))
        }
        self._needs: dict[str, Need] = {}
        for row in read_table(_data("ordinary_words.tsv"), "ordinary_words.tsv", ("name", "needs")):
            if row["needs"] not in ("type", "preposition"):
                raise row.error(f"needs {row['needs']!r} must be type or preposition")
            self._needs[" ".join(normalize(row["name"]).text.split())] = row["needs"]  # type: ignore[assignment]
        self.ordinary = frozenset(name for name, needs in self._needs.items() if needs == "type")
        self._names = PhraseTable(self._by_name)
        self._begins = Begins(self._names, self.type_nouns, self._need)
        self._begins_in_place = Begins(self._names, self.type_nouns, self._need_in_place)

    def _load_generated(self, text: str) -> None:
        by_name = self._by_name
        for line in text.splitlines():
            if line.startswith(("#", "id\t")):
                continue
            id, _, _, names, _ = line.split("\t", 4)
            self._ids[id] = len(self._lines)
            self._lines.append(line)
            for name in names.split("|"):
                if name in by_name:
                    by_name[name].append(id)
                elif name:
                    by_name[name] = [id]

    def _load_table(self, text: str, file: str) -> None:
        for row, place in read_places(text, file):
            known = self.get(place.id)
            if known is None and not (
                place.kind and place.name and place.names and (place.country or place.kind in ("sea", "river"))
            ):
                raise row.error(f"{place.id!r} is no known entry, so kind, name, names and country must be given")
            if place.within and self.get(place.within) is None:
                raise row.error(f"within {place.within!r} is no known entry; use the town's id")
            area1 = self._area(place.admin1, "admin1", place.country) if place.admin1 else ""
            area2 = self._area(place.admin2, "admin2", place.country) if place.admin2 else ""
            if place.admin1 and not area1:
                raise row.error(
                    f"admin1 {place.admin1!r} is no admin1 entry of {place.country}; use its English name or id"
                )
            if place.admin2 and not area2:
                raise row.error(
                    f"admin2 {place.admin2!r} is no admin2 entry of {place.country}; use its English name or id"
                )
            if known is not None:
                place = Place(
                    known.id,
                    place.kind or known.kind,
                    place.name or known.name,
                    tuple(dict.fromkeys((*known.names, *place.names))),
                    place.country or known.country,
                    area1 or known.admin1,
                    area2 or known.admin2,
                    place.within or known.within,
                    known.lat if place.lat is None else place.lat,
                    known.lon if place.lon is None else place.lon,
                    place.precision if row.cells.get("precision") or place.kind else known.precision,
                    place.population or known.population,
                )
            else:
                place = replace(place, admin1=area1, admin2=area2)
            self._places[place.id] = place
            for name in place.names:
                ids = self._by_name.setdefault(name, [])
                if place.id not in ids:
                    ids.append(place.id)

    def _area(self, text: str, kind: str, country: str) -> str:
        """The id of an area given by id or English name, or ""."""
        if self.get(text) is not None:
            return text
        return self._areas_by_name().get((kind, country, text), "")

    def _areas_by_name(self) -> dict[tuple[str, str, str], str]:
        if not hasattr(self, "_area_ids"):
            self._area_ids: dict[tuple[str, str, str], str] = {}
            for line in self._lines:
                id, kind, name, _, country, _ = line.split("\t", 5)
                if kind in ("admin1", "admin2"):
                    self._area_ids[kind, country, name] = id
        return self._area_ids

    def get(self, id: str) -> Place | None:
        """The entry with this id."""
        place = self._places.get(id)
        if place is None and id in self._ids:
            place = self._places[id] = generated_place(self._lines[self._ids[id]])
        return place

    def named(self, name: str) -> list[Place]:
        """The entries that bear this folded name, exactly."""
        return [place for id in self._by_name.get(name, ()) if (place := self.get(id)) is not None]

    def beyond_doubt(self, name: str) -> Place | None:
        """The entry that a name means whatever the context, None where there is none."""
        if name not in self._certain:
            self._certain[name] = beyond_doubt(self.named(name))
        return self._certain[name]

    def names(self) -> Iterable[str]:
        """Every folded name."""
        return self._by_name

    def place_mentions(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[PlaceSpan]:
        """The places that `folded[start:end]` names, from left to right, none overlapping (see `PlaceSpan`)."""
        return mentions(folded, self._names, self._need, self.type_nouns, self._begins, start, end)

    def places_in(self, folded: str) -> Iterator[PlaceSpan]:
        """Like `place_mentions`, for a text that is known to be about a place: little-known names need no preposition."""
        return mentions(folded, self._names, self._need_in_place, self.type_nouns, self._begins_in_place)

    def _need(self, name: str) -> Need:
        """What the name needs in running text. A listed word needs more with or without the article, unless it is well known."""
        known = self._needs.get(name)
        if known is not None:
            return known
        needed: Need = "nothing" if " " in name else max(map(_need_of, self.named(name)), key=_RANK.index)
        if needed == "preposition" and any(self._needs.get(other) == "type" for other in spellings(name)):
            needed = "type"
        self._needs[name] = needed
        return needed

    def _need_in_place(self, name: str) -> Need:
        return "type" if self.is_ordinary(name) else "nothing"

    def is_ordinary(self, name: str) -> bool:
        """Whether a name is an ordinary word as well, or is one with or without the article and not well known."""
        return name in self.ordinary or (
            " " not in name
            and any(other in self.ordinary for other in spellings(name))
            and all(_need_of(place) != "nothing" for place in self.named(name))
        )

    def capital(self, country: str) -> Place | None:
        """The town at the point that the country's entry bears."""
        nation = self.get(country)
        if nation is None or nation.lat is None:
            return None
        if country not in self._capitals:
            point = f"\t{nation.lat:.4f}\t{nation.lon:.4f}\t"
            ids = (line.split("\t", 1)[0] for line in self._lines if point in line and "\tcity\t" in line)
            self._capitals[country] = next(ids, "")
        return self.get(self._capitals[country])

    def resolve(self, text: str, context: PlaceContext | None = None, folded: str | None = None) -> PlaceMention:
        """What the gazetteer knows of a place's text, an exact copy of the article.

        `text` stays; all else is None without a match. `folded` is the folded text, where it is known already.
        """
        return resolve(self, text, normalize(text).text if folded is None else folded, context or PlaceContext())


def _data(name: str) -> str:
    return resources.files("services.places").joinpath("data", name).read_text(encoding="utf-8")


_loaded: list[Gazetteer] = []


def gazetteer() -> Gazetteer:
    """The gazetteer of this process: the packaged one, loaded at the first call, or that of `extend`."""
    if not _loaded:
        _loaded.append(Gazetteer())
    return _loaded[0]


def extend(tables: Sequence[tuple[str, str]]) -> None:
    """Makes `gazetteer` the packaged one with these tables on top, as pairs of text and file name.

    The one setting of the core: which places exist is fixed when a process starts, like the packaged data itself. Raises
    `services.arabic.tables.TableError` where a line is wrong; the gazetteer then stays as it was.
    """
    if not _loaded or _loaded[0].own != tuple(tables):
        _loaded[:] = [Gazetteer(tables)]
