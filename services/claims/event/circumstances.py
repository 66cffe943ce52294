"""Cause, place and time of the event a trigger states.

All three are looked for in the sentence first, nearest to the trigger, then beside it. A place follows في or ب, or is named by
its type noun; a word that only tells where somebody comes from (behind من، إلى) is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from services.arabic.dates import DateMention, date_mentions
from services.claims.choices.loose_times import loose_times
from services.claims.lexicon import (
    COMPLEMENTIZER,
    NAME,
    PEOPLE,
    PLACE_TYPE,
    PREPOSITION,
    SAYING,
    TITLE,
    TRIGGER,
    lexicon,
    word_set,
)
from services.claims.reading import Reading
from services.claims.text.tokens import Document, Sentence, Token
from services.claims.text.words import one_of, word
from services.places.gazetteer import gazetteer
from services.places.mentions import PlaceSpan

_INSIDE = (
    "في",
    "ب",
    "داخل",
    "وسط",
    "قرب",
    "عند",
    "بين",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "علي",
    "حول",
    "قباله",
    "بمحيط",
)
_REMEMBERED = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = 4000  # code points of the body in which causes are counted
_UNMISTAKABLE = 6  # weight of a word in causes.tsv
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Circumstances:
    """Finds cause, place and time for the readings of one document; what a sentence holds is found once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._causes: dict[tuple[str, int], list[tuple[int, str, int]]] = {}
        self._places: dict[tuple[str, int], list[PlaceSpan]] = {}
        self.sites: dict[tuple[str, int, bool], list[Any]] = {}  # of `choices.places`, by sentence
        self.events: dict[tuple[str, int], list[int]] = {}  # likewise: tokens that name an event
        self.times: dict[tuple[str, int], list[Any]] = {}  # of `choices.times`, by sentence
        self._dates: dict[tuple[str, int], list[DateMention]] = {}
        self._loose: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._told: dict[str, int] | None = None

    # -- cause

    def causes_in(self, sentence: Sentence) -> list[tuple[int, str, int]]:
        """Cause words of a sentence: token index, cause, weight."""
        key = (sentence.field.name, sentence.index)
        known = self._causes.get(key)
        if known is None:
            table = lexicon().causes
            known = []
            tokens = sentence.tokens
            texts = [token.text for token in tokens]
            opens_fire = list(map(_FIRE_OPENINGS.__getitem__, texts))
            for i, entries in enumerate(map(_CAUSE_ENTRIES.__getitem__, texts)):
                if opens_fire[i] and _fire(tokens, i + 2):
                    known.append((i, "shooting", _SHOOTING))
                if entries is None:
                    continue
                alone, openings = entries
                for form in openings:
                    for length in (3, 2):
                        following = tokens[i + 1 : i + length]
                        exact = " ".join([t.text for t in following])
                        rest = " ".join([t.text.removeprefix("ال") if n else t.text for n, t in enumerate(following)])
                        found = table.get(f"{form} {rest}") or table.get(f"{form} {exact}")
                        if found:
                            known.append((i, *found))
                if alone is not None and not _appeal(tokens, i):
                    known.append((i, *alone))
            self._causes[key] = known
        return known

    @property
    def told(self) -> dict[str, int]:
        """How many words of the article name each cause unmistakably ("قذيفة", "طعنا"), the most first. GUIDELINES.md lets the cause
        come from anywhere in the article."""
        known = self._told
        if known is None:
            words = _WORD.findall(f"{self.document.title.text} {self.document.body.text[:_OPENING]}")
            known = self._told = dict(Counter(filter(None, map(_UNMISTAKABLY.__getitem__, words))).most_common())
        return known

    def cause(self, reading: Reading) -> str | None:
        """The cause of GUIDELINES.md, None for a defection."""
        if reading.kind in ("defected", "fled", "surrendered"):
            return None
        if reading.kind == "captured":
            near = self._best(reading.sentence, reading.first)
            return "clash" if near == "clash" else "other"
        if reading.cause in ("assassination", "execution"):
            return reading.cause
        own = self._best(reading.sentence, reading.first)
        if own is not None:
            return own
        if reading.cause is not None:
            return reading.cause
        field = reading.sentence.field
        around: list[Sentence] = []
        for step in (-1, 1):
            at = reading.sentence.index + step
            if 0 <= at < len(field.sentences):
                around.append(field.sentences[at])
        for sentence in around:
            found = self._best(sentence, 0, least=5)
            if found is not None:
                return found
        if field.name == "title":
            for sentence in self.document.body.sentences[:3]:
                found = self._best(sentence, 0, least=5)
                if found is not None:
                    return found
            return "unknown"
        for sentence in self.document.title.sentences:
            found = self._best(sentence, 0, least=5)
            if found is not None:
                return found
        return "unknown"

    def _best(self, sentence: Sentence, at: int, least: int = 0) -> str | None:
        best: tuple[float, str] | None = None
        for i, cause, weight in self.causes_in(sentence):
            if weight < least:
                continue
            distance = abs(i - at)
            score = weight - distance / 6 - (1.0 if i < at else 0)
            if best is None or score > best[0]:
                best = (score, cause)
        return best[1] if best is not None and best[0] > -3 else None

    # -- place

    def places_in(self, sentence: Sentence) -> list[PlaceSpan]:
        """Places that a sentence names."""
        key = (sentence.field.name, sentence.index)
        known = self._places.get(key)
        if known is None:
            found = gazetteer().place_mentions(sentence.field.text, sentence.start, sentence.end)
            known = self._places[key] = [
                _before_what_happened(sentence, _without_rank(sentence, span))
                for span in found
                if not _people(sentence, span)
            ]
        return known

    def place(self, reading: Reading) -> tuple[Sentence, int, int] | None:
        """The span of the event's place and its sentence."""
        sentence = reading.sentence
        found = self._place_in(sentence, reading)
        if found is not None:
            return (sentence, *found)
        field = sentence.field
        if field.name == "title":
            return None
        for step in (-1, -2, 1):
            at = sentence.index + step
            if 0 <= at < len(field.sentences):
                found = self._place_in(field.sentences[at], None)
                if found is not None:
                    return (field.sentences[at], *found)
        return None

    def _place_in(self, sentence: Sentence, reading: Reading | None) -> tuple[int, int] | None:
        spans = self.places_in(sentence)
        if not spans:
            return None
        tokens = sentence.tokens
        trigger_start = tokens[reading.first].start if reading is not None else sentence.start
        victims = reading.victims if reading is not None else None
        inside = victims.span() if victims is not None and victims.sentence is sentence else (0, 0)
        best: tuple[float, tuple[int, int]] | None = None
        fled = reading is not None and reading.kind == "fled"
        for n, span in enumerate(spans):
            index = sentence.token_at(span.start)
            if index is None:
                index = sentence.token_at(span.end - 1) or 0
            before = tokens[index - 1] if index else None
            earlier = before.text if before is not None else ""
            word = tokens[index].word
            attached = span.particles[-1:] if span.particles else (word.preposition if word is not None else "")
            score = 0.0
            if inside[0] <= span.start and span.end <= inside[1]:
                score -= 4
            if earlier == "من" or attached == "من":
                score += 2 if fled else -2.5
            elif earlier in ("الي", "باتجاه", "نحو", "تجاه"):
                score -= 2.5
            elif one_of(earlier, _INSIDE) or attached == "ب" or (before is not None and before.tags & PLACE_TYPE):
                score += 2
            elif before is not None and before.tags & PREPOSITION:
                score += 0.5
            else:
                score -= 1.5
            if span.noun is not None:
                score += 0.7
            if span.start >= trigger_start:
                score += 1.0
                distance = span.start - trigger_start
            else:
                distance = trigger_start - span.end
            score -= distance / 90
            if n and spans[n - 1].end + 4 >= span.start:
                score -= 0.8  # the wider area behind the place ("بمدينة X بمحافظة Y")
            between = tokens[min(index, reading.first) : max(index, reading.first)] if reading is not None else []
            if any(token.tags & (SAYING | COMPLEMENTIZER) for token in between):
                score -= 1
            if best is None or score > best[0]:
                best = (score, (span.start, span.end))
        if best is None or best[0] < (-1.0 if reading is not None else 1.0):
            return None
        return best[1]

    # -- time

    def when(self, reading: Reading) -> tuple[Sentence, DateMention] | None:
        """The time expression of the event."""
        sentence = reading.sentence
        tokens = sentence.tokens
        best: tuple[float, DateMention] | None = None
        trigger = tokens[reading.first].start
        for mention in self.dates_in(sentence):
            index = sentence.token_at(mention.start) or 0
            score = -abs(mention.start - trigger) / 60
            if mention.start > trigger:
                score += 0.5
            before = tokens[max(0, index - 8) : index]
            saying = [k for k, token in enumerate(before) if token.tags & SAYING]
            comp = [k for k, token in enumerate(before) if token.tags & COMPLEMENTIZER]
            if saying and (not comp or comp[-1] < saying[-1]) and mention.start < trigger:
                score -= 3  # the announcement's time
            between = tokens[min(index, reading.first) : max(index, reading.first)]
            if any(token.text in (".", ";") for token in between):
                score -= 1
            if best is None or score > best[0]:
                best = (score, mention)
        if best is None or best[0] < -3:
            return None
        return sentence, best[1]

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """Time expressions of a sentence."""
        key = (sentence.field.name, sentence.index)
        known = self._dates.get(key)
        if known is None:
            published = self.document.published or _NO_DATE
            known = self._dates[key] = date_mentions(sentence.field.text, published, sentence.start, sentence.end)
        return known

    def loose_times_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Spans of times of a sentence that no calendar fixes."""
        key = (sentence.field.name, sentence.index)
        known = self._loose.get(key)
        if known is None:
            known = self._loose[key] = loose_times(sentence, self.dates_in(sentence))
        return known


_OPENS_FIRE = word_set("opens_fire")
_SHOOTING = 6  # as causes.tsv weighs "أطلق النار"
_SUBJECT = 9  # tokens of who opens fire, with what is told of him: "فتح رجل في التاسعة والخمسين من العمر النار"


def _fire(tokens: list[Token], k: int) -> bool:
    """Whether "النار" follows from token `k` on, behind the subject: "أطلق مسلحون مجهولون النار"."""
    for token in tokens[k : k + _SUBJECT]:
        if token.text in ("النار", "نيران", "نيرانه", "نيرانها", "النيران"):
            return True
        if token.word is None:
            return False
    return False


CauseEntries = tuple[tuple[str, int] | None, tuple[str, ...]]


def _without_rank(sentence: Sentence, span: PlaceSpan) -> PlaceSpan:
    """The place without the rank of who is named behind it: "المتحدث بمنطقة نجران الرائد سالم رزق"."""
    last = sentence.token_at(span.end - 1)
    if last is None or last + 1 >= len(sentence.tokens) or not sentence.tokens[last].tags & TITLE:
        return span
    if not sentence.tokens[last + 1].tags & NAME or sentence.tokens[last - 1].start < span.name_start:
        return span
    end = sentence.tokens[last - 1].end
    return span._replace(end=end, name_end=min(span.name_end, end))


def _appeal(tokens: list[Token], i: int) -> bool:
    """Whether what looks like stabbing is an appeal to a court: "الطعن على الحكم", "طعن أمام محكمة النقض"."""
    if "طعن" not in tokens[i].text:
        return False
    return any(token.word is not None and token.word.core in _RULINGS for token in tokens[i + 1 : i + 4])


_RULINGS = frozenset(
    ("حكم", "احكام", "قرار", "قرارات", "نقض", "محكمه", "دستوريه", "انتخابات", "نتيجه", "نتايج", "استيناف")
)


def _people(sentence: Sentence, span: PlaceSpan) -> bool:
    """Whether people without the article are a town's namesake ("اشتباك مع مهربين على الحدود"), one of several ("في أحد
    الجناة") or what befell them ("ضحايا سيول")."""
    at = sentence.token_at(span.start)
    word = sentence.tokens[at].word if at is not None else None
    if at is None or word is None or span.end > sentence.tokens[at].end:
        return False
    if sentence.tokens[at].text == "احد" and at + 1 < len(sentence.tokens):
        behind = sentence.tokens[at + 1].word
        return behind is not None and behind.definite
    if span.noun is not None or word.preposition or (at and sentence.tokens[at - 1].text in _INSIDE):
        return False
    if at and word.text in lexicon().causes:
        return True
    return not word.definite and bool(word.tags & PEOPLE) and word.plural


