"""Ranges of people: "بين 20 و30", "20-30", "من 5 إلى 7", "خمسة أو ستة"; scores and telephone numbers are told apart from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.arabic.cardinals import Cardinal, CardinalReader
from services.arabic.counted import CountedReader
from services.arabic.number_sentence import PARTICLE_WORDS, NumberSentence

_BETWEEN: Final = frozenset(("بين", "وبين", "مابين", "فبين"))
_UP_TO: Final = frozenset(("الي", "حتي", "وحتي", "لغايه", "او"))


@dataclass(slots=True)
class NumberSpan:
    """A number or a range of numbers: bounds, words, and the number that the counted noun follows.

    first: "بين" or "من" of a range, else the number, without particle words before it. Neither low nor high: no count.
    """

    low: int | None
    high: int | None
    first: int
    stop: int
    last: Cardinal
    range: bool


class RangeReader:
    """Reads the range that a number opens, in a sentence."""

    __slots__ = ("_cardinals", "_counted", "_sentence")

    def __init__(self, sentence: NumberSentence, cardinals: CardinalReader, counted: CountedReader) -> None:
        self._sentence = sentence
        self._cardinals = cardinals
        self._counted = counted

    def read(self, cardinal: Cardinal, lead: int) -> NumberSpan:
        """The range that begins with `cardinal`, or the number alone; without bounds where two numbers make a score or a code."""
        alone = NumberSpan(cardinal.low, cardinal.high, cardinal.first, cardinal.stop, cardinal, False)
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
        if self._sentence.next_text(at) in _UP_TO and words.soft[at + 1]:
            second = self._second(at + 1)
            if second is not None:
                if opening == "من" and words.texts[at] != "او" and self._sentence.changes(lead):
                    return NumberSpan(second.low, second.high, second.first, second.stop, second, False)
                first_lead = lead - 1 if opening == "من" else lead
                found = self._joined_range(cardinal, second, first_lead, swap=words.texts[at] == "او")
                if found is not None:
                    return found
        return alone

    def _between(self, cardinal: Cardinal, lead: int) -> NumberSpan | None:
        """ "بين 20 و30", "ما بين عشرين إلى ثلاثين"."""
        words = self._sentence.words
        start = lead - 1
        if start > 0 and words.texts[start - 1] in ("ما", "وما") and words.tight[start]:
            start -= 1
        for first in (cardinal, self._cardinals.read(cardinal.first, compound=False)):
            if first is None:
                continue
            for at in (first.stop, self._past_noun(first.stop)):
                follows = self._cardinals.is_and(at)
                if follows is None and self._sentence.next_text(at) in ("و", "وال"):
                    follows = at + 1
                if follows is None and (self._sentence.next_text(at) in _UP_TO or words.gaps[at].strip() == "-"):
                    follows = at + 1 if self._sentence.next_text(at) in _UP_TO else at
                second = self._second(follows) if follows is not None else None
                if second is not None:
                    found = self._joined_range(first, second, start, swap=False)
                    if found is not None:
                        return found
        return None

    def _hyphenated(self, cardinal: Cardinal, lead: int) -> NumberSpan:
        """ "20-30" is a range; "3-1" a score, "011-456-7890" a code: no bounds."""
        words, stop = self._sentence.words, cardinal.stop
        second = self._cardinals.read(stop)
        alone = NumberSpan(cardinal.low, cardinal.high, cardinal.first, stop, cardinal, False)
        if second is None or second.kind != "plain":
            return alone
        spaced = words.gaps[stop] != "-"
        after = words.gaps[second.stop] if second.stop < words.count else ""
        if after.strip() == "-" and words.texts[second.stop][0].isdecimal():
            return NumberSpan(None, None, lead, self.behind_digits(second.stop), second, False)
        found = self._joined_range(cardinal, second, lead, swap=False)
        if found is not None and second.low is not None:
            return found
        return alone if spaced and not cardinal.digits else NumberSpan(None, None, lead, second.stop, second, False)

    def behind_digits(self, stop: int) -> int:
        """Where a chain of digits, hyphens and spaces ends: a telephone number."""
        words = self._sentence.words
        while stop < words.count and words.gaps[stop].strip(" -.()") == "" and words.texts[stop][0].isdecimal():
            stop += 1
        return stop

    def restated(self, span: NumberSpan) -> NumberSpan:
        """ "23 (ثلاثة وعشرين) شخصا": the same number again in brackets belongs to it."""
        words = self._sentence.words
        if span.range or not (span.stop < words.count and words.gaps[span.stop].strip() == "("):
            return span
        again = self._cardinals.read(span.stop)
        closed = again is not None and words.gaps[again.stop].startswith(")")
        if again is None or not closed or (again.low, again.high) != (span.low, span.high):
            return span
        return NumberSpan(span.low, span.high, span.first, again.stop, again, False)

    def _second(self, index: int) -> Cardinal | None:
        """The number at word `index` or behind its particle words, if it can end a range."""
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

    def _joined_range(self, first: Cardinal, second: Cardinal, lead: int, *, swap: bool) -> NumberSpan | None:
        """The range of two numbers, or None where they do not rise; `swap`: either order will do ("ستة أو خمسة")."""
        low, high = first.low, second.low
        if low is None or high is None:
            return None
        if first.scale == 1 and second.scale > 1 and low < high // second.scale:
            low *= second.scale  # "20 إلى 30 ألفا"
        if swap and low > high:
            low, high = high, low
        return NumberSpan(low, high, lead, second.stop, second, True) if low < high else None
