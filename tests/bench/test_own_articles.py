"""The annotated articles of our own: what they quote stands in them, and the unread kinds are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.annotations.own import FOLDER, UNREAD
from bench.annotations.read import WRITTEN, kinds_in, of_our_own

COPIES = ("who", "side", "by", "place", "when", "source")
FILES = [path for folder in (FOLDER, WRITTEN) for path in sorted(folder.glob("*.json"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_copy_is_the_articles(file: Path) -> None:
    articles, gold = of_our_own(file.parent, [file.stem])
    assert {article["id"] for article in articles} == set(gold)
    for article in articles:
        text = f"{article['title']}\n{article['body']}"
        for claim in gold[article["id"]]:
            assert article[claim["field"]].count(claim["context"]) == 1, claim
            assert claim["trigger"] in claim["context"], claim
            for copy in [*claim["names"], *(claim[name] for name in COPIES if claim[name] is not None)]:
                assert copy in text, (article["id"], copy)


def test_no_article_is_learned_from_and_measured_on() -> None:
    measured, _ = of_our_own(FOLDER)
    learned, _ = of_our_own(WRITTEN)
    assert not {article["body"] for article in measured} & {article["body"] for article in learned}


def test_the_unread_kinds_are_kinds() -> None:
    assert set(UNREAD) <= set(kinds_in(FOLDER))
