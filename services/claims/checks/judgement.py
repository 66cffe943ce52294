"""Whether a reading is a claim: a log-linear model over everything that is known of it, with the last word over the rules.

The grammar proposes readings and gives reasons against some of them. Its rules err both ways: a trigger read well stands in an
opinion piece that tells no event, or a rule drops what a reader would take. The model sees the rules' answer as one fact among
others. `bench/train_judgement.py` fits it, `judgement.tsv` holds its weights.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import TYPE_CHECKING, Final

from services.claims.choices.model import Weights, read_weights
from services.claims.confidence import facts_of_reading
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    DEMONSTRATIVE,
    NAME,
    NEGATION,
    NO_PEOPLE,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    PhraseEntry,
    TriggerEntry,
)
from services.claims.reading import Reading
from services.claims.text.tokens import Sentence, Token

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

QUESTION: Final = "claim"
# A reading that the rules took is dropped below the first likelihood; one that they dropped is revived from the second on.
# `python -m bench.train_judgement --folds 6` prints what others would give on articles held out.
LEAST = 0.55
REVIVED = 0.6
# Kinds of which there are fewer annotated claims, so that the rules are trusted more: with .5 for all of them captures score .74 on
# `python -m bench.annotations.unseen` rather than .80, and the defections of the gold set's check third .77 rather than .83.
LEAST_RARE: Final = {"captured": 0.4, "missing": 0.4, "defected": 0.25, "fled": 0.25, "surrendered": 0.25}
# Reasons of the rules that are doubtful in kind, so that the model may overrule them. Others name what is plain (a particle, a verb of
# another meaning, nobody to be found).
_DOUBTFUL: Final = frozenset(
    (
        "an organisation, not people",
        "families, not captives",
        "general statement",
        "illness",
        "its object is no people",
        "joins, but leaves nobody",
        "label of a known event",
        "no armed group or foreign force",
        "no number",
        "no number and no peril told",
        "no verb of happening",
        "no violence, accident or disaster told",
        "not members of a force, group or government",
        "nothing brings it about",
        "points back or labels",
        "present tense",
        "released, exchanged or treated, not taken",
        "something is lost, not people",
        "sport",
    )
)
_WINDOW: Final = 8  # tokens to either side whose words are facts
_POSITIONS: Final = ((0, "first"), (1, "second"), (4, "early"), (9, "middle"))
_TOPICS: Final = ("sport", "illness", "rhetoric", "animals")
_QUESTIONS: Final = frozenset("؟?!")
_CLASSES: Final = {
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "relative": RELATIVE,
    "that": COMPLEMENTIZER,
    "negation": NEGATION,
    "this": DEMONSTRATIVE,
    "adverb": ADVERB,
    "subset": SUBSET,
    "other": OTHER,
    "verb": VERB,
    "people": PEOPLE,
    "title": TITLE,
    "name": NAME,
    "organisation": ORGANISATION,
    "place type": PLACE_TYPE,
    "place": PLACE_NAME,
    "saying": SAYING,
    "no people": NO_PEOPLE,
    "trigger": TRIGGER,
}
_SEEN: Final = sum(_CLASSES.values())


def judge(reader: Reader, readings: list[Reading], by: Weights | None = None) -> None:
    """Gives each reading of an article its likelihood and the last word: unlikely ones that the rules took are dropped, likely
    ones that the rules dropped are revived where they have their people. At most one reading of a word stays.

    by: weights other than the packaged ones; those of an empty table leave the rules' answers as they are.
    """
    weights = (_weights() if by is None else by).table.get(QUESTION)
    if not weights:
        return
    get = weights.get
    neighbours = Neighbours(readings)
    for reading in readings:
        if is_open(reading):
            score = sum(map(get, facts(reader, reading, neighbours), repeat(0.0)))
            reading.likelihood = 1 / (1 + math.exp(-score))
    taken: set[tuple[int, int]] = set()
    for reading in readings:
        if reading.dropped is not None:
            continue
        if reading.likelihood is not None and reading.likelihood < LEAST_RARE.get(reading.kind, LEAST):
            reading.dropped = "unlikely: judged by the model"
        else:
            taken.update(_words(reading))
    for reading in sorted(readings, key=lambda one: -(one.likelihood or 0.0)):
        if reading.likelihood is None or reading.likelihood < REVIVED:
            break
        if reading.dropped is None or not taken.isdisjoint(_words(reading)):
            continue
        reading.revived, reading.dropped = reading.dropped, None
        taken.update(_words(reading))


def is_open(reading: Reading) -> bool:
    """Whether the model has a say: the rules took the reading, or found its people and have a doubtful reason against it."""
    return reading.dropped is None or (reading.victims is not None and _reason(reading) in _DOUBTFUL)


def _words(reading: Reading) -> set[tuple[int, int]]:
    """The tokens of a trigger, apart from those of other sentences."""
    return {(id(reading.sentence), index) for index in range(reading.first, reading.last + 1)}


class Neighbours:
    """The readings of an article as facts about each other: those that the rules took. Remembers what is known of a sentence."""

    def __init__(self, readings: list[Reading]) -> None:
        self._taken = [reading for reading in readings if reading.dropped is None]
        self._sentences: dict[Sentence, list[str]] = {}

    def sentence(self, sentence: Sentence) -> list[str]:
        """What the sentence says of its readings."""
        known = self._sentences.get(sentence)
        if known is None:
            known = self._sentences[sentence] = _sentence(sentence)
        return known

    def facts(self, reading: Reading) -> list[str]:
        """What the other readings say of `reading`."""
        others = [other for other in self._taken if other is not reading]
        same_sentence = [other for other in others if other.sentence is reading.sentence]
        same_kind = sum(other.kind == reading.kind for other in others)
        counted = sum(other.victims is not None and other.victims.counted for other in others)
        found = [
            f"others={min(len(others), 3)}",
            f"others of the kind={min(same_kind, 3)}",
            f"others counted={min(counted, 3)}",
            f"others beside={min(len(same_sentence), 2)}",
        ]
        for other in same_sentence:
            found.append(f"beside={'same' if other.kind == reading.kind else 'other'} kind")
            if _share_people(reading, other):
                found.append(f"shares people={reading.kind}|{_reason(reading)}")
        return list(dict.fromkeys(found))


def _share_people(one: Reading, other: Reading) -> bool:
    a, b = one.victims, other.victims
    return a is not None and b is not None and a.sentence is b.sentence and a.first < b.end and b.first < a.end


def _reason(reading: Reading) -> str:
    """The rules' answer: empty where they took the reading, else their reason without the word it names."""
    return "" if reading.dropped is None else reading.dropped.split(":", 1)[0]


