"""Whether a word of flight, defection or surrender tells that members of a force, a group or a government left their side.

Civilians, prisoners, suspects and attackers who leave the place of a crime leave no side (GUIDELINES.md, defection claims); calls,
plans, refusals and fears tell of nothing that happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import (
    COMPLEMENTIZER,
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    RELATIVE,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases.people import VAGUE, People
from services.claims.people_phrases.people_phrase import IN_UNIFORM
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token
from services.claims.text.words import Word, bare_forms

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_CRIMINALS = word_set("criminals")
_UNREAL = word_set("unreal_leaving")
_BROUGHT_ABOUT = tuple(sorted(word_set("brought_about")))
_PRISONS = frozenset(("سجن", "سجون", "سجنه", "سجنهم", "معتقل", "زنزانه", "زنزانته", "مستشفي", "مصح", "الاسر", "عداله"))
_AT_THE_SCENE = word_set("at_the_scene")
_ATTACKS_ALONE = word_set("attacks_alone")
_ARREST = word_set("arrest")
_UNITS = word_set("units")
_GIVEN_IN_TO = word_set("given_in_to")
_REBELS = word_set("rebels")
_FORCES = frozenset(("military", "militant", "official", "security", "member", "mixed"))
_REACH = 8  # words before a verbal noun that may take it back or bring it about


def leaves_no_side(reader: Reader, reading: Reading) -> str | None:
    """Why the reading tells of nobody who left a side; None where it does."""
    category = reading.entry.category if isinstance(reading.entry, TriggerEntry) else "phrase"
    tokens = reading.sentence.tokens
    word = tokens[reading.first].word
    verbal_noun = category == "masdar" or (word is not None and word.core in ("تسليم", "القاء"))
    if verbal_noun and (unreal := _unreal(tokens, reading.first)) is not None:
        return f"not said to have happened: {unreal}"
    if verbal_noun and _obliged(tokens, reading):
        return "not said to have happened: an obligation"
    if _given_in(tokens, reading):
        return "metaphor"
    if (
        category == "masdar"
        and word is not None
        and word.definite
        and "bare" not in reading.notes
        and reading.victims is not None
        and not _told(tokens, reading)
    ):
        return "nothing brings it about"
    if reading.kind == "fled" and category == "masdar" and _civilians_before(reader, reading):
        return "civilians flee"
    if reading.kind == "fled" and _out_of_prison(tokens, reading):
        return "prisoners escape"
    if reading.kind == "fled" and _scene_of_crime(tokens, reading):
        return "leaves the scene of a crime"
    flags = reading.entry.flags if reading.entry is not None else frozenset()
    if "joins" in flags:
        return None if _changes_sides(tokens, reading) else "joins, but leaves nobody"
    if "forces" in flags and "bare" not in reading.notes and not _members(reader, reading):
        before = _told_before(reader, reading)
        if before is None:
            return "not members of a force, group or government"
        if category == "masdar":
            reading.victims = before.victims
    return None


def _told_before(reader: Reader, reading: Reading) -> Reading | None:
    """The flight of one who left a force, told a few sentences before, where this speaks of him again: "الرجل الهارب", "نجاحه في
    الهرب", his kin's "قريبه"."""
    tokens = reading.sentence.tokens
    victims, word = reading.victims, tokens[reading.first].word
    if victims is None or victims.number != ONE or victims.organisation or word is None:
        return None
    head = victims.sentence.tokens[victims.head].word if victims.head is not None else None
    if not word.definite and (head is None or not head.pronoun):
        return None
    return next(
        (
            flight
            for flight in reversed(reader.flights)
            if flight.sentence.field is reading.sentence.field
            and 0 < reading.sentence.index - flight.sentence.index <= _AGAIN
        ),
        None,
    )


_AGAIN = 6  # sentences


def _unreal(tokens: list[Token], i: int) -> str | None:
    """The word before a verbal noun that says that it did not happen, as a wish, fear, plan, call or refusal."""
    for j in range(i - 1, max(-1, i - _REACH), -1):
        token = tokens[j]
        word = token.word
        if token.text in HARD_STOPS or token.tags & (COMPLEMENTIZER | RELATIVE):
            return None
        if word is None:
            if token.text == ",":
                return None
            continue
        if any(form in _UNREAL for form in bare_forms(word)):
            return token.text
    return None


