"""Where a personal name ends."""

from __future__ import annotations

from services.claims.lexicon import (
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
    SAYING_PARTICIPLE,
    STOP,
    TRIGGER,
    VERB,
    lexicon,
    word_set,
)
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token

_LONGEST_NAME = 7
_NO_NAMES = frozenset(("اول", "برفقه", "بصحبه", "بمعيه", "برتبه", "بدم", "بعمر", "بحاله", "بطلق", "برصاصه"))
_SMALL_NUMBERS = frozenset(("اثنين", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه", "عشره", "عشرات"))
_RANKS = frozenset(("member", "military", "security", "militant", "official", "media"))  # "القيادي", "الجندي"
_DESCRIPTIONS = word_set("descriptions")
_KUNYA = frozenset(("ابو", "ابي", "ابا"))
_NAME_LINKS = word_set("name_links")
_TRADE_SURNAMES = word_set("trade_surnames")
_MANNERS = word_set("manners")


def _link(token: Token) -> bool:
    return token.text in _NAME_LINKS or (token.word is not None and token.word.core in _NAME_LINKS)


def _that(tokens: list[Token], j: int) -> bool:
    return j < len(tokens) and tokens[j].text in ("ان", "بان")


def child_of(tokens: list[Token], i: int) -> bool:
    """Whether the word at `i`, whatever else it means, is a name because بن or بنت follows: "شارع بن مبارك"."""
    word = tokens[i].word
    return (
        i + 2 < len(tokens)
        and tokens[i + 1].text in ("بن", "بنت")
        and word is not None
        and not word.tags & STOP
        and not (word.definite or word.preposition)
    )


def of_religion(tokens: list[Token], i: int) -> bool:
    """Whether the word at `i` makes a name with الدين: "نجم الدين", "عز الدين"; not "عالم الدين"."""
    word = tokens[i].word
    if i + 2 >= len(tokens) or tokens[i + 1].text != "الدين" or word is None:
        return False
    return not (
        word.definite or word.preposition or word.conjunction or word.tags & (STOP & ~VERB | PEOPLE | PLACE_TYPE)
    )


_SHORT = 4  # letters: "أدهم" is a name


def name_end(tokens: list[Token], i: int) -> int:
    """The index after the personal name that begins at `i`; `i` itself where none does."""
    j = i
    while j < len(tokens) and j - i < _LONGEST_NAME:
        word = tokens[j].word
        if (
            word is None
            or word.text == "و"
            or word.text in _DESCRIPTIONS
            or (j > i and word.text in ("ل", "ب", "ك"))  # "قال سالم رزق لـ«الصحيفة»"
            or (j > i and (word.conjunction or word.preposition) and word.tags & ~(NISBA | NAME))
            or (j > i and word.conjunction == "و" and word.tags & NAME)  # "فهد سالم وسعيد علي": another person
        ):
            break
        if word.text in _NAME_LINKS or word.tags & NAME:
            j += 1
            continue
        if j == i and (child_of(tokens, j) or of_religion(tokens, j)):
            j += 1
            continue
        if (
            word.definite
            and j > i
            and word.tags & PEOPLE
            and word.number == ONE
            and word.core.endswith("ي")
            and (word.entry.role not in _RANKS or word.text in _TRADE_SURNAMES)
            and not word.conjunction
            and not word.preposition
            and not _nationality(tokens, j)
        ):
            j += 1  # "طلال الأردني": the surname looks like a nationality
            continue
        if (
            j > i
            and word.text in _TRADE_SURNAMES
            and tokens[j - 1].tags & NAME
            and not (j + 1 < len(tokens) and tokens[j + 1].tags & NAME)
        ):
            j += 1  # "سمير الحلاق"; in "أحمد الشيخ محمد" another name begins
            continue
        if (
            j == i + 2
            and tokens[i].text in _KUNYA
            and word.definite
            and word.number == ONE
            and word.tags & PEOPLE
            and not (word.conjunction or word.preposition)
            and not (j + 1 < len(tokens) and tokens[j + 1].tags & NAME)
        ):
            j += 1  # "أبو مهدي المهندس"
            continue
        if word.tags & (STOP | TRIGGER | OTHER | DEMONSTRATIVE | PEOPLE | PLACE_TYPE | NO_PEOPLE | SAYING_PARTICIPLE):
            # a name's part may look like a common noun after بن, ال, ابو
            if (
                j > i
                and _link(tokens[j - 1])
                and not word.tags & (PREPOSITION | CONJUNCTION | COMPLEMENTIZER | RELATIVE)
            ):
                j += 1
                continue
            break
        if word.tags & (ORGANISATION | PLACE_NAME) and j == i:
            break
        if not word.tags and word.text[0] == "م" and word.text[-1] in "ها" and _that(tokens, j + 1):
            break  # "مقتل الطفل معتبرة أن": what they say of it
        if j == i and not word.tags and no_name_opens(tokens, j):
            break
        if not word.tags and not word.definite and len(word.text) > _SHORT and word.text.endswith(("هم", "هما")):
            break  # "أعلن خمسة ضباط خروجهم": a noun with a pronoun
        unknown = j > i and not word.tags and len(word.text) > 3
        if j > i and word.text[0] == "س" and (to_come := lexicon().forms.get(word.text[1:])) and to_come.tags & VERB:
            break  # "سالم سيتوجه"
        if j > i and word.text in _SMALL_NUMBERS:
            break  # "فقد سالم سبعة من أسرته"
        if word.text in _NO_NAMES or (
            j > i + 1
            and not word.tags & ~NISBA
            and word.text[0] == "و"
            and len(word.text) > 3
            and not _link(tokens[j - 1])
        ):
            break  # "سيف يوسف برتبة عريف", "أبو يحيى الحوثي وعصيان قيادات"
        plural = word.definite and word.text.endswith(("ات", "ون", "ين"))
        if unknown and not _link(tokens[j - 1]) and (word.text[0] in "يت" or plural):
            break  # a verb, or a noun of things
        if j > i and word.text in _MANNERS:
            break  # "قتل معاذ سالم حرقا"
        if word.text in ("عليه", "عليها", "عليهم") or (unknown and word.text[0] == "ل" and len(word.text) > 4):
            break
        if unknown and word.text[0] in "وفبل" and (word.text[1:3] == "ال" or word.text[1:] in lexicon().forms):
            break
        if (
            unknown
            and word.text[0] == "ب"
            and (word.text[1:] in lexicon().causes or word.text[1:] in lexicon().cause_openings)
        ):
            break  # "بإطلاق نار"
        if j > i and not word.tags and len(word.text) > 3 and word.text[0] == "م" and word.text[-1] == "ا":
            break  # a participle that tells how: "متأثرا"
        j += 1
    return j


_OF_GOD = frozenset(("الدين", "الله", "الاسلام", "الحق", "الرحمن", "الرحيم", "القادر", "العزيز", "الدوله", "الزمان"))


def no_name_opens(tokens: list[Token], i: int) -> bool:
    """Whether an unlisted word opens no personal name: a verb or noun with و ل ف or a plural pronoun ("وأمطروه", "لمهامها"), or a
    noun in idafa with a thing ("صبيحة العيد")."""
    text = tokens[i].text
    if (
        text.endswith(("ها", "هم", "هما", "وه"))
        or (text[0] in "ولف" and len(text) > 4)
        or (text[0] in "يت" and len(text) > 3)
    ):
        return True
    if len(text) < 3 or (len(text) > 5 and text.endswith(("نا", "يه")) and not text.startswith("ال")):
        return True  # "انتباهنا", "ميدانية"
    following = tokens[i + 1].word if i + 1 < len(tokens) else None
    return (
        text.endswith("ه")
        and following is not None
        and following.definite
        and not following.tags
        and not following.conjunction
        and not following.preposition
        and following.text not in _OF_GOD
    )


def _nationality(tokens: list[Token], j: int) -> bool:
    """Whether the nisba at `j` is said of somebody's nationality: "السوري الجنسية"."""
    return j + 1 < len(tokens) and tokens[j + 1].text in ("الجنسيه", "الاصل", "المولد", "المنشا")


def quoted_name(tokens: list[Token], k: int, limit: int) -> int:
    """The index of the quotation mark that closes a name of up to five words opened before `k`, or 0."""
    for end in range(k + 1, min(limit, k + 6)):
        if tokens[end].text in ('"', "'"):
            return end
        if tokens[end].word is None or tokens[end].tags & (STOP | TRIGGER):
            return 0
    return 0
