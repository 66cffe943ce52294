"""Names that hold a date and are none: "ثورة 25 يناير", "شارع 26 يوليو", "صحيفة اليوم", "اليوم السابع"."""

from __future__ import annotations

from typing import Final

from services.arabic.date_lexicon import date_vocabulary
from services.arabic.date_sentence import DateSentence, Time

_EVERY: Final = frozenset(("كل", "ايام", "لكل", "وكل"))
_PAPERS: Final = frozenset(("صحيفه", "جريده", "موقع", "قناه", "برنامج", "دار", "مجله", "شبكه", "وكاله", "ذكري"))


class DatedNameReader:
    """Tells names of a sentence from dates."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: DateSentence) -> None:
        self._sentence = sentence

    def name_at(self, index: int) -> int | None:
        """Where a whole name that holds a date ends, if one begins at word `index` or the word before it."""
        sentence = self._sentence
        for begin in (index, index - 1):
            meaning = sentence.meanings[begin] if begin >= 0 else None
            if meaning is None:
                continue
            for rest in meaning.names:
                if begin + len(rest) >= index and sentence.follows(begin + 1, rest):
                    return begin + 1 + len(rest)
        return None

    def is_name(self, time: Time) -> bool:
        """Whether the expression is a name or part of one: "شارع 26 يوليو", "صحيفة اليوم", "أيام الجمعة"."""
        sentence, words = self._sentence, self._sentence.words
        if time.tag in ("ago", "vague"):
            return False
        first = time.first
        if words.gaps[first].endswith('"') and words.gaps[time.stop].startswith('"') and time.tag == "day":
            return True
        following = sentence.text(time.stop)
        if time.tag in ("day", "weekday") and following in date_vocabulary().after_day:
            return True
        while first > 0 and words.soft[first] and words.texts[first - 1] in ("ال", "يوم"):
            first -= 1
        if first == 0 or not words.soft[first]:
            return False
        if time.tag == "weekday" and words.texts[first - 1] in _EVERY:
            return True
        previous = sentence.meanings[first - 1]
        if previous is None or previous.head is None or time.tag == "period":
            return False
        if time.tag == "day":
            # "قتل في المدينة اليوم" is a date; only names of papers and streets hold "اليوم".
            return previous.head == "head" and not previous.article and previous.stem in _PAPERS
        if previous.article and time.tag in ("weekday", "month", "year", "date"):
            return False
        return previous.head == "head" or time.open_year or time.tag == "weekday"
