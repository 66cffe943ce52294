"""De-duplication: what identifies an article, and which earlier one it repeats. Pure functions over values."""

from services.dedup.decision import Decision, decide
from services.dedup.fingerprint import fingerprint, fingerprinted
from services.dedup.store import Changes, MemoryStore, Overlay, Reader, Store

__all__ = ["Changes", "Decision", "MemoryStore", "Overlay", "Reader", "Store", "decide", "fingerprint", "fingerprinted"]
