"""Time expressions: the table of cases, calendars against references, conventions, any text at all, hostile text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hijridate import Hijri
from hypothesis import example, given
from hypothesis import strategies as st

from services.arabic import normalize, parse_dates
from services.arabic.date_lexicon import date_vocabulary
from services.arabic.dates import date_mentions
from tests.arabic.cases import DateCase, date_cases
from tests.arabic.hostile import DATES

CASES = date_cases()
PUBLISHED = datetime(2017, 8, 8, 14, 30, tzinfo=timezone(timedelta(hours=3)))
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
MONTHS = [
    "يناير جانفي كانون_الثاني",
    "فبراير فيفري شباط",
    "مارس آذار آذار/مارس",
    "أبريل إبريل أفريل نيسان",
    "مايو ماي أيار مايس أيار/مايو",
    "يونيو جوان حزيران يونيه",
    "يوليو جويلية تموز يوليوز تموز/يوليو",
    "أغسطس أوت غشت آب آب/أغسطس",
    "سبتمبر شتنبر أيلول",
    "أكتوبر تشرين_الأول",
    "نوفمبر نونبر تشرين_الثاني",
    "ديسمبر دجنبر كانون_الأول",
]
times = st.datetimes(datetime(1990, 1, 1), datetime(2040, 12, 31), timezones=st.sampled_from([UTC, PUBLISHED.tzinfo]))


def read(text: str, published: datetime = PUBLISHED) -> list[tuple[str, date | None, date | None, str]]:
    return [
        (text[mention.start : mention.end], mention.earliest, mention.latest, mention.precision)
        for mention in parse_dates(text, published)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_every_case_of_the_table(case: DateCase) -> None:
    assert read(case.text, case.published) == case.mentions


def test_the_table_in_arabic_digits() -> None:
    for case in CASES:
        expected = [(words.translate(ARABIC_INDIC), *rest) for words, *rest in case.mentions]
        assert read(case.text.translate(ARABIC_INDIC), case.published) == expected, case.text


def test_the_table_inside_a_sentence() -> None:
    for case in CASES:
        assert read(f"وأضاف المتحدث ما يلي: {case.text}.", case.published) == case.mentions, case.text


# -- calendars ---------------------------------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.data())
def test_a_day_with_its_year_is_that_day(day: date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(MONTHS[day.month - 1].split())).replace("_", " ")
    for text in (f"{day.day} {name} {day.year}", f"{day:%d/%m/%Y}", f"{day.year}-{day.month}-{day.day}"):
        assert read(text) == [(text, day, day, "day")]


@given(times, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_latest_up_to_publication(published: datetime, month: int, day: int) -> None:
    name = MONTHS[month - 1].split()[0]
    ((_, earliest, latest, _),) = read(f"{day} {name}", published)
    assert earliest == latest
    assert earliest is not None
    assert (earliest.month, earliest.day) == (month, day)
    assert earliest <= published.date() < earliest.replace(year=earliest.year + 1)


@given(times, st.integers(1, 12))
def test_a_month_without_a_year_is_the_latest_that_has_begun(published: datetime, month: int) -> None:
    name = MONTHS[month - 1].split()[-1].replace("_", " ")
    ((_, earliest, latest, precision),) = read(f"في {name}", published)
    assert earliest is not None
    assert latest is not None
    assert precision == "month"
    assert earliest.day == 1
    assert (latest + timedelta(1)).day == 1
    assert earliest <= published.date() < earliest.replace(year=earliest.year + 1)


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 30))
@example(1436, 10, 7)
def test_hijri_days_are_those_of_umm_al_qura(year: int, month: int, day: int) -> None:
    text = f"{day}/{month}/{year}هـ"
    ((_, earliest, latest, precision),) = read(text)
    assert precision == "day"
    expected = (
        date(*Hijri(year, month, day).to_gregorian().datetuple())
        if day <= Hijri(year, month, 1).month_length()
        else None
    )
    assert earliest == latest == expected


# -- conventions -------------------------------------------------------------------------------------------------------


@given(times, st.integers(0, 6))
def test_weekdays(published: datetime, weekday: int) -> None:
    """Bare: up to and including the publication day; with الماضي strictly before it; with المقبل after it."""
    today = published.date()
    found = [
        read(text, published)[0][1]
        for text in (WEEKDAYS[weekday], f"{WEEKDAYS[weekday]} الماضي", f"{WEEKDAYS[weekday]} المقبل")
    ]
    bare, last, following = (day for day in found if day is not None)
    assert {day.weekday() for day in (bare, last, following)} == {weekday}
    assert today - timedelta(6) <= bare <= today
    assert today - timedelta(7) <= last < today
    assert today < following <= today + timedelta(7)


@given(times)
def test_relative_periods(published: datetime) -> None:
    today = published.date()
    assert read("الأسبوع الماضي", published)[0][1:] == (today - timedelta(7), today - timedelta(1), "week")
    assert read("خلال الساعات الـ24 الماضية", published)[0][1:] == (today - timedelta(1), today, "range")
    assert read("العام الماضي", published)[0][1:] == (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), "year")
    last_month = today.replace(day=1) - timedelta(1)
    assert read("الشهر الماضي", published)[0][1:] == (last_month.replace(day=1), last_month, "month")


@given(st.sampled_from([MONTHS[index].split()[0] for index in range(12)]), st.integers(1950, 2050))
def test_thirds_of_a_month(month: str, year: int) -> None:
    whole = read(f"شهر {month} {year}")[0]
    assert whole[1] is not None
    thirds = [read(f"{part} {month} {year}")[0][1:] for part in ("مطلع", "منتصف", "أواخر")]
    assert thirds == [
        (whole[1], whole[1].replace(day=10), "range"),
        (whole[1].replace(day=11), whole[1].replace(day=20), "range"),
        (whole[1].replace(day=21), whole[2], "range"),
    ]


def test_the_zone_of_publication_tells_the_day() -> None:
    evening = datetime(2017, 8, 8, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert read("اليوم", evening)[0][1] == date(2017, 8, 8)
    assert read("اليوم", evening.astimezone(UTC))[0][1] == date(2017, 8, 9)


def test_folded_text_needs_the_original_for_letters_that_fold_alike() -> None:
    """آب is August and أب a father."""
    normalized = normalize("آب")
    assert len(date_mentions(normalized.text, PUBLISHED, original=normalized.original_text)) == 1
    assert date_mentions(normalized.text, PUBLISHED) == []


def test_a_stretch_of_folded_text_is_read_alone() -> None:
    folded = normalize("وصل أمس. وغادر غدا.").text
    (mention,) = date_mentions(folded, PUBLISHED, folded.index("وغادر"), len(folded))
    assert folded[mention.start : mention.end] == "غدا"


# -- any text ----------------------------------------------------------------------------------------------------------

vocabulary = date_vocabulary()
WORDS = [
    *sorted(vocabulary.kinds),
    *sorted(vocabulary.months),
    *(" ".join((first, *phrase.rest)) for first in sorted(vocabulary.phrases) for phrase in vocabulary.phrases[first]),
    *(
        "3",
        "25",
        "31",
        "2014",
        "1436",
        "14/8/2013",
        "الثاني",
        "من",
        "الى",
        "و",
        "-",
        "(",
        ")",
        "بين",
        "ثوره",
        "99999",
        "0",
    ),
]
phrases = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
any_time = st.datetimes(timezones=st.just(UTC))


@given(st.one_of(st.text(max_size=60), phrases), any_time)
@example("منذ 3 قرون", datetime.min.replace(tzinfo=UTC))
@example("بعد 3000 عام", datetime.max.replace(tzinfo=UTC))
def test_any_text_gives_ordered_mentions_inside_it(text: str, published: datetime) -> None:
    end = 0
    for mention in parse_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.earliest is None or mention.latest is None or mention.earliest <= mention.latest
        assert mention.precision != "day" or mention.earliest == mention.latest
        end = mention.end


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", DATES.values(), ids=DATES.keys())
def test_hostile_text_ends(text: str) -> None:
    """Quadratic work on any of these takes hours. Time itself is measured in bench/arabic_dates.py."""
    parse_dates(text, PUBLISHED)