def _before_what_happened(sentence: Sentence, span: PlaceSpan) -> PlaceSpan:
    """The place without a verb joined to it or a number behind it: "سقط صاروخ على معسكر فقتل جندي", "في ساحة البلدة أربعة شبان"."""
    first, last = sentence.token_at(span.start), sentence.token_at(span.end - 1)
    if first is None or last is None:
        return span
    for k in range(first + 1, last + 1):
        word = sentence.tokens[k].word
        happened = word is not None and word.conjunction == "ف" and bool(word.tags & TRIGGER)
        counts = k in sentence.quantities and word is not None and sentence.tokens[k].start > span.name_start
        counts = counts and sentence.tokens[k - 1].text != "رقم"
        if happened or counts:
            end = sentence.tokens[k - 1].end
            return span._replace(end=end, name_start=min(span.name_start, end), name_end=min(span.name_end, end))
    return span


class _CauseEntries(dict[str, CauseEntries | None]):
    """What causes.tsv says of each token text alone, and the forms of it that open an entry of several words; None where it
    says nothing. Remembered."""

    def __missing__(self, text: str) -> CauseEntries | None:
        if len(self) > _REMEMBERED:
            self.clear()
        entries: CauseEntries | None = None
        if text[0].isalpha():
            table = lexicon().causes
            forms = sorted(_forms(text, word(text).core))
            alone = next((table[form] for form in forms if form in table), None)
            openings = tuple(form for form in forms if form in lexicon().cause_openings)
            entries = (alone, openings) if alone is not None or openings else None
        self[text] = entries
        return entries


_CAUSE_ENTRIES = _CauseEntries()


class _Unmistakably(dict[str, str | None]):
    """The cause that each word names unmistakably, None where it names none. Remembered."""

    def __missing__(self, text: str) -> str | None:
        if len(self) > _REMEMBERED:
            self.clear()
        entries = _CAUSE_ENTRIES[text]
        alone = entries[0] if entries is not None else None
        cause = self[text] = alone[0] if alone is not None and alone[1] >= _UNMISTAKABLE else None
        return cause


_UNMISTAKABLY = _Unmistakably()


class _FireOpenings(dict[str, bool]):
    """Whether each token text is a verb of opening fire, with or without و or ف. Remembered."""

    def __missing__(self, text: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        answer = self[text] = one_of(text, _OPENS_FIRE, "وف")
        return answer


_FIRE_OPENINGS = _FireOpenings()


def _forms(text: str, core: str) -> set[str]:
    forms = {text, core}
    if core.startswith("ال"):
        forms.add(core[2:])
    for prefix in ("وب", "ول", "بال", "وال", "فال", "لل", "ال", "و", "ب", "ل", "ف"):
        if text.startswith(prefix) and len(text) - len(prefix) > 2:
            forms.add(text[len(prefix) :])
    return forms
