"""Claims of invented sentences, for the table-driven tests of this folder."""

from __future__ import annotations

from schemas import Article, Claim
from services.claims import extract
from services.claims.choices.model import Weights

# A model without weights: sentences without an article round them test the grammar. `test_judgement` tests the model.
GRAMMAR_ALONE = Weights({})


def article(body: str, title: str = "") -> Article:
    """An invented article of 8 May 2024."""
    return Article(id="invented", title=title, body=body, published_at="2024-05-08T12:00:00+00:00", source="invented")


def claims(body: str, title: str = "") -> list[Claim]:
    """The claims that the grammar finds in an article with this body and title."""
    return extract(article(body, title), GRAMMAR_ALONE)


def stated(body: str, title: str = "") -> list[tuple[str, int | None, int | None]]:
    """Kind, low and high of each claim."""
    return [(claim.kind, claim.count.low, claim.count.high) for claim in claims(body, title)]
