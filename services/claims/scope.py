"""Whether a claim tells of one event or is a total over weeks, years or a whole war."""

from __future__ import annotations

import re

from services.claims.reading import Reading

LONG_SPAN = re.compile(
    r"(?<![ء-ي])(?:منذ|خلال|علي مدي|علي مدار|طوال|طيله|في غضون)\s(?:ال)?(?:[ء-ي0-9]+\s){0,4}?"
    r"(?:ال)?(?:اشهر|شهور|اعوام|سنوات|عام|سنه|اسابيع|شهرين|عامين|سنتين|بدايه|اندلاع|بدء|الحرب|الفتره|الازمه|[0-9]{4})"
)
TOTAL = re.compile(
    r"اجمالي|منذ (?:بدء|بدايه|اندلاع|انطلاق)|حصيله الحرب|العدد الكلي|سنويا|حرب اهليه|هذه الفتره|خلال الحرب|في الحرب"
)
_VAGUE_THOUSANDS = re.compile(
    r"(?:الاف|مئات|ميات|عشرات) (?:ال)?(?:اشخاص|قتلي|مدنيين|ضحايا|قتلي|جرحي|سوريين|عراقيين|يمنيين)"
)


def scope_of(reading: Reading) -> str:
    """`event` or `cumulative`."""
    text = reading.sentence.text
    if LONG_SPAN.search(text) or TOTAL.search(text):
        return "cumulative"
    victims = reading.victims
    if (
        victims is not None
        and victims.low is not None
        and victims.low >= 2000
        and reading.kind in ("killed", "injured")
    ):
        return "cumulative"
    return "event"
