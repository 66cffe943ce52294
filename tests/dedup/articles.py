"""Fingerprinted articles of our own for the tests, without the claims engine: their statements are given."""

from __future__ import annotations

import random
from collections.abc import Sequence

from schemas import Article, FingerprintedArticle, Folded
from services.arabic import normalize
from services.dedup import Decision, MemoryStore, decide, fingerprint

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def prose(words: int, seed: int) -> str:
    """Words that mean nothing and that no other seed has in the same order."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(words))


def replaced(text: str, count: int) -> str:
    """The text with `count` words, evenly spread, replaced."""
    words = text.split(" ")
    step = len(words) // count
    for number in range(count):
        words[number * step + step // 2] = f"بديل{number}"
    return " ".join(words)


def article(
    article_id: str,
    body: str,
    *,
    title: str = "",
    source: str | None = None,
    url: str | None = None,
    statements: Sequence[str] = (),
) -> FingerprintedArticle:
    """An article ready to be compared. `url` is canonical."""
    plain = Article(id=article_id, title=title, body=body, url=url, canonical_url=url, source=source)
    folded = Folded(title=normalize(title).text, body=normalize(body).text)
    return FingerprintedArticle(
        id=article_id,
        title=title,
        body=body,
        url=url,
        canonical_url=url,
        source=source,
        folded=folded,
        fingerprint=fingerprint(plain, folded, sorted(statements)),
    )


class Desk:
    """Decides articles one after another, as a stage does."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.count = 0

    def decide(self, each: FingerprintedArticle, *, origin: str | None = None, at: int | None = None) -> Decision:
        """The verdict; a new origin and a later time unless they are given."""
        self.count += 1
        decision = decide(
            each,
            self.store,
            at=self.count if at is None else at,
            origin=origin or f"message-{self.count}",
            window=None if at is None else 1000,
        )
        self.store.apply(decision.changes)
        return decision

    def all(self, *articles: FingerprintedArticle) -> list[Decision]:
        """The verdicts on articles in this order."""
        return [self.decide(each) for each in articles]
