"""Decides what a number counts: people, a unit or thing, or nothing that is named.

Goal: no age, date, rank, distance, sum of money or number of things becomes a count of people. Costlier error: a wrong
count, so nouns that no table has are taken for people only where their form says so. Known limit: a thing that no table has and
whose form tells nothing ("5 براغي") passes for a bare count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from services.arabic.number_lexicon import Meaning, vocabulary
from services.arabic.words import Words

Status = Literal["people", "unit", "bare", "unknown"]

_HUNDREDS: Final = frozenset(("الميه", "المايه", "الالف", "المييه"))
_PERCENT: Final = frozenset(("بالميه", "بالمايه", "بالالف"))
_SIZES: Final = frozenset(("كبار", "صغار", "ابرز", "اهم", "اخطر", "خيره", "اصغر", "اكبر"))
# "3 حالات وفاة" are three people, "3 حالات" are not.
_CASES: Final = frozenset(("حاله", "حالات", "حالتي", "حالتا", "حالتين"))
_OF_CASES: Final = frozenset(
    [
        "وفاه",
        "اصابه",
        "اختناق",
        "قتل",
        "اعدام",
        "اغتيال",
        "خطف",
        "اختطاف",
        "اختفاء",
        "انتحار",
        "غرق",
        "انشقاق",
        "فرار",
        "استشهاد",
        "فقدان",
        "هروب",
        "استسلام",
        "تسمم",
        "وفيات",
        "اصابات",
        *("حرجه", "خطره", "خطيره", "متوسطه", "بسيطه", "طفيفه", "خفيفه", "بالغه", "بليغه", "مصابه"),
        *("حرجتين", "خطرتين", "خطيرتين", "متوسطتين", "بسيطتين", "طفيفتين"),
    ]
)
_PART_OF: Final = frozenset(("بين", "اصل", "ضمن", "اجل", "كل", "جراء", "قبل", "خلال", "دون"))
_MOST_ADJECTIVES: Final = 3


@dataclass(slots=True)
class Counted:
    """What is counted. first, stop: the words of the noun (0, 0 where there is none); next: where reading goes on."""

    status: Status
    first: int
    stop: int
    next: int


class CountedReader:
    """Reads what a number counts, in a sentence of `words` and their meanings."""

    __slots__ = ("_meanings", "_words")

    def __init__(self, words: Words, meanings: list[Meaning | None]) -> None:
        self._words = words
        self._meanings = meanings

    def after(self, stop: int, value: int | None, *, genitive: bool) -> Counted:
        """What the number that ends before word `stop` counts.

        value: the number, None for a vague one. genitive: whether a definite noun may follow ("عشرات القتلى", "مئة القتلى").
        """
        words = self._words
        bare = Counted("bare", 0, 0, stop)
        gap = words.gaps[stop] if stop < len(words.gaps) else ""
        if gap and (gap.lstrip()[:1] in ("%", "$", "€", "£", "+", "*", "×", "°", "/") and gap.strip()):
            return Counted("unit", 0, 0, stop)
        if not words.soft[stop]:
            return bare
        word, meaning = words.texts[stop], self._meanings[stop]
        if word in _PERCENT or (word == "في" and stop + 1 < words.count and words.texts[stop + 1] in _HUNDREDS):
            return Counted("unit", 0, 0, stop)
        if meaning is not None and meaning.thing == "month" and not meaning.particles:
            return Counted("unit", 0, 0, stop)
        if word == "من":
            return self._after_from(stop, bare)
        if word in ("بين", "ما", "مابين"):
            return self._killed_and_wounded(stop + 1 if word != "ما" else stop + 2, bare)
        if word in _SIZES and stop + 1 < words.count and words.tight[stop + 1]:
            following = self._meanings[stop + 1]
            if following is not None and following.people is not None:
                end = self.adjectives(stop + 1)
                return Counted("people", stop, end, end)
        if meaning is None:
            status = self._guess(word, value)
            if status == "people":
                return Counted("people", stop, stop + 1, stop + 1)
            return Counted(status, 0, 0, stop)
        if meaning.particles:
            return bare
        return self._noun(stop, meaning, value, genitive, bare)

    def _noun(self, stop: int, meaning: Meaning, value: int | None, genitive: bool, bare: Counted) -> Counted:
        words, word = self._words, self._words.texts[stop]
        if meaning.people is not None and not (meaning.people.form == "plural_accusative" and meaning.thing):
            if meaning.article and not genitive:
                return bare
            if meaning.people.alone == "never" and meaning.thing:
                return Counted("unit", 0, 0, stop)
            end = self._with_second_noun(stop, self.adjectives(stop), value)
            return Counted("people", stop, end, end)
        if meaning.phrases:
            return bare
        if meaning.thing is not None:
            if word in _CASES and words.tight[stop + 1] and words.texts[stop + 1] in _OF_CASES:
                return Counted("people", stop, stop + 2, stop + 2)
            if word in _CASES and not _OF_CASES.isdisjoint(
                form for before in words.texts[max(0, stop - 2) : stop] for form in (before, before[1:])
            ):
                return Counted("people", stop, stop + 1, stop + 1)  # "إصابة 15 حالة"
            return Counted("unit", 0, 0, stop)
        if meaning.governor is not None or meaning.negation is not None or meaning.number is not None:
            return bare
        return Counted(self._guess(word, value), 0, 0, stop)

    def _after_from(self, stop: int, bare: Counted) -> Counted:
        """ "9 من رجال الأمن", "5 من السيارات", "الـ12 من يونيو", "الأربعين من عمره"."""
        words, at = self._words, stop + 1
        if not words.soft[at]:
            return bare
        word, meaning = words.texts[at], self._meanings[at]
        if word in _PART_OF:
            return bare
        if word in _SIZES and words.tight[at + 1]:
            at += 1
            word, meaning = words.texts[at], self._meanings[at]
        if meaning is None:
            return Counted("unit", 0, 0, stop) if word.endswith("ات") and len(word) > 5 else bare
        if meaning.people is not None:
            end = self.adjectives(at)
            return Counted("people", at, end, end)
        if meaning.label == "always" and meaning.thing is None and word.startswith(("عمر", "العمر")):
            return Counted("unit", 0, 0, stop)
        # "30 من الفرقة الرابعة": people of a unit; "30 من الدبابات": things.
        if meaning.thing is not None and (meaning.thing != "thing" or _is_plural(word)):
            return Counted("unit", 0, 0, stop)
        return bare

    def _killed_and_wounded(self, first: int, bare: Counted) -> Counted:
        """ "30 بين قتيل وجريح": people, their split not told."""
        words = self._words
        if not (words.tight[first] and words.tight[first + 1]):
            return bare
        one, other = self._meanings[first], self._meanings[first + 1]
        if one is None or one.people is None or other is None or other.people is None or other.particles != "و":
            return bare
        return Counted("people", first, first + 2, first + 2)

    def adjectives(self, noun: int) -> int:
        """Where a noun of people ends with the people words that agree with it: "جنود سوريين آخرين", "جنديين اثنين"."""
        words, head = self._words, self._meanings[noun]
        stop = noun + 1
        if head is None or head.people is None:
            return stop
        if words.tight[stop] and words.texts[stop] in vocabulary().genitives and not head.article and not head.pronoun:
            stop += 1  # "رجل أمن"
        end = stop + _MOST_ADJECTIVES
        while stop < end and words.tight[stop]:
            meaning = self._meanings[stop]
            if meaning is None or meaning.particles:
                break
            if meaning.number is not None and meaning.number.role == "unit" and meaning.stem in _ONE_OR_TWO:
                agrees = head.people.form in (("singular", "accusative") if meaning.number.value == 1 else _TWO)
                return stop + 1 if agrees and meaning.article == head.article and not meaning.pronoun else stop
            if meaning.people is None or meaning.pronoun or meaning.article != head.article:
                break
            if meaning.people.country and head.people.form != "accusative":
                break
            form = meaning.people.form
            if form == "accusative" and head.people.form not in ("accusative", "plural_accusative"):
                break
            if form == "dual" and head.people.form in ("singular", "accusative"):
                break  # "جثمانا شهيدين"
            stop += 1
        return stop

    def _with_second_noun(self, noun: int, stop: int, value: int | None) -> int:
        """The end of the noun with a second one that the same number counts: "250 طفلا وطفلة", "13 قياديا وعنصرا".

        Only behind a number that asks for a singular, and only where the second noun has the same form.
        """
        head, second = self._meanings[noun], self._meanings[stop] if self._words.tight[stop] else None
        if (
            value is None
            or value < 11
            or head is None
            or head.people is None
            or second is None
            or second.people is None
        ):
            return stop
        if second.particles != "و" or second.article or second.number is not None or second.pronoun:
            return stop
        form = head.people.form
        feminine = second.people.lemma == head.people.lemma + "ه"
        if form not in ("singular", "accusative") or not (feminine or second.people.form == form):
            return stop
        return self.adjectives(stop)

    def _guess(self, word: str, value: int | None) -> Status:
        """What a word that no table has can be behind a number, judged by its ending and by what the number asks for."""
        if word in vocabulary().bounds:
            return "bare"
        if word[0] in "وف":
            return "bare"
        few = value is None or value < 11
        if word.endswith("ات") and len(word) > 4 and few:
            return "unit"
        if word[0] in "بل":
            return "bare"
        if word[0] == "ا" and word.endswith("ه") and 5 <= len(word) <= 6 and few:
            return "unit"  # "أسلحة", "أدوية"
        if word.endswith("ه") and len(word) > 3 and word[0] not in "يت" and (value is None or value >= 11):
            return "unit"
        # Verbs ("نزحوا", "يعيشون") count nothing; neither do names of one or two letters.
        if word.endswith("وا") or word[0] in "يتس" or len(word) < 3:
            return "bare"
        return "people" if word.endswith(("ون", "ين")) and len(word) > 4 and few else "unknown"


_ONE_OR_TWO: Final = frozenset(("واحد", "واحده", "واحدا", "اثنان", "اثنين", "اثنتان", "اثنتين", "اتنين"))
_TWO: Final = ("dual", "plural_or_dual", "dual_construct")
_NO_NOUNS: Final = frozenset(
    ("هذه", "منه", "عنه", "فيه", "عليه", "اليه", "لديه", "معه", "انه", "كله", "حوله", "خلاله", "بعده")
)


def _is_plural(word: str) -> bool:
    """Whether a thing's name is a plural by its look: sound feminine, or a broken plural (which the singular in ة is not)."""
    return word.endswith("ات") or not word.endswith("ه")
