"""De-duplication: what identifies an article, and which earlier one it repeats. Pure functions over values."""

from services.dedup.decision import Decision, decide
from services.dedup.fingerprint import fingerprint

__all__ = ["Decision", "decide", "fingerprint"]
