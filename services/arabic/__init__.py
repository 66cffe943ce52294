"""Arabic text: orthography with offsets, cleaning, sentences, numbers of people, dates. Pure functions over strings."""

from services.arabic.normalize import Normalized, normalize

__all__ = ["Normalized", "normalize"]
