"""How a phrase of people goes on by names: titles, ranks and their grades, personal names ("العريف أول سالم رزق"), and where a name or
a title with the article is somebody else, whom they harmed ("خطف المسلحون الممرضة").
"""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    NAME,
    NISBA,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    SAYING,
    SAYING_PARTICIPLE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.people_phrases.modifiers import skip_quotes
from services.claims.people_phrases.people_phrase import IN_UNIFORM
from services.claims.people_phrases.personal_names import of_religion
from services.claims.people_phrases.phrase_nouns import PhraseNouns
from services.claims.text.inflection import MANY, ONE
from services.claims.text.words import Word

_STRANGERS = word_set("strangers")
_MANNERS = word_set("manners")
_GRADES = frozenset(("اول", "ثان", "ثاني"))
_PLAIN_FORCES = frozenset(("جيش", "شرطه", "تنظيم", "حزب", "حركه", "جماعه"))
# Folded alike: his uncle and an aunt; after another person they are his kin.
HIS_KIN = frozenset(("خاله", "عمه", "جده", "والده", "شقيقه", "ابنه", "قريبه", "صديقه"))


class PhraseNames(PhraseNouns):
    """A phrase being read on behind its noun: the steps over titles and names."""

    __slots__ = ()

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
        if self._somebody_else(word):
            return False
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
        return self._named(word)

    def _somebody_else(self, word: Word) -> bool:
        """Whether a name or a noun with the article is not of the phrase, but of whom they harmed or who speaks for them: "خطف المسلحون
        الممرضة", "المتحدث باسم القوات الخاصة سالم رزق"."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        tags = word.tags
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
            return True  # "المتحدث باسم القوات الخاصة سالم رزق"; in "قوات الرئيس السابق سالم رزق" he is its chief
        if (
            head is not None
            and before is not None
            and before.text.endswith("ون")
            and head.text.endswith("ون")
            and not (head.definite or before.definite or phrase.counted)
            and word.definite
            and tags & (TITLE | PEOPLE)
        ):
            return True  # "اغتال مجهولون العقيد": the object of the verb
        # "خطف المسلحون الممرضة", "قتل المسلحون الجنود": the object of the verb
        return (
            head is not None
            and k - 1 == phrase.head
            and head.definite
            and head.text.endswith("ون")
            and word.definite
            and (
                word.text.endswith("ه") or (bool(tags & PEOPLE) and not tags & NISBA and word.entry.role in IN_UNIFORM)
            )
        )

    def _named(self, word: Word) -> bool:
        """A title with the name behind it ("القيادي سالم رزق"), or a name."""
        phrase, tokens, k = self.phrase, self.tokens, self.k
        tags = word.tags
        before = tokens[k - 1].word
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

    def _behind_grade(self, k: int) -> int:
        """The index behind the grade of a rank at `k`: "الجندي أول فلان"."""
        return k + 1 if k < len(self.tokens) and self.tokens[k].text in _GRADES else k
