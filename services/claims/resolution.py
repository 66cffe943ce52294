"""Settles the readings of an article among each other before claims are built.

Two triggers for the same people in one sentence give one claim; a trigger without people of its own shares those of the trigger
it is coordinated with ("مقتل وإصابة 12"), and then neither is told how the number divides.
"""

from __future__ import annotations

from functools import partial
from itertools import takewhile

from services.claims.checks.verification import judge
from services.claims.people_phrases.apposed_names import note_apposed_name
from services.claims.people_phrases.named_pairs import join_named
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.people_phrases.ranks import bare_casualties, people_in_ranks
from services.claims.reading import Reading
from services.claims.split_groups import further_groups, group_in_front
from services.claims.text.tokens import Sentence


def settle(readings: list[Reading]) -> list[Reading]:
    """The readings that become claims, in reading order."""
    _share(readings)
    alive = [reading for reading in readings if reading.dropped is None]
    beside: dict[Sentence, list[Reading]] = {}
    for reading in alive:
        beside.setdefault(reading.sentence, []).append(reading)
    out: list[Reading] = []
    for reading in alive:
        if reading.dropped is not None:
            continue
        nearby = takewhile(partial(_beside, reading), reversed(out))
        twin = next((other for other in nearby if _same_statement(other, reading)), None)
        if twin is not None:
            reading.dropped = "two triggers for the same people in one sentence"
            continue
        if any(_how_hurt(other, reading) for other in out[-3:]):
            reading.dropped = "how they were hurt"
            continue
        if any(_whole_of(other, reading) for other in out[-3:]):
            reading.dropped = "the whole that others are part of"
            continue
        if any(_killed_captives(other, reading) for other in out[-3:]):
            reading.dropped = "captives who were killed are killed only"
            continue
        if _dies_of_wounds(reading, beside[reading.sentence]):
            reading.dropped = "who dies of wounds is killed only"
            continue
        if reading.victims is not None:
            if bare_casualties(reading.victims) and not reading.undivided:
                among = people_in_ranks(reading.sentence, reading.last + 1)
                if among is not None:
                    reading.victims = among
                    reading.notes.append("in ranks")
            _fell_in_ranks(reading)
            note_apposed_name(reading.victims)
            join_named(reading.victims)
        judge(reading)
        in_front = group_in_front(reading)
        if in_front is not None:
            out.append(in_front)
        out.append(reading)
        for group in further_groups(reading):
            if not any(_same_statement(other, group) for other in out[-4:]):
                out.append(group)
    return out


def _fell_in_ranks(reading: Reading) -> None:
    """Counted dead or wounded take the role of those in whose ranks they fell: "سبعة قتلى في صفوف المتمردين"."""
    victims = reading.victims
    if victims is None or victims.role != "unknown" or not victims.counted or victims.sentence is not reading.sentence:
        return
    among = people_in_ranks(victims.sentence, max(victims.end, reading.last + 1))
    if among is not None and among.role in FORCE:
        victims.role = among.role


def _beside(one: Reading, other: Reading) -> bool:
    return one.sentence is other.sentence


def _share(readings: list[Reading]) -> None:
    for n, reading in enumerate(readings):
        if reading.rule != "shared people" or reading.dropped is not None:
            continue
        partner = next(
            (
                other
                for other in readings[n + 1 : n + 3]
                if other.sentence is reading.sentence
                and reading.last < other.first <= reading.last + 2
                and other.victims is not None
            ),
            None,
        )
        if partner is None:
            reading.dropped = "no people"
            continue
        reading.victims = partner.victims
        if partner.kind != reading.kind and reading.kind != "captured":  # "خطف وقتل ثلاثة": all of them both
            reading.undivided = partner.undivided = True


def _same_statement(one: Reading, other: Reading) -> bool:
    if one.sentence is not other.sentence or one.kind != other.kind:
        return False
    a, b = one.victims, other.victims
    if a is None or b is None:
        return abs(one.first - other.first) <= 3 and (a is None) == (b is None)
    if a.sentence is not b.sentence:
        return False
    return a.first < b.end and b.first < a.end


def _whole_of(other: Reading, reading: Reading) -> bool:
    """Whether a casualty noun only says what the people of another trigger were: "قتل الخاطفون أربعة من الرهائن"."""
    a, b = other.victims, reading.victims
    return (
        other.sentence is reading.sentence
        and other.kind != reading.kind
        and reading.rule == "counted casualty noun"
        and not other.undivided
        and a is not None
        and b is not None
        and a.first == b.first
        and other.first < a.first
        and "من" in [token.text for token in reading.sentence.tokens[a.first : reading.first]]
    )


def _killed_captives(other: Reading, reading: Reading) -> bool:
    """Whether a noun for captives tells who was killed: "أحرق التنظيم أربعة أسرى" (GUIDELINES.md, fine point 7)."""
    a, b = other.victims, reading.victims
    if other.kind != "killed" or reading.kind != "captured" or "casualty" not in reading.rule or a is None or b is None:
        return False
    return a.sentence is b.sentence and a.first < b.end and b.first < a.end and other.last < b.first


def _how_hurt(other: Reading, reading: Reading) -> bool:
    """Whether injuries with a pronoun describe the injured of another trigger: "إصابة 7 آخرين، جميع إصاباتهم خطيرة"."""
    word = reading.sentence.tokens[reading.first].word
    return (
        reading.kind == other.kind == "injured"
        and other.sentence is reading.sentence
        and reading.rule == "counted casualty noun"
        and word is not None
        and bool(word.pronoun)
        and (reading.victims is None or not reading.victims.counted or reading.victims.precision == "vague")
    )


def _share_a_number(one: Reading, other: Reading) -> bool:
    """ "قتلت وجرحت العشرات": two verbs side by side with the same people do not say how many of each."""
    return abs(one.first - other.first) == 1 and "verb" in one.rule and "verb" in other.rule


def _dies_of_wounds(reading: Reading, readings: list[Reading]) -> bool:
    if reading.kind != "injured" or reading.victims is None or "in ranks" in reading.notes:
        return False
    for other in readings:
        if (
            other.kind == "killed"
            and other.sentence is reading.sentence
            and other.victims is not None
            and not other.undivided
            and not reading.undivided
        ):
            a, b = reading.victims, other.victims
            if reading.rule == "counted casualty noun" and a.first > b.first:
                continue  # "32 قتيلا ومئة جريح": the second number is its own
            if a.sentence is b.sentence and a.first < b.end and b.first < a.end:
                if _share_a_number(reading, other):
                    reading.undivided = other.undivided = True
                    return False
                return True
    return False
