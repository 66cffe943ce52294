"""The registry of actors: loaded once from the packaged tables, looked up by the names that texts give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from services.arabic.nationalities import nation_of_adjective, nation_of_name, nations
from services.arabic.normalize import normalize
from services.arabic.phrases import PhraseTable, words_of
from services.arabic.tables import Row, read_table


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, state, force, agency or body.

    id: stable. kind: `state`, `armed-group`, `army`, `news-agency`, … (docs/actors.md). names: folded Arabic names, neutral ones
    first, then labels. country: ISO 3166-1 alpha-2 or "". parent: id of what it belongs to, or "". role: of its members, in the
    vocabulary of claims. since, until: years, None where open.
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


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """An actor's name in a folded text. start, end: code points, attached particles left out. actor: its id, or None for a
    label that only the context can resolve ("التنظيم"). phrase: the name, folded."""

    start: int
    end: int
    actor: str | None
    phrase: str


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What decides labels that several actors bear: the folded article, the outlet, its address, the country of the place."""

    article: str = ""
    sentence: str = ""
    source: str | None = None
    url: str | None = None
    country: str | None = None


class Registry:
    """Actors by id and by name. Immutable once built. `extra`: tables like `data/actors.tsv`, as pairs of text and file name.

    Building raises `services.arabic.tables.TableError` where a line of them is wrong.
    """

    def __init__(self, extra: Sequence[tuple[str, str]] = ()) -> None:
        self._actors: dict[str, Actor] = {}
        self._by_name: dict[str, str] = {}
        for nation in nations():
            self._actors[nation.id] = Actor(
                nation.id, "state", nation.english, nation.names, nation.code, "", "official", None, None
            )
            for name in nation.names:
                self._by_name.setdefault(name, nation.id)
        for text, file in [(_data("actors.tsv"), "actors.tsv"), *extra]:
            for row in read_table(text, file, ("id", "kind", "english", "names")):
                actor = _actor(row)
                self._actors[actor.id] = actor
                for name in actor.names:
                    self._by_name[name] = actor.id
        self._table = PhraseTable(self._by_name)

    def get(self, id: str) -> Actor | None:
        """The actor with this id."""
        return self._actors.get(id)

    def find(self, text: str, context: ActorContext | None = None) -> str | None:
        """The id of the actor that a text names, an exact copy of the article; None where it names none or several."""
        folded = normalize(text).text
        spans = [span for span in self.actor_mentions(folded) if span.actor is not None]
        found = {span.actor for span in spans}
        if len(found) == 1:
            return found.pop()
        if not found:
            for word, _, _ in words_of(folded):
                nation = nation_of_adjective().get(word) or nation_of_name().get(word)
                if nation is not None:
                    return nation.id
        return None

    def actor_mentions(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[ActorSpan]:
        """The actors that `folded[start:end]` names, from left to right, none overlapping."""
        for hit in self._table.find(folded, start, end):
            yield ActorSpan(hit.start, hit.end, self._by_name.get(hit.phrase), hit.phrase)


def _actor(row: Row) -> Actor:
    if not row["id"]:
        raise row.error("id is empty")
    names = tuple(dict.fromkeys(" ".join(normalize(n).text.split()) for n in [*row.list("names"), *row.list("labels")]))
    if not names:
        raise row.error(f"{row['id']!r} has no Arabic name")
    return Actor(
        row["id"],
        row["kind"],
        row["english"],
        names,
        row.cells.get("country", ""),
        row.cells.get("parent", ""),
        row.cells.get("role", "") or "unknown",
        _year(row, "since"),
        _year(row, "until"),
    )


def _year(row: Row, column: str) -> int | None:
    text = row.cells.get(column, "")
    if not text:
        return None
    if not text.isdigit() or len(text) != 4:
        raise row.error(f"{column} {text!r} is no year of four digits")
    return int(text)


def _data(name: str) -> str:
    return resources.files("services.actors").joinpath("data", name).read_text(encoding="utf-8")


@cache
def registry() -> Registry:
    """The packaged registry, loaded at the first call."""
    return Registry()
