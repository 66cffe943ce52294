"""The people of a sentence, parsed once, and those behind a verb: right there, behind adverbials ("أصيب من جرائها مواطن"), told by
where they were ("قتل من بداخله"), or behind who harmed them ("قتلت الحركة في المدينة 14 شخصا")."""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    STOP,
    VERB,
    lexicon,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import counts_no_people, joined_number
from services.claims.people_phrases.people import People
from services.claims.people_phrases.phrase_openings import phrases_of, some_of
from services.claims.people_phrases.subject_agreement import subject_before
from services.claims.text.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word

_HANDS = frozenset(("يد", "ايدي", "ايادي", "يدي", "نيران", "طريق", "جانب", "طرف"))
_MANNERS = word_set("manners") - {"نفسه", "نفسها", "انفسهم", "متاثرا", "متاثره", "متاثرين", "متاثرتين"}
_ARMS = frozenset(f"ال{weapon}" for weapon in word_set("weapons"))
_WITHIN = word_set("within")
_DAYS = word_set("days")
_TIMES = word_set("nouns_of_time")
_WHICH_TIME = word_set("which_time")
ITSELF = frozenset(("نفسه", "نفسها", "نفسهم", "ذاته", "ذاتها", "عينه", "عينها"))
HARD_STOPS = frozenset(".:;!?\n*")
_OF_WOUNDS = frozenset(("متاثرا", "متاثره", "متاثرين"))
# Adverbials of two words between a verb and its people: "أصيب من جرائها مواطن".
_BY_IT = frozenset(
    [("علي", "الاقل"), ("حتي", "الان"), ("حتي", "اليوم")]
    + [("من", noun + end) for noun in ("خلال", "جراء", "جراي") for end in ("ه", "ها", "هما")]
    + [("علي", "اثر" + end) for end in ("ه", "ها", "هما")]
)
_DESCRIBED = (
    "وصفهم",
    "وصفتهم",
    "وصفوهم",
    "يصفهم",
    "تصفهم",
    "سماهم",
    "اسماهم",
    "سمتهم",
    "يسميهم",
    "تسميهم",
    "يعتبرهم",
    "اعتبرهم",
)


def _accusative(word: Word) -> bool:
    """Whether the form is an object's: "جنديا", or a dual without article ("شخصين")."""
    return word.text.endswith("ا") or (
        word.number in (TWO, TWO_OR_MANY) and word.text.endswith("ين") and not word.definite
    )


# Words before a number that is joined by و to what stands before.
_FURTHER_NUMBER = lexicon().approximator_openings - {"ما"}


def time_at(tokens: list[Token], i: int) -> bool:
    """Whether a noun of time and "last", "this" or "same" stand at `i`: "قتل الأسبوع الماضي"."""
    return i + 1 < len(tokens) and tokens[i].text in _TIMES and tokens[i + 1].text in _WHICH_TIME


