"""Whom the text credits with a statement: the speaker of the crediting word before the trigger ("قال مصدر إن") or behind it ("بحسب").

A verb of saying without a subject ("وأضاف") and a participle ("مضيفا") go on with the last speaker; a noun that looks back ("المصدر")
is replaced by the speaker it means where the paragraph names him.
"""

from __future__ import annotations

from typing import Any

from services.claims.event.crediting_words import Credit, credits_in
from services.claims.event.speaker_phrase import Span
from services.claims.lexicon import word_group
from services.claims.text.tokens import Sentence
from services.claims.text.words import one_of

_NAMED_WITHIN = 6  # sentences
_LOOKS_BACK = word_group("speaker that looks back")


class Attribution:
    """Speakers of one document; what a sentence says of its speaker is found once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], list[Credit]] = {}
        self.choices: dict[Span, Any] = {}  # of `choices.speakers`, by the words of a speaker

    def speakers(self, sentence: Sentence) -> list[Credit]:
        """The crediting words of a sentence, left to right."""
        key = (sentence.field.name, sentence.index)
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = credits_in(sentence)
        return known

    def source(self, sentence: Sentence, index: int) -> Span | None:
        """The speaker credited with what the trigger at token `index` says."""
        said = self.speakers(sentence)
        before = [item for item in said if item[0] < index]
        chosen: Credit | None = before[-1] if before else None
        after = [item for item in said if item[0] > index and item[2] == "particle"]
        unnamed = chosen is None or (chosen[1] is None and chosen[2] != "participle")
        if unnamed and after and after[0][1] is not None:
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
        if span is not None and (named := self._named_before(sentence, chosen[0], span)) is not None:
            return named
        if span is None or self.looks_back(span):
            earlier = self._last_speaker(sentence, chosen[0])
            return earlier or span
        return span

    def _named_before(self, sentence: Sentence, index: int, span: Span) -> Span | None:
        """Whom a short definite phrase names in full earlier: "الوزارة" after "وزارة الدفاع الأمريكية", "المصدر الأمني" after "مصدر أمني
        تونسي"."""
        words = span[0].field.text[span[1] : span[2]].split()
        head = words[0].removeprefix("و")
        if len(words) > 2 or not head.startswith("ال"):
            return None
        bare = head.removeprefix("ال")
        field = sentence.field
        for back in range(min(_NAMED_WITHIN, sentence.index) + 1):
            other = field.sentences[sentence.index - back]
            for at, earlier, manner in reversed(self.speakers(other)):
                if earlier is None or manner == "silent" or (back == 0 and at >= index):
                    continue
                told = earlier[0].field.text[earlier[1] : earlier[2]].split()
                if len(told) > 1 and told[0].lstrip("ولب") == bare:
                    return earlier
        return None

    @staticmethod
    def looks_back(span: Span) -> bool:
        """Whether the words mean a speaker named before: "المصدر", "الناطق نفسه"."""
        text = span[0].field.text[span[1] : span[2]].split()
        return len(text) <= 2 and one_of(text[0], _LOOKS_BACK)

    def _last_speaker(self, sentence: Sentence, index: int) -> Span | None:
        """The speaker last named before token `index`, in the sentence or the four before it."""
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
        """The words of a headline before a colon in front of token `index`: "الأمم المتحدة: مقتل 14"."""
        tokens = sentence.tokens
        colon = next((k for k, token in enumerate(tokens[:index]) if token.text == ":"), None)
        if colon is None or colon == 0:
            return None
        return (sentence, tokens[0].start, tokens[colon - 1].end)
