"""Fields, sentences and tokens of an article, each cut only when somebody asks.

A sentence is tokenized when it has a trigger or stands beside one that has; most of an article never is. All offsets are into
the folded text of one field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import datetime
from typing import TYPE_CHECKING

from services.arabic import Normalized
from services.arabic.boilerplate import sentences_to_read
from services.arabic.numbers import Quantity, quantities
from services.arabic.sentences import sentences
from services.claims.words import Word, word

if TYPE_CHECKING:
    from services.claims.frames import Reader

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/:]\d+)*|[^\w\s]")
_MAX_TOKENS = 400  # a "sentence" longer than this is a list or a poem; its tail holds no grammar worth the time


class Token:
    """A word, a number in digits or a punctuation mark. `word` is None for what is no word."""

    __slots__ = ("end", "start", "text", "word")

    def __init__(self, text: str, start: int, end: int, analysis: Word | None) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.word = analysis

    def __repr__(self) -> str:
        return f"{self.text}@{self.start}"

    @property
    def tags(self) -> int:
        """The word classes of the token, 0 for punctuation and digits."""
        return self.word.tags if self.word is not None else 0


class Sentence:
    """One sentence of a field: `start` and `end` are its span, `index` its place among the sentences of the field."""

    __slots__ = ("_quantities", "_tokens", "end", "field", "index", "start")

    def __init__(self, owner: Field, index: int, start: int, end: int) -> None:
        self.field = owner
        self.index = index
        self.start = start
        self.end = end
        self._tokens: list[Token] | None = None
        self._quantities: dict[int, tuple[Quantity, int]] | None = None

    @property
    def text(self) -> str:
        """The folded text of the sentence."""
        return self.field.text[self.start : self.end]

    @property
    def tokens(self) -> list[Token]:
        """Words, numbers and punctuation in order."""
        if self._tokens is None:
            self._tokens = []
            for match in _TOKEN.finditer(self.field.text, self.start, self.end):
                text = match.group()
                analysis = word(text) if text[0].isalpha() else None
                self._tokens.append(Token(text, match.start(), match.end(), analysis))
        return self._tokens

    @property
    def quantities(self) -> dict[int, tuple[Quantity, int]]:
        """Quantities of people by the index of the number's first token, each with the index after its last one."""
        if self._quantities is None:
            self._quantities = {}
            for quantity in quantities(
                self.field.text, self.start, self.end, original=self.field.normalized.original_text
            ):
                if quantity.noun_start is not None and quantity.noun_start == quantity.number_start:
                    continue  # the noun states the number: `people` reads it from the word list
                first = self.token_at(quantity.number_start)
                last = self.token_at(quantity.number_end - 1)
                if first is not None and last is not None:
                    self._quantities[first] = (quantity, last + 1)
        return self._quantities

    def token_at(self, offset: int) -> int | None:
        """The index of the token that covers `offset`, or None between tokens."""
        tokens = self.tokens
        low, high = 0, len(tokens)
        while low < high:
            middle = (low + high) // 2
            if tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(tokens) and tokens[low].start <= offset else None


class Field:
    """The title or the body of an article, folded."""

    __slots__ = ("_sentences", "_starts", "document", "name", "normalized", "text")

    def __init__(self, document: Document, name: str, normalized: Normalized) -> None:
        self.document = document
        self.name = name
        self.normalized = normalized
        self.text = normalized.text
        self._sentences: list[Sentence] | None = None
        self._starts: list[int] = []

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences in order, without boilerplate."""
        if self._sentences is None:
            spans = (
                sentences_to_read(self.document.title.text, self.text) if self.name == "body" else sentences(self.text)
            )
            self._sentences = [Sentence(self, i, s, e) for i, (s, e) in enumerate(spans)]
            self._starts = [sentence.start for sentence in self._sentences]
        return self._sentences

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`."""
        found = self.sentences
        at = bisect_right(self._starts, offset) - 1
        return found[at] if at >= 0 and offset < found[at].end else None

    def original(self, start: int, end: int) -> tuple[int, int, str]:
        """A folded span as a span of the article and its exact copy."""
        first, stop = self.normalized.original(start, end)
        return first, stop, self.normalized.raw[first:stop]


class Document:
    """An article being read: its two fields and its time of publication (None when unknown)."""

    __slots__ = ("body", "published", "reader", "title")

    def __init__(self, title: Normalized, body: Normalized, published: datetime | None) -> None:
        self.title = Field(self, "title", title)
        self.body = Field(self, "body", body)
        self.published = published
        self.reader: Reader | None = None
