"""Dates of feeds: a line a format."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.feeds.dates import parse_feed_date

DAMASCUS = ZoneInfo("Asia/Damascus")

READ = [
    ("Tue, 08 Aug 2017 14:30:00 +0300", "2017-08-08T14:30:00+03:00", True),
    ("Tue, 8 Aug 2017 14:30 GMT+3", "2017-08-08T14:30:00+03:00", True),
    ("Tue, 08 Aug 2017 14:30:00 AST", "2017-08-08T14:30:00+03:00", True),
    ("Tue, 08 Aug 17 14:30:00 GMT", "2017-08-08T14:30:00+00:00", True),
    ("Tue, 08 Aug 2017 14:30:60 +0000", "2017-08-08T14:30:59+00:00", True),
    ("Tue Aug 08 2017 14:30:00 GMT+0300 (Arabia Standard Time)", "2017-08-08T14:30:00+03:00", True),
    ("Tuesday, August 8th, 2017 - 14:30", "2017-08-08T14:30:00+00:00", False),
    ("Aug 8, 2017 2:30 PM", "2017-08-08T14:30:00+00:00", False),
    ("Aug 8, 2017 12:05 AM", "2017-08-08T00:05:00+00:00", False),
    ("Wed, 08 Août 2017 12:00:00 +0100", "2017-08-08T12:00:00+01:00", True),
    ("2017-08-08T14:30:00Z", "2017-08-08T14:30:00+00:00", True),
    ("2017-08-08T14:30:00+0300", "2017-08-08T14:30:00+03:00", True),
    ("2017-08-08T14:30:00.0000000+03:00", "2017-08-08T14:30:00+03:00", True),
    ("2017-08-08T14:30Z", "2017-08-08T14:30:00+00:00", True),
    ("2017-08-08 14:30:00", "2017-08-08T14:30:00+00:00", False),
    ("2017-08-08 14:30:00 +03:00", "2017-08-08T14:30:00+03:00", True),
    ("2017-08-08T24:00:00Z", "2017-08-09T00:00:00+00:00", True),
    ("2017-08-08", "2017-08-08T00:00:00+00:00", False),
    ("20170808T143000Z", "2017-08-08T14:30:00+00:00", True),
    ("1502202600", "2017-08-08T14:30:00+00:00", True),
    ("1502202600000", "2017-08-08T14:30:00+00:00", True),
    ("08/07/2017 14:30", "2017-07-08T14:30:00+00:00", False),
    ("7/13/2017", "2017-07-13T00:00:00+00:00", False),
    ("2017/08/08 14:30", "2017-08-08T14:30:00+00:00", False),
    ("08.08.2017, 14:30", "2017-08-08T14:30:00+00:00", False),
    ("08-08-2017 - 14:30", "2017-08-08T14:30:00+00:00", False),
    ("14:30 08/08/2017", "2017-08-08T14:30:00+00:00", False),
    ("الثلاثاء, 08 آب 2017 14:30:00 +0300", "2017-08-08T14:30:00+03:00", True),
    ("الثلاثاء 8 آب/أغسطس 2017", "2017-08-08T00:00:00+00:00", False),
    ("الثلاثاء 8 كانون الثاني/يناير 2018 02:30 مساءً بتوقيت مكة", "2018-01-08T14:30:00+03:00", True),
    ("٨ أغسطس ٢٠١٧ - ٢:٣٠ م", "2017-08-08T14:30:00+00:00", False),
    ("8 أغسطس 2017 - 10:15 ص", "2017-08-08T10:15:00+00:00", False),
    ("8 جويلية 2017", "2017-07-08T00:00:00+00:00", False),
    ("08 غشت 2017 - 22:05", "2017-08-08T22:05:00+00:00", False),
    ("أوت 08, 2017", "2017-08-08T00:00:00+00:00", False),
    ("تشرين الأول 3, 2017 5:00 صباحا", "2017-10-03T05:00:00+00:00", False),
    ("٠٨/٠٨/٢٠١٧ ١٤:٣٠", "2017-08-08T14:30:00+00:00", False),
    ("آخر تحديث: 8 أيلول 2017 - 16:20 بتوقيت غرينتش", "2017-09-08T16:20:00+00:00", True),
]
REFUSED = [
    "",
    "now",
    "منذ ساعتين",
    "أمس",
    "Tue, 31 Feb 2017 10:00:00 GMT",
    "0000-00-00 00:00:00",
    "31/02/2017",
    "1438-11-16",
    "16 ذو القعدة 1438",
    "8/7/17",
    "2017-W32-2",
    "8 آب 2017 و 9 أيلول 2018",
    "25:99 08/08/2017",
    "2017",
    "5",
    "8 Aug 2017 " * 20,
]


@pytest.mark.parametrize(("text", "expected", "zoned"), READ, ids=[text for text, _, _ in READ])
def test_read(text: str, expected: str, zoned: bool) -> None:
    date = parse_feed_date(text)
    assert date is not None
    assert (date.value.isoformat(), date.zoned) == (expected, zoned)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    assert parse_feed_date(text) is None


def test_assumed_zone_is_that_of_the_day() -> None:
    """Damascus had summer time in August 2017 and none in January."""
    summer, winter = parse_feed_date("08/08/2017 14:30", DAMASCUS), parse_feed_date("08/01/2017 14:30", DAMASCUS)
    assert summer and summer.value.isoformat() == "2017-08-08T14:30:00+03:00"
    assert winter and winter.value.isoformat() == "2017-01-08T14:30:00+02:00"


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2099, 1, 1)))
def test_standard_formats_come_back(value: datetime) -> None:
    moment = value.replace(microsecond=0, tzinfo=UTC)
    for text in (moment.isoformat(), format_datetime(moment), moment.strftime("%Y-%m-%dT%H:%M:%SZ")):
        date = parse_feed_date(text)
        assert date is not None and date.zoned
        assert date.value == moment


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    date = parse_feed_date(text)
    assert date is None or date.value.tzinfo is not None


@given(st.text(alphabet="0123456789٠١٢:/.-+ TZمص أبغسط", max_size=40))
def test_never_raises_on_what_looks_like_dates(text: str) -> None:
    date = parse_feed_date(text)
    assert date is None or date.value.tzinfo is not None
