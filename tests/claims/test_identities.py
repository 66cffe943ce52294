"""Claims carry what their places and parties are."""

from __future__ import annotations

from schemas import Article
from services.claims import extract


def test_places_have_points_and_parties_ids() -> None:
    article = Article(
        id="a",
        title="",
        body=(
            "قتل ثلاثة جنود من الجيش السوري في هجوم شنه تنظيم داعش على مدينة البوكمال بريف دير الزور، "
            "بحسب المرصد السوري لحقوق الإنسان."
        ),
    )
    (claim,) = extract(article)
    assert claim.place is not None
    assert (claim.place.name, claim.place.admin1, claim.place.country) == ("Albu Kamal", "Deir ez-Zor", "SY")
    assert claim.place.precision == "town"
    assert claim.place.lat is not None
    assert claim.who.side is not None
    assert claim.who.side.actor == "syria-army"
    assert claim.by is not None
    assert claim.by.actor == "islamic-state"
    assert claim.source is not None
    assert (claim.source.actor, claim.source.role) == ("syrian-observatory", "monitor")


def test_texts_are_copies_and_nothing_is_guessed() -> None:
    article = Article(id="b", title="", body="قتل ثلاثة أشخاص في قرية الزنبقية المجهولة على يد مسلحين، وفق شهود عيان.")
    (claim,) = extract(article)
    assert claim.place is not None
    assert claim.place.text in article.body
    assert (claim.place.name, claim.place.country, claim.place.lat, claim.place.precision) == (None, None, None, None)
    assert claim.by is None or claim.by.actor is None
    assert claim.source is not None
    assert (claim.source.actor, claim.source.role) == (None, "witness")
