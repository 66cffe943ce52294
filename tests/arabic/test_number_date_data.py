"""The data files of numbers and dates: every word once, every class known, every month and weekday there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import resources

import pytest

from services.arabic import normalize
from services.arabic.date_lexicon import date_lexicon, date_vocabulary
from services.arabic.number_lexicon import number_lexicon, splits, vocabulary
from services.arabic.tables import Row, read_table

COLUMNS = {
    "number_words.tsv": ("value", "role", "words"),
    "vague_quantities.tsv": ("head", "link", "low", "high"),
    "number_modifiers.tsv": ("words", "kind", "place"),
    "people_nouns.tsv": ("singular", "plurals", "alone", "ين", "victim"),
    "people_genitives.tsv": ("words",),
    "people_governors.tsv": ("words", "class"),
    "negations.tsv": ("class", "words"),
    "counted_things.tsv": ("class", "words"),
    "number_labels.tsv": ("words", "strength"),
    "number_bounds.tsv": ("words",),
    "months.tsv": ("number", "calendar", "names", "alone"),
    "time_words.tsv": ("class", "value", "words"),
    "dated_names.tsv": ("class", "words"),
}
CLASSES = {
    ("people_nouns.tsv", "alone"): {"counts", "governed", "never", "kin", "kin+"},
    ("people_nouns.tsv", "ين"): {"", "dual", "plural"},
    ("people_nouns.tsv", "victim"): {"", "yes"},
    ("people_governors.tsv", "class"): {"event", "verb", "subset", "toll", "change"},
    ("negations.tsv", "class"): {"negation", "between"},
    ("counted_things.tsv", "class"): {"thing", "measure", "money", "time", "share"},
    ("number_labels.tsv", "strength"): {"always", "bare"},
    ("vague_quantities.tsv", "link"): {"من", "noun"},
    ("months.tsv", "calendar"): {"gregorian", "hijri"},
    ("months.tsv", "alone"): {"yes", "no"},
    ("dated_names.tsv", "class"): {"head", "event", "name", "after"},
}


def rows(name: str) -> Iterator[Row]:
    text = resources.files("services.arabic").joinpath("data", name).read_text("utf-8")
    return read_table(text, name, COLUMNS[name])


def folded(cell: str) -> list[str]:
    return [normalize(word.strip()).text for word in cell.split(",") if word.strip()]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_file_has_its_columns_its_source_and_its_licence(name: str) -> None:
    text = resources.files("services.arabic").joinpath("data", name).read_text("utf-8")
    header = text.split("\n\n")[0]
    assert "Source:" in header
    assert "Licence:" in header
    assert list(rows(name))


@pytest.mark.parametrize(("name", "column"), CLASSES)
def test_every_class_is_known(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} <= CLASSES[name, column]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("number_words.tsv", "words"),
        ("vague_quantities.tsv", "head"),
        ("people_genitives.tsv", "words"),
        ("negations.tsv", "words"),
        ("number_bounds.tsv", "words"),
        ("months.tsv", "names"),
        ("people_nouns.tsv", "singular"),
        ("number_labels.tsv", "words"),
    ],
)
def test_every_folded_word_stands_once(name: str, column: str) -> None:
    words = Counter(word for row in rows(name) for word in folded(row[column]) if word != "-")
    assert [word for word, times in words.items() if times > 1] == []


def test_a_time_word_stands_once_in_its_class() -> None:
    words = Counter((row["class"], word) for row in rows("time_words.tsv") for word in folded(row["words"]))
    assert [word for word, times in words.items() if times > 1] == []


def test_a_modifier_stands_once_in_its_place() -> None:
    words = Counter((row["place"], normalize(row["words"]).text) for row in rows("number_modifiers.tsv"))
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("calendar", ["gregorian", "hijri"])
def test_every_month_has_names(calendar: str) -> None:
    assert {int(row["number"]) for row in rows("months.tsv") if row["calendar"] == calendar} == set(range(1, 13))


def test_every_weekday_has_names() -> None:
    assert {row["value"] for row in rows("time_words.tsv") if row["class"] == "weekday"} == set("0123456")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والجنود", ("جنود", "و", True, 1)),
        ("للجنود", ("جنود", "ل", True, 0)),
        ("وبثلاثه", ("ثلاثه", "وب", False, 2)),
        ("بالخمسه", ("خمسه", "ب", True, 1)),
    ],
)
def test_particles_and_article_are_taken_off(word: str, expected: tuple[str, str, bool, int]) -> None:
    assert expected in list(splits(word))


@pytest.mark.parametrize(
    ("form", "lemma", "what"),
    [
        ("قتيلان", "قتيل", "dual"),
        ("جنديين", "جندي", "dual"),
        ("مسلحين", "مسلح", "plural_or_dual"),
        ("امراتين", "امراه", "dual"),
        ("ضابطي", "ضابط", "dual_construct"),
        ("مقاتلو", "مقاتل", "plural"),
        ("مقاتلي", "مقاتل", "plural"),
        ("طفلات", "طفله", "plural"),
        ("اطفالا", "طفل", "plural_accusative"),
    ],
)
def test_forms_of_people_nouns(form: str, lemma: str, what: str) -> None:
    noun = vocabulary().people[form]
    assert (noun.lemma, noun.form) == (lemma, what)


def test_what_is_remembered_has_a_limit() -> None:
    """Words that were never seen are read as well when there is no room for more."""
    for lexicon in (number_lexicon(), date_lexicon()):
        lexicon.update({f"كلمة{number}": None for number in range(60_000)})
        before = len(lexicon)
        assert lexicon["وخمسين"] is not None
        assert lexicon["كلمةجديدة"] is None
        assert len(lexicon) <= before + 1
        lexicon.clear()
    assert date_vocabulary().months
