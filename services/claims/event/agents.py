"""The words that name an actor: an organisation, a force, a state or a group of armed people.

They are found by the same phrase grammar as the victims'. A word that looks back (التنظيم) is replaced by the name it stands for where
the paragraph has it, fighters with a pronoun (مقاتليها) by their party.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from services.actors import registry
from services.claims.constructions.frames import Reader
from services.claims.lexicon import NAME, ORGANISATION, PEOPLE, TITLE, word_group, word_set
from services.claims.people_phrases.people import People, gender_agrees, parse, prefix_length
from services.claims.people_phrases.people_phrase import FIGHTERS
from services.claims.text.tokens import Document, Field, Sentence, Token
from services.claims.text.words import one_of

Span = tuple[Field, int, int]  # of an actor's words in the folded text of the field
_LONGEST_NAME = 8  # tokens
LOOKS_BACK = word_group("organisation that looks back")
_PART_OF_NAME = word_set("part_of_name")


@lru_cache(maxsize=4096)
def _names(head: str, epithet: str) -> bool:
    """Whether folded words are a party's name of their own: "الميليشيات الحوثية", not "التنظيم الإرهابي"."""
    known = registry().find(epithet, folded=epithet) or registry().find(f"{head} {epithet}", folded=f"{head} {epithet}")
    return known is not None


def _named_behind(tokens: list[Token], k: int, end: int) -> bool:
    """Whether the word behind the noun at `k`, before token `end`, makes it a name."""
    return k + 1 < end and tokens[k + 1].word is not None and _names(tokens[k].text, tokens[k + 1].text)


# How an article names the party of those who are called after it ("داعشي").
_PARTY_NAMES = {"حوثي": ("الحوثيين", "الحوثيون", "الحوثي"), "داعشي": ("داعش",), "طالبان": ("طالبان",)}


class Agents:
    """The actors named in one document; what a word that looks back stands for is found once."""

    def __init__(self, document: Document, reader: Reader) -> None:
        self.document = document
        self.reader = reader
        self.candidates: dict[tuple[str, int], list[Any]] = {}  # of `choices.actors`, by sentence
        self._names: dict[tuple[str, int, int], Span | None] = {}  # that words like التنظيم stand for

    def organisation_in(self, sentence: Sentence, first: int, end: int, victims: People | None) -> Span | None:
        """The first organisation named in tokens `first` to `end` (exclusive), by the name it stands for where it looks back; of
        victims also the party whose adherents they are ("الحوثيين")."""
        tokens = sentence.tokens
        for k in range(first, end):
            token = tokens[k]
            word = token.word
            if word is None or not word.tags & ORGANISATION or word.entry.lemma == "صفوف":
                continue
            if word.tags & TITLE and k + 1 < len(tokens) and tokens[k + 1].tags & NAME:
                continue  # "اللواء نبيل"
            if word.entry.organisation == "group" and not word.pronoun:
                continue
            if (token.text in LOOKS_BACK and not _named_behind(tokens, k, end)) or word.pronoun:
                named = self.named_before(sentence, k)
                if named is not None:
                    return named
            last = _last_of_party(tokens, k, end, victims)
            return _name_within(sentence, k, last) or (
                sentence.field,
                token.start + prefix_length(word),
                tokens[last].end,
            )
        return self._party_of_adherents(sentence, victims) if victims is not None else None

    def party_span(self, phrase: People) -> Span:
        """The organisation named in the phrase, else the words of the phrase."""
        inside = self.organisation_in(phrase.sentence, phrase.first, phrase.end, None)
        return inside or self.actor_span(phrase)

    def _party_of_adherents(self, sentence: Sentence, victims: People) -> Span | None:
        """The party that victims are called after: "الحوثيون", "الدواعش"; its name where the article has it, else their own word."""
        tokens = sentence.tokens
        word = tokens[victims.head].word if victims.head is not None else None
        if word is None or victims.head is None:
            return None
        party = next((p for p in _PARTY_NAMES if word.entry.lemma == p or word.core.startswith(p)), None)
        if party is None:
            return None
        own = (sentence.field, tokens[victims.head].start, tokens[victims.head].end)
        return self._find_text(sentence, _PARTY_NAMES[party]) or own

    def actor_span(self, phrase: People) -> Span:
        """The words for an actor: the phrase's own, or the party that its pronoun ("مقاتليها") or a lone "التنظيم" stands for."""
        tokens = phrase.sentence.tokens
        head = tokens[phrase.head].word if phrase.head is not None else None
        if head is not None and head.pronoun and head.tags & (PEOPLE | ORGANISATION) and head.entry.role in FIGHTERS:
            owner = self._owner(phrase)
            if owner is not None:
                return self.actor_span(owner)  # "إن مقاتليها قتلوا"
        if phrase.end == phrase.first + 1 and one_of(tokens[phrase.first].text, LOOKS_BACK):
            named = self.named_before(phrase.sentence, phrase.first)
            if named is not None:
                return named
        start, end = phrase.span()
        opening = next((first for first, _ in phrase.names if first > phrase.first), None)
        if phrase.organisation and opening is not None:
            end = tokens[opening - 1].end  # "الجيش الليبي أحمد المسماري": the name belongs to its speaker
        return (phrase.sentence.field, start, end)

    def _owner(self, phrase: People) -> People | None:
        """Whose fighters the phrase names by a pronoun: the last organisation before it in its sentence that agrees with it."""
        own = phrase.sentence.tokens[phrase.head].word if phrase.head is not None else None
        pronoun = own.pronoun if own is not None else ""
        for other in reversed(self.reader.grammar(phrase.sentence).phrases):
            if other.end > phrase.first or not other.organisation or other.head is None:
                continue
            head = other.sentence.tokens[other.head].word
            if head is not None and not head.pronoun and gender_agrees(other, pronoun):
                return other
        return None

    def named_before(self, sentence: Sentence, k: int) -> Span | None:
        """The organisation's name that a word like التنظيم stands for: the last one named before, of the same role. A word that is part
        of the name itself ("المقاومة") stands for none that does not begin with it."""
        key = (sentence.field.name, sentence.index, k)
        if key not in self._names:
            self._names[key] = self._find_name_before(sentence, k)
        return self._names[key]

    def _find_name_before(self, sentence: Sentence, k: int) -> Span | None:
        """The same, searched: a name with the noun in front, a party of its role in this sentence or the three before, or the title's."""
        anaphor = sentence.tokens[k].word
        role = anaphor.entry.role if anaphor is not None else "unknown"
        if anaphor is not None and anaphor.core in _PART_OF_NAME:
            return self._begins_with(sentence, k, anaphor.core)
        if anaphor is not None and (same := self._same_head_before(sentence, k, anaphor.core, role)) is not None:
            return same
        for back in range(4):
            at = sentence.index - back
            if at < 0:
                break
            earlier = sentence.field.sentences[at]
            for phrase in reversed(self.reader.grammar(earlier).phrases):
                if not phrase.organisation or (back == 0 and phrase.end > k):
                    continue
                name = _party_name(phrase, role)
                if name is not None:
                    return (earlier.field, *name)
                if phrase.end - phrase.first > 1 and role in ("unknown", phrase.role):
                    return (earlier.field, *phrase.span())
        if sentence.field.name == "body":
            for other in self.document.title.sentences:
                for phrase in self.reader.grammar(other).phrases:
                    if phrase.organisation and phrase.role == role:
                        start, end = phrase.span()
                        return (other.field, start, end)
        return None

    def _same_head_before(self, sentence: Sentence, k: int, core: str, role: str) -> Span | None:
        """The last party before token `k` whose name has the noun in front: "تنظيم داعش" of "التنظيم", whoever stands between."""
        for at in range(sentence.index, max(-1, sentence.index - 4), -1):
            earlier = sentence.field.sentences[at]
            for m in range((k if at == sentence.index else len(earlier.tokens)) - 1, -1, -1):
                head = earlier.tokens[m].word
                if head is None or head.core != core or head.definite or not head.tags & ORGANISATION:
                    continue
                party = parse(earlier, m)
                if party is not None and party.organisation and 1 < party.end - party.first < _LONGEST_NAME:
                    return (earlier.field, *(_party_name(party, role) or party.span()))
        return None

    def _begins_with(self, sentence: Sentence, k: int, core: str) -> Span | None:
        """The last longer name before token `k` that begins with the noun: "المقاومة الشعبية" of "المقاومة"."""
        for back in range(4):
            at = sentence.index - back
            if at < 0:
                break
            earlier = sentence.field.sentences[at]
            for phrase in reversed(self.reader.grammar(earlier).phrases):
                if not phrase.organisation or phrase.counted or (back == 0 and phrase.end > k):
                    continue
                head = earlier.tokens[phrase.first].word
                if head is not None and head.core == core and head.definite and phrase.end - phrase.first > 1:
                    start, end = phrase.span()
                    return (earlier.field, start, end)
        return None

    def _find_text(self, sentence: Sentence, options: tuple[str, ...]) -> Span | None:
        """Where one of the words first stands in the field of the sentence, else in the article."""
        for field in (sentence.field, self.document.body, self.document.title):
            for option in options:
                at = field.text.find(option)
                if at >= 0:
                    return (field, at, at + len(option))
        return None


