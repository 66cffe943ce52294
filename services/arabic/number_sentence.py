"""A sentence as the readers of quantities see it: its words, what each means, and what governs or denies them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from services.arabic import number_modifiers
from services.arabic.number_lexicon import Meaning, meanings_of
from services.arabic.number_modifiers import Modifier
from services.arabic.words import words_between

# Particles and articles that stand as words of their own before digits ("الـ30", "وبـ30").
PARTICLE_WORDS: Final = frozenset(
    prefix + article for prefix in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل") for article in ("", "ال")
) | {"لل", "ولل"}
_DEMONSTRATIVES: Final = frozenset(("هذا", "هذه", "ذلك", "تلك", "هولاء", "هذان", "هذين", "اول", "ثاني", "ثالث"))
_GOVERNOR_REACH: Final = 6
_NEGATION_REACH: Final = 9
# fatha before the yeh, with or without sukun on it
_DUAL_VOWEL: Final = re.compile("\u064e\u064a\u0652?\u0646[\u0650\u0652]?$")
_CLAUSE_ENDS: Final = frozenset(".;!?\n")


class NumberSentence:
    """The words of a stretch of folded text and the meaning of each (None where no table has it).

    floor: the first word that belongs to no quantity yet; whoever reads one moves it on.
    """

    __slots__ = ("_has_behind", "_original", "floor", "meanings", "words")

    def __init__(
        self, folded: str, start: int = 0, end: int | None = None, original: Callable[[int, int], str] | None = None
    ) -> None:
        self._original = original
        self._has_behind: bool | None = None
        self.floor = 0
        self.words = words_between(folded, start, end)
        self.meanings: list[Meaning | None] = meanings_of(self.words)

    def modifier_before(self, first: int, particles: str) -> Modifier | None:
        """The modifier that ends before word `first` and belongs to no quantity before; see `number_modifiers.before`."""
        found = number_modifiers.before(self.words, self.meanings, first, particles)
        return None if found is None or found.reach < self.floor else found

    def modifier_behind(self, stop: int) -> Modifier | None:
        """The modifier behind a number or noun that ends before word `stop` ("على الأقل")."""
        if self._has_behind is None:
            self._has_behind = not number_modifiers.words_behind().isdisjoint(self.words.texts)
        return number_modifiers.after(self.words, self.meanings, stop) if self._has_behind else None

    def is_vowelled_dual(self, index: int) -> bool:
        """Whether the text before folding wrote the vowel of a dual: "مدنيَين"."""
        if self._original is None:
            return False
        return _DUAL_VOWEL.search(self._original(self.words.start(index), self.words.end(index))) is not None

    def hits(self) -> list[int]:
        """The words at which a quantity may begin."""
        return [index for index, meaning in enumerate(self.meanings) if meaning is not None and meaning.starts]

    def next_text(self, index: int) -> str:
        """Word `index` if it is softly joined to the one before it, else ""."""
        return self.words.texts[index] if self.words.soft[index] else ""

    def governed(self, index: int) -> bool:
        """Whether a word that speaks of people stands among the six words before word `index`, in the same clause."""
        words, meanings = self.words, self.meanings
        for at in range(index - 1, max(-1, index - 1 - _GOVERNOR_REACH), -1):
            if not _CLAUSE_ENDS.isdisjoint(words.gaps[at + 1]):
                return False
            meaning = meanings[at]
            if meaning is not None and meaning.governor is not None and meaning.governor != "change":
                return True
        return False

    def governor_before(self, index: int) -> str | None:
        """The class of the governor that word `index` follows directly, a demonstrative or ordinal between them allowed."""
        if not self.words.soft[index]:
            return None
        meaning = self.meanings[index - 1]
        if self.words.texts[index - 1] in _DEMONSTRATIVES and self.words.soft[index - 1]:
            meaning = self.meanings[index - 2]
        return None if meaning is None or meaning.governor == "change" else meaning.governor

    def changes(self, index: int) -> bool:
        """Whether a word of rising or falling stands among the six words before word `index`."""
        for at in range(index - 1, max(-1, index - 1 - _GOVERNOR_REACH), -1):
            if not _CLAUSE_ENDS.isdisjoint(self.words.gaps[at + 1]):
                return False
            meaning = self.meanings[at]
            if meaning is not None and meaning.governor == "change":
                return True
        return False

    def denied(self, index: int) -> bool:
        """Whether a negation reaches word `index`: "لم تسجل أي إصابات", "دون سقوط ضحايا"."""
        words, meanings = self.words, self.meanings
        for at in range(index - 1, max(-1, index - 1 - _NEGATION_REACH), -1):
            if not words.soft[at + 1]:
                return False
            meaning = meanings[at]
            if meaning is None:
                return False
            if meaning.negation == "negation":
                return meaning.stem != "غير" or (words.soft[at] and words.texts[at - 1] == "من")
            if (
                meaning.negation is None
                and meaning.governor is None
                and (meaning.people is None or not meaning.people.victim)
            ):
                return False
        return False
