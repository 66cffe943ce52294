"""What a report says of its own truth: nobody could verify it, nobody spoke of casualties, or the news was denied.

Words before a trigger that doubt or deny it stand in modality.tsv; here are those that stand around it or in the next sentence.
"""

from __future__ import annotations

import re

from services.claims.lexicon import SAYING, word_set
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_UNCHECKED = (
    r"(?:يتسن|يمكن|تستطع|يستطع|تتمكن|يتمكن|تعذر|دون|استحال)\b[^.]{0,40}(?:التحقق|التاكد|التثبت)"
    r"|من مصدر مستقل|من مصادر مستقله|بشكل مستقل"
)
_UNVERIFIED = re.compile(_UNCHECKED + r"|لم (?:ي|ت)(?:وكد|تاكد)\w* |لم (?:ي|ت)صدر تاكيد|غير موكد")
_NEXT_UNVERIFIED = re.compile(_UNCHECKED)
_FALSE = re.compile(r"(?:لا|ليس) (?:صحه|اساس) |\bعار\w* عن الصحه|غير صحيح|\bبال?كاذب|\bكاذب|مفبرك|محض افتراء|ملفق")
_NEGATIONS = frozenset(("دون", "بدون", "لم", "بلا", "لا", "لن", "ولم", "عدم"))
_HAPPENS = frozenset(("تحدث", "يحدث", "توقع", "يوقع"))  # "دون أن تحدث إصابات": happen, not speak
_REPORTS = word_set("reports")
_NEWS = word_set("news")
_NEAR = 9  # words between the negation and the casualties nobody reported
_NEWS_BEFORE = 8  # words between "ما تم تداوله" and the trigger


def judge(reading: Reading) -> None:
    """Sets the assertion of a reading that is asserted so far."""
    if reading.assertion != "asserted":
        return
    sentence = reading.sentence
    tokens = sentence.tokens
    if reading.zero:
        if _nobody_reported(tokens, reading.first):
            reading.assertion = "uncertain"
        return
    if sentence.field.name == "title":
        return
    text = sentence.text
    if _FALSE.search(text, max(0, tokens[reading.last].end - sentence.start)) and any(
        token.core in _NEWS for token in tokens[max(0, reading.first - _NEWS_BEFORE) : reading.first]
    ):
        reading.assertion = "denied"
    elif _UNVERIFIED.search(text):
        reading.assertion = "uncertain"
    else:
        following = sentence.field.sentences[sentence.index + 1 : sentence.index + 2]
        if following and following[0].text.lstrip().startswith(("ولم ", "لم ", "وتعذر", "ولا ")):
            opening = following[0].text[:160]
            if _NEXT_UNVERIFIED.search(opening):
                reading.assertion = "uncertain"


def _nobody_reported(tokens: list[Token], i: int) -> bool:
    """Whether the none is what nobody told: "لم ترد أنباء عن إصابات", "دون أنباء عن خسائر"."""
    for j in range(i - 1, max(-1, i - _NEAR), -1):
        text = tokens[j].text
        if text in HARD_STOPS:
            return False
        if one_of(text, _NEGATIONS):
            between = tokens[j + 1 : i]
            return any(
                token.core in _REPORTS or (token.tags & SAYING and token.text not in _HAPPENS) for token in between
            )
    return False
