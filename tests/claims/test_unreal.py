"""Sentences whose grammar is sound and which tell of no event: verdicts, things and animals, charges, encouragement."""

from __future__ import annotations

import pytest

from tests.claims.sentences import stated

NOTHING = [
    ("what strikes may bring about", "قد توقع الغارات عشرات القتلى بين المدنيين."),
    ("what a battle may reap", "وربما تحصد المعركة آلاف القتلى."),
    ("what experts expect", "يتوقع الخبراء سقوط مئات القتلى في المعركة."),
    ("what an exercise imitates", "أجرت الفرق مناورات تحاكي هجوما أدى إلى مقتل 30 شخصا."),
    ("what an attack will leave", "سيخلف الهجوم مئات القتلى."),
    ("what an attack is bound to do", "من شأن الهجوم أن يوقع عشرات القتلى."),
    ("verdict, verb", "وقضاؤه يحكم بإعدام الكاتب والشاعر."),
    ("verdict, noun", "أثار صدور أحكام قضائية بإعدام مذيع القناة ردود فعل."),
    ("verdict, far complement", "وأصدر قضاء الدولة أحكاما بالإعدام على خمسة أشخاص بتهمة التجسس."),
    ("object with a demonstrative", "غضب الرجل بعد أن قتل رجال الدفاع المدني تلك الثعابين."),
    ("things that a pronoun stands for", "كان المهاجمون في خمس سيارات، أحرقت القوات أربعا منها."),
    ("animals that a pronoun stands for", "تهاجم الطيور السكان بعد قتل عدد منها."),
    ("object by ل", "بدأت الاحتجاجات جراء إحراق مستوطنين لمنزلهم."),
    ("a ship sank", "عثرت عائلة على عملات في حطام سفينة إسبانية غرقت قبل قرون."),
    ("a charge", "أدانته هيئة المحلفين بأربع تهم قتل عمد من الدرجة الأولى."),
    ("encouraged", "دانت الصحيفة تشجيع الشاب على الانتحار."),
    ("would not hesitate", "هذا فكر لا يتردد في قتل الأطفال وكبار السن."),
    ("declared lawful", "جماعة تستحل قتل الآباء والأمهات."),
    ("animals counted", "تم إعدام عشرة خراف مريضة في المسلخ."),
    ("heads of cattle", "كما تم إعدام حوالي 11 رأسا إعداما كليا."),
    ("a case supposed", "يعود المرء إلى أهله في حالة انشقاقه عن التنظيم."),
    ("what a people is exposed to", "ترك العالم شعبا أعزل يتعرض للإبادة."),
    ("an offer", "ويتعامل المجلس برفق مع كل الذين يسلمون أنفسهم من أفراد الميليشيات."),
    ("one of the injured again", "وأضاف أن أحد الجرحى خضع للجراحة."),
    ("provides", "قالت إن أعضاء التنظيم وفروا لها بيتا ومالا."),
    ("struck to the heart", "قال إن الجريمة أصابت الجميع بمقتل."),
    ("rockets fell", "سقطت ثلاثة صواريخ قرب المدرج، فيما سقطت سبعة أخرى بعد إقلاع الطائرة."),
    ("flight of money", "أغلقت المصارف لحماية النظام المصرفي من هروب كثيف لرؤوس الأموال."),
    ("marks on a body", "وأظهر الكشف على الطفلة أنه لا توجد أي إصابات ظاهرة."),
    ("rescued", "الهلال الأحمر ينقذ خادمة بعد إقدامها على الانتحار."),
    ("to whoever lost a son", "رسالة لكل من فقد ابنه: لا تحزن."),
    ("no care for killing", "فالقناص لم يبال بقتل أطفال أو نساء."),
    ("object without ل", "خرجت الاحتجاجات جراء إحراق مستوطنين إسرائيليين منزلهم."),
    ("provides, with ل", "وشكر القائد ما وفر للفريق من إمكانات."),
    ("falls from office", "قضية المستشفى تسقط 4 قيادات."),
    ("gives in to what is so", "استسلم الحارس للأمر الواقع وسجل الفريق هدفه الثاني."),
    ("an obligation", "على المسلحين تسليم أنفسهم فورا."),
    ("gives in to sleep", "وقبل أن يستسلم الجندي لسلطان النوم سمع طرقا."),
    ("policy", "اتهم النائب الحكومة بأن القوة عندها سياسة الاستسلام."),
    ("a feeling", "أصيب الرجل برعب شديد."),
    ("a sort of accidents that harm nobody", "يعمل النظام في الحوادث البسيطة التي لا تسفر عن إصابات في الأرواح."),
    ("a wish", "دخل المسلح المبنى رغبة في قتل عدد من الحراس."),
    ("a ruling tells how", "قرر قاضي المحكمة إعدام سالم والوزراء السابقين رميا بالرصاص."),
    ("a surname written like a verb", "افتتح المدير التنفيذي للهيئة المهندس سالم سبيه مهرجان العيد."),
    ("a surname behind bin", "افتتح المدير التنفيذي للهيئة المهندس حامد بن خضر سبيه مهرجان العيد."),
    ("subject in the nominative, thing burnt", "أحرق مسلحو الجماعة منشأة السد التي تضم مخزون النفط."),
    ("leave the hospital", "وخرج اثنان من الجرحى التسعة من المستشفى."),
    ("chokes", "أفاد المواطن بأن والده أصيب بغصة أثناء الطعام."),
    ("may come of it", "تشير الأخبار إلى خلافات قد تتسبب في حدوث انشقاقات جديدة في صفوف الحركة."),
    ("demanded", "الأنبار تطالب التحالف بالقضاء على داعش."),
    ("ordered", "أمر بقتل ثلاثة من الأسرى."),
    ("a fainting", "وهو ما أصابه بحالة إغماء من هول الصدمة."),
    ("a threat of nature", "البلاد مهددة بوقوع كارثة طبيعية تتسبب بمقتل آلاف الأشخاص."),
    ("an operation", "قالت متحدثة إن أغنى رجل في البلاد توفي مساء أمس بسبب مضاعفات عملية جراحية."),
    ("a wish of his", "وحدثه السلطان عن رغبته في قتل بعض العلماء."),
    ("a year in a toll", "إذا نظرنا إلى عدد الذين قتلوا في الهجمات منذ 11 سبتمبر 2001 فإن الرقم لا يتجاوز المئة."),
    ("what they will do", "حددنا عددا من المقاتلين وسنقوم بتصفيتهم."),
    ("what he is set on", "ويعلن الرجل عزمه الانتحار إن لم يجد عملا."),
    ("the last of their pockets", "يقوم الجيش بتمشيط وتصفية آخر جيوب المتمردين."),
    ("found again", "عثرت الشرطة على طفلة مفقودة."),
    ("a place falls", "وتحمل الحكومة الأهالي مسؤولية سقوطها في يد التنظيم."),
    ("thousands of animals", "أسهمت تلك السياسات في مقتل آلاف من الثور البري منذ عام 2000."),
]

