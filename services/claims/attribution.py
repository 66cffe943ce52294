"""Whom the text credits with a statement.

In a sentence, the subject of a verb of saying before the trigger ("قال مصدر إن") or the words behind a particle ("بحسب"). A verb of
saying without a subject ("وأضاف") and a participle ("مضيفا") go on with the last speaker; a noun that looks back ("المصدر") is
replaced by the speaker it means where the paragraph names him.
"""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    CLAIMING,
    COMPLEMENTIZER,
    CREDITING,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SAYING_PARTICIPLE,
    SILENT,
    SUBSET,
    TRIGGER,
    VERB,
)
from services.claims.tokens import Sentence

_ENDS = frozenset('.,:;!?"()')
_LOOKS_BACK = frozenset(
    "المصدر المصادر المصدران البيان الوكاله الصحيفه المتحدث الناطق التنظيم المرصد الشبكه القناه المسؤول التقرير الموقع".split()
)
_LONGEST = 12
Span = tuple[Sentence, int, int]


class Attribution:
    """Speakers of one document; what a sentence says of its speaker is found once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], list[tuple[int, Span | None, str]]] = {}

    def speakers(self, sentence: Sentence) -> list[tuple[int, Span | None, str]]:
        """Crediting words of a sentence: token index, the span of the speaker (None: the last one) and how it credits."""
        key = (sentence.field.name, sentence.index)
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = list(self._find(sentence))
        return known

    def _find(self, sentence: Sentence) -> list[tuple[int, Span | None, str]]:
        tokens = sentence.tokens
        out: list[tuple[int, Span | None, str]] = []
        for i, token in enumerate(tokens):
            word = token.word
            if word is None:
                continue
            tags = word.tags
            if tags & CREDITING:
                j = i + 1
                if j < len(tokens) and tokens[j].text == "ما":
                    j += 1
                if (j < len(tokens) and tokens[j].tags & SAYING) or (
                    token.text.endswith("ما") and j < len(tokens) and tokens[j].tags & (SAYING | VERB)
                ):
                    j += 1
                if token.text in ("نقلا",) and j < len(tokens) and tokens[j].text == "عن":
                    j += 1
                span = self._noun(sentence, j)
                out.append((i, span, "particle"))
            elif tags & SAYING and not tags & PREPOSITION:
                if (i and tokens[i - 1].tags & (CREDITING | RELATIVE)) or (
                    i and tokens[i - 1].text in ("ما", "كما") and i > 1 and tokens[i - 2].tags & CREDITING
                ):
                    continue
                j = i + 1
                if word.core in ("نقل", "نقلت") and "عن" in [t.text for t in tokens[i : i + 8]]:
                    j = next(k for k in range(i, i + 8) if tokens[k].text == "عن") + 1
                span = self._noun(sentence, j)
                if span is None and i:
                    span = self._subject(sentence, i)
                how = "claiming" if tags & CLAIMING else "verb"
                out.append((i, span, how))
            elif tags & SAYING_PARTICIPLE:
                out.append((i, None, "participle"))
            elif tags & SILENT:
                out.append((i, None, "silent"))
        return out

    def _noun(self, sentence: Sentence, j: int) -> Span | None:
        tokens = sentence.tokens
        while j < len(tokens) and (tokens[j].text in ('"', "/") or tokens[j].tags & ADVERB):
            j += 1
        start = j
        while j < len(tokens) and j - start < _LONGEST:
            token = tokens[j]
            word = token.word
            if word is None:
                if token.text == '"' and j + 1 < len(tokens) and j > start:
                    close = next((k for k in range(j + 1, min(len(tokens), j + 5)) if tokens[k].text == '"'), None)
                    if close is not None:
                        j = close + 1
                        continue
                break
            tags = word.tags
            if (
                tags & (COMPLEMENTIZER | RELATIVE | SUBSET | SAYING_PARTICIPLE)
                or (tags & TRIGGER and not word.definite and j > start)
                or tags & ADVERB
            ):
                break
            if tags & VERB and j > start:
                break
            if tags & PREPOSITION or word.preposition:
                if j == start and token.text in ("عن",):
                    j += 1
                    start = j
                    continue
                if (
                    j > start
                    and token.text in ("في", "ب", "من")
                    and j + 1 < len(tokens)
                    and not tokens[j + 1].tags & (PREPOSITION | COMPLEMENTIZER)
                    and tokens[j + 1].text
                    not in ("تصريح", "بيان", "اتصال", "حديث", "تصريحات", "مؤتمر", "موتمر", "وقت", "خلال", "ان")
                ):
                    nxt = tokens[j + 1].word
                    if nxt is not None and not nxt.tags & (ADVERB | TRIGGER):
                        j += 2
                        continue
                if word.preposition == "ب" and j > start and word.definite and not tags & TRIGGER:
                    j += 1
                    continue
                break
            if word.conjunction == "و" and tags & (SAYING | VERB):
                break
            j += 1
        if j == start:
            return None
        first = tokens[start]
        if first.word is not None and first.word.tags & (COMPLEMENTIZER | VERB):
            return None
        offset = len(first.word.conjunction) if first.word is not None and start > 0 else 0
        return (sentence, first.start + offset, tokens[j - 1].end)

    def _subject(self, sentence: Sentence, i: int) -> Span | None:
        """The subject before a verb of saying: "داعش يعلن خطف"."""
        tokens = sentence.tokens
        j = i
        while j > 0 and i - j < 6:
            previous = tokens[j - 1]
            if previous.word is None or previous.tags & (VERB | COMPLEMENTIZER | RELATIVE | SAYING | ADVERB):
                break
            j -= 1
        if j == i or tokens[j].text in ("وقد", "قد", "كما"):
            return None
        if j > 0 and not (tokens[j - 1].word is None or sentence.field.name == "title"):
            return None
        if sentence.field.name != "title":
            return None
        return (sentence, tokens[j].start, tokens[i - 1].end)

    def source(self, sentence: Sentence, index: int) -> Span | None:
        """The speaker credited with what the trigger at token `index` says."""
        said = self.speakers(sentence)
        before = [item for item in said if item[0] < index]
        chosen: tuple[int, Span | None, str] | None = before[-1] if before else None
        after = [item for item in said if item[0] > index and item[2] in ("particle",)]
        if chosen is None or (chosen[1] is None and chosen[2] != "participle"):
            if after and after[0][1] is not None:
                chosen = after[0]
        if sentence.field.name == "title":
            if chosen is None:
                return self.title_colon(sentence, index)
            return chosen[1]
        if chosen is None:
            return None
        if chosen[2] == "silent":
            return None
        span = chosen[1]
        if span is None or self.looks_back(span):
            earlier = self._last_speaker(sentence, chosen[0])
            return earlier or span
        return span

    @staticmethod
    def looks_back(span: Span) -> bool:
        text = span[0].field.text[span[1] : span[2]].split()
        return len(text) <= 2 and text[0].lstrip("و") in _LOOKS_BACK

    def _last_speaker(self, sentence: Sentence, index: int) -> Span | None:
        field = sentence.field
        for item in reversed([item for item in self.speakers(sentence) if item[0] < index]):
            if item[1] is not None and not self.looks_back(item[1]):
                return item[1]
        for back in range(1, 5):
            if sentence.index - back < 0:
                return None
            for item in reversed(self.speakers(field.sentences[sentence.index - back])):
                if item[2] == "silent":
                    continue
                if item[1] is not None and not self.looks_back(item[1]):
                    return item[1]
        return None

    @staticmethod
    def title_colon(sentence: Sentence, index: int) -> Span | None:
        tokens = sentence.tokens
        colon = next((k for k, token in enumerate(tokens[:index]) if token.text == ":"), None)
        if colon is None or colon == 0:
            return None
        return (sentence, tokens[0].start, tokens[colon - 1].end)
