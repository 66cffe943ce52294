"""Whether a form in ين is two people or many: "مقيمين أحدهما", "ناشطين انتقدا", "مواطنين و3 جنود" are two, "مدنيين بعضهم" many.

Unvowelled, the dual and the sound plural look alike. What follows tells: a dual pronoun or verb, a number beside the noun; for a
title, where the body uses the same word. Where nothing tells, soldiers and police without an article are two, others many.
"""

from __future__ import annotations

from services.claims.lexicon import TRIGGER, VERB, lexicon, word_set
from services.claims.text.inflection import MANY, TWO
from services.claims.text.tokens import Sentence, Token

_DUAL_MARKS = frozenset(("\u064e", "\u0652"))  # fatha or sukun on the ي: "مقيميْن", "مقيمَين"
_TWO_SAID = frozenset(("اثنين", "اثنان", "كلاهما", "كليهما", "اللذين", "اللذان", "احدهما"))
_MANY_SAID = frozenset(("الذين", "بعضهم", "معظمهم", "غالبيتهم", "اغلبهم", "جميعهم", "كلهم", "بينهم", "منهم", "احدهم"))
_NO_VERBS = word_set("no_dual_verbs")
_NEAR = 12  # words behind the noun that may tell


def dual_or_plural(sentence: Sentence, j: int, *, armed: bool) -> int:
    """TWO or MANY for the noun at token `j`; armed: it is a soldier or policeman without article and pronoun."""
    tokens = sentence.tokens
    token = tokens[j]
    written = sentence.field.written(token)
    if _DUAL_MARKS & set(written[-3:]):
        return TWO
    told = _told(tokens, j, sentence)
    if told is None and sentence.field.name == "title" and not armed:
        told = _told_in_body(sentence, token)
    if told is not None:
        return told
    return TWO if armed else MANY


def _told(tokens: list[Token], j: int, sentence: Sentence) -> int | None:
    for k in range(j + 1, min(len(tokens), j + 1 + _NEAR)):
        text = tokens[k].text
        if text in (".", "!", "?", "\n"):
            return None
        if text in _TWO_SAID or (text.endswith("هما") and len(text) > 4):
            return TWO
        if text in _MANY_SAID or (text.endswith(("وا", "هم")) and len(text) > 3):
            return MANY
        if k <= j + 2 and _counted_beside(tokens, k, sentence):
            return TWO
        if k <= j + 3 and _dual_verb(tokens[k]):
            return TWO
    return None


def _counted_beside(tokens: list[Token], k: int, sentence: Sentence) -> bool:
    """Whether a number joined by و begins at `k`: the noun beside it has its number in its form."""
    token = tokens[k]
    if token.text == "و":
        return k + 1 in sentence.quantities
    quantity = sentence.quantities.get(k)
    return quantity is not None and token.text[0] == "و" and quantity[0].precision != "vague"


def _dual_verb(token: Token) -> bool:
    text = token.text
    if not text.endswith("ا") or len(text) < 4 or text in _NO_VERBS:
        return False
    if text[0] == "ا" and len(text) > 5 and not token.tags:
        return True  # "انتقدا", "استهدفا"
    stem = lexicon().forms.get(text[:-1])
    return stem is not None and bool(stem.tags & (VERB | TRIGGER)) and token.word is not None and not token.word.pronoun


def _told_in_body(sentence: Sentence, token: Token) -> int | None:
    """What the body says of the same word, where it stands there for the first time."""
    body = sentence.field.document.body
    bare = token.word.text[len(token.word.conjunction) :] if token.word is not None else token.text
    at = body.text.find(f" {bare} ")
    if at < 0:
        return None
    told = body.sentence_at(at + 1)
    k = told.token_at(at + 1) if told is not None else None
    return _told(told.tokens, k, told) if told is not None and k is not None else None
