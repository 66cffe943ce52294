"""Candidates for whom the text credits with the statement."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from services.claims.choices.option import Option, name_key, none_option
from services.claims.choices.surroundings import around, near, position
from services.claims.event.attribution import Attribution
from services.claims.event.crediting_words import said_it
from services.claims.event.speaker_phrase import Span
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SPEAKER,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.reading import Reading
from services.claims.text.attack_words import names_event
from services.claims.text.tokens import Document, Sentence, Token
from services.claims.text.words import one_of
from services.places.gazetteer import gazetteer

_AT = itemgetter(0)
_KINDS = SPEAKER | ORGANISATION | TITLE | PEOPLE | NAME


def source_options(reading: Reading, document: Document, attribution: Attribution) -> list[Option]:
    """The speakers round the trigger."""
    sentence = reading.sentence
    field = sentence.field
    said = attribution.speakers(sentence)
    ways = sorted({f"{how}{'' if span else ' nobody'}" for _, span, how in said})
    options = [
        none_option(
            f"none:{field.name}",
            f"none:first={sentence.index == 0}",
            *[f"none:has {way}" for way in ways],
        )
    ]
    if field.name == "title":
        colon = attribution.title_colon(sentence, reading.first)
        if colon is not None and not _event(colon):
            words = colon[0].field.text[colon[1] : colon[2]]
            kind = "place" if gazetteer().named(words) else "other"
            options.append(
                Option(field, colon[1], colon[2], ["colon", f"colon:{kind}", f"colon:words={len(words.split())}"])
            )
            to = words.find(" ل")
            if to > 0:
                options.append(Option(field, colon[1], colon[1] + to, ["colon to"]))
    elif (live := _live_speaker(sentence, reading.first)) is not None:
        options.append(Option(field, live[0], live[1], ["colon in the body"]))
    turned = _turns(sentence)
    if turned:
        options[0].features.append("none:turns")
    victims = _people(reading)
    trigger = sentence.tokens[reading.first].start
    nobody = any(span is None and how in ("verb", "participle", "claiming") for _, span, how in said)
    for other, relation in around(document, sentence, 4, 1):
        if relation == "title" or (field.name == "title" and other.field is not field):
            continue
        speakers = attribution.speakers(other)
        named = near([item for item in speakers if item[1] is not None], reading, relation, _AT)
        beside = relation == "same"
        spoken = (
            bool(named)
            and not beside
            and any(attribution.speakers(field.sentences[k]) for k in range(other.index + 1, sentence.index))
        )
        turned_since = turned or (
            bool(named)
            and not beside
            and any(_turns(field.sentences[k]) for k in range(other.index + 1, sentence.index))
        )
        for n, (at, span, how) in enumerate(named):
            assert span is not None
            known: _Speaker | None = attribution.choices.get(span)
            if known is None:
                known = attribution.choices[span] = _speaker(span, attribution)
            features = [*position(reading, relation, at, at + 1), f"how={relation}:{how}"]
            features.append(f"said={other.tokens[at].core}:{'same' if beside else 'away'}")
            if relation == "next1" and at == 0:
                features.append(f"opens next:{how}")
            if beside:
                features.append(f"how={how}:{'before' if at < reading.first else 'after'}")
            features.append(f"looks back={known.looks_back}:{'same' if beside else 'away'}")
            if n == len(named) - 1:
                features.append(f"last:{relation}")
            if n == 0:
                features.append(f"first:{relation}")
            if not beside:
                features.append(f"same has={'nobody' if nobody else 'speaker' if said else 'none'}:{relation}")
                features.append(f"since={'spoken' if spoken else 'silent'}")
                if turned_since:
                    features.append("turned since")
            quoted = _quotation(field.text, span[2], trigger)
            features.append(f"quotation={quoted}:{'same' if beside else 'away'}")
            if victims is not None and not victims.isdisjoint(known.words):
                features.append(f"speaks of himself:{beside}")
            features += known.own
            options.append(Option(span[0].field, span[1], span[2], [*features, "form=whole", *known.forms]))
            for start, end, form in known.parts:
                options.append(Option(span[0].field, start, end, [*features, *form]))
    return options


def _live_speaker(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The words before a colon that opens an update: "09:15 – الدفاع المدني: ارتفاع الحصيلة"; None where none stand there."""
    tokens = sentence.tokens[: min(index, _LONGEST_LIVE)]
    colon = next(
        (k for k in range(len(tokens) - 1, 0, -1) if tokens[k].text == ":" and not tokens[k - 1].text.isdigit()), 0
    )
    first = next((k for k in range(colon) if tokens[k].word is not None), colon)
    if not colon or first == colon or any(token.tags & (VERB | TRIGGER | SAYING) for token in tokens[first:colon]):
        return None
    return (tokens[first].start, tokens[colon - 1].end)


_LONGEST_LIVE = 14  # tokens


