"""A place's text to an entry of the gazetteer: homonyms, nesting, fall-backs, spelling, and what must stay open."""

from __future__ import annotations

import pytest

from schemas import PlaceMention
from services.arabic import normalize
from services.places import PlaceContext, gazetteer


def resolve(text: str, article: str = "", source: str | None = None) -> PlaceMention:
    context = PlaceContext(article=normalize(article or text).text, source=source)
    found = gazetteer().resolve(text, context)
    assert found.text == text
    return found


def areas(found: PlaceMention) -> tuple[str | None, str | None, str | None]:
    return found.country, found.admin1, found.precision


@pytest.mark.parametrize(
    ("text", "article", "country", "admin1"),
    [
        ("طرابلس", "اشتبك مسلحون في طرابلس شمال لبنان، وقال الجيش اللبناني", "LB", "North Lebanon"),
        ("طرابلس", "اشتبك مسلحون في طرابلس، وقالت الحكومة الليبية في ليبيا", "LY", "Tripoli"),
        ("القاهرة", "سيطروا على تبة القاهرة في مدينة تعز اليمنية", "YE", "Taiz"),
        ("القاهرة", "انفجار في القاهرة، وقالت الشرطة المصرية", "EG", "Cairo"),
        ("حي القاهرة", "قصف على حي القاهرة بمدينة تعز", "YE", "Taiz"),
        ("عمان", "وصل الجرحى إلى عمان، وقال مسؤول أردني في الأردن", "JO", "Amman"),
        ("عمان", "حادث في عمان، وقالت شرطة السلطنة في مسقط", "OM", None),
        ("ميدان التحرير", "قتيل في ميدان التحرير وسط القاهرة", "EG", "Cairo"),
        ("ميدان التحرير", "قتيل في ميدان التحرير في صنعاء", "YE", "Amanat al Asimah"),
        ("الحسكة", "قصف على الحسكة في سوريا", "SY", "Al-Hasakah"),
    ],
)
def test_homonyms_are_told_apart_by_context(text: str, article: str, country: str, admin1: str | None) -> None:
    found = resolve(text, article)
    assert (found.country, found.admin1) == (country, admin1)


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("قرية التبنى بريف دير الزور الغربى", "At Tibni", "Deir ez-Zor"),
        ("فندق في مدينة سوسة", "Sousse", "Sousse"),
        ("حي الشعار في حلب", "Ash-Shaar", "Aleppo"),
        ("المدخل الشرقى لقرية التبنى", "At Tibni", "Deir ez-Zor"),
    ],
)
def test_the_text_names_its_own_area(text: str, name: str, admin1: str | None) -> None:
    found = resolve(text, f"{text}. قال مسؤول سوري ومسؤول تونسي")
    assert (found.name, found.admin1) == (name, admin1)


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("قرية الزنبقية بريف إدلب", "", ("SY", "Idlib", "admin1")),
        ("قرية الزنبقية", "هجوم على قرية الزنبقية بريف إدلب", ("SY", "Idlib", "admin1")),
        ("قرية الزنبقية", "هجوم على قرية الزنبقية القريبة من إدلب", (None, None, None)),
        ("قرية الزنبقية", "هجوم على قرية الزنبقية", (None, None, None)),
        ("ريف حلب", "", ("SY", "Aleppo", "admin1")),
        ("محافظات حلب وحماة", "", ("SY", None, "country")),
        ("محافظتي عدن وأبين", "", ("YE", None, "country")),
        ("غرب عدن", "", ("YE", "Aden", "admin2")),
        ("40 كيلومترا جنوب مدينة حلب", "", ("SY", "Aleppo", "admin1")),
        ("شمال سوريا", "", ("SY", None, "country")),
        ("الحدود السورية", "", ("SY", None, "country")),
        ("الحدود السورية التركية", "", (None, None, None)),
        ("العاصمة العراقية", "", ("IQ", "Baghdad", "town")),
        ("الكويت وتونس ومصر", "", (None, None, None)),
    ],
)
def test_fall_back_to_what_the_text_names(
    text: str, article: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert areas(resolve(text, article)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "المدينة",
        "المخيم",
        "المنزل نفسه",
        "أرض المعركة",
        "منطقة سكنية",
        "طريق الدمام",
        "حي الوردة المجهولة",
        "قرية أم الخير بريف إدلب_",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    found = resolve(text.rstrip("_"), "قتل شخص في مكان ما")
    if text.endswith("_"):  # a village of this name is listed elsewhere; the text says where this one is
        assert found.admin1 == "Idlib"
    else:
        assert found.name is None
        assert found.lat is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مدينة إدلب", "مدينه ادلب"),
        ("سامراء", "سامرّاء"),
        ("الرقة", "الرقه"),
        ("مدينة البوكمال", "مدينة البو كمال"),
        ("مدينة البوكمال", "مدينة أبو كمال"),
        ("بلدة الزبداني", "بلدة زبداني"),
        ("بلدة الزبدانى", "بلدة الزبداني"),
        ("مدينة تل أبيض", "مدينة تل ابيض"),
        ("مدينة القامشلي", "مدينة قامشلي"),
        ("بلدة تلعفر", "بلدة تل عفر"),
        ("مدينة سروج", "مدينة سوروتش"),
    ],
)
def test_spellings_mean_one_place(one: str, other: str) -> None:
    context = "في سوريا والعراق وتركيا"
    first, second = resolve(one, f"{one} {context}"), resolve(other, f"{other} {context}")
    assert first.name is not None
    assert (first.name, first.lat, first.lon) == (second.name, second.lat, second.lon)


