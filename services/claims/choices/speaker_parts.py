"""Which of the words of a speaker, or round them, may be the speaker alone: a name in front of what he is or behind it, whoever issued a
paper, all the words before what is said."""

from __future__ import annotations

from collections.abc import Iterator

from services.claims.event.crediting_words import said_it
from services.claims.event.speaker_phrase import Span
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SPEAKER,
    TITLE,
    VERB,
    word_set,
)
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import one_of


def parts_of(span: Span) -> list[tuple[str, int, int]]:
    """Parts of a speaker's words that may be the speaker alone: the name in front of what he is ("فلان المتحدث باسم"), the name
    behind it, the words before a long description."""
    sentence, start, end = span
    tokens = sentence.tokens
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    if first is None or last is None:
        return []
    found = []
    stop = _name_end(tokens, last + 2, last + 6)
    if last + 3 < stop < len(tokens) and tokens[last + 1].text == "," and tokens[stop].word is None:
        found.append(("name behind comma", last + 2, stop))
    found += _told_beyond(sentence, first, last)
    if last == first:
        return found
    head = _name_end(tokens, first, min(last + 1, first + _LONGEST_NAME))
    described = next((k for k in range(first + 1, last + 1) if tokens[k].tags & _DESCRIBES), None)
    if described is not None and described <= head:
        head = described
    if first < head <= last and head - first < _LONGEST_NAME and not tokens[first].tags & _DESCRIBES:
        found.append(("name in front", first, head))
    tail = _name_start(tokens, last + 1, max(first + 1, last + 1 - _LONGEST_NAME))
    opening = next((k for k in range(tail, last + 1) if not _definite(tokens[k])), None)
    if opening is not None and opening > first + 1 and tail > last + 1 - _LONGEST_NAME:
        found.append(("name behind", opening, last + 1))
    if last - first > 3:
        cut = next((k for k in range(first + 2, last + 1) if _ends_short(tokens, first, k)), None)
        if cut is not None and cut < last:
            found.append(("short", first, cut))
    return found


def _name_end(tokens: list[Token], k: int, stop: int) -> int:
    """Where the words of a name from token `k` on end, at `stop` at the latest."""
    while k < min(len(tokens), stop) and _named(tokens[k]):
        k += 1
    return k


def _name_start(tokens: list[Token], end: int, least: int) -> int:
    """Where the words of a name before token `end` begin, at `least` at the earliest."""
    while end > least and _named(tokens[end - 1]):
        end -= 1
    return end


def _told_beyond(sentence: Sentence, first: int, last: int) -> list[tuple[str, int, int]]:
    """Who is meant by words that go on behind or before those found, tokens `first` to `last`."""
    tokens = sentence.tokens
    return [
        *_issuer(tokens, first, last),
        *_called(tokens, last),
        *_office(tokens, first, last),
        *_all(tokens, first, last),
    ]


def _issuer(tokens: list[Token], first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Whoever issued the paper: "بيان صادر عن الوزارة", "آخر تحديث للوزارة"."""
    head = next((k for k in range(first, min(first + 3, last + 1)) if tokens[k].core in _PAPERS), None)
    if head is None:
        return
    issuer = next((k for k in range(head + 1, min(len(tokens), last + 4)) if _issued_by(tokens, k)), None)
    if issuer is not None:
        yield ("issuer", issuer, _description_end(tokens, issuer, issuer + _LONGEST_ISSUER))


def _called(tokens: list[Token], last: int) -> Iterator[tuple[str, int, int]]:
    """The name of somebody unnamed: "أحد السكان، ويدعى سالم رزق"."""
    beyond = range(last + 1, min(len(tokens), last + 3))
    called = next((k for k in beyond if one_of(tokens[k].text, _CALLED, "و")), None)
    if called is not None and (end := _name_end(tokens, called + 1, called + 1 + _LONGEST_NAME)) > called + 1:
        yield ("called", called + 1, end)


def _office(tokens: list[Token], first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The words back to the verb of saying: "وأوضح المتحدث باسم الدفاع المدني بالمنطقة العقيد سالم رزق"."""
    office = first
    while (
        office > 0
        and first - office < _LONGEST
        and not (tokens[office - 1].tags & _ENDS_BACK or said_it(tokens[office - 1].text))
    ):
        office -= 1
    if not 0 < office < first - 1 or tokens[office].tags & PREPOSITION:
        return
    if tokens[office - 1].tags & SAYING or said_it(tokens[office - 1].text):
        yield ("with office", office, last + 1)


def _all(tokens: list[Token], first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """All the words before what is said, and the name that ends them: "المتحدث الرسمي للهيئة بالمنطقة سالم رزق أن"."""
    that = next((k for k in range(last + 1, min(len(tokens), first + _LONGEST)) if _what_is_said(tokens, k)), None)
    if that is None or that == last + 1 or any(tokens[k].text == '"' for k in range(last + 1, that)):
        return
    yield ("all", first, that)
    name = _name_start(tokens, that, max(first + 1, that - _LONGEST_NAME))
    opening = next((k for k in range(name, that) if not _definite(tokens[k])), that)
    if first + 1 < opening < that - 1:
        yield ("name at the end", opening, that)


_PAPERS = word_set("papers")
_CALLED = word_set("called")
_LONGEST_ISSUER, _LONGEST_NAME, _LONGEST = 5, 5, 24  # tokens


def _issued_by(tokens: list[Token], k: int) -> bool:
    """Whether whoever issued a paper is told from token `k`, behind عن or with ل written onto it."""
    word = tokens[k].word
    if word is None or tokens[k].tags & (PREPOSITION | COMPLEMENTIZER):
        return False
    if tokens[k - 1].core in _PAPERS and (word.definite or tokens[k].tags & (ORGANISATION | SPEAKER | TITLE)):
        return True  # "بيان الشرطة", "رواية عدد من الأهالي"
    return tokens[k - 1].text == "عن" or word.preposition == "ل"


def _description_end(tokens: list[Token], first: int, stop: int) -> int:
    """Where the words of a name or office that begin at `first` end, at `stop` at the latest."""
    k = first + 1
    while k < min(len(tokens), stop):
        word = tokens[k].word
        if word is None or tokens[k].tags & _ENDS or word.preposition or (word.conjunction and not word.definite):
            break
        k += 1
    return k


def _what_is_said(tokens: list[Token], k: int) -> bool:
    """Whether what somebody said begins at token `k`."""
    return (
        bool(tokens[k].tags & COMPLEMENTIZER) or tokens[k].text in (":", ".", ";") or tokens[k].text.startswith(_THAT)
    )


_ENDS = PREPOSITION | COMPLEMENTIZER | RELATIVE | VERB | SAYING | ADVERB
_ENDS_BACK = COMPLEMENTIZER | RELATIVE | VERB | SAYING
_THAT = ("انه", "بان")


def _definite(token: Token) -> bool:
    return token.word is not None and token.word.definite


def _ends_short(tokens: list[Token], first: int, k: int) -> bool:
    """Whether the words of a speaker from token `first` may end before token `k`."""
    word = tokens[k].word
    if word is None or tokens[k].tags & PREPOSITION or word.preposition:
        return True
    return word.definite and not tokens[k].tags and k > first + 2 and not tokens[first].tags & TITLE


def _named(token: Token) -> bool:
    """Whether the token may belong to a person's name."""
    word = token.word
    if word is None or word.preposition or word.conjunction:
        return False
    return bool(token.tags & NAME) or not token.tags & ~NISBA


_DESCRIBES = SPEAKER | TITLE | ORGANISATION | PEOPLE