def _event(span: Span) -> bool:
    """Whether an event opens what stands before a title's colon, so that nobody speaks there: "اشتباكات بالمدينة: 17 قتيلا"."""
    sentence, start, _ = span
    at = sentence.token_at(start)
    word = sentence.tokens[at].word if at is not None else None
    if at is None or word is None or word.tags & _KINDS:
        return False
    return bool(word.tags & TRIGGER) or names_event(word)


class _Speaker(NamedTuple):
    """A speaker with the features that no claim changes: `own`, and `forms` where all its words are meant. parts: the spans of those of
    its words that may be the speaker alone, with features of their own."""

    looks_back: bool
    words: list[str]
    own: list[str]
    forms: list[str]
    parts: list[tuple[int, int, list[str]]]


def _speaker(span: Span, attribution: Attribution) -> _Speaker:
    sentence, start, end = span
    tokens = sentence.tokens
    looks_back = attribution.looks_back(span)
    words = sentence.field.text[start:end].split()
    own = [f"looks back:{words[0]}"] if looks_back else []
    first = sentence.token_at(start)
    word = tokens[first].word if first is not None else None
    if word is not None:
        own.append(f"speaker={word.core}")
        own.append(f"whole={name_key(' '.join(words))}")
        own.append(f"noun={word.tags & _KINDS}")
        if not word.tags & _KINDS:
            own.append(f"unlisted:{'definite' if word.definite else 'bare'}:alone={len(words) == 1}")
            own.append(f"unlisted:listed={word.tags > 0}:pronoun={words[0].endswith(_PRONOUNS)}")
    parts = _parts(span)
    return _Speaker(
        looks_back,
        words,
        own,
        [f"has {form}" for form, _, _ in parts],
        [
            (_start(tokens[a], form), tokens[b - 1].end, [f"form={form}", f"form={form}:words={min(b - a, 4)}"])
            for form, a, b in parts
        ],
    )


def _start(token: Token, form: str) -> int:
    """Where the words of a part begin, behind the ل written onto an issuer's."""
    word = token.word
    attached = form == "issuer" and word is not None and word.preposition == "ل" and not word.definite
    return token.start + (1 if attached else 0)


def _turns(sentence: Sentence) -> bool:
    """Whether the sentence turns to something else: "على صعيد آخر", "من ناحية ثانية", "إلى ذلك"."""
    first = [token.text.removeprefix("و") for token in sentence.tokens[:4]]
    return any((one, other) in _TURNS for one, other in pairwise(first))


def _quotation(text: str, said: int, trigger: int) -> str:
    """Whether the trigger stands in a quotation opened behind the speaker, behind one that is closed, or in none. said, trigger: code
    points of the folded text."""
    if said >= trigger:
        return "none"
    marks = text.count('"', said, min(trigger, said + _LONGEST_QUOTATION))
    return "none" if marks == 0 else "inside" if marks % 2 else "closed"


_LONGEST_QUOTATION = 1500


def _people(reading: Reading) -> set[str] | None:
    """The words of the names of the people; None where nobody is named."""
    victims = reading.victims
    if victims is None or not victims.names:
        return None
    tokens = victims.sentence.tokens
    return {token.text for first, end in victims.names for token in tokens[first:end] if len(token.text) > 3}


_PRONOUNS = ("ها", "هم", "ه")
_TURNS = frozenset(
    (preposition, noun)
    for preposition, nouns in (
        ("علي", ("صعيد", "الصعيد")),
        ("من", ("ناحيه", "جهه", "جانب")),
        ("في", ("غضون", "الاثناء", "المقابل")),
        ("الي", ("ذلك", "هذا")),
    )
    for noun in nouns
)


def _parts(span: Span) -> list[tuple[str, int, int]]:
    """Parts of a speaker's words that may be the speaker alone: the name in front of what he is ("فلان المتحدث باسم"), the name
    behind it, the words before a long description."""
    sentence, start, end = span
    tokens = sentence.tokens
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    if first is None or last is None:
        return []
    found = []
    stop = last + 2
    while stop < len(tokens) and stop < last + 6 and _named(tokens[stop]):
        stop += 1
    if last + 3 < stop < len(tokens) and tokens[last + 1].text == "," and tokens[stop].word is None:
        found.append(("name behind comma", last + 2, stop))
    found += _told_beyond(sentence, first, last)
    if last == first:
        return found
    head = first
    while head <= last and head - first < 5 and _named(tokens[head]):
        head += 1
    described = next((k for k in range(first + 1, last + 1) if tokens[k].tags & _DESCRIBES), None)
    if described is not None and described <= head:
        head = described
    if first < head <= last and head - first < 5 and not tokens[first].tags & _DESCRIBES:
        found.append(("name in front", first, head))
    tail = last
    while tail > first and last - tail < 5 and _named(tokens[tail]):
        tail -= 1
    opening = next((k for k in range(tail + 1, last + 1) if not _definite(tokens[k])), None)
    stop = last + 1
    if opening is not None and opening > first + 1:
        if tail == last - 5:
            opening = None
        else:
            found.append(("name behind", opening, stop))
    if last - first > 3:
        cut = next((k for k in range(first + 2, last + 1) if _ends_short(tokens, first, k)), None)
        if cut is not None and cut < last:
            found.append(("short", first, cut))
    return found


