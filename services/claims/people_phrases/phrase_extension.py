"""How far a phrase of people goes on behind its noun: the order in which its words are asked, punctuation, and the whole or the party
that people belong to ("مئات الجنود من القوات الحكومية", "قيادي في الجيش", "قيادات "داعش"").

Joined words, names and nouns have their steps in `phrase_coordination`, `phrase_names` and `phrase_nouns`.
"""

from __future__ import annotations

from services.claims.lexicon import (
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    STOP,
    TITLE,
    TRIGGER,
    word_set,
)
from services.claims.people_phrases.partitives import origin, partitive
from services.claims.people_phrases.people_phrase import People
from services.claims.people_phrases.personal_names import quoted_name
from services.claims.people_phrases.phrase_coordination import PhraseCoordination
from services.claims.text.inflection import ONE, TWO
from services.claims.text.tokens import Sentence, Token
from services.claims.text.two_word_people import called_by_two, second_words
from services.claims.text.words import Word

_QUOTES = {'"', "'", "(", ")", "[", "]"}
_CALLED = word_set("called")
_PILOTLESS = frozenset(("بدون", "دون", "بلا"))
_CASES = word_set("cases")
_PARTY_PEOPLE = frozenset(("حوثيين", "اسلاميين", "انفصاليين", "اكراد"))  # adjectives of parties as often as people
_RANK_ADJECTIVES = word_set("rank_adjectives")
_YEARS = frozenset(("عام", "عاما", "سنه", "سنوات", "اعوام", "شهرا", "اشهر"))
_ONE = word_set("one")
_SINGULAR = ("ه", "الجيش")  # "المتمردين الحوثيين", "حركة الشباب المجاهدين": the same people
_MEMBERS = frozenset(("member", "military", "militant", "security", "official"))


def extend(sentence: Sentence, phrase: People, k: int) -> int:
    """The index after the words from `k` on that still belong to the phrase; notes names and the role of a group."""
    return _Extension(sentence, phrase, k).end()


_FIRED_OR_LAID = frozenset(("النار", "الرصاص", "القبض"))
_LAYS = frozenset(("القي", "القت", "القوا", "القيت"))  # ألقى
_THE_DAY_BEFORE = ["اول", "من", "امس"]


