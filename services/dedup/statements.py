"""The casualty and defection statements of an article in short: what tells an updated toll from a mere copy.

Computed for every article at intake, where workers can be added, and not for near-duplicates alone in the
de-duplication stage, of which there is one: there it would need the text of the earlier article too, which the state
has no room for, and would cost ten times what a verdict costs.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Article, Claim


def statements_of(article: Article) -> list[str]:
    """The statements of an article, by the claims that it makes."""
    from services.claims import extract  # here, so that comparing articles does not load the claims engine

    return statements(extract(article))


def statements(claims: Iterable[Claim]) -> list[str]:
    """The claims of one article as `kind:low:high:assertion`, distinct and sorted; a missing bound is empty.

    Outlets put titles of their own over the same agency text ("dozens killed" over a body that says 35), so that a
    title speaks for those kinds alone that the body says nothing of.
    """
    claims = list(claims)
    told = {claim.kind for claim in claims if claim.evidence.field == "body"}
    return sorted({_statement(claim) for claim in claims if claim.evidence.field == "body" or claim.kind not in told})


def _statement(claim: Claim) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (claim.count.low, claim.count.high))
    return f"{claim.kind}:{low}:{high}:{claim.assertion}"
