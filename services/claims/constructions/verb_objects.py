"""Which people behind a verb of harm are its object, and which are its subject: "اغتال مسلحون مجهولون [إمام مسجد]", "أصاب القصف
[ثلاثة جنود]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import (
    NAME,
    NISBA,
    NO_PEOPLE,
    PEOPLE,
    PLACE_NAME,
    PREPOSITION,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    TriggerEntry,
    lexicon,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import bare_number, take_number
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar, time_at
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, PERSON_OF, TWO
from services.claims.text.tokens import Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_MISSILES = word_set("missiles")
_HANDS = frozenset(("يد", "ايدي", "ايادي"))  # "يد الغدر", "أيادي الإرهاب"
_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "زهاء"))
_MANNERS = word_set("manners")
_FAR_OBJECT = 12  # tokens


def object_behind_agent(grammar: SentenceGrammar, entry: TriggerEntry, agent: People) -> People | None:
    """The people whom the people right behind a verb harmed: "قتل مسلحون ثلاثة", "اعتقلت القوات في الحي 14 شابا". None where those right
    behind the verb cannot be its subject or nobody follows them."""
    tokens = grammar.tokens
    second = (
        grammar.second(
            agent.end,
            plain=agent.organisation and agent.definite,
            described=not agent.definite and not agent.names,
        )
        if agent.organisation or not agent.counted or _known_group(tokens, agent)
        else _killed_by_counted(grammar, agent)
    )
    if second is not None and entry.person[0] == "f" and _men_in_the_accusative(tokens, agent):
        second = None  # "اعتقلت الشابين ... بعد دهم منزل والديهما": who was taken, not who did it
    if second is not None and entry.person == "f1" and _one_man(agent):
        second = None  # "الغارة قتلت القيادي سالم ومرافقيه": he is no subject of a verb in the feminine
    if second is None and entry.person == "m1":
        second = _object_of_many(grammar, agent)
    if second is None and agent.organisation and agent.end < len(tokens) and tokens[agent.end].text in _MANNERS:
        second = grammar.after(agent.end + 1)  # "أعدمت السلطات شنقا ثلاثة مدانين"
    if second is None and entry.person[1:] == "1" and agent.definite and _many_nominative(tokens, agent):
        told = far_object(grammar, agent.end)
        second = told if told is not None and told.counted else None  # "احتجز المسلحون أمس 50 عائلة"
    if second is None and entry.frame == "ambivalent" and entry.person == "m1" and nominative(tokens, agent):
        told = far_object(grammar, agent.end) if agent.role == "militant" else None
        if told is not None and (entry.kind == "captured" or accusative(tokens, told) or man_named(told)):
            second = told  # "خطف مسلحون من منزله الصحفي", "قتل مسلحون، أمس، العقيد سالم رزق"
    return second


def _killed_by_counted(grammar: SentenceGrammar, agent: People) -> People | None:
    """The counted people that counted fighters killed: "قتل أربعة مسلحين من الحركة 67 شخصا"."""
    if agent.role not in FORCE or agent.precision == "vague":
        return None
    nxt = grammar.tokens[agent.end] if agent.end < len(grammar.tokens) else None
    if nxt is None or nxt.tags & SUBSET or nxt.text in (",", "-"):
        return None
    second = grammar.second(agent.end)
    return second if second is not None and second.counted and second.head is not None and not second.subset else None


def _object_of_many(grammar: SentenceGrammar, agent: People) -> People | None:
    """The people right behind an indefinite nominative plural, whose object they are: "اغتال مسلحون مجهولون إمام مسجد"."""
    tokens = grammar.tokens
    head = tokens[agent.head].word if agent.head is not None else None
    if head is None or not head.text.endswith("ون") or agent.definite or agent.end >= len(tokens):
        return None
    behind = tokens[agent.end].word
    if behind is None or behind.conjunction or behind.preposition or not behind.tags & (PEOPLE | TITLE):
        return None
    return people_of.parse(grammar.sentence, agent.end, organisations=False)


def nominative(tokens: list[Token], people: People) -> bool:
    """Whether indefinite people are written as a subject: "مسلحان", "مجهولون"."""
    word = tokens[people.head].word if people.head is not None else None
    if word is None or people.counted:
        return False
    if word.text.endswith("و") and word.tags & PEOPLE and people.number == MANY:
        return True  # "مسلحو الجماعة"
    if word.definite or people.definite:
        return False
    return word.text.endswith("ون") or (word.number == TWO and word.text.endswith("ان"))


def _many_nominative(tokens: list[Token], people: People) -> bool:
    """Whether definite people are written as a subject: "المسلحون", "مسلحو الجماعة"."""
    word = tokens[people.head].word if people.head is not None else None
    return word is not None and word.text.endswith(("ون", "و")) and bool(word.tags & PEOPLE) and not people.counted


def _men_in_the_accusative(tokens: list[Token], people: People) -> bool:
    """Whether the people are men written as an object, who are no subject of a verb in the feminine: "الشابين"."""
    word = tokens[people.head].word if people.head is not None else None
    return word is not None and not people.organisation and bool(word.tags & PEOPLE) and word.text.endswith("ين")


def _one_man(people: People) -> bool:
    """Whether the phrase is one man, who is no subject of a verb in the feminine."""
    if people.number != ONE or people.organisation or people.head is None:
        return False
    head = people.sentence.tokens[people.head].word
    known = head is not None and bool(head.tags & PEOPLE) and not head.entry.feminine
    return known and not people_of.gender_agrees(people, "ها")


def _known_group(tokens: list[Token], people: People) -> bool:
    """Whether the phrase is a group that is known, and no number: "المجموعة المسلحة"."""
    word = tokens[people.first].word
    return word is not None and word.definite and word.core == "مجموعه"


def far_object(grammar: SentenceGrammar, end: int) -> People | None:
    """Who stands behind the subject, which ends at token `end`, and what is told of it: "اغتال مسلحان على متن دراجة القيادي في
    الحركة", "القوات اعتقلت خلال 24 ساعة نحو 20 شابا"."""
    tokens = grammar.tokens
    for phrase in grammar.phrases:
        if phrase.first < end:
            continue
        between = tokens[end : phrase.first]
        if len(between) > _FAR_OBJECT or any(token.text in HARD_STOPS or token.tags & TRIGGER for token in between):
            return None
        opening = tokens[phrase.first].word
        if phrase.organisation or (opening is None and not phrase.counted):
            continue
        if opening is not None and (opening.preposition or opening.conjunction):
            continue
        if between and between[-1].tags & PREPOSITION and between[-1].text not in _ABOUT:
            continue
        if between and not phrase.counted and bare_number(between[-1].text) is not None:
            phrase.first -= 1
            phrase.number_span, phrase.number = (phrase.first, phrase.first + 1), MANY
            take_number(phrase, phrase.first)  # "نحو 20 مقدسيا"
        return phrase
    return None


