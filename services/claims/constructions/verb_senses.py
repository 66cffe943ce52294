"""What a verb of several meanings means where it stands: قضى (died, judged), فقد (lost), استشهد (fell, cites), فر and جرى, أصاب."""

from __future__ import annotations

from itertools import pairwise

from services.claims.constructions.verb_objects import causes
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    DEMONSTRATIVE,
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBSET,
    TRIGGER,
    VERB,
    TriggerEntry,
    lexicon,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import ONE, TWO
from services.claims.text.tokens import Token

_DEATHS = word_set("deaths")
_DAY = frozenset(("فجر", "صباح", "مساء", "ظهر", "عصر", "ليله", "امس", "اليوم", "يوم"))
_MANNERS = word_set("manners")
_WOUNDS = ("جراح", "جروح", "اصاب", "طلق", "شظايا", "سكين")
_GOES_ON = word_set("goes_on")
_VESSELS = word_set("vessels")
_CARRIES = frozenset(("متنها", "متنه", "تقل", "يقل", "تحمل", "يحمل", "تنقل", "ينقل"))
_FAMILY = frozenset(("اسرته", "اسرتها", "اسرتهم"))  # which looks like a verb of capture
_KINDRED = frozenset(("عايله", "اسره", "اقارب", "اقرباء", "ابناء", "ذوي", "اولاد", "اخوه", "اشقاء"))
_PARTIES = PEOPLE | ORGANISATION


def lost_kin(grammar: SentenceGrammar, i: int) -> People | None:
    """The kin that somebody lost: "فقد مواطن زوجته وابنته في حادث", "فقد أربعة من أفراد أسرته"."""
    for phrase in grammar.phrases:
        if not (phrase.counted and i < phrase.first <= i + 5):
            continue
        last = grammar.tokens[phrase.end - 1].word
        if phrase.end < len(grammar.tokens) and grammar.tokens[phrase.end].text in _FAMILY:
            phrase.end += 1
            return phrase
        if last is not None and last.pronoun and last.core in _KINDRED:
            return phrase
    for k in range(i + 1, min(len(grammar.tokens), i + 5)):
        word = grammar.tokens[k].word
        if word is not None and word.pronoun and word.tags & PEOPLE:
            return grammar.after(k, organisations=False)
        if grammar.tokens[k].tags & (PREPOSITION | VERB):
            return None
    return None


def lost_members(grammar: SentenceGrammar, i: int) -> People | None:
    """The members that a force lost: "فقدت الكتائب 27 من عناصرها", "خسر الحزب منذ تدخله ألف مقاتل", "خسروا 1500 مقاتل"."""
    tokens = grammar.tokens
    force = next((p for p in grammar.phrases if p.first == i + 1 and p.organisation), None)
    state = i + 1 < len(tokens) and bool(tokens[i + 1].tags & PLACE_NAME)  # "فقدت مالي 53 جنديا"
    if force is None:  # "الجيش يخسر ثلاثة جنود", "القوات التي فقدت حتى الآن ألف جندي"
        end = i - 1 if i and tokens[i - 1].tags & RELATIVE else i
        force = next((p for p in grammar.phrases if p.end == end and p.organisation), None)
    they = tokens[i].text.lstrip("و") == "خسروا"
    for k in range(i + 1, min(len(tokens), i + 14)):
        word = tokens[k].word
        if tokens[k].text in HARD_STOPS or (word is not None and word.tags & (COMPLEMENTIZER | VERB)):
            return None
        own = word is not None and force is not None and bool(word.pronoun) and word.core in _MEN
        if word is None or not (
            (word.pronoun or force is not None or they or state)
            and word.tags & PEOPLE
            and (own or word.entry.role in ("member", "military", "militant"))
        ):
            continue
        told = [p for p in grammar.phrases if p.first > i and p.first <= k < p.end + 1]
        found = [p for p in told if p.counted or (p.number == TWO and not p.definite)]
        return found[-1] if found else None
    return None


_MEN = word_set("men_of_a_force")


def lost_aboard(grammar: SentenceGrammar, i: int) -> People | None:
    """Who was aboard a vessel that is missing: "اختفت طائرة على متنها 116 شخصا", "فقدان قارب يقل ثلاثين مهاجرا"."""
    tokens = grammar.tokens
    behind = i + 1 < len(tokens) and _vessel(tokens[i + 1])
    if not behind and grammar.starts_people(i + 1):
        return None  # "فقد السائق السيطرة على المركبة"
    before = next((k for k in range(i - 1, grammar.clause_start(i) - 1, -1) if _vessel(tokens[k])), None)
    if not behind and before is None:
        return None
    behind_it = range(i + 1, min(len(tokens), i + _FAR_ABOARD))
    before_it = range(i if before is None else before + 1, i)  # "كانت الطائرة تقل 66 راكبا عندما اختفت"
    for part in (behind_it, before_it):
        for k in part:
            if tokens[k].text in HARD_STOPS:
                break
            if tokens[k].text in _CARRIES:
                people = grammar.after(k + 1, organisations=False)
                return people if people is not None and people.counted else None
    return None


