"""Quantities that a number word or digits state: the number, its modifiers, the range it opens, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.arabic import number_modifiers
from services.arabic.cardinals import Cardinal, CardinalReader
from services.arabic.counted import Counted, CountedReader
from services.arabic.number_lexicon import Meaning
from services.arabic.number_modifiers import Modifier
from services.arabic.number_sentence import NumberSentence
from services.arabic.quantity import Precision, Quantity

# Particles and articles that stand as words of their own before digits ("الـ30", "وبـ30").
PARTICLE_WORDS: Final = frozenset(
    prefix + article for prefix in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل") for article in ("", "ال")
) | {"لل", "ولل"}
_BETWEEN: Final = frozenset(("بين", "وبين", "مابين", "فبين"))
_UP_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه", "او"))
_ONE_OF: Final = frozenset(("احد", "احدي"))
_EVERY: Final = frozenset(("كل", "لكل", "وكل"))
_YEARS: Final = range(1900, 2100)
# Before a bare number between 1900 and 2099 these do not tell a count from a year ("حتى 2015").
_OPEN_TO_YEARS: Final = frozenset(("حتي", "وحتي", "دون", "فوق", "حدود"))
# A longer run of digits without people behind it is the number of a telephone, an account, a passport.
_LONGEST_BARE: Final = 6
# More people than there are: a sum of money whose currency is not said.
_MOST_BARE: Final = 10**9
# Alone these are other words: "أثنى" (praised), "ميتا" (dead).
_NEEDS_NOUN: Final = ("اثني", "اثنا", "اثنتا", "اثنتي", "ميتا", "ميتين", "ميتي")
_SENTENCE_ENDS: Final = tuple(".:;!?•")
_PEOPLE_REACH: Final = 8
_TOLL_WORDS: Final = (
    "عدد",
    "العدد",
    "الحصيل",
    "حصيل",
    "وحصيل",
    "اعداد",
    "بلغ",
    "وبلغ",
    "ليبلغ",
    "ليصل",
    "لتبلغ",
    "لتصل",
)
_TOTALS: Final = frozenset(("العدد", "الحصيله", "المجموع", "الاجمالي", "عدد", "عددهم", "اليوم", "امس", "الان"))


@dataclass(slots=True)
class NumberReading:
    """What was read at a number.

    quantity: None where it counts no people. next: the word where reading goes on. shares: the number has no noun of its own and
    another number follows behind "و" or "أو", so that what the next one counts it counts as well ("5 و6 أيام").
    unit: rejected for the unit behind it.
    """

    quantity: Quantity | None
    next: int
    shares: bool = False
    unit: bool = False


@dataclass(slots=True)
class _Span:
    """A number or a range of numbers: bounds, words, and the number that the counted noun follows.

    first: "بين" or "من" of a range, else the number, without particle words before it. Neither low nor high: no count.
    """

    low: int | None
    high: int | None
    first: int
    stop: int
    last: Cardinal
    range: bool


class NumberQuantityReader:
    """Reads the quantities of a sentence that begin with a number."""

    __slots__ = ("_cardinals", "_counted", "_sentence")

    def __init__(self, sentence: NumberSentence, counted: CountedReader) -> None:
        self._sentence = sentence
        self._counted = counted
        self._cardinals = CardinalReader(sentence.words, sentence.meanings)

    def cardinal(self, index: int) -> Cardinal | None:
        """The number at word `index`."""
        return self._cardinals.read(index)

    def read(self, index: int) -> NumberReading | None:
        """The quantity of the number at word `index`, or None where no number is."""
        cardinal = self._cardinals.read(index)
        meaning = self._sentence.meanings[index]
        assert meaning is not None
        if cardinal is None or (cardinal.low == 1 and (meaning.pronoun or meaning.stem in _ONE_OF)):
            return self._one_of(index)
        lead, particles, definite = self._lead(index)
        if self._is_ordinal_tail(index) or self._is_percent(index):
            return NumberReading(None, cardinal.stop)
        skip = self._not_a_number(lead, cardinal)
        if skip is not None:
            return NumberReading(None, skip)
        definite = definite or cardinal.definite
        span = self._range(cardinal, lead)
        if span.low is None and span.high is None:
            return NumberReading(None, span.stop)
        span = self._restated(span)
        last = span.last
        vague = last.kind == "vague"
        genitive = vague or last.scale > 1 or definite or (not last.digits and (last.low or 0) >= 100)
        counted = self._counted.after(span.stop, None if vague else last.low, genitive=genitive)
        if counted.status == "unit":
            return NumberReading(None, span.stop, unit=True)
        modifier = number_modifiers.before(
            self._sentence.words, self._sentence.meanings, span.first if span.range else lead, particles
        )
        if not self._counts_people(span, lead, definite, counted, modifier):
            return NumberReading(None, span.stop)
        shares = counted.status != "people" and self._cardinals.is_and(span.stop) is not None
        shares = shares or (counted.status != "people" and self._next_text(span.stop) == "او")
        return self._quantity(span, lead, counted, modifier, shares)

    def _lead(self, index: int) -> tuple[int, str, bool]:
        """Where the number's particles and article begin when they are words of their own; the particles; the article."""
        words, meaning = self._sentence.words, self._sentence.meanings[index]
        particles = meaning.particles if meaning is not None else ""
        definite = meaning.article if meaning is not None else False
        lead = index
        while lead > 0 and words.texts[lead - 1] in PARTICLE_WORDS and words.soft[lead]:
            lead -= 1
            text = words.texts[lead]
            definite = definite or text.endswith(("ال", "لل"))
            particles = text.replace("ال", "") + particles
        return lead, particles, definite

    def _next_text(self, index: int) -> str:
        words = self._sentence.words
        return words.texts[index] if words.soft[index] else ""

    def _is_ordinal_tail(self, index: int) -> bool:
        """ "الخامس والعشرون", "الثاني عشر", "الخامس بعد المئة"."""
        words, meanings = self._sentence.words, self._sentence.meanings
        at, meaning = index - 1, meanings[index]
        if not words.tight[index] or meaning is None or meaning.number is None:
            return False
        if words.texts[at] == "بعد" and meaning.article and words.tight[at]:
            at -= 1
        previous = meanings[at]
        if previous is None or previous.number is None or previous.number.role != "ordinal":
            return False
        if at < index - 1:
            return True
        return meaning.number.role == "ten" or (
            meaning.number.role == "tens" and meaning.particles == "و" and meaning.article == previous.article
        )

    def _is_percent(self, index: int) -> bool:
        """ "في المئة", "بالمئة" behind a number that is no count ("0.7 في المئة")."""
        words, meaning = self._sentence.words, self._sentence.meanings[index]
        if meaning is None or meaning.stem not in ("ميه", "مايه") or not meaning.article:
            return False
        return meaning.particles == "ب" or (words.soft[index] and words.texts[index - 1] == "في")

    def _not_a_number(self, lead: int, cardinal: Cardinal) -> int | None:
        """Where to go on if the digits are part of something else: a time, a date, a score, a name with a hyphen, a sum."""
        words, stop = self._sentence.words, cardinal.stop
        if not words.texts[cardinal.first][0].isdecimal():
            return None
        before, after = words.gaps[lead], words.gaps[stop]
        if cardinal.low is None or before.endswith("+"):
            stop = self._behind_digits(stop)
            return max(stop, self._counted.after(stop, None, genitive=False).next)
        if lead > 0:
            previous = words.texts[lead - 1]
            if before == "" and lead == cardinal.first:
                return stop  # "MH370", "م2"; particles would be part of the lead
            if before == "-" and not previous[0].isdecimal() and lead == cardinal.first:
                return stop  # "إف-16"
            if before.strip() in ("/", ":", "+", "x", "×", "*", "=") and previous[0].isdecimal():
                return stop
        if before.rstrip()[-1:] in ("$", "€", "£", "#", "+"):
            return stop
        if (
            stop < words.count
            and words.texts[stop][0].isdecimal()
            and after.strip() in ("/", ":", "+", "x", "×", "*", "=")
        ):
            return stop
        if stop < words.count and after == "" and words.texts[stop].isascii() and words.texts[stop].isalpha():
            return stop  # "4K"
        if stop + 1 < words.count and after == "" and words.texts[stop] == "ر" and words.texts[stop + 1].isdecimal():
            return stop + 2  # "2ر27" is a decimal fraction
        return None

    def _range(self, cardinal: Cardinal, lead: int) -> _Span:
        """The range that begins with `cardinal`, or the number alone; without bounds where two numbers make a score or a code."""
        alone = _Span(cardinal.low, cardinal.high, cardinal.first, cardinal.stop, cardinal, False)
        if cardinal.kind != "plain":
            return alone
        words = self._sentence.words
        opening = words.texts[lead - 1] if words.soft[lead] else ""
        if opening in _BETWEEN:
            found = self._between(cardinal, lead)
            if found is not None:
                return found
        stop = cardinal.stop
        if stop < words.count and words.gaps[stop].strip() == "-" and "\n" not in words.gaps[stop]:
            return self._hyphenated(cardinal, lead)
        at = stop
        if opening == "من":
            at = self._past_noun(stop)
        if self._next_text(at) in _UP_TO and words.soft[at + 1]:
            second = self._second(at + 1)
            if second is not None:
                if opening == "من" and words.texts[at] != "او" and self._sentence.changes(lead):
                    return _Span(second.low, second.high, second.first, second.stop, second, False)
                first_lead = lead - 1 if opening == "من" else lead
                found = self._joined_range(cardinal, second, first_lead, swap=words.texts[at] == "او")
                if found is not None:
                    return found
        return alone

    def _between(self, cardinal: Cardinal, lead: int) -> _Span | None:
        words = self._sentence.words
        start = lead - 1
        if start > 0 and words.texts[start - 1] in ("ما", "وما") and words.tight[start]:
            start -= 1
        for first in (cardinal, self._cardinals.read(cardinal.first, compound=False)):
            if first is None:
                continue
            for at in (first.stop, self._past_noun(first.stop)):
                follows = self._cardinals.is_and(at)
                if follows is None and self._next_text(at) in ("و", "وال"):
                    follows = at + 1
                if follows is None and (self._next_text(at) in _UP_TO or words.gaps[at].strip() == "-"):
                    follows = at + 1 if self._next_text(at) in _UP_TO else at
                second = self._second(follows) if follows is not None else None
                if second is not None:
                    found = self._joined_range(first, second, start, swap=False)
                    if found is not None:
                        return found
        return None

    def _hyphenated(self, cardinal: Cardinal, lead: int) -> _Span:
        """ "20-30" is a range; "3-1" a score, "011-456-7890" a code: no bounds."""
        words, stop = self._sentence.words, cardinal.stop
        second = self._cardinals.read(stop)
        alone = _Span(cardinal.low, cardinal.high, cardinal.first, stop, cardinal, False)
        if second is None or second.kind != "plain":
            return alone
        spaced = words.gaps[stop] != "-"
        after = words.gaps[second.stop] if second.stop < words.count else ""
        if after.strip() == "-" and words.texts[second.stop][0].isdecimal():
            return _Span(None, None, lead, self._behind_digits(second.stop), second, False)
        found = self._joined_range(cardinal, second, lead, swap=False)
        if found is not None and second.low is not None:
            return found
        return alone if spaced and not cardinal.digits else _Span(None, None, lead, second.stop, second, False)

    def _behind_digits(self, stop: int) -> int:
        """Where a chain of digits, hyphens and spaces ends: a telephone number."""
        words = self._sentence.words
        while stop < words.count and words.gaps[stop].strip(" -.()") == "" and words.texts[stop][0].isdecimal():
            stop += 1
        return stop

    def _restated(self, span: _Span) -> _Span:
        """ "23 (ثلاثة وعشرين) شخصا": the same number again in brackets belongs to it."""
        words = self._sentence.words
        if span.range or not (span.stop < words.count and words.gaps[span.stop].strip() == "("):
            return span
        again = self._cardinals.read(span.stop)
        closed = again is not None and words.gaps[again.stop].startswith(")")
        if again is None or not closed or (again.low, again.high) != (span.low, span.high):
            return span
        return _Span(span.low, span.high, span.first, again.stop, again, False)

    def _second(self, index: int) -> Cardinal | None:
        words = self._sentence.words
        while index < words.count and words.texts[index] in PARTICLE_WORDS and words.soft[index + 1]:
            index += 1
        if index >= words.count:
            return None
        second = self._cardinals.read(index)
        return second if second is not None and second.kind == "plain" and second.low is not None else None

    def _past_noun(self, stop: int) -> int:
        """Behind a noun of people at `stop`, or `stop` itself."""
        if self._sentence.words.tight[stop]:
            meaning = self._sentence.meanings[stop]
            if meaning is not None and meaning.people is not None and not meaning.particles:
                return self._counted.adjectives(stop)
        return stop

    def _joined_range(self, first: Cardinal, second: Cardinal, lead: int, *, swap: bool) -> _Span | None:
        low, high = first.low, second.low
        if low is None or high is None:
            return None
        if first.scale == 1 and second.scale > 1 and low < high // second.scale:
            low *= second.scale  # "20 إلى 30 ألفا"
        if swap and low > high:
            low, high = high, low
        return _Span(low, high, lead, second.stop, second, True) if low < high else None

    def _counts_people(
        self, span: _Span, lead: int, definite: bool, counted: Counted, modifier: Modifier | None
    ) -> bool:
        sentence, words = self._sentence, self._sentence.words
        number, people = span.last, counted.status == "people"
        start = modifier.first if modifier is not None else span.first if span.range else lead
        if self._labelled(start, lead, people, definite):
            return False
        if people:
            return True
        if span.low == 0 or span.high == 0 or (span.low or span.high or 0) >= _MOST_BARE:
            return False
        governed = sentence.governed(start)
        among = governed or self._among_people(start, span.stop)
        if number.kind == "vague":
            return counted.status != "unknown" or among
        if counted.status == "unknown" and not among:
            return False
        if number.digits and number.low is not None:
            text = words.texts[number.first]
            if number.low in _YEARS and len(text) == 4:
                open_to_years = modifier is not None and words.texts[modifier.first] in _OPEN_TO_YEARS
                direct = sentence.governor_before(start) is not None
                if not direct and (modifier is None or open_to_years or span.range):
                    return False
            if text.isdecimal() and len(text) >= _LONGEST_BARE and not governed:
                return False
            if self._is_listed(lead, span.stop, governed):
                return False
        if definite and number.kind == "plain":
            if number.low == 2 and not span.range and words.texts[number.first].endswith("ين"):
                return False  # "الاثنين" is Monday
            if number.digits and not among:
                return False  # "قائمة الـ36"
            age_or_name = (
                not number.digits and 20 <= (number.low or 0) < 100 or (number.low or 0) >= 100 and modifier is None
            )
            if age_or_name and not (governed or self._among_people(start, None)):
                return False  # "القرن العشرين", "رجل في الأربعين"
        if number.kind == "plain" and not number.digits and not span.range:
            if number.low == 1:
                return sentence.governor_before(start) is not None or self._next_text(span.stop) in ("منهم", "منهن")
            if words.texts[number.stop - 1].endswith(_NEEDS_NOUN):
                return False
        if self._names_something(start, definite, governed, modifier):
            return False
        hyphenated = span.range and words.gaps[number.first].strip() == "-"
        return among or modifier is not None or (span.range and not hyphenated)

    def _is_listed(self, lead: int, stop: int, governed: bool) -> bool:
        """Whether bare digits number an item of a list ("2 - ...", "3)"), or stand in brackets behind what they do not count."""
        words = self._sentence.words
        before = words.gaps[lead]
        behind = words.gaps[stop].strip(" ") if stop < words.count else ""
        opens = lead == 0 or "\n" in before or before.strip()[-1:] in _SENTENCE_ENDS
        if opens and behind[:1] in ("-", ")", ".", ":", "/", "•") and behind:
            return True
        if "(" in before and not governed:
            previous = self._sentence.meanings[lead - 1] if lead > 0 else None
            return previous is None or (previous.people is None or previous.people.country) and previous.number is None
        neighbours = [words.texts[at] for at in (lead - 1, stop) if 0 <= at < words.count]
        return any(text.isascii() and text.isalpha() for text in neighbours)

    def _among_people(self, start: int, stop: int | None) -> bool:
        """Whether a bare number opens its clause, or words around it speak of people or of a toll.

        Without `stop`, only words of a toll are taken for a sign: people have ages.
        """
        words, meanings = self._sentence.words, self._sentence.meanings
        if stop is None:
            return any(words.texts[at].startswith(_TOLL_WORDS) for at in range(max(0, start - _PEOPLE_REACH), start))
        opens = words.gaps[start].strip() != "" or "\n" in words.gaps[start]
        if (start == 0 or opens) and "(" not in words.gaps[start]:
            return True
        for at in range(start - 1, max(-1, start - 1 - _PEOPLE_REACH), -1):
            meaning = meanings[at]
            if meaning is not None and meaning.label == "always":
                return False
            if meaning is not None and (_speaks_of_people(meaning) or meaning.governor is not None):
                return True
            if words.texts[at].startswith(_TOLL_WORDS):
                return True
        for at in range(stop, min(stop + 2, words.count)):
            meaning = meanings[at]
            if words.tight[at] and meaning is not None and meaning.governor is not None:
                return True
        return False

    def _labelled(self, start: int, lead: int, people: bool, definite: bool) -> bool:
        """Whether the word before the number makes it a name, a date, a measure: "القرار 2254", "يناير 2011", "الأيام الثلاثة"."""
        words, meanings = self._sentence.words, self._sentence.meanings
        for at in {start, lead}:
            if at == 0:
                continue
            gap = words.gaps[at]
            if "\n" in gap or len(gap) > 4 or gap.strip(" \"'()[]-:") != "":
                continue
            meaning = meanings[at - 1]
            if words.texts[at - 1] in _EVERY:
                return True
            if meaning is None:
                continue
            if meaning.label == "always":
                return True
            if meaning.people is not None:
                continue
            if meaning.label == "bare" and not people:
                return True
            if meaning.thing == "month" and not people:
                return True
            if meaning.thing is not None and meaning.article and definite and at == lead and not people:
                return True
        return False

    def _names_something(self, start: int, definite: bool, governed: bool, modifier: Modifier | None) -> bool:
        """Whether a bare number stands behind a definite word that is no people's name: "المادة 5", "البلدين الاثنين"."""
        words = self._sentence.words
        if modifier is not None or not words.tight[start]:
            return False
        previous, meaning = words.texts[start - 1], self._sentence.meanings[start - 1]
        if not previous.startswith(("ال", "وال", "بال", "لل", "فال")) or previous in _TOTALS or len(previous) < 5:
            return False
        if meaning is not None and meaning.people is not None:
            return False
        if definite:
            return not previous.endswith(("ون", "ين"))
        return not governed

    def _one_of(self, index: int) -> NumberReading | None:
        """ "أحد الجنود", "إحدى النساء", "أحدهم" are one; "لم يصب أحد" is nobody; "أحد المنازل" counts no people."""
        sentence, words = self._sentence, self._sentence.words
        meaning = sentence.meanings[index]
        if meaning is None or meaning.number is None or meaning.number.value != 1:
            return None
        start, end = words.start(index) + meaning.kept, words.end(index)
        if meaning.article or "ك" in meaning.particles:
            return NumberReading(None, index + 1)
        if meaning.pronoun:
            counts = sentence.governor_before(index) in ("event", "verb")
            return NumberReading(Quantity(start, end, 1, 1, "exact", start, end) if counts else None, index + 1)
        if sentence.governed(index) and sentence.denied(index):
            return NumberReading(Quantity(start, end, 0, 0, "exact", start, end), index + 1)
        counted = self._counted.after(index + 1, None, genitive=True)
        if counted.status != "people" or words.texts[index + 1] == "بين":
            return NumberReading(None, index + 1)
        noun = words.start(counted.first), words.end(counted.stop - 1)
        return NumberReading(Quantity(start, end, 1, 1, "exact", start, end, *noun), counted.next)

    def _quantity(
        self, span: _Span, lead: int, counted: Counted, modifier: Modifier | None, shares: bool
    ) -> NumberReading:
        words, sentence = self._sentence.words, self._sentence
        noun = (words.start(counted.first), words.end(counted.stop - 1)) if counted.status == "people" else None
        behind = sentence.modifier_behind(span.stop)
        if counted.next > span.stop and behind is None:
            behind = sentence.modifier_behind(counted.next)
        chosen = number_modifiers.stronger(modifier, behind)
        number_start = words.start(span.first)
        opening = sentence.meanings[span.first]
        if opening is not None and opening.number is not None:
            number_start += opening.kept
        number_end = words.end(span.stop - 1)
        start = words.start(modifier.first) if modifier is not None and modifier.first < lead else number_start
        end = max(number_end, words.end(behind.stop - 1)) if behind is not None else number_end
        low, high, precision = bounds(span.low, span.high, span.last.kind, span.range, chosen)
        kind = "range" if span.range else None
        if chosen is not None and precision in ("approximate", "at_least", "at_most"):
            kind = chosen.kind
        quantity = Quantity(
            start,
            end,
            low,
            high,
            precision,
            number_start,
            number_end,
            noun[0] if noun else None,
            noun[1] if noun else None,
            kind,
        )
        return NumberReading(quantity, max(span.stop, counted.next), shares)


def _speaks_of_people(meaning: Meaning) -> bool:
    people = meaning.people
    return people is not None and not people.country and (people.victim or people.alone == "counts")


def bounds(
    low: int | None, high: int | None, kind: str, is_range: bool, modifier: Modifier | None
) -> tuple[int | None, int | None, Precision]:
    """Low, high and precision of a number under a modifier, as GUIDELINES.md "Counts" has them."""
    if kind in ("vague", "few"):
        return low, high, "vague"
    if kind == "excess":
        return low, None, "at_least"
    if is_range:
        return low, high, "range"
    if modifier is None or modifier.kind == "exact":
        return low, high, "exact"
    if modifier.kind == "at_least":
        return low, None, "at_least"
    if modifier.kind == "at_most":
        return None, high, "at_most"
    return low, high, "approximate"
