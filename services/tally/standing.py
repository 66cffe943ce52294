"""Which claims stand, and which do not: revised, withdrawn, restated, denied, totals over a long time.

Only what the claims themselves say is used: `restates`, `revises`, `withdrawn`, `scope`, `assertion`. Two outlets that
report the same event are two claims that stand (`services.tally.agreement` shows where that may be so).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from schemas import Claim

Standing = Literal["stands", "unconfirmed", "restated", "revised", "withdrawn", "withdrawal", "denied", "cumulative"]
"""How a claim counts. In the order in which they are decided:

withdrawal: the event says that a revised article no longer makes an earlier claim; it counts nobody.
withdrawn: that earlier claim. revised: a later claim replaces it.
restated: the article's first claim of the same people counts them already.
denied: the text says that it is untrue. cumulative: a total over weeks, years or a whole war.
unconfirmed: stated as uncertain; counted apart. stands: all others.
"""


class Ledger:
    """Claims in order of arrival, each id once, and the standing of each. Built once, then read.

    A claim that arrives again (delivery is at least once) is the same claim: the first is kept.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[str, Claim] = {}
        self._replaced_by: dict[str, Claim] = {}
        for claim in claims:
            if self._claims.setdefault(claim.id, claim) is claim and claim.revises is not None:
                self._replaced_by[claim.revises] = claim

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims.values())

    def get(self, claim_id: str) -> Claim | None:
        """The claim with this id, None where it has not arrived."""
        return self._claims.get(claim_id)

    def successor(self, claim: Claim) -> Claim | None:
        """The claim that revises or withdraws this one."""
        return self._replaced_by.get(claim.id)

    def standing(self, claim: Claim) -> Standing:
        """How a claim counts."""
        if claim.withdrawn:
            return "withdrawal"
        successor = self._replaced_by.get(claim.id)
        if successor is not None:
            return "withdrawn" if successor.withdrawn else "revised"
        if claim.restates is not None:
            return "restated"
        if claim.assertion == "denied":
            return "denied"
        if claim.scope == "cumulative":
            return "cumulative"
        return "unconfirmed" if claim.assertion == "uncertain" else "stands"

    def with_standing(self, standing: Standing) -> list[Claim]:
        """The claims of one standing, in order of arrival."""
        return [claim for claim in self if self.standing(claim) == standing]
