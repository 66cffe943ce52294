"""What each construction of the lexicon and the grammar states: kind and count, or nothing."""

from __future__ import annotations

import pytest

from tests.claims.sentences import claims, stated

STATES = [
    ("passive verb, people", "قتل خمسة جنود في كمين قرب بلدة السفيرة.", [("killed", 5, 5)]),
    ("people, passive verb", "وقال المصدر إن 12 مسلحا قتلوا في الغارة.", [("killed", 12, 12)]),
    ("active verb, agent, people", "وقتل الجيش السوري قرب المطار 9 مسلحين.", [("killed", 9, 9)]),
    ("verbal noun", "أسفر الهجوم عن مقتل شرطي.", [("killed", 1, 1)]),
    ("verbal noun written like a verb with a pronoun", "أدى الانفجار إلى إصابة 4 عمال.", [("injured", 4, 4)]),
    ("undivided total", "أدى القصف إلى مقتل وإصابة 20 مدنيا.", [("killed", None, 20), ("injured", None, 20)]),
    ("groups with numbers of their own", "مقتل ضابط و3 جنود في انفجار لغم.", [("killed", 1, 1), ("killed", 3, 3)]),
    ("split expression", "لقي 7 أشخاص مصرعهم في حادث سير.", [("killed", 7, 7)]),
    ("counted casualty nouns", "أوقع التفجير 15 قتيلا و40 جريحا.", [("killed", 15, 15), ("injured", 40, 40)]),
    ("dual casualty noun", "سقط قتيلان في الاشتباكات.", [("killed", 2, 2)]),
    ("phrase", "أودى الحريق بحياة ثلاثة أطفال.", [("killed", 3, 3)]),
    ("fighters flee", "فر عشرات المقاتلين من مواقعهم بعد الهجوم.", [("fled", 20, None)]),
    ("defection", "انشق ضابطان عن الجيش.", [("defected", 2, 2)]),
    ("surrender", "استسلم 30 مسلحا للقوات الحكومية.", [("surrendered", 30, 30)]),
    ("explicit none", "سقطت قذيفة على الحي دون وقوع إصابات.", [("injured", 0, 0)]),
]

STATES_NOTHING = [
    ("killing time", "يحاول الشباب قتل الوقت في المقاهي."),
    ("purpose", "أطلقوا النار لقتل المتظاهرين."),
    ("attempt", "نجا الوزير من محاولة اغتيال."),
    ("name of a hospital", "نقل المرضى إلى مستشفى الشهيد ياسر."),
    ("civilians flee", "أدى القصف إلى فرار الأهالي من القرية."),
    ("disease", "سجلت الوزارة إصابة 12 شخصا بفيروس كورونا."),
    ("a label that points back", "وقال ذوو الضحايا إنهم ينتظرون نتائج التحقيق."),
    ("a general rule", "وينص القانون على عقوبة الإعدام."),
    ("families", "زار المحافظ أسر الشهداء."),
    ("citing", "استشهد الكاتب بمقولة قديمة."),
    ("the moon", "تناول الدرس حادثة انشقاق القمر."),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in STATES], ids=[case[0] for case in STATES])
def test_states(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert stated(body) == expected


@pytest.mark.parametrize("body", [case[1] for case in STATES_NOTHING], ids=[case[0] for case in STATES_NOTHING])
def test_states_nothing(body: str) -> None:
    assert stated(body) == []


def test_every_text_is_a_copy_of_the_article() -> None:
    body = "قُتِل خمسةُ جنودٍ، وأُصيب ٣ آخرون أمس في قصفٍ مدفعيٍّ على مدينة الرستن، بحسب «مصدر عسكري»."
    found = claims(body)
    assert len(found) == 2
    for claim in found:
        evidence = claim.evidence
        assert body[evidence.start : evidence.end] == evidence.text
        assert body[evidence.trigger.start : evidence.trigger.end] == evidence.trigger.text
        assert claim.who.text is not None and claim.who.text in body


def test_the_same_article_gives_the_same_ids() -> None:
    body = "قتل خمسة جنود وأصيب ثلاثة آخرون."
    assert [claim.id for claim in claims(body)] == [claim.id for claim in claims(body)]
    assert len({claim.id for claim in claims(body)}) == 2
