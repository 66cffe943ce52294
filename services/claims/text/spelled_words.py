"""Words that folding makes alike and the article's own spelling tells apart: the name علي and the preposition على, إمام and أمام, the
name ياسر and the verb يأسر, the commander آمر and the order أمر, the governor والي and وإلى, his son ابنه and the daughter ابنة, him
alone وحده and the unit وحدة. And the names of letters: in "سي إن إن" no إن opens what is said, and
"إم إتش" is no mother."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from services.claims.lexicon import NAME, ORGANISATION, PEOPLE, PREPOSITION, TRIGGER, VERB, Entry, word_set
from services.claims.text.words import Word, word

if TYPE_CHECKING:
    from services.claims.text.tokens import Sentence, Token

_HIS_KIN = frozenset(f"{opening}{kin}" for kin in word_set("his_kin") for opening in ("", "و", "ل", "ب", "ف"))
_UNDOTTED = regex.compile(r"\bال(?!له\b|مياه\b|وجه\b|اتجاه\b|انتباه\b)\w+ه\b")
SPELLED = _HIS_KIN | {
    "علي",
    "وعلي",
    "امام",
    "وامام",
    "ياسر",
    "وياسر",
    "والي",
    "امر",
    "وامر",
    "طالبان",
    "وطالبان",
    "وحده",
    "سي",
    "ام",
}


def _words(core: str, tags: int) -> dict[str, Word]:
    entry = Entry(tags=tags, lemma=core)
    return {text: Word(text, text.removesuffix(core), "", False, core, "", entry) for text in (core, f"و{core}")}


_NAMES = _words("علي", NAME) | _words("ياسر", NAME)
_PREPOSITIONS = _words("علي", PREPOSITION) | _words("امام", PREPOSITION) | _words("الي", PREPOSITION)

_LETTERS = word_set("letters")
_ALONE = Word("وحده", "", "", False, "وحد", "ه", word("وحدها").entry)


@cache
def _capturing(text: str) -> Word:
    """The word as the verb alone."""
    verb = word("ياسر").entry
    return Word(text, text.removesuffix("ياسر"), "", False, "ياسر", "", replace(verb, tags=verb.tags & ~NAME))


@cache
def _taliban(text: str) -> Word:
    """The word as the movement, not two students."""
    party = word("حماس").entry
    return Word(text, text.removesuffix("طالبان"), "", True, "طالبان", "", replace(party, lemma="طالبان"))


def _movement(tokens: list[Token], k: int) -> bool:
    """Whether the word at `k` is the movement: behind a preposition, a noun that it belongs to and a verb in the feminine, where two
    students would stand in another case or with another verb ("قتل طالبان في حادث")."""
    if not k:
        return False
    before = tokens[k - 1]
    if before.word is None:
        return False
    if before.tags & PREPOSITION or before.word.tags & ORGANISATION:
        return True
    if before.tags & (VERB | TRIGGER):
        return before.text.endswith("ت") and len(before.text) > 3
    return bool(before.tags & PEOPLE) and not before.word.definite


@cache
def _letter(text: str) -> Word:
    """The word as the name of a Latin letter."""
    return Word(text, "", "", False, text, "", word("سي").entry)


def _name_letters(tokens: list[Token], k: int) -> None:
    """Takes two ان behind the سي at `k`, or one before "بي سي", for letters of a name; a third one opens what the broadcaster says."""
    if [token.text for token in tokens[k + 1 : k + 3]] == ["ان", "ان"]:
        letters: tuple[int, ...] = (k + 1, k + 2)
    elif [token.text for token in tokens[max(k - 2, 0) : k]] == ["ان", "بي"]:
        letters = (k - 2,)
    else:
        return
    for at in letters:
        tokens[at] = tokens[at].read_as(_letter(tokens[at].text))


@cache
def _commander(text: str) -> Word:
    """The word as an officer: "آمر الفوج", not the order "أمر"."""
    return Word(text, text.removesuffix("امر"), "", False, "امر", "", replace(word("ضابط").entry, lemma="امر"))


@cache
def _leader_of_prayer(text: str) -> Word:
    """The word as the man alone: "إمام المسجد"."""
    man = word("امام").entry
    return Word(text, text.removesuffix("امام"), "", False, "امام", "", replace(man, tags=man.tags & ~PREPOSITION))


@cache
def _his_kin(text: str) -> Word:
    """The word as the man's name for his relation to somebody: "وشقيقه", "لابنه"."""
    opening = "" if text in word_set("his_kin") else text[0]
    conjunction, preposition = (opening, "") if opening in ("و", "ف") else ("", opening)
    core = text.removeprefix(opening)[:-1]
    return Word(text, conjunction, preposition, False, core, "ه", word(core).entry)


def tells_ya_apart(raw: str) -> bool:
    """Whether the writer tells ي from ى at the end of words: who writes في with ي writes على with ى and the name with ي; others
    ("فى", "أحمد على") write ى for both."""
    return " في " in raw


def tells_ha_apart(raw: str) -> bool:
    """Whether the writer tells ة from ه at the end of words: nouns behind the article, which take no pronoun, end in ه otherwise
    ("المدينه")."""
    return "ة" in raw or _UNDOTTED.search(raw) is None


def tag_spelled_words(sentence: Sentence, tokens: list[Token], texts: list[str]) -> None:
    """Gives such words the one class that their spelling has, in place, where the article's writer tells both apart. texts: those of
    the tokens."""
    field = sentence.field
    for k in [k for k, text in enumerate(texts) if text in SPELLED]:
        token = tokens[k]
        if token.text == "سي":
            _name_letters(tokens, k)
            continue
        if token.text == "ام":
            if k + 1 < len(tokens) and tokens[k + 1].text in _LETTERS:
                tokens[k] = token.read_as(_letter("ام"))  # "الرحلة إم إتش 370": no mother
            continue
        if token.text.endswith("طالبان"):
            if _movement(tokens, k):
                tokens[k] = token.read_as(_taliban(token.text))
            continue
        written = field.written(token)
        known: Word | None = None
        if token.text.endswith("ياسر"):
            known = _capturing(token.text) if "أ" in written else _NAMES[token.text]
        elif token.text == "وحده":
            if written.endswith("ه") and field.tells_ha_apart:
                known = _ALONE
        elif token.text in _HIS_KIN:
            if written.endswith("ه") and field.tells_ha_apart:
                known = _his_kin(token.text)  # "شقيقه", not "شقيقة"
        elif token.text == "والي":
            if "إ" in written:
                known = _PREPOSITIONS[token.text]
        elif token.text.endswith("علي"):
            if field.tells_ya_apart:
                known = (_NAMES if written.endswith("ي") else _PREPOSITIONS)[token.text]
        elif token.text.endswith("امر"):
            known = _commander(token.text) if "آ" in written else None
        elif "أ" in written:
            known = _PREPOSITIONS[token.text]  # "أمام الفندق"; "امام" may be either
        elif "إ" in written:
            known = _leader_of_prayer(token.text)
        if known is not None:
            tokens[k] = token.read_as(known)
