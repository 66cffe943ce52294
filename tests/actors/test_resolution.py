"""A text to an actor: names, nationalities, labels that the article decides, and what must stay open."""

from __future__ import annotations

import pytest

from services.actors import ActorContext, registry
from services.arabic import normalize


def find(text: str, article: str = "", country: str | None = None, outlet: str | None = None) -> str | None:
    context = ActorContext(article=normalize(article or text).text, outlet_country=outlet)
    return registry().find(text, context.within(normalize(text).text, country))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("داعش", "islamic-state"),
        ('تنظيم "داعش" الإرهابي', "islamic-state"),
        ("تنظيم «الدولة الإسلامية»", "islamic-state"),
        ("للدواعش", "islamic-state"),
        ("ميليشيا الحوثي", "houthis"),
        ("أنصار الله", "houthis"),
        ("المليشيات الحوثية", "houthis"),
        ("للحوثيين", "houthis"),
        ("الحوثيون", "houthis"),
        ("المرصد السورى لحقوق الانسان", "syrian-observatory"),
        ("مدير المرصد السوري", "syrian-observatory"),
        ("وكالة الأنباء السعودية (واس)", "saudi-press-agency"),
        ("أ ف ب", "afp"),
        ("عناصر من جبهة النصرة", "al-nusra-front"),
        ("تنظيم القاعدة في بلاد المغرب الإسلامي", "aqim"),
        ("قوات الدعم السريع", "rapid-support-forces"),
        ("كتائب حزب الله", "kataib-hezbollah"),
        ("حزب الله اللبناني", "hezbollah"),
    ],
)
def test_names_and_labels(text: str, actor: str) -> None:
    assert find(text) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("الجيش التركي", "turkey-army"),
        ("ثلاث طائرات حربية تركية", "turkey-army"),
        ("القوات البرية السعودية", "saudi-arabia-army"),
        ("14 جندياً جزائرياً", "algeria-army"),
        ("وزارة الداخلية التونسية", "tunisia-interior-ministry"),
        ("وزارة الدفاع في العراق", "iraq-defence-ministry"),
        ("الشرطة الكينية", "kenya-police"),
        ("جيش النظام السوري", "syria-army"),
        ("الحكومة الليبية", "libya-government"),
        ("تركيين", "turkey"),
        ("تشاد", "chad"),
    ],
)
def test_institutions_of_states(text: str, actor: str) -> None:
    assert find(text) == actor


@pytest.mark.parametrize(
    ("text", "article", "country", "actor"),
    [
        ("وزارة الداخلية", "أعلنت وزارة الداخلية في الكويت، وقال مسؤول كويتي", None, "kuwait-interior-ministry"),
        ("الجيش", "قال الجيش إن جنديين قتلا في شمال لبنان على يد مسلحين", "LB", "lebanon-army"),
        ("الجيش", "قال الجيش إن جنديين قتلا في اليمن", "YE", None),
        ("جيش", "جيش من العمال في لبنان", "LB", None),
        ("التحالف", "قصف التحالف مواقع في صنعاء", "YE", "saudi-led-coalition"),
        ("طائرات التحالف", "قصفت طائرات التحالف الرقة", "SY", "global-coalition"),
        ("التحالف العربي", "قصف التحالف العربي الحديدة", "YE", "saudi-led-coalition"),
        ("المقاومة", "قالت المقاومة في تعز", "YE", "yemen-popular-resistance"),
        ("قوات النظام", "قصفت قوات النظام دوما", "SY", "syria-army"),
        ("الحرس الوطني", "قتل رقيب من الحرس الوطني", "TN", "tunisia-national-guard"),
        ("الحرس الوطني", "قتل رقيب من الحرس الوطني", "SA", "saudi-national-guard"),
        ("الانقلابيين", "قتل ثلاثة من الانقلابيين بعد هجوم للحوثيين", "YE", "houthis"),
        ("الانقلابيين", "قتل ثلاثة من الانقلابيين في أنقرة", "TR", None),
        ("التنظيم", "تبنى تنظيم داعش الهجوم. وقال التنظيم", None, "islamic-state"),
        ("الحركة", "قالت حركة طالبان إنها هاجمت. وأضافت الحركة", None, "taliban"),
        ("الإرهابيين", "قتل الجيش عددا من الإرهابيين", None, None),
        ("الإرهابيين", "هاجم تنظيم داعش القرية وقتل الجيش عددا من الإرهابيين", None, "islamic-state"),
        ("الإرهابيين", "هاجم داعش وجبهة النصرة القرية وقتل عدد من الإرهابيين", None, None),
        ("الهلال الأحمر", "قال الهلال الأحمر في السعودية", "SA", "saudi-red-crescent"),
    ],
)
def test_labels_are_decided_by_the_article(text: str, article: str, country: str | None, actor: str | None) -> None:
    assert find(text, article, country) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("الحوثيين وقوات صالح", "houthi-saleh-alliance"),
        ("مليشيات الحوثي والمخلوع صالح", "houthi-saleh-alliance"),
        ("الجيش اليمني والمقاومة الشعبية", "yemen-pro-government-forces"),
        ("داعش وجبهة النصرة", None),
        ("القيادي في كتائب القسام وحركة حماس", "al-qassam-brigades"),
    ],
)
def test_several_parties(text: str, actor: str | None) -> None:
    assert find(text) == actor


