"""Fields, sentences and tokens of an article, each cut only when somebody asks.

A sentence is tokenized when it has a trigger or stands beside one that has; most of an article never is. All offsets are into
the folded text of one field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from services.arabic.boilerplate import sentences_to_read
from services.arabic.normalize import Normalized
from services.arabic.number_lexicon import number_lexicon
from services.arabic.numbers import Quantity, quantities
from services.arabic.sentences import sentences
from services.arabic.words import Words, words_between
from services.claims.lexicon import NAME, PEOPLE, PREPOSITION
from services.claims.text.party_names import tag_parties
from services.claims.text.spelled_words import SPELLED, tag_spelled_words, tells_ha_apart, tells_ya_apart
from services.claims.text.two_word_people import second_words, tag_two_word_people
from services.claims.text.words import Word, word

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/:]\d+)*|[^\w\s]")
# What stands between two words that may be one token: the letters of two scripts, "12/3", "12:30".
_UNEVEN = frozenset(("", "/", ":"))
_REMEMBERED = 200_000
_LONGEST_SENTENCE = 4_000  # code points; the longest of 144,542 newspaper sentences had 3,060
_ORDINALS = frozenset(("الثاني", "الثالث", "الرابع", "التالي", "الماضي", "الحالي", "الجاري"))
_LAST_WORD = re.compile(r"\w{3,}\Z")
_WORD_GOES_ON = re.compile(r"\w")
_LONGEST_NAME = 40  # code points
_TOLD = 50_000  # code points of the body in which names are counted


class Token:
    """A word, a number in digits or a punctuation mark. `word` is None and `tags` (the word classes) 0 for what is no word."""

    __slots__ = ("end", "start", "tags", "text", "word")

    def __init__(self, text: str, start: int, end: int, word: Word | None) -> None:
        self.start = start
        self.end = end
        self.word = word
        if word is None:
            self.text = text
            self.tags = 0
        else:
            self.text = word.text  # every table finds a text it has seen itself sooner than an equal one
            self.tags = word.tags

    @property
    def core(self) -> str:
        """The core of its word; the text of what is no word."""
        return self.text if self.word is None else self.word.core

    @property
    def lemma(self) -> str:
        """The dictionary form of its word where a list has it, else its core."""
        return self.text if self.word is None else self.word.entry.lemma or self.word.core

    def read_as(self, word: Word) -> Token:
        """The same token with another analysis."""
        return Token(self.text, self.start, self.end, word)

    def __repr__(self) -> str:
        return f"{self.text}@{self.start}"


class _Analyses(dict[str, "Word | None"]):
    """The analysis of each token text, None for what is no word. Remembered: a newspaper uses few different words."""

    def __missing__(self, text: str) -> Word | None:
        if len(self) > _REMEMBERED:
            self.clear()
        analysis = self[text] = word(text) if text[0].isalpha() else None
        return analysis


_ANALYSES = _Analyses()


class Sentence:
    """One sentence of a field: `start` and `end` are its span, `index` its place among the sentences of the field.

    counts: running counts of `choices.between`, None until it is asked.

    What is cut only when asked for stands behind properties: compiled code (`make native`) has no use for `__getattr__`.
    """

    __slots__ = ("_openings", "_quantities", "_starts", "_tokens", "counts", "end", "field", "index", "start")

    def __init__(self, owner: Field, index: int, start: int, end: int) -> None:
        self.field = owner
        self.index = index
        self.start = start
        self.end = end
        self.counts: list[int] | None = None
        self._tokens: list[Token] | None = None
        self._quantities: dict[int, tuple[Quantity, int]] | None = None
        self._openings: dict[int, int] = {}
        self._starts: list[int] | None = None

    @property
    def tokens(self) -> list[Token]:
        """Words, numbers and punctuation in order."""
        known = self._tokens
        return self._tokenize() if known is None else known

    @property
    def quantities(self) -> dict[int, tuple[Quantity, int]]:
        """Numbers of people by the index of the number's first token, each with the index after its last one."""
        known = self._quantities
        return self._find_quantities() if known is None else known

    @property
    def openings(self) -> dict[int, int]:
        """The same number by the index of its first modifier ("ما لا يقل عن 30")."""
        if self._quantities is None:
            self._find_quantities()
        return self._openings

    @property
    def text(self) -> str:
        """The folded text of the sentence."""
        return self.field.text[self.start : self.end]

    def _tokenize(self) -> list[Token]:
        text = self.field.text
        words = words_between(text, self.start, self.end)
        analyses = list(map(_ANALYSES.__getitem__, words.texts))
        meanings = number_lexicon()
        # One look-up a word: in tables of this size each takes longer than the rest that is done with most words.
        words.meanings = [
            meanings[written] if word is None else word.meaning
            for written, word in zip(words.texts, analyses, strict=True)
        ]
        if _UNEVEN.isdisjoint(words.parts[2:-1:2]) and text.find("'", self.start, self.end) < 0:
            tokens = _of_words(words, analyses)
        else:
            tokens = _of_text(text, self.start, self.end)
        texts = [token.text for token in tokens]
        tag_parties(self, tokens, texts)
        if not second_words().isdisjoint(texts):
            tag_two_word_people(tokens, texts)
        if not SPELLED.isdisjoint(texts):
            tag_spelled_words(self, tokens, texts)
        self._tokens = tokens
        return tokens

    def _find_quantities(self) -> dict[int, tuple[Quantity, int]]:
        found: dict[int, tuple[Quantity, int]] = {}
        for quantity in quantities(self.field.text, self.start, self.end, original=self.field.normalized.original_text):
            if quantity.noun_start is not None and quantity.noun_start == quantity.number_start:
                continue  # the noun states the number: `people` reads it from the word list
            first = self.token_at(quantity.number_start)
            last = self.token_at(quantity.number_end - 1)
            if first is not None and last is not None:
                found[first] = (quantity, last + 1)
                if quantity.start < quantity.number_start and (opening := self.token_at(quantity.start)) is not None:
                    self._openings[opening] = first
        self._quantities = found
        return found

    def is_headline(self) -> bool:
        """Whether this is the title, or a sentence of the body that repeats it ("رابط الخبر: …")."""
        if self.field.name == "title":
            return True
        title = self.field.document.title.text.strip(" .")
        if len(title) <= 12:
            return False
        own = self.text.strip(" .")  # "بالصور.. كذا" is cut in two
        return title in self.text or (len(own) > 20 and own in title)

    def token_at(self, offset: int) -> int | None:
        """The index of the token that covers `offset`, or None between tokens."""
        starts = self._starts
        if starts is None:
            starts = self._starts = [token.start for token in self.tokens]
        at = bisect_right(starts, offset) - 1
        return at if at >= 0 and offset < self.tokens[at].end else None


