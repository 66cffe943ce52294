"""The check of the word lists: the packaged lists pass it, and each fault is found."""

from __future__ import annotations

import pytest

from bench.check_lexicon import Seen, duplicates, header_problems, lists, never_fired, shadowed

HEADER = "# Words.\n# word\tin ordinary spelling\n# Source: our own list. Licence: Apache-2.0.\n"


@pytest.mark.parametrize("file", sorted(lists()))
def test_packaged_lists_explain_their_columns_and_repeat_nothing(file: str) -> None:
    text = lists()[file]
    assert header_problems(file, text) == []
    assert duplicates(file, text) == []


def test_spellings_that_fold_alike_are_duplicates() -> None:
    assert duplicates("sites.tsv", HEADER + "مستشفى\nسوق\nمستشفي\n") == ["sites.tsv:6 مستشفي: is in line 4 already"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Words.\n# Source: our own. Licence: Apache-2.0.\nسوق\n", "no column is explained"),
        ("# Words.\n# word\tin ordinary spelling\nسوق\n", "the header lacks `# Source: …`"),
        (HEADER + "سوق\t4\n", "2 columns, the header explains 1"),
    ],
)
def test_faults_of_the_header_are_named(text: str, problem: str) -> None:
    assert any(problem in line for line in header_problems("sites.tsv", text))


def test_a_word_for_people_among_things_is_reported() -> None:
    texts = lists()
    texts["nonpeople.tsv"] += "جندي\n"
    assert any("جندي: is also people.tsv" in line for line in shadowed(texts))


def test_entries_without_use_are_reported() -> None:
    silent = never_fired({"sites.tsv": HEADER + "مسجد\nسوق\n"}, Seen(forms={"سوق"}))
    assert silent == ["sites.tsv:4 مسجد"]