def _told_beyond(sentence: Sentence, first: int, last: int) -> list[tuple[str, int, int]]:
    """Who is meant by words that go on behind those found, tokens `first` to `last`: whoever issued the paper ("بيان صادر عن الوزارة",
    "آخر تحديث للوزارة"), the name of somebody unnamed ("أحد السكان، ويدعى سالم رزق"), all the words before what is said ("المتحدث الرسمي
    للهيئة بالمنطقة سالم رزق أن") and the name that ends them."""
    tokens = sentence.tokens
    found: list[tuple[str, int, int]] = []
    head = next((k for k in range(first, min(first + 3, last + 1)) if tokens[k].core in _PAPERS), None)
    if head is not None:
        issuer = next((k for k in range(head + 1, min(len(tokens), last + 4)) if _issued_by(tokens, k)), None)
        if issuer is not None:
            end = _description_end(tokens, issuer, issuer + _LONGEST_ISSUER)
            if end > issuer:
                found.append(("issuer", issuer, end))
    for k in range(last + 1, min(len(tokens), last + 3)):
        if one_of(tokens[k].text, _CALLED, "و"):
            end = k + 1
            while end < len(tokens) and end < k + 6 and _named(tokens[end]):
                end += 1
            if end > k + 1:
                found.append(("called", k + 1, end))
            break
    office = first
    while (
        office > 0
        and first - office < _LONGEST
        and not (tokens[office - 1].tags & _ENDS_BACK or said_it(tokens[office - 1].text))
    ):
        office -= 1
    said = office > 0 and (tokens[office - 1].tags & SAYING or said_it(tokens[office - 1].text))
    if 0 < office < first - 1 and said and not tokens[office].tags & PREPOSITION:
        found.append(("with office", office, last + 1))
    that = next((k for k in range(last + 1, min(len(tokens), first + _LONGEST)) if _what_is_said(tokens, k)), None)
    if that is not None and that > last + 1 and all(tokens[k].text != '"' for k in range(last + 1, that)):
        found.append(("all", first, that))
        opening = that
        while opening > first + 1 and that - opening < 5 and _named(tokens[opening - 1]):
            opening -= 1
        while opening < that and _definite(tokens[opening]):
            opening += 1
        if first + 1 < opening < that - 1:
            found.append(("name at the end", opening, that))
    return found


_PAPERS = word_set("papers")
_CALLED = word_set("called")
_LONGEST_ISSUER, _LONGEST = 5, 24  # tokens


def _issued_by(tokens: list[Token], k: int) -> bool:
    """Whether whoever issued a paper is told from token `k`, behind عن or with ل written onto it."""
    word = tokens[k].word
    if word is None or tokens[k].tags & (PREPOSITION | COMPLEMENTIZER):
        return False
    if tokens[k - 1].core in _PAPERS and (word.definite or tokens[k].tags & (ORGANISATION | SPEAKER | TITLE)):
        return True  # "بيان الشرطة", "رواية عدد من الأهالي"
    return tokens[k - 1].text == "عن" or word.preposition == "ل"


def _description_end(tokens: list[Token], first: int, stop: int) -> int:
    """Where the words of a name or office that begin at `first` end, at `stop` at the latest."""
    k = first + 1
    while k < min(len(tokens), stop):
        word = tokens[k].word
        if word is None or tokens[k].tags & _ENDS or word.preposition or (word.conjunction and not word.definite):
            break
        k += 1
    return k


def _what_is_said(tokens: list[Token], k: int) -> bool:
    """Whether what somebody said begins at token `k`."""
    return (
        bool(tokens[k].tags & COMPLEMENTIZER) or tokens[k].text in (":", ".", ";") or tokens[k].text.startswith(_THAT)
    )


_ENDS = PREPOSITION | COMPLEMENTIZER | RELATIVE | VERB | SAYING | ADVERB
_ENDS_BACK = COMPLEMENTIZER | RELATIVE | VERB | SAYING
_THAT = ("انه", "بان")


def _definite(token: Token) -> bool:
    return token.word is not None and token.word.definite


def _ends_short(tokens: list[Token], first: int, k: int) -> bool:
    """Whether the words of a speaker from token `first` may end before token `k`."""
    word = tokens[k].word
    if word is None or tokens[k].tags & PREPOSITION or word.preposition:
        return True
    return word.definite and not tokens[k].tags and k > first + 2 and not tokens[first].tags & TITLE


def _named(token: Token) -> bool:
    """Whether the token may belong to a person's name."""
    word = token.word
    if word is None or word.preposition or word.conjunction:
        return False
    return bool(token.tags & NAME) or not token.tags & ~NISBA


_DESCRIBES = SPEAKER | TITLE | ORGANISATION | PEOPLE
