"""Years: behind a day or month, alone ("عام 2014", "في 2014"), as ranges ("2011-2013"), in both calendars, in digits and words."""

from __future__ import annotations

from typing import Final

from services.arabic.date_lexicon import MonthName
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.hijri import hijri_day, hijri_year, to_hijri
from services.arabic.periods import Period, exact_day, span, year_period

GREGORIAN_YEARS: Final = range(1700, 2200)
HIJRI_YEARS: Final = range(1200, 1600)
# Words before a year that stands without "عام".
_YEAR_OPENERS: Final = frozenset(
    ("في", "منذ", "حتي", "الي", "من", "بين", "خلال", "قبل", "بعد", "وحتي", "ومنذ", "لسنه", "وفي", "سنوات")
)
_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه"))
_TO_OR_AND: Final = _TO | {"و"}


class YearReader:
    """Reads years forward from a word."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    def behind(self, at: int, name: MonthName, day: int | None = None) -> tuple[int | None, int]:
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
                    return self.now(name) + shift, at + 2
        if sentence.text(at) in ("عام", "سنه", "لعام", "لسنه", "العام", "السنه", "بعام"):
            at += 1
        elif at != begin:
            return None, begin
        if not sentence.words.soft[at]:
            return None, begin
        found = self._plain_year(at, name.calendar)
        return found if found is not None else (None, begin)

    def now(self, name: MonthName) -> int:
        """The year of publication in the calendar of the month; 0 where its tables do not reach."""
        if name.calendar == "hijri":
            now = to_hijri(self._sentence.today)
            return now[0] if now is not None else 0
        return self._sentence.today.year

    def _year_of(self, name: MonthName, day: int, kind: str) -> int | None:
        """The year of "12 تموز الماضي" (before publication), "الجاري" (this year's), "المقبل" (after)."""
        today = self._sentence.today
        year = self.now(name)
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
        years = HIJRI_YEARS if calendar == "hijri" else GREGORIAN_YEARS
        if year not in years:
            return None
        if sentence.value(stop, "era") is not None:
            stop += 1
        return year, stop

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
        elif sentence.text(stop) in _TO_OR_AND and stop + 1 < sentence.words.count:
            linked = follower != "و" or self._two_years(index)
            behind = stop + 1
            if sentence.text(behind) in ("عام", "سنه", "العام"):
                behind += 1
            digits = behind < sentence.words.count and sentence.words.texts[behind].isdecimal()
            if linked and digits and sentence.words.soft[behind]:
                second = self._any_year(behind, labelled=False)
        begin, end = period.earliest, second[0].latest if second is not None else None
        if second is not None and begin is not None and end is not None and begin < end:
            return Time(index, second[1], span(begin, end), "year", calendar=calendar)
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
                return year_period(full_year(int(text), sentence.today.year)), at + 1, "gregorian"
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
        if era == "hijri" or (era is None and year in HIJRI_YEARS and labelled):
            return hijri_year(year), stop, "hijri"
        if year not in GREGORIAN_YEARS:
            return None
        return year_period(year), stop, "gregorian"


def full_year(year: int, now: int) -> int:
    """A year of two digits: of this century up to next year, else of the last."""
    century = now - now % 100
    return century + year if century + year <= now + 1 else century - 100 + year
