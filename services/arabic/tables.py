"""Reads the data files of the core: tab-separated tables with comment lines, checked line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class TableError(ValueError):
    """A line of a data file that cannot be used: the message names file, line and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, line {line}: {message}")
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name ("" where a cell is empty or missing at the end) and its line number from 1."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> list[str]:
        """The parts of a cell that are separated by "|", without empty ones."""
        return [part for part in (part.strip() for part in self.cells[column].split("|")) if part]

    def error(self, message: str) -> TableError:
        """An error about this row."""
        return TableError(self.file, self.line, message)


def read_table(text: str, file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table. `file` is the name that errors show.

    Lines that are empty or begin with "#" are comments; the first other line names the columns, in any order; all of
    `columns` must be there, except that trailing cells of a row may be left out. Raises `TableError`.
    """
    header: list[str] | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            missing = [column for column in columns if column not in header]
            if missing:
                raise TableError(file, number, f"the first line must name the columns; missing: {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise TableError(file, number, f"{len(cells)} cells for {len(header)} columns; remove the tab too many")
        cells += [""] * (len(header) - len(cells))
        yield Row(file, number, dict(zip(header, cells, strict=True)))
    if header is None:
        raise TableError(file, 1, f"the table is empty; its first line must name the columns: {', '.join(columns)}")
