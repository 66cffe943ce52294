"""The sentences round a trigger, and how far words in them are from it."""

from __future__ import annotations

from services.claims.lexicon import COMPLEMENTIZER, SAYING, TRIGGER, VERB
from services.claims.reading import Reading
from services.claims.tokens import Document, Sentence

_STEPS = ((2, "0-2"), (5, "3-5"), (9, "6-9"), (15, "10-15"), (25, "16-25"))


def bucket(distance: int) -> str:
    """A distance in tokens as a class."""
    for limit, name in _STEPS:
        if distance <= limit:
            return name
    return "26+"


def around(document: Document, sentence: Sentence, before: int, after: int) -> list[tuple[Sentence, str]]:
    """The sentence itself ("same"), up to `before` earlier ("back1", …) and `after` later ones ("next1", …) of its field,
    and, for the body, its first sentence ("lead") and the title ("title"). One that a semicolon joins to it is a part of one
    sentence to a reader ("part before", "part behind")."""
    found = [(sentence, "same")]
    sentences = sentence.field.sentences
    for step in range(1, before + 1):
        if sentence.index - step >= 0:
            other = sentences[sentence.index - step]
            found.append((other, "part before" if step == 1 and _goes_on(other) else f"back{step}"))
    for step in range(1, after + 1):
        if sentence.index + step < len(sentences):
            part = step == 1 and _goes_on(sentence)
            found.append((sentences[sentence.index + step], "part behind" if part else f"next{step}"))
    if sentence.field.name == "body":
        if sentence.index > before:
            found.append((sentences[0], "lead"))
        found += [(other, "title") for other in document.title.sentences]
    return found


def _goes_on(sentence: Sentence) -> bool:
    """Whether the sentence is cut at a semicolon."""
    return bool(sentence.tokens) and sentence.tokens[-1].text == ";"


def position(reading: Reading, sentence: Sentence, relation: str, first: int, end: int) -> list[str]:
    """Features of where tokens `first` to `end` of `sentence` stand seen from the trigger of `reading`."""
    if relation != "same":
        return [f"in={relation}"]
    after = first > reading.last
    distance = first - reading.last if after else reading.first - end
    side = "after" if after else "before"
    between = sentence.tokens[reading.last + 1 : first] if after else sentence.tokens[end : reading.first]
    features = [f"in=same:{side}", f"distance={side}:{bucket(max(distance, 0))}"]
    tags = 0
    commas = triggers = 0
    for token in between:
        tags |= token.tags
        if token.text in ",;:":
            commas += 1
        if token.tags & TRIGGER and token.word is not None and not token.word.definite:
            triggers += 1
    if tags & COMPLEMENTIZER:
        features.append(f"between={side}:that")
    if tags & SAYING:
        features.append(f"between={side}:saying")
    if tags & VERB:
        features.append(f"between={side}:verb")
    if commas:
        features.append(f"between={side}:comma{min(commas, 2)}")
    if triggers:
        features.append(f"between={side}:trigger")
    return features


def overlaps(first: int, end: int, other_first: int, other_end: int) -> bool:
    """Whether two token spans share a token."""
    return first < other_end and other_first < end
