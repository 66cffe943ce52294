"""Which claims `rasd tail` shows: by kind, country, number of people, actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """All conditions must hold; an empty one always does. Within one, any of the values will do.

    kinds: of `schemas.Kind`. countries: ISO 3166-1 alpha-2 of the place. at_least: people, by the lower bound of the
    count, so that a claim without one is left out. actors: ids in the registry, of who did it or of the people's side.
    """

    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    at_least: int | None = None
    actors: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.countries or self.actors or self.at_least is not None)

    def accepts(self, event: Mapping[str, Any]) -> bool:
        """Whether an event (decoded JSON) passes. One that is no claim passes only where nothing is asked."""
        if not self:
            return True
        if "evidence" not in event:
            return False
        return (
            (not self.kinds or event["kind"] in self.kinds)
            and (not self.countries or _get(event, "place", "country") in self.countries)
            and (self.at_least is None or (event["count"]["low"] or 0) >= self.at_least)
            and (not self.actors or not self.actors.isdisjoint(_actors(event)))
        )


def _actors(event: Mapping[str, Any]) -> set[Any]:
    return {_get(event, "by", "actor"), _get(event, "who", "side", "actor")}


def _get(event: Mapping[str, Any], *path: str) -> Any:
    value: Any = event
    for name in path:
        if value is None:
            return None
        value = value.get(name)
    return value
