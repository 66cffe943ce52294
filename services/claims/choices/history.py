"""What earlier claims of the article were answered, and how an option of a later claim agrees with it.

Neighbouring claims mostly tell of one event: the later claim often has the place, the time and the source of the one before, of
the one with the same toll, or of the last one about people of its kind.
"""

from __future__ import annotations

from typing import NamedTuple

from services.claims.choices.option import Option, name_key
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.tokens import Field

Span = tuple[Field, int, int]
COMPARED = 80  # earlier claims; no newspaper article has as many
_REMEMBERED = 12  # answers that may be carried to a later claim


class Answered(NamedTuple):
    """One answer given: its reading, its span (None: none) and the name it means."""

    reading: Reading
    span: Span | None
    key: str


class History:
    """The answers to one question so far, in reading order."""

    def __init__(self) -> None:
        self.answers: list[Answered] = []
        self._count: dict[str, int] = {}
        self._title: Answered | None = None  # the first one for the title

    def add(self, reading: Reading, span: Span | None) -> None:
        """Remembers the answer for `reading`."""
        key = "" if span is None else name_key(span[0].text[span[1] : span[2]])
        answer = Answered(reading, span, key)
        self.answers.append(answer)
        if self._title is None and reading.sentence.field.name == "title":
            self._title = answer
        self._count[key] = self._count.get(key, 0) + 1

    def carried(self, reading: Reading, options: list[Option]) -> list[Option]:
        """Earlier answers that none of the options names, the latest first, as options."""
        if not self.answers:
            return []
        field = reading.sentence.field
        known = {option.key for option in options}
        found: list[Option] = []
        for answer in self.answers[: -_REMEMBERED - 1 : -1]:
            if answer.span is None or answer.key in known:
                continue
            if field.name == "title" and answer.span[0] is not field:
                continue
            known.add(answer.key)
            gap = abs(reading.sentence.index - answer.reading.sentence.index)
            away = "title" if answer.reading.sentence.field is not field else str(min(gap, 6))
            found.append(Option(*answer.span, ["carried", f"carried:gap={away}"], answer.key))
        return found

    def mark(self, reading: Reading, options: list[Option]) -> None:
        """Adds to each option how it agrees with the earlier answers."""
        if not self.answers:
            return
        marks: list[tuple[str, str]] = []  # a fact about an earlier answer, and what it named
        last = self.answers[-1]
        relation = _relation(last.reading, reading)
        marks.append((f"last:{relation}", last.key))
        marks.append((f"last:{relation}:{last.reading.kind}>{reading.kind}", last.key))
        twin, alike = self._like(reading)
        if twin is not None:
            marks.append(("same toll", twin.key))
        if alike is not None and alike is not last:
            marks.append(("same people", alike.key))
        if reading.sentence.field.name == "body":
            title = self._title
            repeats = reading.sentence.is_headline()
            if title is not None and (title.key or repeats):
                where = "lead" if reading.sentence.index == 0 else "repeated" if repeats else "later"
                marks.append((f"title:{where}", title.key))
        answered = {named for _, named in marks} | self._count.keys()
        unlike = [f"{fact}=False" for fact, named in marks if named] + ["answered=0"]
        agreements: dict[str, list[str]] = {}  # by key: many options name the same
        for option in options:
            key = option.key
            if key and key not in answered:
                option.features += unlike
                continue
            found = agreements.get(key)
            if found is None:
                found = [f"{fact}={'none' if not named else key == named}" for fact, named in marks if named or not key]
                if key:
                    found.append(f"answered={min(self._count.get(key, 0), 3)}")
                agreements[key] = found
            option.features += found

    def _like(self, reading: Reading) -> tuple[Answered | None, Answered | None]:
        """The latest answer for the same toll, and the latest for people alike."""
        victims = reading.victims
        if victims is None:
            return None, None
        twin: Answered | None = None
        alike: Answered | None = None
        role = None if victims.role in ("unknown", "member") else victims.role
        for answer in self.answers[: -COMPARED - 1 : -1]:
            if alike is None and role is not None:
                other = answer.reading.victims
                if other is not None and other.role == role:
                    alike = answer
            if twin is None and same_toll(answer.reading, reading):
                twin = answer
            if twin is not None and (alike is not None or role is None):
                break
        return twin, alike


def _relation(before: Reading, reading: Reading) -> str:
    """How near the claim before is."""
    if before.sentence.field is not reading.sentence.field:
        return "title"
    gap = reading.sentence.index - before.sentence.index
    if gap == 0:
        return "same sentence"
    return "next" if gap == 1 else "near" if gap < 4 else "far"


def same_toll(before: Reading, reading: Reading) -> bool:
    """Whether both tell of the same number of three or more, or of a person of the same name."""
    one, other = before.victims, reading.victims
    if one is None or other is None or before.kind != reading.kind:
        return False
    if one.low is not None and one.low > 2 and one.low == other.low:
        return True
    return bool(one.names and other.names) and not _names(one).isdisjoint(_names(other))


def _names(victims: People) -> set[str]:
    tokens = victims.sentence.tokens
    return {tokens[end - 1].text for first, end in victims.names if end > first}
