"""Phrases of people: their number, the words that name them, personal names, role.

`parse` reads one phrase at a token: [modifiers] [number] noun [adjectives, names] [من group], or a title with a name, or a name
alone. It reads no further than a word that cannot belong to the phrase (preposition, verb, relative, conjunction before a
clause). The costlier error is a phrase too short to be recognised, so a word of unknown class goes on the phrase only where
its form agrees (an adjective of the noun's definiteness, a name after a title).
"""

from __future__ import annotations

from services.arabic.numbers import Quantity
from services.claims.lexicon import (
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
    STOP,
    TITLE,
    TRIGGER,
    word_set,
)
from services.claims.people_phrases.counted_phrases import (
    at_least_end,
    bare_number,
    counted_phrase,
    part_of_group,
    vague_phrase,
)
from services.claims.people_phrases.dual_or_plural import dual_or_plural
from services.claims.people_phrases.modifiers import number_at, skip_quotes
from services.claims.people_phrases.people_phrase import (
    IN_UNIFORM,
    People,
    gender_agrees,
    named_person,
    prefix_length,
    set_number,
    takes_feminine,
)
from services.claims.people_phrases.personal_names import child_of, name_end
from services.claims.people_phrases.phrase_extension import extend
from services.claims.people_phrases.phrase_names import HIS_KIN
from services.claims.people_phrases.phrase_nouns import mine
from services.claims.text.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import one_of

__all__ = [
    "HIS_KIN",
    "ONE_OF_THEM",
    "VAGUE",
    "People",
    "bare_number",
    "extend",
    "gender_agrees",
    "name_end",
    "named_person",
    "number_at",
    "parse",
    "part_of_group",
    "prefix_length",
    "set_number",
    "takes_feminine",
]

_FURTHER = word_set("further")
# Right behind their trigger: "مقتل ثلاثة منهم وإصابة الرابع", "واختطفوا ثالثا".
_FURTHER_HARMED = {f"ال{ordinal}" for ordinal in _FURTHER} | {"ثالثا", "رابعا", "خامسا", "سادسا"}
_SINGLES = word_set("singles")
_FAMILIES = word_set("families")
_MORE = frozenset(("يقل", "اقل", "اكثر", "يزيد", "يربو", "فوق"))
_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "زهاء", "يقارب", "يقرب"))
_HEADS_OF = frozenset(("رب", "ربه"))
_HOUSEHOLDS = frozenset(("اسره", "منزل", "بيت", "عايله"))
ONE_OF_THEM = word_set("one_of_them")
VAGUE = word_set("vague")
_SERVICES = word_set("services")
_OTHERS = dict.fromkeys(("اخرين", "اخرون", "باقون", "باقين", "بقيه", "بعض"), MANY)
_SO_CALLED = frozenset(("يسمي", "تسمي", "يدعي", "يطلق"))  # "ما يسمى والي المدينة"
_PARTIES_OF_MEN = word_set("parties_of_men")
_WHO_OR_WHAT = frozenset(("من", "ومن", "لمن", "ما", "وما"))
LEFT = frozenset(("تبقي", "تبقوا", "بقي", "بقوا", "نجا", "نجوا"))


def parse(sentence: Sentence, i: int, *, organisations: bool = True, names: bool = True) -> People | None:
    """The phrase of people that begins at token `i`, or None.

    organisations: whether an organisation counts as people ("فرار الميليشيات"); names: whether unknown words may be a name.
    """
    tokens = sentence.tokens
    start = skip_quotes(tokens, i)
    if start >= len(tokens):
        return None
    j = skip_quotes(tokens, number_at(sentence, start))
    if j < len(tokens) and tokens[j].text in ('"', "'"):
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "(" and j + 1 in sentence.quantities:
        j += 1  # "(20) شخصا"
    if j > start and j not in sentence.quantities:
        found = _parse_at(sentence, j, start, organisations=organisations, names=names)
        if found is not None:
            _bound(found, [token.text for token in tokens[start:j]])
        return found
    found = _parse_at(sentence, j, start, organisations=organisations, names=names)
    if (
        found is not None
        and found.precision == "exact"
        and not found.names
        and not found.counted
        and (found.indefinite or found.number == TWO)
        and at_least_end(tokens, found.end) > found.end
    ):
        found.high, found.precision = None, "at_least"  # "شخصا واحدا على الأقل"
    return found


def _bound(found: People, modifiers: list[str]) -> None:
    """Notes what modifiers before an uncounted noun say of its number: "ما لا يقل عن شخصين"."""
    if found.precision != "exact" or found.counted or found.names:
        return
    if _MORE & set(modifiers):
        found.high, found.precision = None, "at_least"
    elif _ABOUT & set(modifiers):
        found.precision = "approximate"