STATED = [
    ("what he managed to bring about", "استطاع المهاجم أن يوقع عشرة قتلى.", [("killed", 10, 10)]),
    ("before a strike brought it about", "فر السكان قبل أن تسفر الغارة عن مقتل شخصين.", [("killed", 2, 2)]),
    ("an exercise that ended badly", "أسفرت المناورات عن مقتل جنديين.", [("killed", 2, 2)]),
    ("made to surrender", "أجبر الحصار المسلحين على تسليم أنفسهم.", [("surrendered", 2, None)]),
    ("a past behind قد", "وقد تسبب الحادث في مقتل شخصين.", [("killed", 2, 2)]),
    (
        "two verbs with one object",
        "مسلح قتل وأصاب 9 أشخاص داخل قاعة.",
        [("killed", None, 9), ("injured", None, 9)],
    ),
    ("a time before the object", "قوات الاحتلال قتلت فجر أمس، الشاب أحمد علاونة.", [("killed", 1, 1)]),
    ("numbers in brackets", "وبلغت الحصيلة (12) قتيلا و(122) جريحا.", [("killed", 12, 12), ("injured", 122, 122)]),
    ("one family", "وقع الحادث الذي راح ضحيته 5 من أسرة واحدة من أهالي القرية.", [("killed", 5, 5)]),
    ("two in the construct", "حاول انتحاري دخول المبنى فاستشهد رجلا أمن.", [("killed", 2, 2)]),
    ("more of what they are", "أدت المعارك إلى مقتل 30 مسلحا حوثيا ومواليا لصالح.", [("killed", 30, 30)]),
    ("doer between the noun and its people", "أدان البيان قتل الجيش للعشرات من المتظاهرين.", [("killed", 20, None)]),
    ("survivors beside the dead", "جرى انتشال 36 جثة وتسعة ناجين بعد الزلزال.", [("killed", 36, 36)]),
    ("a year before them", "انتشلت الفرق في 28 أغسطس 2013 جثث 6 مواطنين.", [("killed", 6, 6)]),
    ("verdict carried out", "تم تنفيذ حكم المحكمة بإعدام ثلاثة مدانين.", [("killed", 3, 3)]),
    (
        "how they were hurt",
        "أدى إلى مقتل شخص وإصابة 7 آخرين جميع إصاباتهم خطيرة.",
        [("killed", 1, 1), ("injured", 7, 7)],
    ),
    ("people sank with a ship", "غرق 12 شخصا بعد غرق قارب قبالة الساحل.", [("killed", 12, 12)]),
    ("names that are animals too", "قتل فهد السالم في الهجوم.", [("killed", 1, 1)]),
    ("colour that is an animal too", "قتل شاب أسود برصاص الشرطة.", [("killed", 1, 1)]),
    (
        "subject of the clause before",
        "قتل المسلح خمسة جنود قبل أن يقتل بنيران الجيش.",
        [("killed", 5, 5), ("killed", 1, 1)],
    ),
    ("toll of those killed", "ذكرت الشبكة أن عدد الضحايا الذين قتلوا بالتعذيب بلغ 12 شخصا.", [("killed", 12, 12)]),
    ("accidents that harmed nobody", "وقع حادثان لم يسفرا عن إصابات.", [("injured", 0, 0)]),
    (
        "toll of a verb far before",
        "وقد بلغ عدد القتلى في الهجوم 15 والجرحى 30.",
        [("killed", 15, 15), ("injured", 30, 30)],
    ),
    (
        "toll in cases",
        "وصلت حصيلة الإصابات في جميع المحافظات إلى 116 حالة ووفاة شخصين جراء حوادث الطرق.",
        [("injured", 116, 116), ("killed", 2, 2)],
    ),
    ("toll that rose before its noun", "ارتفع إلى 5 عدد القتلى الذين قضوا أمس بينهم 4 مقاتلين.", [("killed", 5, 5)]),
    (
        "flight told again",
        "خاف المقاتل السعودي من المهمة وفر هاربا إلى تركيا. وأوضح مصدر من عائلة السعودي الهارب أن قريبه سلم نفسه.",
        [("fled", 1, 1), ("fled", 1, 1), ("surrendered", 1, 1)],
    ),
    (
        "the deed again",
        "اغتال مسلحون نائبا في العاصمة. وحصلت عملية الاغتيال في وضح النهار.",
        [("killed", 1, 1), ("killed", None, None)],
    ),
    ("to death", "طعن شاب آخر حتى الموت في المدينة.", [("killed", 1, 1)]),
    ("has caused", "قد تسبب الحادث في مقتل خمسة أشخاص.", [("killed", 5, 5)]),
    ("may have led", "قال إن القصف قد يكون أدى إلى مقتل 12 شخصا.", [("killed", 12, 12)]),
    ("written as one word", "أصيب مالايقل عن عشرة من رجال الشرطة في تفجيرين.", [("injured", 10, None)]),
    (
        "who fled, joined with another party",
        "وفرت أعداد كبيرة من الحوثيين وقوات صالح من عدن بعد المعركة.",
        [("fled", 2, None)],
    ),
    ("called a martyr", "ذكرت الصحيفة باغتيال الشهيد خالد أيوب على متن الطائرة.", [("killed", 1, 1)]),
    ("a woman takes her life", "أقدمت فتاة من مدينة سنندج على الانتحار رفضا للزواج.", [("killed", 1, 1)]),
    (
        "all aboard between dead and wounded",
        "استهدف القصف دورية في الطريق، وسقط كل من فيها بين قتيل وجريح.",
        [("killed", None, None), ("injured", None, None)],
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_states_nothing(body: str) -> None:
    assert stated(body) == []


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in STATED], ids=[case[0] for case in STATED])
def test_states(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert stated(body) == expected
