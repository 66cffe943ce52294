"""Tables for analysts: one row a claim, in CSV, Parquet and GeoJSON.

docs/analysts.md maps the columns to those of ACLED and UCDP.
"""

from services.export.rows import COLUMNS, Column, row

__all__ = ["COLUMNS", "Column", "row"]
