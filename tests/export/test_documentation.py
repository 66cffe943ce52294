"""docs/analysts.md lists every column as it is. `python -m tests.export.test_documentation` writes the list anew."""

from __future__ import annotations

import re
from pathlib import Path

from bench.analyst_questions import QUESTION, answer
from services.export.rows import COLUMNS, row
from services.export.tables import write
from services.tally import Ledger
from tests.report.sample import claims

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


def test_the_questions_of_the_page_can_be_asked(tmp_path: Path) -> None:
    table = tmp_path / "claims.parquet"
    ledger = Ledger(claims())
    with table.open("wb") as out:
        write((row(claim, ledger) for claim in ledger), out, "parquet")
    questions = [found[1] for found in QUESTION.finditer(PAGE.read_text(encoding="utf-8"))]
    civilians, actors, contradictions = (answer(question, table).splitlines()[2:] for question in questions)
    assert "| Syria | airstrike | 4 | 34 |" in civilians
    assert any(line.startswith("| Islamic State | ") for line in actors)
    assert "| 2024-03-17 | Palmyra | SY | 3 | 3 | 11 |" in contradictions


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
