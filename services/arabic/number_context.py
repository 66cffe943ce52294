"""What stands around a number and tells whether it counts people: labels, list items, times, sums, ordinals, words of a toll.

The costlier error is a count where none is, so bare numbers need a sign of people near them: a word of happening, a word of a toll, a
bound ("أكثر من"), or the beginning of a clause.
"""

from __future__ import annotations

from typing import Final

from services.arabic.cardinals import Cardinal
from services.arabic.counted import Counted, CountedReader
from services.arabic.number_lexicon import Meaning
from services.arabic.number_modifiers import Modifier
from services.arabic.number_ranges import NumberSpan, RangeReader
from services.arabic.number_sentence import NumberSentence

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
# A shorter word that touches digits is a symbol ("م2"), a longer one lacks its space ("قتل12شخصا").
_SHORTEST_GLUED: Final = 3
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
# Signs between two runs of digits that are one time, date, fraction or sum.
_SIGNS: Final = frozenset(("/", ":", "+", "x", "×", "*", "="))


class NumberContext:
    """Judges the numbers of a sentence by what stands around them."""

    __slots__ = ("_counted", "_ranges", "_sentence")

    def __init__(self, sentence: NumberSentence, ranges: RangeReader, counted: CountedReader) -> None:
        self._sentence = sentence
        self._ranges = ranges
        self._counted = counted

    def counts_people(
        self, span: NumberSpan, lead: int, definite: bool, counted: Counted, modifier: Modifier | None
    ) -> bool:
        """Whether the number (or range) is one of people.

        lead: the first of its particle words. definite: with the article. counted: what stands behind it. modifier: before it.
        """
        sentence, words = self._sentence, self._sentence.words
        number, people = span.last, counted.status == "people"
        start = modifier.first if modifier is not None else span.first if span.range else lead
        if self._labelled(start, lead, people, definite):
            return False
        if people:
            return modifier is not None or span.range or not self._is_year(number, start, counted)
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
            age_or_name = (not number.digits and 20 <= (number.low or 0) < 100) or (
                (number.low or 0) >= 100 and modifier is None
            )
            if age_or_name and not (governed or self._among_people(start, None)):
                return False  # "القرن العشرين", "رجل في الأربعين"
        if number.kind == "plain" and not number.digits and not span.range:
            if number.low == 1:
                return sentence.governor_before(start) is not None or self._sentence.next_text(span.stop) in (
                    "منهم",
                    "منهن",
                )
            if modifier is None and words.texts[number.stop - 1].endswith(_NEEDS_NOUN):
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
            return previous is None or (
                (previous.people is None or previous.people.country) and previous.number is None
            )
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

    def _is_year(self, number: Cardinal, start: int, counted: Counted) -> bool:
        """Whether digits behind a month or "عام" are the year, which people in the plural or a word that only looks like people
        happens to follow ("في 28 أغسطس 2013 جثث"): a count of more than ten takes the singular."""
        words, meanings = self._sentence.words, self._sentence.meanings
        if not number.digits or number.low not in _YEARS or len(words.texts[number.first]) != 4 or start == 0:
            return False
        before, noun = meanings[start - 1], meanings[counted.first]
        if before is None or (before.thing != "month" and before.label != "bare"):
            return False
        return noun is None or noun.people is None or noun.people.form.startswith("plural")

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

    def is_ordinal_tail(self, index: int) -> bool:
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

    def is_percent(self, index: int) -> bool:
        """ "في المئة", "بالمئة" behind a number that is no count ("0.7 في المئة")."""
        words, meaning = self._sentence.words, self._sentence.meanings[index]
        if meaning is None or meaning.stem not in ("ميه", "مايه") or not meaning.article:
            return False
        return meaning.particles == "ب" or (words.soft[index] and words.texts[index - 1] == "في")

    def not_a_number(self, lead: int, cardinal: Cardinal) -> int | None:
        """Where to go on if the digits are part of something else: a time, a date, a score, a name with a hyphen, a sum."""
        words, stop = self._sentence.words, cardinal.stop
        if not words.texts[cardinal.first][0].isdecimal():
            return None
        before, after = words.gaps[lead], words.gaps[stop]
        if cardinal.low is None or before.endswith("+"):
            stop = self._ranges.behind_digits(stop)
            return max(stop, self._counted.after(stop, None, genitive=False).next)
        if lead > 0:
            previous = words.texts[lead - 1]
            if before == "" and lead == cardinal.first and (previous.isascii() or len(previous) < _SHORTEST_GLUED):
                return stop  # "MH370", "م2"; particles would be part of the lead
            if before == "-" and not previous[0].isdecimal() and lead == cardinal.first:
                return stop  # "إف-16"
            if before.strip() in _SIGNS and previous[0].isdecimal():
                return stop
        if before.rstrip()[-1:] in ("$", "€", "£", "#", "+"):
            return stop
        if stop < words.count and words.texts[stop][0].isdecimal() and after.strip() in _SIGNS:
            return stop
        if stop < words.count and after == "" and words.texts[stop].isascii() and words.texts[stop].isalpha():
            return stop  # "4K"
        if stop + 1 < words.count and after == "" and words.texts[stop] == "ر" and words.texts[stop + 1].isdecimal():
            return stop + 2  # "2ر27" is a decimal fraction
        return None


def _speaks_of_people(meaning: Meaning) -> bool:
    people = meaning.people
    return people is not None and not people.country and (people.victim or people.alone == "counts")
