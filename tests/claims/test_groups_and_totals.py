"""Several groups behind one trigger, totals that two triggers share, and people told by a clause or a word of no list."""

from __future__ import annotations

import pytest

from tests.claims.sentences import claims, stated

STATES = [
    (
        "a party joined to the group, then a group of its own",
        "أسفرت المعارك عن إصابة 21 من المتمردين وقوات الحكومة و6 من عناصر المقاومة الشعبية.",
        [("injured", 21, 21), ("injured", 6, 6)],
    ),
    (
        "a further group behind a connector",
        "سجل المركز مقتل 14 عنصرا من الحرس و9 من قوات النظام، بالإضافة إلى عنصرين من الشرطة.",
        [("killed", 14, 14), ("killed", 9, 9), ("killed", 2, 2)],
    ),
    (
        "what the connector adds is of another kind",
        "استقبلت المستشفيات 12 جثة فضلا عن سبعة مصابين.",
        [("killed", 12, 12), ("injured", 7, 7)],
    ),
    (
        "a further group behind brackets",
        "أفاد شهود بمقتل 8 من تنظيم الدولة (داعش) و5 مدنيين.",
        [("killed", 8, 8), ("killed", 5, 5)],
    ),
    (
        "a further group behind how the first were hurt",
        "أصيب 9 أشخاص بحالات اختناق، واثنان بحروق بسيطة في حريق.",
        [("injured", 9, 9), ("injured", 2, 2)],
    ),
    (
        "more than the whole, so no part of it",
        "مقتل 12 فردا من القوات المسلحة بينهم 3 ضباط، وأكثر من 60 مسلحا من العناصر الإرهابية.",
        [("killed", 12, 12), ("killed", 60, None)],
    ),
    (
        "a part of the whole",
        "مقتل 12 فردا من القوات المسلحة بينهم 3 ضباط، و5 جنود.",
        [("killed", 12, 12)],
    ),
    (
        "one of the others",
        "أسفر الهجوم عن مقتل أربعة ضباط وخمسة من أفراد الشرطة وأحد المواطنين.",
        [("killed", 4, 4), ("killed", 5, 5), ("killed", 1, 1)],
    ),
    (
        "another of a different side",
        "قتل جندي تركي وآخر من حركة الشباب في تبادل لإطلاق النار.",
        [("killed", 1, 1), ("killed", 1, 1)],
    ),
    ("kin in the dual", "أصيب والداه وشقيقه بحروق في الحادث.", [("injured", 3, 3)]),
    ("at least, behind the verb", "وقال إن 17 مسلحا قتلوا على الأقل في الهجوم.", [("killed", 17, None)]),
    ("at least, behind the group", "قتل 6 من الميليشيات على الأقل.", [("killed", 6, None)]),
    (
        "one number for two nouns",
        "أدى القصف إلى سقوط 90 قتيلا وجريحا في المدينة.",
        [("killed", None, 90), ("injured", None, 90)],
    ),
    (
        "one number for two kinds of cases",
        "سجلت المستشفيات 7 حالات وفاة وإصابة في حادث تصادم.",
        [("killed", None, 7), ("injured", None, 7)],
    ),
    ("cases behind the trigger", "نتج عن الحادث وفاة حالتين وإصابة ثلاث حالات.", [("killed", 2, 2), ("injured", 3, 3)]),
    ("severe cases within a total", "أسفر التصادم عن 9 إصابات منها 3 حالات حرجة.", [("injured", 9, 9)]),
    ("the noun behind a phrase states it", "وقع هجوم راح ضحيته 27 قتيلا.", [("killed", 27, 27)]),
    ("not between dead and wounded", "وقال إن عدة أشخاص من التنظيم تسللوا بين الجرحى لتلقي العلاج.", []),
    ("a case of drowning", "باشرت الفرق حالة غرق لطفلة على الشاطئ وتم إسعافها.", []),
    ("rescued", "حرس الحدود ينقذ 13 غريقا خلال العيد.", []),
    ("rescued, exposed to it", "إنقاذ 16 شخصا تعرضوا للغرق على الشاطئ.", []),
    ("pours", "وأضاف أن التصريحات تصب في مصلحة الخصوم.", []),
    (
        "a number behind a time",
        "قتلت الحركة المتطرفة منذ عام 2009 أكثر من 14 ألف شخص.",
        [("killed", 14000, None)],
    ),
    ("members lost", "فقدت الكتائب 27 من عناصرها في المعركة.", [("killed", 27, 27)]),
    ("a party in quotation marks", "أعلن مقتل 27 من «حزب الله» في المعارك.", [("killed", 27, 27)]),
    (
        "a number before a day",
        "أدى الهجوم إلى مقتل 43 شخصا وإصابة 173 يوم الأحد.",
        [("killed", 43, 43), ("injured", 173, 173)],
    ),
    (
        "one killed, then others wounded",
        "وقالت إن عسكريا قتل وجرح اثنان آخران قرب الحدود.",
        [("killed", 1, 1), ("injured", 2, 2)],
    ),
    (
        "names in a list",
        "اتهم بقتل كل من ستيفن سميث، وجيمس فولي، وديفيد هاريس.",
        [("killed", 3, 3)],
    ),
    ("a cause behind a number", "إصابة 50 بحادث حافلة في الطريق السريع.", [("injured", 50, 50)]),
    ("fallen into a party's hands", "سقوط قيادات حوثية في قبضة المقاومة.", [("captured", 2, None)]),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in STATES], ids=[case[0] for case in STATES])
