"""Verdicts: a table of what an article is beside what came before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from schemas import FingerprintedArticle
from services.dedup import MemoryStore, decide
from services.dedup.decision import MOST_COMPARED
from services.dedup.records import kept_text
from services.dedup.store import MOST_MEMBERS
from tests.dedup.articles import Desk, article, prose, replaced

LONG = prose(300, 1)
BRIEF = prose(12, 2)
THREE, FIVE = "killed:3:3:asserted", "killed:5:5:asserted"
HURT = "injured:9:9:asserted"
URL = "https://paper.example/news/1"


def pair(one: dict[str, Any], two: dict[str, Any]) -> tuple[FingerprintedArticle, FingerprintedArticle]:
    """Two articles; ids a and b unless they are given."""
    return article(**{"article_id": "a", "body": LONG, **one}), article(**{"article_id": "b", "body": LONG, **two})


# (earlier, later, verdict, measure): fields that differ from the same text under another id
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str, str | None]] = {
    "same text": ({}, {}, "exact", "identity"),
    "same text, other spelling": ({"body": "أعلن " + LONG}, {"body": "اعلن  " + LONG + "!"}, "exact", "identity"),
    "same text, other title": ({"title": "عنوان أول للخبر"}, {"title": "عنوان ثان للخبر"}, "near", "jaccard"),
    "same text, other title, other figures": (
        {"title": "أول", "statements": [THREE]},
        {"title": "ثان", "statements": [FIVE]},
        "revision",
        "jaccard",
    ),
    "some words replaced": ({}, {"body": replaced(LONG, 12)}, "near", "jaccard"),
    "too many words replaced": ({}, {"body": replaced(LONG, 60)}, "new", None),
    "another text": ({}, {"body": prose(300, 3)}, "new", None),
    "figures updated": (
        {"statements": [THREE, HURT]},
        {"body": replaced(LONG, 5), "statements": [FIVE, HURT]},
        "revision",
        "jaccard",
    ),
    "figures denied": (
        {"statements": [THREE]},
        {"body": replaced(LONG, 5), "statements": ["killed:3:3:denied"]},
        "revision",
        "jaccard",
    ),
    "figures taken back by the same source": (
        {"source": "p", "statements": [THREE, HURT]},
        {"source": "p", "body": LONG[:-200], "statements": [THREE]},
        "revision",
        "jaccard",
    ),
    "figures cut off by another paper": (
        {"source": "p", "statements": [THREE, HURT]},
        {"source": "q", "body": LONG[:-200], "statements": [THREE]},
        "near",
        "jaccard",
    ),
    "cut to a third": ({}, {"body": " ".join(LONG.split()[:100])}, "near", "containment"),
    "cut to a third, fewer figures": (
        {"statements": [THREE, HURT]},
        {"body": " ".join(LONG.split()[:100]), "statements": [THREE]},
        "near",
        "containment",
    ),
    "cut to a third with figures of its own": (
        {"statements": [THREE]},
        {"body": " ".join(LONG.split()[:100]), "statements": [FIVE]},
        "revision",
        "containment",
    ),
    "cut below sixty words": ({}, {"body": " ".join(LONG.split()[:50])}, "new", None),
    "a little longer": ({}, {"body": LONG + " " + prose(200, 4)}, "near", "containment"),
    "much longer": ({}, {"body": LONG + " " + prose(700, 4)}, "new", None),
    "much longer, the same figures": (
        {"statements": [THREE]},
        {"body": LONG + " " + prose(700, 4), "statements": [THREE]},
        "revision",
        "containment",
    ),
    "brief, the same": ({"body": BRIEF}, {"body": BRIEF}, "exact", "identity"),
    "brief, one word less": ({"body": BRIEF}, {"body": BRIEF.rpartition(" ")[0]}, "new", None),
    "same id and source, brief, other figures": (
        {"source": "p", "body": BRIEF, "statements": [THREE]},
        {"source": "p", "article_id": "a", "body": BRIEF + " تحديث", "statements": [FIVE]},
        "revision",
        "identity",
    ),
    "same id and source, brief, same figures": (
        {"source": "p", "body": BRIEF, "statements": [THREE]},
        {"source": "p", "article_id": "a", "body": BRIEF + " تحديث", "statements": [THREE]},
        "near",
        "identity",
    ),
    "same id, two sources": (
        {"source": "p"},
        {"source": "q", "article_id": "a", "body": prose(300, 5)},
        "new",
        None,
    ),
    "same id and source, two articles": (
        {"source": "p"},
        {"source": "p", "article_id": "a", "body": prose(300, 5)},
        "new",
        None,
    ),
    "same address, half rewritten, other figures": (
        {"url": URL, "statements": [THREE]},
        {"url": URL, "body": replaced(LONG, 80), "statements": [FIVE]},
        "revision",
        "identity",
    ),
    "same front page": (
        {"url": "https://paper.example", "body": BRIEF},
        {"url": "https://paper.example", "body": prose(12, 6)},
        "new",
        None,
    ),
    "label over a picture": ({"title": "كاريكاتير", "body": ""}, {"title": "كاريكاتير", "body": ""}, "new", None),
    "headline alone": (
        {"title": "مقتل خمسة أشخاص في انفجار", "body": ""},
        {"title": "مقتل خمسة أشخاص في انفجار", "body": ""},
        "exact",
        "identity",
    ),
    "nothing left by folding": ({"body": "ـــ"}, {"body": "ً ٌ ٍ"}, "new", None),
    "one word a thousand times": ({"body": "كلمة " * 1000}, {"body": "كلمة " * 900}, "near", "jaccard"),
}


@pytest.mark.parametrize("name", CASES)
def test_verdict(name: str) -> None:
    one, two, verdict, measure = CASES[name]
    first, second = Desk().all(*pair(one, two))
    assert first.verdict == "new"
    assert (second.verdict, second.measure) == (verdict, measure)
    assert second.of == (None if verdict == "new" else "a")
    assert (second.similarity is None) == (verdict == "new")


def test_similarity_is_the_share_of_shingles() -> None:
    _, second = Desk().all(article("a", LONG), article("b", replaced(LONG, 10)))
    # 298 shingles, of which each replaced word takes three away
    assert second.similarity == pytest.approx((298 - 30) / (298 + 30), abs=1e-3)


def test_a_revision_names_the_latest_version_and_carries_it() -> None:
    versions = [
        article(name, f"{LONG} {name}", title=name, source="p", statements=[f"killed:{count}:{count}:asserted"])
        for name, count in (("a", 3), ("b", 5), ("c", 7))
    ]
    verdicts = Desk().all(*versions)
    assert [(each.verdict, each.of, each.revises, each.withdraws) for each in verdicts] == [
        ("new", None, None, False),
        ("revision", "a", "a", True),
        ("revision", "a", "b", True),
    ]
    assert verdicts[2].revised is not None
    assert kept_text(verdicts[2].revised).title == "b"


def test_a_late_copy_of_an_old_version_updates_nothing() -> None:
    desk = Desk()
    desk.all(article("a", LONG, statements=[THREE]), article("b", LONG + " ب", statements=[FIVE]))
    assert desk.decide(article("c", LONG + " ج", statements=[THREE])).verdict == "near"


def test_a_cut_revision_takes_nothing_back() -> None:
    desk = Desk()
    cut = " ".join(LONG.split()[:100])
    _, second = desk.all(article("a", LONG, statements=[THREE, HURT]), article("b", cut, statements=[FIVE]))
    assert (second.revises, second.withdraws) == ("a", False)


def test_the_copy_of_a_copy_names_the_first_of_the_chain() -> None:
    """Its Jaccard with the first article is below .7, with the second above."""
    texts = [LONG, replaced(LONG, 15), replaced(replaced(LONG, 15), 16)]
    verdicts = Desk().all(*(article(name, text) for name, text in zip("abc", texts, strict=True)))
    assert [(each.verdict, each.of) for each in verdicts] == [("new", None), ("near", "a"), ("near", "a")]


@pytest.mark.parametrize(
    "later",
    [
        [],
        [article("b", replaced(LONG, 3), statements=[THREE]), article("a", LONG, statements=[THREE])],
        [article("a", LONG + " تحديث", source="p", statements=[FIVE])],
    ],
)
def test_a_redelivered_article_gets_the_verdict_it_got_first(later: Sequence[FingerprintedArticle]) -> None:
    desk = Desk()
    first = article("a", LONG, source="p", statements=[THREE])
    copy = article("k", replaced(LONG, 4), source="p", statements=[FIVE])
    verdicts = [desk.decide(each, origin=f"raw/0/{number}") for number, each in enumerate((first, copy, *later))]
    again = [desk.decide(each, origin=f"raw/0/{number}") for number, each in enumerate((first, copy, *later))]
    assert [_told(each) for each in again] == [_told(each) for each in verdicts]


def _told(decision: Any) -> tuple[Any, ...]:
    return (
        decision.verdict,
        decision.of,
        decision.similarity,
        decision.measure,
        decision.revises,
        decision.revised,
        decision.withdraws,
    )


def test_the_window_ends() -> None:
    desk = Desk()
    assert desk.decide(article("a", LONG), at=10_000).verdict == "new"
    assert desk.decide(article("b", replaced(LONG, 3)), at=11_000).verdict == "near"
    assert desk.decide(article("c", replaced(LONG, 4)), at=12_001).verdict == "new"
    assert desk.decide(article("d", LONG), at=12_002).verdict == "near"


class CountingStore(MemoryStore):
    """Counts the values that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def get(self, keys: Sequence[bytes]) -> list[bytes | None]:
        self.read += len(keys)
        return super().get(keys)


