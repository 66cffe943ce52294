"""Lines that are no part of an article, and sentences that only resemble them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic import normalize
from services.arabic.boilerplate import boilerplate, sentences_to_read

BEFORE = "وصل الوفد إلى البلدة صباح أمس والتقى أهلها في ساحة السوق القديم، بحسب رئيس البلدية."
AFTER = "وأضاف رئيس البلدية أن الوفد زار المدرسة والمشفى ووعد بإصلاح الطريق قبل حلول الشتاء."


def skipped(text: str, title: str = "") -> list[tuple[str, str]]:
    """What is skipped of ordinary text, folded, with its kind."""
    body = normalize(text).text
    return [(body[span.start : span.end], span.kind) for span in boilerplate(normalize(title).text, body)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("اعلان", "advert"),
        ("- إعلان -", "advert"),
        ("ADVERTISEMENT", "advert"),
        ("إقرأ أيضاً", "related"),
        ("اقرأ أيضا: عودة التيار إلى أحياء المدينة", "related"),
        ("اقرأ المزيد", "related"),
        ("...المزيد", "related"),
        ("شاهد أيضاً", "related"),
        ("مقالات أخرى للكاتبعودة الطيورمطر في الصحراء", "related"),
        ("شارك", "share"),
        ("شارك على فيسبوك", "share"),
        ("WhatsApp", "share"),
        ("Facebook Twitter WhatsApp Telegram 12", "share"),
        ("واتساب | تلغرام", "share"),
        ("تابعونا على تويتر", "share"),
        ("للتواصل أرسل sms إلى 12345 الاتصالات", "contact"),
        ("writer@example.org", "contact"),
        ("تويتر: @writer_x", "contact"),
        ("https://example.org/a/b.html", "contact"),
        ("#أخبار_البلدة", "contact"),
        ("الكلمات المفتاحية: البلدة، الوفد، الطريق", "tags"),
        ("سمات البلدة الوفد الطريق", "tags"),
        ("تصوير: سليم الخوري", "credit"),
        ("صورة أرشيفية", "credit"),
        ("Getty Images", "credit"),
        ("جميع الحقوق محفوظة © 2020", "rights"),
        ("يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك", "notice"),
        ("jQuery('#vote').load(function(){ window.x = 1; });", "notice"),
        ("الرياض - واس", "slug"),
        ("رويترز - بغداد", "slug"),
        ("المصدر: وكالات", "slug"),
        ("Next Previous", "navigation"),
        ("آخر تحديث: 12:30", "navigation"),
        ("3 دقائق قراءة", "navigation"),
    ],
)
def test_a_line_that_is_no_part_of_the_article_is_skipped(line: str, kind: str) -> None:
    found = skipped(f"{BEFORE}\n  {line} \n{AFTER}" if kind != "tags" else f"{BEFORE}\n  {line} ")
    assert [found_kind for _, found_kind in found] == [kind]
    assert normalize(line).text.strip("- ()") in found[0][0] or found[0][0] in normalize(line).text


@pytest.mark.parametrize(
    "line",
    [
        "أعلن الجيش مقتل ثلاثة جنود",
        "شارك ثلاثة آلاف شخص في التشييع",
        "إعلان الحداد على القتلى",
        "اقرأ أيضا في الصحيفة أن القصف أوقع ثلاثة قتلى وعشرة جرحى في السوق القديم وأن النيران أتت على متاجر كثيرة قبل"
        " أن يصل رجال الإطفاء من المدينة القريبة ويخمدوها",
        "سمات الوجه لم تعد واضحة بعد الانفجار. وقتل ثلاثة أشخاص في المكان",
        "تصوير القتلى في الشارع أغضب أهاليهم وأصدقاءهم",
        "نشر في الموقع مقتل ثلاثة من الجنود في كمين نصب لهم",
        "المصدر الأمني قال إن ثلاثة أشخاص أصيبوا في الحادث",
        "خدمة الإسعاف نقلت خمسة جرحى إلى المشفى",
        "وكالات الإغاثة تحصي مئة قتيل",
        "رويترز: مقتل خمسة في انفجار - شهود",
        "مقتل خمسة جنود - مصدر أمني",
        "تعليق الدراسة بعد مقتل تلميذين",
        "التفاصيل الأولى تشير إلى مقتل سبعة",
        "أوافق على ما قاله، فقد قتل ابني",
    ],
)
def test_a_sentence_that_resembles_such_a_line_is_read(line: str) -> None:
    assert skipped(f"{BEFORE}\n{line}\n{AFTER}") == []
    assert skipped(f"{line}") == []


def test_the_headline_after_a_label_is_read() -> None:
    found = skipped(f"{BEFORE}\nرابط الخبر بصحيفة البلدة: مقتل ثلاثة في انهيار مبنى")
    assert found == [("رابط الخبر بصحيفه البلده: ", "related")]
    found = skipped(f"{BEFORE}\nرابط الخبر: مقتل ثلاثة في انهيار مبنى")
    assert found == [("رابط الخبر: ", "related")]


def test_tags_at_the_end_of_the_last_line_are_skipped() -> None:
    assert skipped(f"{BEFORE} {AFTER} سمات البلدة الوفد خطف") == [("سمات البلده الوفد خطف", "tags")]


def test_headlines_under_read_also_are_skipped_to_the_next_paragraph() -> None:
    headlines = "عودة التيار إلى المدينة\nمقتل خمسة في انهيار مبنى"
    found = skipped(f"{BEFORE}\n\nاقرأ أيضا:\n{headlines}\n\n{AFTER}")
    assert [text for text, _ in found] == ["اقرا ايضا:", "عوده التيار الي المدينه", "مقتل خمسه في انهيار مبني"]
    assert skipped(f"اقرأ أيضا\n{AFTER}") == [("اقرا ايضا", "related")]
    assert skipped("اقرأ أيضا\nقتل خمسة أشخاص في انهيار المبنى.") == [("اقرا ايضا", "related")]
    assert skipped("اقرأ أيضا\nوقتل خمسة أشخاص") == [("اقرا ايضا", "related")]


def test_a_line_that_repeats_the_title_is_read() -> None:
    title = "مقتل خمسة في انهيار مبنى"
    assert skipped(f"اقرأ أيضا\n{title}\n{AFTER}", title) == [("اقرا ايضا", "related")]


lines = st.sampled_from(
    [
        "إعلان",
        "اقرأ أيضا",
        "شارك",
        "سمات أ ب",
        BEFORE,
        AFTER,
        "",
        " ",
        "- واس",
        "x@y.org",
        "رابط الخبر: أ",
        "خبر قصير",
        ".",
    ]
)


@given(st.lists(lines), st.sampled_from(["\n", "\n\n", " \n", ". "]))
def test_spans_are_in_order_and_do_not_overlap(parts: list[str], separator: str) -> None:
    body = normalize(separator.join(parts)).text
    position = 0
    for start, end, _ in boilerplate("", body):
        assert position <= start < end <= len(body)
        position = end


def test_sentences_to_read_leave_out_what_is_skipped() -> None:
    body = normalize(f"إعلان\n{BEFORE} {AFTER}\nاقرأ أيضا\nمقتل خمسة\n\nرابط الخبر: وصول الوفد\nسمات خطف").text
    read = [body[start:end] for start, end in sentences_to_read("", body)]
    assert read == [normalize(BEFORE).text, normalize(AFTER).text, "وصول الوفد"]
    assert sentences_to_read("", normalize(BEFORE).text) == [(0, len(normalize(BEFORE).text))]
    quoted = normalize("قال «وصلنا أمس» سمات البلدة الوفد").text
    assert [quoted[start:end] for start, end in sentences_to_read("", quoted)] == ['قال "وصلنا امس"']