def _obliged(tokens: list[Token], reading: Reading) -> bool:
    """Whether the people in front of the verbal noun stand behind على: "على المسلحين تسليم أنفسهم"."""
    victims = reading.victims
    return (
        victims is not None
        and victims.sentence is reading.sentence
        and victims.end == reading.first
        and victims.first > 0
        and tokens[victims.first - 1].text in ("علي", "وعلي", "فعلي")
    )


def _given_in(tokens: list[Token], reading: Reading) -> bool:
    """Whether a surrender is a figure of speech: "استسلم الحارس للأمر الواقع", "الحكومة استسلمت لضغوط الشارع"."""
    victims, entry = reading.victims, reading.entry
    if not isinstance(entry, TriggerEntry) or entry.lemma not in ("استسلم", "استسلام"):
        return False
    behind = victims is not None and victims.sentence is reading.sentence and victims.first == reading.last + 1
    at = victims.end if behind and victims is not None and not _behind_l(victims) else reading.last + 1
    word = tokens[at].word if at < len(tokens) else None
    return word is not None and word.text.startswith("ل") and not _GIVEN_IN_TO.isdisjoint(bare_forms(word))


def _behind_l(people: People) -> bool:
    """Whether ل is written onto the phrase: of "استسلم لسلطان النوم" nobody surrenders."""
    return people.sentence.tokens[people.first].text.startswith("ل")


def _told(tokens: list[Token], reading: Reading) -> bool:
    """Whether something brings the flight about ("أجبرهم على الفرار"), it opens a headline, or its people follow."""
    victims = reading.victims
    i = reading.first
    if victims is not None and victims.sentence is reading.sentence and victims.first > i:
        return True
    if i and tokens[i - 1].text in ("قبل", "بعد", "وقبل"):
        return True
    for j in range(i - 1, max(-1, i - _REACH - 4), -1):
        word = tokens[j].word
        if tokens[j].text in HARD_STOPS:
            return False
        if word is not None and any(form.startswith(_BROUGHT_ABOUT) for form in _without_conjunction(word)):
            return True
    return False


def _civilians_before(reader: Reader, reading: Reading) -> bool:
    """Whether civilians stand right before a noun of flight as those who flee: "ترغم المدنيين على الفرار"."""
    victims = reading.victims
    if victims is not None and victims.first > reading.first and victims.role in _FORCES:
        return False  # "أفادت صحيفة بريطانية بفرار مئات الضباط"
    phrases = reader.grammar(reading.sentence).phrases
    before = [phrase for phrase in phrases if phrase.end <= reading.first and phrase.first >= reading.first - 5]
    return bool(before) and before[-1].role == "civilian" and before[-1] is not reading.victims


def _out_of_prison(tokens: list[Token], reading: Reading) -> bool:
    """Whether a prison or the law is what they run from: "هروب إرهابيين من سجن", "الهاربين من العدالة"."""
    near = tokens[reading.first + 1 : reading.first + 7]
    return any(token.word is not None and token.word.core in _PRISONS for token in near)


def _scene_of_crime(tokens: list[Token], reading: Reading) -> bool:
    """Whether those who run are criminals, or attackers who leave: "أطلقوا النار على الدورية ولاذوا بالفرار"."""
    i = reading.first
    before = [token.word for token in tokens[max(0, i - 30) : i] if token.word is not None]
    if any(word.core in _AT_THE_SCENE or word.text in _AT_THE_SCENE for word in before):
        return True
    victims = reading.victims
    word = tokens[i].word
    if victims is None or victims.first > i or word is None or victims.counted:
        return False
    joined = word.conjunction or (i and tokens[i - 1].text in ("ثم", "قبل"))
    verb = reading.rule == "phrase" or (isinstance(reading.entry, TriggerEntry) and reading.entry.category == "verb")
    if not (joined and verb) or victims.organisation:
        return False
    return any(form in _ATTACKS_ALONE for word in before for form in _without_conjunction(word))


