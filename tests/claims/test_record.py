"""The record of a claim: how many, who and which names, where a construction leaves room for error."""

from __future__ import annotations

import pytest

from tests.claims.sentences import claims

# name, sentence, (low, high, precision, who, names) of its first claim
RECORDS = [
    ("a bare number of an army", "مقتل خمسة من الجيش في كمين.", (5, 5, "exact", "خمسة من الجيش", [])),
    (
        "a bound between number and group",
        "قال التحالف إن 17 على الأقل من مقاتلي التنظيم قتلوا في الغارة.",
        (17, None, "at_least", "17 على الأقل من مقاتلي التنظيم", []),
    ),
    ("a bound before two", "قتل ما لا يقل عن شرطيين في الانفجار.", (2, None, "at_least", "شرطيين", [])),
    (
        "a bound behind one",
        "قتل شخص واحد على الأقل في الانفجار.",
        (1, None, "at_least", "شخص واحد", []),
    ),
    ("a family are several", "قتلت عائلة في قصف على حلب.", (2, None, "vague", "عائلة", [])),
    ("a family of stated size", "قتلت أسرة من خمسة أفراد في قصف على حلب.", (5, 5, "exact", "أسرة من خمسة أفراد", [])),
    (
        "a dual pronoun tells two",
        "أدى سقوط القذيفة إلى إصابة عاملين أحدهما هندي.",
        (2, 2, "exact", "عاملين", []),
    ),
    (
        "a number beside the noun tells two",
        "أسفر الحريق عن إصابة مواطنين و4 من رجال الدفاع المدني.",
        (2, 2, "exact", "مواطنين", []),
    ),
    (
        "a plural pronoun tells many",
        "أدى القصف إلى مقتل شرطيين بعضهم ضباط.",
        (2, None, "vague", "شرطيين", []),
    ),
    ("the written vowel tells two", "إصابة مقيمَيْن إثر سقوط قذيفة.", (2, 2, "exact", "مقيمَيْن", [])),
    (
        "dead in the ranks of fighters",
        "وأكد المتحدث سقوط قتلى وجرحى في صفوف مسلحي التنظيم بعد الهجوم.",
        (2, None, "vague", "مسلحي التنظيم", []),
    ),
    (
        "dead among people",
        "أوقع القصف ضحايا بين المدنيين.",
        (2, None, "vague", "المدنيين", []),
    ),
    (
        "losses in the ranks",
        "وقعت خسائر بشرية كبيرة في صفوف المتمردين.",
        (2, None, "vague", "المتمردين", []),
    ),
    ("bare dead name nobody", "أسفر القصف عن سقوط قتلى.", (2, None, "vague", None, [])),
    (
        "counted dead keep their own words",
        "سقط سبعة قتلى في صفوف القوات الحكومية.",
        (7, 7, "exact", "سبعة قتلى", []),
    ),
    (
        "a name behind a party",
        "أعلن الجيش مقتل القيادي البارز في حركة النصر خالد حسن في غارة.",
        (1, 1, "exact", "خالد حسن", ["خالد حسن"]),
    ),
    (
        "a name that a verb introduces",
        "أدت الغارة إلى مقتل قيادي بارز في التنظيم يدعى سعيد حسن.",
        (1, 1, "exact", "سعيد حسن", ["سعيد حسن"]),
    ),
    (
        "a name behind a slash",
        "نتج عن سقوط القذيفة استشهاد أحد أفراد الدورية / خالد حسن.",
        (1, 1, "exact", "خالد حسن", ["خالد حسن"]),
    ),
    (
        "a surname like a nationality",
        "قتل أبو خالد المغربي في الاشتباكات.",
        (1, 1, "exact", "أبو خالد المغربي", ["أبو خالد المغربي"]),
    ),
    (
        "an unlisted name behind a nationality",
        "أعلن التنظيم ذبح المصور الياباني كينجي جوتو.",
        (1, 1, "exact", "كينجي جوتو", ["كينجي جوتو"]),
    ),
    (
        "no name: the name of a hospital",
        "أدى الهجوم إلى مقتل الحارس في مستشفى الملك فهد.",
        (1, 1, "exact", "الحارس", []),
    ),
    (
        "no name: a verb behind somebody",
        "أطلق مسلحون النار على الشرطي وأمطروه بالرصاص ما أدى إلى مقتله.",
        (1, 1, "exact", "الشرطي", []),
    ),
    (
        "counted fighters and counted victims",
        "قتل ثلاثة مسلحين من الحركة 25 شخصا في الهجوم.",
        (25, 25, "exact", "25 شخصا", []),
    ),
    ("a dual object", "قتل مسلح قرب المدرسة شرطيين وفر.", (2, 2, "exact", "شرطيين", [])),
    (
        "the object of a verbal noun",
        "اندلعت الاحتجاجات إثر قتل شرطي شابا أعزل.",
        (1, 1, "exact", "شابا أعزل", []),
    ),
    ("a grade of a rank", "استشهاد الجندي أول ثامر السالم في الهجوم.", (1, 1, "exact", "ثامر السالم", ["ثامر السالم"])),
    (
        "a grade and a slash",
        "استشهاد الجندي أول / ثامر عمر السالم في الهجوم.",
        (1, 1, "exact", "ثامر عمر السالم", ["ثامر عمر السالم"]),
    ),
    ("what for is no name", "استشهاد ابننا دفاعا عن وطننا.", (1, 1, "exact", "ابننا", [])),
    ("two first names", "قتل كل من خالد وسعيد في الهجوم.", (2, 2, "exact", "خالد وسعيد", ["خالد", "سعيد"])),
    ("marks round a number", "مقتل «33» مسلحا في المركز.", (33, 33, "exact", "«33» مسلحا", [])),
    ("brackets round a number", "وأدى الهجوم إلى مقتل (20) شخصا.", (20, 20, "exact", "(20) شخصا", [])),
    ("marks behind the people", "قتل 241 «إرهابيا»، وفقا للجيش.", (241, 241, "exact", "241 «إرهابيا»", [])),
    (
        "who did it stands behind a hand",
        "قتل إرهابي في القرية على أيدي مجموعة من الأهالي.",
        (1, 1, "exact", "إرهابي", []),
    ),
    (
        "two groups of casualties with numbers of their own",
        "أسفر القصف عن سقوط 13 قتيلا وإصابة 23 آخرين.",
        (13, 13, "exact", "13 قتيلا", []),
    ),
    (
        "aircraft without pilots are no negation",
        "شنت طائرة بلا طيار غارة أسفرت عن مقتل 4 مسلحين.",
        (4, 4, "exact", "4 مسلحين", []),
    ),
    (
        "a surname that the article has with a given name",
        "قال الشيخ خالد الفلاني إن المدرسة مغلقة. وقتل الفلاني في غارة.",
        (1, 1, "exact", "الفلاني", ["الفلاني"]),
    ),
    (
        "a leader of a party, named behind it",
        "أسفرت الغارة عن مقتل زعيم تنظيم القاعدة في اليمن خالد حسن.",
        (1, 1, "exact", "خالد حسن", ["خالد حسن"]),
    ),
    (
        "wounded with a number behind them",
        "وقال الطبيب إن سبعة من المصابين نقلوا إلى المستشفى.",
        (7, 7, "exact", "سبعة من المصابين", []),
    ),
    ("injuries name nobody", "أدى الحادث إلى وقوع إصابات متفرقة.", (2, None, "vague", None, [])),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in RECORDS], ids=[case[0] for case in RECORDS])
