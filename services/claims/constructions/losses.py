"""Who suffers losses and who inflicts them: "كبّد الجيش المتمردين خسائر", "ألحقت المقاومة بالمتمردين", "أوقع بهم 30 قتيلا"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.text.inflection import person_of_verb
from services.claims.text.tokens import Sentence

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_INFLICTING = ("كبد", "تكبد", "تكبيد", "يكبد", "الحق", "يلحق", "تلحق")
_BEFALLING = ("اوقع", "يوقع", "توقع")  # whom it befalls stands behind ب
_FARTHEST = 9  # tokens between the verb and the losses


def who_lost(reader: Reader, sentence: Sentence, first: int) -> tuple[People | None, People | None]:
    """Who suffers the losses told from token `first` on, and who inflicts them; None where it is not told."""
    grammar = reader.grammar(sentence)
    tokens = grammar.tokens
    for j in range(first - 1, max(-1, first - _FARTHEST), -1):
        word = tokens[j].word
        if tokens[j].text in HARD_STOPS:
            return None, None
        if word is None:
            continue
        stem = word.text.lstrip("وفبل")
        behind = [phrase for phrase in grammar.phrases if j < phrase.first and phrase.end <= first]
        if stem.startswith(_BEFALLING):
            opening = tokens[behind[-1].first].word if behind else None
            if opening is None or opening.preposition != "ب":
                return None, None
            return behind[-1], behind[0] if len(behind) > 1 else grammar.subject_before(j, person_of_verb(stem))
        if not stem.startswith(_INFLICTING):
            continue
        if stem.endswith(("هم", "ها")):
            return reader.antecedent(sentence, j, "m3"), None
        if stem.startswith("تكبد") and not stem.startswith("تكبيد"):
            return (behind[0] if behind else grammar.subject_before(j, "m3")), None
        if not behind:
            return None, None
        n = len(behind) - 1
        while n and (joined := tokens[behind[n].first].word) is not None and joined.conjunction:
            n -= 1  # "وكبدوا الجيش والشرطة"
        return behind[n], behind[0] if n else grammar.subject_before(j, person_of_verb(stem))
    return None, None
