"""Names that follow a description at some distance: "القيادي في حركة النصر خالد حسن", "قيادي بارز في التنظيم يدعى سعيد حسن".

Read once for each claim, when its people are settled. What stands between may only describe: parties, places, titles, adjectives.
"""

from __future__ import annotations

from services.claims.lexicon import (
    COMPLEMENTIZER,
    CONJUNCTION,
    NAME,
    NEGATION,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.people_phrases.people import People, name_end
from services.claims.people_phrases.personal_names import quoted_name
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

_CALLED = word_set("introduces_names")
_FAR = 14  # words between description and name
_ENDS = COMPLEMENTIZER | CONJUNCTION | RELATIVE | NEGATION | SAYING | SUBSET | VERB | TRIGGER
_QUOTES = ('"', "'")


def note_apposed_name(people: People) -> None:
    """Adds the name that follows `people`, one person without a name, to its names."""
    if people.number != ONE or people.names or people.organisation or people.head is None or people.other:
        return
    tokens = people.sentence.tokens
    k = people.end
    stop = min(len(tokens), k + _FAR)
    single_of_group = people.counted
    described = people.definite or (k > people.head + 1 and _closed(tokens, k))  # "زعيم تنظيم القاعدة"
    while k < stop:
        token = tokens[k]
        word = token.word
        if token.text in _QUOTES:
            end = quoted_name(tokens, k + 1, min(len(tokens), k + 8))
            first = tokens[k + 1].word if k + 1 < len(tokens) else None
            if end and first is not None and _closed(tokens, k) and not first.tags & (ORGANISATION | PLACE_NAME):
                if first.tags & NAME and not first.tags & PREPOSITION and not single_of_group:
                    people.names.append((k + 1, end))
                    return
                k = end + 1
                continue
            k += 1
            continue
        called = word is not None and (token.text in _CALLED or (word.conjunction and token.text[1:] in _CALLED))
        if called or token.text == "/":
            at = k + 1
            while at < len(tokens) and (
                tokens[at].text in ("(", '"', "'", "/") or (tokens[at].tags & TITLE and not tokens[at].tags & NAME)
            ):
                at += 1
            end = name_end(tokens, at)
            if end > at:
                people.names.append((at, end))
                if token.text == "/":
                    people.number_span = None  # "أحد أفرادها / خالد حسن": the name tells who
            return
        if word is None:
            if token.text == "," and k + 1 < stop and one_of(tokens[k + 1].text, _CALLED):
                k += 1
                continue
            return
        if (
            k == people.end
            and not (described or single_of_group or word.preposition)
            and not token.tags & (PREPOSITION | NISBA | ORGANISATION | PLACE_NAME)
        ):
            return
        tags = token.tags
        if tags & NAME and not tags & PREPOSITION and not word.conjunction and not word.preposition:
            if described and not single_of_group and _closed(tokens, k):
                end = name_end(tokens, k)
                if end > k + 1 or (end == k + 1 and _behind_title(tokens, k)):
                    people.names.append((k, end))
                    return
            k += 1
            continue
        if tags & TITLE and word.definite and described and not single_of_group and not word.preposition:
            end = name_end(tokens, k + 1)
            if end > k + 2:
                people.names.append((k + 1, end))  # "مدير الأمن في المديرية العقيد صالح سعيد"
                return
        if tags & _ENDS and not tags & (PREPOSITION | PEOPLE | ORGANISATION | TITLE):
            return
        if tags & NO_PEOPLE and not tags & (PEOPLE | PLACE_TYPE) and not word.definite:
            return
        k += 1


def _behind_title(tokens: list[Token], k: int) -> bool:
    return bool(tokens[k - 1].tags & TITLE)


def _closed(tokens: list[Token], k: int) -> bool:
    """Whether the words before `k` make a whole, so that a name there is no genitive ("مستشفى الملك فهد", "كتائب عمر")."""
    last = tokens[k - 1].word
    if last is None:
        return tokens[k - 1].text in ('"', "'", ")")
    if last.definite or last.pronoun or last.tags & (PLACE_NAME | TITLE) or last.entry.organisation == "name":
        return not (
            last.tags & TITLE and last.core in ("ملك", "شهيد", "امير", "شيخ", "امام") and not _person(tokens, k)
        )
    before = tokens[k - 2].word if k >= 2 else None
    return before is not None and bool(before.tags & (ORGANISATION | PLACE_TYPE)) and not before.definite


def _person(tokens: list[Token], k: int) -> bool:
    """Whether the title before `k` begins a person's name and not that of a building or a programme."""
    before = tokens[k - 2].word if k >= 2 else None
    return before is None or before.definite or not before.tags & (PLACE_TYPE | NO_PEOPLE | ORGANISATION)
