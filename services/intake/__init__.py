"""Intake: the bytes of one message become an accepted article or a refusal that says why. Pure functions."""

from services.intake.accept import DEFAULT_MAX_BYTES, read_article
from services.intake.urls import canonical_url

__all__ = ["DEFAULT_MAX_BYTES", "canonical_url", "read_article"]