class SentenceGrammar:
    """The people phrases of a sentence, parsed once, and the searches that the readings of a trigger make among them."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._phrases: list[People] | None = None

    @property
    def phrases(self) -> list[People]:
        """Every phrase of people or organisations, left to right."""
        known = self._phrases
        if known is None:
            known = self._phrases = phrases_of(self.sentence)
        return known

    def starts_people(self, i: int) -> bool:
        """Whether people begin right at `i`."""
        return i < len(self.tokens) and people_of.parse(self.sentence, i) is not None

    def clause_start(self, i: int) -> int:
        """The index of the first token of the clause that token `i` stands in."""
        for j in range(i - 1, -1, -1):
            if self.tokens[j].text in HARD_STOPS or self.tokens[j].tags & COMPLEMENTIZER:
                return j + 1
        return 0

    def skip_adverbials(self, i: int) -> int:
        """The index after adverbs, commas, times and phrases like فيه between a verb and its people."""
        tokens = self.tokens
        while i < len(tokens):
            token = tokens[i]
            if token.text in (",", "-", "/"):
                i += 1
            elif token.text == "(" and i + 1 in self.sentence.quantities:
                return i
            elif token.text == "(":
                while i < len(tokens) and token.text != ")":
                    token = tokens[i]
                    i += 1
            elif (token.tags & ADVERB and token.text != "قد") or token.text in (
                "فيه",
                "فيها",
                "فيهما",
                "خلاله",
                "خلالها",
                "منهم",
                "معهم",
                "معه",
                "معها",
                "عليه",
                "عليهم",
                "به",
                "بهم",
                "له",
                "لهم",
                "منه",
                "بذلك",
            ):
                i += 1
            elif (i + 1 < len(tokens) and (token.text, tokens[i + 1].text) in _BY_IT) or time_at(tokens, i):
                i += 2
            elif token.text in _MANNERS:
                i += 2 if i + 1 < len(tokens) and tokens[i + 1].text[1:] in _ARMS else 1  # "أعدموا رميا بالرصاص ستة"
            elif i + 1 < len(tokens) and token.text in _OF_WOUNDS and tokens[i + 1].text[0] == "ب":
                i += 2  # "استشهد متأثرا بجراحه الشاب خالد"
            else:
                return i
        return i

    def after(self, i: int, *, organisations: bool = True) -> People | None:
        """The people that begin at `i` or after adverbials from there; none where a further number begins there ("قتلوا ونحو 180
        جرحوا")."""
        if i < len(self.tokens) and self.tokens[i].text[0] == "و" and self.tokens[i].text[1:] in _FURTHER_NUMBER:
            return None
        for start in (i, self.skip_adverbials(i)):
            if start < len(self.tokens):
                found = people_of.parse(self.sentence, start, organisations=organisations)
                if found is not None:
                    return found
        return None

    def those_within(self, i: int) -> People | None:
        """ "قتل من بداخلهما", "مقتل كل من في السيارتين", "من كان على متنها": people told by where they were, from `i` on."""
        tokens = self.tokens
        k = i + 1 if i < len(tokens) and tokens[i].text in ("كل", "جميع", "كافه", "معظم") else i
        if k + 1 >= len(tokens) or tokens[k].text != "من":
            return None
        if k + 2 < len(tokens) and tokens[k + 1].text in ("كان", "كانوا", "كانت"):
            k += 1
        if tokens[k + 1].text in _WITHIN:
            end = k + 2
        elif (
            tokens[k + 1].text in ("في", "علي", "داخل", "بداخل")
            and k + 2 < len(tokens)
            and (tokens[k + 2].tags & ~STOP or tokens[k + 2].text.startswith(("ال", "متن")))
        ):
            end = k + 4 if tokens[k + 2].text == "متن" and k + 3 < len(tokens) else k + 3
        elif tokens[k + 1].text.startswith(_DESCRIBED):
            end = next(
                (
                    j
                    for j in range(k + 2, min(len(tokens), k + 7))
                    if tokens[j].text in HARD_STOPS or tokens[j].text == ","
                ),
                min(len(tokens), k + 5),
            )
        else:
            return None
        found = People(self.sentence, i, end, head=k if tokens[k].text == "من" else k - 1)
        people_of.set_number(found, MANY)
        return found

    def second(self, i: int, *, plain: bool = False, described: bool = False) -> People | None:
        """A counted or possessed second phrase of people after `i`, before the clause ends, not behind a preposition.

        described: the agent is indefinite, so that a clause may describe it before the people are named ("قتل مفجر يشتبه بأنه
        من التنظيم 32 شخصا"); then only a number tells the people.
        """
        tokens = self.tokens
        first = i
        steps = 0
        governed = False
        counted_only = False
        while i < len(tokens) and steps < 14:
            token = tokens[i]
            word = token.word
            if token.text in HARD_STOPS:
                return None
            if (
                described
                and word is not None
                and not word.conjunction
                and (word.tags & COMPLEMENTIZER or (word.tags & VERB and word.text[0] in "يت"))
            ):
                counted_only = True
                governed = False
                i += 1
                steps += 1
                continue
            if plain and word is not None and word.tags & RELATIVE and i <= first + 1:
                # "قتلت الحركة التي تسعى إلى كذا عضوا بالبرلمان": a number or an accusative behind the clause
                counted_only = True
                i += 1
                steps += 1
                continue
            if i == first and token.text in ITSELF:
                i += 1  # "خطفت المجموعة نفسها خمسة سائقين"
                first = i
                continue
            if token.text in ("احد", "احدي") and tokens[i - 1].text == ",":
                return None  # "قتل القيادي خالد، أحد مؤسسي الحركة": the same person
            if i in self.sentence.quantities and joined_number(self.sentence, i):
                return None  # "قتل ضابط وأربعة جنود": a further group, not the object of the first
            if (
                token.text == "فجر"
                and i + 1 < len(tokens)
                and (tokens[i + 1].tags & ADVERB or tokens[i + 1].text in _DAYS)
            ):
                i += 1  # "اعتقلت القوات فجر اليوم 14 شابا": dawn, not blew up
                steps += 1
                continue
            number = people_of.number_at(self.sentence, i)
            if (
                number > i
                and number in self.sentence.quantities
                and not governed
                and not counts_no_people(self.sentence, number)
            ):
                # "قتلت الحركة منذ ذلك الحين أكثر من 14 ألف شخص"
                return people_of.parse(self.sentence, i, organisations=False)
            if word is not None and (
                (word.conjunction and not word.tags & PREPOSITION)
                or word.tags & (RELATIVE | COMPLEMENTIZER | CONJUNCTION)
                or (word.tags & VERB and word.text[0] not in "يت" and not counted_only)
            ):
                return None
            if word is not None and (word.tags & PREPOSITION or word.preposition):
                governed = bool(word.tags & PREPOSITION)
            elif governed and token.text in _HANDS:
                pass  # "على أيدي مجموعة": still governed
            elif self._opens_object(i, plain=plain):
                found = people_of.parse(self.sentence, i, organisations=False)
                object_form = plain and word is not None and word.tags & PEOPLE and word.text.endswith("ا")
                if (
                    found is not None
                    and counted_only
                    and not (object_form or (found.counted and found.precision != "vague"))
                ):
                    found = None
                if found is not None and not governed:
                    if plain and self._describes_agent(found, i, first):
                        return None
                    if (
                        plain
                        or found.counted
                        or found.definite
                        or (word is not None and (_accusative(word) or word.text in people_of.HIS_KIN))
                    ):
                        return found
                governed = False
                if found is not None:
                    i = found.end - 1
            elif (word is not None and word.tags & (PLACE_TYPE | PLACE_NAME | ADVERB)) or governed:
                governed = False
            i += 1
            steps += 1
        return None

    def _opens_object(self, i: int, *, plain: bool) -> bool:
        """Whether an object may open at `i` by its form: a number, an accusative, somebody's kin; plain: any noun of people."""
        token = self.tokens[i]
        word = token.word
        if i in self.sentence.quantities or some_of(self.sentence, i) or token.text in people_of.VAGUE:
            return True
        if word is None or not token.tags & PEOPLE:
            return False
        return plain or bool(word.pronoun) or _accusative(word) or word.text in people_of.HIS_KIN

    def _describes_agent(self, found: People, i: int, first: int) -> bool:
        """Whether one person at `i` is rather an adjective of the agent, which ends at token `first`: "خلية تابعة له مسؤولة عن"."""
        if found.number != ONE or found.definite or found.names:
            return False
        agent, word = self.tokens[i - 1].word, self.tokens[i].word
        if i == first and agent is not None and agent.definite:
            return False
        return word is None or not (word.pronoun or word.text.endswith("ا"))

    def subject_before(self, i: int, person: str) -> People | None:
        """The people before a verb at `i` that agree with it: the antecedent of a relative, or the fronted subject."""
        return subject_before(self.sentence, self.phrases, self.clause_start(i), i, person)
