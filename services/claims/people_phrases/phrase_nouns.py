"""How a phrase of people goes on by nouns: further people and parties, genitives, nationalities, adjectives, unlisted words.

The steps over one noun, on which `phrase_names` builds: each returns True where it took words and reading goes on, False where the phrase
ends, None where the word is not its business.
"""

from __future__ import annotations

from services.claims.lexicon import (
    NAME,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    STOP,
    TITLE,
    TRIGGER,
    lexicon,
    word_set,
)
from services.claims.people_phrases.people_phrase import FORCE, People
from services.claims.people_phrases.personal_names import name_end, no_name_opens
from services.claims.text.inflection import ONE, TWO
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word

_LONGEST_PHRASE = 14
_GROUPS = word_set("groups")
_TIMES = frozenset(("عام", "شهر", "اسبوع", "يوم", "ليله", "سنه", "صباح", "مساء"))
_VAGUE = word_set("vague")
_OBJECTS = word_set("objects_of_forces")
_OF_A_YEAR = word_set("of_a_year")
_FAMILIES = word_set("families")
_PARTIES = word_set("parties")
DIRECTIONS = frozenset(("شمالي", "جنوبي", "شرقي", "غربي"))


_PLAIN_MEN = word_set("plain_men")


class PhraseNouns:
    """A phrase being read on behind its noun, and the steps over nouns. k: the next token; limit: where reading ends at the latest."""

    __slots__ = (
        "group",
        "head",
        "k",
        "limit",
        "opened",
        "parted_noun",
        "parts",
        "phrase",
        "quoted",
        "sentence",
        "tokens",
    )

    def __init__(self, sentence: Sentence, phrase: People, k: int) -> None:
        tokens = self.tokens = sentence.tokens
        self.sentence = sentence
        self.phrase = phrase
        self.k = k
        self.limit = min(len(tokens), phrase.first + _LONGEST_PHRASE)
        head = self.head = tokens[phrase.head].word if phrase.head is not None else None
        self.group = (
            phrase.number_span is not None
            or phrase.other
            or (head is not None and (head.core in _GROUPS or head.plural or phrase.number == TWO))
        )
        self.quoted = False
        self.parts = 0
        self.parted_noun = False
        self.opened = phrase.first > 0 and tokens[phrase.first - 1].text in ('"', "'")

    def _take_name(self, k: int) -> bool:
        """Notes the name that begins at `k`, if one does."""
        end = name_end(self.tokens, k)
        if end == k:
            return False
        self.phrase.names.append((k, end))
        self.k = end
        return True

    def _noun(self, word: Word) -> bool | None:
        """Further nouns of people, parties, places and adjectives that agree."""
        phrase, k = self.phrase, self.k
        tags = word.tags
        if self._another_part(word) or self._direction(word):
            return False
        last = self.tokens[k - 1].word
        if (
            phrase.organisation
            and tags & PEOPLE
            and not word.definite
            and not tags & ORGANISATION
            and (k - 1 > phrase.first or (last is not None and last.definite))
        ):
            return False  # "قتل حزب العمال ضابطي شرطة", "خطف التنظيم امرأة": the second people are not the party's
        if (
            last is not None
            and last.entry.organisation == "name"
            and word.definite
            and tags & NISBA
            and not tags & (PEOPLE | ORGANISATION)
        ):
            return False  # "اختطف تنظيم داعش العبادي"
        if (
            tags & PEOPLE
            and word.plural
            and word.definite
            and phrase.definite
            and phrase.number == ONE
            and not phrase.counted
        ):
            return False  # "دعا القائد المسلحين": the second people are another part of the clause
        if (
            phrase.organisation
            and tags & PEOPLE
            and not tags & (ORGANISATION | NISBA | NAME)
            and word.number == ONE
            and word.definite
            and not (word.preposition or word.conjunction or word.core.endswith(("ي", "يه")))
            and (
                k - 1 > phrase.first
                or (last is not None and last.definite and (word.core[0] != "م" or _other_gender(last, word)))
            )
            and not (k - 1 == phrase.first and word.text.endswith("ه"))
        ):
            return False  # "أسر التنظيم الإرهابي الطيار"; a noun in م may be its adjective ("التنظيم المتطرف")
        if (
            phrase.organisation
            and tags & PEOPLE
            and not tags & (ORGANISATION | NISBA)
            and word.plural
            and word.definite
            and not word.preposition
            and word.text.endswith("ين")
            and last is not None
            and last.definite
            and (k - 1 > phrase.first or last.text.startswith("ال"))
            and not last.text.endswith("ين")
        ):
            return False  # "أجبرت قوات الجيش الوطني المسلحين على الفرار"
        if (
            tags & PEOPLE
            and word.number == ONE
            and not (phrase.counted or phrase.definite or word.definite)
            and self.head is not None
            and (
                (self.head.number == ONE and word.text.endswith("ا") and not self.head.text.endswith("ا"))
                or self.head.text.endswith("ون")
            )
        ):
            return False  # "قتل شرطي شابا", "مسلحون طبيبا": another case or number, so another part of the clause
        if (
            tags & PEOPLE
            and not tags & (NISBA | ORGANISATION)
            and self.head is not None
            and self.k - 1 == phrase.head
            and self.head.number == word.number == ONE
            and (self.head.entry.role in FORCE or self.head.entry.lemma in _PLAIN_MEN)
            and not (self.head.definite or word.definite or word.conjunction or word.preposition or phrase.counted)
            and word.text.endswith("ه")
            and not self.head.text.endswith("ه")
        ):
            return False  # "استهدف قناص سيدة": another gender, so the object of the verb
        if word.text == "واحده" and last is not None and last.entry.lemma in _FAMILIES:
            self.k += 1  # "خمسة من أسرة واحدة"
            return True
        if tags & (PEOPLE | ORGANISATION):
            men = tags & ORGANISATION and last is not None and last.entry.lemma == "رجل"
            if (phrase.role in ("unknown", "member") or men) and word.entry.role not in ("unknown", "member"):
                phrase.role = word.entry.role
            self.k += 1
            return True
        if _names_organisation(self.tokens[k - 1], word):
            self.k += 1
            return True
        if (
            word.text == "العام"
            and last is not None
            and last.definite
            and last.tags & (NISBA | ORGANISATION | PEOPLE)
            and (k + 1 == self.limit or self.tokens[k + 1].text not in _OF_A_YEAR)
        ):
            self.k += 1  # "حزب المؤتمر الشعبي العام"
            return True
        if tags & NO_PEOPLE:
            return self._genitive(word) or self._chain(word) or self._party(word)
        head = self.head
        if (
            tags & PLACE_NAME
            and word.text.endswith("يا")
            and head is not None
            and k - 1 in (phrase.head, phrase.end - 1)
            and head.text.endswith("ا")
            and not head.definite
        ):
            self.k += 1  # "14 جنديا تركيا": the nationality in the accusative
            return True
        if tags & PLACE_NAME and phrase.organisation and word.definite and word.text.endswith("يه"):
            self.k += 1  # "السلطات السورية"
            return True
        if tags & (PLACE_NAME | PLACE_TYPE):
            # an idafa goes on ("حاكم ولاية لوغار"), an adverb of place does not
            if head is not None and phrase.role in ("official", "member", "civilian") and not phrase.counted:
                self.k += 1
                return True
            if head is not None and k - 1 == phrase.head and word.definite and _construct(head):
                self.k += 1  # "حراس الفندق"
                return True
            return False
        if not tags & ~NISBA and not word.definite and word.text[0] == "ي" and word.entry.tags == 0:
            return False  # "29 شخصا آخرين يخشى": a verb
        if (
            phrase.organisation
            and word.definite
            and not tags
            and k - 1 == phrase.head
            and head is not None
            and (word.text in _OBJECTS or (head.text.endswith(("ه", "ات")) and _disagrees(head, word)))
        ):
            return False  # "ألقت المقاومة القبض", "قصفت القوات القصر"
        if tags & NISBA or word.definite:
            if (
                phrase.definite
                and phrase.number == ONE
                and not (word.definite or phrase.counted or phrase.names or word.conjunction)
                and self._take_name(k)
            ):
                return True  # "المصور الياباني كينجي جوتو"
            if (
                word.definite
                and head is not None
                and not phrase.definite
                and not _idafa(head, phrase)
                and not phrase.counted
            ):
                return False
            self.k += 1
            return True
        if (
            word.text in ("عليه", "عليها", "عليهم")
            and k - 1 == phrase.head
            and head is not None
            and head.core[0] == "م"
        ):
            self.k += 1  # "المحكوم عليه", "المجني عليها"
            return True
        return None

    def _genitive(self, word: Word) -> bool:
        """Takes a definite noun of things right behind an indefinite noun of people, whose genitive it is: "من أعضاء اللجنة المركزية"."""
        before = self.tokens[self.k - 1].word
        if before is None or not word.definite or word.preposition or word.conjunction or word.core in _TIMES:
            return False  # "قتل مستوطن العام الماضي"
        if (
            before.definite
            or before.pronoun
            or not before.tags & PEOPLE
            or before.text.endswith(("ون", "ين", "ا", "ان"))
        ):
            return False
        if before.entry.role not in ("member", "official", "civilian", "media", "medical") or self.phrase.names:
            return False
        self.k += 1
        return True

    def _chain(self, word: Word) -> bool:
        """Takes the genitive of a sound plural whose nun is dropped: "مسلحي مجلس الشورى"."""
        before = self.tokens[self.k - 1].word
        if before is None or not before.plural or not before.text.endswith(("ي", "و")) or before.definite:
            return False
        if word.preposition or word.conjunction or word.definite or self.k + 1 >= self.limit:
            return False
        behind = self.tokens[self.k + 1].word
        if behind is None or not behind.definite or behind.preposition or behind.conjunction:
            return False
        self.k += 2
        return True

    def _party(self, word: Word) -> bool:
        """Takes the name of a party that is a thing of a country: "حركة مشروع تونس"."""
        before = self.tokens[self.k - 1].word
        behind = self.tokens[self.k + 1].word if self.k + 1 < self.limit else None
        if before is None or before.core not in _PARTIES or before.definite or word.definite or word.preposition:
            return False
        if word.conjunction or behind is None or not behind.tags & PLACE_NAME or behind.preposition:
            return False
        self.k += 2
        return True

    def _direction(self, word: Word) -> bool:
        """Whether the word tells where: "سبعة من عناصر التنظيم غربي المدينة". In "دبلوماسي كوري شمالي" it belongs to the nation."""
        if word.text not in DIRECTIONS:
            return False
        before = self.tokens[self.k - 1].word
        behind = self.tokens[self.k + 1].word if self.k + 1 < len(self.tokens) else None
        nation = before is not None and before.text.endswith("ي") and not before.definite
        of_place = behind is not None and (behind.definite or behind.tags & (PLACE_NAME | PLACE_TYPE))
        return not nation or bool(of_place)

    def _another_part(self, word: Word) -> bool:
        """Whether indefinite people or a quantity behind a definite phrase are another part of the clause: "الحوثيون ناشطا"."""
        phrase, k = self.phrase, self.k
        before = self.tokens[k - 1].word
        if before is None or k <= phrase.first or (phrase.head is not None and k <= phrase.head):
            return False
        if word.entry.organisation == "head" and before.entry.organisation == "name" and not word.preposition:
            return True  # "بايع مقاتلو النصرة تنظيم داعش"
        if word.entry.organisation == "head" and phrase.organisation and before.definite and not word.definite:
            return not (word.preposition or word.conjunction)  # "تتهم الحكومة حزب العمال"
        head = self.head
        if (
            head is not None
            and head.plural
            and not (head.definite or phrase.counted or word.definite or word.pronoun or word.conjunction)
            and before.definite
            and word.number == ONE
            and word.tags & PEOPLE
            and not word.tags & (NAME | TITLE | ORGANISATION)
        ):
            return True  # "قنص مسلحو الحركة امرأة"
        known = phrase.organisation or (phrase.definite and before.definite)
        if not known or (word.definite and word.text not in _VAGUE):
            return False
        if word.text in _VAGUE or (k in self.sentence.quantities and not phrase.counted):
            return True  # "قتل المسلحون ثمانية من الركاب"
        if not word.tags & PEOPLE or word.tags & (NAME | TITLE) or word.pronoun:
            return False
        return before.definite and (word.plural or word.number == TWO or word.text.endswith("ا"))

    def _unknown(self, word: Word) -> bool:
        """A word no list knows: an adjective of an indefinite noun, a name behind a definite one, or the end."""
        phrase, k, head = self.phrase, self.k, self.head
        if (
            word.text.startswith("ب")
            and len(word.text) > 3
            and not phrase.names
            and (phrase.definite or word.text[1:] in lexicon().forms or names_cause(word.text))
        ):
            return False
        if (
            k - 1 == phrase.head
            and word.text.endswith(("ه", "ها", "هم"))
            and word.text[0] != "و"
            and head is not None
            and not head.text.endswith(("ين", "ون"))  # "فجر انتحاريون أجهزة"
            and not head.definite
            and not head.pronoun
            and head.plural
        ):
            self.k += 1
            return True
        if (
            k - 1 == phrase.head
            and head is not None
            and head.plural
            and not (phrase.definite or word.definite or word.preposition)
            and word.text.endswith(("ون", "ين"))
            and word.text[0] not in "يتنس"
        ):
            self.k += 1  # "مسلحون مجهولون"
            return True
        if phrase.organisation and word.text.startswith("ال") and not word.tags:
            if k - 1 == phrase.head and head is not None and _disagrees(head, word):
                return False
            self.k += 1  # "الجيش الحر": in a word so short nothing is taken for the article
            return True
        if (
            phrase.organisation
            and k - 1 == phrase.head
            and head is not None
            and not (head.definite or word.definite or word.preposition)
            and word.text.endswith("ه")
            and k + 1 < len(self.tokens)
            and self.tokens[k + 1].text.endswith("يه")
        ):
            self.k += 1  # "قوات خاصة إسرائيلية"
            return True
        before = self.tokens[k - 1].word
        behind = self.tokens[k + 1].word if k + 1 < self.limit else None
        if (
            before is not None
            and before.entry.organisation == "head"
            and not (before.definite or word.tags or word.preposition or word.text[0] in "وبلف")
            and behind is not None
            and (behind.definite or (behind.tags & PLACE_NAME and before.core in _PARTIES))
            and not (behind.preposition or behind.conjunction or behind.tags & (STOP | TRIGGER))
        ):
            self.k += 2  # "قوات حفظ السلام", "حزب نداء تونس"
            return True
        if word.text[0] == "و" and (len(word.text) > 4 or word.text[1:] in lexicon().phrases):
            return False  # "قتل صديقه وإخفاء جثته", "إصابة شخص وقبض على الجاني"
        if word.text in ("عمره", "عمرها", "عمرهم", "عمرهما"):
            return False  # "شاب عمره 21 عاما"
        one = phrase.number == ONE and not phrase.counted
        if one and (phrase.definite or (head is not None and phrase.role == "official")):
            previous = self.tokens[k - 1].word
            if phrase.names and (word.text[0] in "يت" or not word.definite):
                return False
            known = previous is not None and (previous.definite or previous.tags & (PEOPLE | NISBA))
            if phrase.definite and known and self._take_name(k):
                return True
            if phrase.definite and not word.definite and no_name_opens(self.tokens, k):
                return False
            self.k += 1
            return True
        if (
            one
            and phrase.head == k - 1
            and head is not None
            and not word.text.startswith(("ي", "ت", "س"))
            and not phrase.definite
            and (head.text.endswith("ا") or not word.text.endswith("ا"))  # "وصل شاب مصابا": no adjective
        ):
            self.k += 1  # one adjective of an indefinite noun: "امرأة مسنة"
        return False


