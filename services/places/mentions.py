"""Finds places in folded text: names of the gazetteer, and names behind a type noun ("قرية كذا") that no list has.

A bare name is taken only where it is nothing else: names that are also words or persons (`data/ordinary_words.tsv`) need a type
noun before them, names that are little known a preposition. The costlier error is the false place; a name missed in one sentence is mostly found in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from services.arabic.normalize import normalize
from services.arabic.phrases import PhraseTable, Word, stems, words_of
from services.arabic.tables import read_table


@dataclass(frozen=True, slots=True)
class PlaceSpan:
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


def read_type_nouns(text: str, file: str) -> dict[str, TypeNoun]:
    """Folded forms of every type noun. Raises `services.arabic.tables.TableError`."""
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
    return found


# A name of several words that no list has: these first words do not stand alone.
_FIRST_OF_TWO = frozenset(
    normalize(word).text
    for word in [
        "أبو",
        "أبي",
        "أبا",
        "أم",
        "بو",
        "بني",
        "بنو",
        "آل",
        "ابن",
        "بن",
        "تل",
        "تلة",
        "دير",
        "بير",
        "بئر",
        "كفر",
        "عين",
        "وادي",
        "خان",
        "جبل",
        "ذي",
        "ذو",
        "شيخ",
        "الشيخ",
        "بيت",
        "رأس",
        "باب",
        "عبد",
        "خربة",
        "حوش",
        "سيدي",
        "سيد",
        "السيد",
        "برج",
        "نهر",
        "سوق",
        "خميس",
        "أحد",
        "صلاح",
        "نور",
        "سيف",
        "شمس",
    ]
)
# Adjectives and other words that follow a type noun without naming a place ("منطقة سكنية", "مدينة أخرى").
_NO_NAME = frozenset(
    normalize(word).text
    for word in [
        "في",
        "من",
        "إلى",
        "على",
        "عن",
        "التي",
        "الذي",
        "الذين",
        "هذه",
        "هذا",
        "ذلك",
        "تلك",
        "كل",
        "بعض",
        "أخرى",
        "آخر",
        "ما",
        "لا",
        "لم",
        "لن",
        "قد",
        "هي",
        "هو",
        "وهي",
        "وهو",
        "و",
        "قرب",
        "بين",
        "داخل",
        "خارج",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "وسط",
        "عند",
        "بعد",
        "قبل",
        "مع",
        "كان",
        "كانت",
        "حيث",
        "ثم",
        "أو",
        "أي",
        "غير",
        "ذات",
        "شبه",
        "كبيرة",
        "صغيرة",
        "مجاورة",
        "قريبة",
        "نائية",
        "خالية",
        "آمنة",
        "محاذية",
        "محررة",
        "سكنية",
        "سكني",
        "صناعية",
        "عسكرية",
        "تجارية",
        "حدودية",
        "حدودي",
        "ساحلية",
        "جبلية",
        "صحراوية",
        "زراعية",
        "سياحية",
        "شعبي",
        "شعبية",
        "راقية",
        "رئيسية",
        "رئيسي",
        "فرعية",
        "جديدة",
        "قديمة",
        "تابعة",
        "تقع",
        "يقع",
        "واقعة",
        "محاصرة",
        "خاضعة",
        "استراتيجية",
        "حيوية",
        "مهمة",
        "هامة",
        "واحدة",
        "عدة",
        "إيواء",
        "نفوذ",
        "عمليات",
        "عازلة",
        "مختلفة",
        "متفرقة",
        "عديدة",
        "محددة",
        "واسعة",
        "شاسعة",
        "أثرية",
        "تاريخية",
        "اشتباك",
        "اشتباكات",
        "النزاع",
        "العمليات",
        "الحدود",
        "الحدث",
        "القتال",
        "الصراع",
    ]
)


# What stands before the name of a place ("في", "شمال"); ب is written onto the name.
_LOCATIVE = frozenset(
    normalize(word).text
    for word in "في إلى من قرب بقرب قربي شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط بوسط بين داخل نحو باتجاه تجاه صوب خارج قبالة شمالا "
    "جنوبا شرقا غربا ضواحي أطراف عاصمة العاصمة بلدة مدينة".split()
)
Need = Literal["nothing", "preposition", "type"]
"""What must stand before a name to make it a place in running text; "type" is a type noun."""


def mentions(
    folded: str,
    names: PhraseTable,
    need: Callable[[str], Need],
    nouns: dict[str, TypeNoun],
    start: int = 0,
    end: int | None = None,
) -> Iterator[PlaceSpan]:
    """The places in `folded[start:end]` from left to right, none overlapping. `need` says what a listed name needs."""
    words = words_of(folded, start, end)
    index = 0
    while index < len(words):
        found = _typed(folded, words, index, names, nouns) or _bare(folded, words, index, names, need)
        if found is None:
            index += 1
            continue
        span, used = found
        yield span
        index += used


def _bare(
    folded: str, words: list[Word], index: int, names: PhraseTable, need: Callable[[str], Need]
) -> tuple[PlaceSpan, int] | None:
    hit = names.match_any(folded, words, index)
    if hit is None:
        return None
    needed = need(hit.phrase)
    if needed == "type":
        return None
    if needed == "preposition" and not hit.particles.endswith("ب"):
        before = words[index - 1][0] if index else ""
        if before not in _LOCATIVE and not (before[:1] in "وف" and before[1:] in _LOCATIVE):
            return None
    return PlaceSpan(hit.start, hit.end, hit.start, hit.end, (hit.phrase,), None, True, hit.particles), hit.size


def _typed(
    folded: str, words: list[Word], index: int, names: PhraseTable, nouns: dict[str, TypeNoun]
) -> tuple[PlaceSpan, int] | None:
    word, word_start, word_end = words[index]
    for stem in stems(word):
        noun = nouns.get(stem.text)
        if noun is None:
            continue
        first = _name_at(folded, words, index + 1, word_end, names, noun.takes)
        if first is None:
            continue
        name, used, listed = first
        start = word_start + stem.offset
        end = _closing_quote(folded, words[index + used][2], words[index + 1][1])
        found = [name]
        next_index = index + 1 + used
        while noun.plural:
            more = _next_in_list(folded, words, next_index, end, names)
            if more is None:
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
    folded: str, words: list[Word], index: int, after: int, names: PhraseTable, takes: str
) -> tuple[str, int, bool] | None:
    """The name that begins at `words[index]` behind a type noun that ends at `after`: name, number of words, listed."""
    if index >= len(words):
        return None
    word, at, end = words[index]
    if folded[after:at] not in (" ", ' "', " (", ' ("'):
        return None
    for reading in spellings(word):
        found = names.match(folded, words, index, reading)
        if found is not None:
            return found[0], found[1], True
    if takes == "known" or not _could_be_name(word, takes):
        return None
    if word in _FIRST_OF_TWO and index + 1 < len(words) and words[index + 1][1] == end + 1:
        return f"{word} {words[index + 1][0]}", 2, False
    return word, 1, False


def _could_be_name(word: str, takes: str) -> bool:
    """Whether an unlisted word behind a type noun may be a name.

    "منطقة الليثي": a definite word is. An indefinite one in -ية is mostly an adjective ("قرية سورية").
    """
    if len(word) < 3 or word in _NO_NAME or not word.isalpha():
        return False
    after = _not_names().get(word)
    if after == "any" or (after == "proper" and takes == "proper"):
        return False
    return word.startswith("ال") or not word.endswith(("يه", "ين", "ات"))


@cache
def _not_names() -> dict[str, str]:
    text = resources.files("services.places").joinpath("data", "not_names.tsv").read_text(encoding="utf-8")
    return {normalize(row["word"]).text: row["after"] for row in read_table(text, "not_names.tsv", ("word", "after"))}


def _next_in_list(folded: str, words: list[Word], index: int, after: int, names: PhraseTable) -> tuple[str, int] | None:
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
