"""Folding and its way back, against a reference that goes character by character."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.arabic import Normalized, normalize
from services.arabic.fold_table import DELETED, FOLD, MARKS, OTHER_LETTER, OTHER_SYMBOL, PAGE, WORD_BYTES, encode

# Characters that folding treats specially come up often, all others of Unicode now and then, lone surrogates included.
FOLDED_ONES = sorted(chr(point) for point in FOLD)
NEWSPAPER = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئءًٌٍَُِّْـ،؛؟.«»“”–0123٤٥٦ \n\u200f\u00a0abcXYZ"
characters = st.one_of(
    st.sampled_from(NEWSPAPER),
    st.sampled_from(FOLDED_ONES),
    st.characters(exclude_categories=[]),
)
texts = st.text(characters, max_size=60)
newspaper_texts = st.text(st.sampled_from(NEWSPAPER), max_size=120)


def folded_by_character(text: str) -> list[tuple[str, int]]:
    """The reference: each folded character with the position it came from."""
    return [(folded, index) for index, character in enumerate(text) for folded in FOLD.get(ord(character), character)]


def original_by_character(text: str, start: int, end: int) -> tuple[int, int]:
    """The reference of `original` for a span that is not empty."""
    folded = folded_by_character(text)
    first, stop = folded[start][1], folded[end - 1][1] + 1
    position = stop
    while position < len(text) and text[position] in DELETED:
        position += 1
        if text[position - 1] in MARKS:
            stop = position
    return first, stop


@given(st.one_of(texts, newspaper_texts))
@example("\x00\ud800\udfff\U0010ffff\ufffe\uffff")
@example("ﻻﷺ\u064bﷲ")
@example("\u064b\u200fا\u0640\u064e\u200f")
def test_every_character_is_folded_by_the_table(text: str) -> None:
    normalized = normalize(text)
    assert normalized.text == "".join(folded for folded, _ in folded_by_character(text))
    assert normalized.raw == text


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


def test_folding_twice_changes_nothing_for_any_character_of_unicode() -> None:
    once = normalize("".join(map(chr, range(0x110000)))).text
    assert normalize(once).text == once


@given(st.one_of(texts, newspaper_texts), st.data())
def test_a_span_leads_back_to_the_characters_that_gave_it(text: str, data: st.DataObject) -> None:
    normalized = normalize(text)
    if not normalized.text:
        return
    start = data.draw(st.integers(0, len(normalized.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalized.text)))
    first, stop = normalized.original(start, end)
    assert (first, stop) == original_by_character(text, start, end)
    assert normalized.original_text(start, end) == text[first:stop]
    # The copy holds what the span stands for; only a ligature that is cut through gives more.
    refolded = normalize(text[first:stop]).text
    assert normalized.text[start:end] in refolded
    if not any(len(FOLD.get(ord(character), character)) > 1 for character in (text[first], text[stop - 1 : stop])):
        assert refolded == normalized.text[start:end]


@given(newspaper_texts)
def test_spans_side_by_side_lead_back_to_spans_in_order(text: str) -> None:
    normalized = normalize(text)
    spans = [normalized.original(index, index + 1) for index in range(len(normalized.text))]
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    # What no span covers was deleted.
    covered = {position for first, stop in spans for position in range(first, stop)}
    assert all(text[position] in DELETED for position in set(range(len(text))) - covered)


@given(texts, st.data())
def test_an_empty_span_leads_back_to_an_empty_one(text: str, data: st.DataObject) -> None:
    normalized = normalize(text)
    length = len(normalized.text)
    at = data.draw(st.integers(0, length))
    first, stop = normalized.original(at, at)
    assert first == stop
    if at < length:
        assert first == normalized.original(at, at + 1)[0]
    elif length:
        assert stop == normalized.original(at - 1, at)[1]
    else:
        assert first == 0


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 99), (5, 99), (99, 99)])
@pytest.mark.parametrize("text", ["قتيلاً", "قتيلاً 😀"])
def test_a_span_outside_the_text_is_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        normalize(text).original(start, end)


@given(st.one_of(texts, newspaper_texts))
def test_the_one_byte_form_has_the_same_offsets(text: str) -> None:
    normalized = normalize(text)
    assert normalized.encoded == encode(normalized.text)
    for character, byte in zip(normalized.text, normalized.encoded, strict=True):
        if byte == OTHER_LETTER:
            assert character.isalnum()
        elif byte == OTHER_SYMBOL:
            assert not character.isalnum()
        else:
            assert character == PAGE[byte]
        assert (byte in WORD_BYTES) == (character.isalnum() or character == "_")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أَحْمَدُ وإبراهيم وآدم وٱلشمس", "احمد وابراهيم وادم والشمس"),
        ("مصطفى على المستوى", "مصطفي علي المستوي"),
        ("مدرسة، مؤامرة؛ بيئة؟", "مدرسه, موامره; بييه?"),
        ("شيء", "شيء"),
        ("قتـــــيل", "قتيل"),
        ("ا\u0653لا\u0654ن ا\u0655لى و\u0654 ي\u0654", "الان الي و ي"),  # letters decomposed as in NFD
        ("هٰذا الرَّحْمٰن ۖ", "هذا الرحمن "),
        ("ﺍﻟﻘﺘﻴﻞ ﻻ ﻷن ﷲ", "القتيل لا لان الله"),
        ("کرمانشاه ہند گچساران پژمان ی", "كرمانشاه هند كجساران بزمان ي"),
        ("٣٠ و۴٥ و१२", "30 و45 و12"),
        ("٪٥٠ ٣٫٥ ١٬٥٠٠", "%50 3.5 1,500"),
        ("«أ» “ب” „ج‟ ‹د› ‘ه’ ″و″", '"ا" "ب" "ج" \'د\' \'ه\' "و"'),
        ("20–30 — 40−50 ‑", "20-30 - 40-50 -"),
        ("أ\u00a0ب\u2003ج\tد", "ا ب ج د"),
        ("سطر\r\nسطر\u2028سطر", "سطر\n\nسطر\nسطر"),
        ("\u200fكلمة\u200e \u202bأخرى\u202c\ufeff", "كلمه اخري"),
        ("نيو\u200cيورك", "نيويورك"),
        ("Paris Münster 😀 日本", "Paris Münster 😀 日本"),
        ("", ""),
    ],
)
def test_spelling_habits(text: str, folded: str) -> None:
    assert normalize(text).text == folded


@pytest.mark.parametrize(
    ("text", "word", "copy"),
    [
        ("سقط قتيلاً أمس", "قتيلا", "قتيلاً"),
        ("سقط قتيـلاًـ أمس", "قتيلا", "قتيـلاً"),  # the vowel mark belongs to the word, the tatweel after it does not
        ("مقتل \u200fأَحْمَدَ\u200f بن علي", "احمد", "أَحْمَدَ"),
        ("و\u0640\u0640\u0640 قال", "و", "و"),
        ("ﻻجئين", "ل", "ﻻ"),  # a span inside a ligature leads to the whole
        ("ﻻجئين", "اجيين", "ﻻجئين"),
        ("قالﷺ", "وسلم", "ﷺ"),
        ("مقتل ٣٠ جنديًّا", "30", "٣٠"),
        ("جنديًّا", "جندي", "جنديًّ"),
    ],
)
def test_a_word_is_copied_back_with_its_own_marks(text: str, word: str, copy: str) -> None:
    normalized = normalize(text)
    start = normalized.text.index(word)
    assert normalized.original_text(start, start + len(word)) == copy


@pytest.mark.parametrize(
    ("one", "other"),
    [("على", "علي"), ("أن", "إن"), ("وحدة", "وحده"), ("أسر", "اسر"), ("سَلَّم", "سُلَّم")],
)
def test_words_that_folding_makes_one_can_be_told_apart_on_the_original(one: str, other: str) -> None:
    a, b = normalize(one), normalize(other)
    assert a.text == b.text
    assert a.original_text(0, len(a.text)) == one
    assert b.original_text(0, len(b.text)) == other


def test_the_table_covers_what_unicode_calls_digits_spaces_dashes_and_arabic_marks() -> None:
    """Fails on a Python with a newer Unicode that knows more of them: add these to orthography.tsv."""
    for point in range(0x110000):
        character, category = chr(point), unicodedata.category(chr(point))
        becomes = FOLD.get(point, character)
        if category == "Nd":
            assert becomes == str(unicodedata.decimal(character)), hex(point)
        elif category == "Zs":
            assert becomes == " ", hex(point)
        elif category in ("Zl", "Zp"):
            assert becomes == "\n", hex(point)
        elif category == "Pd":
            assert becomes == "-", hex(point)
        elif category == "Mn" and "ARABIC" in unicodedata.name(character):
            assert becomes == "" and character in MARKS, hex(point)


def test_what_letters_become_is_a_plain_arabic_letter() -> None:
    plain = set("ءابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    for point, becomes in FOLD.items():
        if unicodedata.category(chr(point)) == "Lo" and becomes:
            assert set(becomes) <= plain | set(" "), hex(point)


def test_the_fast_and_the_slow_way_agree() -> None:
    newspaper = "".join(character for character in PAGE if character != "\ufffe")
    fast, slow = normalize(newspaper), normalize(newspaper + "\U0001f600")
    assert type(fast) is Normalized and type(slow) is not Normalized
    assert fast.text + "\U0001f600" == slow.text
    length = len(fast.text)
    assert fast.encoded == slow.encoded[:length]
    assert all(fast.original(at, at + 1) == slow.original(at, at + 1) for at in range(length))
