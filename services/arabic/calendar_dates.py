"""Dates that the words give themselves: days of months, months, years, dates in digits, in both calendars.

Where the year is missing, the latest day or month up to publication is meant.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from services.arabic.calendar_years import YearReader
from services.arabic.date_lexicon import MonthName
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.hijri import hijri_day, hijri_month, to_hijri
from services.arabic.periods import Period, exact_day, month_period, no_date, span

_MOST_DAYS: Final = 31
# "أيام 3 و4 و5 مايو"; a longer list of numbers is none of days.
_BEHIND_A_DAY: Final = frozenset(("من", "شهر", "لشهر", "الي", "حتي", "وحتي", "لغايه", "و", "او")) | {
    *("الجاري", "الحالي", "الماضي", "المنصرم", "المقبل", "القادم")
}
_MOST_DAYS_JOINED: Final = 4
_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه"))
_TO_OR_AND: Final = _TO | {"و", "او"}
# Directly behind a day: "25 الجاري".
_THIS_OR_LAST_MONTH: Final = frozenset(("الجاري", "الحالي", "الماضي", "المنصرم", "المقبل", "القادم"))
_PARTICLES: Final = frozenset(("ال", "لل", "وال", "بال"))


class CalendarDateReader:
    """Reads calendar dates forward from a word."""

    __slots__ = ("_sentence", "_years")

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence
        self._years = YearReader(sentence)

    def day_of_month(self, index: int) -> Time | None:
        """ "25 يناير 2011", "الخامس والعشرين من يناير", "من 3 إلى 5 مايو", "غرة رمضان"; None where no month follows."""
        day = self._day_number(index)
        if day is None or not self._may_follow_day(day[1]):
            return None
        first_day, at = day
        last_day, alone = first_day, True
        for _ in range(_MOST_DAYS_JOINED):
            following = self._second_day(at)
            if following is None:
                break
            last_day, at, alone = following[0], following[1], False
        month = self._month_after_day(at)
        if month is None and alone:
            return self._day_of_named_month(index, first_day, at) or self._day_of_no_month(index, first_day, at)
        if month is None:
            return None
        name, at = month
        year, at = self._years.behind(at, name, day=last_day)
        if first_day == last_day:
            period = self._day(name, year, first_day)
        else:
            begin, end = self._day(name, year, first_day), self._day(name, year, last_day)
            known = begin.earliest is not None and end.latest is not None and begin.earliest <= end.latest
            period = span(begin.earliest, end.latest) if known else no_date("range")
        return Time(index, at, period, "date", open_year=year is None, calendar=name.calendar)

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """The number of a day, and where it ends: digits, an ordinal or a number word."""
        sentence = self._sentence
        text, meaning = sentence.words.texts[index], sentence.meanings[index]
        if text.isdecimal():
            if len(text) > 2:
                return None
            return int(text), index + 1
        if meaning is None:
            return None
        if meaning.stem in ("غره", "فاتح"):
            return 1, index + 1
        if meaning.ordinal is None:
            cardinal = sentence.cardinal(index) if sentence.number_meaning(index) is not None else None
            if cardinal is None or cardinal.low is None or cardinal.low != cardinal.high or cardinal.low > _MOST_DAYS:
                return None
            return cardinal.low, cardinal.stop
        value, at = meaning.ordinal, index + 1
        following = sentence.text(at)
        if following in ("عشر", "عشره"):
            return value + 10, at + 1
        if following in ("والعشرين", "والعشرون", "وعشرين", "وعشرون"):
            return value + 20, at + 1
        if following in ("والثلاثين", "والثلاثون"):
            return value + 30, at + 1
        return value, at

    def _may_follow_day(self, at: int) -> bool:
        """Whether word `at` can go on a date: a month, "من", a second day. Most numbers of a text are told here to be none."""
        sentence = self._sentence
        if at >= sentence.words.count:
            return sentence.words.texts[at - 2 : at - 1] in (["يوم"], ["بيوم"])
        meaning = sentence.meanings[at]
        if meaning is not None and (meaning.months or meaning.digits or meaning.ordinal is not None):
            return True
        if sentence.words.texts[at] in _BEHIND_A_DAY or sentence.words.texts[at - 2 : at - 1] in (["يوم"], ["بيوم"]):
            return True
        return sentence.words.texts[at].startswith("و") and meaning is not None

    def _second_day(self, at: int) -> tuple[int, int] | None:
        """ "إلى 5", "- 5", "و5" behind the first day."""
        sentence = self._sentence
        if at >= sentence.words.count:
            return None
        gap, text = sentence.words.gaps[at], sentence.words.texts[at]
        if gap.strip() == "-" or gap.strip() == "/":
            found = self._day_number(at) if text.isdecimal() else None
            return found if found is not None and self._month_after_day(found[1]) is not None else None
        if sentence.text(at) in _TO_OR_AND and sentence.words.soft[at + 1]:
            at += 1
            while sentence.words.texts[at] in _PARTICLES and sentence.words.soft[at + 1]:
                at += 1
            return self._day_number(at)
        meaning = sentence.meanings[at]
        if sentence.words.soft[at] and text.startswith("و") and meaning is not None and meaning.ordinal is not None:
            return self._day_number(at)
        return None

    def _month_after_day(self, at: int) -> tuple[MonthName, int] | None:
        sentence = self._sentence
        if sentence.text(at) == "من":
            at += 1
        if sentence.text(at) in ("شهر", "لشهر"):
            at += 1
        if not sentence.words.soft[at]:
            return None
        return self.month_name(at)

    def _day_of_named_month(self, index: int, day: int, at: int) -> Time | None:
        """ "الـ12 من الشهر الجاري", "25 الجاري", "25 من الشهر الماضي"."""
        sentence, today = self._sentence, self._sentence.today
        linked = sentence.text(at) == "من"
        if linked and sentence.text(at + 1) in ("الشهر", "هذا", "شهر"):
            at += 3 if sentence.text(at + 1) == "هذا" and sentence.text(at + 2) == "الشهر" else 2
        elif linked or not sentence.words.texts[index].isdecimal() or sentence.text(at) not in _THIS_OR_LAST_MONTH:
            return None
        for kind, shift in (("past", -1), ("current", 0), ("next", 1)):
            if sentence.value(at, kind) is not None or (
                kind == "current" and linked and sentence.text(at - 2) == "هذا"
            ):
                month = month_period(today.year, today.month + shift).earliest
                period = exact_day(month.year, month.month, day) if month is not None else no_date("day")
                return Time(index, at + (sentence.value(at, kind) is not None), period, "date")
        if linked and sentence.value(at, "same") is not None:
            return Time(index, at + 1, no_date("day"), "date")
        return None

    def _day_of_no_month(self, index: int, day: int, at: int) -> Time | None:
        """ "يوم 25": the latest such day up to publication."""
        sentence, today = self._sentence, self._sentence.today
        texts = sentence.words.texts
        if not texts[index].isdecimal() or not sentence.words.soft[index]:
            return None
        if texts[index - 1] not in ("يوم", "بيوم") or not 1 <= day <= _MOST_DAYS:
            return None
        if sentence.words.soft[at] and sentence.number_meaning(at) is not None:
            return None
        for back in range(3):
            month = month_period(today.year, today.month - back).earliest
            found = exact_day(month.year, month.month, day) if month is not None else no_date("day")
            if found.earliest is not None and found.earliest <= today:
                return Time(index, at, found, "date")
        return None

    def _day(self, name: MonthName, year: int | None, day: int) -> Period:
        """A day of a month; without a year the latest up to publication, so that 29 February has a year of its own."""
        if year is not None:
            make = hijri_day if name.calendar == "hijri" else exact_day
            return make(year, name.number, day)
        return latest_day(name, day, self._sentence.today)

    def month_name(self, index: int) -> tuple[MonthName, int] | None:
        """The month at word `index`, with its second name ("تموز/يوليو", "يوليو (تموز)"), and where it ends."""
        found = self._one_month_name(index)
        if found is None:
            return None
        name, at = found
        texts = self._sentence.words.texts
        if at < len(texts) and self._sentence.words.gaps[at].strip(" \"'") in ("/", "-", "(", "", "["):
            second = self._one_month_name(at)
            if second is not None and second[0].number == name.number and second[0].calendar == name.calendar:
                meaning = self._sentence.meanings[at]
                if meaning is not None and not meaning.particles:
                    return MonthName(name.calendar, name.number, (), True), second[1]
        return name, at

    def _one_month_name(self, index: int) -> tuple[MonthName, int] | None:
        meaning = self._sentence.meanings[index] if index < self._sentence.words.count else None
        if meaning is None:
            return None
        for name in meaning.months:
            if self._sentence.follows(index + 1, name.rest):
                return name, index + 1 + len(name.rest)
        return None

    def month(self, index: int, *, sure: bool = False) -> Time | None:
        """A month without a day: "يوليو 2014", "مارس الماضي", "تموز/يوليو". `sure`: the words before it ask for a month."""
        found = self.month_name(index)
        if found is None:
            return None
        name, at = found
        sentence, today = self._sentence, self._sentence.today
        other = self._another_month(at)
        year, stop = self._years.behind(at, name)
        if not (name.alone or sure) and stop == at and not self._is_month_here(index):
            return None
        if other is not None and year is None:
            return self._months(index, name, other)
        if year is not None:
            period = hijri_month(year, name.number) if name.calendar == "hijri" else month_period(year, name.number)
            return Time(index, stop, period, "month", calendar=name.calendar)
        for kind in ("past", "current", "next", "same"):
            if sentence.value(at, kind) is not None:
                return Time(index, at + 1, self._relative_month(name, kind), "month", calendar=name.calendar)
        if sentence.text(at) == "المبارك":
            at += 1
            for kind in ("past", "current", "next"):
                if sentence.value(at, kind) is not None:
                    return Time(index, at + 1, self._relative_month(name, kind), "month", calendar=name.calendar)
        return Time(index, at, latest_month(name, today), "month", open_year=True, calendar=name.calendar)

    def _another_month(self, at: int) -> tuple[MonthName, int] | None:
        """The second of two different months: "مايو - يونيو", "بين مايو ويونيو" is read as two months elsewhere."""
        sentence = self._sentence
        if at >= sentence.words.count or sentence.words.gaps[at].strip() not in ("-", "/"):
            return None
        return self._one_month_name(at)

    def _months(self, index: int, first: MonthName, other: tuple[MonthName, int]) -> Time:
        year, stop = self._years.behind(other[1], other[0])
        end = self._month_in(other[0], year)
        if end.latest is None:
            return Time(index, stop, no_date("range"), "month")
        begin_year = end.latest.year - (first.number > other[0].number)
        begin = self._month_in(first, begin_year) if first.calendar == "gregorian" else latest_month(first, end.latest)
        return Time(index, stop, span(begin.earliest, end.latest), "month")

    def _month_in(self, name: MonthName, year: int | None) -> Period:
        if year is None:
            return latest_month(name, self._sentence.today)
        return hijri_month(year, name.number) if name.calendar == "hijri" else month_period(year, name.number)

    def _relative_month(self, name: MonthName, kind: str) -> Period:
        today = self._sentence.today
        if kind == "same":
            return no_date("month")
        if kind == "past":
            return latest_month(name, today, strictly=True)
        if name.calendar == "hijri":
            now = to_hijri(today)
            if now is None:
                return no_date("month")
            return hijri_month(now[0] + (kind == "next" and name.number <= now[1]), name.number)
        return month_period(today.year + (kind == "next" and name.number <= today.month), name.number)

    def _is_month_here(self, index: int) -> bool:
        """Whether a word that is also something else (آب, مارس, رجب) means the month: "شهر مارس", "في آب", "مطلع رمضان"."""
        sentence = self._sentence
        joined = sentence.words.soft[index]
        previous = sentence.meanings[index - 1] if joined else None
        if joined and sentence.words.texts[index - 1] in (
            "في",
            "وفي",
            "شهر",
            "شهري",
            "خلال",
            "منذ",
            "نهايه",
            "قبل",
            "وشهر",
            "بشهر",
            "لشهر",
            "الشهر",
            "حتي",
            "بحلول",
        ):
            return True
        if sentence.text(index + 1) == "المبارك" or sentence.original(index).endswith("آب"):
            return True
        if previous is not None and "part" in previous.kinds:
            return True
        return any(sentence.value(index + 1, kind) is not None for kind in ("past", "current", "next"))


def latest_day(name: MonthName, day: int, limit: date) -> Period:
    """The latest such day up to `limit`, or no date where no year has it. (29 February may lie eight years back.)"""
    if name.calendar == "hijri":
        now = to_hijri(limit)
        if now is None:
            return no_date("day")
        years, make = range(now[0], now[0] - 9, -1), hijri_day
    else:
        years, make = range(limit.year, limit.year - 9, -1), exact_day
    for year in years:
        found = make(year, name.number, day)
        if found.latest is not None and found.latest <= limit:
            return found
    return no_date("day")


def latest_month(name: MonthName, limit: date, *, strictly: bool = False) -> Period:
    """The latest such month that has begun by `limit`, or (strictly) that has ended before it."""
    if name.calendar == "hijri":
        now = to_hijri(limit)
        if now is None:
            return no_date("month")
        year = now[0]
        if name.number > now[1] or (strictly and name.number == now[1]):
            year -= 1
        return hijri_month(year, name.number)
    year = limit.year
    if name.number > limit.month or (strictly and name.number == limit.month):
        year -= 1
    return month_period(year, name.number)
