"""The tally: one HTML page that shows claims on a timeline and a map, each figure with the sentences it stands on."""

from services.report.page import render

__all__ = ["render"]