def _vessel(token: Token) -> bool:
    return token.word is not None and token.word.core in _VESSELS


_FAR_ABOARD = 30  # tokens


def dies(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> bool:
    """Whether قضى means dying: with a plural subject or before how and where people died, and with no object."""
    tokens = grammar.tokens
    nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if nxt == "علي" and i + 2 < len(tokens) and tokens[i + 2].text in ("الفور", "الاثر"):
        return True
    if nxt == "علي" or _spends(grammar, i):
        return False
    if nxt in _DEATHS or _by_cause(nxt):
        return True  # "الشاب قضى برصاص الجنود"
    if nxt in _IN_IT:  # "هجوم قضى فيه أكثر من 90 تلميذا", not "مدينة قضى فيها الكاتب عاما"
        there = grammar.after(i + 2)
        return there is not None and not there.definite and not there.organisation
    if entry.person == "m3" and i and (tokens[i - 1].tags & RELATIVE or tokens[i - 1].text == "من") and nxt == "منذ":
        return True  # "عدد الذين قضوا منذ اقتحام الساحة"
    if i and tokens[i - 1].tags & RELATIVE and nxt in _DAY:
        return True  # "الجندي الذي قضى فجر اليوم"
    if i + 1 < len(tokens) and tokens[i + 1].tags & PEOPLE:
        near = tokens[i + 2 : i + 10]
        return any(token.text in _DEATHS or _by_cause(token.text) or _harmed_too(token) for token in near)
    if entry.person in ("m3", "m2") and _lately(tokens, i + 1):
        return True  # "ستة قضوا حتى اللحظة", "أربعة قضوا وهم نيام"
    counted = people_of.parse(grammar.sentence, i + 1) if i + 1 < len(tokens) else None
    if counted is not None and counted.counted and counted.end < len(tokens):
        behind = tokens[counted.end]  # "قضى خمسة مدنيين بينهم أطفال", "قضى 3 أشخاص جراء القصف"
        if behind.text == "," and counted.end + 1 < len(tokens):
            behind = tokens[counted.end + 1]
        return (
            behind.text in _DEATHS
            or _by_cause(behind.text)
            or bool(behind.tags & SUBSET)
            or _in_cause(tokens, counted)
            or any(token.tags & PEOPLE for token in tokens[counted.first : counted.end])
        )
    if entry.person in ("m3", "m2") and (nxt in (".", ",", "") or nxt.startswith("ب")):
        return True
    at = i + 1
    while at < len(tokens) and tokens[at].tags & ADVERB:
        at += 1
    if at == i + 1 or not (entry.person in ("m3", "m2") or (i and tokens[i - 1].tags & RELATIVE)):
        return False
    return at == len(tokens) or tokens[at].word is None or tokens[at].text in _DEATHS  # "الذين قضوا أمس جراء القصف"


_NO_OBJECT = frozenset(
    ("حتي", "وهم", "وهما", "هناك", "لديهم", "مساء", "صباح", "فجر", "ظهر", "عصر", "ليل", "ليله", "منذ")
)


def _lately(tokens: list[Token], k: int) -> bool:
    """Whether a time up to now or a state follows, so that no object of spending does: "حتى اللحظة", "وهم نيام"."""
    return k < len(tokens) and tokens[k].text in _NO_OBJECT


def _spends(grammar: SentenceGrammar, i: int) -> bool:
    """Whether a time or what fills one is the object behind قضى: "قضى في السلطة ثمانية أعوام", "قضى الجنود إجازتهم"."""
    tokens = grammar.tokens
    for k in range(i + 1, min(len(tokens), i + _REACH_OF_TIME)):
        token, word = tokens[k], tokens[k].word
        if token.text in HARD_STOPS or token.tags & (VERB | COMPLEMENTIZER | RELATIVE | TRIGGER):
            return False
        if word is None or word.core not in _SPENT or word.definite or word.preposition or token.tags & NAME:
            continue
        before = k - 1
        while before > i and before in grammar.sentence.quantities:
            before -= 1
        return not tokens[before].tags & PREPOSITION and tokens[before].text not in _NO_OBJECT_BEHIND
    return False


_REACH_OF_TIME = 8  # tokens
_NO_OBJECT_BEHIND = frozenset(("قبل", "بعد", "منذ", "خلال", "طوال", "طيله"))
_SPENT = word_set("spent")


def _harmed_too(token: Token) -> bool:
    """Whether a verb of harm follows by و, so that the people before it came to harm too: "فقضى رجل وزوجته وأصيب ابنهما"."""
    word = token.word
    if word is None or word.conjunction != "و":
        return False
    return any(entry.category == "verb" and entry.kind in ("killed", "injured") for entry in word.entry.triggers)


_IN_IT = frozenset(("فيه", "فيها", "خلاله", "خلالها"))


def _in_cause(tokens: list[Token], counted: People) -> bool:
    """Whether a second group stands behind the counted people, and then what they died of: "أربعة أطفال وثلاث نساء في صاعقة"."""
    if not tokens[counted.end].text.startswith("و"):
        return False
    behind = tokens[counted.end + 1 : counted.end + _REACH_OF_CAUSE]
    return any(
        one.text in ("في", "جراء", "اثر") and other.word is not None and other.word.core in lexicon().causes
        for one, other in pairwise(behind)
    )


_REACH_OF_CAUSE = 12  # tokens


def _by_cause(text: str) -> bool:
    """Whether ب is written onto what they died of: "برصاص". `names_cause` takes attacks too, behind which "قضى" need not mean dying."""
    return text[:1] == "ب" and text[1:] in lexicon().causes


def cites(reading: Reading, tokens: list[Token]) -> bool:
    """استشهد بـ: names as a witness."""
    victims = reading.victims
    at = (
        victims.end
        if victims is not None and victims.sentence is reading.sentence and victims.first > reading.first
        else reading.first + 1
    )
    last = tokens[at - 1].word
    if last is not None and (last.preposition == "ب" or (last.text.startswith("ب") and not last.tags & NAME)):
        at -= 1  # "استشهد الكاتب بأبيات": what is cited is taken for a name
    if at + 1 < len(tokens) and tokens[at].text == "علي" and tokens[at + 1].tags & DEMONSTRATIVE:
        return True  # "واستشهد على ذلك بقول الشاعر"
    for k in range(at, min(len(tokens), at + 8)):
        word = tokens[k].word
        if word is None:
            continue
        if word.text in _MANNERS:
            return False  # "استشهدت المسنة دهسا بسيارة"
        if word.preposition == "ب" or (not word.tags & ~NISBA and word.text.startswith("ب") and len(word.text) > 4):
            return (
                not word.tags & PLACE_NAME
                and "رصاص" not in word.text
                and "نيران" not in word.text
                and "قصف" not in word.text
                and "قذ" not in word.text
                and not word.core.startswith(_WOUNDS)
                and not word.text[1:].startswith(_WOUNDS)
                and not _by_cause(word.text)
            )
        if word.tags & (VERB | COMPLEMENTIZER | CONJUNCTION | PREPOSITION | TRIGGER):
            return False
    return False


def runs(tokens: list[Token], i: int, grammar: SentenceGrammar) -> bool:
    """Whether the word is و with فر: not behind ما ("على ما وفروا من أمن"), and where flight goes on and no object follows."""
    if i and tokens[i - 1].text in ("ما", "مما", "بما"):
        return False
    k = grammar.skip_adverbials(i + 1)
    people = people_of.parse(grammar.sentence, k) if k < len(tokens) else None
    if people is None and _person_next(tokens, k):
        k += 1
    elif people is not None:
        k = people.end
        if people.number == ONE and people.definite and k < len(tokens):
            k = people_of.name_end(tokens, k)  # of a name that the phrase ends before
    while k < len(tokens) and (joined := tokens[k].word) is not None and joined.conjunction and joined.tags & _PARTIES:
        k += 2 if joined.tags & ORGANISATION and k + 1 < len(tokens) and tokens[k + 1].text not in _GOES_ON else 1
    text = tokens[k].text if k < len(tokens) else ""
    if people is None and text == "في":
        return False
    return not text or text in _GOES_ON or text in HARD_STOPS or text in (",", ")", '"')


def _person_next(tokens: list[Token], i: int) -> bool:
    """Whether a name that no list has may stand at `i`."""
    word = tokens[i].word if i < len(tokens) else None
    return word is not None and not word.tags and not word.definite


def unharmful(tokens: list[Token], i: int) -> bool:
    """Whether a noun that harms nobody is the subject of أصابه ("أصابها التوفيق")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if (
        nxt is None
        or nxt.conjunction
        or nxt.preposition
        or nxt.tags & (STOP | PEOPLE | TRIGGER)
        or nxt.text.startswith("ب")
    ):
        return False
    return not causes(tokens[i + 1])
