"""The claims engine: word lists, grammar, claims."""

from services.claims.extraction import extract
from services.claims.version import EXTRACTOR_VERSION

__all__ = ["EXTRACTOR_VERSION", "extract"]