def _of_words(words: Words, analyses: list[Word | None]) -> list[Token]:
    """The tokens of a sentence whose words are tokens as they stand: the words, and the marks between them."""
    tokens: list[Token] = []
    parts, bounds = words.parts, words.bounds()
    for gap, start, end, text, known in zip(
        parts[::2], bounds[1::2], bounds[2::2], words.texts, analyses, strict=False
    ):
        if gap != " ":
            _add_marks(tokens, gap, start)
        tokens.append(Token(text, start, end, known))
    _add_marks(tokens, parts[-1], bounds[-1])
    return tokens


def _add_marks(tokens: list[Token], gap: str, end: int) -> None:
    """Adds the punctuation marks of what stands between two words and ends at `end`."""
    at = end - len(gap)
    for mark in gap:
        if not mark.isspace() and mark != "_":
            tokens.append(Token(mark, at, at + 1, None))
        at += 1


def _of_text(folded: str, start: int, end: int) -> list[Token]:
    """The tokens of any stretch of folded text."""
    return [
        Token(match[0], match.start(), match.end(), _ANALYSES[match[0]])
        for match in _TOKEN.finditer(folded, start, end)
    ]


class Field:
    """The title or the body of an article, folded."""

    __slots__ = (
        "_sentences",
        "_starts",
        "_tells_ha_apart",
        "_tells_ya_apart",
        "document",
        "name",
        "normalized",
        "text",
    )

    def __init__(self, document: Document, name: str, normalized: Normalized) -> None:
        self.document = document
        self.name = name
        self.normalized = normalized
        self.text = normalized.text

        self._sentences: list[Sentence] | None = None
        self._starts: list[int] = []
        self._tells_ya_apart: bool | None = None
        self._tells_ha_apart: bool | None = None

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences in order, cut when first asked for."""
        known = self._sentences
        return self._cut() if known is None else known

    def _cut(self) -> list[Sentence]:
        spans = sentences_to_read(self.document.title.text, self.text) if self.name == "body" else sentences(self.text)
        found = self._sentences = [Sentence(self, i, s, e) for i, (s, e) in enumerate(_bounded(self.text, spans))]
        self._starts = [sentence.start for sentence in found]
        return found

    @property
    def tells_ya_apart(self) -> bool:
        """Whether the text is written so (see `spelled_words`), looked up once: all of it is searched."""
        known = self._tells_ya_apart
        if known is None:
            known = tells_ya_apart(self.normalized.raw)
            if not known and self.name == "title" and " فى " not in self.normalized.raw:
                known = self.document.body.tells_ya_apart  # a headline is too short to tell
            self._tells_ya_apart = known
        return known

    @property
    def tells_ha_apart(self) -> bool:
        """Whether the writer tells ه from ة at the end of words, looked up once."""
        known = self._tells_ha_apart
        if known is None:
            known = self._tells_ha_apart = tells_ha_apart(self.normalized.raw)
        return known

    def release(self) -> None:
        """See `Document.release`."""
        self._sentences = None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`."""
        found = self.sentences
        at = bisect_right(self._starts, offset) - 1
        return found[at] if at >= 0 and offset < found[at].end else None

    def original(self, start: int, end: int) -> tuple[int, int, str]:
        """A folded span as a span of the article and its exact copy."""
        first, stop = self.normalized.original(start, end)
        return first, stop, self.normalized.raw[first:stop]

    def written(self, token: Token) -> str:
        """A token as the article spells it, where folding hides a difference: قتله and قتلة."""
        return self.original(token.start, token.end)[2]