def man_named(people: People) -> bool:
    """Whether a noun of people or a rank bears the name: "الشاب أحمد", no village of that name; or one of rank stands without a name."""
    head = people.sentence.tokens[people.head].word if people.head is not None else None
    first = people.sentence.tokens[people.first]
    ranked = bool(first.tags & TITLE) and people.definite and people.number == ONE
    return ranked or (bool(people.names) and head is not None and bool(head.tags & PEOPLE))


def struck_by_thing(grammar: SentenceGrammar, i: int) -> People | None:
    """Whom a thing, the subject of the verb at `i`, hits: "أصاب القصف المدفعي ثلاثة جنود", "اغتالت يد الغدر القاضي"."""
    tokens = grammar.tokens
    k = i + 1
    weapon = tokens[k].word if k < len(tokens) else None
    if weapon is not None and weapon.core in _HANDS and not weapon.pronoun:
        told = far_object(grammar, k + 2)
        return None if told is None or (told.definite and not (told.names or told.counted)) else told
    if weapon is not None and weapon.core in _MISSILES and not weapon.definite:
        k += 2 if _describes(tokens, k + 1) else 1
    while k < len(tokens) and k < i + 4:
        word = tokens[k].word
        if word is None or not word.definite or word.preposition or word.conjunction or word.tags & STOP:
            break
        if word.tags & PEOPLE and (k == i + 1 or not word.core.endswith(("ي", "يه"))):
            break
        k += 1
    if k == i + 1:
        return None
    if k < len(tokens) and tokens[k].tags & VERB and missile_at(tokens, i + 1):
        told = far_object(grammar, k)  # "قتل صاروخ أطلق من القطاع ثلاثة مزارعين"
        return told if told is not None and told.counted else None
    found = next((phrase for phrase in grammar.phrases if phrase.first == k), None)
    if found is None or found.organisation:
        return None
    return found if found.counted or found.names or not found.definite else None


def _describes(tokens: list[Token], k: int) -> bool:
    """Whether the word at `k` belongs to the missile before it: its adjective or whose it is, "رصاصة طائشة", "شظايا قذيفة", "رصاصات
    الجنود"."""
    word = tokens[k].word if k < len(tokens) else None
    if word is None or word.preposition or word.conjunction or word.tags & (STOP | TITLE | NAME):
        return False
    return word.definite or not word.tags & PEOPLE


