"""Texts on which careless reading takes quadratic time or more: for tests, which read each once, and benches, which time them."""

from __future__ import annotations

NUMBERS = {
    "digits": "9" * 100_000,
    "arabic digits": "٩" * 10_000,
    "hundred digits": "مقتل " + "7" * 100 + " شخصا",
    "separators": "1,500" * 20_000,
    "spaced digits": "1 500 " * 20_000,
    "hyphens": "5-" * 50_000,
    "ands": "خمسة و" * 40_000,
    "thousands": "ألف " * 50_000,
    "and thousands": "وألف " * 50_000,
    "hundreds and": "مئة و" * 40_000,
    "of": "عدد من " * 30_000,
    "between": "بين 3 و" * 30_000,
    "modifiers": "أكثر من نحو " * 30_000,
    "nouns": "جنود " * 50_000,
    "negation": "لم تقع إصابات " * 20_000,
    "words": "كلمة أخرى " * 100_000,
    "one word": "ا" * 200_000,
    "marks": "3" + "\u064b" * 200_000,
    "surrogates": "\ud8003 قتلى\udfff\x00 " * 5_000,
}

DATES = {
    "digits": "9" * 100_000,
    "arabic digits": "٩" * 10_000,
    "slashes": "1/" * 50_000,
    "dots": "1." * 50_000,
    "hyphens": "2011-" * 30_000,
    "days": "3 و" * 50_000,
    "ordinals": "الثالث و" * 30_000,
    "months": "مايو/" * 40_000,
    "weekdays": "السبت - " * 30_000,
    "parts": "مطلع " * 50_000,
    "of periods": "النصف الأول من " * 20_000,
    "since": "منذ " * 50_000,
    "about": "قبل نحو حوالي " * 20_000,
    "day parts": "صباح " * 50_000,
    "moments": "وقت سابق من " * 20_000,
    "to": "أمس إلى " * 30_000,
    "seasons": "صيف شتاء " * 20_000,
    "words": "كلمة أخرى " * 100_000,
    "one word": "ا" * 200_000,
    "surrogates": "\ud800أمس\udfff\x00 " * 5_000,
}
