"""Who fell: counted people behind or before سقوط and سقط ("سقوط ثلاثة جنود", "ثلاثة من مقاتليها سقطوا في المعركة"), those who fell dead
("سقط 3 جنود قتلى"), and whether a verb of falling tells of a casualty noun ("قتلى من المتمردين سقطوا").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import COMPLEMENTIZER, PEOPLE, RELATIVE, TRIGGER, VERB, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, person_of_verb
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_FELL = frozenset(("سقطوا", "سقطا", "وقعوا"))
FALLS = _FELL | {"سقط", "سقطت", "وقع"}
_FELLED = word_set("felled")
_BATTLES = word_set("battles")
_BETWEEN = frozenset(("بين", "ما", "مابين"))  # "سبعة ما بين قتيل وجريح"


def read_fall(reader: Reader, reading: Reading) -> None:
    """Reads سقوط, سقط: those who fell, unless a casualty noun beside them tells it ("سقوط ثلاثة قتلى") or they are one or no people."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = people_of.parse(reading.sentence, grammar.skip_adverbials(i + 1), organisations=False)
    if after is not None:
        shared = after.end < len(tokens) and tokens[after.end].text in _BETWEEN
        span = tokens[after.first : after.end + (4 if shared else 2)]
        if any(token.tags & TRIGGER and token.word is not None and token.word.entry.casualties() for token in span):
            reading.dropped = "the casualty noun tells it"
            return
        if not after.counted and after.head is not None and not tokens[after.head].tags & PEOPLE:
            reading.dropped = "no people"
            return
        if (
            after.counted
            and after.precision == "vague"
            and (after.head is None or not tokens[after.head].tags & PEOPLE)
        ):
            reading.dropped = "no people"
            return
        by_arms = _by_arms(tokens, after.end)
        if (after.number == ONE or (after.definite and not after.counted)) and not by_arms:
            reading.dropped = "no people"
            return
        reading.victims = after
        reading.rule = "people fell by arms" if by_arms else "people fell"
        return
    before = _fallen_before(grammar, i)
    felled = _fallen_by_arms(grammar, i) if before is None else None
    if before is not None or felled is not None:
        reading.victims = before or felled
        reading.rule = "people fell" if felled is None else "people fell by arms"
        return
    reading.dropped = "no people"


def _fallen_before(grammar: SentenceGrammar, i: int) -> People | None:
    """ "ثلاثة من مقاتليها سقطوا في المعركة": counted fighters right before the plural of the verb, and where they fell behind it."""
    tokens = grammar.tokens
    if tokens[i].text != "سقطوا":
        return None
    if i + 1 < len(tokens) and tokens[i + 1].text not in _BETWEEN:
        force = next((p for p in grammar.phrases if p.end == i and p.counted and p.role in FORCE), None)
        behind = tokens[i + 1].word
        if force is not None and not (behind is not None and behind.entry.casualties()):
            return force  # "إن اثني عشر من جنود الوحدة سقطوا في الساعة الأولى"
    if i + 2 >= len(tokens) or tokens[i + 1].text not in ("في", "خلال", "اثناء", "جراء"):
        return None
    where = tokens[i + 2].word
    if where is None or where.core not in _BATTLES:
        return None
    return next((p for p in grammar.phrases if p.end == i and _fell_in_battle(p)), None)


def _by_arms(tokens: list[Token], k: int) -> bool:
    """Whether weapons that felled them, or a battle, stand at `k` or behind a place or time there: "سقط برصاص قناص", "سقطوا في ذلك
    اليوم برصاص القوات", "سقط في القصير خلال المعارك"."""
    fighting = False
    for token in tokens[k : k + _REACH_OF_ARMS]:
        if token.text in HARD_STOPS or token.tags & (VERB | RELATIVE | COMPLEMENTIZER):
            return False
        if token.text[0] == "ب" and token.text[1:] in _ARMS:
            return True
        if token.text in ("في", "خلال", "اثناء"):
            fighting = True
        elif fighting and token.word is not None and token.word.core in _BATTLES:
            return True
    return False


