"""Which of the words of a speaker, or round them, may be the speaker alone: a name in front of what he is or behind it, whoever issued a
paper, all the words before what is said."""

from __future__ import annotations

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
    stop = last + 2
    while stop < len(tokens) and stop < last + 6 and _named(tokens[stop]):
        stop += 1
    if last + 3 < stop < len(tokens) and tokens[last + 1].text == "," and tokens[stop].word is None:
        found.append(("name behind comma", last + 2, stop))
    found += _told_beyond(sentence, first, last)
    if last == first:
        return found
    head = first
    while head <= last and head - first < 5 and _named(tokens[head]):
        head += 1
    described = next((k for k in range(first + 1, last + 1) if tokens[k].tags & _DESCRIBES), None)
    if described is not None and described <= head:
        head = described
    if first < head <= last and head - first < 5 and not tokens[first].tags & _DESCRIBES:
        found.append(("name in front", first, head))
    tail = last
    while tail > first and last - tail < 5 and _named(tokens[tail]):
        tail -= 1
    opening = next((k for k in range(tail + 1, last + 1) if not _definite(tokens[k])), None)
    stop = last + 1
    if opening is not None and opening > first + 1:
        if tail == last - 5:
            opening = None
        else:
            found.append(("name behind", opening, stop))
    if last - first > 3:
        cut = next((k for k in range(first + 2, last + 1) if _ends_short(tokens, first, k)), None)
        if cut is not None and cut < last:
            found.append(("short", first, cut))
    return found


def _told_beyond(sentence: Sentence, first: int, last: int) -> list[tuple[str, int, int]]:
    """Who is meant by words that go on behind those found, tokens `first` to `last`: whoever issued the paper ("بيان صادر عن الوزارة",
    "آخر تحديث للوزارة"), the name of somebody unnamed ("أحد السكان، ويدعى سالم رزق"), all the words before what is said ("المتحدث الرسمي
    للهيئة بالمنطقة سالم رزق أن") and the name that ends them."""
    tokens = sentence.tokens
    found: list[tuple[str, int, int]] = []
    head = next((k for k in range(first, min(first + 3, last + 1)) if tokens[k].core in _PAPERS), None)
    if head is not None:
        issuer = next((k for k in range(head + 1, min(len(tokens), last + 4)) if _issued_by(tokens, k)), None)
        if issuer is not None:
            end = _description_end(tokens, issuer, issuer + _LONGEST_ISSUER)
            if end > issuer:
                found.append(("issuer", issuer, end))
    for k in range(last + 1, min(len(tokens), last + 3)):
        if one_of(tokens[k].text, _CALLED, "و"):
            end = k + 1
            while end < len(tokens) and end < k + 6 and _named(tokens[end]):
                end += 1
            if end > k + 1:
                found.append(("called", k + 1, end))
            break
    office = first
    while (
        office > 0
        and first - office < _LONGEST
        and not (tokens[office - 1].tags & _ENDS_BACK or said_it(tokens[office - 1].text))
    ):
        office -= 1
    said = office > 0 and (tokens[office - 1].tags & SAYING or said_it(tokens[office - 1].text))
    if 0 < office < first - 1 and said and not tokens[office].tags & PREPOSITION:
        found.append(("with office", office, last + 1))
    that = next((k for k in range(last + 1, min(len(tokens), first + _LONGEST)) if _what_is_said(tokens, k)), None)
    if that is not None and that > last + 1 and all(tokens[k].text != '"' for k in range(last + 1, that)):
        found.append(("all", first, that))
        opening = that
        while opening > first + 1 and that - opening < 5 and _named(tokens[opening - 1]):
            opening -= 1
        while opening < that and _definite(tokens[opening]):
            opening += 1
        if first + 1 < opening < that - 1:
            found.append(("name at the end", opening, that))
    return found


_PAPERS = word_set("papers")
_CALLED = word_set("called")
_LONGEST_ISSUER, _LONGEST = 5, 24  # tokens


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
