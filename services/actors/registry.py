"""The registry of actors: loaded once from the packaged tables, looked up by the names that texts give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from services.actors.records import (
    ANYWHERE,
    NOWHERE,
    Actor,
    GenericLabel,
    Institution,
    bare,
    fold,
    read_actors,
    read_generic_labels,
    read_institutions,
    without_signs,
    word_class,
)
from services.actors.resolution import ActorContext, belongs, resolve
from services.arabic.nationalities import Nation, nation_of_adjective, nation_of_name, nations
from services.arabic.phrases import REMEMBERED, PhraseTable, Stem, Word, splits, words_of


class ActorSpan(NamedTuple):
    """An actor's name in a folded text.

    start, end: code points, attached particles left out; particles: these. phrase: the name, folded. actor: its id, or None
    for what only the context can resolve: a generic label ("التنظيم"), an institution without its state ("وزارة الداخلية"), or
    a name that holds in one country only. institution: that of `data/institutions.tsv`, where it is one.
    """

    start: int
    end: int
    phrase: str
    actor: str | None
    institution: str | None = None
    particles: str = ""


class Registry:
    """Actors by id and by name. Immutable once built. `extra`: tables like `data/actors.tsv`, as pairs of text and file name.

    Building raises `services.arabic.tables.TableError` where a line of them is wrong.
    """

    def __init__(self, extra: Sequence[tuple[str, str]] = ()) -> None:
        self.own = tuple(extra)
        self._actors: dict[str, Actor] = {}
        self._by_name: dict[str, dict[str, str]] = {}
        self.nations: dict[str, Nation] = {nation.code: nation for nation in nations()}
        self.labels: dict[str, list[GenericLabel]] = read_generic_labels(
            _data("generic_labels.tsv"), "generic_labels.tsv"
        )
        self.institutions: dict[str, Institution] = {
            institution.id: institution
            for institution in read_institutions(_data("institutions.tsv"), "institutions.tsv")
        }
        self._institution_of: dict[str, str] = {}
        for institution in self.institutions.values():
            for name in (*institution.names, *institution.alone):
                self._institution_of.setdefault(name, institution.id)
        for nation in nations():
            self._actors[nation.id] = Actor(
                nation.id, "state", nation.english, nation.names, nation.code, "", "official"
            )
            for name in nation.names:
                self._by_name.setdefault(name, {}).setdefault(ANYWHERE, nation.id)
        for text, file in [(_data("actors.tsv"), "actors.tsv"), *extra]:
            for _, actor, names in read_actors(text, file):
                self._actors[actor.id] = actor
                for name, where in names:
                    # A name that holds nowhere still keeps shorter ones from being found in it.
                    self._by_name.setdefault(name, {})
                    if where != NOWHERE:
                        self._by_name[name][where] = actor.id
        self._coalitions = [actor for actor in self._actors.values() if actor.members]
        self._names = PhraseTable([*self._by_name, *self.labels])
        self._institution_names = PhraseTable(self._institution_of)
        self._formed: dict[str, Actor | None] = {}
        self._remembered: dict[str, tuple[Stem, ...]] = {}
        self._begins = _Begins(lambda word: bool(self._names.readings(word) or self._institution_readings(word)))

    def get(self, id: str) -> Actor | None:
        """The actor with this id; the army, police or ministry of any state has one ("turkey-army")."""
        actor = self._actors.get(id)
        if actor is not None:
            return actor
        if id not in self._formed:
            self._formed[id] = self._form(id)
        return self._formed[id]

    def _form(self, id: str) -> Actor | None:
        """The institution of a state by its id."""
        for name, institution in self.institutions.items():
            state = self._actors.get(id.removesuffix(f"-{name}"))
            if id.endswith(f"-{name}") and state is not None and state.kind == "state":
                english = institution.english.format(state.english)
                return Actor(id, institution.kind, english, (), state.country, state.id, institution.role)
        return None

    def ids_of(self, name: str) -> dict[str, str]:
        """The ids of a folded name by the country in which the name holds ("" is anywhere)."""
        return self._by_name.get(name, {})

    def names(self) -> Iterator[tuple[str, str]]:
        """Every folded name, with the id of the actor that it means in any country."""
        for name, ids in self._by_name.items():
            if ANYWHERE in ids:
                yield name, ids[ANYWHERE]

    def coalition_of(self, members: frozenset[str]) -> str | None:
        """The coalition that all of these are, or belong to, and none of whose members is missing; None where there is none."""
        for coalition in self._coalitions:
            if all(
                id == coalition.id or any(id == member or belongs(self, id, member) for member in coalition.members)
                for id in members
            ) and (
                coalition.id in members
                or all(any(id == m or belongs(self, id, m) for id in members) for m in coalition.members)
            ):
                return coalition.id
        return None

    def find(self, text: str, context: ActorContext | None = None, folded: str | None = None) -> str | None:
        """The id of the actor that a text names, an exact copy of the article; None where it names none or several.

        `folded` is the folded text, where it is known already.
        """
        return resolve(self, fold(text) if folded is None else without_signs(folded), context or ActorContext())

    def begins_none(self, words: Iterable[str]) -> bool:
        """Whether no actor's name can begin with any of the words."""
        return not any(map(self._begins.__getitem__, words))

    def actor_mentions(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[ActorSpan]:
        """The actors that `folded[start:end]` names, from left to right, none overlapping."""
        words = words_of(folded, start, end)
        bare_words: Sequence[Word] | None = None
        after = 0
        for index in [index for index, word in enumerate(words) if self._begins[word[0]]]:
            if index < after:
                continue
            word = words[index][0]
            hit = self._names.match_any(folded, words, index) if self._names.readings(word) else None
            institution = None
            readings = self._institution_readings(word)
            if readings:
                if bare_words is None:
                    bare_words = [(bare(w), at, stop) for w, at, stop in words]
                institution = self._institution(folded, words, bare_words, index, readings)
            if institution is not None and (hit is None or institution[1] > hit.size):
                span, used = institution
                yield span
                after = index + used
            elif hit is not None:
                after = index + hit.size
                ids = self._by_name.get(hit.phrase, {})
                if ids or hit.phrase in self.labels:
                    same = (
                        institution[0].institution if institution is not None and institution[1] == hit.size else None
                    )
                    yield ActorSpan(hit.start, hit.end, hit.phrase, ids.get(ANYWHERE), same, hit.particles)

    def _institution_readings(self, word: str) -> tuple[Stem, ...]:
        """The readings of a word with which the name of an institution begins, articles left aside. Remembered."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) > REMEMBERED:
                self._remembered.clear()
            first_words = self._institution_names.first_words()
            known = [Stem(*split) for split in splits(word) if bare(split[0]) in first_words]
            found = self._remembered[word] = tuple(known)
        return found

    def _institution(
        self, folded: str, words: Sequence[Word], bare_words: Sequence[Word], index: int, readings: tuple[Stem, ...]
    ) -> tuple[ActorSpan, int] | None:
        """An institution at `words[index]`, with the nationality behind it where it has one, and its number of words."""
        at = words[index][1]
        for stem in readings:
            found = self._institution_names.match(folded, bare_words, index, bare(stem.text))
            if found is None:
                continue
            name, size = found
            institution = self._institution_of[name]
            start = at + stem.offset
            nation, used = self._nation_behind(folded, words, index + size)
            if nation is not None:
                end = words[index + size + used - 1][2]
                formed = f"{nation.id}-{institution}"
                return ActorSpan(start, end, name, formed, institution, stem.particles), size + used
            if name in self.institutions[institution].alone:
                return ActorSpan(start, words[index + size - 1][2], name, None, institution, stem.particles), size
        return None

    @staticmethod
    def _nation_behind(folded: str, words: Sequence[Word], index: int) -> tuple[Nation | None, int]:
        """The nationality that follows at `words[index]`, adjectives in between, and how many words that takes."""
        by_adjective, by_name = nation_of_adjective(), nation_of_name()
        end = words[index - 1][2]
        for used, (word, at, stop) in enumerate(words[index : index + 4], 1):
            if at != end + 1 or folded[end] not in " -":
                break
            nation = by_adjective.get(word)
            if nation is None and used > 1 and words[index + used - 2][0] in ("في", "النظام"):
                nation = by_name.get(word)
            if nation is None and used == 1:
                nation = by_name.get(word) or (by_name.get(word[1:]) if word.startswith("ب") else None)
            if nation is not None:
                return nation, used
            if word in word_class("not_army"):
                break
            if word not in ("في", "النظام", "نظام") and not word.endswith(("يه", "ي", "ه")):
                break
            end = stop
        return None, 0


class _Begins(dict[str, bool]):
    """Whether the name of an actor can begin with a word. Remembered."""

    def __init__(self, answer: Callable[[str], bool]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> bool:
        if len(self) > REMEMBERED:
            self.clear()
        answer = self[word] = self._answer(word)
        return answer


def _data(name: str) -> str:
    return resources.files("services.actors").joinpath("data", name).read_text(encoding="utf-8")


_loaded: list[Registry] = []


def registry() -> Registry:
    """The registry of this process: the packaged one, loaded at the first call, or that of `extend`."""
    if not _loaded:
        _loaded.append(Registry())
    return _loaded[0]


def extend(tables: Sequence[tuple[str, str]]) -> None:
    """Makes `registry` the packaged one with these tables on top, as pairs of text and file name.

    As `services.places.extend`. Raises `services.arabic.tables.TableError` where a line is wrong.
    """
    if not _loaded or _loaded[0].own != tuple(tables):
        _loaded[:] = [Registry(tables)]