def missile_at(tokens: list[Token], k: int) -> bool:
    """Whether the word at `k` is a missile, which people do not harm: "أصابت شظايا القذيفة امرأة"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.core in _MISSILES


def accusative(tokens: list[Token], people: People) -> bool:
    """Whether the people stand in the accusative: "طفلا", or as kin of the doer ("والده")."""
    head = tokens[people.head].word if people.head is not None else None
    if head is None or (people.definite and not head.pronoun):
        return False
    return (head.text.endswith("ا") and not people.counted) or (bool(head.pronoun) and head.entry.role == "civilian")


def other_object(tokens: list[Token], i: int) -> bool:
    """Whether a noun that is no people follows as the verb's object ("قتل شعبه")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if things_counted(tokens, i + 1):
        return True
    if time_at(tokens, i + 1):
        return False
    if nxt is None or nxt.tags & (STOP | PLACE_NAME | TRIGGER) or nxt.conjunction or nxt.preposition:
        return False
    if (not nxt.tags and nxt.text.startswith(("ب", "ل"))) or nxt.text in _IN_IT:
        return False
    if causes(tokens[i + 1]) or missile_at(tokens, i + 1):
        return False  # "قتل القصف أسرة": what did it stands before the people
    return (
        nxt.definite
        or bool(nxt.tags & NO_PEOPLE)
        or (not nxt.tags and len(nxt.text) > 3 and nxt.text.endswith(("ه", "ها", "هم")))
    )


_IN_IT = word_set("in_or_of_it")


def causes(token: Token) -> bool:
    """Whether a noun is one that harms people (causes.tsv)."""
    word = token.word
    return word is not None and (word.core in lexicon().causes or word.text in lexicon().causes)


def thing_follows(tokens: list[Token], i: int) -> bool:
    """Whether a noun that is no people stands right after the verb as its subject ("انشقت الأرض")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if nxt is None or nxt.conjunction or nxt.preposition or nxt.tags & (STOP | PEOPLE | TRIGGER | NISBA):
        return False
    if time_at(tokens, i + 1):
        return False
    return (nxt.definite and not nxt.tags & PLACE_NAME) or bool(nxt.tags & NO_PEOPLE)


def thing_at(tokens: list[Token], i: int) -> bool:
    """Whether an indefinite noun of things stands at `i` as the object of a verb: "خطف اللاعب هدف الفوز"."""
    word = tokens[i].word if i < len(tokens) else None
    return (
        word is not None and bool(word.tags & NO_PEOPLE) and not (word.definite or word.preposition or word.conjunction)
    )


def things_counted(tokens: list[Token], i: int) -> bool:
    """Whether a number of animals or things stands at token `i`: "نحو 250 حوتا"."""
    k = i + 1 if i < len(tokens) and tokens[i].text in _ABOUT else i
    if k + 1 >= len(tokens) or not (tokens[k].text.isdigit() or bare_number(tokens[k].text) is not None):
        return False
    return bool(tokens[k + 1].tags & NO_PEOPLE)


def named_next(tokens: list[Token], i: int) -> bool:
    """Whether two unknown words that look like a name follow: "استشهد عوض المالكي"; behind اغتيل two of any kind: "اغتيل فرج فودة"."""
    if i + 2 >= len(tokens):
        return False
    first, second = tokens[i + 1].word, tokens[i + 2].word
    if first is None or second is None:
        return False
    return (
        not first.tags
        and not first.definite
        and len(first.text) > 2
        and first.text[0] not in "بلوف"
        and not first.text.endswith(("ا", "ه", "ات", "ين", "ون"))
        and (
            bool(second.tags & NAME)
            or (second.definite and bool(second.tags & NISBA))
            or (
                tokens[i].text.lstrip("وف") == "اغتيل" and not (second.tags or second.preposition or second.conjunction)
            )
        )
    )


def apposed_name(grammar: SentenceGrammar, i: int) -> People | None:
    """A name of two words that no list has, told by what the person is behind a comma: "أصيب أرون تشاتور، رئيس تحرير صحيفة"."""
    tokens = grammar.tokens
    if i + 4 >= len(tokens) or tokens[i + 3].text != "," or not tokens[i + 4].tags & (PEOPLE | TITLE):
        return None
    for token in tokens[i + 1 : i + 3]:
        word = token.word
        if word is None or word.tags & ~NISBA or word.definite or word.conjunction or word.preposition:
            return None
        if len(word.text) < 3 or word.text[0] in "بلوف" or word.text.endswith(("ا", "ه", "ات")):
            return None
    return people_of.named_person(grammar.sentence, i + 1, i + 3)


def pronoun_people(reader: Reader, reading: Reading, pronoun: str) -> People | None:
    """Whom an object pronoun stands for: people before the verb that agree with it and are not its subject."""
    grammar = reader.grammar(reading.sentence)
    i = reading.first
    wanted = PERSON_OF.get(pronoun, "m1")
    number = {"1": ONE, "2": TWO, "3": MANY}[wanted[1]]
    agent = reading.agent
    for phrase in reversed(grammar.phrases):
        if phrase.end > i or phrase.subset or phrase is agent:
            continue
        if number == TWO and phrase.two_or_many:
            people_of.set_number(phrase, TWO)
        if phrase.organisation and number == ONE and pronoun != "ها":
            continue
        if (phrase.number == number or (phrase.organisation and number == MANY)) and people_of.gender_agrees(
            phrase, pronoun
        ):
            return phrase
    return reader.antecedent(reading.sentence, grammar.clause_start(0), wanted, pronoun)
