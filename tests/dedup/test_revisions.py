"""Claims of a revision beside those of the article that it revises."""

from __future__ import annotations

import dataclasses

from schemas import ActorMention, ArticleReference, Claim, Count, Evidence, PlaceMention, Trigger, Who
from schemas.claim import TYPE_OF_KIND
from services.dedup.revisions import link

BOMB = "قتل {} جنود وأصيب {} آخرون في انفجار سيارة مفخخة في حلب"
CLASH = "قتل {} مسلحين في اشتباكات قرب مطار درعا"


def claim(
    claim_id: str,
    sentence: str,
    *,
    kind: str = "killed",
    count: int = 3,
    names: tuple[str, ...] = (),
    side: str | None = None,
    place: str | None = None,
    restates: str | None = None,
) -> Claim:
    """A claim that says what these tests look at."""
    return Claim(
        id=claim_id,
        type=TYPE_OF_KIND[kind],
        kind=kind,  # type: ignore[arg-type]
        count=Count(low=count, high=count, precision="exact"),
        who=Who(text=None, names=list(names), side=ActorMention(text=side) if side else None),
        by=None,
        cause=None,
        place=PlaceMention(text=place) if place else None,
        when=None,
        source=None,
        assertion="asserted",
        scope="event",
        restates=restates,
        evidence=Evidence(
            field="body", start=0, end=len(sentence), text=sentence, trigger=Trigger(start=0, end=3, text=sentence[:3])
        ),
        confidence=0.9,
        article=ArticleReference(id="earlier" if claim_id.startswith("e") else "later"),
        extractor_version="test",
    )


def fates(earlier: list[Claim], claims: list[Claim], withdraw: bool = True) -> list[tuple[str | None, bool]]:
    """What each claim of the revision revises, then the withdrawals."""
    return [(each.revises, each.withdrawn) for each in link(earlier, claims, "later", withdraw=withdraw)]


def test_an_updated_toll_names_the_earlier_one() -> None:
    earlier = [claim("e1", BOMB.format(3, 5)), claim("e2", BOMB.format(3, 5), kind="injured", count=5)]
    later = [
        claim("l1", BOMB.format(4, 9), count=4),
        claim("l2", BOMB.format(4, 9), kind="injured", count=9),
    ]
    assert fates(earlier, later) == [("e1", False), ("e2", False)]


def test_each_event_keeps_to_its_own() -> None:
    earlier = [claim("e1", BOMB.format(3, 5)), claim("e2", CLASH.format(3))]
    later = [claim("l1", CLASH.format(7), count=7), claim("l2", BOMB.format(4, 5), count=4)]
    assert fates(earlier, later) == [("e2", False), ("e1", False)]


def test_reworded_but_of_the_same_people_at_the_same_place() -> None:
    earlier = [claim("e1", "سقط ثلاثة قتلى من الجيش في حلب", side="الجيش", place="حلب")]
    later = [claim("l1", "وارتفعت حصيلة ضحايا الهجوم إلى أربعة", count=4, side="الجيش", place="حلب")]
    assert fates(earlier, later) == [("e1", False)]


def test_two_named_persons_are_two_facts() -> None:
    earlier = [claim("e1", "قتل القيادي سالم في حلب", names=("سالم",), place="حلب")]
    later = [claim("l1", "قتل القيادي غانم في حلب", names=("غانم",), place="حلب")]
    assert fates(earlier, later) == [(None, False), ("e1", True)]


def test_what_is_no_longer_said_is_withdrawn_in_its_own_words() -> None:
    earlier = [claim("e1", BOMB.format(3, 5)), claim("e2", CLASH.format(2), count=2)]
    _, withdrawal = link(earlier, [claim("l1", BOMB.format(3, 5))], "later", withdraw=True)
    assert withdrawal.withdrawn
    assert withdrawal.revises == "e2"
    assert withdrawal.id not in {"e1", "e2", "l1"}
    assert withdrawal == dataclasses.replace(earlier[1], id=withdrawal.id, revises="e2", withdrawn=True)
    again = link(earlier, [claim("l1", BOMB.format(3, 5))], "later", withdraw=True)[1]
    assert again.id == withdrawal.id, "a repeated delivery repeats the id"


def test_a_cut_text_withdraws_nothing() -> None:
    earlier = [claim("e1", BOMB.format(3, 5)), claim("e2", CLASH.format(2))]
    assert fates(earlier, [claim("l1", BOMB.format(4, 5))], withdraw=False) == [("e1", False)]


def test_the_same_claim_of_the_same_article_is_neither_revised_nor_withdrawn() -> None:
    same = claim("e1", BOMB.format(3, 5))
    assert fates([same, claim("e2", CLASH.format(2))], [same]) == [(None, False), ("e2", True)]


def test_a_restated_claim_takes_the_place_of_a_restated_one() -> None:
    earlier = [claim("e1", BOMB.format(3, 5)), claim("e2", BOMB.format(3, 5), restates="e1")]
    later = [claim("l1", BOMB.format(4, 5), count=4), claim("l2", BOMB.format(4, 5), count=4, restates="l1")]
    assert fates(earlier, later) == [("e1", False), ("e2", False)]


def test_nothing_before_nothing_after() -> None:
    assert link([], [], "later", withdraw=True) == []
    assert fates([], [claim("l1", BOMB.format(3, 5))]) == [(None, False)]
