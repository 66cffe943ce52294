"""Time expressions of Arabic text as first and last day, relative to the time of publication.

Three readers go forward from a word: days named from today (`relative_days`), calendar dates (`calendar_dates`), periods
(`relative_periods`). This module picks the reader, joins what belongs together (a weekday and its date, a day and the hour before
it, the two ends of a range), opens what "منذ" opens, and leaves out dates that are names ("ثورة 25 يناير"). The costlier error is a date
where none is meant, and a day that is off by a week, a month or a year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from services.arabic.calendar_dates import CalendarDateReader
from services.arabic.date_lexicon import date_vocabulary
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.normalize import normalize
from services.arabic.periods import DatePrecision, Period, day_period, latest_weekday, shifted, span
from services.arabic.relative_days import RelativeDayReader
from services.arabic.relative_periods import RelativePeriodReader

_DEEPEST: Final = 3
# A weekday beside "اليوم" or "أمس" that lies farther off contradicts it, and is left out of account.
_FARTHEST_WEEKDAY: Final = 2
# Only where one of these stands can an hour precede a day ("وقت سابق من", "الساعة 6:00 من").
_HOURS: Final = frozenset(("وقت", "ساعه", "ساعات", "الساعه", "الساعات"))
_SINCE: Final = frozenset(("منذ", "ومنذ", "مذ"))
_BEFORE: Final = frozenset(("قبل", "وقبل", "قبيل"))
_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه", "والي"))
_EVERY: Final = frozenset(("كل", "ايام", "لكل", "وكل"))
_AGREED: Final = frozenset(("الموافق", "الموافقه", "والموافق", "المصادف"))
_DURING: Final = frozenset(("خلال", "وخلال", "طوال", "طيله"))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression: the whole of it ("صباح أمس", "يوم الجمعة الماضي"), its first and last day and its precision.

    earliest, latest: inclusive; both None where the words are a date that does not exist or that the text does not
        fix ("31 فبراير", "اليوم نفسه").
    start, end: code points, of the folded text in `date_mentions` and of the text as given in `parse_dates`.
    """

    start: int
    end: int
    earliest: date | None
    latest: date | None
    precision: DatePrecision


def parse_dates(text: str, published: datetime) -> list[DateMention]:
    """The time expressions of any text, in order. `published` is the time of publication; its own zone tells the day."""
    normalized = normalize(text)
    mentions = []
    for mention in date_mentions(normalized.text, published, original=normalized.original_text):
        start, end = normalized.original(mention.start, mention.end)
        mentions.append(DateMention(start, end, mention.earliest, mention.latest, mention.precision))
    return mentions


def date_mentions(
    folded: str,
    published: datetime,
    start: int = 0,
    end: int | None = None,
    *,
    original: Callable[[int, int], str] | None = None,
) -> list[DateMention]:
    """The time expressions in `folded[start:end]`, in order, none overlapping; spans count code points of `folded`.

    original: gives the unfolded text of a folded span (`Normalized.original_text`); it tells آب (August) from أب (father).
    """
    sentence = DateSentence(folded, published, start, end, original)
    anchors = [index for index, meaning in enumerate(sentence.meanings) if meaning is not None and meaning.anchor]
    if not anchors:
        return []
    sentence.words.mark()
    return _DateReader(sentence).read(anchors)


