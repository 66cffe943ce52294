"""Links the claims of a revision to those of the article that it revises.

A subscriber holds the earlier claims. Each of them gets one of three fates, told by events of its own kind on its own
topic:

- updated: a claim of the revision names it in `revises`, and takes its place whether its count changed or not;
- unchanged under the same id: the same article sent again states it with the same words at the same place;
- withdrawn: the revision does not make it any more. An event with an id of its own repeats the earlier claim's words
  and its article, names it in `revises`, and has `withdrawn` set. It is keyed like the earlier claim, so that it comes
  after it; the header `ce_withdrawnby` names the article that takes it back.

So whoever drops every claim that some `revises` names, and every withdrawn one, counts nothing twice and nothing that
was taken back. Claims are matched within one kind by what they say of people, place and event; the costlier error is
to link two different facts, because the earlier one is no longer counted then.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Sequence
from typing import Final

from schemas import ActorMention, Claim, PlaceMention
from services.arabic import normalize

_WORD: Final = re.compile(r"\w+")
# Two claims of one kind are the same fact from here: half of the words of their sentences, or names, or people and
# place.
SAME_FACT: Final = 1.0


def link(earlier: Sequence[Claim], claims: Sequence[Claim], revising_id: str, *, withdraw: bool) -> list[Claim]:
    """The claims of a revision with `revises` set, followed by the withdrawals.

    earlier: claims of the article that is revised; claims: those of the revision, in order; revising_id: its id.
    withdraw: whether an earlier claim that has no match is taken back. Depends on nothing but its arguments.
    """
    unchanged = {claim.id for claim in claims} & {claim.id for claim in earlier}
    matched = _match(
        [claim for claim in earlier if claim.id not in unchanged],
        [claim for claim in claims if claim.id not in unchanged],
    )
    linked = [dataclasses.replace(claim, revises=matched.get(claim.id)) for claim in claims]
    if not withdraw:
        return linked
    kept = unchanged | set(matched.values())
    return linked + [_withdrawal(claim, revising_id) for claim in earlier if claim.id not in kept]


def _match(earlier: Sequence[Claim], claims: Sequence[Claim]) -> dict[str, str]:
    """For ids of new claims, the id of the earlier claim that is the same fact: the best pairs first, each once."""
    pairs = [
        (-_likeness(old, new), new_place, old_place)
        for old_place, old in enumerate(earlier)
        for new_place, new in enumerate(claims)
        if old.kind == new.kind
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, new_place, old_place in sorted(pairs):
        if -likeness >= SAME_FACT and new_place not in matched and old_place not in taken:
            matched[new_place] = old_place
            taken.add(old_place)
    return {claims[new].id: earlier[old].id for new, old in matched.items()}


def _likeness(old: Claim, new: Claim) -> float:
    """How much two claims of one kind speak of the same fact; `SAME_FACT` and more: they do."""
    names = set(old.who.names) & set(new.who.names)
    if old.who.names and new.who.names and not names:
        return 0.0  # two named persons
    likeness = 2.0 * _shared(_words(old.evidence.text), _words(new.evidence.text))
    likeness += 1.0 if names else 0.0
    likeness += 0.5 if _same(old.who.side, new.who.side) else 0.0
    likeness += 0.5 if _same(old.place, new.place) else 0.0
    # what cannot make two claims one, but chooses between several that could be
    likeness += 0.1 if old.who.role == new.who.role else 0.0
    likeness += 0.1 if old.evidence.field == new.evidence.field else 0.0
    likeness += 0.1 if (old.restates is None) == (new.restates is None) else 0.0
    likeness += 0.1 if (old.count.low, old.count.high) == (new.count.low, new.count.high) else 0.0
    return likeness


def _words(text: str) -> frozenset[str]:
    """The words of a sentence without its figures, which are what changes."""
    return frozenset(word for word in _WORD.findall(normalize(text).text) if not word.isdecimal())


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    union = len(one | two)
    return len(one & two) / union if union else 0.0


def _same(one: ActorMention | PlaceMention | None, two: ActorMention | PlaceMention | None) -> bool:
    return one is not None and two is not None and normalize(one.text).text == normalize(two.text).text


def _withdrawal(claim: Claim, revising_id: str) -> Claim:
    key = f"withdrawn\n{claim.id}\n{revising_id}"
    return dataclasses.replace(
        claim,
        id=hashlib.sha256(key.encode()).hexdigest()[:24],
        revises=claim.id,
        withdrawn=True,
    )
