"""How far a phrase of people goes on behind its noun: adjectives, groups with من, coordinated nouns, names, quotation marks."""

from __future__ import annotations

from services.claims.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.lexicon import (
    ADVERB,
    NAME,
    NISBA,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    SAYING,
    SAYING_PARTICIPLE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.modifiers import skip_quotes
from services.claims.partitives import origin, partitive
from services.claims.people_phrase import IN_UNIFORM, People
from services.claims.personal_names import name_end, of_religion, quoted_name
from services.claims.phrase_nouns import PhraseNouns, mine
from services.claims.tokens import Sentence, Token
from services.claims.words import Word

_QUOTES = {'"', "'", "(", ")", "[", "]"}
_STRANGERS = word_set("strangers")
_CALLED = word_set("called")
_MANNERS = word_set("manners")
_GRADES = frozenset(("اول", "ثان", "ثاني"))
_PILOTLESS = frozenset(("بدون", "دون", "بلا"))
_CASES = word_set("cases")
# Folded alike: his uncle and an aunt; after another person they are his kin.
HIS_KIN = frozenset(("خاله", "عمه", "جده", "والده", "شقيقه", "ابنه", "قريبه", "صديقه"))

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
_PARTY_PEOPLE = frozenset(("حوثيين", "اسلاميين", "انفصاليين", "اكراد"))  # adjectives of parties as often as people
_RANK_ADJECTIVES = word_set("rank_adjectives")
_ENDS = STOP | PREPOSITION | ADVERB | VERB | TRIGGER | SUBSET | OTHER
_YEARS = frozenset(("عام", "عاما", "سنه", "سنوات", "اعوام", "شهرا", "اشهر"))
_PLAIN_FORCES = frozenset(("جيش", "شرطه", "تنظيم", "حزب", "حركه", "جماعه"))
_HOUSEHOLDS = frozenset(("اسره", "عايله"))
_ONE = word_set("one")
_SINGULAR = ("ه", "الجيش")  # "المتمردين الحوثيين", "حركة الشباب المجاهدين": the same people
_MEMBERS = frozenset(("member", "military", "militant", "security", "official"))


def extend(sentence: Sentence, phrase: People, k: int) -> int:
    """The index after the words from `k` on that still belong to the phrase; notes names and the role of a group."""
    return _Extension(sentence, phrase, k).end()


class _Extension(PhraseNouns):
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
            going = False if self._whom_they_took(word) else self._group(token, word)
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
        if (
            word.text[0] == "و"
            and k in self.sentence.quantities
            and (phrase.number_span is None or k >= phrase.number_span[1])
            and not (tags & PEOPLE and word.number)
        ):
            return False  # a second number: "32 قتيلا ومئة جريح"
        if (
            k in self.sentence.quantities
            and phrase.number_span is None
            and not phrase.other
            and not word.definite
            and self.head is not None
            and self.head.plural
            and k + 1 < limit
            and tokens[k + 1].text == "من"
        ):
            return False  # "خطف مسلحون أربعة من الموظفين": the object of the verb
        if (
            k in self.sentence.quantities
            and phrase.number == ONE
            and phrase.number_span is None
            and not (phrase.names or phrase.definite or phrase.other)
        ):
            return False  # "طعن مسلح ثمانية أشخاص": the object of the verb
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
        if token.text in ("منهم", "منها", "منهما") and self.group:
            self.k += 1
            phrase.pronoun = True
            return False
        if word.text in ("في", "ب") and self.head is not None and k + 1 < limit:
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
        if (
            word.preposition == "ب"
            and tags & ORGANISATION
            and not tags & (PLACE_TYPE | PLACE_NAME)
            and word.entry.organisation != "air"
            and phrase.number == ONE
            and phrase.role in _MEMBERS
            and not phrase.definite
            and (before := tokens[k - 1].word) is not None
            and not before.definite
        ):
            self.k += 1  # "قياديا كبيرا بتنظيم القاعدة"
            return True
        if token.text in _CALLED and phrase.number in (0, ONE) and not phrase.counted and k + 1 < limit:
            return self._take_name(k + 1)  # "طفل يدعى حسام"
        return None

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

    def _behind_grade(self, k: int) -> int:
        """The index behind the grade of a rank at `k`: "الجندي أول فلان"."""
        return k + 1 if k < len(self.tokens) and self.tokens[k].text in _GRADES else k

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

    def _name(self, word: Word) -> bool | None:
        """Words that end the phrase, آخرون, the object of a verb, and personal names with their titles."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        tags = word.tags
        if word.text in _GRADES and not phrase.names and tokens[k - 1].tags & (TITLE | PEOPLE) and k > phrase.first:
            rank = tokens[k - 1].word
            if rank is not None and rank.entry.role in IN_UNIFORM:
                self.k += 1  # "الجندي أول ثامر": of the rank, not of the name
                return True
        if tags & VERB and tokens[k - 1].tags & TITLE and of_religion(tokens, k):
            return self._take_name(k)  # "الشيخ نجم الدين"
        if (
            word.conjunction
            or tags & STOP
            or (tags & TRIGGER and not tags & PEOPLE and not tags & ORGANISATION)
            or tags & (SUBSET | SAYING | ADVERB)
            or (tags & SAYING_PARTICIPLE and not word.definite)  # "مقتل الطفل مشيرة إلى أن"
            or word.text in _MANNERS
        ):
            if tags & OTHER:
                if word.text in ("واخر", "واخري") and k + 1 < len(tokens) and tokens[k + 1].text == "من":
                    return False  # "جندي وآخر من الشرطة": a group of its own
                phrase.other = True
                self.k += 1
                return True
            if not (tags & NAME and not tags & STOP):
                return False
        if word.preposition and (not tags & NAME or word.preposition == "ل"):
            return False
        head = self.head
        before = tokens[k - 1].word
        if (
            phrase.organisation
            and tags & NAME
            and not tags & (PEOPLE | ORGANISATION | PLACE_NAME)
            and before is not None
            and before.definite
            and not any(token.tags & (PEOPLE | TITLE) for token in tokens[phrase.first + 1 : k])
            and (k - 1 > phrase.first or before.core in _PLAIN_FORCES)
        ):
            return False  # "المتحدث باسم القوات الخاصة سالم رزق"; in "قوات الرئيس السابق سالم رزق" he is its chief
        if (
            head is not None
            and before is not None
            and before.text.endswith("ون")
            and head.text.endswith("ون")
            and not (head.definite or before.definite or phrase.counted)
            and word.definite
            and tags & (TITLE | PEOPLE)
        ):
            return False  # "اغتال مجهولون العقيد": the object of the verb
        if (
            head is not None
            and k - 1 == phrase.head
            and head.definite
            and head.text.endswith("ون")
            and word.definite
            and (word.text.endswith("ه") or (tags & PEOPLE and not tags & NISBA and word.entry.role in IN_UNIFORM))
        ):
            return False  # "خطف المسلحون الممرضة", "قتل المسلحون الجنود": the object of the verb
        if tags & OTHER:
            phrase.other = True
            self.k += 1
            return True
        if tags & PEOPLE and tags & NAME and word.core.endswith("ي") and k - 1 == phrase.head and not phrase.definite:
            self.k += 1  # "شرطي تركي": the nationality, not the name
            return True
        if (
            tags & PEOPLE
            and (word.pronoun or word.text in HIS_KIN)
            and phrase.number == ONE
            and not phrase.counted
            and self.head is not None
            and self.head.entry.lemma in _STRANGERS
        ):
            return False  # "قتل شاب خاله": the object of the verb
        if not tags & (NAME | TITLE) or (tags & PEOPLE and not word.definite and not tags & NAME):
            return None
        named = k + 1 < len(tokens) and tokens[k + 1].tags & NAME
        far = k - 1 > phrase.first or (named and before is not None and before.definite)
        if phrase.organisation and tags & TITLE and word.definite and far and not tags & ORGANISATION:
            return False  # "المنشق عن الجيش السوري العميد فلان"
        if (
            tags & TITLE
            and tags & PEOPLE
            and word.definite
            and word.number == ONE
            and phrase.number == MANY
            and phrase.definite
            and not (phrase.organisation or phrase.counted)
        ):
            return False  # "شيع الأهالي الشاب فلان"
        if tags & NAME and word.definite and not phrase.names and k + 1 < len(tokens) and tokens[k + 1].tags & TITLE:
            self.k += 1  # "المسؤول في الجانب الأيمن المدعو فلان"
            return True
        if tags & TITLE and not tags & NAME:
            self.k += 1
            after = skip_quotes(tokens, k + 1) if k + 1 < len(tokens) and tokens[k + 1].text == "/" else k + 1
            if after < len(tokens) and tokens[after].text == "اول":
                after += 1  # "الرقيب أول هشام"
            if word.core == "مدعو" and k + 1 < len(tokens) and tokens[k + 1].text == ",":
                after = k + 2
            if phrase.number in (ONE, 0) and not phrase.counted:
                self._take_name(after)
            return True
        if (phrase.number == ONE or not phrase.counted) and self._take_name(k):
            return True
        self.k += 1
        return True


def _member(token: Token) -> bool:
    """Whether the noun is of people who belong to a force or a party: "زوجة قائد في التنظيم"."""
    return token.word is not None and bool(token.tags & PEOPLE) and token.word.entry.role in _MEMBERS