def test_states(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert stated(body) == expected


PEOPLE = [
    ("a number alone before a cause", "إصابة 50 بحادث حافلة في الطريق السريع.", "50", 50),
    ("met their fate, a noun of no list", "لقي الملحن جون سميث مصرعه إثر تحطم الطائرة.", "جون سميث", 1),
    ("a headline's subject of no list", "فني صيانة يلقى مصرعه بعد سقوطه من رافعة", "فني صيانة", 1),
    ("so-called", "أعلنت الشرطة مقتل ما يسمى والي المدينة في غارة.", "والي المدينة", 1),
    ("called so by others", "أعلن مقتل من وصفهم البيان بالإرهابيين.", "من وصفهم البيان بالإرهابيين", 2),
    ("killed him, not killers", "وكان المواطن الذي قتله المسلحون من سكان القرية.", "المواطن", 1),
    ("a verb behind the people", "نتج عن الحادث وفاة خمسة أشخاص وباشرته أربع فرق.", "خمسة أشخاص", 5),
    ("an age behind the people", "أدى الحريق إلى وفاة شاب عمره 21 عاما.", "شاب", 1),
    ("a direction behind the party", "مقتل سبعة من عناصر تنظيم داعش غربي المدينة.", "سبعة من عناصر تنظيم داعش", 7),
    ("a direction behind a nation, of a definite place", "مقتل مدني سوري غربي المدينة.", "مدني سوري", 1),
    ("a direction behind a nation, of a named place", "مقتل مدني سوري غربي مدينة زحلة.", "مدني سوري", 1),
    ("a noun behind the name", "مقتل القيادي أبو يحيى الحوثي وعصيان قيادات اللواء.", "أبو يحيى الحوثي", 1),
    ("a rank behind the name", "أعلنت القيادة استشهاد فهد يوسف العتيبي برتبة رقيب.", "فهد يوسف العتيبي", 1),
    ("another with his group", "أصيب شرطي وآخر من حرس الحدود بجروح.", "شرطي", 1),
]


@pytest.mark.parametrize(("body", "who", "low"), [case[1:] for case in PEOPLE], ids=[case[0] for case in PEOPLE])
def test_people(body: str, who: str, low: int) -> None:
    first = claims(body)[0]
    assert (first.who.text, first.count.low) == (who, low)


def test_one_person_met_a_fate_though_nobody_names_them() -> None:
    (claim,) = claims("حادثة غريبة في المدينة.", title="يلقى حتفه بسبب هاتف")
    assert (claim.who.text, claim.count.low, claim.count.high) == (None, 1, 1)


def test_a_surname_alone_where_the_article_has_the_full_name() -> None:
    (claim,) = claims("كان ألكسندر ليمنوفتش من المعارضين. وأثار مقتل ليمنوفتش بالرصاص غضبا.")
    assert claim.who.text == "ليمنوفتش"


def test_one_more_after_a_deadly_verb_of_a_headline() -> None:
    title = "حادث سير يودي بحياة شخص ويصيب آخر في الوادي"
    assert stated("تفاصيل لاحقا.", title) == [("killed", 1, 1), ("injured", 1, 1)]


def test_two_deadly_verbs_share_a_number() -> None:
    assert stated("تفاصيل لاحقا.", "حادث مروري يصرع ويصيب 8 على طريق الساحل") == [
        ("killed", None, 8),
        ("injured", None, 8),
    ]


ATTACKERS = [
    ("weapon behind ب", "قتل 6 مسلحين برصاص الجيش الإسرائيلي قرب الحاجز.", "الجيش الإسرائيلي"),
    ("hand, name in quotation marks", "قتل العشرات على يد «بوكو حرام» في القرية.", "بوكو حرام"),
    ("a name of two words before its verb", "بوكو حرام قتلت 9 أشخاص في القرية.", "بوكو حرام"),
    ("a name of two words behind its verb", "قتلت بوكو حرام 14 شخصا في القرية.", "بوكو حرام"),
    ("the party that said so", "قالت المقاومة الشعبية في الإقليم إنها قتلت 23 مسلحا.", "المقاومة الشعبية"),
    ("accused", "تتهم الحكومة حزب العمال بقتل شرطيين في هجوم جديد.", "حزب العمال"),
]


@pytest.mark.parametrize(("body", "by"), [case[1:] for case in ATTACKERS], ids=[case[0] for case in ATTACKERS])
def test_who_did_it(body: str, by: str) -> None:
    first = claims(body)[0]
    assert first.by is not None
    assert first.by.text == by
