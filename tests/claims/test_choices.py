"""What the choices answer where a reader has no doubt: doer, side, place, time, source, cause, scope, repetition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import Claim
from tests.claims.sentences import claims

FIELDS: dict[str, Callable[[Claim], str | None]] = {
    "by": lambda claim: claim.by.text if claim.by else None,
    "side": lambda claim: claim.who.side.text if claim.who.side else None,
    "place": lambda claim: claim.place.text if claim.place else None,
    "when": lambda claim: claim.when.text if claim.when else None,
    "source": lambda claim: claim.source.text if claim.source else None,
    "cause": lambda claim: claim.cause,
    "scope": lambda claim: claim.scope,
}


@pytest.mark.parametrize(
    ("field", "body", "answer"),
    [
        ("by", "قتل خمسة مدنيين في قصف نفذته طائرات روسية على سوق بلدة السرو.", "طائرات روسية"),
        ("by", "قتلت قوات النظام ثلاثة مزارعين في قرية الغدير.", "قوات النظام"),
        ("by", "قتل جنديان على يد مسلحين من تنظيم داعش قرب السخنة.", "مسلحين من تنظيم داعش"),
        ("by", "انشق ضابطان عن قوات النظام في درعا.", None),
        ("by", "قتل أربعة عمال في حادث سير على طريق حمص.", None),
        ("side", "قتل ثلاثة جنود من الجيش العراقي في هجوم انتحاري في الفلوجة.", "الجيش العراقي"),
        ("side", "قتل عشرة عناصر من تنظيم داعش في غارة جوية قرب الرقة.", "داعش"),
        ("side", "أصيب سبعة من عناصر البيشمركة في كمين قرب كركوك.", "البيشمركة"),
        ("side", "انشق ضابطان عن قوات النظام في درعا.", "قوات النظام"),
        ("side", "قتل خمسة مدنيين في قصف على سوق بلدة السرو.", None),
        ("place", "قتل خمسة مدنيين في قصف على سوق بلدة سراقب بريف إدلب.", "بلدة سراقب"),
        ("place", "انفجرت سيارة مفخخة في مدينة الموصل ما أدى إلى مقتل سبعة أشخاص.", "مدينة الموصل"),
        ("place", "أصيب شرطيان في انفجار عبوة ناسفة في حي الكرادة وسط بغداد.", "حي الكرادة"),
        ("place", "عاد الوفد من جنيف. وقتل ثلاثة أشخاص في اشتباكات في مدينة تعز.", "مدينة تعز"),
        ("place", "قال مصدر طبي إن ثلاثة أشخاص قتلوا.", None),
        ("when", "قتل خمسة مدنيين أمس الثلاثاء في قصف على بلدة سراقب.", "أمس الثلاثاء"),
        ("when", "أصيب جنديان صباح اليوم في هجوم على حاجز في عدن.", "صباح اليوم"),
        ("when", "قتل ثلاثة أشخاص في 3 مايو 2024 في انفجار في بغداد.", "3 مايو 2024"),
        ("when", "أعلن المتحدث اليوم أن القوات قتلت يوم الاثنين خمسة مسلحين.", "يوم الاثنين"),
        ("when", "قتل ثلاثة أشخاص في انفجار في بغداد.", None),
        ("source", "قال المرصد السوري لحقوق الإنسان إن خمسة مدنيين قتلوا في قصف.", "المرصد السوري لحقوق الإنسان"),
        ("source", "قتل ثلاثة جنود في هجوم على حاجز، بحسب مصدر عسكري.", "مصدر عسكري"),
        ("source", "أفادت وكالة رويترز بمقتل سبعة أشخاص في انفجار في بغداد.", "وكالة رويترز"),
        ("source", "أعلنت وزارة الصحة إصابة عشرة أشخاص في القصف.", "وزارة الصحة"),
        ("source", "وأضاف المتحدث باسم الشرطة أن شرطيين أصيبا في الهجوم.", "المتحدث باسم الشرطة"),
        ("source", "قتل ثلاثة أشخاص في انفجار في بغداد.", None),
        ("cause", "قتل سبعة أشخاص في انفجار سيارة مفخخة في بغداد.", "bombing"),
        ("cause", "قتل خمسة مدنيين في غارة جوية على سوق في صعدة.", "airstrike"),
        ("cause", "قتل جنديان برصاص قناص في تعز.", "shooting"),
        ("cause", "قتل عشرة مسلحين في اشتباكات مع الجيش في بنغازي.", "clash"),
        ("cause", "قتل أربعة مدنيين في قصف مدفعي على حي سكني.", "shelling"),
        ("cause", "أعدم التنظيم ثلاثة شبان ذبحا في ساحة المدينة.", "execution"),
        ("cause", "عثر الأهالي على ثلاثة قتلى في المزرعة.", "unknown"),
        ("scope", "قتل خمسة مدنيين في قصف على سوق بلدة سراقب أمس.", "event"),
        ("scope", "أصيب جنديان في هجوم على حاجز في عدن.", "event"),
        ("scope", "قتل أكثر من 300 ألف شخص منذ بدء النزاع في سوريا عام 2011.", "cumulative"),
        ("scope", "بلغ عدد القتلى 1200 شخص منذ بداية العام.", "cumulative"),
        ("scope", "وقتل منذ اندلاع الحرب أكثر من عشرة آلاف مدني في اليمن.", "cumulative"),
    ],
)
def test_chooses(field: str, body: str, answer: str | None) -> None:
    [claim] = claims(body)
    assert FIELDS[field](claim) == answer


@pytest.mark.parametrize(
    ("title", "body", "repeats"),
    [
        ("قتل خمسة مدنيين في قصف على سراقب.", "قتل خمسة مدنيين أمس في قصف على بلدة سراقب بريف إدلب.", True),
        ("مقتل 12 جنديا في تفجير في عدن", "قتل 12 جنديا في تفجير انتحاري في مدينة عدن صباح اليوم.", True),
        ("انشقاق ضابط عن الجيش", "انشق ضابط برتبة عقيد عن الجيش السوري أمس.", True),
        ("", "قتل المقدم سالم العلي في كمين. وكان المقدم سالم العلي قد قتل خلال عودته من عمله.", True),
        ("", "قتل ثلاثة جنود في هجوم على حاجز. وفي حادث آخر قتل سبعة مدنيين في قصف على سوق.", False),
        ("", "قتل ثلاثة أشخاص وأصيب سبعة في انفجار في بغداد.", False),
    ],
)
def test_restates(title: str, body: str, repeats: bool) -> None:
    first, second = claims(body, title)
    assert first.restates is None
    assert second.restates == (first.id if repeats else None)
