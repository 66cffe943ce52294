"""Where the people of a trigger stand when they are not right beside it, and how they are told."""

from __future__ import annotations

import pytest

from tests.claims.sentences import stated

STATES = [
    (
        "number behind a modifier written as one word",
        "أسفر القصف عن إصابة ما لايقل عن 14 طفلا.",
        [("injured", 14, None)],
    ),
    (
        "article before digits",
        "أدى الهجوم إلى مقتل وإصابة قرابة الـ 40 شخصا.",
        [("killed", None, 40), ("injured", None, 40)],
    ),
    (
        "a group behind a party of two words",
        "مقتل 12 عنصرا من حزب الله و7 من قوات النظام.",
        [("killed", 12, 12), ("killed", 7, 7)],
    ),
    ("ordinal for one more", "قتل رجلان وأصيب ثالث بجروح.", [("killed", 2, 2), ("injured", 1, 1)]),
    ("name whose first part is a common noun", "مقتل شارع بن سالم بطلق ناري.", [("killed", 1, 1)]),
    (
        "two groups before their verb",
        "وقال إن 9 جنود و4 من رجال القبائل سقطوا قتلى.",
        [("killed", 9, 9), ("killed", 4, 4)],
    ),
    (
        "one more in the accusative behind an adjective",
        "قتل المسلح 11 سائحا أجنبيا وشرطيا.",
        [("killed", 11, 11), ("killed", 1, 1)],
    ),
    (
        "killed with companions",
        "قتل القيادي فهد سالم مع اثنين من مرافقيه في غارة.",
        [("killed", 1, 1), ("killed", 2, 2)],
    ),
    (
        "a number with a verb of its own",
        "وأضاف أن 6 أشخاص قتلوا و19 أصيبوا بجروح.",
        [("killed", 6, 6), ("injured", 19, 19)],
    ),
    (
        "toll far behind its noun",
        "ارتفاع عدد ضحايا حريق السوق الشعبي في المدينة القديمة أمس إلى 23 شخصا.",
        [("killed", 23, 23)],
    ),
    ("toll before its noun", "كما ارتفع إلى 8 بينهم طفل عدد القتلى في القصف على البلدة.", [("killed", 8, 8)]),
    ("hurt by what they were exposed to", "نقل الطفل إلى المستشفى بعد تعرضه لإصابات في الحادث.", [("injured", 1, 1)]),
    ("exposed to إلى", "فيما تعرض قائد الشاحنة إلى إصابات متفرقة.", [("injured", 1, 1)]),
    ("carried away hurt", "لقي شاب مصرعه ونقل السائق بإصابات بليغة.", [("killed", 1, 1), ("injured", 1, 1)]),
    ("suffering from wounds", "يعاني ثلاثة عمال من إصابات في الرأس.", [("injured", 3, 3)]),
    (
        "severe cases",
        "أسفر التصادم عن حالتي وفاة و5 حالات حرجة وحالة متوسطة.",
        [("killed", 2, 2), ("injured", 5, 5), ("injured", 1, 1)],
    ),
    ("a severe injury in a list", "نتج عن الحادث حالة وفاة، وإصابة حرجة.", [("killed", 1, 1), ("injured", 1, 1)]),
    (
        "dead and wounded before their verb",
        "وقال إن قتلى وجرحى من المسلحين سقطوا في الغارة.",
        [("killed", 2, None), ("injured", 2, None)],
    ),
    ("said to be the dead", "وأوضح أن القتلى هم أربعة أطفال.", [("killed", 4, 4)]),
    ("that he was killed", "استهدفت الغارة القيادي سالم فهد وأنه قتل في الضربة.", [("killed", 1, 1)]),
    ("nobody was hit", "سقطت قذيفتان على الحي ولم يصب أحد بأذى.", [("injured", 0, 0)]),
    ("those within", "دمرت الطائرات مركبتين وقتل من بداخلهما.", [("killed", 2, None)]),
    ("those in a place", "أدى الهجوم إلى مقتل كل من في السيارة.", [("killed", 2, None)]),
    ("at once", "أدى الانقلاب إلى وفاة سائق في الحال وإصابة ثلاثة ركاب.", [("killed", 1, 1), ("injured", 3, 3)]),
    ("charred", "تفحم سائق شاحنة في حريق.", [("killed", 1, 1)]),
    ("execution with words between", "نفذت الوزارة أمس حكم القتل تعزيرا في المدعو فهد بن سالم.", [("killed", 1, 1)]),
    ("execution in a headline", "القتل قصاصا لمهرب مخدرات في المنطقة الشرقية.", [("killed", 1, 1)]),
    ("rose as a martyr", "ارتقى الشاب فهد سالم شهيدا في المواجهات.", [("killed", 1, 1)]),
    ("ambulance cases", "وفاة 3 حالات وإصابة 21 حالة في حوادث سير.", [("killed", 3, 3), ("injured", 21, 21)]),
]

STATES_NOTHING = [
    ("killed by somebody, nobody named", "وقال إن القتل من قبل العصابات مرفوض."),
    ("a severe case of something else", "تشهد الأسواق حالة خطيرة من الركود بعد الحرب."),
    ("it serves", "وقال إن القرار لم يصب في مصلحة أحد."),
    ("narrow places", "عالجت البلدية نقاط الاختناق المروري في المدينة."),
    ("a court's sentence", "وطالب الادعاء بالقتل تعزيرا للمتهم."),
    ("a demand", "طالب الأهالي بالقصاص من القتلة."),
    ("ordinal with a noun", "وأصاب ثالث أيام المعرض نجاحا."),
    ("with people who are not said to suffer", "قتل الوقت مع 3 من أصدقائه."),
    (
        "a number that is no toll",
        "يتابع المحامي عدد القتلى في القضية منذ أن انتقل إلى مكتبه الجديد في الطابق 12 من المبنى.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in STATES], ids=[case[0] for case in STATES])
def test_states(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert stated(body) == expected


@pytest.mark.parametrize("body", [case[1] for case in STATES_NOTHING], ids=[case[0] for case in STATES_NOTHING])
def test_states_nothing(body: str) -> None:
    assert stated(body) == []


def test_a_headline_repeated_in_the_body_is_read_as_one() -> None:
    title = "صاعقة تقتل راعيا في الجبل"
    assert stated(f"شهدت المنطقة أمطارا. رابط الخبر: {title}", title) == [("killed", 1, 1), ("killed", 1, 1)]
