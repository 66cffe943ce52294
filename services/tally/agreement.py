"""Claims of several articles about the same kind, place and day: where they may tell of one event, agreeing or not.

The same gazetteer entry and the same day are a hint, never a proof: a town can see two attacks in a day. So nothing is
merged here; an analyst sees the claims side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from schemas import Claim

# Of a governorate or a country, "the same place" says nothing about the same event.
_POINTS = frozenset({"exact", "town"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDay:
    """What two articles or more claim of one kind, place and day.

    claims: in order of arrival. agree: whether some number fits all that they state (their ranges have one in common).
    """

    kind: str
    place: str
    day: str
    claims: tuple[Claim, ...]
    agree: bool


def place_days(claims: Iterable[Claim]) -> list[PlaceDay]:
    """The places and days that several articles report, by day. The caller passes claims that stand.

    Only places of the precision of a town and dates of one day are compared.
    """
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        place, when = claim.place, claim.when
        if place is None or place.name is None or place.precision not in _POINTS:
            continue
        if when is None or when.from_ is None or when.from_ != when.to:
            continue
        name = ", ".join(filter(None, (place.name, place.admin1, place.country)))
        groups[when.from_, name, claim.kind].append(claim)
    found = []
    for (day, place_name, kind), members in sorted(groups.items()):
        if len({claim.article.id for claim in members}) > 1:
            agree = _have_a_number_in_common(members)
            found.append(PlaceDay(kind=kind, place=place_name, day=day, claims=tuple(members), agree=agree))
    return found


def _have_a_number_in_common(claims: Iterable[Claim]) -> bool:
    """Whether the articles' sums overlap: one article may give an event's people in several claims."""
    lows: dict[str, int] = defaultdict(int)
    highs: dict[str, float] = defaultdict(float)
    for claim in claims:
        lows[claim.article.id] += claim.count.low or 0
        highs[claim.article.id] += float("inf") if claim.count.high is None else claim.count.high
    return max(lows.values()) <= min(highs.values())
