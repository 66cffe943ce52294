"""Words that folding makes alike and the article's own spelling tells apart: the name علي and the preposition على, إمام and أمام, the
name ياسر and the verb يأسر."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from services.claims.lexicon import NAME, PREPOSITION, Entry
from services.claims.words import Word, word

if TYPE_CHECKING:
    from services.claims.tokens import Sentence, Token

SPELLED = frozenset(("علي", "وعلي", "امام", "وامام", "ياسر", "وياسر"))


def _words(core: str, tags: int) -> dict[str, Word]:
    entry = Entry(tags=tags, lemma=core)
    return {text: Word(text, text.removesuffix(core), "", False, core, "", entry) for text in (core, f"و{core}")}


_NAMES = _words("علي", NAME) | _words("ياسر", NAME)
_PREPOSITIONS = _words("علي", PREPOSITION) | _words("امام", PREPOSITION)


@cache
def _capturing(text: str) -> Word:
    """The word as the verb alone."""
    verb = word("ياسر").entry
    return Word(text, text.removesuffix("ياسر"), "", False, "ياسر", "", replace(verb, tags=verb.tags & ~NAME))


def tells_ya_apart(raw: str) -> bool:
    """Whether the writer tells ي from ى at the end of words: who writes في with ي writes على with ى and the name with ي; others
    ("فى", "أحمد على") write ى for both."""
    return " في " in raw


def tag_spelled_words(sentence: Sentence, tokens: list[Token], texts: list[str]) -> None:
    """Gives such words the one class that their spelling has, in place, where the article's writer tells both apart. texts: those of
    the tokens."""
    field = sentence.field
    for k in [k for k, text in enumerate(texts) if text in SPELLED]:
        token = tokens[k]
        written = field.original(token.start, token.end)[2]
        known: Word | None = None
        if token.text.endswith("ياسر"):
            known = _capturing(token.text) if "أ" in written else _NAMES[token.text]
        elif token.text.endswith("علي"):
            if field.tells_ya_apart:
                known = (_NAMES if written.endswith("ي") else _PREPOSITIONS)[token.text]
        elif "أ" in written:
            known = _PREPOSITIONS[token.text]  # "أمام الفندق"; "إمام" stays a title, "امام" may be either
        if known is not None:
            tokens[k] = token.read_as(known)