def test_record(body: str, expected: tuple[int | None, int | None, str, str | None, list[str]]) -> None:
    claim = claims(body)[0]
    low, high, precision, who, names = expected
    assert (claim.count.low, claim.count.high, claim.count.precision) == (low, high, precision)
    assert claim.who.names == names
    assert claim.who.text == who


ASSERTIONS = [
    ("nobody reported any", "سقطت قذيفة على الحي ولم ترد أنباء عن إصابات.", "uncertain"),
    ("none caused", "سقطت قذيفة على منزل في البلدة ولم توقع إصابات.", "asserted"),
    ("none happened", "اندلع حريق في الفندق دون أن تحدث أي إصابات.", "asserted"),
    (
        "nobody could verify it",
        "أعلن التنظيم في بيان لا يمكن التحقق من صحته مقتل 14 جنديا في كمين.",
        "uncertain",
    ),
    (
        "nobody could verify it, says the next sentence",
        "قالت الحركة إن القائد خالد حسن قتل. ولم تستطع الوكالة التأكد من النبأ من مصدر مستقل.",
        "uncertain",
    ),
    ("the news was called false", "ووصفت الحركة خبر اغتيال زعيمها بالكاذب.", "denied"),
    ("what was passed around is not true", "وأكد أن ما تم تداوله عن مقتل 3 أسرى لا صحة له.", "denied"),
    ("a figure is still open", "أسفر الهجوم عن مقتل 4 جنود ولم يتسن الحصول على حصيلة نهائية.", "asserted"),
]


@pytest.mark.parametrize(("body", "assertion"), [case[1:] for case in ASSERTIONS], ids=[case[0] for case in ASSERTIONS])
def test_assertion(body: str, assertion: str) -> None:
    assert claims(body)[0].assertion == assertion