def _without_conjunction(word: Word) -> tuple[str, ...]:
    """Spellings of the word as it may stand in a list of openings: as written, its core, without و or ف."""
    return (word.text, word.core, word.text[1:]) if word.text[0] in "وف" else (word.text, word.core)


def _members(reader: Reader, reading: Reading) -> bool:
    """Whether the people are members of a force, group or government, by their noun or by whom they are a part of."""
    victims = reading.victims
    if victims is None:
        return False
    tokens = victims.sentence.tokens
    words = [token.word for token in tokens[victims.first : victims.end] if token.word is not None]
    if victims.organisation:
        return _party(words)
    if any(word.entry.lemma in _CRIMINALS for word in words[:2]):
        return any(word.tags & ORGANISATION for word in words[1:])
    head = tokens[victims.head].word if victims.head is not None else None
    if victims.role in _FORCES or (head is not None and head.entry.role in _FORCES) or _from_the_ranks(reader, reading):
        return True
    if any(word.tags & ORGANISATION or word.core in ("حوثي", "حوثيين") for word in words):
        return True
    if reading.kind == "surrendered" and (victims.names or victims.counted) and _to_a_force(reading):
        return True
    if victims.with_others and any(word.tags & PEOPLE and word.entry.role in _FORCES for word in words):
        return True
    if any(word.core == "اخوان" and word.definite for word in words[1:]):
        return True  # "قيادات الإخوان"
    if victims.other or victims.pronoun or _number_only(victims):
        whole = _whole(reader, reading)
        return whole is not None and (whole.organisation or whole.role in _FORCES) and not _arrested(whole)
    return bool(victims.names) and (_introduced(reader, victims) or _known_member(reader, victims))


def _from_the_ranks(reader: Reader, reading: Reading) -> bool:
    """Whether the ranks that are left behind are told: "غادر صفوف التنظيم", "هرب من صفوف داعش", "هرب من التنظيم"."""
    tokens = reading.sentence.tokens
    left = tokens[reading.last + 2].word if reading.last + 2 < len(tokens) else None
    if left is not None and tokens[reading.last + 1].text == "من" and left.definite and left.tags & ORGANISATION:
        return left.entry.role in ("militant", "military")
    for k in range(reading.last, min(len(tokens), reading.last + 4)):
        if tokens[k].text == "صفوف":
            phrases = reader.grammar(reading.sentence).phrases
            return any(phrase.organisation and k <= phrase.first <= k + 2 for phrase in phrases)
    return False


def _to_a_force(reading: Reading) -> bool:
    """Whether they give themselves up to an army or an armed group: "سلم سالم نفسه لقوات التحالف"; to the police suspects do."""
    tokens = reading.sentence.tokens
    for k in range(reading.last + 1, min(len(tokens), reading.last + _REACH)):
        if tokens[k].text in HARD_STOPS:
            return False
        word = tokens[k].word
        reached = word is not None and (word.preposition == "ل" or (k and tokens[k - 1].text in ("الي", "ل")))
        if word is not None and reached:
            near = [token.word for token in tokens[k : k + 3] if token.word is not None]
            return any(one.tags & ORGANISATION and one.entry.role in ("military", "militant") for one in near)
    return False


def _party(words: list[Word]) -> bool:
    """Whether the phrase of an organisation is one: not "النظام المصرفي", "تنظيم أسلوب"."""
    head = words[0]
    rest = words[1:]
    if head.core == "نظام":
        return all(word.tags & (PEOPLE | NAME | ORGANISATION) for word in rest[:1])
    if head.core == "تنظيم" and not head.definite:
        return bool(rest) and (bool(rest[0].tags & (ORGANISATION | NAME)) or rest[0].definite)
    return True


def _number_only(victims: People) -> bool:
    """Whether the phrase is a quantity whose people are told elsewhere: "فرار العشرات", "البعض"."""
    if victims.head is None:
        return victims.counted
    word = victims.sentence.tokens[victims.head].word
    return word is not None and (word.core in VAGUE or word.text in ("منهم", "منها"))


