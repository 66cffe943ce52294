"""Dates that the words give themselves: days of months, months, years, dates in digits, in both calendars.

Where the year is missing, the latest day or month up to publication is meant.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from services.arabic.date_lexicon import MonthName
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.hijri import hijri_day, hijri_month, hijri_year, to_hijri
from services.arabic.periods import Period, exact_day, month_period, no_date, span, year_period

_GREGORIAN_YEARS: Final = range(1700, 2200)
_HIJRI_YEARS: Final = range(1200, 1600)
_MOST_DAYS: Final = 31
# "أيام 3 و4 و5 مايو"; a longer list of numbers is none of days.
_BEHIND_A_DAY: Final = frozenset(("من", "شهر", "لشهر", "الي", "حتي", "وحتي", "لغايه", "و", "او")) | {
    *("الجاري", "الحالي", "الماضي", "المنصرم", "المقبل", "القادم")
}
_MOST_DAYS_JOINED: Final = 4
# Words before a year that stands without "عام".
_YEAR_OPENERS: Final = frozenset(
    ("في", "منذ", "حتي", "الي", "من", "بين", "خلال", "قبل", "بعد", "وحتي", "ومنذ", "لسنه", "وفي", "سنوات")
)
_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه"))
# Directly behind a day: "25 الجاري".
_THIS_OR_LAST_MONTH: Final = frozenset(("الجاري", "الحالي", "الماضي", "المنصرم", "المقبل", "القادم"))
_PARTICLES: Final = frozenset(("ال", "لل", "وال", "بال"))


class CalendarDateReader:
    """Reads calendar dates forward from a word."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    # -- days of a month ------------------------------------------------------------------------------------------------

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
        year, at = self._year_behind(at, name, day=last_day)
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
        if meaning.stem == "غره" or (meaning.stem == "فاتح" and meaning.article):
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
        if sentence.text(at) in (*_TO, "و", "او") and sentence.words.soft[at + 1]:
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
        return self.latest_day(name, day, self._sentence.today)

    def latest_day(self, name: MonthName, day: int, limit: date, *, strictly: bool = False) -> Period:
        """The latest such day up to `limit` (before it, if strictly), or no date where no year has it."""
        if name.calendar == "hijri":
            now = to_hijri(limit)
            if now is None:
                return no_date("day")
            years, make = range(now[0], now[0] - 9, -1), hijri_day
        else:
            years, make = range(limit.year, limit.year - 9, -1), exact_day
        for year in years:
            found = make(year, name.number, day)
            if found.latest is not None and (found.latest < limit or (found.latest == limit and not strictly)):
                return found
        return no_date("day")

    # -- months ---------------------------------------------------------------------------------------------------------

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
        year, stop = self._year_behind(at, name)
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
        return Time(index, at, self.latest_month(name, today), "month", open_year=True, calendar=name.calendar)

    def _another_month(self, at: int) -> tuple[MonthName, int] | None:
        """The second of two different months: "مايو - يونيو", "بين مايو ويونيو" is read as two months elsewhere."""
        sentence = self._sentence
        if at >= sentence.words.count or sentence.words.gaps[at].strip() not in ("-", "/"):
            return None
        return self._one_month_name(at)

    def _months(self, index: int, first: MonthName, other: tuple[MonthName, int]) -> Time:
        year, stop = self._year_behind(other[1], other[0])
        end = self._month_in(other[0], year)
        if end.latest is None:
            return Time(index, stop, no_date("range"), "month")
        begin_year = end.latest.year - (first.number > other[0].number)
        begin = (
            self._month_in(first, begin_year) if first.calendar == "gregorian" else self.latest_month(first, end.latest)
        )
        return Time(index, stop, span(begin.earliest, end.latest), "month")

    def _month_in(self, name: MonthName, year: int | None) -> Period:
        if year is None:
            return self.latest_month(name, self._sentence.today)
        return hijri_month(year, name.number) if name.calendar == "hijri" else month_period(year, name.number)

    def latest_month(self, name: MonthName, limit: date, *, strictly: bool = False) -> Period:
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

    def _relative_month(self, name: MonthName, kind: str) -> Period:
        today = self._sentence.today
        if kind == "same":
            return no_date("month")
        if kind == "past":
            return self.latest_month(name, today, strictly=True)
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

    # -- the year behind a day or month ---------------------------------------------------------------------------------

    def _year_behind(self, at: int, name: MonthName, day: int | None = None) -> tuple[int | None, int]:
        """The year that the words behind a month give, or None, and where they end."""
        sentence = self._sentence
        for kind in ("past", "current", "next"):
            if day is not None and sentence.value(at, kind) is not None:
                return self._year_of(name, day, kind), at + 1
        begin = at
        if at < sentence.words.count and sentence.words.gaps[at] == ", " and sentence.words.texts[at].isdecimal():
            found = self._plain_year(at, name.calendar)
            return found if found is not None else (None, begin)
        if sentence.text(at) == "من":
            at += 1
        elif (
            at < sentence.words.count
            and sentence.words.texts[at].isdecimal()
            and sentence.words.gaps[at].strip() in ("/", "-")
        ):
            found = self._plain_year(at, name.calendar)
            return found if found is not None else (None, begin)
        if sentence.text(at) == "هذا" and sentence.text(at + 1) == "العام":
            return sentence.today.year, at + 2
        if sentence.text(at) == "هذه" and sentence.text(at + 1) == "السنه":
            return sentence.today.year, at + 2
        if sentence.text(at) in ("العام", "السنه"):
            for kind, shift in (("past", -1), ("current", 0), ("next", 1)):
                if sentence.value(at + 1, kind) is not None:
                    return self._year_now(name) + shift, at + 2
        if sentence.text(at) in ("عام", "سنه", "لعام", "لسنه", "العام", "السنه", "بعام"):
            at += 1
        elif at != begin:
            return None, begin
        if not sentence.words.soft[at]:
            return None, begin
        found = self._plain_year(at, name.calendar)
        return found if found is not None else (None, begin)

    def _year_now(self, name: MonthName) -> int:
        if name.calendar == "hijri":
            now = to_hijri(self._sentence.today)
            return now[0] if now is not None else 0
        return self._sentence.today.year

    def _year_of(self, name: MonthName, day: int, kind: str) -> int | None:
        """The year of "12 تموز الماضي" (before publication), "الجاري" (this year's), "المقبل" (after)."""
        today = self._sentence.today
        year = self._year_now(name)
        make = hijri_day if name.calendar == "hijri" else exact_day
        this = make(year, name.number, day).latest
        if this is None or kind == "current":
            return year
        if kind == "past":
            return year if this < today else year - 1
        return year if this > today else year + 1

    def _plain_year(self, at: int, calendar: str) -> tuple[int, int] | None:
        """A year in digits or words, with the sign of its era, and where it ends."""
        sentence = self._sentence
        text = sentence.words.texts[at]
        if text.isdecimal():
            if len(text) != 4:
                return None
            year, stop = int(text), at + 1
        else:
            cardinal = sentence.cardinal(at) if sentence.number_meaning(at) is not None else None
            if cardinal is None or cardinal.low is None or cardinal.low != cardinal.high:
                return None
            year, stop = cardinal.low, cardinal.stop
        years = _HIJRI_YEARS if calendar == "hijri" else _GREGORIAN_YEARS
        if year not in years:
            return None
        if sentence.value(stop, "era") is not None:
            stop += 1
        return year, stop

    # -- years ----------------------------------------------------------------------------------------------------------

    def year(self, index: int) -> Time | None:
        """ "عام 2014", "سنة ألفين وأربعة عشر", "في 2014", "2011-2013", "عامي 2011 و2013", "1436 هـ"."""
        sentence = self._sentence
        text, meaning = sentence.words.texts[index], sentence.meanings[index]
        if meaning is None:
            return None
        if meaning.digits:
            if len(text) != 4 or not text.isdecimal() or not self._may_open_year(index):
                return None
            return self._years(index, index)
        unit = meaning.kinds.get("unit")
        if (unit == "year:1" or meaning.stem == "عامي") and sentence.words.soft[index + 1]:
            at = index + 1
            if sentence.words.texts[at].isdecimal() or (
                not meaning.article and sentence.number_meaning(at) is not None
            ):
                return self._years(index, at, labelled=True)
        return None

    def _may_open_year(self, index: int) -> bool:
        """Whether four digits without "عام" are a year: behind a preposition, and nothing counted behind them."""
        sentence = self._sentence
        opener = sentence.words.texts[index - 1] if index else ""
        previous = sentence.meanings[index - 1] if index else None
        joined = sentence.words.soft[index]
        era = sentence.value(index + 1, "era") is not None
        kinds = previous.kinds if previous is not None and joined else {}
        if not era and not (joined and opener in _YEAR_OPENERS) and "part" not in kinds and "season" not in kinds:
            separator = sentence.words.gaps[index + 1].strip() if index + 1 < sentence.words.count else ""
            following = sentence.words.texts[index + 1] if index + 1 < sentence.words.count else ""
            if not (separator in ("-", "/") and len(following) == 4 and following.isdecimal()):
                return False
        if not sentence.words.soft[index + 1]:
            return True
        after = sentence.number_meaning(index + 1)
        if after is None or after.particles:
            return True
        return after.people is None and after.thing in (None, "time", "month") and after.number is None

    def _years(self, index: int, at: int, *, labelled: bool = False) -> Time | None:
        sentence = self._sentence
        found = self._any_year(at, labelled=labelled or self._hijri_behind(at))
        if found is None:
            return None
        period, stop, calendar = found
        follower = sentence.words.texts[stop] if stop < sentence.words.count else ""
        gap = sentence.words.gaps[stop].strip() if stop < sentence.words.count else ""
        second = None
        if follower.isdecimal() and len(follower) in (2, 4) and gap in ("-", "/"):
            second = self._any_year(stop, labelled=True)
        elif sentence.text(stop) in (*_TO, "و") and stop + 1 < sentence.words.count:
            linked = follower != "و" or self._two_years(index)
            behind = stop + 1
            if sentence.text(behind) in ("عام", "سنه", "العام"):
                behind += 1
            digits = behind < sentence.words.count and sentence.words.texts[behind].isdecimal()
            if linked and digits and sentence.words.soft[behind]:
                second = self._any_year(behind, labelled=False)
        if second is not None and period.earliest is not None and second[0].latest is not None:
            if period.earliest < second[0].latest:
                return Time(index, second[1], span(period.earliest, second[0].latest), "year", calendar=calendar)
        return Time(index, stop, period, "year", calendar=calendar)

    def _hijri_behind(self, at: int) -> bool:
        """Whether the sign of the Hijri era stands behind the second of two years ("1436-1437هـ")."""
        sentence = self._sentence
        if at + 1 >= sentence.words.count or sentence.words.gaps[at + 1].strip() not in ("-", "/"):
            return False
        return sentence.value(at + 2, "era") == "hijri"

    def _two_years(self, index: int) -> bool:
        """Whether "و" joins two years to a range: "عامي 2011 و2013", "بين 2011 و2013"."""
        meaning = self._sentence.meanings[index]
        if meaning is not None and meaning.stem == "عامي":
            return True
        return index > 0 and self._sentence.words.texts[index - 1] in ("بين", "وبين")

    def _any_year(self, at: int, *, labelled: bool) -> tuple[Period, int, str] | None:
        """A year of either calendar. `labelled`: two digits are a year too ("عام 67")."""
        sentence = self._sentence
        text = sentence.words.texts[at]
        if text.isdecimal():
            if len(text) == 2 and labelled:
                return year_period(_full_year(int(text), sentence.today.year)), at + 1, "gregorian"
            if len(text) != 4:
                return None
            year, stop = int(text), at + 1
        else:
            cardinal = sentence.cardinal(at)
            if cardinal is None or cardinal.low is None or cardinal.low != cardinal.high or cardinal.low < 1000:
                return None
            year, stop = cardinal.low, cardinal.stop
        era = sentence.value(stop, "era")
        stop += era is not None
        if era == "hijri" or (era is None and year in _HIJRI_YEARS and labelled):
            return hijri_year(year), stop, "hijri"
        if year not in _GREGORIAN_YEARS:
            return None
        return year_period(year), stop, "gregorian"

    # -- dates in digits ------------------------------------------------------------------------------------------------

    def numeric(self, index: int) -> Time | None:
        """ "14/8/2013", "2013-08-14", "14.8.2013", "7/10/1436 هـ"; an impossible one has no date."""
        sentence = self._sentence
        words = sentence.words
        if index > 0 and words.gaps[index].strip() in ("/", ":") and words.texts[index - 1].isdecimal():
            return None
        parts = words.texts[index].split(".")
        stop = index + 1
        if len(parts) == 1:
            separators = []
            while stop < words.count and len(parts) < 4 and words.gaps[stop].strip() in ("/", "-", "\\"):
                if not words.texts[stop].isdecimal():
                    break
                separators.append(words.gaps[stop].strip())
                parts.append(words.texts[stop])
                stop += 1
            if len(set(separators)) != 1:
                return None
        if not all(part.isdecimal() and 1 <= len(part) <= 4 for part in parts):
            return None
        if len(parts) == 2:
            return self._day_and_month(index, parts, stop)
        if len(parts) != 3:
            return None
        year_first = len(parts[0]) == 4
        year_text, day_text = (parts[0], parts[2]) if year_first else (parts[2], parts[0])
        if len(day_text) > 2 or len(parts[1]) > 2 or len(year_text) not in (2, 4):
            return None
        era = sentence.value(stop, "era")
        stop += era is not None
        year, month, day = int(year_text), int(parts[1]), int(day_text)
        if len(year_text) == 2:
            if "/" not in words.gaps[index + 1 : index + 2] and words.gaps[index + 1].strip() != "/":
                return None
            year = _full_year(year, sentence.today.year)
        hijri = era == "hijri" or year in _HIJRI_YEARS
        if not hijri and year not in _GREGORIAN_YEARS:
            return Time(index, stop, no_date("day"), "date")
        period = hijri_day(year, month, day) if hijri else exact_day(year, month, day)
        return Time(index, stop, period, "date", calendar="hijri" if hijri else "gregorian", named=False)

    def _day_and_month(self, index: int, parts: list[str], stop: int) -> Time | None:
        """ "يوم 14/8": only where a word before it says that it is a date."""
        sentence = self._sentence
        previous = sentence.meanings[index - 1] if sentence.words.soft[index] else None
        if previous is None or sentence.words.gaps[index + 1].strip() != "/":
            return None
        kinds = previous.kinds
        if not (
            "weekday" in kinds or kinds.get("unit") == "day:1" or sentence.words.texts[index - 1] in ("بتاريخ", "تاريخ")
        ):
            return None
        day, month = int(parts[0]), int(parts[1])
        if month > 12 or day > _MOST_DAYS or len(parts[0]) > 2 or len(parts[1]) > 2:
            return Time(index, stop, no_date("day"), "date")
        period = self.latest_day(MonthName("gregorian", month, (), True), day, sentence.today)
        return Time(index, stop, period, "date", open_year=True)


def _full_year(year: int, now: int) -> int:
    """A year of two digits: of this century up to next year, else of the last."""
    century = now - now % 100
    return century + year if century + year <= now + 1 else century - 100 + year
