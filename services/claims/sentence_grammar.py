"""The people of a sentence, parsed once, and the searches that frames make among them."""

from __future__ import annotations

from services.claims import people as people_of
from services.claims.counted_phrases import LARGE_OR_SMALL
from services.claims.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    DEMONSTRATIVE,
    NAME,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.people import People
from services.claims.people_phrase import IN_UNIFORM
from services.claims.tokens import Sentence
from services.claims.words import Word
from services.claims.words import word as analysis_of

_REMEMBERED = 200_000
_HANDS = frozenset(("يد", "ايدي", "ايادي", "يدي", "نيران", "طريق", "جانب", "طرف"))
_HAND = frozenset(("يد", "ايدي", "ايادي"))
_WEAPONS = word_set("weapons")
_MANNERS = word_set("manners") - {"نفسه", "نفسها", "انفسهم", "متاثرا", "متاثره", "متاثرين", "متاثرتين"}
_ARMS = frozenset(f"ال{weapon}" for weapon in word_set("weapons"))
_WITHIN = word_set("within")
_DAYS = word_set("days")
_SELF = frozenset(("نفسه", "نفسها", "نفسهم", "ذاته", "ذاتها", "عينه", "عينها"))
_TAKES_PLACE = frozenset(("وقع", "وقعت", "حدث", "حدثت", "جري", "جرت", "اندلع", "اندلعت"))
_ITS_VERBS = _TAKES_PLACE | word_set("strikes_at")
_WITHOUT = frozenset(("بدون", "دون", "بلا"))  # "طائرة بدون طيار"
HARD_STOPS = frozenset(".:;!?\n*")
_OF_WOUNDS = frozenset(("متاثرا", "متاثره", "متاثرين"))
# Adverbials of two words between a verb and its people: "أصيب من جرائها مواطن".
_BY_IT = frozenset(
    [("علي", "الاقل")]
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


class _Openings(dict[str, bool]):
    """Whether each token text may open a phrase of people by itself, without a number read there. Remembered."""

    def __missing__(self, text: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        answer = self[text] = _may_open(text)
        return answer


_OPENINGS = _Openings()


def _may_open(text: str) -> bool:
    if text in people_of.ONE_OF_THEM or text.isdigit() or people_of.bare_number(text) is not None:
        return True
    analysis = analysis_of(text) if text[0].isalpha() else None
    if analysis is not None and (analysis.core in people_of.VAGUE or text in people_of.VAGUE):
        return True
    return analysis is not None and bool(analysis.tags & (PEOPLE | ORGANISATION | TITLE | NAME | NISBA | DEMONSTRATIVE))


class SentenceGrammar:
    """The people phrases of a sentence, parsed once, and the searches that frames need."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._phrases: list[People] | None = None

    @property
    def phrases(self) -> list[People]:
        """Every phrase of people or organisations, left to right."""
        known = self._phrases
        if known is None:
            known = self._phrases = self._parse()
        return known

    def _parse(self) -> list[People]:
        phrases: list[People] = []
        quantities = self.sentence.quantities
        tokens = self.tokens
        after = 0
        may_open = _OPENINGS
        openings = [i for i, token in enumerate(tokens) if may_open[token.text] or token.tags & (ORGANISATION | PEOPLE)]
        for i in sorted({*openings, *quantities}) if quantities else openings:
            if i < after:
                continue
            token = tokens[i]
            if token.tags & TRIGGER and self._verb_with_object(i):
                continue
            if token.tags & DEMONSTRATIVE and i + 1 < len(tokens) and tokens[i + 1].tags & RELATIVE:
                those = People(self.sentence, i, i + 1, head=i, definite=True, pronoun=True)
                people_of.set_number(those, MANY if token.text in ("اوليك", "هولاء") else ONE)
                phrases.append(those)
            if (
                i in quantities
                or self._some_of(i)
                or self._many_of(i)
                or (token.tags & (PEOPLE | ORGANISATION | TITLE | NAME) and not token.tags & PREPOSITION)
                or token.text in people_of.ONE_OF_THEM
                or (token.tags & NISBA and token.word is not None and token.word.definite)
                or people_of.part_of_group(self.sentence, i) is not None
            ) and not (self._adjective(i) or (token.text == "طيار" and i and tokens[i - 1].text in _WITHOUT)):
                found = people_of.parse(self.sentence, i)
                if found is not None and found.end > i:
                    found.subset = self._in_subset(found.first)
                    phrases.append(found)
                    after = found.end
        return phrases

    def _verb_with_object(self, i: int) -> bool:
        """Whether what may be people by its letters is written as a verb with a pronoun: "قتله", not "قتلة"."""
        token = self.tokens[i]
        if not (token.tags & TRIGGER and token.tags & PEOPLE and token.text.endswith("ه")):
            return False
        return self.sentence.field.written(token).endswith("ه")

    def _some_of(self, i: int) -> bool:
        """Whether digits with من begin at `i`: "15 من الميليشيات"."""
        return self.tokens[i].text.isdigit() and i + 1 < len(self.tokens) and self.tokens[i + 1].text == "من"

    def _many_of(self, i: int) -> bool:
        """Whether a vague number of a party begins at `i`: "العشرات من ميليشيا الحوثي", "عدد كبير من قوات النظام"."""
        tokens = self.tokens
        word = tokens[i].word
        if word is None or not (word.core in people_of.VAGUE or tokens[i].text in people_of.VAGUE):
            return False
        k = i + 1
        while k < min(len(tokens), i + 3) and tokens[k].text in LARGE_OR_SMALL:
            k += 1
        return k + 1 < len(tokens) and tokens[k].text == "من" and bool(tokens[k + 1].tags & ORGANISATION)

    def _adjective(self, i: int) -> bool:
        """Whether a word for people is the adjective of a thing before it: "دوافع سياسية", "الشعب السوري"."""
        if i == 0 or i in self.sentence.quantities:
            return False
        word, noun = self.tokens[i].word, self.tokens[i - 1].word
        if word is None or noun is None or word.conjunction or word.preposition or word.tags & (NAME | ORGANISATION):
            return False
        if word.tags & TITLE and i + 1 < len(self.tokens) and self.tokens[i + 1].tags & NAME:
            return False  # "اغتالت يد الغدر القاضي فهد سالم"
        if word.core in ("مسلح", "مسلحه") and noun.tags & NO_PEOPLE and noun.definite == word.definite:
            return True  # "كمين مسلح"
        accusative = word.text.endswith("يا") and noun.text.endswith("ا")  # "هجوما انتحاريا"
        if (not word.core.endswith(("ي", "يه", "يين", "يون")) and not accusative) or word.pronoun:
            return False
        if noun.core in _HAND or (noun.core in _WEAPONS and word.entry.role in IN_UNIFORM):
            return False  # "على يد جندي", "برصاص شرطي"
        if word.core.endswith(("يين", "يون")) and not noun.text.endswith(("ين", "ون", "ات")):
            return False  # "إطلاق سراح جنديين": no adjective of one thing
        if noun.core.endswith("ه") and word.core.endswith("ي") and not noun.tags & (NAME | ORGANISATION):
            return False  # "قتل في العملية القيادي": another gender
        known = analysis_of(noun.text.removesuffix("ا")).tags if accusative else 0
        if accusative and known & (PEOPLE | TITLE | NAME):
            return False  # "قياديا حوثيا"
        thing = noun.tags & (NO_PEOPLE | PLACE_TYPE) or not noun.tags & ~NISBA
        return bool(thing) and noun.definite == word.definite and noun.text not in people_of.VAGUE

    def _in_subset(self, i: int) -> bool:
        """Whether the people at `i` are part of people already named: "بينهم 5 أشقاء", "بينهم نساء وأطفال"."""
        tokens = self.tokens
        for j in range(i - 1, max(-1, i - 8), -1):
            token = tokens[j]
            if token.tags & SUBSET and token.text not in people_of.ONE_OF_THEM:
                return True
            if token.text == "و":
                continue
            word = token.word
            if word is None:
                if token.text[0].isdigit():
                    continue
                return False
            if token.tags & (PEOPLE | OTHER | NISBA | NAME | TITLE) or word.definite:
                continue
            if token.text in ("علي", "الاقل", "من"):
                continue
            return False
        return False

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
            elif i + 1 < len(tokens) and (token.text, tokens[i + 1].text) in _BY_IT:
                i += 2
            elif token.text in _MANNERS:
                i += 2 if i + 1 < len(tokens) and tokens[i + 1].text[1:] in _ARMS else 1  # "أعدموا رميا بالرصاص ستة"
            elif i + 1 < len(tokens) and token.text in _OF_WOUNDS and tokens[i + 1].text[0] == "ب":
                i += 2  # "استشهد متأثرا بجراحه الشاب خالد"
            else:
                return i
        return i

    def after(self, i: int, *, organisations: bool = True) -> People | None:
        """The people that begin at `i` or after adverbials from there."""
        for start in (i, self.skip_adverbials(i)):
            if start < len(self.tokens):
                found = people_of.parse(self.sentence, start, organisations=organisations)
                if found is not None:
                    return found
        return None

    def named_behind_noun(self, i: int) -> People | None:
        """The person whose name follows what he is, where no list knows that: "اغتيل العالم النووي محسن فخري"."""
        tokens = self.tokens
        k = i
        while k < len(tokens) and k < i + 3:
            word = tokens[k].word
            if word is None or word.tags & STOP or word.conjunction or word.preposition:
                return None
            if k > i and word.tags & NAME and not word.tags & PEOPLE and not word.definite:
                end = people_of.name_end(tokens, k)
                if end < k + 2:
                    return None
                person = people_of.named_person(self.sentence, k, end)
                person.first = i
                return person
            if not word.definite or word.tags & (TRIGGER | VERB | PLACE_NAME | PLACE_TYPE):
                return None
            k += 1
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

    def postponed(self, i: int) -> People | None:
        """The people of a verb that stand behind phrases of place and time: "قتل خلال المواجهات في الحي 28 شخصا".

        Numbers count wherever no preposition governs them; a noun without a number only where the phrase before it is
        closed (a definite word, a place, a time, a comma) and it is indefinite or opens with a title.
        """
        tokens = self.tokens
        governed = False
        closed = True
        for k in range(i, min(len(tokens), i + 16)):
            token = tokens[k]
            word = token.word
            if token.text in HARD_STOPS:
                return None
            if word is None:
                if k in self.sentence.quantities and not governed and not self._measures(k):
                    return people_of.parse(self.sentence, k)
                closed = token.text in (",", ")", '"') or (closed and token.text == "(")
                governed = governed and token.text in ("(", '"')
                continue
            tags = word.tags
            if closed and k > i and token.text in _SELF:
                continue  # "استشهد في القصف نفسه طبيب"
            if not governed and token.text == "ما" and (number := people_of.number_at(self.sentence, k)) > k:
                return people_of.parse(self.sentence, k) if number in self.sentence.quantities else None
            if tags & RELATIVE and closed and k > i:
                return self._behind_relative(k)
            if tags & (RELATIVE | COMPLEMENTIZER | CONJUNCTION) or (tags & VERB and not tags & PEOPLE):
                return None
            if tags & TRIGGER and k > i and not tags & PEOPLE:
                return None
            if word.conjunction and k > i and not closed:
                return None
            if tags & PREPOSITION or (word.preposition and not word.tags & ADVERB):
                governed = bool(tags & PREPOSITION)
                closed = not governed and (word.definite or bool(tags & PLACE_NAME))
                continue
            if not governed:
                modified = people_of.number_at(self.sentence, k)
                if modified > k and modified in self.sentence.quantities and not self._measures(modified):
                    return people_of.parse(self.sentence, k)
                if k in self.sentence.quantities and not tags & ADVERB and not self._measures(k):
                    found = people_of.parse(self.sentence, k)
                    if found is not None:
                        return found
                elif closed and self._many_of(k):
                    return people_of.parse(self.sentence, k)
                elif (
                    closed
                    and tags & (PEOPLE | OTHER)
                    and not word.definite
                    and not tags & ADVERB
                    and not self._adjective(k)
                ) or (closed and tags & TITLE and word.definite and not tags & PLACE_TYPE and not self._adjective(k)):
                    return people_of.parse(self.sentence, k, organisations=False)
            governed = False
            closed = word.definite or bool(tags & (PLACE_NAME | ADVERB | NISBA)) or bool(word.pronoun)
        return None

    def _behind_relative(self, k: int) -> People | None:
        """The counted people behind a relative clause at `k` whose verb has what belongs to it: "قتل في الغارة التي استهدفت مقرا 30
        مسلحا". None where they may be the object of that verb."""
        tokens = self.tokens
        verb = tokens[k + 1].text if k + 1 < len(tokens) else ""
        if verb not in _ITS_VERBS:
            return None
        for at in range(k + (2 if verb in _TAKES_PLACE else 3), min(len(tokens), k + 12)):
            token = tokens[at]
            if token.text in HARD_STOPS or token.tags & (RELATIVE | COMPLEMENTIZER | TRIGGER):
                return None
            if at in self.sentence.quantities and not tokens[at - 1].tags & PREPOSITION and not self._measures(at):
                found = people_of.parse(self.sentence, at)
                return found if found is not None and found.counted and found.precision != "vague" else None
        return None

    def _measures(self, k: int) -> bool:
        """Whether the number at `k` counts something else, or is an age, a date or a measure."""
        end = self.sentence.quantities[k][1]
        if end < len(self.tokens):
            word = self.tokens[end].word
            if word is not None and (word.tags & NO_PEOPLE and not word.tags & PEOPLE):
                return True
            if word is not None and word.tags & (PREPOSITION | ADVERB) and word.text != "من":
                return True
        else:
            return True
        return False

    def _joined_number(self, i: int) -> bool:
        """Whether the number at token `i` has the conjunction و attached or before it."""
        token = self.tokens[i]
        known = self.sentence.quantities.get(i)
        if known is None:
            return False
        quantity, _ = known
        attached = token.text.startswith("و") and quantity.start > token.start
        return attached or (i > 0 and self.tokens[i - 1].text == "و")

    def _tells(self, first: int, stop: int) -> bool:
        """Whether a verb or a trigger stands among the tokens `first` to `stop` (exclusive)."""
        return any(token.tags & (TRIGGER | VERB) for token in self.tokens[first:stop])

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
            if i == first and token.text in _SELF:
                i += 1  # "خطفت المجموعة نفسها خمسة سائقين"
                first = i
                continue
            if token.text in ("احد", "احدي") and tokens[i - 1].text == ",":
                return None  # "قتل القيادي خالد، أحد مؤسسي الحركة": the same person
            if i in self.sentence.quantities and self._joined_number(i):
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
            if number > i and number in self.sentence.quantities and not governed and not self._measures(number):
                return people_of.parse(
                    self.sentence, i, organisations=False
                )  # "قتلت الحركة منذ ذلك الحين أكثر من 14 ألف شخص"
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
            elif (
                i in self.sentence.quantities
                or self._some_of(i)
                or token.text in people_of.VAGUE
                or (
                    token.tags & PEOPLE
                    and word is not None
                    and (plain or word.pronoun or _accusative(word) or word.text in people_of.HIS_KIN)
                )
            ):
                found = people_of.parse(self.sentence, i, organisations=False)
                object_form = plain and word is not None and word.tags & PEOPLE and word.text.endswith("ا")
                if (
                    found is not None
                    and counted_only
                    and not (object_form or (found.counted and found.precision != "vague"))
                ):
                    found = None
                if found is not None and not governed:
                    if (
                        plain
                        and found.number == ONE
                        and not (i == first and (agent := tokens[i - 1].word) is not None and agent.definite)
                        and not (
                            found.definite
                            or found.names
                            or (word is not None and (word.pronoun or word.text.endswith("ا")))
                        )
                    ):
                        return None  # an adjective: "خلية تابعة له مسؤولة عن"
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

    def _apposed(self, i: int) -> bool:
        """Whether the name at `i` is governed by no preposition, conjunction or verb."""
        before, word = self.tokens[i - 1] if i else None, self.tokens[i].word
        if word is None or word.conjunction or word.preposition:
            return False
        return before is None or not before.tags & (PREPOSITION | CONJUNCTION | VERB)

    def _those_so_called(self, k: int) -> People | None:
        """Several people called by what they did or what befell them, alone behind أن: "إن المنشقين سلموا أسلحتهم"."""
        word = self.tokens[k].word
        if (
            word is None
            or not word.definite
            or not word.text.endswith(("ين", "ون"))
            or word.preposition
            or word.conjunction
        ):
            return None
        if not self.tokens[k - 1].tags & COMPLEMENTIZER or word.tags & ~(TRIGGER | PEOPLE | NISBA):
            return None
        those = People(self.sentence, k, k + 1, head=k, definite=True)
        people_of.set_number(those, MANY)
        if any(entry.kind in ("defected", "fled") for entry in word.entry.triggers):
            those.role = "militant"  # who left a side had one
        return those

    def subject_before(self, i: int, person: str) -> People | None:
        """The people before a verb at `i` that agree with it: the antecedent of a relative, or the fronted subject."""
        start = self.clause_start(i)
        tokens = self.tokens
        number = {"1": ONE, "2": TWO, "3": MANY}.get(person[1:2], 0)
        j = i - 1
        while j >= start and (
            tokens[j].tags & ADVERB or tokens[j].text in ("كانوا", "كان", "كانا", "وقد", '"', ",", "ايضا")
        ):
            j -= 1
        relative = j >= start and bool(tokens[j].tags & RELATIVE)
        if number == MANY and j == start and j and (those := self._those_so_called(j)) is not None:
            return those
        limit = j if relative else i
        found = [p for p in self.phrases if p.first >= start and p.end <= limit and p.first < limit and not p.subset]
        if not found:
            return None

        def agrees(p: People) -> bool:
            if number == MANY:
                return p.number == MANY or p.organisation
            if number == TWO:
                if p.two_or_many:
                    people_of.set_number(p, TWO)
                return p.number == TWO
            return p.number == ONE or p.organisation or (person == "f1" and people_of.takes_feminine(p))

        if number == ONE:
            pronoun = "ها" if person[0] == "f" else "ه"
            found = [p for p in found if p.number != ONE or people_of.gender_agrees(p, pronoun)]
            found = [p for p in found if not p.organisation or people_of.gender_agrees(p, pronoun)]
            if not found:
                return None
        if relative:
            if number == ONE and tokens[j].text == "الذي":
                single = [p for p in found if p.number == ONE and not p.organisation]
                if single and single[-1].end >= limit - 12:
                    return single[-1]
            for p in reversed(found):
                if agrees(p):
                    return p
            return found[-1]
        described = found[-1]
        if (
            described.end == j + 1
            and not described.definite
            and number == MANY
            and described.number == MANY
            and not (described.number_span is not None and self._joined_number(described.number_span[0]))
        ):
            return described  # a clause without a relative describes indefinite people: "مقاتلين أجانب فروا"
        if number == ONE and found[-1].end == j + 1 and found[-1].names_only() and self._apposed(found[-1].first):
            return found[-1]  # "القيادي في الحركة خالد حسن قتل"
        opening = [p for p in found if p.first <= start + 1 and agrees(p)]
        adjacent = found[-1]
        if (
            number == MANY
            and adjacent.end == i
            and adjacent.counted
            and agrees(adjacent)
            and adjacent.number_span is not None
            and self._joined_number(adjacent.number_span[0])
            and any(p.end < adjacent.first and self._tells(p.end, adjacent.first) for p in found[:-1])
        ):
            return adjacent  # "إن 11 شخصا قتلوا و32 أصيبوا"
        if opening:
            return opening[0]
        agreeing = [p for p in found if agrees(p)]
        if agreeing:
            return agreeing[-1] if agreeing[-1].end >= i - 3 else agreeing[0]
        if number == MANY and found[-1].end == j + 1 and found[-1].number == TWO:
            return found[-1]  # "إن عنصرين من الحركة قضوا": the plural of everyday speech
        return None
