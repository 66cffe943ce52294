"""Whom the deed of a verbal noun reached, by what stands round it: the genitive ("مقتل ثلاثة جنود"), ل ("قتل الجيش
للعشرات"), the accusative ("قتل شرطي شابا"), a verb of reaching ("اعتقالات طالت ضباطا"), a number of cases ("40 حالة إعدام").
"""

from __future__ import annotations

from services.claims.constructions.harmed_again import captives
from services.claims.lexicon import (
    NAME,
    NO_PEOPLE,
    PEOPLE,
    PLACE_NAME,
    STOP,
    TITLE,
    TRIGGER,
    VERB,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.postponed_people import postponed
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.text.inflection import MANY
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_REACHING = word_set("reaching")
_EACH_OF = (["كل", "من"], ["كلا", "من"])
_AMONG = word_set("ranks") | {"حق"}
_OTHERS = frozenset(("اخري", "اخرين", "اخرون"))
_SHARING = 3  # nouns joined to the first
_SHORTEST = 4  # letters of such a noun with its و
_DEAD = frozenset(("شهيد", "شهيدين", "شهيدان", "فقيد", "مغدور", "مرحوم"))
_EXECUTIONS = frozenset(("حاله", "حالات", "عمليه", "عمليات", "حكم", "احكام", "حكما"))
_RULINGS = frozenset(("حكم", "احكام", "حكما"))
_CARRIED_OUT = "نفذ"


def people_after(grammar: SentenceGrammar, j: int, *, to_them: bool = False) -> People | None:
    """People after a verbal noun: directly, behind ل ("قتل للأبرياء"), or behind an adjective and ل. to_them: ل names those who are
    surrendered to, not who does it ("الاستسلام لقوات الجيش")."""
    tokens = grammar.tokens
    if (
        j + 1 < len(tokens)
        and (honoured := tokens[j].word) is not None
        and honoured.definite
        and honoured.core in _DEAD
    ):
        named = people_of.parse(grammar.sentence, j + 1)
        if named is not None and named.names:
            return named  # "اغتيال الشهيد خالد أيوب"
    found = people_of.parse(grammar.sentence, j)
    if found is not None and found.head is None and found.counted and _joined_number(tokens[found.first]):
        found = None  # "وفاة وخمسة مصابين": the number is of others
    if found is not None:
        opener = tokens[found.first].word
        return None if to_them and opener is not None and opener.preposition == "ل" else found
    for k in range(
        j, j + 6 if triggers_at(grammar, j - 1)[:1] and triggers_at(grammar, j - 1)[0].frame == "subject" else j + 2
    ):
        captive = captives(grammar, k, directly=k == j) if k < j + 2 else None
        if captive is not None:
            return captive
        if k < len(tokens) and (nxt := tokens[k].word) is not None and nxt.preposition == "ل" and not to_them:
            found = people_of.parse(grammar.sentence, k)
            if found is not None:
                return found
        if tokens[k].text == "ضد" if k < len(tokens) else False:
            return people_of.parse(grammar.sentence, k + 1)
        if k < len(tokens) and tokens[k].tags & (STOP | TRIGGER):
            break
    skipped = grammar.skip_adverbials(j)
    if skipped > j:
        return people_of.parse(grammar.sentence, skipped)
    return None


def _joined_number(token: Token) -> bool:
    """Whether و joins the number to what stands before it: "وخمسة", "و3"."""
    return token.text[0] == "و" and not token.text.startswith(("واحد", "وحيد"))


def for_people(grammar: SentenceGrammar, agent: People) -> People | None:
    """The people that a verbal noun with its doer reaches by ل: "اعتقال المقاومة لعبد الملك", "قتل الجيش للعشرات"."""
    tokens = grammar.tokens
    for k in range(agent.first + 1, min(len(tokens), agent.end + 4)):
        word = tokens[k].word
        if tokens[k].tags & (VERB | TRIGGER) or tokens[k].text in (",", "."):
            return None
        if word is not None and (word.preposition == "ل" or tokens[k].text.startswith("لل")):
            found = people_of.parse(grammar.sentence, k)
            if found is not None and (word.tags & (PEOPLE | NAME | TITLE) or (found.counted and found.first <= k + 1)):
                agent.end = min(agent.end, k)
                return found
    return None


def reached_by_to(grammar: SentenceGrammar, k: int) -> People | None:
    """The people right behind a verbal noun and its doer's pronoun, reached by ل: "تنفي قتلها لمدنيين", "خطفه لثلاثة جنود"."""
    word = grammar.tokens[k].word if k < len(grammar.tokens) else None
    people = word is not None and word.preposition == "ل" and word.tags & (PEOPLE | NAME | TITLE)
    counted = k in grammar.sentence.quantities and grammar.tokens[k].text.startswith("ل")
    found = people_of.parse(grammar.sentence, k) if people or counted else None
    return None if found is None or found.organisation else found


def accusative_next(grammar: SentenceGrammar, k: int) -> People | None:
    """The people in the accusative right at `k`: the object of a verbal noun whose doer was told before them."""
    word = grammar.tokens[k].word if k < len(grammar.tokens) else None
    if word is None or word.conjunction or word.preposition or word.definite or not word.tags & PEOPLE:
        return None
    if not word.text.endswith("ا") or word.tags & (PLACE_NAME | TRIGGER):
        return None
    return people_of.parse(grammar.sentence, k, organisations=False)


def told_as_object(grammar: SentenceGrammar, people: People) -> bool:
    """Whether people behind a noun with the pronoun of its doer are its object: in the accusative, counted, or his own ("قتله والده")."""
    head = grammar.tokens[people.head].word if people.head is not None else None
    if head is None:
        return False
    return (head.text.endswith("ا") and not people.definite) or bool(head.pronoun) or people.counted


def reached_by_verb(grammar: SentenceGrammar, j: int, *, reach: int = 2) -> People | None:
    """The people that a verb of reaching names behind the noun, at most `reach` tokens from `j`: "اعتقالات طالت ضباطا", "عملية خطف
    استهدفت صحفيين", "اعتقالات طالت كلا من"."""
    tokens = grammar.tokens
    for k in range(j, min(len(tokens) - 1, j + reach)):
        if tokens[k].text in HARD_STOPS:
            return None
        if one_of(tokens[k].text, _REACHING, "و"):
            each = [token.text for token in tokens[k + 1 : k + 3]]
            return people_of.parse(grammar.sentence, k + (3 if each in _EACH_OF else 1))
    return None


def reached_by_deeds(grammar: SentenceGrammar, i: int) -> People | None:
    """Whom several deeds with the article at `i` befell, told by a verb behind or before them: "الاعتقالات التي نفذتها الحركة شملت 12
    صحفيا", "طالت الاعتقالات 41 شخصا"."""
    if i and one_of(grammar.tokens[i - 1].text, _REACHING, "وف"):
        return grammar.after(i + 1) or postponed(grammar, i + 1)
    return reached_by_verb(grammar, i + 1, reach=_FAR_REACHED)


_FAR_REACHED = 8  # tokens


def reached_in_ranks(grammar: SentenceGrammar, j: int) -> People | None:
    """The people against whom or among whom the deed was done, behind the noun and its adjective: "اعتقالات بحق المواطنين", "اعتقالات
    واسعة في صفوف الجنود"."""
    tokens = grammar.tokens
    adjective = tokens[j].word if j < len(tokens) else None
    if adjective is not None and not adjective.tags & (STOP | TRIGGER | PEOPLE) and adjective.text.endswith("ه"):
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "بحق":
        return people_of.parse(grammar.sentence, j + 1)
    if j + 2 < len(tokens) and tokens[j].text == "في" and tokens[j + 1].text in _AMONG:
        return people_of.parse(grammar.sentence, j + 2)
    return None


def shared_with_nouns(grammar: SentenceGrammar, j: int) -> People | None:
    """The people whom the noun shares with further nouns of deeds joined to it: "اعتقال وملاحقة ناشطين", "خطف وتعذيب وقتل مدنيين"."""
    tokens = grammar.tokens
    k = j
    while k < len(tokens) and k < j + _SHARING:
        word = tokens[k].word
        if word is None or word.text[0] != "و" or len(word.text) < _SHORTEST or word.text.endswith("ات"):
            break
        if word.tags & ~(TRIGGER | NO_PEOPLE):
            break
        if word.preposition or word.pronoun or word.definite or (k == j and word.tags & TRIGGER):
            break  # two triggers beside each other: see `verbal_nouns._bare`
        k += 1
    found = people_of.parse(grammar.sentence, k) if k > j else None
    head = tokens[found.head] if found is not None and found.head is not None else None
    return found if head is not None and head.tags & PEOPLE and head.text not in _OTHERS else None


def executions(grammar: SentenceGrammar, i: int) -> People | None:
    """Those of a number of executions: "نفذت 700 عملية إعدام", "40 حالة إعدام"."""
    tokens = grammar.tokens
    case = tokens[i - 1].word if i > 1 else None
    if case is None or case.core not in _EXECUTIONS or case.definite:
        return None
    number = tokens[i - 2].text
    count = int(number) if number.isdecimal() else people_of.bare_number(number)
    if count is None:
        return None
    if case.core in _RULINGS and not any(_CARRIED_OUT in token.text for token in tokens[max(0, i - 8) : i - 2]):
        return None  # "أصدرت 90 حكم إعدام"
    found = People(grammar.sentence, i - 2, i + 1, low=count, high=count, precision="exact", number_span=(i - 2, i - 1))
    found.number = MANY
    return found


def triggers_at(grammar: SentenceGrammar, k: int) -> list[TriggerEntry]:
    """What the token at `k` may be as a trigger."""
    word = grammar.tokens[k].word
    return word.entry.triggers if word is not None else []
