"""Reads a number of any length from words and digits: "مئة وثلاثة وعشرين ألفا", "3 آلاف و500", "مليون ونصف المليون".

A number is a sum of terms, each a number below a thousand times its scale ("مئة وعشرون" times "ألف"), joined by "و" and
falling in scale. Below a thousand, units come before tens, hundreds before or behind both. Where two numbers only stand beside
each other ("خمسة وستة", "مئة ومئتين") the reading stops after the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from services.arabic.number_lexicon import Meaning, Role
from services.arabic.words import Words

_SCALES: Final = frozenset((1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000))
# No count of people is higher; reading stops here, so that "ألف ألف ألف …" costs nothing.
_MOST: Final = 10**12
_BELOW_HUNDRED: Final[frozenset[Role]] = frozenset(("unit", "ten", "teen", "tens"))
_ALONE: Final[frozenset[Role]] = frozenset(("digits", "unit", "ten", "teen", "tens", "hundred", "scale"))
_NO_NOUNS: Final = frozenset(("من", "في", "علي", "الي", "عن", "منذ", "حتي", "بعد", "قبل", "خلال", "بينهم", "منهم"))
_MULTIPLIERS: Final[frozenset[Role]] = frozenset(("scale", "scale_tamyiz", "scale_plural"))


@dataclass(slots=True)
class Cardinal:
    """A number read from the words `first` to `stop` (exclusive).

    low, high: equal for a plain number, a span for "بضعة" and "عشرات". None, None: digits that are no count.
    kind: "plain"; "few" and "vague" (GUIDELINES.md "Counts"); "excess" for "ثلاثون ونيف".
    digits: written as one run of digits. definite: with the article. scale: the last scale word's value, else 1.
    """

    first: int
    stop: int
    low: int | None
    high: int | None
    kind: Literal["plain", "few", "vague", "excess"]
    digits: bool = False
    definite: bool = False
    scale: int = 1


@dataclass(slots=True)
class _Term:
    value: int | float | None
    scale: int
    stop: int
    single: bool = False  # one word or run of digits


class CardinalReader:
    """Reads numbers from a sentence: `words` and for each word its meaning."""

    __slots__ = ("_meanings", "_words")

    def __init__(self, words: Words, meanings: list[Meaning | None]) -> None:
        self._words = words
        self._meanings = meanings

    def read(self, first: int, *, compound: bool = True) -> Cardinal | None:
        """The number that begins with word `first`, or None. Without `compound`, it ends before the first "و"."""
        meaning = self._meanings[first]
        if meaning is None or meaning.number is None or meaning.pronoun:
            return self._read_with_pronoun(first) if meaning is not None and meaning.pronoun else None
        role = meaning.number.role
        definite = meaning.article
        if role in _ALONE and not self._goes_on(first + 1):
            value = meaning.number.value
            number = None if value is None or value != int(value) else int(value)
            scale = _scale_of(number) if role == "scale" and number is not None else 1
            return Cardinal(first, first + 1, number, number, "plain", role == "digits", definite, scale)
        if role == "vague" or role == "scale_plural":
            return self._vague(first, meaning)
        if role == "few":
            return self._few(first, definite)
        if role == "excess":
            tens = self._and(first + 1, frozenset(("tens", "hundred")))
            value = self._number(tens) if tens else None
            return Cardinal(first, tens + 1, int(value), None, "excess") if tens and value else None
        if role == "ordinal" or role == "fraction_plural":
            return None
        if role == "fraction":
            return self._fraction(first, definite)
        return self._sum(first, definite, compound)

    def _goes_on(self, index: int) -> bool:
        """Whether word `index` can go on a number: most numbers are one word, and told here to be."""
        if not self._words.soft[index]:
            return False
        meaning = self._meanings[index]
        text = self._words.texts[index]
        return (meaning is not None and meaning.number is not None) or text in ("و", "وال") or text.startswith("ارباع")

    def is_and(self, index: int) -> int | None:
        """Where the number behind "و" begins: `index` if "و" is attached there, the next word if it stands alone."""
        words, meanings = self._words, self._meanings
        if not words.soft[index]:
            return None
        meaning = meanings[index]
        if meaning is not None and meaning.particles == "و" and meaning.number is not None:
            return index
        if words.texts[index] == "واحد" and self._next(index + 1) == "ten":  # folded from "وأحد عشر"
            return index
        if words.texts[index] in ("و", "وال") and words.soft[index + 1]:
            following = meanings[index + 1]
            if following is not None and following.number is not None and not following.particles:
                return index + 1
        return None

    def _read_with_pronoun(self, first: int) -> Cardinal | None:
        """ "ثلاثتهم"."""
        meaning = self._meanings[first]
        if meaning is None or meaning.number is None or meaning.number.role not in ("unit", "ten"):
            return None
        value = meaning.number.value
        return Cardinal(first, first + 1, int(value or 0), int(value or 0), "plain", definite=True)

    def _sum(self, first: int, definite: bool, compound: bool) -> Cardinal | None:
        three_quarters = self._parts(first, definite)
        if three_quarters is not None:
            return three_quarters
        if self._next(first + 1) == "fraction_plural" or (
            self._words.tight[first + 1] and self._words.texts[first + 1].startswith("ارباع")
        ):
            return None  # "ثلاثة أرباع القتلى", "ثلاثة أرباعهم"
        term = self._term(first)
        if term is None:
            return None
        digits = term.single and self._words.texts[first][0].isdecimal()
        if term.value is None:
            return Cardinal(first, term.stop, None, None, "plain", digits=True)
        total, scale, stop = term.value, term.scale, term.stop
        while compound and total < _MOST:
            at = self.is_and(stop)
            if at is None:
                break
            if scale >= 1_000_000:
                half = self._half(at, scale)
                if half is not None:
                    total, stop = total + half[0], half[1]
                    break
            following = self._term(at)
            if following is None or following.value is None:
                break
            digits_follow = self._words.texts[at][0].isdecimal()
            # "ألف و200", "مئة و20": the next term lies below the last scale. "خمسون وألف": one word of higher scale behind.
            # "مئة ألف وخمسة آلاف": the same scale again, below the hundreds.
            below_hundreds = scale >= 1_000 and following.scale == scale and total % (100 * scale) == 0
            limit = 100 * scale if below_hundreds else scale
            if following.value < limit and (scale >= 1_000 or not digits_follow):
                total, scale, stop = total + following.value, following.scale, following.stop
                if scale == 1:
                    break
            elif scale == 1 and following.scale >= 1_000 and total < 1_000 and (following.single or total >= 100):
                total, scale, stop = total + following.value, following.scale, following.stop
                break
            else:
                break
        if total != int(total):
            return Cardinal(first, stop, None, None, "plain", digits=True)
        excess = self._and(stop, frozenset(("excess",)))
        if excess is not None:
            return Cardinal(first, excess + 1, int(total), None, "excess", definite=definite)
        value = int(total)
        return Cardinal(
            first, stop, value, value, "plain", digits, definite, term.scale if stop == term.stop else scale
        )

    def _term(self, index: int) -> _Term | None:
        """One term: a number below a thousand (or digits) with its scale words; its scale is what the scale words make."""
        meanings = self._meanings
        meaning = meanings[index]
        if meaning is None or meaning.number is None or meaning.pronoun:
            return None
        role, value = meaning.number.role, meaning.number.value
        if role == "digits":
            value, stop = self._digits(index, value)
            if value is None:
                return _Term(None, 1, stop, True)
        elif role in ("scale", "scale_tamyiz"):
            assert value is not None
            scale = _scale_of(int(value))
            dual = role == "scale_tamyiz" and self._counts_a_noun(index + 1)
            total, scale, stop = self._times(2 * value if dual else value, scale, index + 1)
            return _Term(total, scale, stop, stop == index + 1)
        elif role in _BELOW_HUNDRED or role == "hundred":
            value, stop = self._below_thousand(index)
        else:
            return None
        total, scale, end = self._times(value, 1, stop)
        return _Term(total, scale, end, end == index + 1)

    def _counts_a_noun(self, index: int) -> bool:
        """Whether a noun follows that "ألفا" may count as a dual: "ألفا قتيل"; in "بلغ العدد ألفا." it is one thousand."""
        words = self._words
        following = words.texts[index] if words.soft[index] else ""
        return bool(following) and following not in _NO_NOUNS and following[0] != "و"

    def _digits(self, index: int, value: int | float | None) -> tuple[int | float | None, int]:
        """Digits, with the groups of "1 500" put together."""
        words = self._words
        stop = index + 1
        if isinstance(value, int) and value < 1_000 and words.texts[index].isdecimal():
            while (
                words.tight[stop]
                and words.gaps[stop] == " "
                and len(words.texts[stop]) == 3
                and words.texts[stop].isdecimal()
                and value < _MOST
                and value > 0
            ):
                value = value * 1_000 + int(words.texts[stop])
                stop += 1
        return value, stop

    def _times(self, value: int | float, scale: int, stop: int) -> tuple[int | float, int, int]:
        """The value times the scale words that follow it."""
        while value < _MOST and self._words.soft[stop]:
            meaning = self._meanings[stop]
            if (
                meaning is None
                or meaning.number is None
                or meaning.particles
                or meaning.number.role not in _MULTIPLIERS
            ):
                break
            factor = int(meaning.number.value or 1)
            if factor not in _SCALES:
                break
            value, scale, stop = value * factor, scale * factor, stop + 1
        return value, scale, stop

    def _below_thousand(self, index: int) -> tuple[int, int]:
        meaning = self._meanings[index]
        assert meaning is not None and meaning.number is not None
        value, role, stop = int(meaning.number.value or 0), meaning.number.role, index + 1
        if role == "hundred":
            return self._after_hundred(value, stop)
        if role == "unit":
            following = self._next(stop)
            if following == "ten":
                return self._and_hundred(value + 10, stop + 1) if value else (value, stop)
            if following == "hundred" and 3 <= value <= 9 and self._number(stop) == 100:
                return self._after_hundred(100 * value, stop + 1)
            tens = self._and(stop, frozenset(("tens",)))
            if tens is not None and value:
                return self._and_hundred(value + int(self._number(tens) or 0), tens + 1)
        elif role == "tens":
            unit = self._and(stop, frozenset(("unit",)))
            # "عشرين وخمسة", but not "عشرين وخمسة عشر" or "عشرين وخمسة وثلاثين", which are two numbers.
            if (
                unit is not None
                and self._next(unit + 1) not in ("ten", "hundred", "scale_plural")
                and self._and(unit + 1, frozenset(("tens",))) is None
            ):
                return self._and_hundred(value + int(self._number(unit) or 0), unit + 1)
        return self._and_hundred(value, stop)

    def _after_hundred(self, value: int, stop: int) -> tuple[int, int]:
        """A hundred with the smaller number behind it: "مئة وثلاثة وعشرون", "مئة و20"."""
        below = self._and(stop, _BELOW_HUNDRED)
        if below is not None:
            role = self._role(below)
            small, end = int(self._number(below) or 0), below + 1
            if role == "unit":
                tens = self._and(end, frozenset(("tens",)))
                if self._next(end) == "ten" and small:
                    small, end = small + 10, end + 1
                elif self._next(end) == "hundred":
                    return value, stop  # "مئة وثلاث مئة" are two numbers
                elif tens is not None:
                    small, end = small + int(self._number(tens) or 0), tens + 1
            return value + small, end
        at = self.is_and(stop)
        if at is not None and self._role(at) == "digits":
            digits = self._number(at)
            if isinstance(digits, int) and digits < 100:
                return value + digits, at + 1
        return value, stop

    def _and_hundred(self, value: int, stop: int) -> tuple[int, int]:
        """The reversed order: "ثلاثة وعشرون ومئة"."""
        hundred = self._and(stop, frozenset(("hundred",)))
        # "عشرة ومئة" is 110; "خمسة ومئة" too, but not "خمسون ومئة وعشرون".
        if hundred is not None and value > 0 and self._and(hundred + 1, _BELOW_HUNDRED) is None:
            return value + int(self._number(hundred) or 0), hundred + 1
        return value, stop

    def _half(self, at: int, scale: int) -> tuple[int, int] | None:
        """ "ونصف" or "ونصف المليون" behind a million: what it adds, and where it ends."""
        meaning = self._meanings[at]
        if meaning is None or meaning.number is None or meaning.number.role != "fraction":
            return None
        stop = at + 1
        if self._next(stop) in _MULTIPLIERS and self._number(stop) == scale:
            stop += 1
        return scale * int(meaning.number.value or 0) // 12, stop

    def _fraction(self, first: int, definite: bool) -> Cardinal | None:
        """ "نصف مليون", "ربع المليون"."""
        if self._next(first + 1) not in _MULTIPLIERS:
            return None
        factor = int(self._number(first + 1) or 0)
        twelfths = int(self._number(first) or 0)
        if factor not in _SCALES:
            return None
        value = factor * twelfths // 12
        return Cardinal(first, first + 2, value, value, "plain", definite=definite, scale=factor)

    def _parts(self, first: int, definite: bool) -> Cardinal | None:
        """ "ثلاثة أرباع المليون"."""
        if self._next(first + 1) != "fraction_plural" or self._next(first + 2) not in _MULTIPLIERS:
            return None
        factor, twelfths = int(self._number(first + 2) or 0), int(self._number(first + 1) or 0)
        value = factor * twelfths * int(self._number(first) or 0) // 12
        return Cardinal(first, first + 3, value, value, "plain", definite=definite, scale=factor)

    def _vague(self, first: int, meaning: Meaning) -> Cardinal:
        """ "عشرات", "مئات الآلاف", "آلاف"."""
        assert meaning.number is not None
        low = int(meaning.number.value or 0) * (2 if meaning.number.role == "scale_plural" else 1)
        value, _, stop = self._times(low, 1, first + 1)
        return Cardinal(first, stop, int(value), None, "vague", definite=meaning.article)

    def _few(self, first: int, definite: bool) -> Cardinal:
        """ "بضعة", "بضع عشرات", "بضعة عشر", "بضعة آلاف", "بضعة وعشرون"."""
        stop = first + 1
        tens = self._and(stop, frozenset(("tens",)))
        if tens is not None:
            base = int(self._number(tens) or 0)
            return Cardinal(first, tens + 1, base + 3, base + 9, "few", definite=definite)
        role = self._next(stop)
        if role == "ten":
            return Cardinal(first, stop + 1, 13, 19, "few", definite=definite)
        factor, scale = 1, self._number(stop) if role in ("vague", "hundred") else None
        if role == "vague" and scale is not None:  # the words stand for at least two tens, two hundreds
            factor, stop = int(scale) // 2, stop + 1
        low, _, stop = self._times(3 * factor, 1, stop)
        return Cardinal(first, stop, int(low), 3 * int(low), "few", definite=definite)

    def _and(self, index: int, roles: frozenset[Role]) -> int | None:
        """Where a number word of one of `roles` stands behind "و" at `index`, or None."""
        at = self.is_and(index)
        return at if at is not None and self._role(at) in roles else None

    def _next(self, index: int) -> Role | None:
        """The role of word `index` if it belongs to the number before it: joined, and without particles."""
        if not self._words.soft[index]:
            return None
        meaning = self._meanings[index]
        return None if meaning is None or meaning.number is None or meaning.particles else meaning.number.role

    def _role(self, index: int) -> Role | None:
        meaning = self._meanings[index]
        return None if meaning is None or meaning.number is None else meaning.number.role

    def _number(self, index: int | None) -> int | float | None:
        meaning = None if index is None else self._meanings[index]
        return None if meaning is None or meaning.number is None else meaning.number.value


def _scale_of(value: int) -> int:
    return max(scale for scale in _SCALES if scale <= value)
