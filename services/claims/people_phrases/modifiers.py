"""What stands before a number or around a name and is no part of it: "ما لا يقل عن", quotation marks, slashes."""

from __future__ import annotations

from services.claims.lexicon import lexicon
from services.claims.text.tokens import Sentence, Token


def skip_modifiers(tokens: list[Token], i: int) -> int:
    """The index after words that modify a number ("ما لا يقل عن")."""
    if i >= len(tokens) or not _OPENINGS[tokens[i].text]:
        return i
    table = lexicon().approximators
    while i < len(tokens):
        text = tokens[i].text
        if not _OPENINGS[text]:
            return i
        for length in (4, 3, 2, 1):
            texts = tuple(token.text for token in tokens[i : i + length])
            if len(texts) == length and (texts in table or (_clean(texts[0]), *texts[1:]) in table):
                i += length
                break
        else:
            return i
    return i


class _Openings(dict[str, bool]):
    """Whether each token text opens words that modify a number, with or without a particle. Remembered."""

    def __missing__(self, text: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        first_words = lexicon().approximator_openings
        answer = self[text] = text in first_words or _clean(text) in first_words
        return answer


_OPENINGS = _Openings()
_REMEMBERED = 200_000


def number_at(sentence: Sentence, i: int) -> int:
    """The index of the number that the modifiers at token `i` belong to; `i` where none stand there."""
    opening = sentence.openings.get(i)
    return opening if opening is not None else skip_modifiers(sentence.tokens, i)


def _clean(text: str) -> str:
    return text[1:] if text[:1] in "وبل" and len(text) > 3 else text


_QUOTES = frozenset("\"'/-:«»")


def skip_quotes(tokens: list[Token], i: int) -> int:
    """The index after quotation marks, slashes and dashes."""
    while i < len(tokens) and tokens[i].text in _QUOTES:
        i += 1
    return i
