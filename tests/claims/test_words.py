"""Words as the lists hold them: with or without letters attached before."""

from __future__ import annotations

import pytest

from services.claims.text.words import one_of

_FALLS = frozenset(("وقع", "سقط", "فتح"))


@pytest.mark.parametrize(
    ("text", "attached", "expected"),
    [
        ("سقط", "و", True),
        ("وسقط", "و", True),
        ("وقع", "و", True),  # its own first letter is no conjunction
        ("ووقع", "و", True),
        ("فوقع", "وف", True),
        ("فتح", "وف", True),
        ("ففتح", "وف", True),
        ("فسقط", "و", False),
        ("قع", "و", False),
    ],
)
def test_one_of(text: str, attached: str, expected: bool) -> None:
    assert one_of(text, _FALLS, attached) is expected
