"""The sentences round a trigger, and how far words in them are from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from services.claims.choices.between import POSITION, Between, between
from services.claims.lexicon import CONJUNCTION, PREPOSITION
from services.claims.reading import Reading
from services.claims.text.tokens import Document, Sentence

Found = TypeVar("Found")
_MOST = 60  # candidates of one sentence
_STEPS = ((2, "0-2"), (5, "3-5"), (9, "6-9"), (15, "10-15"), (25, "16-25"))


def bucket(distance: int) -> str:
    """A distance in tokens as a class."""
    for limit, name in _STEPS:
        if distance <= limit:
            return name
    return "26+"


def around(document: Document, sentence: Sentence, before: int, after: int) -> list[tuple[Sentence, str]]:
    """The sentence itself ("same"), up to `before` earlier ("back1", …) and `after` later ones ("next1", …) of its field,
    and, for the body, its first sentence ("lead") and the title ("title"). One that a semicolon joins to it is a part of one
    sentence to a reader ("part before", "part behind")."""
    found = [(sentence, "same")]
    sentences = sentence.field.sentences
    for step in range(1, before + 1):
        if sentence.index - step >= 0:
            other = sentences[sentence.index - step]
            found.append((other, "part before" if step == 1 and _goes_on(other) else f"back{step}"))
    for step in range(1, after + 1):
        if sentence.index + step < len(sentences):
            part = step == 1 and _goes_on(sentence)
            found.append((sentences[sentence.index + step], "part behind" if part else f"next{step}"))
    if sentence.field.name == "body":
        if sentence.index > before:
            found.append((sentences[0], "lead"))
        found += [(other, "title") for other in document.title.sentences]
    return found


def near(found: list[Found], reading: Reading, relation: str, first: Callable[[Found], int]) -> list[Found]:
    """Those of a sentence's candidates, in order, that are looked at: all that newspapers have (at most 51 in 15,042 articles), the
    nearest where there are more, so that one endless sentence is read in linear time. first: the token of a candidate."""
    if len(found) <= _MOST:
        return found
    at = bisect_left(found, reading.first, key=first) if relation == "same" else 0
    return found[max(0, at - _MOST // 2) : max(0, at - _MOST // 2) + _MOST]


def _goes_on(sentence: Sentence) -> bool:
    """Whether the sentence is cut at a semicolon."""
    return bool(sentence.tokens) and sentence.tokens[-1].text == ";"


def position(reading: Reading, relation: str, first: int, end: int) -> tuple[str, ...]:
    """Features of where tokens `first` to `end` of a sentence stand seen from the trigger of `reading`. relation: see `around`."""
    if relation != "same":
        return elsewhere_features(relation)
    words = to_trigger(reading, first, end).counts & POSITION
    if first > reading.last:
        return _beside("after", bucket(max(first - reading.last, 0)), words)
    return _beside("before", bucket(max(reading.first - end, 0)), words)


@lru_cache(maxsize=256)
def elsewhere_features(relation: str) -> tuple[str, ...]:
    """`position` in a sentence other than the trigger's."""
    return (f"in={relation}",)


@lru_cache(maxsize=16_384)
def _beside(side: str, distance: str, counts: int) -> tuple[str, ...]:
    """The features of what stands in the sentence of the trigger, for the words between as `Between` counts them. Remembered: few
    positions differ."""
    words = Between(counts)
    features = [f"in=same:{side}", f"distance={side}:{distance}"]
    features += [f"between={side}:{kind}" for kind in words.kinds]
    if words.commas:
        features.append(f"between={side}:comma{min(words.commas, 2)}")
    return tuple(features)


def to_trigger(reading: Reading, first: int, end: int) -> Between:
    """The words between tokens `first` to `end` and the trigger of their sentence, whichever stands first."""
    if first > reading.last:
        return between(reading.sentence, reading.last + 1, first)
    return between(reading.sentence, end, reading.first)


def trigger_lemma(reading: Reading) -> str:
    """The dictionary form of the trigger's word, of several that of the last which is no preposition: قضاء of "القضاء على"."""
    tokens = reading.sentence.tokens
    last = reading.last
    while last > reading.first and tokens[last].tags & PREPOSITION:
        last -= 1
    return tokens[last].lemma


def words_round(sentence: Sentence, first: int, last: int, reach: int) -> list[str]:
    """The words in tokens `first` to `last` of a sentence and in `reach` tokens on either side, each once, without what is attached to
    them; none of two letters and no prepositions and conjunctions."""
    found: dict[str, None] = {}
    for token in sentence.tokens[max(0, first - reach) : last + 1 + reach]:
        if token.word is not None and len(token.text) > 2 and not token.tags & _LITTLE_WORDS:
            found[token.word.core] = None
    return list(found)


_LITTLE_WORDS = PREPOSITION | CONJUNCTION


def overlaps(first: int, end: int, other_first: int, other_end: int) -> bool:
    """Whether two token spans share a token."""
    return first < other_end and other_first < end
