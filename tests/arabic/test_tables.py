"""Data files: rows, comments, and errors that name the line."""

from __future__ import annotations

import pytest

from services.arabic.tables import TableError, read_table


def test_rows_have_cells_by_column_and_their_line() -> None:
    text = "# what it is\n\nword\tkinds\tnote\nحي\ta|b\n"
    (row,) = read_table(text, "words.tsv", ("word", "kinds"))
    assert row["word"] == "حي"
    assert row.list("kinds") == ["a", "b"]
    assert row["note"] == ""
    assert row.line == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.tsv, line 1: the table is empty"),
        ("# only\n", "x.tsv, line 1: the table is empty; its first line must name the columns: a, b"),
        ("a\tc\n", "x.tsv, line 1: the first line must name the columns; missing: b"),
        ("a\tb\n1\t2\t3\n", "x.tsv, line 2: 3 cells for 2 columns; remove the tab too many"),
    ],
)
def test_errors_name_file_and_line(text: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        list(read_table(text, "x.tsv", ("a", "b")))
    assert message in str(error.value)
