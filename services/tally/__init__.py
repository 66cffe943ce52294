"""Counting people without counting anybody twice: which claims stand, what they add up to, where articles disagree."""

from services.tally.agreement import PlaceDay, place_days
from services.tally.standing import Ledger, Standing
from services.tally.totals import Total, total

__all__ = ["Ledger", "PlaceDay", "Standing", "Total", "place_days", "total"]
