"""Whom the verb before a verbal noun names: who is accused of the deed or claims it ("تتهم الحركة بقتل"), who manages it
("تمكنت 57 منهن من الفرار"), who is driven to it ("أجبر الجيش المسلحين على الفرار"), who joined others before it.
"""

from __future__ import annotations

from services.claims.lexicon import TRIGGER, word_set
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.text.inflection import MANY
from services.claims.text.words import one_of

_ACCUSING = frozenset(("اتهم", "اتهمت", "يتهم", "تتهم", "اتهموا", "اتهام", "قيام", "قام", "قامت", "قاموا"))
_MANAGING = word_set("managing")
_CLAIMING = frozenset(("تبني", "تبنت", "يتبني", "تتبني", "تبنوا", "اقدم", "اقدمت", "اقدموا", "اقدام", "تعمد", "تعمدت"))
_FORCING = tuple(sorted(word_set("forcing")))
_JOINED = frozenset(("التحق", "التحقوا", "انضم", "انضموا", "لجا", "لجاوا", "وصل", "وصلوا"))


def accused(grammar: SentenceGrammar, i: int) -> People | None:
    """Who is accused of the deed, claims it, or sets about it: "تتهم الحركة بقتل", "يتبنى الحزب قتل", "أقدم مسلحون على قتل"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None:
        return None
    for k in range(i - 1, max(-1, i - 9), -1):
        text = tokens[k].text.lstrip("و")
        if tokens[k].text in HARD_STOPS or tokens[k].tags & TRIGGER:
            return None
        if word.preposition == "ب" and text in _ACCUSING:
            told = [p for p in grammar.phrases if p.first > k and p.end <= i]
            # "تتهم الحركة بقتل", "تتهم الحكومة الحركة بقتل"
            return told[-1] if told and told[0].first == k + 1 else None
        if text.startswith(("اقد", "تعمد")) and tokens[i - 1].text != "علي" and word.preposition != "ب":
            continue  # "إقدام الغاضبين من قتل الشهيد على حرق الكتب"
        manages = text in _MANAGING and bool(tokens[i - 1].text in ("من", "في") or word.preposition)
        if manages or text in _CLAIMING:
            behind = next((p for p in grammar.phrases if p.first == k + 1 and p.end <= i), None)
            if behind is not None or manages:
                return behind  # "تمكن الثوار من قتل"
            return next((p for p in reversed(grammar.phrases) if p.end == k), None)
    return None


def forced_to(grammar: SentenceGrammar, i: int) -> People | None:
    """The people who are driven to what the noun tells: "أجبر الجيش المسلحين على الفرار"."""
    tokens = grammar.tokens
    for j in range(i - 1, max(-1, i - 12), -1):
        if tokens[j].text in HARD_STOPS:
            return None
        word = tokens[j].word
        if word is not None and word.text.removeprefix("و").startswith(_FORCING):
            driven = [phrase for phrase in grammar.phrases if j < phrase.first and phrase.end <= i]
            return driven[-1] if driven else None
    return None


def who_managed(grammar: SentenceGrammar, i: int) -> People | None:
    """The people behind a verb of managing, by number alone: "تمكنت 57 منهن من الفرار"."""
    tokens = grammar.tokens
    for j in range(i - 2, max(-1, i - 8), -1):
        word = tokens[j].word
        if tokens[j].text in HARD_STOPS:
            return None
        if word is not None and word.core in _MANAGING:
            people = grammar.after(j + 1)
            return people if people is not None and people.end < i and people.counted else None
    return None


def who_joined(grammar: SentenceGrammar, i: int) -> People | None:
    """Who joined others before a verbal noun with their pronoun; those whom they joined come between: "التحق خمسة جنود بالثوار بعد
    انشقاقهم"."""
    tokens = grammar.tokens
    for k in range(i - 1, max(-1, i - 12), -1):
        if tokens[k].text in HARD_STOPS:
            return None
        if one_of(tokens[k].text, _JOINED):
            people = grammar.after(k + 1) or grammar.subject_before(k, "m3")
            return people if people is not None and people.end < i and people.number == MANY else None
    return None