class _Extension(PhraseCoordination):
    """Reads on behind a phrase, token `k` by token. A step returns True where it took words and reading goes on, False where the
    phrase ends, None where the token is not its business."""

    __slots__ = ()

    def end(self) -> int:
        """The index after the phrase."""
        tokens = self.tokens
        while self.k < self.limit:
            token = tokens[self.k]
            word = token.word
            if word is None:
                if self._mark(token.text):
                    continue
                break
            if self._second_of_two(word):
                continue
            ends = self._what_they_do(word) or self._whom_they_took(word) or self._the_day_before()
            going = False if ends else self._group(token, word)
            if going is None:
                going = self._coordinated(word)
            if going is None:
                going = self._name(word)
            if going is None:
                going = self._noun(word)
            if going is None:
                going = self._unknown(word)
            if not going:
                break
        k = self.k
        while k > self.phrase.first + 1 and tokens[k - 1].text in _QUOTES and self.quoted:
            k -= 1
        if k > self.phrase.first + 1 and tokens[k - 1].text == '"':
            inside = sum(token.text == '"' for token in tokens[self.phrase.first : k])
            k -= inside % 2  # closes a mark that stands before the phrase
        return k

    def _what_they_do(self, word: Word) -> bool:
        """Whether what the people fire or lay stands behind them, or the verb of it: "فتح رجل النار", "ألقى الثوار القبض", "الشرطة ألقت
        القبض"."""
        laid = word.text in _LAYS and self.k + 1 < len(self.tokens) and self.tokens[self.k + 1].text in _FIRED_OR_LAID
        return laid or word.text in _FIRED_OR_LAID

    def _second_of_two(self, word: Word) -> bool:
        """Takes the second word of people called by two: "مطلق النار"."""
        if word.text not in second_words() or not called_by_two(self.tokens[self.k - 1]):
            return False
        self.k += 1
        return True

    def _the_day_before(self) -> bool:
        """Whether "أول من أمس" stands behind the people: "توفي مهاجر أول من أمس"."""
        if self.tokens[self.k].text != _THE_DAY_BEFORE[0]:
            return False
        return [token.text for token in self.tokens[self.k : self.k + 3]] == _THE_DAY_BEFORE

    def _whom_they_took(self, word: Word) -> bool:
        """Whether civilians or the men of another party in the accusative stand behind a party named in full, as the object of the verb:
        "قوات الاحتلال الشابين", "المقاومة الشعبية الحوثيين", "قوات الجيش المليشيا"."""
        before = self.tokens[self.k - 1].word
        if self._one_man_behind_many(word) or self._party_behind_name(word, before):
            return True
        return (
            self.phrase.organisation
            and word.definite
            and not (word.conjunction or word.preposition)
            and before is not None
            and before.definite
            and (
                (word.tags & PEOPLE and word.entry.role == "civilian" and word.text.endswith("ين"))
                or (word.entry.organisation == "name" and word.text.endswith("ين") and before.text.endswith(_SINGULAR))
                or (word.entry.organisation == "head" and before.text.endswith(_SINGULAR))
            )
            and word.core not in _PARTY_PEOPLE
        )

    @staticmethod
    def _party_behind_name(word: Word, before: Word | None) -> bool:
        """Whether a party without the article stands behind a word with it: "بايعت مجموعة من مقاتلي الحركة تنظيم داعش"."""
        return (
            before is not None
            and before.definite
            and bool(before.tags & ORGANISATION)
            and word.entry.organisation == "head"
            and not (word.definite or word.conjunction or word.preposition or word.pronoun)
        )

    def _one_man_behind_many(self, word: Word) -> bool:
        """Whether one man with the article stands behind several, who is no adjective of theirs: "ضرب الحراس السجين"."""
        head = self.head
        return (
            head is not None
            and head.plural
            and self.phrase.definite
            and not self.phrase.counted
            and word.definite
            and word.number == ONE
            and bool(word.tags & PEOPLE)
            and not (word.conjunction or word.preposition or word.tags & (ORGANISATION | TRIGGER | NISBA))
            and not word.core.endswith(("ي", "ه"))
        )

    def _mark(self, text: str) -> bool:
        """Punctuation: a slash before a name, commas within a sum, quotation marks around a name."""
        phrase, tokens, k, limit = self.phrase, self.tokens, self.k, self.limit
        one_known = phrase.number == ONE and phrase.definite and not phrase.names
        if text == "/" and phrase.number == ONE and not phrase.names and self._take_name(k + 1):
            return True  # "أحد أفرادها / خالد حسن"
        if (
            text in (":", "-")
            and one_known
            and k + 2 < limit
            and tokens[k + 1].tags & NAME
            and not tokens[k + 1].tags & PREPOSITION
            and self._take_name(k + 1)
        ):
            return True  # "الجاني : قاسم محمد"
        following = tokens[k + 1].word if k + 1 < limit else None
        if (
            text == ","
            and phrase.summed
            and following is not None
            and following.conjunction == "و"
            and following.tags & PEOPLE
            and following.number in (ONE, TWO)
        ):
            self.k += 1  # "امرأة وحفيدتها، ورجل"
            return True
        if text in ('"', "'"):
            if self.opened and not self.quoted:
                self.opened = False  # closes the mark before the phrase
                self.k += 1
                return True
            if following is not None and not self.quoted:
                # quotation marks around a name: "قيادات "داعش""
                if following.tags & (STOP | TRIGGER) and not following.tags & ORGANISATION:
                    return False
                self.quoted = True
                if one_known and not following.tags & ORGANISATION and (end := quoted_name(tokens, k + 1, limit)):
                    phrase.names.append((k + 1, end))
                    self.k = end
                    return True
                self.k += 1
                return True
        if (
            text == "("
            and phrase.names
            and k + 4 < limit
            and tokens[k + 1].text.isdigit()
            and tokens[k + 2].text in _YEARS
            and tokens[k + 3].text == ")"
            and (joined := tokens[k + 4].word) is not None
            and joined.conjunction == "و"
            and joined.tags & PEOPLE
        ):
            self.k += 4  # "ووالدته سلمى (26 عاما) وشقيقه أحمد"
            return True
        if text in "\"'()" and self.quoted:
            self.quoted = False
            self.k += 1
            return True
        if (
            text == ","
            and phrase.names
            and not phrase.counted
            and following is not None
            and following.conjunction == "و"
            and following.tags & (NAME | TITLE)
            and not following.tags & STOP
        ):
            self.k += 1  # "فهد سالم، وسعيد علي", "العريف فهد سالم، والجندي سعيد علي"
            return True
        if (
            text == ","
            and one_known
            and following is not None
            and following.tags & (NAME | TITLE)
            and not following.tags & (PREPOSITION | PEOPLE)
            and not following.conjunction
        ):
            self.k += 1
            return True
        return False

    def _group(self, token: Token, word: Word) -> bool | None:
        """A second number, words in quotation marks, and the group: "من عناصر التنظيم", "منهم", "في الجيش", "يدعى"."""
        phrase, tokens, k, limit = self.phrase, self.tokens, self.k, self.limit
        tags = word.tags
        if word.preposition and word.core in _CASES:
            return False  # "إصابة العشرات بحالات اختناق"
        if k in self.sentence.quantities and self._another_number(word):
            return False
        if phrase.organisation and self.head is not None and self.head.entry.organisation == "air" and k + 1 < limit:
            if token.text in _PILOTLESS and tokens[k + 1].text == "طيار":
                self.k += 2  # "طائرة بدون طيار"
                return True
            if token.text == "من" and k + 2 < limit and tokens[k + 1].text == "دون":
                self.k += 3
                return True
        if self.quoted or (phrase.number == TWO and token.text in ("اثنين", "اثنان", "اثنتين", "اثنتان")):
            self.k += 1
            return True
        if phrase.number == ONE and not phrase.definite and not phrase.names and token.text in _ONE:
            self.k += 1  # "شخصا واحدا"
            return True
        if self._number_of_theirs(token.text):
            return True
        # "القائد فلان ومساعدوه", "سالم وولديه"
        with_others = bool(word.conjunction and word.pronoun and (word.plural or word.number == TWO))
        with_others = with_others or (word.conjunction == "و" and self._one_more(word))  # "فلان ووالده"
        if self._of_rank(token.text):
            self.k += 1
            return True
        if len(word.text) == 1 or (phrase.names and tags & PEOPLE and not tags & NAME and not with_others):
            return False
        if token.text == "برتبه" and phrase.number == ONE and k + 1 < limit and tokens[k + 1].word is not None:
            self.k += 2  # "ضابط برتبة نقيب"
            return True
        if token.text == "من":
            return self._part_of()
        if token.text in ("منهم", "منها", "منهما") and self.group:
            self.k += 1
            phrase.pronoun = True
            return False
        if word.text in ("في", "ب") and self.head is not None and k + 1 < limit:
            return self._within()
        if word.preposition == "ب" and self._within_attached(word):
            self.k += 1  # "قياديا كبيرا بتنظيم القاعدة"
            return True
        if token.text in _CALLED and phrase.number in (0, ONE) and not phrase.counted and k + 1 < limit:
            return self._take_name(k + 1)  # "طفل يدعى حسام"
        return None

    def _another_number(self, word: Word) -> bool:
        """Whether the number at the word counts other people: joined by و ("32 قتيلا ومئة جريح"), or the object of the verb."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        if (
            word.text[0] == "و"
            and (phrase.number_span is None or k >= phrase.number_span[1])
            and not (word.tags & PEOPLE and word.number)
        ):
            return True  # a second number: "32 قتيلا ومئة جريح"
        if (
            phrase.number_span is None
            and not phrase.other
            and not word.definite
            and self.head is not None
            and self.head.plural
            and k + 1 < self.limit
            and tokens[k + 1].text == "من"
        ):
            return True  # "خطف مسلحون أربعة من الموظفين": the object of the verb
        # "طعن مسلح ثمانية أشخاص": the object of the verb
        return (
            phrase.number == ONE
            and phrase.number_span is None
            and not (phrase.names or phrase.definite or phrase.other)
        )

    def _part_of(self) -> bool:
        """Takes من and the whole that they are part of, or where one comes from: "مئات الجنود من القوات الحكومية"."""
        phrase, tokens, k, limit = self.phrase, self.tokens, self.k, self.limit
        act = tokens[k + 1].word if k + 1 < limit else None
        if act is not None and act.tags & TRIGGER and not act.definite and phrase.definite and not phrase.counted:
            return False  # "تمكن المجاهدون من أسر ضابط"
        if self.parts and (self.parts > 1 or self.parted_noun):
            return False  # "مئات الجنود من القوات الحكومية من القاعدة"
        if not (self.group and partitive(tokens, k + 1)) and not origin(tokens, k + 1, phrase):
            return False
        following = whole = tokens[k + 1].word
        wanted = PEOPLE | ORGANISATION
        if following is None and k + 2 < limit:
            whole, wanted = tokens[k + 2].word, ORGANISATION  # behind a quotation mark
        if whole is not None and whole.tags & wanted and phrase.role in ("unknown", "member"):
            phrase.role = whole.entry.role
        self.parts += 1
        self.parted_noun = self.head is not None and bool(self.head.tags & PEOPLE)
        self.k += 1 if following is None else 2
        return True

    def _within(self) -> bool:
        """Takes في and the force or party that one belongs to: "قيادي في الجيش"."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        within = tokens[k + 1].word
        if (
            within is not None
            and within.tags & ORGANISATION
            and (phrase.role in _MEMBERS or _member(tokens[k - 1]) or tokens[k - 1].text in _RANK_ADJECTIVES)
            and not within.tags & (PLACE_TYPE | PLACE_NAME)
        ):
            self.k += 2
            return True
        return False

    def _within_attached(self, word: Word) -> bool:
        """Whether ب is written onto the force or party that one belongs to: "قياديا كبيرا بتنظيم القاعدة"."""
        phrase, before = self.phrase, self.tokens[self.k - 1].word
        return (
            bool(word.tags & ORGANISATION)
            and not word.tags & (PLACE_TYPE | PLACE_NAME)
            and word.entry.organisation != "air"
            and phrase.number == ONE
            and phrase.role in _MEMBERS
            and not phrase.definite
            and before is not None
            and not before.definite
        )

    def _of_rank(self, text: str) -> bool:
        """Whether an adjective stands between who somebody is and his party: "قياديا ميدانيا كبيرا في التنظيم"."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        if text not in _RANK_ADJECTIVES or phrase.definite or phrase.names or phrase.number != ONE:
            return False
        if phrase.role not in _MEMBERS and not _member(tokens[phrase.first]):
            return False
        while k < self.limit and tokens[k].text in _RANK_ADJECTIVES:
            k += 1
        party = k if k < self.limit and tokens[k].tags & PREPOSITION == 0 else k + 1
        word = tokens[party].word if party < self.limit else None
        return word is not None and bool(word.tags & ORGANISATION) and (party > k or word.preposition == "ب")


def _member(token: Token) -> bool:
    """Whether the noun is of people who belong to a force or a party: "زوجة قائد في التنظيم"."""
    return token.word is not None and bool(token.tags & PEOPLE) and token.word.entry.role in _MEMBERS
