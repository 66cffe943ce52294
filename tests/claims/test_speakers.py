"""Whom a sentence credits, on sentences of our own: what is said, shown or carried is no speaker."""

from __future__ import annotations

import pytest

from services.arabic import normalize
from services.claims.attribution import Attribution
from services.claims.tokens import Document


def _speakers(text: str) -> list[str]:
    document = Document(normalize(""), normalize(text), None)
    return [
        span[0].field.original(span[1], span[2])[2]
        for sentence in document.body.sentences
        for _, span, _ in Attribution().speakers(sentence)
        if span is not None
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قتل عشرة أشخاص في الهجوم، وفقا لما ذكره سكان يوم الثلاثاء.", "سكان"),
        ("قتل عشرة أشخاص بحسب ما أعلنته الشرطة.", "الشرطة"),
        ("وأكد المصدر لـ«المدينة» أن شخصين قتلا.", "المصدر"),
        ("أعلنت الشرطة الاتحادية إحباط هجوم قتل فيه شخصان.", "الشرطة الاتحادية"),
        ("نقلت صحيفة محلية عن مصدر طبي أن شخصين قتلا.", "مصدر طبي"),
        ("وأوضح د. سالم رزق أن شخصين قتلا.", "سالم رزق"),
        ("أما المتحدث العسكري فقال إن شخصين قتلا.", "المتحدث العسكري"),
        ("وقال الناطق الإعلامي بفرع الهيئة في المنطقة سالم بن عيسى إن شخصين قتلا.", "سالم بن عيسى"),
        ("وأوضح المتحدث باسم الهيئة في المنطقة بيشي بن عيسى الصرخي أن شخصين قتلا.", "بيشي بن عيسى الصرخي"),
        ("وقال أحد الشهود لرويترز إن شخصين قتلا.", "أحد الشهود"),
        ("لكن وزير الداخلية الليبي أعلن مقتل شخصين.", "وزير الداخلية الليبي"),
        ("ونقلت الوكالة عن الخزرجي قوله إن شخصين قتلا.", "الخزرجي"),
        ("وقال الدكتور الشمري لدى زيارته المنزل إن شخصين قتلا.", "الدكتور الشمري"),
        ("أعلن الرئيس سالم رزق أول من أمس أن شخصين قتلا.", "الرئيس سالم رزق"),
        ("وقال رئيس الوزراء سنان أوغلو إن شخصين قتلا.", "سنان أوغلو"),
    ],
)
def test_credits(text: str, speaker: str) -> None:
    assert speaker in _speakers(text)


@pytest.mark.parametrize(
    "text",
    [
        "الجدير بالذكر أن شخصين قتلا.",
        "نقلت طائرة إخلاء جثامين ثلاثة جنود.",
        "كانت الصحيفة قد نشرت خبر الحادث الذي قتل فيه شخصان.",
        "طلب المسؤول عدم ذكر اسمه.",
    ],
)
def test_credits_nobody(text: str) -> None:
    assert _speakers(text) == []
