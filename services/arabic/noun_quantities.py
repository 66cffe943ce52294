"""Quantities that a noun of people states by its form: a dual, a singular, a plural, and their denial.

"قتيلان" is 2, "جندي" 1, "قتلى" 2 or more, "دون إصابات" 0. A singular or plural that is also an adjective or a title counts only next
to a word that speaks of people ("مقتل مسلح", not "هجوم مسلح").
"""

from __future__ import annotations

from typing import Final

from services.arabic import number_modifiers
from services.arabic.counted import CountedReader
from services.arabic.noun_forms import PeopleNoun
from services.arabic.number_lexicon import Meaning, vocabulary
from services.arabic.number_quantities import NumberQuantityReader, NumberReading, bounds
from services.arabic.number_sentence import NumberSentence
from services.arabic.quantity import Precision, Quantity

_EVERY: Final = frozenset(("كل", "لكل", "وكل", "بكل", "مثل"))
_ANY: Final = frozenset(("اي", "ايه", "باي", "لاي", "كاي", "بايه", "لايه"))
# What follows these describes people that are counted already ("نصفهم أطفال").
_PART_OF_THEM: Final = frozenset(
    (
        "معظمهم",
        "اغلبهم",
        "غالبيتهم",
        "اكثرهم",
        "جميعهم",
        "كلهم",
        "نصفهم",
        "ثلثهم",
        "ثلثاهم",
        "ربعهم",
        "وجميعهم",
        "ومعظمهم",
    )
)
# Before a plural these speak of people that are counted elsewhere ("حصيلة ضحايا الزلزال").
_NOUN_PHRASES: Final = frozenset(("عدد", "اعداد", "حصيله", "وحصيله", "باقي", "بقيه", "ساير", "اجمالي", "مجموع"))
# Their number stands behind them, with the people ("جثث 12 مهاجرا").
_BODIES: Final = frozenset(("جثه", "جثمان"))
_MOST_ADJECTIVES: Final = 3
# Forms that count only in company: next to a governor, or with a number.
_BARE_FORMS: Final = frozenset(("singular", "plural", "plural_accusative"))


