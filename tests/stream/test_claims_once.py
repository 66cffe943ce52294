"""What intake found serves extract, for the very same article alone, and takes bounded memory."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from schemas import Article, NormalizedArticle
from services.claims import extract
from services.dedup import fingerprinted
from services.intake import read_article
from services.stream import claims_once
from services.stream.claims_once import ClaimsOnce
from services.stream.extract_stage import ExtractStage
from services.stream.intake_stage import IntakeStage
from services.stream.messages import Message
from services.stream.runner import build_stages
from services.stream.settings import Settings
from tests.stream.articles import article as raw

CHANGES: dict[str, Any] = {
    "id": "another",
    "title": "قتيل في حمص",
    "body": "قتل 7 أشخاص في حماة.",
    "url": "https://a.example/2",
    "canonical_url": "https://a.example/3",
    "source": "وكالة",
    "published_at": "2017-08-08T12:00:00+03:00",
    "fetched_at": "2017-08-09T12:00:00+03:00",
    "language": "fa",
    "extra": {"any": 1},
}


def article(number: int) -> Article:
    read = read_article(raw(number))
    assert isinstance(read, Article)
    return read


def normalized(article: Article) -> NormalizedArticle:
    whole = fingerprinted(article)
    return NormalizedArticle(**{field.name: getattr(whole, field.name) for field in dataclasses.fields(whole)})


def test_claims_are_found_once() -> None:
    once = ClaimsOnce()
    found = once.find(article(1))
    assert found == extract(article(1)) and found
    assert once.take(normalized(article(1))) is found
    assert once.take(normalized(article(1))) is None, "a repeated delivery works them out anew"


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Article)])
def test_only_for_the_same_article(field: str) -> None:
    """Either the claims are not used, or they are those of the changed article as well."""
    once = ClaimsOnce()
    once.find(article(1))
    changed = dataclasses.replace(article(1), **{field: CHANGES[field]})
    assert changed != article(1)
    taken = once.take(changed)
    assert taken is None or taken == extract(changed)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims_once, "MOST_TEXT", 3 * len(article(1).body + article(1).title) + 50)
    once = ClaimsOnce()
    for number in range(1, 20):
        once.find(article(number))
        once.find(article(number))
    assert 2 <= len(once) <= 3
    assert once.take(article(1)) is None
    assert once.take(article(19)) is not None
    for number in range(17, 20):
        once.take(article(number))
    assert len(once) == 0 and once._text == 0


def test_stages_of_one_process_share() -> None:
    settings = Settings()
    intake, extracting = build_stages(settings, ["intake", "extract"])
    assert isinstance(intake, IntakeStage) and isinstance(extracting, ExtractStage)
    assert intake._once is not None and intake._once is extracting._once
    (alone,) = build_stages(settings, ["extract"])
    assert isinstance(alone, ExtractStage) and alone._once is None
    message = Message(topic="articles.raw", partition=0, offset=0, timestamp=0, key=None, value=raw(1))
    list(intake.handle([message], None))  # type: ignore[arg-type]
    assert len(intake._once) == 1