class _DateReader:
    __slots__ = ("_calendar", "_days", "_depth", "_hours", "_periods", "_sentence")

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence
        self._depth = 0
        self._hours: bool | None = None
        self._days = RelativeDayReader(sentence)
        self._calendar = CalendarDateReader(sentence)
        self._periods = RelativePeriodReader(sentence, self._sure_period_at)

    def read(self, anchors: list[int]) -> list[DateMention]:
        mentions: list[DateMention] = []
        position = 0
        for index in anchors:
            if index < position:
                continue
            found = self._at(index)
            if found is None:
                continue
            name = self._name_at(index)
            if name is not None:
                position = name
                continue
            found = self._joined_behind(found)
            found = self._ranged(found)
            position = found.stop
            if self._is_name(found):
                continue
            found = self._widened(found, mentions)
            mentions.append(self._mention(found))
        return mentions

    def _mention(self, time: Time) -> DateMention:
        words, meaning = self._sentence.words, self._sentence.meanings[time.first]
        start = words.start(time.first) + (meaning.kept if meaning is not None else 0)
        attached = {"ومنذ": 1, "وخلال": 1, "وال": 1, "بال": 1}
        if meaning is None:
            start += attached.get(words.texts[time.first], 0)
        end = words.end(time.stop - 1)
        if words.gaps[time.stop].startswith(")") and any("(" in gap for gap in words.gaps[time.first + 1 : time.stop]):
            end += 1
        period = time.period
        one_day = period.precision == "range" and period.earliest is not None and period.earliest == period.latest
        return DateMention(start, end, period.earliest, period.latest, "day" if one_day else period.precision)

    # -- one expression -------------------------------------------------------------------------------------------------

    def _at(self, index: int) -> Time | None:
        """The time expression that begins at word `index`."""
        sentence = self._sentence
        meaning = sentence.meanings[index]
        if meaning is None:
            return None
        if meaning.digits:
            return self._at_digits(index)
        kinds = meaning.kinds
        if not kinds and not meaning.phrases and not meaning.months:
            return self._at_number_word(index, meaning.article)
        if "day" in kinds or meaning.phrases:
            vague = sentence.phrase(index, "vague")
            found = self._days.day(index)
            if found is not None and (vague is None or vague[1] <= found.stop):
                return found
            if vague is not None and not self._opens_moment(index):
                return Time(index, vague[1], Period(None, None, "range"), "vague")
        if "weekday" in kinds:
            return self._days.weekday(index)
        if "ago" in kinds and (found := self._periods.ago(index)) is not None:
            return found
        if "after" in kinds and (found := self._periods.after(index)) is not None:
            return found
        if "during" in kinds and (found := self._periods.during(index)) is not None:
            return found
        if "part" in kinds or meaning.phrases:
            found = self._periods.part(index)
            if found is not None:
                return found
        if "opener" in kinds or meaning.ordinal is not None:
            return (
                self._calendar.day_of_month(index)
                or self._periods.counted_first(index)
                or self._periods.ten_days(index)
            )
        if "fraction" in kinds:
            return self._periods.fraction(index)
        return self._period_at(index)

    def _at_digits(self, index: int) -> Time | None:
        """A date or year in digits, the number of a day, or "الـ24 ساعة الماضية"."""
        words = self._sentence.words
        text = words.texts[index]
        if len(text) > 2:
            found = self._calendar.numeric(index) or self._calendar.year(index)
            return found or (self._periods.counted_first(index) if self._behind_article(index) else None)
        gap = words.gaps[index + 1].strip()
        if gap in ("/", "-", "\\") and (found := self._calendar.numeric(index)) is not None:
            return found
        return self._calendar.day_of_month(index) or (
            self._periods.counted_first(index) if self._behind_article(index) else None
        )

    def _at_number_word(self, index: int, definite: bool) -> Time | None:
        """The number of a day ("الثلاثين من يونيو"), or "الثلاثة أيام الماضية"."""
        found = self._calendar.day_of_month(index)
        return found or (self._periods.counted_first(index) if definite else None)

    def _behind_article(self, index: int) -> bool:
        words = self._sentence.words
        return index > 0 and words.texts[index - 1].endswith(("ال", "لل")) and words.soft[index]

    def _opens_moment(self, index: int) -> bool:
        """Whether "وقت سابق" and the like belong to the day or period behind them ("وقت سابق اليوم")."""
        moment = self._sentence.phrase(index, "moment")
        if moment is None or not self._sentence.words.soft[moment[1]]:
            return False
        behind = self._past_dayparts(moment[1])
        return behind < self._sentence.words.count and self._nested(self._at, behind) is not None

    def _sure_period_at(self, index: int) -> Time | None:
        return self._nested(lambda at: self._period_at(at, sure=True), index)

    def _nested(self, parse: Callable[[int], Time | None], index: int) -> Time | None:
        """An expression inside another; none inside more than three, so that no text makes reading deep."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return parse(index)
        finally:
            self._depth -= 1

    def _period_at(self, index: int, *, sure: bool = False) -> Time | None:
        """A month, a year, a season or a relative period at word `index`: what can have parts.

        `sure`: the words before it ask for one, so that "آب" is the month and no father.
        """
        if index >= self._sentence.words.count:
            return None
        meaning = self._sentence.meanings[index]
        if meaning is None:
            return None
        if meaning.digits:
            return self._calendar.year(index)
        if meaning.months and (found := self._calendar.month(index, sure=sure)) is not None:
            return found
        if "season" in meaning.kinds and (found := self._periods.season(index)) is not None:
            return found
        if "decade" in meaning.kinds:
            return self._periods.decade(index)
        if meaning.stem == "شهر" and self._sentence.words.soft[index + 1]:
            month = self._calendar.month(index + 1, sure=True)
            if month is not None:
                return month.since(index)
        return self._calendar.year(index) or self._periods.qualified(index)

    # -- what belongs together ------------------------------------------------------------------------------------------

    def _joined_behind(self, time: Time) -> Time:
        """The expression with what stands behind it: "أمس الاثنين", "الجمعة 25 نوفمبر", "أمس مساء", "7 شوال الموافق 23 يوليو"."""
        sentence = self._sentence
        if time.tag in ("day", "weekday"):
            time = self._with_adverb(time)
            at = time.stop
            meaning = sentence.meanings[at] if at < sentence.words.count else None
            near = at < sentence.words.count and (sentence.words.soft[at] or sentence.words.gaps[at] in (", ", " - "))
            if (
                time.tag == "day"
                and near
                and meaning is not None
                and "weekday" in meaning.kinds
                and not meaning.particles
            ):
                time = time.changed(time.first, at + 1, self._on_weekday(time.period, int(meaning.kinds["weekday"])))
            elif time.tag == "weekday" and near and meaning is not None and not meaning.particles:
                day = self._days.day(at)
                if day is not None:
                    time = day.since(time.first)
            time = self._with_adverb(time)
            time = self._with_date(time)
        if time.tag in ("date", "weekday", "day"):
            time = self._with_other_calendar(time)
            time = self._with_adverb(time)
        return time

    def _on_weekday(self, period: Period, weekday: int) -> Period:
        """The day that the words name as well: a report of Thursday that went out after midnight says "اليوم الخميس"."""
        day = period.earliest
        if day is None or day.weekday() == weekday:
            return period
        named = latest_weekday(weekday, shifted(day, 3))
        return day_period(named) if abs((named - day).days) <= _FARTHEST_WEEKDAY else period

    def _with_adverb(self, time: Time) -> Time:
        """ "أمس مساء"."""
        sentence, at = self._sentence, time.stop
        if at < sentence.words.count and sentence.value(at, "adverb") is not None:
            return time.until(at + 1)
        found = sentence.phrase(at, "adverb") if at < sentence.words.count and sentence.words.soft[at] else None
        return time.until(found[1]) if found is not None else time

    def _with_date(self, time: Time) -> Time:
        """A weekday (or "اليوم") with its date: the date counts."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count:
            return time
        if sentence.text(at) in _AGREED:
            at += 1
        near = sentence.words.soft[at] or (at < sentence.words.count and sentence.words.gaps[at] in (", ", " - "))
        if not near or at >= sentence.words.count:
            return time
        if sentence.text(at) in ("ل", "يوم"):
            at += 1
        found = self._calendar.numeric(at) if sentence.words.texts[at][0].isdecimal() else None
        if found is None and at < sentence.words.count:
            found = self._calendar.day_of_month(at)
        if found is None:
            return time
        if time.tag == "day":
            return time.until(found.stop)
        return replace(found, first=time.first, weekday=time.weekday)

    def _with_other_calendar(self, time: Time) -> Time:
        """ "7 شوال 1436 الموافق 23 يوليو 2015", "7/10/1436هـ (23 يوليو 2015م)": the Gregorian one counts."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count:
            return time
        agreed = sentence.text(at) in _AGREED
        if agreed:
            at += 1
            if sentence.text(at) in ("ل", "يوم"):
                at += 1
        elif sentence.words.gaps[at].strip() not in ("(", "-", "/", "(", ","):
            return time
        if at >= sentence.words.count:
            return time
        found = self._calendar.numeric(at) if sentence.words.texts[at][0].isdecimal() else None
        found = found or self._calendar.day_of_month(at)
        if found is None or (not agreed and found.calendar == time.calendar) or (not agreed and time.tag != "date"):
            return time
        chosen = found if time.tag != "date" or found.calendar == "gregorian" else time
        return replace(chosen, first=time.first, stop=found.stop, weekday=time.weekday)

    def _ranged(self, time: Time) -> Time:
        """ "من الاثنين إلى الخميس", "من 28 أبريل إلى 3 مايو", "بين السبت والاثنين", "منذ 23 سبتمبر وحتى فجر اليوم"."""
        sentence, at = self._sentence, time.stop
        if at >= sentence.words.count or time.tag in ("ago", "vague") or time.period.precision == "range":
            return time
        between = self._before_is(time.first, ("بين", "وبين", "مابين"))
        text = sentence.words.texts[at]
        linked = sentence.words.soft[at] or sentence.words.gaps[at] == ", "
        meaning = sentence.meanings[at]
        if linked and text in _TO:
            at += 1
        elif between and linked and (text == "و" or (meaning is not None and meaning.particles == "و")):
            at += text == "و"
        elif not (time.tag in ("date", "month") and sentence.words.gaps[at].strip() == "-"):
            return time
        at = self._past_dayparts(at)
        if at >= sentence.words.count:
            return time
        other = self._at(at)
        if other is None and time.tag == "month":
            other = self._sure_period_at(at)
        if other is None or other.tag not in ("day", "weekday", "date", "month", "year"):
            return time
        other = self._joined_behind(other)
        begin, end = self._begin_for(time, other), other.period.latest
        if begin is None or end is None or begin > end:
            return time
        return replace(other, first=time.first, period=span(begin, end), tag="span")

    def _begin_for(self, time: Time, other: Time) -> date | None:
        """The first day of a range whose end is `other`: the latest that fits before the end where the words leave it open."""
        begin, end = time.period.earliest, other.period.latest
        if begin is None or end is None:
            return None
        if time.tag == "weekday" and time.weekday is not None and other.tag == "weekday":
            return latest_weekday(time.weekday, end)
        if time.open_year and time.calendar == "gregorian":
            year = end.year if (begin.month, begin.day) <= (end.month, end.day) else end.year - 1
            try:
                return begin.replace(year=year)
            except ValueError:
                return None
        return begin

    def _past_dayparts(self, at: int) -> int:
        sentence = self._sentence
        while at < sentence.words.count and sentence.words.soft[at + 1]:
            meaning = sentence.meanings[at]
            if meaning is None or not ("daypart" in meaning.kinds or meaning.kinds.get("unit") == "day:1"):
                break
            at += 1
        return at

    # -- what stands before ---------------------------------------------------------------------------------------------

    def _widened(self, time: Time, mentions: list[DateMention]) -> Time:
        """The expression with "يوم", the part of the day and the hour before it; "منذ" opens it up to publication."""
        floor = mentions[-1].end if mentions else -1
        return self._opened(self._with_hours(time, floor), floor)

    def _with_hours(self, time: Time, floor: int) -> Time:
        """The expression with the words before it that belong to the day; none before code point `floor`."""
        sentence = self._sentence
        first = time.first
        while first > 0 and sentence.words.soft[first]:
            step = self._step_left(first, time)
            if step is None or sentence.words.start(step) < floor:
                break
            first = step
        return time if first == time.first else time.since(first)

    def _opened(self, time: Time, floor: int) -> Time:
        """The expression with the preposition before it where that belongs to it: "منذ", "خلال", "من ... إلى", "قبل 2011"."""
        sentence, first = self._sentence, time.first
        if first == 0 or sentence.words.start(first - 1) < floor:
            return time
        previous = sentence.words.texts[first - 1] if sentence.words.soft[first] else ""
        if previous in _SINCE and time.tag != "ago":
            period = time.period
            if time.tag != "span":
                begin = period.earliest
                until = sentence.today if begin is not None and begin <= sentence.today else None
                period = span(begin, until)
            return time.changed(first - 1, time.stop, period)
        if previous in _BEFORE and time.tag in ("date", "month", "year") and time.period.earliest:
            return time.changed(first - 1, time.stop, span(None, shifted(time.period.earliest, -1)))
        if previous in _DURING and time.tag in ("period", "year", "month"):
            return time.since(first - 1)
        if previous in ("من", "بين", "وبين") and time.period.precision == "range":
            return time.since(first - 1) if self._is_range_opener(time) else time
        if previous in ("هذا", "هذه", "بهذا") and time.tag == "period":
            return time.since(first - 1)
        return time

    def _is_range_opener(self, time: Time) -> bool:
        meaning = self._sentence.meanings[time.first]
        return meaning is not None and (
            bool(meaning.months) or meaning.digits or not {"weekday", "day", "unit"}.isdisjoint(meaning.kinds)
        )

    def _step_left(self, first: int, time: Time) -> int | None:
        """One step to the left that still belongs to the expression, or None."""
        sentence, at = self._sentence, first - 1
        meaning = sentence.meanings[at]
        text = sentence.words.texts[at]
        if meaning is not None and not meaning.article:
            days = time.tag in ("day", "weekday", "date", "period", "vague", "span")
            if days and ("daypart" in meaning.kinds or meaning.stem == "يوم"):
                if (
                    at > 0
                    and sentence.words.tight[at]
                    and sentence.words.texts[at - 1] in ("منتصف", "بعد", "قبل", "قبيل")
                ):
                    phrase = sentence.phrase(at - 1, "daypart")
                    if phrase is not None and not sentence.meanings[at].particles:  # type: ignore[union-attr]
                        return at - 1
                return at
            if time.tag in ("month", "date") and text in ("شهر", "شهري", "يوم"):
                return at
        if text in _TWO_DAYS and time.tag in ("weekday", "span", "date"):
            return at
        if (
            text in ("ال", "وال", "بال")
            and sentence.words.gaps[first] in ("", " ")
            and sentence.words.texts[first].isdecimal()
        ):
            return at
        if self._hours is None:
            self._hours = not _HOURS.isdisjoint(sentence.words.texts)
        if not self._hours:
            return None
        moment = self._moment_before(first)
        return moment if moment is not None else self._clock_before(first)

    def _moment_before(self, first: int) -> int | None:
        """ "وقت سابق من", "ساعة متأخرة من" before word `first`."""
        sentence = self._sentence
        for begin in range(max(0, first - 5), first - 1):
            meaning = sentence.meanings[begin]
            if meaning is None:
                continue
            for phrase in meaning.phrases:
                if phrase.kind == "moment" and begin + 1 + len(phrase.rest) == first:
                    if sentence.follows(begin + 1, phrase.rest) and sentence.words.soft[first]:
                        return begin
        return None

    def _clock_before(self, first: int) -> int | None:
        """ "الساعة 6:00 من" before word `first`."""
        sentence = self._sentence
        texts = sentence.words.texts
        for begin in range(first - 2, max(-1, first - 7), -1):
            if texts[begin] in ("الساعه", "الساعة"):
                inside = texts[begin + 1 : first]
                gaps = sentence.words.gaps[begin + 1 : first + 1]
                if inside[0][0].isdecimal() or self._is_ordinal(begin + 1):
                    return begin if all(gap in (" ", ":", "", ".") for gap in gaps) and len(inside) <= 5 else None
        return None

    def _is_ordinal(self, index: int) -> bool:
        meaning = self._sentence.meanings[index]
        return meaning is not None and (meaning.ordinal is not None or meaning.stem == "واحده")

    def _before_is(self, first: int, texts: tuple[str, ...]) -> bool:
        words = self._sentence.words
        return first > 0 and words.soft[first] and words.texts[first - 1] in texts

    # -- names ----------------------------------------------------------------------------------------------------------

    def _name_at(self, index: int) -> int | None:
        """Where a whole name that holds a date ends, if one begins at word `index` or the word before it."""
        sentence = self._sentence
        for begin in (index, index - 1):
            meaning = sentence.meanings[begin] if begin >= 0 else None
            if meaning is None:
                continue
            for rest in meaning.names:
                if begin + len(rest) >= index and sentence.follows(begin + 1, rest):
                    return begin + 1 + len(rest)
        return None

    def _is_name(self, time: Time) -> bool:
        """Whether the expression is a name or part of one: "شارع 26 يوليو", "صحيفة اليوم", "أيام الجمعة"."""
        sentence, words = self._sentence, self._sentence.words
        if time.tag in ("ago", "vague"):
            return False
        first = time.first
        if words.gaps[first].endswith('"') and words.gaps[time.stop].startswith('"') and time.tag == "day":
            return True
        following = sentence.text(time.stop)
        if time.tag in ("day", "weekday") and following in date_vocabulary().after_day:
            return True
        while first > 0 and words.soft[first] and words.texts[first - 1] in ("ال", "يوم"):
            first -= 1
        if first == 0 or not words.soft[first]:
            return False
        if time.tag == "weekday" and words.texts[first - 1] in _EVERY:
            return True
        previous = sentence.meanings[first - 1]
        if previous is None or previous.head is None or time.tag == "period":
            return False
        if time.tag == "day":
            # "قتل في المدينة اليوم" is a date; only names of papers and streets hold "اليوم".
            return previous.head == "head" and not previous.article and previous.stem in _PAPERS
        if previous.article and time.tag in ("weekday", "month", "year", "date"):
            return False
        return previous.head == "head" or time.open_year or time.tag == "weekday"


_TWO_DAYS: Final = frozenset(("يومي", "ليلتي", "ايام"))
_PAPERS: Final = frozenset(("صحيفه", "جريده", "موقع", "قناه", "برنامج", "دار", "مجله", "شبكه", "وكاله", "ذكري"))
