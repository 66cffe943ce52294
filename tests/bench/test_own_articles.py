"""The annotated articles of our own: what they quote stands in them, and the unread kinds are there."""

from __future__ import annotations

import pytest

from bench.annotations.own import UNREAD, all_kinds, own_annotated

COPIES = ("who", "side", "by", "place", "when", "source")


@pytest.mark.parametrize("kind", all_kinds())
def test_every_copy_is_the_articles(kind: str) -> None:
    articles, gold = own_annotated([kind])
    assert {article["id"] for article in articles} == set(gold)
    for article in articles:
        text = f"{article['title']}\n{article['body']}"
        for claim in gold[article["id"]]:
            assert article[claim["field"]].count(claim["context"]) == 1, claim
            assert claim["trigger"] in claim["context"], claim
            for copy in [*claim["names"], *(claim[name] for name in COPIES if claim[name] is not None)]:
                assert copy in text, (article["id"], copy)


def test_the_unread_kinds_are_kinds() -> None:
    assert set(UNREAD) <= set(all_kinds())
