"""How a phrase of people goes on by و: further people, parties and names without numbers of their own ("ضباط وصحفيين", "محمد ووالده"),
and the definite number behind them ("امرأة وأطفالها الثلاثة", "رعاياها الأربعة").
"""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PREPOSITION,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.people_phrases.people_phrase import IN_UNIFORM
from services.claims.people_phrases.personal_names import name_end
from services.claims.people_phrases.phrase_names import PhraseNames
from services.claims.people_phrases.phrase_nouns import mine
from services.claims.text.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.text.words import Word

_CASES = word_set("cases")
_HOUSEHOLDS = frozenset(("اسره", "عايله"))
_ENDS = STOP | PREPOSITION | ADVERB | VERB | TRIGGER | SUBSET | OTHER
_DEFINITE_NUMBERS = {
    form: number
    for number, forms in enumerate(
        (
            "الثلاثه الثلاث",
            "الاربعه الاربع",
            "الخمسه الخمس",
            "السته الست",
            "السبعه السبع",
            "الثمانيه الثماني",
            "التسعه التسع",
        ),
        3,
    )
    for form in forms.split()
}


class PhraseCoordination(PhraseNames):
    """A phrase being read on behind its noun: the steps over what is joined to it, and the sum of all."""

    __slots__ = ()

    def _coordinated(self, word: Word) -> bool | None:
        """Nouns and names joined by و without numbers of their own: "ضباط وصحفيين", "الشرطة والجيش", two names."""
        phrase, k = self.phrase, self.k
        if word.conjunction != "و":
            return None
        if word.core in _CASES:
            return False  # "خمس إصابات وحالتي وفاة"
        tags = word.tags
        if tags & PEOPLE and not tags & TRIGGER and not word.preposition:
            if phrase.names and phrase.number == ONE and word.pronoun and word.plural and not phrase.counted:
                phrase.number, phrase.low, phrase.high, phrase.precision = MANY, 2, None, "vague"
                phrase.with_others = True
                self.k += 1
                if k + 1 < len(self.tokens):
                    self._count_kin(self.tokens[k + 1].text)
                return True
            if phrase.names and word.pronoun and word.number == TWO and not phrase.counted and phrase.low:
                phrase.low = phrase.high = phrase.low + TWO  # "سالم وولديه"
                phrase.number, phrase.precision, phrase.summed = MANY, "exact", True
                self.k += 1
                return True
            if k not in self.sentence.quantities and self._another_named(word):
                return True
            if k in self.sentence.quantities or phrase.names or (word.number in (ONE, TWO) and phrase.counted):
                return False
            if word.number == TWO_OR_MANY and phrase.counted and not word.definite and word.entry.role in IN_UNIFORM:
                return False  # "19 مسلحا وجنديين": a dual of its own
            self._add(word)
            if word.pronoun and word.plural and k + 1 < len(self.tokens):
                self._count_kin(self.tokens[k + 1].text)
            if word.entry.role != phrase.role and phrase.role not in ("unknown", "member"):
                phrase.role = "mixed" if word.entry.role not in ("unknown", "member") else phrase.role
            self.k += 1
            return True
        if (
            self.parts
            and tags & ORGANISATION
            and not word.definite
            and not word.preposition
            and k not in self.sentence.quantities
        ):
            self.k += 1  # "43 من الحوثيين وقوات صالح"
            return True
        if word.definite and self.group and not tags & (STOP | TRIGGER) and (tags & ORGANISATION or not tags):
            if not (tags & ORGANISATION or word.text.endswith(("ين", "ون"))):
                return False
            self.k += 1
            return True
        if tags & (NAME | TITLE) and phrase.names:
            if not self._take_name(k):
                return False
            phrase.low = phrase.high = phrase.low + 1 if phrase.summed and phrase.low else len(phrase.names)
            phrase.number = TWO if phrase.low == 2 else MANY
            phrase.precision = "exact"
            return True
        return None

    def _another_named(self, word: Word) -> bool:
        """Adds a further person to those named: his kin ("محمد ووالده"), anybody ("محمد وجندي"), a further name ("والجندي أول سعيد")."""
        phrase, k = self.phrase, self.k
        if not phrase.names or phrase.counted or phrase.number not in (ONE, TWO, MANY) or phrase.low is None:
            return False
        if phrase.low != len(phrase.names) and not phrase.summed:
            return False
        if not self._one_more(word):
            return False
        known = len(phrase.names)
        if not self._take_name(self._behind_grade(k + 1)):
            self.k += 1
        phrase.summed = phrase.summed or len(phrase.names) == known
        phrase.low = phrase.high = phrase.low + 1
        phrase.number, phrase.precision = TWO if phrase.low == 2 else MANY, "exact"
        return True

    def _one_more(self, word: Word) -> bool:
        """Whether the noun is one person more, named right behind it or told by it alone: "ووالدته سلمى", "وجندي"."""
        if word.number != ONE or word.preposition:
            return False
        k = self._behind_grade(self.k + 1)
        kin = word.text.endswith(("ه", "ها", "هم", "هما"))  # behind these a word of no list is a name, not a genitive
        if k < len(self.tokens) and (kin or self.tokens[k].tags & NAME) and name_end(self.tokens, k) > k:
            return True
        following = self.tokens[k].word if k < len(self.tokens) else None
        ends = following is None or following.conjunction or following.preposition or following.tags & _ENDS
        return bool(ends) and not word.definite

    def _add(self, word: Word) -> None:
        """Adds a coordinated noun to the number: "ضابطين ومجند" are three."""
        phrase = self.phrase
        if (phrase.number in (ONE, TWO) or phrase.summed) and not phrase.counted and word.number in (ONE, TWO):
            mine_alone = word.number == TWO and word.text.endswith("ي") and mine(self.tokens, self.k)
            phrase.low = phrase.high = (phrase.low or 1) + (ONE if mine_alone else word.number)
            phrase.precision = "exact"
            phrase.number = TWO if phrase.low == 2 else MANY
            phrase.summed = True
        elif not phrase.counted and word.number not in (ONE, TWO) and (phrase.summed or phrase.number in (ONE, TWO)):
            phrase.low, phrase.high, phrase.precision, phrase.summed = (phrase.low or 1) + 1, None, "vague", False
            phrase.number = MANY  # "امرأة وأطفالها"

    def _count_kin(self, text: str) -> None:
        """Adds the number that stands behind coordinated kin: "امرأة وأطفالها الثلاثة" are four."""
        number = _DEFINITE_NUMBERS.get(text)
        phrase = self.phrase
        if number is None or phrase.counted or phrase.low is None:
            return
        phrase.low = phrase.high = phrase.low - 1 + number
        phrase.precision, phrase.summed = "exact", True
        self.k += 1

    def _number_of_theirs(self, text: str) -> bool:
        """Counts people with a pronoun by the definite number behind them: "رعاياها الأربعة"."""
        phrase = self.phrase
        number = _DEFINITE_NUMBERS.get(text)
        if number is None or self.head is None or phrase.number != MANY or phrase.counted or phrase.names:
            return False
        last = self.tokens[self.k - 1].word
        household = last is not None and last.entry.lemma in _HOUSEHOLDS and self.head.entry.lemma == "فرد"
        if not household and (not self.head.pronoun or self.k - 1 != phrase.head):
            return False  # "أفراد الأسرة الخمسة" are five; of "قادة الفصائل الأربعة" nobody knows which are four
        phrase.low = phrase.high = number
        phrase.precision, phrase.number_span = "exact", (self.k, self.k + 1)
        self.k += 1
        return True