def test_type_noun_chooses_between_town_and_area() -> None:
    assert resolve("مدينة حلب").precision == "town"
    assert resolve("محافظة حلب").precision == "admin1"
    assert resolve("حلب").precision == "town"
    assert resolve("دولة الكويت").precision == "country"


def test_outlet_is_a_weak_hint() -> None:
    article = "حادث على مدخل محافظة الخرج"
    assert resolve("محافظة الخرج", article, source="okaz").country == "SA"


def test_point_of_a_quarter_without_one_is_its_towns() -> None:
    quarter, town = resolve("حي الكرادة", "انفجار في حي الكرادة ببغداد"), resolve("بغداد")
    assert (quarter.lat, quarter.lon, quarter.precision) == (town.lat, town.lon, "town")


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("طريق الرياض - الطائف", "حادث على طريق الرياض - الطائف في السعودية", ("SA", None, "country")),
        ("طريق الرياض &#8211; الطائف", "حادث على طريق الرياض &#8211; الطائف في السعودية", ("SA", None, "country")),
        ("طريق الطوال صامطة", "حادث على طريق الطوال صامطة بمنطقة جازان السعودية", ("SA", "Jazan", "admin1")),
        ("طريق الطائف - الصفصافة", "حادث على طريق الطائف - الصفصافة في السعودية", (None, None, None)),
    ],
)
def test_a_road_between_two_places_lies_in_the_area_that_holds_both(
    text: str, article: str, expected: tuple[str | None, ...]
) -> None:
    assert areas(resolve(text, article)) == expected


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("قرية قصر البريج", "برميل على قرية قصر البريج بريف حلب السورية", ("SY", "Aleppo", "admin1")),
        ("البريج", "قصف على البريج وسط قطاع غزة في فلسطين", ("PS", "Gaza Strip", "town")),
        ("متنزه الشيخ زايد", "اشتباك قرب متنزه الشيخ زايد في تعز اليمنية", ("YE", "Taiz", "town")),
        ("حي المروة", "حريق في حي المروة بجدة في السعودية", ("SA", "Makkah", "town")),
        ("حي المروة", "حريق في حي المروة", (None, None, None)),
        ("خيبر الجنوب", "حادث في خيبر الجنوب بمنطقة عسير السعودية", ("SA", "Asir", "admin1")),
        ("حي كاليفورنيا", "سطو في حي كاليفورنيا بالدار البيضاء في المغرب", ("MA", "Casablanca-Settat", "town")),
        ("كاليفورنيا", "حريق في كاليفورنيا غرب الولايات المتحدة", ("US", "California", "admin1")),
        ("عين العرب", "قصف على عين العرب في سوريا", ("SY", "Aleppo", "town")),
        ("وسط البلاد", "انهيار أرضي وسط البلاد في نيبال", (None, None, None)),
        ("المفرق المؤدي إلى الصالة", "حادث عند المفرق المؤدي إلى الصالة في السعودية", (None, None, None)),
        ("المفرق", "انفجار في المفرق شمال الأردن", ("JO", "Mafraq", "town")),
        ("منطقة الفاو", "هجوم على مواقع في منطقة الفاو بمأرب في اليمن", ("YE", "Marib", "admin1")),
        ("الفاو", "ضبط زورق قرب الفاو جنوب البصرة في العراق", ("IQ", "Basra", "town")),
        ("خور المكسر", "اشتباك في خور المكسر بعدن في اليمن", ("YE", "Aden", "town")),
        ("بعقوبة", "انفجار في بعقوبة بمحافظة ديالى العراقية", ("IQ", "Diyala", "town")),
    ],
)
def test_namesakes_of_quarters_and_villages_far_away_are_not_taken(
    text: str, article: str, expected: tuple[str | None, ...]
) -> None:
    assert areas(resolve(text, article)) == expected
