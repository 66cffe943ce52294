"""Fingerprints: versioned, and the same for whoever computes them."""

from __future__ import annotations

import pytest

from schemas import Article
from services.claims import extract
from services.dedup import fingerprint, fingerprinted
from services.dedup.fingerprint import KEYS_LEAST, KEYS_MOST, VERSION
from services.dedup.statements import statements, statements_of
from tests.dedup.articles import prose

TOLL = "قتل 3 جنود وأصيب 5 آخرون بجروح في انفجار سيارة مفخخة في حلب."


def test_the_values_of_this_version() -> None:
    """A change here makes every article new to every running service: change the version with it."""
    found = fingerprint(Article(id="a", title="عاجل", body="أعلن المجلس افتتاح الجسر الجديد في المدينة"), statements=[])
    assert VERSION == "rasd-1/3gram-1"
    assert (found.version, found.words) == (VERSION, 7)
    assert found.exact == "41ac2af83b446326ae00c16690730fd7"
    assert found.shingles == [74461653354972, 140727023216633, 169036344289454, 227815919969399, 258607735738821]
    assert found.sketch == "BQAAABFxh4p4fjPsagI4"


@pytest.mark.parametrize(
    ("words", "keys"), [(0, 0), (2, 0), (3, 1), (10, 8), (100, KEYS_LEAST), (600, 30), (5000, KEYS_MOST)]
)
def test_longer_texts_have_more_keys_up_to_a_bound(words: int, keys: int) -> None:
    found = fingerprint(Article(id="a", title="", body=prose(words, 9) if words else ""), statements=[])
    assert len(found.shingles) == pytest.approx(keys, abs=12 if 10 < words < 5000 else 0)
    assert found.shingles == sorted(set(found.shingles))
    assert all(0 <= key < 2**48 for key in found.shingles)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("قُتِلَ إبراهيم في المدرسة", "قتل ابراهيم في المدرسه", True),
        ("وصل ٣ وزراء أمس", "وصل 3 وزراء  أمس.", True),
        ("وصل 3 وزراء أمس", "وصل 4 وزراء أمس", False),
        ("وصل الوزير إلى القرية", "وصل الوزير إلى المدينة", False),
        ("خبر قصير", "خبر قصير", False),  # a label: another address makes another article
    ],
)
def test_exact_digest(one: str, two: str, same: bool) -> None:
    digests = [
        fingerprint(Article(id=text_id, title="", body=text), statements=[]).exact
        for text_id, text in (("a", one), ("b", two))
    ]
    assert (digests[0] == digests[1]) is same


def test_words_do_not_move_between_title_and_body() -> None:
    one = fingerprint(Article(id="a", title="وصل الوزير", body="إلى المدينة أمس"), statements=[])
    two = fingerprint(Article(id="a", title="وصل الوزير إلى", body="المدينة أمس"), statements=[])
    assert one.exact != two.exact


def test_statements_are_those_of_the_body() -> None:
    article = Article(id="a", title="عشرات القتلى والجرحى في حلب", body=TOLL)
    assert statements_of(article) == ["injured:5:5:asserted", "killed:3:3:asserted"]
    assert fingerprinted(article).fingerprint.statements == statements_of(article)


def test_a_title_speaks_where_the_body_is_silent() -> None:
    article = Article(id="a", title="مقتل 3 جنود في حلب", body="وتواصلت الاجتماعات في العاصمة حتى المساء.")
    assert statements(extract(article)) == ["killed:3:3:asserted"]