def _whole(reader: Reader, reading: Reading) -> People | None:
    """The people that others, some or the rest are a part of: the nearest before them, in the sentence or the one before."""
    sentence = reading.sentence
    victims = reading.victims
    for back in range(2):
        if sentence.index < back:
            return None
        earlier = sentence.field.sentences[sentence.index - back]
        for phrase in reversed(reader.grammar(earlier).phrases):
            if back == 0 and phrase.end > reading.first:
                continue
            if victims is not None and victims.sentence is earlier and phrase.first >= victims.first:
                continue
            if phrase.counted and phrase.head is None and not phrase.organisation and phrase.role == "unknown":
                if earlier.tokens[phrase.end - 1].text in _OF_THEM:
                    continue  # "قتلت اثنين منهم، فيما لاذ ثلاثة بالفرار": of those told before
                return None
            return phrase
    return None


_OF_THEM = frozenset(("منهم", "منها"))


def _arrested(whole: People) -> bool:
    """Whether they are suspects, some of whom were arrested: "القبض على 13 عنصرا في حين لاذ أحدهم بالفرار"."""
    before = whole.sentence.tokens[max(0, whole.first - 3) : whole.first]
    return any(token.word is not None and token.word.core in _ARREST for token in before)


def _introduced(reader: Reader, victims: People) -> bool:
    """Whether an office or rank in apposition follows the name: "فلان، المسؤول عن ..."."""
    phrases = reader.grammar(victims.sentence).phrases
    return any(victims.end < phrase.first <= victims.end + 1 and phrase.role in _FORCES for phrase in phrases)


def _known_member(reader: Reader, victims: People) -> bool:
    """Whether a person called by the bare name carries a rank or an office elsewhere in the article."""
    sentence = victims.sentence
    _first, end = victims.names[0]
    name = sentence.tokens[end - 1].text
    if len(name) < 3:
        return False
    document = reader.document
    for field in (document.title, document.body):
        for other in field.sentences:
            if name not in other.text:
                continue
            for phrase in reader.grammar(other).phrases:
                if phrase.role in _FORCES and any(other.tokens[b - 1].text == name for a, b in phrase.names if b > a):
                    return True
    return False


def _name_goes_on(tokens: list[Token], k: int) -> bool:
    """Whether the head of a force at `k` has more of its name behind it: "الجيش الحر", "الجيش السوري الحر"."""
    head = tokens[k].word
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    if head is None or head.entry.organisation != "head" or behind is None or behind.word is None:
        return False
    return bool(behind.tags & (ORGANISATION | NISBA)) and not (behind.word.conjunction or behind.word.preposition)


def _changes_sides(tokens: list[Token], reading: Reading) -> bool:
    """Whether those who join somebody belonged to another side: "انضم 20 من جنود الحرس إلى المقاومة"."""
    victims = reading.victims
    if victims is None or victims.sentence is not reading.sentence:
        return False
    words = [token.word for token in tokens[victims.first : victims.end] if token.word is not None]
    if words and words[0].preposition:
        return False
    own = {word.core for word in words if word.tags & ORGANISATION}
    unit = bool(words) and words[0].core in _UNITS and not words[0].definite
    soldiers = victims.role in IN_UNIFORM
    if (
        not (own or unit or soldiers)
        or (victims.organisation and not unit)
        or victims.role not in _FORCES | {"unknown"}
    ):
        return False
    start = max(victims.end, reading.last + 1)
    for k in range(start, min(len(tokens), start + 9)):
        word = tokens[k].word
        if tokens[k].text in HARD_STOPS or (word is not None and word.tags & (COMPLEMENTIZER | RELATIVE)):
            return False
        if word is None:
            continue
        if word.core in _REBELS:
            return True
        if word.tags & ORGANISATION and not word.conjunction and word.core not in own:
            if word.entry.organisation == "head" and not word.definite and victims.role == "militant":
                continue  # "تنظيم داعش": the name follows
            if word.entry.organisation == "group" or _name_goes_on(tokens, k):
                continue  # "صفوف طالبان", "الجيش السوري الحر"
            # of no named army, soldiers may join another part of it
            others = not (own or unit) or word.entry.organisation == "name" or victims.role != "militant"
            return word.entry.role == "militant" and others
    return False
