"""The questions of docs/analysts.md, asked by DuckDB of a table that `rasd export` wrote.

rasd export claims.jsonl -o claims.parquet
python -m bench.analyst_questions claims.parquet            # prints the answers
python -m bench.analyst_questions claims.parquet --write    # and writes them into the page
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb

PAGE = Path(__file__).parent.parent / "docs" / "analysts.md"
QUESTION = re.compile(r"```sql\n(.*?)```\n\n(<!-- answer \d -->\n).*?(<!-- /answer -->)", re.DOTALL)


def answer(question: str, table: Path) -> str:
    """The answer to an SQL question as a Markdown table."""
    found = duckdb.sql(question.replace("'claims.parquet'", f"'{table}'").rstrip().rstrip(";"))
    lines = ["| " + " | ".join(found.columns) + " |", "|" + " --- |" * len(found.columns)]
    for row in found.fetchall():
        lines.append("| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |")
    return "\n".join(lines) + "\n"


def answered(page: str, table: Path) -> str:
    """The page with the answers that this table gives."""
    return QUESTION.sub(lambda found: f"```sql\n{found[1]}```\n\n{found[2]}{answer(found[1], table)}{found[3]}", page)


def main() -> None:
    table, *options = sys.argv[1:]
    page = answered(PAGE.read_text(encoding="utf-8"), Path(table))
    for found in QUESTION.finditer(page):
        print(found[0].split("-->\n")[1].removesuffix("<!-- /answer"))
    if "--write" in options:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
