"""`rasd extract --table`."""

from __future__ import annotations

import subprocess

import orjson

from tests.stream.worker_process import RASD

ARTICLE = {
    "id": "table-1",
    "title": "بيان",
    "body": "قال مصدر طبي إن ما لا يقل عن 12 مدنيا قتلوا أمس في قصف على مدينة حلب.",
    "published_at": "2018-02-11T09:00:00+02:00",
}


def test_a_row_shows_the_claim_whole_where_the_output_is_a_file() -> None:
    done = subprocess.run(
        [RASD, "extract", "-", "--table"], input=orjson.dumps(ARTICLE), capture_output=True, check=True, timeout=60
    )
    head, row = (line.split("┃" if "┃" in line else "│") for line in done.stdout.decode().splitlines()[1:4:2])
    assert [cell.strip() for cell in head[1:-1]] == ["claim", "who", "by", "where", "when", "source", "trigger"]
    cells = [cell.strip() for cell in row[1:-1]]
    assert cells[0] == "killed 12 or more (at_least)"
    assert cells[1] == "\u206812 مدنيا\u2069"
    assert cells[3].startswith("\u2068مدينة حلب\u2069 → Aleppo")
    assert cells[4] == "\u2068أمس\u2069 → 2018-02-10"
    assert cells[5:] == ["\u2068مصدر طبي\u2069", "\u2068قتلوا\u2069"]


def test_what_intake_refuses_is_named() -> None:
    done = subprocess.run([RASD, "extract", "-", "--table"], input=b"{}", capture_output=True, check=True, timeout=60)
    assert done.stderr.startswith(b"-:1: Neither `title` nor `body`")