class NounQuantityReader:
    """Reads the quantities of a sentence that begin with a noun of people, or with a word for some or many."""

    __slots__ = ("_counted", "_numbers", "_sentence")

    def __init__(self, sentence: NumberSentence, counted: CountedReader, numbers: NumberQuantityReader) -> None:
        self._sentence = sentence
        self._counted = counted
        self._numbers = numbers

    def read_vague(self, index: int) -> NumberReading | None:
        """ "عدد كبير من الجنود", "عدة أشخاص", "العديد منهم", or None where no people follow."""
        sentence, words = self._sentence, self._sentence.words
        head = sentence.meanings[index]
        assert head is not None and head.vague is not None
        vague, stop = head.vague, index + 1
        start = words.start(index) + head.kept
        if head.pronoun:
            if sentence.governor_before(index) is None:
                return None
            end = words.end(index)
            return NumberReading(Quantity(start, end, vague.low, vague.high, "vague", start, end), stop)
        if vague.link == "من":
            linked = self._link(stop)
            if linked is None:
                if words.tight[stop] and words.texts[stop] == "اخر" and sentence.governed(index):  # "عدد آخر"
                    end = words.end(stop)
                    return NumberReading(Quantity(start, end, vague.low, vague.high, "vague", start, end), stop + 1)
                alone = head.stem.endswith(("ون", "ين")) and sentence.governed(index)
                end = words.end(index)
                quantity = Quantity(start, end, vague.low, vague.high, "vague", start, end) if alone else None
                return NumberReading(quantity, stop) if alone else None
            if words.texts[linked] != "من":  # منهم
                end = words.end(linked)
                quantity = Quantity(start, end, vague.low, vague.high, "vague", start, end)
                return NumberReading(quantity, linked + 1)
            counted = self._counted.after(linked, None, genitive=True)
            number_end = words.end(linked)
        else:
            if not words.tight[stop]:
                return None
            linked = stop
            counted = self._counted.after(stop, None, genitive=True)
            number_end = words.end(index)
        if counted.status == "people" and counted.first < words.count:
            noun = words.start(counted.first), words.end(counted.stop - 1)
            quantity = Quantity(start, number_end, vague.low, vague.high, "vague", start, number_end, *noun)
            return NumberReading(quantity, counted.next)
        if vague.link != "من" or counted.status == "unit":
            return NumberReading(None, linked + 1) if counted.status == "unit" else None
        follows = words.texts[linked + 1] if words.soft[linked + 1] else ""
        if follows and (sentence.governed(index) or follows.endswith(("ون", "ين"))):
            return NumberReading(
                Quantity(start, number_end, vague.low, vague.high, "vague", start, number_end), linked + 1
            )
        return None

    def _link(self, stop: int) -> int | None:
        """Where "من" or "منهم" stands behind a word like "عدد" and its adjectives."""
        words = self._sentence.words
        for at in range(stop, min(stop + _MOST_ADJECTIVES + 1, words.count)):
            if not words.soft[at]:
                return None
            text, meaning = words.texts[at], self._sentence.meanings[at]
            if text in ("من", "منهم", "منهن"):
                return at
            if text.startswith("ال") or (meaning is not None and (meaning.number or meaning.people) and text != "اخر"):
                return None
        return None

    def read(self, index: int, *, coordinated: bool) -> NumberReading | None:
        """The quantity that the noun at word `index` states, or None. `coordinated`: counted people stand right before it."""
        sentence, words = self._sentence, self._sentence.words
        meaning = sentence.meanings[index]
        assert meaning is not None
        if meaning.phrases:
            return self._phrase(index, meaning)
        noun = meaning.people
        if noun is None or (noun.alone == "never" and not noun.victim) or "ك" in meaning.particles:
            return None
        previous = words.texts[index - 1] if words.soft[index] else ""
        governor = sentence.governor_before(index) if previous else None
        if governor is None and not coordinated and previous not in _ANY and self._is_nothing(index, meaning, noun):
            return None
        if previous in _EVERY or previous in _NOUN_PHRASES or previous in _PART_OF_THEM:
            return None
        stop = self._counted.adjectives(index)
        either = self._one_or_two(index, stop, meaning, noun)
        if either is not None:
            return either
        if self._denies(index, stop, noun, previous):
            return self._made(index, stop, 0, 0, "exact")
        if previous in _ANY or self._is_split(index, previous):
            return NumberReading(None, stop)
        if noun.alone == "never":
            return (
                None
                if noun.form not in ("plural", "dual")
                else self._by_form(index, stop, meaning, noun, governor, False)
            )
        return self._by_form(index, stop, meaning, noun, governor, coordinated and meaning.particles == "و")

    def _one_or_two(self, index: int, stop: int, meaning: Meaning, noun: PeopleNoun) -> NumberReading | None:
        """ "شخص أو شخصان", "قتيلان أو ثلاثة"."""
        sentence, words = self._sentence, self._sentence.words
        if not words.soft[stop] or words.texts[stop] != "او" or not words.soft[stop + 1] or meaning.article:
            return None
        other, start = sentence.meanings[stop + 1], words.start(index) + meaning.kept
        if other is None or other.particles:
            return None
        if noun.form == "singular" and other.people is not None and other.people.form == "dual":
            if other.people.lemma != noun.lemma:
                return None
            low, high, end = 1, 2, stop + 2
        elif noun.form == "dual" and other.number is not None:
            cardinal = self._numbers.cardinal(stop + 1)
            if cardinal is None or cardinal.low is None or cardinal.kind != "plain" or cardinal.low <= 2:
                return None
            low, high, end = 2, cardinal.low, cardinal.stop
            end = max(end, self._counted.after(end, high, genitive=False).next)
        else:
            return None
        last = words.end(end - 1)
        return NumberReading(Quantity(start, last, low, high, "range", start, last, start, last, "range"), end)

    def _is_nothing(self, index: int, meaning: Meaning, noun: PeopleNoun) -> bool:
        """Whether a noun that nothing governs is soon seen to count nobody: the most frequent case, told with little work."""
        if noun.victim or noun.form not in _BARE_FORMS or (noun.alone == "counts" and not meaning.article):
            return False
        following = self._sentence.meanings[index + 1] if self._sentence.words.tight[index + 1] else None
        if following is not None and (following.number is not None or following.people is not None):
            return False
        return meaning.article or not self._is_new_subject(index)

    def _by_form(
        self, index: int, stop: int, meaning: Meaning, noun: PeopleNoun, governor: str | None, coordinated: bool
    ) -> NumberReading | None:
        sentence = self._sentence
        direct = (coordinated and not meaning.article) or governor is not None
        form = noun.form
        if noun.country and not (form == "plural" or form == "plural_or_dual"):
            return None
        if form == "dual":
            adjective = not direct and noun.alone == "governed" and (meaning.article or self._follows_dual(index))
            return None if adjective else self._made(index, stop, 2, 2, "exact")
        if form == "dual_construct":
            follows = (
                meaning.pronoun
                or stop > index + 1
                or (sentence.words.tight[stop] and (governor is not None or noun.victim))
            )
            return self._made(index, stop, 2, 2, "exact") if follows and not meaning.article else None
        if form == "accusative" and self._has_genitive(index, stop):
            return self._made(index, stop, 2, 2, "exact")
        if form in ("plural", "plural_or_dual") and self._is_two(index, stop):
            return self._made(index, stop, 2, 2, "exact")
        counts = direct or noun.alone == "counts"
        if form in ("singular", "accusative"):
            if meaning.article:
                counts = governor in ("event", "verb")
            elif not counts:
                counts = self._is_new_subject(index)
            if meaning.pronoun:
                counts = direct
            if meaning.article and noun.alone == "governed" and noun.lemma.endswith("ه"):
                counts = False  # "مراكز الاعتقال الليبية"
            if form == "accusative" and counts and self._before_definite(index, stop):
                return self._made(index, stop, 2, 2, "exact")
            return self._made(index, stop, 1, 1, "exact") if counts else None
        # "رجال الأمن" and "عناصر الجيش" are definite: a number of them only where something happens to them.
        if not direct and not noun.victim and self._sentence.words.tight[stop]:
            counts = counts and not self._sentence.words.texts[stop].startswith("ال")
        return self._plural(index, stop, meaning, counts)

    def _plural(self, index: int, stop: int, meaning: Meaning, counts: bool) -> NumberReading | None:
        number = self._number_behind(index, stop, meaning)
        if number is not None:
            return number
        if meaning.article or not counts:
            return None
        return self._made(index, stop, 2, None, "vague")

    def _number_behind(self, index: int, stop: int, meaning: Meaning) -> NumberReading | None:
        """ "الجنود الثلاثة", "أشخاص خمسة", "قتلى بالعشرات": the number behind its noun."""
        sentence, words = self._sentence, self._sentence.words
        following = sentence.meanings[stop] if words.tight[stop] else None
        if following is None or following.number is None or following.pronoun:
            return None
        cardinal = self._numbers.cardinal(stop)
        if cardinal is None or cardinal.low is None:
            return None
        if (
            meaning.people is not None
            and meaning.people.lemma in _BODIES
            and not following.particles
            and not meaning.article
        ):
            counted = self._counted.after(cardinal.stop, cardinal.low, genitive=cardinal.kind == "vague")
            if counted.status == "people":  # "جثث 12 مهاجرا": the number will be read
                return NumberReading(None, stop)
        if cardinal.digits:
            return None
        if following.number.role in ("vague", "scale_plural"):
            if following.particles != "ب" or not following.article:
                return None
        else:
            agrees = not following.particles and following.article == (meaning.article or meaning.pronoun)
            if not agrees or self._counted.after(cardinal.stop, cardinal.low, genitive=False).status in (
                "people",
                "unit",
            ):
                return None
        number_start, number_end = words.start(stop) + following.kept, words.end(cardinal.stop - 1)
        noun_start, noun_end = words.start(index) + meaning.kept, words.end(stop - 1)
        low, high, precision = bounds(cardinal.low, cardinal.high, cardinal.kind, False, None)
        quantity = Quantity(
            noun_start, number_end, low, high, precision, number_start, number_end, noun_start, noun_end
        )
        return NumberReading(quantity, cardinal.stop)

    def _phrase(self, index: int, meaning: Meaning) -> NumberReading | None:
        """ "خسائر بشرية", "خسائر في الأرواح"."""
        words = self._sentence.words
        for rest, _noun in meaning.phrases:
            stop = index + 1 + len(rest)
            if tuple(words.texts[index + 1 : stop]) == rest and all(words.tight[index + 1 : stop]):
                zero = self._sentence.denied(index)
                if meaning.article and not zero:
                    return None
                return self._made(index, stop, 0, 0, "exact") if zero else self._made(index, stop, 2, None, "vague")
        return None

    def _denies(self, index: int, stop: int, noun: PeopleNoun, previous: str) -> bool:
        """Whether the noun is denied: "لا قتلى", "دون أي إصابة", but not in "دون إصابة أحد", where "أحد" is."""
        if not (noun.victim or previous in _ANY):
            return False
        if noun.alone == "never" and noun.form == "singular" and self._sentence.words.tight[stop]:
            following = self._sentence.meanings[stop]
            if following is not None and (
                following.people is not None or following.number is not None or following.negation
            ):
                return False
        return self._sentence.denied(index)

    def _has_genitive(self, index: int, stop: int) -> bool:
        """ "ضابطا شرطة", "جثمانا شهيدين": what looks like an accusative is a dual."""
        words = self._sentence.words
        if not words.tight[index + 1]:
            return False
        following = self._sentence.meanings[stop] if words.tight[stop] else None
        if following is not None and following.people is not None and not following.particles:
            return following.people.form == "dual" or words.texts[index + 1] in vocabulary().genitives
        return words.texts[index + 1] in vocabulary().genitives

    def _is_two(self, index: int, stop: int) -> bool:
        """Whether a form in -ين is a dual: "مدنيين اثنين", "مدنيَين"."""
        last = self._sentence.meanings[stop - 1]
        counted = stop > index + 1 and last is not None and last.number is not None and last.number.value == 2
        return counted or self._sentence.is_vowelled_dual(index)

    def _is_split(self, index: int, previous: str) -> bool:
        """ "بين قتيل وجريح": the nouns split a total and count nobody."""
        words = self._sentence.words
        if previous in ("بين", "مابين"):
            return True
        return index > 1 and words.tight[index] and words.texts[index - 2] == "بين" and words.texts[index][0] == "و"

    def _follows_dual(self, index: int) -> bool:
        """ "هجومان مسلحان": the adjective of a dual that is no people."""
        words = self._sentence.words
        return words.tight[index] and words.texts[index - 1].endswith(("ان", "ين")) and words.texts[index][0] != "و"

    def _is_new_subject(self, index: int) -> bool:
        """ "قتلت القوات مسلحا", "قتل في الغارة قائد": an indefinite noun behind a definite word is no adjective of it."""
        words = self._sentence.words
        if not words.tight[index] or not words.texts[index - 1].startswith(("ال", "وال", "بال", "لل")):
            return False
        previous = self._sentence.meanings[index - 1]
        return (previous is None or previous.people is None) and self._sentence.governed(index)

    def _before_definite(self, index: int, stop: int) -> bool:
        """ "قتيلا الحادث": what looks like an accusative is a dual before a genitive."""
        words, meanings = self._sentence.words, self._sentence.meanings
        if not words.tight[stop] or stop != index + 1 or not words.texts[stop].startswith("ال"):
            return False
        following = meanings[stop]
        if following is not None and following.thing in ("time", "month"):
            return False
        return self._sentence.governor_before(index) is None and words.texts[stop] not in _TIME_WORDS

    def _made(self, index: int, stop: int, low: int, high: int | None, precision: Precision) -> NumberReading:
        sentence, words = self._sentence, self._sentence.words
        meaning = sentence.meanings[index]
        start = words.start(index) + (meaning.kept if meaning is not None else 0)
        end = words.end(stop - 1)
        first, last, kind = start, end, None
        if precision == "exact" and low > 0:
            modifier = sentence.modifier_before(index, meaning.particles if meaning is not None else "")
            behind = sentence.modifier_behind(stop)
            chosen = number_modifiers.stronger(modifier, behind)
            if chosen is not None:
                if modifier is not None:
                    first = min(start, words.start(modifier.first))
                if behind is not None:
                    last = max(end, words.end(behind.stop - 1))
                new_low, high, precision = bounds(low, high, "plain", False, chosen)
                kind = chosen.kind if precision != "exact" else None
                quantity = Quantity(first, last, new_low, high, precision, start, end, start, end, kind)
                return NumberReading(quantity, max(stop, behind.stop if behind is not None else 0))
        return NumberReading(Quantity(first, last, low, high, precision, start, end, start, end, kind), stop)


_TIME_WORDS: Final = frozenset(
    (
        "اليوم",
        "الليله",
        "السبت",
        "الاحد",
        "الاثنين",
        "الثلاثاء",
        "الاربعاء",
        "الخميس",
        "الجمعه",
        "الماضي",
        "الان",
        "البارحه",
    )
)
