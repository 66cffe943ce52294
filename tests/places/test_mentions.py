"""Places in running text: bare names, type nouns, names that are words, names that no list has."""

from __future__ import annotations

import pytest

from services.arabic import normalize
from services.places import gazetteer


def found(text: str) -> list[str]:
    folded = normalize(text).text
    return [folded[span.start : span.end] for span in gazetteer().place_mentions(folded)]


def fold(*texts: str) -> list[str]:
    return [normalize(text).text for text in texts]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سقط قتلى في عدن أمس", ["عدن"]),
        ("انفجار بعدن", ["عدن"]),
        ("من معدن ثمين", []),
        ("قرية التبنى بريف دير الزور الغربى", ["قرية التبنى", "ريف دير الزور"]),
        ('في حي "التواهي" غرب المدينة', ['حي "التواهي"']),
        ("محافظات حلب وحماة وإدلب", ["محافظات حلب وحماة وإدلب"]),
        ("في محافظتي صعدة وحجة", ["محافظتي صعدة وحجة"]),
        ("قضاء بلد في محافظة صلاح الدين", ["قضاء بلد", "محافظة صلاح الدين"]),
        ("قرب مخيم اليرموك", ["مخيم اليرموك"]),
        ("عند معبر رفح", ["معبر رفح"]),
        ("قصف مطار الثعلة", ["مطار الثعلة"]),
        ("جبل التركمان في الساحل", ["جبل التركمان"]),
    ],
)
def test_names_and_type_nouns(text: str, places: list[str]) -> None:
    assert found(text) == fold(*places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قال الرشيد إن الحرية أغلى ما يملك", []),
        ("في حي الحرية", ["حي الحرية"]),
        ("بلد كبير وصيف حار", []),
        ("التحرير بدأ أمس", []),
        ("نظام مالي جديد", []),
        ("هاجموا شمال مالي", ["مالي"]),
    ],
)
def test_names_that_are_words_need_support(text: str, places: list[str]) -> None:
    assert found(text) == fold(*places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("هجوم على قرية الزنبقية", ["قرية الزنبقية"]),
        ("في قرية تل السنديانة", ["قرية تل السنديانة"]),
        ("منطقة سكنية مكتظة", []),
        ("قرية عراقية قرب الحدود", []),
        ("مدينة أخرى", []),
        ("شوارع المدينة خالية", []),
        ("منطقة الجزاء", []),
        ("قضاء وقت ممتع", []),
        ("أحياء شمال حلب", ["حلب"]),
    ],
)
def test_names_that_no_list_has(text: str, places: list[str]) -> None:
    assert found(text) == fold(*places)


def test_spans_say_what_they_are() -> None:
    folded = normalize("وبمحافظتي صعدة وحجة").text
    (span,) = gazetteer().place_mentions(folded)
    assert span.particles == "وب"
    assert span.noun == normalize("محافظة").text
    assert span.names == tuple(fold("صعدة", "حجة"))
    assert folded[span.name_start : span.name_end] == fold("صعدة")[0]
    assert span.listed


def test_only_the_given_part_is_searched() -> None:
    folded = normalize("في عدن. وفي حلب.").text
    middle = folded.index(".")
    assert [s.names[0] for s in gazetteer().place_mentions(folded, middle)] == fold("حلب")
    assert [s.names[0] for s in gazetteer().place_mentions(folded, 0, middle)] == fold("عدن")