def facts(reader: Reader, reading: Reading, neighbours: Neighbours) -> list[str]:
    """What speaks for or against the reading."""
    sentence = reading.sentence
    tokens = sentence.tokens
    entry = reading.entry
    category = getattr(entry, "category", "phrase")
    reason = _reason(reading)
    field = sentence.field.name
    victims = reading.victims
    found = [f"dropped={reason}", f"dropped={reason}|{category}", f"{field}|{reading.kind}"]
    found += facts_of_reading(reading)
    if isinstance(entry, TriggerEntry):
        lemma = entry.lemma
        shape = _shape(reading)
        found += [f"lemma={lemma}", f"lemma={lemma}|{category}", f"lemma={lemma}|{shape}"]
        found += [f"lemma={lemma}|{'dropped' if reason else 'taken'}", f"frame={category}:{entry.frame}"]
        found += [f"person={entry.person}", f"present={entry.present}:{field}"]
    elif isinstance(entry, PhraseEntry):
        found.append(f"phrase={min(next((slot for slot in entry.slots if slot), {''}))}")
    word = tokens[reading.first].word
    if word is not None:
        found += [f"trigger={word.core}", f"definite={word.definite}:{category}"]
        found += [
            f"{part}={letters}:{category}"
            for part, letters in (("attached", word.preposition), ("pronoun", word.pronoun), ("and", word.conjunction))
            if letters
        ]
    if victims is not None:
        found += [f"role={victims.role}", f"role={victims.role}|{reading.kind}"]
        if victims.head is not None:
            found.append(f"head={_core(victims.sentence.tokens[victims.head])}")
        found.append(f"counted={victims.counted}|definite={victims.definite}|{category}")
    found += _near(tokens, reading)
    found += neighbours.sentence(sentence)
    found += [f"{topic}={min(reader.topic(topic), 4)}" for topic in _TOPICS]
    found += neighbours.facts(reading)
    return found


def _shape(reading: Reading) -> str:
    victims = reading.victims
    if victims is None:
        return "nobody"
    if victims.counted:
        return "counted"
    if victims.names:
        return "named"
    return "definite" if victims.definite else "plain"


def _near(tokens: list[Token], reading: Reading) -> list[str]:
    """The words round the trigger, and the classes of those beside it."""
    found = []
    for distance in (1, 2):
        before, after = reading.first - distance, reading.last + distance
        if before >= 0:
            found += [f"before{distance}={_core(tokens[before])}", f"before{distance}:{_class(tokens[before])}"]
        else:
            found.append(f"before{distance}:nothing")
        if after < len(tokens):
            found += [f"after{distance}={_core(tokens[after])}", f"after{distance}:{_class(tokens[after])}"]
        else:
            found.append(f"after{distance}:nothing")
    left = tokens[max(0, reading.first - _WINDOW) : reading.first]
    right = tokens[reading.last + 1 : reading.last + 1 + _WINDOW]
    found += {f"left={_core(token)}" for token in left}
    found += {f"right={_core(token)}" for token in right}
    return found


def _core(token: Token) -> str:
    if token.word is None:
        return "number" if token.text[0].isdigit() else token.text
    return token.word.core


def _class(token: Token) -> str:
    if token.word is None:
        return "number" if token.text[0].isdigit() else "mark"
    return _classes(token.tags & _SEEN)


@cache
def _classes(tags: int) -> str:
    return "+".join(name for name, bit in _CLASSES.items() if tags & bit) or "unknown"


def _sentence(sentence: Sentence) -> list[str]:
    tags = 0
    digits = False
    for token in sentence.tokens:
        tags |= token.tags
        if token.word is None and token.text[0].isdigit():
            digits = True
    text = sentence.text
    found = [
        f"place={bool(tags & PLACE_NAME)}",
        f"organisation={bool(tags & ORGANISATION)}",
        f"saying={bool(tags & SAYING)}",
        f"digits={digits}",
        f"asks={any(mark in text for mark in _QUESTIONS)}",
    ]
    if sentence.field.name == "body":
        found.append(f"position={next((name for limit, name in _POSITIONS if sentence.index <= limit), 'late')}")
    return found


@cache
def _weights() -> Weights:
    return read_weights((files("services.claims.checks") / "judgement.tsv").read_text(encoding="utf-8"))
