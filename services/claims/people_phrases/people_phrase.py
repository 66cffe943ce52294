"""A phrase of people as it was read: how many, which tokens, whose names; and which pronouns and verbs agree with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.claims.lexicon import ORGANISATION, PEOPLE, word_set
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Sentence
from services.claims.text.words import Word

FORCE = frozenset(("militant", "military", "security"))  # roles of those who bear arms for a side
FIGHTERS = FORCE | {"member"}
IN_UNIFORM = frozenset(("military", "security"))
_MASCULINE_GROUPS = word_set("masculine_groups")
_COLLECTIVES = word_set("collectives")


@dataclass(slots=True)
class People:
    """A phrase of people in `sentence`, tokens `first` to `end` (exclusive).

    low, high, precision: how many. number_span: tokens of the number, or None. head: token index of the noun (or name).
    names: token spans of personal names. role: as the noun tells it ("member": that of its organisation).
    definite: the phrase points back or labels ("القتلى"). other: "آخرون". pronoun: stands for people named elsewhere.
    """

    sentence: Sentence
    first: int
    end: int
    low: int | None = None
    high: int | None = None
    precision: str = "vague"
    number_span: tuple[int, int] | None = None
    head: int | None = None
    names: list[tuple[int, int]] = field(default_factory=list)
    role: str = "unknown"
    number: int = 0
    definite: bool = False
    other: bool = False
    pronoun: bool = False
    organisation: bool = False
    two_or_many: bool = False
    subset: bool = False
    summed: bool = False
    with_others: bool = False
    number_start: int | None = None
    number_end: int | None = None

    @property
    def counted(self) -> bool:
        """Whether a number word or digits tell how many."""
        return self.number_span is not None

    @property
    def indefinite(self) -> bool:
        """Whether it is a noun without article, pronoun or name."""
        return self.head is not None and not self.definite and not self.names

    @property
    def forceful(self) -> bool:
        """Whether it names an organisation or those who bear arms for a side."""
        return self.organisation or self.role in FORCE

    @property
    def head_lemma(self) -> str:
        """The noun that the people are called by, in its dictionary form; empty where no list has it or only a number tells them."""
        word = self.sentence.tokens[self.head].word if self.head is not None else None
        return word.entry.lemma if word is not None else ""

    def cut(self, stop: int) -> None:
        """Ends the phrase and its names before token `stop`."""
        self.end = min(self.end, stop)
        self.names = [(first, min(end, stop)) for first, end in self.names if first < stop]

    def names_only(self) -> bool:
        """Whether the phrase is a bare name."""
        return bool(self.names) and self.head == self.names[0][0]

    def span(self) -> tuple[int, int]:
        """The span of the phrase in the folded field."""
        tokens = self.sentence.tokens
        start = tokens[self.first].start
        if self.number_start is not None:
            start = max(start, self.number_start)
        elif tokens[self.first].word is not None:
            start += prefix_length(tokens[self.first].word)
        return start, tokens[self.end - 1].end


def prefix_length(word: Word | None) -> int:
    """How many letters before the noun are conjunction and preposition; 0 where ل swallowed the article."""
    if word is None:
        return 0
    length = len(word.conjunction) + len(word.preposition)
    if word.preposition == "ل" and word.definite:
        return len(word.conjunction)
    return length


def gender_agrees(phrase: People, pronoun: str) -> bool:
    """Whether a singular pronoun can stand for the phrase: ها for a woman or a group, ه for a man."""
    if pronoun == "هن" and phrase.head is not None:
        women = phrase.sentence.tokens[phrase.head].word
        return women is not None and (women.entry.feminine or women.core.endswith("ات"))
    if pronoun not in ("ه", "ها") or phrase.head is None:
        return True
    word = phrase.sentence.tokens[phrase.head].word
    if word is None:
        return pronoun == "ه"
    if phrase.organisation and word.entry.organisation == "name":
        return True
    if phrase.organisation:
        return (word.core not in _MASCULINE_GROUPS) == (pronoun == "ها")
    if phrase.names and not word.tags & PEOPLE:
        return pronoun == "ه" or word.text.endswith(("ه", "ا", "ي", "اء"))
    if (
        phrase.number == ONE
        and phrase.first != phrase.head
        and phrase.sentence.tokens[phrase.first].text in ("احد", "احدي")
    ):
        return (phrase.sentence.tokens[phrase.first].text == "احدي") == (pronoun == "ها")
    feminine = word.entry.feminine or (word.text.endswith(("ه", "ات")) and not word.pronoun) or word.core == "ام"
    return feminine == (pronoun == "ها")


def takes_feminine(phrase: People) -> bool:
    """Whether a verb in the feminine singular may have the phrase as its subject: groups and broken plurals ("قيادات هربت")."""
    if phrase.organisation:
        return True
    opening = phrase.sentence.tokens[phrase.first].word
    grouped = phrase.number == MANY and opening is not None and opening.core.endswith("ه") and not opening.pronoun
    if grouped and (phrase.precision == "vague" or not phrase.counted):
        return True  # "مجموعة من الجنود انشقت"
    if phrase.number == MANY and phrase.head is None and phrase.precision == "vague":
        return any(token.tags & ORGANISATION for token in phrase.sentence.tokens[phrase.first : phrase.end])
    word = phrase.sentence.tokens[phrase.head if phrase.head is not None else phrase.first].word
    return phrase.number == MANY and word is not None and (word.core.endswith("ات") or word.core in _COLLECTIVES)


def named_person(sentence: Sentence, first: int, end: int) -> People:
    """The person whose name is tokens `first` to `end`."""
    person = People(sentence, first, end, head=first, definite=True, names=[(first, end)])
    set_number(person, ONE)
    return person


def set_number(phrase: People, number: int) -> None:
    phrase.number = number
    if number == ONE:
        phrase.low, phrase.high, phrase.precision = 1, 1, "exact"
    elif number == TWO:
        phrase.low, phrase.high, phrase.precision = 2, 2, "exact"
    else:
        phrase.low, phrase.high, phrase.precision = 2, None, "vague"
