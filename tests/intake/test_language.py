"""The language of an article that names none."""

from __future__ import annotations

import pytest

from services.intake.language import detect_language

LANGUAGES = [
    ("قتل شخصان وأصيب ثلاثة في حادث سير على الطريق الدولي أمس.", "ar"),
    ("لقى 3 أشخاص مصرعهم فى حادث على الطريق الصحراوى أمس", "ar"),
    (
        "قال متحدث باسم گوگل في چاد إن الخدمة عادت بعد انقطاع دام ساعات طويلة "
        "في أنحاء البلاد كلها وفي الدول المجاورة لها، وإن المهندسين يبحثون عن السبب",
        "ar",
    ),
    ("در پی انفجار یک خودرو در مرکز شهر چهار نفر کشته و ده‌ها نفر زخمی شدند، پلیس می‌گوید", "fa"),
    ("لاہور میں سڑک حادثے میں دو افراد ہلاک اور پانچ زخمی ہو گئے ہیں", "ur"),
    ("لە ڕووداوێکی هاتوچۆدا دوو کەس گیانیان لەدەست دا و سێ کەسی دیکە بریندار بوون", "ckb"),
    ("Two people were killed in a road accident.", None),
    ("نقلت صحيفة Two people were killed in an accident on the road to the airport yesterday", None),
    ("123 456", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language
