"""Rows as CSV, GeoJSON or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO, Literal, get_args

import orjson

from services.export.rows import COLUMNS, Value

Format = Literal["csv", "parquet", "geojson"]
FORMATS: tuple[Format, ...] = get_args(Format)
Row = dict[str, Value]

BYTE_ORDER_MARK = "\ufeff".encode()
# A spreadsheet takes a cell that begins so for a formula; the text of an article may begin with anything.
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
_GROUP = 50_000  # rows a Parquet row group


class MissingLibrary(RuntimeError):
    """A library that the format needs is not installed; the message says how to install it."""


def write(rows: Iterable[Row], out: BinaryIO, table_format: Format, *, spreadsheet: bool = False) -> None:
    """Writes the rows. spreadsheet: CSV that Excel and LibreOffice open as text in UTF-8 (see `csv_chunks`).

    Raises `MissingLibrary` for Parquet without pyarrow.
    """
    if table_format == "parquet":
        _write_parquet(rows, out)
        return
    chunks = geojson_chunks(rows) if table_format == "geojson" else csv_chunks(rows, spreadsheet=spreadsheet)
    for chunk in chunks:
        out.write(chunk)


def csv_chunks(rows: Iterable[Row], *, spreadsheet: bool = False) -> Iterator[bytes]:
    """RFC 4180 CSV in UTF-8 with a header line; absent values are empty cells, truth values `true` and `false`.

    spreadsheet: begins with a byte order mark, without which Excel garbles Arabic, and puts an apostrophe before a text
    that a spreadsheet would run as a formula.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")

    def written(cells: Iterable[Any]) -> bytes:
        writer.writerow(cells)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text.encode("utf-8", "replace")

    header = written(column.name for column in COLUMNS)
    yield BYTE_ORDER_MARK + header if spreadsheet else header
    for row in rows:
        yield written(_cell(row[column.name], spreadsheet) for column in COLUMNS)


def _cell(value: Value, spreadsheet: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if spreadsheet and isinstance(value, str) and value.startswith(_FORMULA_BEGINS):
        return "'" + value
    return value


def geojson_chunks(rows: Iterable[Row]) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946), a feature a line; geometry is null where the place has no coordinates."""
    yield b'{"type":"FeatureCollection","features":['
    separator = b"\n"
    for row in rows:
        properties = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        latitude, longitude = row["latitude"], row["longitude"]
        located = latitude is not None and longitude is not None
        geometry = {"type": "Point", "coordinates": [longitude, latitude]} if located else None
        feature = {"type": "Feature", "id": row["claim_id"], "geometry": geometry, "properties": properties}
        yield separator + orjson.dumps(feature)
        separator = b",\n"
    yield b"\n]}\n"


def _write_parquet(rows: Iterable[Row], out: BinaryIO) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingLibrary("Parquet needs the library pyarrow: pip install 'rasd[parquet]'") from None
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([(column.name, types.get(column.kind, pa.date32())) for column in COLUMNS])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if len(group) == _GROUP:
            yield group
            group = []
    yield group
