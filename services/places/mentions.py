"""Finds places in folded text: names of the gazetteer, and names behind a type noun ("قرية كذا") that no list has.

A bare name is taken only where it is nothing else: names that are also words or persons (`data/ordinary_words.tsv`) need a
type noun before them, names that are little known a preposition. The costlier error is the false place; a name missed in one
sentence is mostly found in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from services.arabic.nationalities import nation_of_adjective
from services.arabic.normalize import normalize
from services.arabic.phrases import REMEMBERED, PhraseTable, Stem, Word, words_of
from services.arabic.tables import read_table
from services.places.word_classes import word_class


class PlaceSpan(NamedTuple):
    """A place in a folded text.

    start, end: code points of type noun and name, attached prepositions left out, quotation marks round the name included.
    name_start, name_end: the name alone; of a list ("محافظات حلب وحمص") its first name. names: the names, folded, in order.
    noun: the type noun's singular, folded, or None. listed: whether the gazetteer has the (first) name.
    particles: what was attached in front ("ب", "وب", "").
    """

    start: int
    end: int
    name_start: int
    name_end: int
    names: tuple[str, ...]
    noun: str | None
    listed: bool
    particles: str


@dataclass(frozen=True, slots=True)
class TypeNoun:
    """A noun that says what kind of place follows; see the columns of `data/type_nouns.tsv`."""

    noun: str
    plural: bool
    kinds: tuple[str, ...]
    wide: bool
    takes: Literal["unknown", "proper", "known"]


class TypeNouns:
    """Type nouns by folded form. `by_noun` has them by their singular."""

    __slots__ = ("_forms", "_table", "by_noun")

    def __init__(self, forms: dict[str, TypeNoun]) -> None:
        self._forms = forms
        self._table = PhraseTable(forms)
        self.by_noun = {noun.noun: noun for noun in forms.values() if not noun.plural}

    def __getitem__(self, form: str) -> TypeNoun:
        return self._forms[form]

    def is_noun(self, word: str) -> bool:
        """Whether a word is a type noun, with or without the article."""
        return word in self._forms or word.removeprefix("ال") in self._forms

    def readings(self, word: str) -> tuple[Stem, ...]:
        """The readings of a word that are type nouns."""
        return self._table.readings(word)


def read_type_nouns(text: str, file: str) -> TypeNouns:
    """Every type noun. Raises `services.arabic.tables.TableError`."""
    found: dict[str, TypeNoun] = {}
    for row in read_table(text, file, ("noun", "plurals", "kinds", "area", "names")):
        if row["names"] not in ("unknown", "proper", "known"):
            raise row.error(f"names {row['names']!r} must be unknown, proper or known")
        noun = normalize(row["noun"]).text
        for form in [row["noun"], *row.list("plurals")]:
            found[normalize(form).text] = TypeNoun(
                noun,
                form != row["noun"],
                tuple(row["kinds"].split()),
                row["area"] == "wide",
                row["names"],  # type: ignore[arg-type]
            )
    return TypeNouns(found)


Need = Literal["nothing", "preposition", "type"]
"""What must stand before a name to make it a place in running text; "type" is a type noun."""


def mentions(
    folded: str,
    names: PhraseTable,
    need: Callable[[str], Need],
    nouns: TypeNouns,
    begins: Mapping[str, bool],
    start: int = 0,
    end: int | None = None,
) -> Iterator[PlaceSpan]:
    """The places in `folded[start:end]` from left to right, none overlapping.

    `need` says what a listed name needs, `begins` whether a place can begin with a word.
    """
    words = words_of(folded, start, end)
    after = 0
    for index in [index for index, word in enumerate(words) if begins[word[0]]]:
        if index < after:
            continue
        word = words[index][0]
        found = _typed(folded, words, index, names, need, nouns) if nouns.readings(word) else None
        # A name of several words may begin with a type noun: "معسكر القرميد", "جبل التركمان".
        if names.readings(word) and (found is None or found[1] > 1):
            bare = _bare(folded, words, index, names, need)
            if bare is not None and (found is None or bare[1] >= found[1]):
                found = bare
        if found is not None:
            span, used = found
            yield span
            after = index + used


class Begins(dict[str, bool]):
    """Whether a place can begin with a word: with a type noun, or with a name that may stand without one. Remembered."""

    def __init__(self, names: PhraseTable, nouns: TypeNouns, need: Callable[[str], Need]) -> None:
        super().__init__()
        self._names = names
        self._nouns = nouns
        self._need = need

    def __missing__(self, word: str) -> bool:
        if len(self) > REMEMBERED:
            self.clear()
        answer = bool(self._nouns.readings(word)) or any(
            self._names.longest(stem.text) > 1 or self._need(stem.text) != "type" for stem in self._names.readings(word)
        )
        self[word] = answer
        return answer


def _bare(
    folded: str, words: Sequence[Word], index: int, names: PhraseTable, need: Callable[[str], Need]
) -> tuple[PlaceSpan, int] | None:
    hit = names.match_any(folded, words, index)
    if hit is None:
        return None
    needed = need(hit.phrase)
    if needed == "type":
        return None
    if needed == "preposition" and not hit.particles.endswith("ب"):
        before = words[index - 1][0] if index else ""
        if before not in word_class("locative") and not (before[:1] in "وف" and before[1:] in word_class("locative")):
            return None
    return PlaceSpan(hit.start, hit.end, hit.start, hit.end, (hit.phrase,), None, True, hit.particles), hit.size


def _typed(
    folded: str,
    words: Sequence[Word],
    index: int,
    names: PhraseTable,
    need: Callable[[str], Need],
    nouns: TypeNouns,
) -> tuple[PlaceSpan, int] | None:
    word, word_start, word_end = words[index]
    for stem in nouns.readings(word):
        noun = nouns[stem.text]
        first = _name_at(folded, words, index + 1, word_end, names, nouns, noun.takes)
        if first is None:
            continue
        name, used, listed = first
        start = word_start + stem.offset
        end = _closing_quote(folded, words[index + used][2], words[index + 1][1])
        found = [name]
        next_index = index + 1 + used
        while noun.plural:
            more = _next_in_list(folded, words, next_index, end, names)
            if more is None or need(more[0]) == "type":
                break
            found.append(more[0])
            next_index += more[1]
            end = words[next_index - 1][2]
        span = PlaceSpan(
            start,
            end,
            words[index + 1][1],
            words[index + used][2],
            tuple(found),
            noun.noun,
            listed,
            stem.particles,
        )
        return span, next_index - index
    return None


def _name_at(
    folded: str, words: Sequence[Word], index: int, after: int, names: PhraseTable, nouns: TypeNouns, takes: str
) -> tuple[str, int, bool] | None:
    """The name that begins at `words[index]` behind a type noun that ends at `after`: name, number of words, listed."""
    if index >= len(words):
        return None
    word, at, end = words[index]
    if folded[after:at] not in (" ", ' "', " (", ' ("') or word in word_class("direction"):
        return None
    if word in word_class("no_name"):
        return None
    for reading in spellings(word):
        found = names.match(folded, words, index, reading)
        # "شوارع المدينة", "العاصمة الهندية": a second type noun or a nationality is no name.
        if found is not None and (found[1] > 1 or not (nouns.is_noun(word) or word in nation_of_adjective())):
            return found[0], found[1], True
    if takes == "known" or word in nation_of_adjective():
        return None
    if word in word_class("first_of_two") and index + 1 < len(words) and words[index + 1][1] == end + 1:
        return f"{word} {words[index + 1][0]}", 2, False
    if nouns.is_noun(word) or not _could_be_name(word, takes):
        return None
    return word, 1, False


def _could_be_name(word: str, takes: str) -> bool:
    """Whether an unlisted word behind a type noun may be a name.

    "منطقة الليثي": a definite word is. An indefinite one in -ية is mostly an adjective ("قرية سورية").
    """
    if len(word) < 3 or word in word_class("no_name") or not word.isalpha():
        return False
    after = _not_names().get(word)
    if after == "any" or (after == "proper" and takes == "proper"):
        return False
    return word.startswith("ال") or not word.endswith(("يه", "ين", "ات"))


@cache
def _not_names() -> dict[str, str]:
    text = resources.files("services.places").joinpath("data", "not_names.tsv").read_text(encoding="utf-8")
    return {normalize(row["word"]).text: row["after"] for row in read_table(text, "not_names.tsv", ("word", "after"))}


def _next_in_list(
    folded: str, words: Sequence[Word], index: int, after: int, names: PhraseTable
) -> tuple[str, int] | None:
    """The next name of a list, behind "و" or a comma: the name and its number of words."""
    if index >= len(words):
        return None
    word, at, _ = words[index]
    gap = folded[after:at]
    if gap == " " and word.startswith("و"):
        return names.match(folded, words, index, word[1:])
    if gap in (", ", " , ", ","):
        return names.match(folded, words, index, word)
    return None


def _closing_quote(folded: str, end: int, name_start: int) -> int:
    opened = folded[name_start - 1] if name_start else ""
    return end + 1 if opened in '"(' and folded[end : end + 1] in ('"', ")") else end


def spellings(word: str) -> Iterable[str]:
    """A word with and without the article."""
    return (word, word[2:]) if word.startswith("ال") and len(word) > 4 else (word, "ال" + word)
