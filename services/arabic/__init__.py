"""Arabic text: orthography with offsets, cleaning, sentences, numbers of people, dates. Pure functions over strings."""

from services.arabic.dates import DateMention, parse_dates
from services.arabic.normalize import Normalized, normalize
from services.arabic.numbers import Quantity, parse_numbers

__all__ = ["DateMention", "Normalized", "Quantity", "normalize", "parse_dates", "parse_numbers"]
