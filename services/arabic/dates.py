"""Time expressions of Arabic text as first and last day, relative to the time of publication.

An expression is read forward from a word (`time_expressions`), joined with what stands behind it (`joined_dates`) and before it
(`date_openings`), and left out where it is a name (`dated_names`). The costlier error is a date where none is meant, and
a day that is off by a week, a month or a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.arabic.date_openings import DateOpeningReader
from services.arabic.date_sentence import DateSentence, Time
from services.arabic.dated_names import DatedNameReader
from services.arabic.joined_dates import JoinedDateReader
from services.arabic.normalize import normalize
from services.arabic.periods import DatePrecision
from services.arabic.time_expressions import TimeExpressionReader

_TATWEEL: Final = "ـ"
# Words in no table that begin with an attached particle of one letter.
_WITH_PARTICLE: Final = frozenset(("ومنذ", "وخلال", "وال", "بال"))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression: the whole of it ("صباح أمس", "يوم الجمعة الماضي"), its first and last day and its precision.

    earliest, latest: inclusive; both None where the words are a date that does not exist or that the text does not
        fix ("31 فبراير", "اليوم نفسه").
    start, end: code points, of the folded text in `date_mentions` and of the text as given in `parse_dates`.
    """

    start: int
    end: int
    earliest: date | None
    latest: date | None
    precision: DatePrecision


def parse_dates(text: str, published: datetime) -> list[DateMention]:
    """The time expressions of any text, in order. `published` is the time of publication; its own zone tells the day."""
    normalized = normalize(text)
    mentions = []
    for mention in date_mentions(normalized.text, published, original=normalized.original_text):
        start, end = normalized.original(mention.start, mention.end)
        while text[end : end + 1] == _TATWEEL:  # "1436 هـ"
            end += 1
        mentions.append(DateMention(start, end, mention.earliest, mention.latest, mention.precision))
    return mentions


def date_mentions(
    folded: str,
    published: datetime,
    start: int = 0,
    end: int | None = None,
    *,
    original: Callable[[int, int], str] | None = None,
) -> list[DateMention]:
    """The time expressions in `folded[start:end]`, in order, none overlapping; spans count code points of `folded`.

    original: gives the unfolded text of a folded span (`Normalized.original_text`); it tells آب (August) from أب (father).
    """
    sentence = DateSentence(folded, published, start, end, original)
    anchors = [index for index, meaning in enumerate(sentence.meanings) if meaning is not None and meaning.anchor]
    if not anchors:
        return []
    sentence.words.mark()
    return list(_read(sentence, anchors))


def _read(sentence: DateSentence, anchors: list[int]) -> Iterator[DateMention]:
    """The time expressions of a sentence; `anchors` are the words where one may begin."""
    expressions = TimeExpressionReader(sentence)
    joined, openings, names = (
        JoinedDateReader(sentence, expressions),
        DateOpeningReader(sentence),
        DatedNameReader(sentence),
    )
    position, floor = 0, -1
    for index in anchors:
        if index < position:
            continue
        found = expressions.at(index)
        if found is None:
            continue
        name = names.name_at(index)
        if name is not None:
            position = name
            continue
        found = joined.joined(found)
        position = found.stop
        if names.is_name(found):
            continue
        mention = _mention(sentence, openings.widened(found, floor))
        floor = mention.end
        yield mention


def _mention(sentence: DateSentence, time: Time) -> DateMention:
    words, meaning = sentence.words, sentence.meanings[time.first]
    start = words.start(time.first) + (meaning.kept if meaning is not None else 0)
    if meaning is None:
        start += words.texts[time.first] in _WITH_PARTICLE
    end = words.end(time.stop - 1)
    if words.gaps[time.stop].startswith(")") and any("(" in gap for gap in words.gaps[time.first + 1 : time.stop]):
        end += 1
    period = time.period
    one_day = period.precision == "range" and period.earliest is not None and period.earliest == period.latest
    return DateMention(start, end, period.earliest, period.latest, "day" if one_day else period.precision)
