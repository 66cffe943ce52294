"""Sentences and clauses of newspaper Arabic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic import normalize
from services.arabic.sentences import clauses, sentences


def cut(text: str) -> list[str]:
    """The sentences of ordinary text, folded; "/" stands between them in the tables below."""
    folded = normalize(text).text
    return [folded[start:end] for start, end in sentences(folded)]


def cut_clauses(text: str) -> list[str]:
    folded = normalize(text).text
    return [folded[start:end] for start, end in clauses(folded, 0, len(folded))]


@pytest.mark.parametrize(
    "marked",
    [
        "وصل الوفد أمس./ وقال الناطق إن اللقاء كان مثمرا.",
        "هل انتهت الحرب؟/ لا أحد يعلم!/ وهكذا كان",
        "انقطع الطريق؛/ وتأخر الإسعاف",
        "عنوان بلا نقطة\n/خبر تحته\n\n/وفقرة أخرى",
        "نقل إلى المشفى.وقال الطبيب إنه بخير./ انتهى".replace("المشفى.", "المشفى./"),
        "أصيب 30./وأعلن المشفى ذلك",
    ],
)
def test_where_a_sentence_ends(marked: str) -> None:
    expected = [normalize(part).text.strip() for part in marked.split("/")]
    assert cut(marked.replace("/", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال د. سعاد المر إن الوضع مستقر",
        "وحضر أ.د. سليم الخوري وم. ناصر العلي",
        "وأضاف د.سليم أن الوضع مستقر",
        "التقى ود. سليم الوزير",
        "في ج.م.ع والخارج",
        "نقلت بي.بي.سي عن شهود",
        "نقلت إي.بي.سي وإن.بي.سي عن شهود",
        "وقالت أ.ف.ب إن القصف توقف",
        "الرئيس جورج دبليو. بوش",
        "بلغ العدد 1.500 شخص و3.5 في المئة",
        "بلغ العدد ١٬٥٠٠ شخص و٣٫٥ في المئة",
        "عند الساعة 12:30 ظهرا",
        "على الموقع www.example.org/news.html وفي غيره",
        "راسلونا على news@example.org للمزيد",
        "1. أولا وصل الوفد",
        "(...) وقال أيضا",
        "الأسعار ارتفعت&nbsp; أمس",
        "سأل عن الأمر (؟) وسكت",
        "انفجار في المدينة.. وسقوط جرحى",
        "انفجار في المدينة… وسقوط جرحى",
    ],
)
def test_where_no_sentence_ends(text: str) -> None:
    assert cut(text) == [normalize(text).text]


def test_a_year_before_a_single_letter_ends_the_sentence() -> None:
    assert cut("بدأت عام 1990 م. وانتهت بعدها") == ["بدات عام 1990 م.", "وانتهت بعدها"]


def test_two_dots_end_a_long_sentence() -> None:
    long = "كلمة " * 25 + "أخيرة.."
    assert len(cut(f"{long} وقال الناطق شيئا آخر")) == 2


def test_a_closing_quote_stays_with_its_sentence() -> None:
    assert cut("قال: «انتهى كل شيء.» وغادر القاعة") == ['قال: "انتهي كل شيء."', "وغادر القاعه"]
    assert cut('قال إنهم "بخير". "لن نعود" أضاف') == ['قال انهم "بخير".', '"لن نعود" اضاف']
    assert cut('انتهى اليوم."غدا نعود" قال') == ["انتهي اليوم.", '"غدا نعود" قال']
    assert cut('قال "سنعود غدا.", ثم غادر') == ['قال "سنعود غدا.", ثم غادر']


@pytest.mark.parametrize("bullet", ["•", "●", "▪", "*", "-", "–"])
def test_list_items_are_sentences_without_their_bullets(bullet: str) -> None:
    assert cut(f"النتائج:\n{bullet} وصول الوفد\n{bullet} عودة الوفد") == ["النتايج:", "وصول الوفد", "عوده الوفد"]


def test_bullets_in_one_line_part_items() -> None:
    assert cut("وصول الوفد • عودة الوفد * سفر الوفد") == ["وصول الوفد", "عوده الوفد", "سفر الوفد"]


def test_a_rule_of_asterisks_is_no_sentence() -> None:
    assert cut("أول\n***\nثان") == ["اول", "ثان"]


def test_nothing_gives_nothing() -> None:
    assert cut("") == cut(" \n\n • \n") == []


@given(st.text(st.sampled_from("ابد .،؛!؟\n•*-()\"«»'…0123wx:/@&;"), max_size=60))
def test_sentences_leave_out_only_space_and_bullets(text: str) -> None:
    folded = normalize(text).text
    spans = sentences(folded)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(folded)
        assert not folded[position:start].strip(" \n•*-")
        assert folded[start:end].strip() == folded[start:end]
        position = end
    assert not folded[position:].strip(" \n•*-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصف الطيران بلدة النهر صباح اليوم، وقال ناطق إن القصف أصاب السوق، فيما نقل الجرحى إلى المدينة القريبة",
            [
                "قصف الطيران بلده النهر صباح اليوم",
                "وقال ناطق ان القصف اصاب السوق",
                "فيما نقل الجرحي الي المدينه القريبه",
            ],
        ),
        (
            "انهار المبنى فجر الجمعة وسط المدينة وأصيب خمسة من سكانه بجروح",
            ["انهار المبني فجر الجمعه وسط المدينه", "واصيب خمسه من سكانه بجروح"],
        ),
        ("سليم وناصر، وسعاد، وليلى، وآخرون من أهل البلدة", ["سليم وناصر, وسعاد, وليلي, واخرون من اهل البلده"]),
        ("انهار سقف السوق القديم في المدينة.. وسقوط جرحى من الباعة والزبائن",
         ["انهار سقف السوق القديم في المدينه..", "وسقوط جرحي من الباعه والزباين"]),
        ("قال الناطق باسم البلدية أمس: «وصلت الفرق إلى المكان»",
         ["قال الناطق باسم البلديه امس:", '"وصلت الفرق الي المكان"']),
        ("بلغ عدد سكان البلدة 12,500 نسمة قبل الحرب بحسب البلدية",
         ["بلغ عدد سكان البلده 12,500 نسمه قبل الحرب بحسب البلديه"]),
        ("جملة قصيرة", ["جمله قصيره"]),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: list[str]) -> None:
    assert cut_clauses(text) == expected
