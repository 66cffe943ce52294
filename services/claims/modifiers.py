"""What stands before a number or around a name and is no part of it: "ما لا يقل عن", quotation marks, slashes."""

from __future__ import annotations

from services.claims.lexicon import lexicon
from services.claims.tokens import Sentence, Token


def skip_modifiers(tokens: list[Token], i: int) -> int:
    """The index after words that modify a number ("ما لا يقل عن")."""
    table = lexicon().approximators
    first_words = lexicon().approximator_openings
    while i < len(tokens):
        text = tokens[i].text
        if text not in first_words and _clean(text) not in first_words:
            return i
        for length in (4, 3, 2, 1):
            texts = tuple(token.text for token in tokens[i : i + length])
            if len(texts) == length and (texts in table or (_clean(texts[0]), *texts[1:]) in table):
                i += length
                break
        else:
            return i
    return i


def number_at(sentence: Sentence, i: int) -> int:
    """The index of the number that the modifiers at token `i` belong to; `i` where none stand there."""
    opening = sentence.openings.get(i)
    return opening if opening is not None else skip_modifiers(sentence.tokens, i)


def _clean(text: str) -> str:
    return text[1:] if text[:1] in "وبل" and len(text) > 3 else text


def skip_quotes(tokens: list[Token], i: int) -> int:
    """The index after quotation marks, slashes and dashes."""
    while i < len(tokens) and tokens[i].text in ('"', "'", "/", "-", ":", "«", "»"):
        i += 1
    return i
