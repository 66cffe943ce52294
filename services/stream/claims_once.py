"""The claims that intake found, for extract in the same process: the claims engine, which is most of the work that an
article makes, reads each article once.

Intake needs an article's claims to tell an updated toll from a copy (`services.dedup.statements`), extract publishes them. Where
the two run in processes of their own, each works them out; they come to the same, because claims depend on the article
alone. What is kept here is used only for an article that is equal in every field that claims depend on.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from schemas import Article, Claim
from services.claims import extract

# Code points of the texts that wait for extract at most; two to four bytes each in memory. Beyond that the oldest is
# forgotten, and worked out anew when its turn comes.
MOST_TEXT: Final = 8_000_000

_Fields = tuple[str | None, ...]


class ClaimsOnce:
    """Keeps claims between two calls of the same article."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[_Fields, list[Claim]]] = OrderedDict()
        self._text = 0

    def find(self, article: Article) -> list[Claim]:
        """The claims of an article, kept until they are taken."""
        claims = extract(article)
        self._forget(article.id)
        fields = _fields(article)
        self._kept[article.id] = (fields, claims)
        self._text += _length(fields)
        while self._text > MOST_TEXT:
            self._forget(next(iter(self._kept)))
        return claims

    def take(self, article: Article) -> list[Claim] | None:
        """The claims of an article, kept no longer; None where they are not kept."""
        kept = self._kept.get(article.id)
        if kept is None or kept[0] != _fields(article):
            return None
        self._forget(article.id)
        return kept[1]

    def __len__(self) -> int:
        return len(self._kept)

    def _forget(self, article_id: str) -> None:
        kept = self._kept.pop(article_id, None)
        if kept is not None:
            self._text -= _length(kept[0])


def _fields(article: Article) -> _Fields:
    """Everything that claims depend on: tests/stream/test_claims_once.py changes the other fields of an article."""
    return (article.title, article.body, article.id, article.url, article.source, article.published_at)


def _length(fields: _Fields) -> int:
    return len(fields[0] or "") + len(fields[1] or "")
