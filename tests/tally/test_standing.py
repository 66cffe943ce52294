"""How claims count: what repeats, revises, withdraws or denies is never added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schemas import Claim
from services.tally import Ledger, total
from tests.claim_examples import claim, count


def standings(*claims: Claim) -> dict[str, str]:
    ledger = Ledger(claims)
    return {each.id: ledger.standing(each) for each in ledger}


def test_a_restatement_counts_nobody() -> None:
    assert standings(claim("first"), claim("again", restates="first")) == {"first": "stands", "again": "restated"}


def test_a_revision_takes_the_place_of_the_earlier_claim() -> None:
    found = standings(claim("old", people=count(3)), claim("new", people=count(5), revises="old"))
    assert found == {"old": "revised", "new": "stands"}


def test_a_chain_of_revisions_leaves_the_last() -> None:
    found = standings(claim("1"), claim("2", revises="1"), claim("3", revises="2"))
    assert found == {"1": "revised", "2": "revised", "3": "stands"}


def test_a_withdrawal_leaves_nobody() -> None:
    found = standings(claim("old"), claim("notice", revises="old", withdrawn=True))
    assert found == {"old": "withdrawn", "notice": "withdrawal"}


def test_a_revision_counts_although_the_earlier_claim_never_arrived() -> None:
    assert standings(claim("new", revises="missing")) == {"new": "stands"}


def test_a_revision_that_arrives_first_still_replaces() -> None:
    assert standings(claim("new", revises="old"), claim("old")) == {"new": "stands", "old": "revised"}


def test_denied_cumulative_and_uncertain_claims_stand_apart() -> None:
    found = standings(
        claim("denied", assertion="denied"), claim("war", scope="cumulative"), claim("rumour", assertion="uncertain")
    )
    assert found == {"denied": "denied", "war": "cumulative", "rumour": "unconfirmed"}


def test_a_repeated_delivery_is_one_claim() -> None:
    ledger = Ledger([claim("a"), claim("b"), claim("a")])
    assert [each.id for each in ledger] == ["a", "b"]


@st.composite
def histories(draw: st.DrawFn) -> list[Claim]:
    """Claims that restate and revise earlier ones at random, some delivered twice."""
    made: list[Claim] = []
    for number in range(draw(st.integers(1, 12))):
        earlier = [None, *(each.id for each in made)]
        revises = draw(st.sampled_from(earlier))
        made.append(
            claim(
                str(number),
                people=count(draw(st.integers(0, 9))),
                restates=draw(st.sampled_from(earlier)),
                revises=revises,
                withdrawn=revises is not None and draw(st.booleans()),
            )
        )
    return made + draw(st.lists(st.sampled_from(made), max_size=4))


@given(histories())
def test_nobody_is_added_twice(history: list[Claim]) -> None:
    ledger = Ledger(history)
    added = ledger.with_standing("stands")
    assert len({each.id for each in added}) == len(added)
    replaced = {each.revises for each in history}
    assert all(each.restates is None and not each.withdrawn and each.id not in replaced for each in added)
    assert total(added).low == sum(each.count.low or 0 for each in added)
