"""Placeholder of the folding: replaced by the fast one with an exact offset map."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
import re

_DELETED = re.compile("[\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_FOLD = str.maketrans("أإآٱىةؤئکیہگچپژ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟«»“”„‟‘’\u00a0", "ااااي" + "هوي" + "كيهكجبز" + "01234567890123456789" + ",;?" + '""""""' + "''" + " ")


@dataclass(frozen=True, slots=True)
class Normalized:
    """`raw` folded to `text`; `original` leads back."""

    raw: str
    text: str
    _deleted: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw`, in code points, that produced `text[start:end]`."""
        if end <= start:
            at = start + bisect_right(self._deleted, start)
            return at, at
        return start + bisect_right(self._deleted, start), end - 1 + bisect_right(self._deleted, end - 1) + 1


def normalize(text: str) -> Normalized:
    """Folds `text`."""
    deleted = [m.start() - i for i, m in enumerate(_DELETED.finditer(text))]
    return Normalized(text, _DELETED.sub("", text).translate(_FOLD), deleted)
