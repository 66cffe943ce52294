"""The id of an article that came without one: from its canonical URL, else from its text, always the same.

Literal expected ids in tests/intake/test_ids.py catch an accidental change: it would make every known article new.
"""

from __future__ import annotations

from hashlib import sha256

DIGITS = 24  # hexadecimal digits, 96 bits: no two of 10^12 articles share them by chance


def derived_id(canonical_url: str | None, title: str, body: str) -> str:
    """`url-…` or `text-…` with a digest. `title` and `body` are as received, before any cleaning."""
    if canonical_url:
        return f"url-{_digest(canonical_url)}"
    return f"text-{_digest(title, body)}"


def _digest(*parts: str) -> str:
    digest = sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big"))  # so that no two splits of the same text agree
        digest.update(data)
    return digest.hexdigest()[:DIGITS]