_ARMS = word_set("weapons") | word_set("felling_arms")
_REACH_OF_ARMS = 6  # tokens


def _fallen_by_arms(grammar: SentenceGrammar, i: int) -> People | None:
    """The people before a verb of falling whom arms felled: "الضابط الذي سقط برصاص قناص", "أربعة من الأهالي سقطوا برصاص القوات"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None or word.core == "سقوط" or not _by_arms(tokens, i + 1):
        return None
    found = grammar.subject_before(i, person_of_verb(tokens[i].text))
    return None if found is None or found.organisation else found


def _fell_in_battle(people: People) -> bool:
    """Whether people whom a clause describes may have fallen: a number, or fighters nobody counts ("جثث لمقاتلين سقطوا في المعارك")."""
    described = people.role in FORCE and people.number == MANY and not people.definite
    return (people.counted or described) and not people.organisation


def _one_fallen(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person between a verb of falling and the accusative that tells how: "سقط اللواء قائد المنطقة شهيدا"."""
    tokens = grammar.tokens
    if not tokens[i].text.endswith("ا"):
        return None
    for k in range(i - 2, max(-1, i - _FAR_FALL), -1):
        if one_of(tokens[k].text, _FALLS_ALONE, "وف"):
            return next((p for p in grammar.phrases if p.first == k + 1 and p.end <= i and p.number == ONE), None)
        if tokens[k].tags & (VERB | COMPLEMENTIZER | RELATIVE) or tokens[k].word is None:
            return None
    return None


_FALLS_ALONE = frozenset(("سقط", "سقطت", "خر", "هوي"))
_FAR_FALL = 10  # tokens


def fallen_dead(reader: Reader, grammar: SentenceGrammar, i: int) -> People | None:
    """ "25 مسلحا سقطوا قتلى", "سقط 3 جنود قتلى": the people that the casualty noun is said of."""
    tokens = grammar.tokens
    if (one := _one_fallen(grammar, i)) is not None:
        return one
    for k in range(i - 1, max(-1, i - 6), -1):
        text = tokens[k].text.removeprefix("و")
        if text in _FELL:
            return grammar.subject_before(k, "m3")
        if text.lstrip("ف").startswith("ارد") and one_of(text, _FELLED, "ف"):
            between = people_of.parse(grammar.sentence, k + 1, organisations=False) if k + 1 < i else None
            if between is not None and between.first < i:
                between.end = min(between.end, i)
                return between
            felled = [p for p in grammar.phrases if k < p.first and p.end == i and not p.organisation]
            if felled:
                return felled[-1]  # "أردت الشرطة المهاجم قتيلا"
            if text.endswith(("ه", "ها", "هم")):
                if text.endswith("ها"):
                    return reader.antecedent(grammar.sentence, k, "f1", "ها")
                return reader.antecedent(grammar.sentence, k, "m3" if text.endswith("هم") else "m1")
            return None
        if text in ("سقط", "سقطت", "وقوع", "سقوط") and k < i - 1:
            between = people_of.parse(grammar.sentence, k + 1, organisations=False)
            if (
                between is not None
                and between.counted
                and between.end == i
                and (between.head is not None or text == "وقوع")
            ):
                return between
            return None
    return None


def falls_behind(tokens: list[Token], i: int) -> bool:
    """ "أن قتلى وجرحى من المتمردين سقطوا": a verb of falling behind the casualty noun, at most a short phrase between."""
    for k in range(i, min(len(tokens), i + 7)):
        word = tokens[k].word
        if tokens[k].text in _FELL:
            return True
        if word is None or word.tags & (VERB | RELATIVE | COMPLEMENTIZER):
            return False
        if word.tags & TRIGGER and not word.entry.casualties():
            return False
    return False


def relative_falls(tokens: list[Token], i: int) -> bool:
    """ "الضحايا المدنيين الذين سقطوا"."""
    for k in range(i + 1, min(len(tokens) - 1, i + 4)):
        if tokens[k].tags & RELATIVE:
            nxt = tokens[k + 1]
            return bool(nxt.tags & TRIGGER)
        word = tokens[k].word
        if word is None or word.conjunction:
            return False
    return False
