"""Readings whose grammar is sound and which still tell of no event: verdicts not carried out, things and animals in the place of
people, a death that a later word of the same sentence tells."""

from __future__ import annotations

from itertools import pairwise

from services.claims.lexicon import (
    DEMONSTRATIVE,
    NAME,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    TITLE,
    TRIGGER,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_PERSONS = PEOPLE | ORGANISATION | NAME | TITLE
_VERDICTS = word_set("verdicts")
_CARRIED_OUT = word_set("carried_out")
_VESSELS = word_set("vessels")
_BEFORE_VERDICT, _AFTER_VERDICT = 9, 5  # words round إعدام that tell of the verdict
_IS_EXPOSED = frozenset(("يتعرض", "تتعرض", "يتعرضون", "يتعرضوا"))
_WHOEVER = frozenset(
    (("كل", "الذين"), ("كل", "من"), ("لكل", "من"), ("جميع", "الذين"), ("كافه", "الذين"), ("كل", "الذي"), ("ان", "من"))
)
_MONEY = frozenset(("لرووس", "رووس", "الاموال", "للاموال", "الاستثمارات", "للاستثمارات", "لرءوس", "لرؤوس"))
_BURNING = frozenset(("احراق", "حرق"))  # whose object in ل may be a thing of no list: "إحراق مستوطنين لكشكهم"
_OBJECTS_BY_L = frozenset(("احراق", "حرق", "فقدان", "خطف", "اختطاف", "ذبح", "اصابه"))


def unreal(reading: Reading) -> str | None:
    """Why the reading tells of no event, or None."""
    tokens = reading.sentence.tokens
    if _verdict(reading, tokens):
        return "sentence only"
    if _of_things(reading, tokens):
        return "its object is no people"
    if _vessel(reading, tokens):
        return "a vessel, not people"
    if _figure(reading, tokens):
        return "a figure of speech"
    if _supposed(reading, tokens):
        return "not said to have happened"
    if _one_of_the_casualties(reading, tokens):
        return "points back"
    return None


def _verdict(reading: Reading, tokens: list[Token]) -> bool:
    """Whether إعدام is what a court ruled, and nothing tells that it was carried out: "حكم القضاء بإعدامه"."""
    if reading.kind != "killed":
        return False
    spoken = [token for token in tokens[reading.first : reading.last + 1] if "اعدام" in token.text]
    if not spoken or (isinstance(reading.entry, TriggerEntry) and reading.entry.category == "verb"):
        return False
    first = max(0, reading.first - _BEFORE_VERDICT)
    around = [token.core for token in tokens[first : reading.last + _AFTER_VERDICT]]
    if _VERDICTS.isdisjoint(around):
        return False
    done = {token.core for token in tokens} & _CARRIED_OUT
    return not done or (done <= _MANNERS and not _RULING.isdisjoint(around))


_SOME = frozenset(("معظم", "غالبيه", "اغلب", "بعض"))
_MANNERS = frozenset(("شنقا", "رميا"))  # behind a ruling they tell how it shall be done: "حكم بإعدامه شنقا"
_RULING = frozenset(("حكمت", "قضت", "قضي", "قرر", "قررت", "حكم", "حكما", "اصدر", "اصدرت", "صدر", "محكوم"))


def _of_things(reading: Reading, tokens: list[Token]) -> bool:
    """Whether what seem to be the people do it to things: "إحراق مستوطنين لمنزلهم", "قتل رجال الدفاع المدني تلك الثعابين", or
    are things that a pronoun stands for: "أحرقت أربعا منها"."""
    victims = reading.victims
    if victims is None or victims.sentence is not reading.sentence:
        return False
    if tokens[victims.end - 1].text == "منها" and victims.head in (None, victims.end - 1):
        return reading.agent is not None or not any(token.tags & ORGANISATION for token in tokens[: reading.first])
    if _counts_things(victims, tokens) or _many_of_things(victims, tokens):
        return True
    if victims.first <= reading.last or victims.end + 1 >= len(tokens):
        return False
    behind, then = tokens[victims.end], tokens[victims.end + 1]
    if behind.tags & DEMONSTRATIVE and not victims.counted and behind.text in ("تلك", "هذه", "ذلك", "هذا"):
        return not then.tags & (_PERSONS | TRIGGER) and then.word is not None and then.word.definite
    entry = reading.entry
    if not isinstance(entry, TriggerEntry) or entry.lemma not in _OBJECTS_BY_L or entry.category != "masdar":
        return False
    word = behind.word
    if word is None or behind.tags & _PERSONS:
        return False
    owned = behind.text.endswith(("هم", "ها", "ه")) and not word.definite  # "المدنيين السنة" are Sunnis, own no thing
    if not behind.text.startswith("ل"):
        return bool(behind.tags & NO_PEOPLE) and owned
    burnt = entry.lemma in _BURNING and not word.tags and owned
    return bool(behind.tags & NO_PEOPLE) or burnt


def _figure(reading: Reading, tokens: list[Token]) -> bool:
    """Whether words round the trigger make it a figure of speech or something else: "أصابت الجميع بمقتل", "سقطت سبعة أخرى" of
    rockets, "هروب كثيف لرؤوس الأموال", "إصابات ظاهرة" of a post-mortem."""
    i = reading.first
    text = tokens[i].text
    before = [token.text for token in tokens[max(0, i - 3) : i]]
    after = [token.text for token in tokens[reading.last + 1 : reading.last + 4]]
    if text == "بمقتل" or (text == "مقتل" and before[-1:] == ["في"]):
        return any(word.lstrip("وف").startswith(("اصاب", "يصيب", "تصيب")) for word in before)
    victims = reading.victims
    if reading.rule == "people fell" and victims is not None and tokens[victims.end - 1].text == "اخري":
        return True
    if reading.rule == "people fell" and text in ("تسقط", "يسقط"):
        return True  # "القضية تسقط 4 قيادات"
    if reading.kind == "fled":
        provides = text in ("وفر", "وفرت", "وفروا", "توفر") and after[:1] and after[0].startswith("ل")
        return bool(provides) or not _MONEY.isdisjoint(after)
    if reading.kind == "injured" and ("بمقتل" in after or after[-2:] == ["في", "مقتل"]):
        return True
    return reading.kind == "injured" and after[:1] in (["ظاهره"], ["ظاهريه"], ["قديمه"])


def _counts_things(victims: People, tokens: list[Token]) -> bool:
    """Whether what seems to be an unknown name is the number of things: "إعدام عشرة خراف", "إعدام ملايين من الدجاجات"."""
    if victims.counted or not victims.names or any(token.tags & NAME for token in tokens[victims.first : victims.end]):
        return False
    at = victims.end
    if at + 1 < len(tokens) and (tokens[at].text == "من" or tokens[at].text.isdigit()):
        at += 1
    word = tokens[at].word if at < len(tokens) else None
    return word is not None and bool(word.tags & NO_PEOPLE) and not (word.preposition or word.conjunction)


def _many_of_things(victims: People, tokens: list[Token]) -> bool:
    """Whether the quantity is of things or animals: "مقتل آلاف من الثيران"."""
    at = victims.end
    if not victims.counted or victims.head is not None or at + 1 >= len(tokens) or tokens[at].text != "من":
        return False
    if any(token.tags & _PERSONS for token in tokens[victims.first : at]):
        return False
    word = tokens[at + 1].word
    return word is not None and bool(word.tags & NO_PEOPLE) and not word.tags & _PERSONS


def _vessel(reading: Reading, tokens: list[Token]) -> bool:
    """Whether a ship or car is what sank: "سفينة إسبانية غرقت"."""
    if not isinstance(reading.entry, TriggerEntry) or reading.entry.lemma not in ("غرق", "احترق", "انقلب"):
        return False
    if reading.victims is not None and (reading.victims.counted or reading.victims.first > reading.last):
        return False
    return any(token.core in _VESSELS for token in tokens[max(0, reading.first - 3) : reading.first])


def _supposed(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the event is a case supposed ("في حالة انشقاقه"), said of whoever it befalls ("لكل من فقد ابنه"), a suicide that
    was prevented, what people are exposed to in general ("شعب يتعرض للإبادة"), or an offer ("كل الذين يسلمون أنفسهم")."""
    before = [token.text for token in tokens[max(0, reading.first - 3) : reading.first]]
    victims = reading.victims
    if victims is not None and any(t.text == "ممكن" for t in victims.sentence.tokens[victims.first : victims.end]):
        return True  # "بهدف إيقاع أكبر عدد ممكن من الضحايا"
    if before[-2:] in (["في", "حاله"], ["وفي", "حاله"], ["لكل", "من"], ["كل", "من"]):
        return True
    if isinstance(reading.entry, TriggerEntry) and reading.entry.lemma in ("انتحار", "انتحر"):
        return any(token.text.lstrip("و").startswith(("ينقذ", "تنقذ", "انقذ", "انقاذ")) for token in tokens)
    counted = reading.victims is not None and reading.victims.counted
    if reading.rule == "people exposed to it" and reading.kind == "killed" and not counted:
        return any(one_of(text, _IS_EXPOSED) for text in before)
    return reading.kind == "surrendered" and any(pair in _WHOEVER for pair in pairwise(before))


def _one_of_the_casualties(reading: Reading, tokens: list[Token]) -> bool:
    """Whether one or some of casualties told before are spoken of again: "أحد الجرحى خضع للجراحة", "معظم القتلى قضوا في منازلهم"."""
    victims, word = reading.victims, tokens[reading.first].word
    if victims is not None and victims.end <= reading.first and tokens[victims.first].text in _SOME:
        of = tokens[victims.first + 1].word
        return of is not None and of.definite and any(one.kind == reading.kind for one in of.entry.casualties())
    return (
        victims is not None
        and reading.rule == "counted casualty noun"
        and reading.kind in ("killed", "injured")
        and word is not None
        and word.definite
        and victims.sentence is reading.sentence
        and tokens[victims.first].text.lstrip("و") in ("احد", "احدي")
    )
