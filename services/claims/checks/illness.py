"""Whether people fell ill or died of an illness, which is no claim: "أصيب بأزمة قلبية", "أودى مرض الكوليرا بحياة 300"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.checks.violence import VIOLENT, violence_told
from services.claims.lexicon import RELATIVE, lexicon, word_set
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.tokens import Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_EPIDEMIC = 4  # different words of illness from which on an article is taken to tell of a disease
_COUNTED = frozenset(("counted casualty noun", "toll"))
_CASES = word_set("cases")
_STRUCK = word_set("struck")
_EXPOSED = frozenset(("تعرضه", "تعرضها", "تعرضهم", "اصابته", "اصابتها", "اصابتهم"))
_SPOKEN_OF = (
    "مرض ",
    "فيروس",
    "وباء",
    "الاوبئه",
    "حمي الضنك",
    "السرطان",
    "كورونا",
    "انفلونزا",
    "حالات الاصابه",
    "السكري",
    "ايبولا",
)


def killed_by_illness(reading: Reading) -> bool:
    """Whether an illness killed the people."""
    if reading.kind != "killed":
        return False
    tokens = reading.sentence.tokens
    return (
        _dies_of_illness(tokens, reading.last)
        or _illness_kills(reading)
        or _illness_as_doer(reading)
        or _brought_about_by_illness(tokens, reading.first)
    )


def many_ill(reader: Reader, reading: Reading) -> bool:
    """Whether the people are casualties counted in an article that tells of a disease and of no violence."""
    return reading.rule in _COUNTED and reader.topic("illness") >= _EPIDEMIC and not violence_told(reader, reading)


def struck_by_illness(reading: Reading) -> bool:
    """Whether an illness is what the people are injured by."""
    if _falls_ill(reading.sentence.tokens, reading.last):
        return True
    return any(word in reading.sentence.text for word in _SPOKEN_OF)


def _dies_of_illness(tokens: list[Token], i: int) -> bool:
    """Whether people are said to die of an illness: "يلقون حتفهم جراء أمراض", "وفاة تسعة بوباء الكوليرا"."""
    table = lexicon().topics
    for k in range(i + 1, min(len(tokens) - 1, i + 7)):
        if tokens[k].text in HARD_STOPS:
            return False
        if _by(tokens[k]) and table.get(_by(tokens[k])) == "illness":
            return True
        if tokens[k].text in ("جراء", "بسبب", "نتيجه", "اثر"):
            at = k + 2 if tokens[k + 1].text in _EXPOSED and k + 2 < len(tokens) else k + 1
            return _ill(tokens, at)
    return False


def _ill(tokens: list[Token], k: int) -> bool:
    """Whether the word at `k`, ب or ل before it left aside, is an illness, alone or with the word behind it: "لضغط الدم"."""
    word = tokens[k].word
    if word is None:
        return False
    names = [word.core, _by(tokens[k])]
    if k + 1 < len(tokens):
        names += [f"{name} {tokens[k + 1].text}" for name in names]
    return any(lexicon().topics.get(name) == "illness" or name in _STRUCK for name in names)


def _illness_kills(reading: Reading) -> bool:
    """Whether an illness stands as the subject inside the trigger: "أودى مرض الكوليرا بحياة 300"."""
    table = lexicon().topics
    inside = reading.sentence.tokens[reading.first + 1 : reading.last]
    return any(token.word is not None and table.get(token.word.core) == "illness" for token in inside)


def _illness_as_doer(reading: Reading) -> bool:
    """Whether an illness is told of before the trigger and nothing violent in the sentence: "كورونا يقتل 12", "لا لقاح لهذا المرض
    وأودى بحياة 500"."""
    if not (reading.rule == "phrase" or "active" in reading.rule or reading.rule == "verb, people"):
        return False
    sentence = reading.sentence
    table = lexicon().topics
    tokens = sentence.tokens
    ill = any(token.word is not None and table.get(token.word.core) == "illness" for token in tokens[: reading.first])
    if not ill:
        return False
    field = sentence.field.text
    rest = field[sentence.start : tokens[reading.first].start] + field[tokens[reading.last].end : sentence.end]
    return not any(word in rest for word in VIOLENT)


def _brought_about_by_illness(tokens: list[Token], i: int) -> bool:
    """Whether a relative clause says of an illness that it led to the deaths: "المرض الذي أدى إلى مقتل 36 شخصا"."""
    table = lexicon().topics
    for k in range(i - 2, max(0, i - _REACH_OF_CLAUSE), -1):
        if tokens[k].text in HARD_STOPS or tokens[k].word is None:
            return False
        if tokens[k].tags & RELATIVE:
            return any(table.get(token.core) == "illness" for token in tokens[max(0, k - 2) : k])
    return False


_REACH_OF_CLAUSE = 6  # tokens


def _falls_ill(tokens: list[Token], i: int) -> bool:
    """Whether ب and an illness follow: "أصيب الرجل بأزمة قلبية"."""
    table = lexicon().topics
    for k in range(i + 1, min(len(tokens), i + 9)):
        text = tokens[k].text
        if text in HARD_STOPS or text == ",":
            return False
        stem = _by(tokens[k])
        if stem and (table.get(stem) == "illness" or stem in _STRUCK):
            return True
        if stem and k + 1 < len(tokens) and f"{stem} {tokens[k + 1].text}" in _STRUCK:
            return True  # "أصيبت المرأة بانهيار عصبي"
        if stem in _CASES and k + 1 < len(tokens) and tokens[k + 1].text in _STRUCK:
            return True  # "أصابه بحالة إغماء"
    return False


def _by(token: Token) -> str:
    """The word behind an attached ب, without its article; empty where none stands."""
    text = token.text
    if not text.startswith("ب") or len(text) < 4:
        return ""
    return text[3:] if text.startswith("بال") else text[1:]