def _by_one_of(tokens: list[Token], j: int) -> bool:
    """Whether one of several people stands behind an attached ب: "تنفيذ حكم القصاص بأحد الجناة"."""
    several = tokens[j + 1].word if j + 1 < len(tokens) else None
    return (
        tokens[j].text in ("باحد", "باحدي") and several is not None and several.definite and bool(several.tags & PEOPLE)
    )


def _parse_at(sentence: Sentence, j: int, start: int, *, organisations: bool, names: bool) -> People | None:
    """The phrase whose number or noun stands at `j`, its modifiers at `start`."""
    tokens = sentence.tokens
    quantity = sentence.quantities.get(j)
    if quantity is None and (part := part_of_group(sentence, j)) is not None:
        return part
    if quantity is None and j < len(tokens) and start in sentence.quantities:
        quantity = sentence.quantities[start]
        j = start
    if quantity is not None:
        found = counted_phrase(sentence, j, quantity)
        if found is not None and start < j and found.head is None:
            _take_noun_before(found, quantity[0], start)
        return found
    if j >= len(tokens):
        return None
    token = tokens[j]
    word = token.word
    if word is None:
        return None
    if token.text == "عده" and j + 1 in sentence.quantities:
        several = counted_phrase(sentence, j + 1, sentence.quantities[j + 1])
        if several is not None:
            several.first, several.number_start, several.number_end = j, None, None
            several.number_span = (j, j + 2)
        return several  # "عدة آلاف من المسلحين"
    if word.core in VAGUE or token.text in VAGUE:
        return vague_phrase(sentence, j)
    if token.text == "واسر" and j and tokens[j - 1].tags & TRIGGER:
        return None  # "مقتل وأسر عدد من المسلحين": no families
    if token.text == "ما" and j + 2 < len(tokens) and tokens[j + 1].text in _SO_CALLED:
        after = skip_quotes(tokens, j + 2)
        return parse(sentence, after, organisations=organisations, names=names) if after < len(tokens) else None
    if token.text in _WHO_OR_WHAT and j + 1 < len(tokens) and tokens[j + 1].text in LEFT:
        those = People(sentence, j, j + 2, number=MANY, low=2, pronoun=True, role="unknown")
        those.end = extend(sentence, those, j + 2)
        whole = parse(sentence, j + 3) if j + 3 < len(tokens) and tokens[j + 2].text == "من" else None
        if whole is not None:
            those.end, those.role, those.organisation = whole.end, whole.role, whole.organisation
        elif token.text.endswith("ما"):
            return None  # "ما تبقى من الطعام"
        elif those.end < len(tokens) and tokens[those.end].text in ("منهم", "منها"):
            those.end += 1
        return those
    if token.tags & DEMONSTRATIVE:
        inner = parse(sentence, j + 1, organisations=organisations, names=names)
        if inner is not None:
            inner.first = j
            inner.definite = True
        return inner
    if word.core in _HEADS_OF and j + 1 < len(tokens) and tokens[j + 1].text in _HOUSEHOLDS:
        parent = People(sentence, j, j + 2, head=j, role="civilian")
        set_number(parent, ONE)
        parent.end = extend(sentence, parent, j + 2)
        return parent  # "رب أسرة", "ربة منزل"
    if word.core in _SINGLES or word.text in ONE_OF_THEM or _by_one_of(tokens, j):
        return _single(sentence, j)
    if word.tags & OTHER and not word.tags & PEOPLE:
        following = tokens[j + 1].word if word.core == "اخر" and j + 1 < len(tokens) else None
        if following is not None and following.tags & NO_PEOPLE and not following.preposition:
            return None  # "تصفية آخر جيوب المسلحين" is the last of them, nobody else
        phrase = People(sentence, j, j + 1, head=j, other=True)
        set_number(phrase, {"اخر": ONE, "اخري": ONE, "اخران": TWO}.get(word.core, _OTHERS.get(word.core, TWO)))
        if word.core == "اخريات":
            set_number(phrase, MANY)
        phrase.end = extend(sentence, phrase, j + 1)
        return phrase
    harmed = token.text in _FURTHER_HARMED and j > 0 and bool(tokens[j - 1].tags & TRIGGER)
    if (harmed or one_of(token.text, _FURTHER)) and _stands_alone(tokens, j + 1):
        phrase = People(sentence, j, j + 1, head=j, other=True, definite=token.text.startswith("ال"))
        set_number(phrase, ONE)
        return phrase
    if word.core == "لواء" and j + 1 < len(tokens) and tokens[j + 1].text.isdecimal():
        brigade = People(sentence, j, j + 2, head=j, role="military", organisation=True, definite=True)
        set_number(brigade, MANY)
        return brigade  # "اللواء 35 مدرع", no general
    if word.tags & PEOPLE:
        return _noun(sentence, j)
    if word.text in _PARTIES_OF_MEN and (end := name_end(tokens, j + 1)) > j + 1:
        return named_person(sentence, j, end)  # "مقتل صالح أحمد الطائي": the man, not Salih's party
    if word.tags & ORGANISATION and organisations:
        phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, organisation=True, definite=True)
        phrase.low, phrase.high, phrase.precision = 2, None, "vague"
        phrase.number = MANY
        phrase.end = extend(sentence, phrase, j + 1)
        return phrase
    if word.tags & NAME and word.definite and not word.tags & TITLE:
        return None  # "عيد الفطر المبارك"
    if word.tags & (TITLE | NAME) and not word.tags & PREPOSITION:
        return _named(sentence, j)
    if child_of(tokens, j):
        return named_person(sentence, j, name_end(tokens, j))
    if (
        names
        and word.definite
        and word.tags & NISBA
        and not word.preposition
        and sentence.field.document.surname(token.text[len(word.conjunction) :])
    ):
        return named_person(sentence, j, j + 1)
    if names and word.definite and not word.tags & (STOP | PLACE_TYPE | PLACE_NAME | NO_PEOPLE):
        return None
    return None


