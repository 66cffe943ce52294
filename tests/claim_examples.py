"""Claims for tests, on invented articles. `claim` fills in whatever a test does not care about."""

from __future__ import annotations

from typing import Any

from schemas import (
    ActorMention,
    ArticleReference,
    Claim,
    Count,
    Evidence,
    PlaceMention,
    Source,
    Trigger,
    When,
    Who,
)
from schemas.claim import TYPE_OF_KIND, Kind

PALMYRA = PlaceMention(
    text="مدينة تدمر", name="Palmyra", admin1="Homs", country="SY", lat=34.56, lon=38.27, precision="town"
)
MOSUL = PlaceMention(
    text="الموصل", name="Mosul", admin1="Nineveh", country="IQ", lat=36.34, lon=43.13, precision="town"
)
ISLAMIC_STATE = ActorMention(text="تنظيم داعش", actor="islamic-state")
ARMY = ActorMention(text="الجيش العراقي", actor="iraq-army")
OBSERVATORY = Source(text="المرصد السوري لحقوق الإنسان", actor="syrian-observatory", role="media")


def count(low: int | None, high: int | None = -1, precision: Any = None, text: str | None = None) -> Count:
    """A count; one number alone is exact."""
    top = low if high == -1 else high
    kind = precision or ("exact" if low is not None and low == top else "at_least" if top is None else "range")
    return Count(low=low, high=top, precision=kind, text=text)


def day(iso: str, to: str | None = None, text: str = "أمس") -> When:
    """A day, or the days from one to another."""
    return When(text=text, from_=iso, to=to or iso, precision="range" if to else "day")


def article(name: str, source: str | None = None, published: str = "2024-03-18T09:30:00+00:00") -> ArticleReference:
    """An article of an invented outlet."""
    return ArticleReference(
        id=name,
        url=f"https://news.example/{name}",
        source=source or "وكالة المثال",
        title=f"عنوان {name}",
        published_at=published,
    )


def claim(
    claim_id: str,
    kind: Kind | str = "killed",
    *,
    people: Count | None = None,
    of: ArticleReference | None = None,
    sentence: str = "وقد قتل ثلاثة جنود في كمين قرب المدينة.",
    trigger: str = "قتل",
    start: int = 40,
    **changes: Any,
) -> Claim:
    """A claim with the given id; `sentence` stands at `start` of the body and holds `trigger`."""
    at = start + sentence.index(trigger)
    fields: dict[str, Any] = {
        "type": TYPE_OF_KIND[kind],
        "who": Who(text="ثلاثة جنود", role="military"),
        "by": None,
        "cause": "clash" if TYPE_OF_KIND[kind] == "casualty" else None,
        "place": None,
        "when": None,
        "source": None,
        "assertion": "asserted",
        "scope": "event",
        "restates": None,
        "confidence": 0.9,
        "extractor_version": "test",
    }
    return Claim(
        id=claim_id,
        kind=kind,
        count=people or count(3),
        evidence=Evidence(
            field="body",
            start=start,
            end=start + len(sentence),
            text=sentence,
            trigger=Trigger(start=at, end=at + len(trigger), text=trigger),
        ),
        article=of or article("a"),
        **{**fields, **changes},
    )
