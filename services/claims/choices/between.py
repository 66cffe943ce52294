"""What stands between two places of a sentence, from running counts kept with the sentence: a pair of places costs the same however
far apart they are, so that one endless sentence of triggers and names takes no more than its length."""

from __future__ import annotations

from itertools import accumulate

from services.claims.lexicon import COMPLEMENTIZER, SAYING, TRIGGER, VERB, word_set
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word

# Bits in which the words of one class are counted; sentences are cut at 4,000 code points (`tokens`), so that none overflows.
_WIDTH = 12
_MASK = (1 << _WIDTH) - 1
_COMMA, _TRIGGER, _THAT, _SAYING, _VERB, _BREAK, _OTHER_TRIGGER, _EVENT = range(0, 8 * _WIDTH, _WIDTH)
_KINDS = (("that", _THAT), ("saying", _SAYING), ("verb", _VERB), ("trigger", _TRIGGER))
POSITION = (1 << (_VERB + _WIDTH)) - 1  # the counts that `Between.commas` and `Between.kinds` look at
_REMEMBERED = 100_000
_HAPPENING = word_set("happening")
_LEADS = frozenset(("جراء", "اثر", "نتيجه", "بسبب", "خلال", "في", "علي", "بعد", "عندما", "حيث", "حين"))


class Between:
    """The words between two places, counted by class."""

    __slots__ = ("counts",)

    def __init__(self, counts: int) -> None:
        self.counts = counts

    @property
    def commas(self) -> int:
        """Commas, semicolons and colons."""
        return self.counts >> _COMMA & _MASK

    @property
    def kinds(self) -> list[str]:
        """Which there are of a complementizer ("أن"), a verb of saying, a verb, and a trigger without an article."""
        return [name for name, of in _KINDS if self.counts >> of & _MASK]

    @property
    def way(self) -> str:
        """What the words do to a tie between both places: break it, turn it to another trigger, lead from a deed to casualties, nothing."""
        if self.counts >> _BREAK & _MASK:
            return "broken"
        if self.counts >> _OTHER_TRIGGER & _MASK:
            return "trigger"
        return "leads" if self.counts >> _EVENT & _MASK else "clear"


def between(sentence: Sentence, first: int, end: int) -> Between:
    """The tokens `first` to `end` of a sentence; none where `end` is not behind `first`."""
    if end <= first:
        return _NOTHING
    counts = sentence.counts
    if counts is None:
        counts = sentence.counts = list(accumulate(map(_one, sentence.tokens), initial=0))
    return Between(counts[end] - counts[first])


_NOTHING = Between(0)


def _one(token: Token) -> int:
    return _CLASSES[token.text, token.tags, token.word]


class _Classes(dict["tuple[str, int, Word | None]", int]):
    """A token as running counts have it. Remembered: a newspaper uses few different words."""

    def __missing__(self, key: tuple[str, int, Word | None]) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        text, tags, word = key
        bare = text.removeprefix("و")
        trigger = bool(tags & TRIGGER)
        harms = word is not None and any(entry.kind in ("killed", "injured") for entry in word.entry.triggers)
        known = self[key] = (
            (text in ",;:") << _COMMA
            | (trigger and word is not None and not word.definite) << _TRIGGER
            | bool(tags & COMPLEMENTIZER) << _THAT
            | bool(tags & SAYING) << _SAYING
            | bool(tags & VERB) << _VERB
            | (text in ".:;" or bool(tags & SAYING)) << _BREAK
            | (trigger and not harms) << _OTHER_TRIGGER
            | (bare in _LEADS or bare in _HAPPENING) << _EVENT
        )
        return known


_CLASSES = _Classes()