def test_a_thousand_articles_of_one_template_cost_a_bounded_number_of_comparisons() -> None:
    template = prose(200, 7)
    desk = Desk()
    desk.store = store = CountingStore()
    most = 0
    for number in range(1000):
        before = store.read
        verdict = desk.decide(article(f"t-{number}", f"{template} {prose(200, 100 + number)}")).verdict
        assert verdict == "new", "half of each is its own"
        most = max(most, store.read - before)
    assert most <= MOST_COMPARED + 10
    assert max(len(members) for members in store._members.values()) <= MOST_MEMBERS * 9
    exact = desk.decide(article("late", f"{template} {prose(200, 900)}"))
    assert (exact.verdict, exact.of) == ("exact", "t-800")
    near = desk.decide(article("later", replaced(f"{template} {prose(200, 950)}", 5)))
    assert (near.verdict, near.of) == ("near", "t-850")


def test_a_book_is_compared_by_a_sample() -> None:
    book = prose(60_000, 8)
    desk = Desk()
    first, second = desk.all(article("a", book), article("b", replaced(book, 2000)))
    assert (first.verdict, second.verdict) == ("new", "near")
    assert second.similarity == pytest.approx((59_998 - 6000) / (59_998 + 6000), abs=0.03)
    size = sum(len(key) + len(value) for key, value in second.changes.values)
    assert size < 9000, "what one article costs is bounded"


def test_fingerprints_of_another_version_are_not_compared() -> None:
    store = MemoryStore()
    old = article("a", LONG)
    object.__setattr__(old.fingerprint, "version", "other")
    store.apply(decide(old, store, origin="1").changes)
    assert decide(article("b", replaced(LONG, 3)), store, origin="2").verdict == "new"
