"""Words that tell of a total over weeks, years or a whole war; `choices.labels` weighs them against the rest of the sentence."""

from __future__ import annotations

import re

LONG_SPAN = re.compile(
    r"(?<![ء-ي])(?:منذ|خلال|علي مدي|علي مدار|طوال|طيله|في غضون)\s(?:ال)?(?:[ء-ي0-9]+\s){0,4}?"
    r"(?:ال)?(?:اشهر|شهور|اعوام|سنوات|عام|سنه|اسابيع|شهرين|عامين|سنتين|بدايه|اندلاع|بدء|الحرب|الفتره|الازمه|[0-9]{4})"
)
TOTAL = re.compile(
    r"اجمالي|منذ (?:بدء|بدايه|اندلاع|انطلاق)|حصيله الحرب|العدد الكلي|سنويا|حرب اهليه|هذه الفتره|خلال الحرب|في الحرب"
)