@pytest.mark.parametrize(
    "text",
    [
        "مصدر طبي",
        "شهود عيان",
        "مسلح مجهول",
        "طائرة مدنية سعودية",
        "الاحتلال الأميركي",
        "مكتب أخبار سوريا الجديدة",
        "القاعدة الجوية",
        "شاهد عيان لرويترز",
        "مواقع إخبارية يمنية",
        "حزب سياسي معارض",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert find(text) is None


def test_place_of_the_claim_comes_before_the_article() -> None:
    article = "قالت الشرطة التركية. وفي حادث آخر في تونس قتل شرطي، وقالت وزارة الداخلية"
    assert find("وزارة الداخلية", article, "TN") == "tunisia-interior-ministry"


def test_outlet_is_the_last_resort() -> None:
    assert find("وزارة الداخلية", "نفذت وزارة الداخلية الحكم", outlet="SA") == "saudi-arabia-interior-ministry"
    assert find("وزارة الداخلية", "نفذت وزارة الداخلية الحكم") is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("القوات المعادية للحوثيين", None),
        ("فصيل منشق عن حركة طالبان", None),
        ("مسلحون مناهضون لداعش", None),
        ("جماعة منافسة لطالبان", None),
        ("القوات الموالية للحوثيين", "houthis"),
        ("مقاتلون من حركة طالبان", "taliban"),
    ],
)
def test_the_enemies_of_a_party_are_not_that_party(text: str, actor: str | None) -> None:
    assert find(text) == actor


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        ("البنتاغون", None, "united-states-defence-ministry"),
        ("وزارة الدفاع الأميركية", None, "united-states-defence-ministry"),
        ("رئيس الحكومة التركية", None, "turkey-government"),
        ("الرئيس التركي", None, "turkey-presidency"),
        ("الشؤون الصحية", "SA", "saudi-arabia-health-ministry"),
        ("النيابة العامة", "EG", "egypt-judiciary"),
        ("النيابة العامة", "YE", None),
        ("أمن الطرق", "SA", "saudi-highway-security"),
        ("أمن الطرق", "JO", None),
        ("حزب الدعوة", "IQ", "islamic-dawa-party"),
        ("قوة درع الجزيرة", None, "peninsula-shield"),
        ("الجبهة الثورية لتحرير الشعب", "TR", "dhkp-c"),
    ],
)
def test_ministries_and_offices(text: str, country: str | None, actor: str | None) -> None:
    assert find(text, country=country) == actor
