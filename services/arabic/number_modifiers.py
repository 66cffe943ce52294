"""Finds the words that make a number a bound or an estimate: before it, behind it, or around the people it counts.

The patterns of data/number_modifiers.tsv are kept as trees of words, those before the number from their last word to their
first, so that reading starts at the number. No step is longer than the patterns are, so cost does not grow with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Final, Literal

from services.arabic.normalize import normalize
from services.arabic.number_lexicon import Meaning
from services.arabic.tables import read_table
from services.arabic.words import Words

Kind = Literal["approximate", "at_least", "at_most", "exact"]

_ATTACHED: Final = "وفبلك"
_GAP: Final = "…"
_LONGEST_GAP: Final = 5
# How many words of the people may stand between a number and a modifier behind it ("30 جنديا من قوات الحكومة على الأقل").
_LONGEST_TAIL: Final = 4
# Where a bound and an estimate meet ("نحو 30 على الأقل"), the bound says more.
_STRENGTH: Final[dict[Kind, int]] = {"exact": 0, "approximate": 1, "at_least": 2, "at_most": 2}


@dataclass(slots=True)
class Modifier:
    """A modifier at the words `first` to `stop` (exclusive).

    reach: the first word of its pattern. Where people stand between it and the number ("لا يقل عددهم عن 30"), `first` is the
    number, so that no span of the number holds the people.
    """

    kind: Kind
    first: int
    stop: int
    reach: int


class _Node:
    __slots__ = ("kind", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.kind: Kind | None = None


class _Patterns:
    def __init__(self) -> None:
        self.before, self.after, self.far = _Node(), _Node(), _Node()
        text = resources.files("services.arabic").joinpath("data", "number_modifiers.tsv").read_text(encoding="utf-8")
        for row in read_table(text, "number_modifiers.tsv", ("words", "kind", "place")):
            root = {"before": self.before, "after": self.after, "far": self.far}.get(row["place"])
            if root is None or row["kind"] not in _STRENGTH:
                raise row.error("place is before, after or far; kind is approximate, at_least, at_most or exact")
            for words in product(*(part.split("/") for part in row["words"].split(" "))):
                folded = [word if word == _GAP else normalize(word).text for word in words]
                _add(root, folded if row["place"] == "after" else folded[::-1], row["kind"])


def _add(node: _Node, words: list[str], kind: Kind) -> None:
    for word in words:
        node = node.next.setdefault(word, _Node())
    node.kind = kind


@cache
def _patterns() -> _Patterns:
    return _Patterns()


@cache
def words_behind() -> frozenset[str]:
    """One word of each modifier behind a number, the longest: a sentence without any of these needs no search."""
    return frozenset(max(words, key=len) for words in _paths(_patterns().after))


def _paths(node: _Node) -> Iterator[list[str]]:
    if node.kind is not None:
        yield []
    for word, following in node.next.items():
        for rest in _paths(following):
            yield [word, *rest]


@cache
def _words_far() -> frozenset[str]:
    """The last words of the modifiers that may stand before the people, particles attached or not."""
    return _with_particles(_patterns().far.next)


@cache
def _last_words() -> frozenset[str]:
    """The words with which a modifier before a number can end, particles attached or not."""
    return _with_particles(_patterns().before.next)


def _with_particles(words: Iterable[str]) -> frozenset[str]:
    ways = ["", *_ATTACHED, *(f"{conjunction}{letter}" for conjunction in "وف" for letter in "بلك")]
    return frozenset(way + word for word in words for way in ways)


def stronger(one: Modifier | None, other: Modifier | None) -> Modifier | None:
    """The one that says more; the first where they say as much."""
    if one is None or other is None:
        return one or other
    return other if _STRENGTH[other.kind] > _STRENGTH[one.kind] else one


def before(words: Words, meanings: list[Meaning | None], first: int, particles: str) -> Modifier | None:
    """The modifier that ends where the number begins at word `first`; `particles` are those attached to the number."""
    if not words.soft[first]:
        return None
    if words.texts[first - 1] not in _last_words() and not particles:
        return _far(words, meanings, first)
    root = _patterns().before
    found = list(_backwards(words, root, first - 1, first, True))
    for particle in particles:
        attached = root.next.get(particle)  # "يقدر عددهم بـ30"
        if attached is not None:
            found += _backwards(words, attached, first - 1, first, True)
    if found:
        return min(found, key=lambda modifier: modifier.reach)
    return _far(words, meanings, first)


def _backwards(words: Words, node: _Node, index: int, stop: int, touches: bool) -> Iterator[Modifier]:
    """The patterns that end before word `stop`, read from word `index` to the left. `touches`: no people stand between."""
    if index < 0 or not words.soft[index + 1]:
        return
    word = words.texts[index]
    first = index if touches else stop
    following = node.next.get(word)
    if following is not None:
        yield from _backwards(words, following, index - 1, stop, touches)
        if following.kind is not None:
            yield Modifier(following.kind, first, stop, index)
    if (following is None or following.kind is None) and len(word) > 2 and word[0] in _ATTACHED:
        following = node.next.get(word[1:])
        if following is None and len(word) > 3 and word[1] in _ATTACHED:
            following = node.next.get(word[2:])
        if following is not None and following.kind is not None:
            yield Modifier(following.kind, first, stop, index)
    skipping = node.next.get(_GAP)
    if skipping is not None:
        for skipped in range(1, _LONGEST_GAP + 1):
            if index - skipped < 0 or not words.tight[index - skipped + 1]:
                break
            yield from _backwards(words, skipping, index - skipped, stop, False)


def _far(words: Words, meanings: list[Meaning | None], first: int) -> Modifier | None:
    """ "تجاوز عدد القتلى 30": the verb stands before the people, and these before the number."""
    begin = max(0, first - 1 - _LONGEST_GAP)
    if _words_far().isdisjoint(words.texts[begin:first]):
        return None
    counted = False
    for index in range(first - 1, max(-1, first - 2 - _LONGEST_GAP), -1):
        if not words.tight[index + 1]:
            return None
        meaning = meanings[index]
        if meaning is not None and meaning.number is not None:
            return None
        if counted:
            found = next(_backwards(words, _patterns().far, index, first, False), None)
            if found is not None:
                return found
        people = meaning is not None and meaning.people is not None and meaning.article
        if people or words.texts[index].startswith(("عدد", "حصيل", "اعداد", "مجموع", "اجمالي")):
            counted = True
    return None


def after(words: Words, meanings: list[Meaning | None], stop: int) -> Modifier | None:
    """The modifier behind a number (or its noun) that ends before word `stop`, at most four words of the people between."""
    root = _patterns().after
    for index in range(stop, min(stop + _LONGEST_TAIL + 1, words.count)):
        if not (words.soft[index] or words.gaps[index] == ", "):
            return None
        node, at, found = root, index, None
        while at < words.count and (at == index or words.tight[at]):
            following = node.next.get(words.texts[at])
            if following is None:
                break
            node, at = following, at + 1
            if node.kind is not None:
                found = Modifier(node.kind, index, at, index)
        if found is not None:
            # "31 قتيلا وأكثر من مئة جريح": the words modify the next number.
            opens = words.texts[found.stop - 1].endswith(("اكثر", "اقل"))
            return None if opens and words.tight[found.stop] and words.texts[found.stop] == "من" else found
        if words.gaps[index] == ", ":
            return None
        meaning = meanings[index]
        if words.texts[index][0] in "وف" and (meaning is None or meaning.particles):
            return None
        if meaning is not None and (meaning.number is not None or meaning.governor is not None):
            return None
    return None
