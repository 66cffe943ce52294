"""Whether a verb of harm in the present tense tells of something that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import (
    COMPLEMENTIZER,
    CONJUNCTION,
    NISBA,
    PEOPLE,
    RELATIVE,
    TITLE,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import TWO
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

PRESENT = "present tense"  # why a reading is dropped whose verb may tell of a habit
_BEGINS = word_set("begins")
_SEES = word_set("sees")
_REACH_OF_SEEING = 5  # tokens
_HOLDS = frozenset(("احتجز",))
_ORDINALS = word_set("further") | {"اول", "ثاني", "اخر"}


def present_tells(reader: Reader, reading: Reading, preposition: str) -> bool:
    """Whether a present-tense verb tells of an event: in a title, after "قبل أن", or with counted people."""
    tokens = reading.sentence.tokens
    i = reading.first
    before = [token.text for token in tokens[max(0, i - 3) : i]]
    if preposition == "ل" and i and tokens[i - 1].text == "," and _tells_a_result(reader, reading):
        return True
    if preposition == "ل" and _returns(tokens, i):
        return True
    if preposition in ("ل", "س") or (before and before[-1] in ("لن", "سوف", "قد", "لا", "كي", "لكي", "حتي")):
        reading.dropped = "not said to have happened"
        return False
    if before and before[-1] == "ان":
        if len(before) > 1 and before[-2] in ("قبل", "بعد", "الي", "دون"):
            return before[-2] != "دون"
        reading.dropped = "not said to have happened"
        return False
    if tokens[i].text.startswith("و") and _behind_before(tokens, i):
        return True  # "قبل أن تطلق الشرطة النار عليه وترديه قتيلا"
    if before and before[-1] in ("لم", "ولم", "فلم"):
        nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
        severe = any(token.text in _SEVERE for token in tokens[i + 1 : i + _REACH_OF_HARM])
        nobody = (nxt in ("احد", "اي", "ايه") and not severe) or _nobody_before(tokens, i)
        if nobody or (reading.kind == "injured" and _unharmed(tokens, i)):
            reading.zero = True
            return True
        reading.dropped = "negated"
        return False
    if reading.sentence.is_headline():
        return True
    if any(one_of(token.text, _SEES) for token in tokens[max(0, i - _REACH_OF_SEEING) : i]):
        return True  # "رأى طفليه يغرقان"
    if i > 1 and one_of(tokens[i - 2].text, _ORDINALS) and tokens[i - 1].tags & (PEOPLE | TITLE | NISBA):
        return True  # "وهذا ثالث فلسطيني يقتل برصاص الجيش"
    entry = reading.entry
    if isinstance(entry, TriggerEntry) and entry.lemma in _HOLDS and entry.pronoun:
        return True  # "الرهائن الذين تحتجزهم الجبهة": they are held
    grammar = reader.grammar(reading.sentence)
    after = grammar.after(i + 1)
    if reading.kind in ("fled", "surrendered", "defected") and i and tokens[i - 1].text in _BEGINS:
        return True
    if reading.kind in ("fled", "surrendered", "defected") and _begins_before(tokens, i):
        return True
    if reading.kind == "captured" and after is not None:
        for people in (after, grammar.second(after.end, plain=True)):
            if people is not None and (people.counted or (people.number == TWO and not people.definite)):
                return True  # "تحتجز الحركة جنديين"
    if after is not None and after.counted and (after.precision != "vague" or (after.low or 0) >= 20):
        return True
    reading.dropped = PRESENT
    return False


def _behind_before(tokens: list[Token], i: int) -> bool:
    """Whether the verb goes on from one behind "قبل أن" in the same clause."""
    for k in range(i - 1, max(0, i - _REACH_OF_BEFORE), -1):
        if tokens[k].text in HARD_STOPS or tokens[k].text == ",":
            return False
        if tokens[k].text == "ان":
            return tokens[k - 1].text == "قبل"
    return False


_REACH_OF_BEFORE = 12  # tokens


def _nobody_before(tokens: list[Token], i: int) -> bool:
    """Whether nobody of a group is the subject before لم: "إن أحدا من جنوده لم يقتل"."""
    for k in range(i - 2, max(-1, i - _REACH_OF_NOBODY), -1):
        if tokens[k].text in HARD_STOPS or tokens[k].tags & (COMPLEMENTIZER | RELATIVE):
            return False
        if tokens[k].text == "احدا" and tokens[k + 1].text in ("من", "لم", "منهم", "منا"):
            return True
    return False


_REACH_OF_NOBODY = 8  # tokens


def _unharmed(tokens: list[Token], i: int) -> bool:
    """Whether the verb at `i`, behind لم, says of somebody that no harm came to him: "لم يصب السائق بأذى", "في أي أذى"."""
    for token in tokens[i + 1 : i + _REACH_OF_HARM]:
        if token.text in HARD_STOPS or token.tags & (COMPLEMENTIZER | CONJUNCTION):
            return False
        if one_of(token.text, _NO_HARM, "ب"):
            return True
    return False


_SEVERE = frozenset(("خطيره", "بالغه", "حرجه", "خطره", "بليغه"))  # "لم يصب أي منهم بإصابات خطيرة": they were hurt
_REACH_OF_HARM = 9  # tokens
_NO_HARM = frozenset(("اذي", "مكروه", "سوء"))


def _returns(tokens: list[Token], i: int) -> bool:
    """Whether the verb tells what somebody came back to do and did: "لكنه عاد ليعتقل ثلاثة", "عاد التنظيم ليخطف"."""
    return any(one_of(token.text, _RETURNED) for token in tokens[max(0, i - 3) : i])


_RETURNED = frozenset(("عاد", "عادت", "عادوا", "عاود", "عاودت"))


def _begins_before(tokens: list[Token], i: int) -> bool:
    """Whether the verb goes on from one of beginning with its subject between: "بدأت عناصر التنظيم تفر"."""
    for j in range(i - 1, max(-1, i - 7), -1):
        token = tokens[j]
        if token.text in HARD_STOPS or token.tags & (COMPLEMENTIZER | RELATIVE | CONJUNCTION):
            return False
        if one_of(token.text, _BEGINS):
            return True
    return False


def _tells_a_result(reader: Reader, reading: Reading) -> bool:
    """Whether counted people follow a narrative ل ("انفجرت العبوة، لتقتل 3 جنود")."""
    after = reader.grammar(reading.sentence).after(reading.first + 1)
    return after is not None and (after.counted or not after.definite)
