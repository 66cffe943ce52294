"""GUIDELINES.md point by point, on sentences of our own: what is a claim of which kind, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.claims.sentences import claims, stated

KILLED = [
    ("passive, fronted people", "وقالت الشرطة إن تسعة عمال قتلوا في انهيار المنجم.", [("killed", 9, 9)]),
    ("people behind place and time", "وقتل خلال المواجهات في حي الورود أمس 28 شخصا.", [("killed", 28, 28)]),
    ("agent described before the people", "قتل انتحاري يشتبه بأنه من التنظيم 32 شخصا في السوق.", [("killed", 32, 32)]),
    ("number modified behind the place", "وقتل في الغارة ما لا يقل عن 18 من المتمردين.", [("killed", 18, None)]),
    ("subset between people and verb", "وقال إن 25 شخصا، معظمهم من المدنيين، قتلوا في الانفجار.", [("killed", 25, 25)]),
    ("subset between people and fate", "لقي 7 أشخاص بينهم 5 أشقاء مصرعهم في حادث سير.", [("killed", 7, 7)]),
    ("pronoun of the verbal noun", "وحاصر الجيش أحد القناصة ما أدى إلى مقتله.", [("killed", 1, 1)]),
    ("killer of kin", "قاتل أخيه يسلم إلى العدالة.", [("killed", 1, 1)]),
    ("doer as pronoun, object behind", "اتهم خمسة رجال بذبحهم طفلا في القرية.", [("killed", 1, 1)]),
    ("fell dead", "وقال السكان إن 25 مسلحا سقطوا قتلى.", [("killed", 25, 25)]),
    ("felled", "أطلق النار على الشرطي فأرداه قتيلا.", [("killed", 1, 1)]),
    ("bodies counted", "وعثر الأهالي على جثث 12 صيادا.", [("killed", 12, 12)]),
    ("officer and counted men", "قتل ضابط وأربعة جنود في انفجار عبوة.", [("killed", 1, 1), ("killed", 4, 4)]),
    (
        "two groups and the wounded",
        "أسفر الهجوم عن مقتل شرطيين وثلاثة مدنيين وإصابة جندي.",
        [("killed", 2, 2), ("killed", 3, 3), ("injured", 1, 1)],
    ),
    ("one beside a number", "أسفر الهجوم عن مقتل 15 سائحا وشرطي محلي.", [("killed", 15, 15), ("killed", 1, 1)]),
    ("cases in the dual", "أسفر الحادث عن حالتي وفاة.", [("killed", 2, 2)]),
    ("kin lost", "فقد مواطن زوجته وابنته في حادث مروري.", [("killed", 2, 2)]),
    ("fall told", "قضت امرأة إثر سقوطها من الطابق الثالث.", [("killed", 1, 1)]),
    ("cases", "سجلت المنطقة 81 حالة وفاة نتيجة الحوادث المرورية.", [("killed", 81, 81)]),
    ("death in an accident told nearby", "وفاة شاب. وكان قد تعرض لحادث سير.", [("killed", 1, 1)]),
    ("losses", "أدت المعارك إلى خسائر بشرية كبيرة.", [("killed", 2, None)]),
    ("no losses", "هاجم المسلحون القافلة دون خسائر بشرية.", [("killed", 0, 0)]),
    ("massacre with victims", "ارتكب المسلحون مجزرة بحق سكان القرية.", [("killed", 2, None)]),
    ("suicide", "انتحر شاب شنقا في منزله.", [("killed", 1, 1)]),
    ("sum of single people", "مقتل امرأة وحفيدتها، ورجل في القصف.", [("killed", 3, 3)]),
    ("family of a size", "قتل القصف أسرة من ثمانية أفراد.", [("killed", 8, 8)]),
    ("captives killed", "ونفى المجلس عمليات تصفية للأسرى.", [("killed", 2, None)]),
    ("unlisted name", "استشهد عوض الجهمي في الهجوم.", [("killed", 1, 1)]),
    ("number in brackets", "أدى الهجوم إلى مقتل (20) شخصا.", [("killed", 20, 20)]),
    ("dual behind a number", "قتل 19 مسلحا وجنديان في الاشتباك.", [("killed", 19, 19), ("killed", 2, 2)]),
    ("toll", "ارتفع عدد قتلى التفجير إلى 80 شخصا.", [("killed", 80, 80)]),
]

INJURED = [
    ("fronted", "وأضاف أن 38 شخصا أصيبوا بجروح.", [("injured", 38, 38)]),
    ("exposed to it", "تعرض أحد أفراد الدورية لإصابة بسيطة.", [("injured", 1, 1)]),
    ("adjective of people", "نقل الجنديان المصابان إلى المستشفى بعد الهجوم.", [("injured", 2, 2)]),
    (
        "two kinds with numbers of their own",
        "أوقع الهجوم 32 قتيلا ومئة جريح.",
        [("killed", 32, 32), ("injured", 100, 100)],
    ),
    ("verbs that share people", "قتلت وجرحت العشرات منهم.", [("killed", None, None), ("injured", None, None)]),
    ("none", "ولم تقع أي إصابات في الحريق.", [("injured", 0, 0)]),
    ("dies of wounds", "توفي الجندي متأثرا بإصابته في الاشتباكات.", [("killed", 1, 1)]),
]

CAPTURED = [
    ("foreign force", "واعتقلت قوات الاحتلال ثلاثة شبان.", [("captured", 3, 3)]),
    ("armed group keeps people", "وتحتجز الميليشيات 40 مدنيا في السجن.", [("captured", 40, 40)]),
    ("captives of battle", "تمكنت المقاومة من أسر 6 حوثيين.", [("captured", 6, 6)]),
    ("kidnapped soldiers", "ثلاثة جنود مخطوفين لدى التنظيم.", [("captured", 3, 3)]),
    ("doer and ل", "أكدت مصادر خطف المسلحين لعبد الملك السالمي.", [("captured", 1, 1)]),
]

MISSING = [("unaccounted for", "وقال خفر السواحل إن 12 صيادا في عداد المفقودين.", [("missing", 12, 12)])]

DEFECTIONS = [
    ("label of a person", "وقال العقيد المنشق عن الجيش إن المعركة مستمرة.", [("defected", 1, 1)]),
    ("feminine verb with a group", "وأكد أن قيادات هربت من المدينة.", [("fled", 2, None)]),
    ("took to flight", "ولاذ المسلحون بالفرار بعد الاشتباك.", [("fled", 2, None)]),
    ("epithet", "ولاحق الجيش فلولهم الهاربة في الصحراء.", [("fled", 2, None)]),
    ("gave themselves up", "سلم 15 مقاتلا أنفسهم للجيش.", [("surrendered", 15, 15)]),
    ("gave up arms", "وسلم عشرات المتمردين أسلحتهم.", [("surrendered", 20, None)]),
    ("headline in two halves", "الهروب من المدينة.. المتمردون يتخفون", [("fled", 2, None)]),
]

NOTHING = [
    ("a court's sentence", "قضت محكمة محلية على سمير أحمد بالسجن خمس سنوات."),
    ("provided, not fled", "ونشكر ولاة الأمر على ما وفروا من أمن ورعاية."),
    ("civilians flee", "وقال إن الحركة ترغم المدنيين على الفرار معها."),
    ("natural death", "توفي الكاتب بعد صراع مع المرض."),
    ("illness behind ب", "أصيب الوزير بأزمة قلبية."),
    ("death by illness", "قد يلقى الأطفال حتفهم جراء أمراض معدية."),
    ("arrest by the police", "ألقت الشرطة القبض على ثلاثة لصوص."),
    ("own security service", "اعتقلت أجهزة الأمن خلية إرهابية تابعة للتنظيم."),
    ("threat", "هدد الرجل بقتل جاره."),
    ("plan", "كشف التحقيق عن مخطط يشمل اغتيال رجال الأمن."),
    ("attempt to flee", "حاول الجنود الفرار من القاعدة."),
    ("call to surrender", "دعا القائد المسلحين إلى الاستسلام."),
    ("refused to surrender", "رفض المتمردون الاستسلام."),
    ("expected", "ويتوقع أن يسلم المتمردون أنفسهم."),
    ("rule", "يعاقب القانون على جرائم قتل الأطفال."),
    ("sport", "تعرض مهاجم المنتخب لإصابة في مباراة الدوري وقال مدرب النادي إن اللاعب سيغيب."),
    ("points of a match", "خطف اللاعب هدف الفوز."),
    ("families", "زار الأمير أسرهم في منازلهم."),
    ("his family", "عاد الرجل إلى أسرته أمس."),
    ("verb with a thing as subject", "انشقت الأرض عن نبع ماء."),
    ("a ship sinks", "وغرق المركب قبالة الساحل."),
    ("court and spending", "قضت المحكمة بحبس المتهم."),
    ("particle قد", "ارتفعت الأسعار، فقد زاد الطلب على القمح."),
    ("lost something", "فقدت الشركة ثقة العملاء."),
    ("abundance", "تتميز المنطقة بوفرة الموارد."),
    ("embassy", "زار الوفد سفارة بلاده."),
    ("things burnt", "أحرق المسلحون 300 منزل."),
    ("rain falls", "توقع الخبراء سقوط مزيد من الأمطار."),
    ("tags below an article", "سمات خطف داعش ليبيا"),
    ("label of a known event", "وألغيت المباريات بسبب مذبحة الملعب."),
    ("looks back", "ونقل المصابين إلى المستشفى."),
    ("rest of a known group", "ونقلت بقية الأسرى إلى السجن المركزي."),
    ("suspect runs from police", "وهرب المتهم من رجال الشرطة."),
    ("refugees", "أدى القتال إلى فرار آلاف النازحين."),
    ("career ended", "أنهت الأزمة حياته المهنية."),
    ("each of the dead", "تقرر صرف تعويض لأسرة كل متوفى في الحادث."),
    ("saved from suicide", "أنقذت فرق الإسعاف خادمة بعد إقدامها على الانتحار."),
    ("name of a town", "استدعت إسلام أباد السفير الهندي."),
    ("cites", "واستشهد القائد بمجموعة من الأمثلة."),
    ("feelings", "وعذرا إن جرح كلامي قلوبكم."),
]

ALL = KILLED + INJURED + CAPTURED + MISSING + DEFECTIONS


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in ALL], ids=[case[0] for case in ALL])
def test_states(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert stated(body) == expected


@pytest.mark.parametrize("body", [case[1] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_states_nothing(body: str) -> None:
    assert stated(body) == []


WHO = [
    ("origin of a person", "أصيب مقيم من الجنسية المصرية في الحادث.", "مقيم من الجنسية المصرية", []),
    ("part of a force", "قتل عنصران من الشرطة التركية في الهجوم.", "عنصران من الشرطة التركية", []),
    ("name behind يدعى", "إصابة طفل يدعى حسام في الانفجار.", "حسام", ["حسام"]),
    ("quoted name", 'مقتل القيادي "أبو تراب" في غارة.', "أبو تراب", ["أبو تراب"]),
    ("modifier left out", "قتل ما لا يقل عن 30 جنديا.", "30 جنديا", []),
    ("object that is kin", "وقتل مسلح خاله بالرصاص.", "خاله", []),
    ("nationality, not a name", "قتل شرطي تركي في الهجوم.", "شرطي تركي", []),
    ("name ends before a verb", "مقتل الملا سليم الكندري يثير الجدل.", "سليم الكندري", ["سليم الكندري"]),
]


@pytest.mark.parametrize(("body", "who", "names"), [case[1:] for case in WHO], ids=[case[0] for case in WHO])
def test_who(body: str, who: str, names: list[str]) -> None:
    (claim,) = claims(body)
    assert (claim.who.text, claim.who.names) == (who, names)


ASSERTIONS = [
    ("plain", "قتل جندي في الكمين.", "asserted"),
    ("reports of", "أنباء عن مقتل جندي في الكمين.", "uncertain"),
    ("denied", "نفت الوزارة مقتل جندي في الكمين.", "denied"),
]


@pytest.mark.parametrize(("body", "assertion"), [case[1:] for case in ASSERTIONS], ids=[case[0] for case in ASSERTIONS])
def test_assertion(body: str, assertion: str) -> None:
    (claim,) = claims(body)
    assert claim.assertion == assertion
