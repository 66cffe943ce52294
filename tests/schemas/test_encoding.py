"""JSON of the types: the same value comes back, and what does not fit names its path."""

from __future__ import annotations

import dataclasses
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import (
    ActorMention,
    Article,
    ArticleReference,
    Claim,
    Count,
    DeadLetter,
    Evidence,
    FingerprintedArticle,
    InvalidMessage,
    NormalizedArticle,
    PlaceMention,
    RawArticle,
    RefusalError,
    Trigger,
    When,
    Who,
    cloudevents,
    decode,
    encode,
)
from schemas.encoding import to_builtin

CLAIM = Claim(
    id="1",
    type="casualty",
    kind="killed",
    count=Count(low=1, high=None, precision="at_least", text="1"),
    who=Who(text="جندي", names=["فلان"], role="military", side=ActorMention(text="الجيش")),
    by=None,
    cause="shooting",
    place=PlaceMention(text="حلب"),
    when=When(text="أمس", from_="2020-01-01", to="2020-01-01", precision="day"),
    source=None,
    assertion="asserted",
    scope="event",
    restates=None,
    evidence=Evidence(field="body", start=0, end=9, text="قتل جندي.", trigger=Trigger(start=0, end=3, text="قتل")),
    confidence=0.5,
    article=ArticleReference(id="a"),
    extractor_version="test",
)


def test_a_claim_comes_back() -> None:
    data = encode(CLAIM)
    assert decode(data, Claim) == CLAIM
    written = orjson.loads(data)
    assert written["when"] == {"text": "أمس", "from": "2020-01-01", "to": "2020-01-01", "precision": "day"}
    assert written["by"] is None


def test_a_dead_letter_comes_back() -> None:
    letter = DeadLetter(
        topic="articles.raw",
        partition=1,
        offset=2,
        error=RefusalError(code="invalid_json", message="…"),
        headers=[("a", "YQ=="), ("a", "")],
    )
    assert [tuple(header) for header in decode(encode(letter), DeadLetter).headers] == letter.headers


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
EXTRAS = st.dictionaries(TEXTS, st.integers(-(2**53), 2**53) | TEXTS | st.lists(TEXTS, max_size=2), max_size=3)
KNOWN = {field.name for field in dataclasses.fields(Article)} - {"extra"}


@given(TEXTS, TEXTS, EXTRAS)
def test_unknown_fields_pass_through_every_type(title: str, body: str, extra: dict[str, Any]) -> None:
    extra = {name: value for name, value in extra.items() if name not in KNOWN}
    article = Article(id="1", title=title, body=body, extra=extra)
    assert decode(encode(article), Article) == article
    assert {name: value for name, value in to_builtin(article).items() if name not in KNOWN} == extra


def test_an_unknown_field_never_replaces_a_known_one() -> None:
    article = Article(id="right", title="a", body="", extra={"id": "wrong", "extra": {"id": "deep"}})
    read = decode(encode(article), Article)
    assert read.id == "right"
    assert read.extra == {"extra": {"id": "deep"}}


WRONG: list[tuple[type, Any, str]] = [
    (RawArticle, {"title": 5}, "$.title"),
    (Article, {"id": "1", "title": "a"}, "$"),
    (FingerprintedArticle, {"id": "1", "title": "a", "body": "", "folded": {"title": "a"}}, "$.folded"),
    (NormalizedArticle, {"id": "1", "title": "a", "body": "", "folded": 1, "fingerprint": {}}, "$.folded"),
    (Claim, {**orjson.loads(encode(CLAIM)), "kind": "wounded"}, "$.kind"),
    (Claim, {**orjson.loads(encode(CLAIM)), "when": {"text": "أمس", "from": 5}}, "$.when.from"),
    (Claim, {**orjson.loads(encode(CLAIM)), "evidence": {"field": "body"}}, "$.evidence"),
    (Claim, [], "$"),
]


@pytest.mark.parametrize(("kind", "value", "path"), WRONG)
def test_the_path_of_what_does_not_fit(kind: type, value: Any, path: str) -> None:
    with pytest.raises(InvalidMessage) as caught:
        decode(orjson.dumps(value), kind)
    assert caught.value.path == path


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a": NaN}'])
def test_no_json(data: bytes) -> None:
    with pytest.raises(InvalidMessage, match="not valid JSON"):
        decode(data, RawArticle)


def test_types_are_frozen_and_slotted() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CLAIM.kind = "injured"  # type: ignore[misc]
    for kind in (RawArticle, Article, NormalizedArticle, Claim, DeadLetter):
        assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)


def test_cloudevents_time() -> None:
    assert cloudevents.rfc3339(1_502_182_800_123) == "2017-08-08T09:00:00.123Z"
    assert cloudevents.rfc3339(0) == "1970-01-01T00:00:00.000Z"
