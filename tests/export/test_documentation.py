"""docs/analysts.md lists every column as it is. `python -m tests.export.test_documentation` writes the list anew."""

from __future__ import annotations

import re
from pathlib import Path

from services.export.rows import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "analysts.md"
LIST = re.compile(r"(<!-- columns: [^>]* -->\n).*?(<!-- /columns -->)", re.DOTALL)


def table() -> str:
    lines = ["| column | type | holds | ACLED | UCDP GED |", "| --- | --- | --- | --- | --- |"]
    for column in COLUMNS:
        there = [f"`{name}`" if name else "" for name in (column.acled, column.ucdp)]
        lines.append(f"| `{column.name}` | {column.kind} | {column.meaning} | {there[0]} | {there[1]} |")
    return "\n".join(lines) + "\n"


def renewed(page: str) -> str:
    return LIST.sub(lambda found: found[1] + table() + found[2], page)


def test_the_page_lists_every_column() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert LIST.search(page)
    assert page == renewed(page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
