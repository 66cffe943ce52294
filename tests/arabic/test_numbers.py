"""Quantities of people: the table of cases, numbers spelled by a reference, any text at all, hostile text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.arabic import normalize, parse_numbers
from services.arabic.number_lexicon import vocabulary
from services.arabic.numbers import Quantity, quantities
from tests.arabic.cases import NumberCase, number_cases
from tests.arabic.hostile import NUMBERS

CASES = number_cases()
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EXTENDED = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def read(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(quantity.low, quantity.high, quantity.precision) for quantity in parse_numbers(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_every_case_of_the_table(case: NumberCase) -> None:
    assert read(case.text) == case.quantities


@pytest.mark.parametrize("script", [ARABIC_INDIC, EXTENDED], ids=["arabic-indic", "extended"])
def test_the_table_in_other_digits(script: dict[int, int]) -> None:
    for case in CASES:
        assert read(case.text.translate(script)) == case.quantities, case.text


def test_the_table_inside_a_sentence() -> None:
    """A case keeps its reading behind and before words that have nothing to do with it."""
    for case in CASES:
        assert read(f"وأضاف البيان ما يلي: {case.text}.") == case.quantities, case.text


# -- spans ------------------------------------------------------------------------------------------------------------


def copies(text: str, quantity: Quantity) -> tuple[str, str, str | None]:
    """The words of the whole quantity, of its number and of its noun."""
    noun = None
    if quantity.noun_start is not None and quantity.noun_end is not None:
        noun = text[quantity.noun_start : quantity.noun_end]
    return text[quantity.start : quantity.end], text[quantity.number_start : quantity.number_end], noun


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل أكثر من ٣٠ جنديًّا سوريًّا", ("أكثر من ٣٠", "٣٠", "جنديًّا سوريًّا")),
        ("وإصابة 30 شخصاً على الأقل", ("30 شخصاً على الأقل", "30", "شخصاً")),
        ("وبثلاثةِ جرحى", ("ثلاثةِ", "ثلاثةِ", "جرحى")),
        ("مقتل الجنود الثلاثة", ("الجنود الثلاثة", "الثلاثة", "الجنود")),
        ("وقتيلان", ("قتيلان", "قتيلان", "قتيلان")),
        ("قتل بين 20 و30 مدنيا", ("بين 20 و30", "بين 20 و30", "مدنيا")),
        ("عدد كبير من القتلى", ("عدد كبير من", "عدد كبير من", "القتلى")),
        ("لا يقل عدد القتلى عن 30", ("30", "30", None)),
        ("مقتل 9 من رجال الأمن", ("9", "9", "رجال")),
        ("لـ«ثلاثة» أشخاص", ("ثلاثة", "ثلاثة", "أشخاص")),
    ],
)
def test_spans_are_copies_of_the_text(text: str, expected: tuple[str, str, str | None]) -> None:
    (quantity,) = parse_numbers(text)
    assert copies(text, quantity) == expected


def test_modifier_tells_its_kind() -> None:
    kinds = [quantity.modifier for quantity in parse_numbers("مقتل نحو 30 وإصابة ما لا يقل عن 50 وفقدان بين 5 و7")]
    assert kinds == ["approximate", "at_least", "range"]


def test_a_stretch_of_folded_text_is_read_alone() -> None:
    folded = normalize("قتل 5 جنود. وأصيب 7 مدنيين.").text
    second = folded.index("واصيب")
    (quantity,) = quantities(folded, second, len(folded))
    assert (quantity.low, folded[quantity.noun_start : quantity.noun_end]) == (7, "مدنيين")


# -- numbers spelled out -----------------------------------------------------------------------------------------------

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def below_hundred(number: int) -> str:
    if number <= 10:
        return TENS[1] if number == 10 else UNITS[number]
    tens, unit = divmod(number, 10)
    if tens == 1:
        return {1: "أحد", 2: "اثنا"}.get(unit, UNITS[unit]) + " عشر"
    return f"{UNITS[unit]} و{TENS[tens]}" if unit else TENS[tens]


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    return " و".join(part for part in (HUNDREDS[hundreds], below_hundred(rest) if rest else "") if part)


def spelled(number: int, *, genitive: bool = False) -> str:
    """The number below a million in words, nominative or genitive."""
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        last = thousands % 100
        noun = "آلاف" if 3 <= last <= 10 else "ألفا" if last > 10 else "ألف"
        words = below_thousand(thousands)
        if last == 0 and words.endswith("مئتان"):
            words = words.removesuffix("ن")
        parts.append(f"{words} {noun}")
    if rest:
        parts.append(below_thousand(rest))
    text = " و".join(parts)
    if genitive:
        for nominative, other in (("ون", "ين"), ("تان", "تين"), ("فان", "فين"), ("ثنان", "ثنين"), ("اثنا ", "اثني ")):
            text = text.replace(nominative, other)
        text = text.replace("مئتا ", "مئتي ")
    return text


# Above a thousand the words "101 thousand" and "100 and 1,000" are the same, and nobody writes them: left out.
numbers = st.integers(3, 999_999).filter(lambda number: number // 1000 % 100 not in (1, 2) or number < 3000)


@given(numbers, st.booleans())
@example(11, False)
@example(1_111, True)
@example(200_000, True)
@example(999_999, False)
def test_reads_what_a_reference_spells(number: int, genitive: bool) -> None:
    text = f"نزوح {spelled(number, genitive=genitive)} شخص"
    assert read(text) == [(number, number, "exact")], text


@given(
    st.integers(3, 999_999_999),
    st.sampled_from([",", ".", "٬", "'", " ", "\u00a0"]),
    st.sampled_from([{}, ARABIC_INDIC, EXTENDED]),
)
def test_reads_digits_with_separators(number: int, separator: str, script: dict[int, int]) -> None:
    digits = f"{number:,}".replace(",", separator).translate(script)
    assert read(f"نزوح {digits} شخص") == [(number, number, "exact")]


# -- any text ----------------------------------------------------------------------------------------------------------

WORDS = (
    sorted(vocabulary().numbers)
    + sorted(vocabulary().people)[::40]
    + ["و", "من", "الى", "بين", "-", "(", "5", "30", "2014", "على الاقل"]
)
phrases = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(st.one_of(st.text(max_size=60), phrases))
def test_any_text_gives_ordered_quantities_inside_it(text: str) -> None:
    end = 0
    for quantity in parse_numbers(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high
        assert (quantity.low, quantity.high) != (None, None)
        end = quantity.end


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS.keys())
def test_hostile_text_ends(text: str) -> None:
    """Quadratic work on any of these takes hours. Time itself is measured in bench/arabic_numbers.py."""
    parse_numbers(text)


def test_a_number_of_a_hundred_digits_is_no_count() -> None:
    assert parse_numbers(NUMBERS["hundred digits"]) == []