def _last_of_party(tokens: list[Token], k: int, end: int, victims: People | None) -> int:
    """The index of the last word of the party that begins at `k`, before token `end`: "الجيش" of "عناصر الجيش من اللواء الثالث"."""
    names = {opening for opening, _ in victims.names} if victims is not None else set()
    for m in range(k + 1, end):
        if tokens[m].text == "من" and not tokens[m - 1].tags & ORGANISATION:
            return m - 1
        inner = tokens[m].word
        if m in names or (
            inner is not None
            and inner.conjunction
            and inner.pronoun
            and inner.tags & PEOPLE
            and not inner.tags & ORGANISATION
        ):
            return m - 1  # "الحوثي أبو حرب", "قائد الفرقة وضباطه"
    return max(k, end - 1)


def _name_within(sentence: Sentence, first: int, last: int) -> Span | None:
    """The name داعش within the words of a party, without what stands before it: "تنظيم «داعش» الإرهابي"."""
    tokens = sentence.tokens
    for k in range(first, last + 1):
        word = tokens[k].word
        if word is not None and word.tags & ORGANISATION and word.core == "داعش":
            return (sentence.field, tokens[k].start + prefix_length(word), tokens[k].end)
    return None


def _party_name(phrase: People, role: str) -> tuple[int, int] | None:
    """The party of that role named in the phrase, the first of several: "مليشيات الحوثي وصالح", "جماعة بوكو حرام"."""
    tokens = phrase.sentence.tokens
    start = None
    for k in range(phrase.first, phrase.end):
        word = tokens[k].word
        if word is None:
            break
        party = bool(word.tags & ORGANISATION) and word.entry.organisation == "name"
        named = party and role in ("unknown", word.entry.role, "militant")
        if named and (start is None or not word.conjunction):
            start = tokens[k].start + prefix_length(word) if start is None else start
            end = tokens[k].end
        elif start is not None:
            break
    return None if start is None else (start, end)