def _bounded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of a folded text; one that is longer than sentences are is cut at a space, so that no reading takes longer
    than a sentence can."""
    for start, end in spans:
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            if cut < 0:
                cut = start + _LONGEST_SENTENCE
            yield start, cut
            start = cut + (text[cut] == " ")
        if start < end:
            yield start, end


def _words_before(text: str, name: str) -> Iterator[str]:
    """The words of three letters or more that stand before the word `name` in the first part of the text."""
    at = text.find(f" {name}", 0, _TOLD)
    while at >= 0:
        end = at + 1 + len(name)
        before = _LAST_WORD.search(text, max(0, at - _LONGEST_NAME), at)
        if before is not None and not _WORD_GOES_ON.match(text, end, _TOLD):
            yield before[0]
        at = text.find(f" {name}", end, _TOLD)


class Document:
    """An article being read: its two fields and its time of publication (None when unknown)."""

    __slots__ = ("_mentions", "_surnames", "body", "published", "reader", "title")
    __deletable__ = ("body", "title")  # asked for by mypyc, see `release`

    def __init__(self, title: Normalized, body: Normalized, published: datetime | None) -> None:
        self.title = Field(self, "title", title)
        self.body = Field(self, "body", body)
        self.published = published
        self.reader: Reader | None = None
        self._mentions: dict[str, int] = {}
        self._surnames: dict[str, bool] = {}

    def release(self) -> None:
        """Cuts the circles among document, fields, sentences and reader once the claims are built, so that all of it is freed at once:
        the collector finds nothing to do, and the next article gets the same memory, still in the cache. Not to be read afterwards."""
        self.reader = None
        for field in (self.title, self.body):
            field.release()
        del self.title, self.body

    def surname(self, name: str) -> bool:
        """Whether the article has the folded word behind a given name somewhere, so that alone it is a person's name too."""
        if name in _ORDINALS:
            return False  # "عبد الله الثاني"
        known = self._surnames.get(name)
        if known is None:
            known = self._surnames[name] = any(
                given.tags & NAME and not given.tags & (PREPOSITION | PEOPLE) and not given.definite
                for field in (self.title, self.body)
                for given in map(word, _words_before(field.text, name))
            )
        return known

    def mentions(self, name: str) -> int:
        """How often the body has the folded words, as far as it is looked at (its first 50,000 code points)."""
        known = self._mentions.get(name)
        if known is None:
            known = self._mentions[name] = self.body.text.count(name, 0, _TOLD)
        return known
