"""Quantities that a number word or digits state: the number, its modifiers, the range it opens, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.arabic import number_modifiers
from services.arabic.cardinals import Cardinal, CardinalReader
from services.arabic.counted import Counted, CountedReader
from services.arabic.number_context import NumberContext
from services.arabic.number_modifiers import Modifier
from services.arabic.number_ranges import NumberSpan, RangeReader
from services.arabic.number_sentence import PARTICLE_WORDS, NumberSentence
from services.arabic.quantity import Precision, Quantity

_ONE_OF: Final = frozenset(("احد", "احدي"))


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


class NumberQuantityReader:
    """Reads the quantities of a sentence that begin with a number."""

    __slots__ = ("_cardinals", "_context", "_counted", "_ranges", "_sentence")

    def __init__(self, sentence: NumberSentence, counted: CountedReader) -> None:
        self._sentence = sentence
        self._counted = counted
        self._cardinals = CardinalReader(sentence.words, sentence.meanings)
        self._ranges = RangeReader(sentence, self._cardinals, counted)
        self._context = NumberContext(sentence, self._ranges, counted)

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
        if self._context.is_ordinal_tail(index) or self._context.is_percent(index):
            return NumberReading(None, cardinal.stop)
        skip = self._context.not_a_number(lead, cardinal)
        if skip is not None:
            return NumberReading(None, skip)
        definite = definite or cardinal.definite
        span = self._ranges.read(cardinal, lead)
        if span.low is None and span.high is None:
            return NumberReading(None, span.stop)
        span = self._ranges.restated(span)
        last = span.last
        vague = last.kind == "vague"
        genitive = vague or last.scale > 1 or definite or (not last.digits and (last.low or 0) >= 100)
        counted = self._counted.after(span.stop, None if vague else last.low, genitive=genitive)
        if counted.status == "unit":
            return NumberReading(None, span.stop, unit=True)
        modifier = self._sentence.modifier_before(span.first if span.range else lead, particles)
        if not self._context.counts_people(span, lead, definite, counted, modifier):
            return NumberReading(None, span.stop)
        shares = counted.status != "people" and self._cardinals.is_and(span.stop) is not None
        shares = shares or (counted.status != "people" and self._sentence.next_text(span.stop) == "او")
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
        self, span: NumberSpan, lead: int, counted: Counted, modifier: Modifier | None, shares: bool
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
        return NumberReading(quantity, max(span.stop, counted.next, behind.stop if behind is not None else 0), shares)


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