def _take_noun_before(found: People, quantity: Quantity, start: int) -> None:
    """Begins the phrase at its noun where the number stands behind it: "المهاجمين الأربعة". start: the first token it may have."""
    if quantity.noun_start is None or quantity.noun_start >= quantity.number_start:
        return
    at = found.sentence.token_at(quantity.noun_start)
    word = found.sentence.tokens[at].word if at is not None else None
    if at is None or at < start or word is None or not word.tags & PEOPLE:
        return
    found.first, found.head, found.definite, found.role = at, at, word.definite, word.entry.role
    found.number_start = found.number_end = None


def _stands_alone(tokens: list[Token], i: int) -> bool:
    """Whether the word before `i` counts no noun behind it: "وأصيب ثالث بجروح"."""
    word = tokens[i].word if i < len(tokens) else None
    return word is None or bool(word.tags & STOP) or bool(word.preposition or word.conjunction) or word.text[0] == "ب"


def _single(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    phrase = People(sentence, j, j + 1, head=j)
    set_number(phrase, ONE)
    if word is not None and (word.pronoun or word.text in ONE_OF_THEM):
        phrase.pronoun = True
        return phrase
    k = j + 1
    if k < len(tokens) and (nxt := tokens[k].word) is not None:
        if nxt.tags & PEOPLE:
            phrase.role = nxt.entry.role
        elif nxt.tags & NO_PEOPLE or nxt.tags & PLACE_TYPE:
            return None
        if not nxt.tags & STOP:
            k += 1
    phrase.end = extend(sentence, phrase, k)
    return phrase


def _noun(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    assert word is not None
    phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, definite=word.definite or bool(word.pronoun))
    number = word.number
    if number == TWO_OR_MANY:
        phrase.two_or_many = True
        armed = not word.definite and not word.pronoun and word.entry.role in IN_UNIFORM
        number = dual_or_plural(sentence, j, armed=armed)
    if number == ONE and word.text.endswith("ا") and j + 1 < len(tokens) and tokens[j + 1].text in _SERVICES:
        number = TWO  # "استشهد رجلا أمن": a singular in the accusative has no genitive behind it
    if number == TWO and word.text.endswith("ي") and mine(tokens, j):
        number, phrase.definite = ONE, True
    set_number(phrase, number)
    family = (
        sentence.quantities.get(j + 2)
        if word.entry.lemma in ("اسره", "عايله") and j + 2 < len(tokens) and tokens[j + 1].text == "من"
        else None
    )
    if family is not None:  # "أسرة من ثمانية أفراد"
        size, after_size = family
        phrase.low, phrase.high, phrase.precision = size.low, size.high, size.precision
        phrase.end = extend(sentence, phrase, min(after_size + 1, len(tokens)))
        return phrase
    phrase.end = extend(sentence, phrase, j + 1)
    if (
        phrase.end == j + 1
        and word.definite
        and number == ONE
        and word.core.endswith("ي")
        and not word.preposition
        and sentence.field.document.surname(word.text[len(word.conjunction) :])
    ):
        phrase.names.append((j, j + 1))  # "الأردني", whom the article calls "طلال الأردني" elsewhere
    if word.entry.lemma in _FAMILIES and phrase.low == phrase.high == 1:
        phrase.low, phrase.high, phrase.precision = 2, None, "vague"  # one family are several people
    return phrase


def _named(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    assert word is not None
    phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, definite=True)
    set_number(phrase, ONE)
    end = extend(sentence, phrase, j)
    phrase.end = max(end, j + 1)
    if word.tags & TITLE and not word.tags & (NAME | PEOPLE) and not phrase.names and not word.definite:
        return None
    return phrase
