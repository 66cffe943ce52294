"""Articles of our own for the tests of the stream."""

from __future__ import annotations

from typing import Any

import orjson

TOWNS = ("حلب", "الرقة", "درعا", "حمص", "إدلب", "الحسكة", "السويداء", "القنيطرة", "طرطوس", "دوما")
ACTORS = ("قذيفة سقطت على سوق شعبية", "انفجار عبوة في سيارة", "غارة على مبنى سكني", "اشتباكات قرب المطار")


def article(number: int, **fields: Any) -> bytes:
    """An article whose text differs from that of every other number, as JSON."""
    town, actor = TOWNS[number % len(TOWNS)], ACTORS[number % len(ACTORS)]
    body = (
        f"قتل {number % 90 + 11} شخصاً وأصيب {number % 70 + 5} آخرون جراء {actor} في مدينة {town} يوم الجمعة، "
        f"بحسب مصدر طبي. وقال شاهد عيان رقمه {number} إن فرق الإسعاف نقلت المصابين إلى المستشفى {number * 7} "
        f"ثم عادت إلى الموقع {number * 13}."
    )
    return orjson.dumps({"id": f"a-{number}", "title": f"قتلى وجرحى في {town} ({number})", "body": body, **fields})


def event(record: Any) -> dict[str, Any]:
    """A record's value, decoded."""
    value: dict[str, Any] = orjson.loads(record.value)
    return value