def _other_gender(last: Word, word: Word) -> bool:
    """Whether a man stands behind a feminine noun, so that the word is no adjective of it: "الشرطة المهاجم"."""
    return last.text.endswith("ه") and not word.text.endswith(("ه", "ات"))


def _disagrees(head: Word, word: Word) -> bool:
    """Whether a definite word cannot be the adjective of the definite organisation before it: a feminine noun has one in ة."""
    feminine = head.text.endswith(("ه", "ات"))
    return head.text.startswith("ال") and feminine != word.text.endswith("ه")


def names_cause(text: str) -> bool:
    """Whether ب is written onto a cause or an attack: "باشتباكات", "بحادث"."""
    known = lexicon()
    return text[:1] == "ب" and (
        text[1:] in known.causes or text[1:] in known.cause_openings or text[1:] in known.attacks
    )


def mine(tokens: list[Token], j: int) -> bool:
    """Whether a noun ending in ي is "my …" and no dual before its genitive: no noun follows, or a name does."""
    following = tokens[j + 1].word if j + 1 < len(tokens) else None
    return (
        following is None
        or bool(following.conjunction)
        or bool(following.tags & (STOP | NAME))
        or bool(following.preposition)
    )


def _construct(head: Word) -> bool:
    """Whether a noun may stand in front of its genitive: indefinite, its nun dropped."""
    return not (head.definite or head.pronoun or head.text.endswith(("ون", "ا", "ان")))


def _idafa(head: Word, phrase: People) -> bool:
    """Whether a definite word may be the genitive of the head; of a plural whose nun is written it is not ("مسلحون النار")."""
    if head.plural and head.text.endswith("ون"):
        return False
    return (
        phrase.role in ("member", "official", "security", "civilian", "unknown", "militant", "military")
        and not head.definite
    )


def _names_organisation(before: Token, word: Word) -> bool:
    """Whether a word of another class goes on with the name of an organisation: "حزب الله", "تنظيم الدولة"."""
    if before.word is None or not before.tags & ORGANISATION:
        return False
    thing = not before.word.definite and word.definite and not word.preposition and bool(word.tags & NO_PEOPLE)
    if word.text == "فتح":
        return before.word.core == "حركه"
    return word.text == "الله" or (thing and before.word.entry.organisation == "head")
