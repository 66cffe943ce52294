"""Tables as analysts open them: pandas and DuckDB read CSV, Parquet and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest

from schemas import Claim
from services.export.rows import COLUMNS, row
from services.export.tables import BYTE_ORDER_MARK, Format, write
from services.tally import Ledger
from tests.claim_examples import ISLAMIC_STATE, MOSUL, PALMYRA, article, claim, count, day

CLAIMS = [
    claim("1", place=PALMYRA, when=day("2024-03-17"), by=ISLAMIC_STATE, sentence='قال "شاهد": قتل ثلاثة،\nثم انسحبوا.'),
    claim("2", people=count(30, None), place=MOSUL, when=day("2024-03-01", "2024-03-31")),
    claim("3", people=count(30, None), place=MOSUL, restates="2"),
    claim("4", "injured", people=count(None, None, "vague"), of=article("b", source="=HYPERLINK(1)")),
    claim("5", "defected", people=count(2)),
]


def written(claims: list[Claim], table_format: Format, **options: Any) -> bytes:
    ledger = Ledger(claims)
    out = io.BytesIO()
    write((row(each, ledger) for each in ledger), out, table_format, **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / f"claims.{request.param}"
    path.write_bytes(written(CLAIMS, request.param))
    return path


@pytest.mark.parametrize("table", ["csv", "parquet"], indirect=True)
def test_pandas_reads_it(table: Path) -> None:
    frame = pandas.read_csv(table) if table.suffix == ".csv" else pandas.read_parquet(table)
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert len(frame) == 5
    assert frame.loc[0, "notes"] == CLAIMS[0].evidence.text
    assert frame.loc[frame.standing == "stands"].groupby("kind").low.sum().to_dict() == {
        "killed": 33,
        "injured": 0,
        "defected": 2,
    }
    assert frame.best.isna().tolist() == [False, False, False, True, False]


@pytest.mark.parametrize("table", ["csv", "parquet"], indirect=True)
def test_duckdb_reads_it(table: Path) -> None:
    rows = duckdb.sql(
        f"select country, sum(low)::int from '{table}' where standing = 'stands' and kind = 'killed' "
        "and event_date >= date '2024-03-01' group by all order by all"
    ).fetchall()
    assert rows == [("Iraq", 30), ("Syria", 3)]


@pytest.mark.parametrize("table", ["parquet"], indirect=True)
def test_parquet_has_types(table: Path) -> None:
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{table}')").fetchall())
    duck = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    assert types == {column.name: duck[column.kind] for column in COLUMNS}


def test_geojson_has_points_longitude_first() -> None:
    collection = json.loads(written(CLAIMS, "geojson"))
    assert collection["type"] == "FeatureCollection"
    points = [feature["geometry"] and feature["geometry"]["coordinates"] for feature in collection["features"]]
    assert points == [[38.27, 34.56], [43.13, 36.34], [43.13, 36.34], None, None]
    assert collection["features"][0]["properties"]["event_date"] == "2024-03-17"
    assert [feature["id"] for feature in collection["features"]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("table_format", ["csv", "geojson", "parquet"])
def test_no_claims_give_an_empty_table(table_format: Format) -> None:
    data = written([], table_format)
    if table_format == "csv":
        assert data.decode().split("\r\n")[0] == ",".join(column.name for column in COLUMNS)
    elif table_format == "geojson":
        assert json.loads(data)["features"] == []
    else:
        assert len(pandas.read_parquet(io.BytesIO(data))) == 0


def test_a_spreadsheet_runs_nothing() -> None:
    data = written(CLAIMS, "csv", spreadsheet=True)
    assert data.startswith(BYTE_ORDER_MARK)
    sources = [line["source"] for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]
    assert sources[3] == "'=HYPERLINK(1)"
    plain = [line["source"] for line in csv.DictReader(io.StringIO(written(CLAIMS, "csv").decode()))]
    assert plain[3] == "=HYPERLINK(1)"
