"""Parties that the people may belong to beside those named near them: named far away, joined to another by و, of no list, or meant by the
word for the people itself."""

from __future__ import annotations

from functools import lru_cache

from services.actors.registry import registry
from services.claims.choices.actor_phrases import Candidate, candidates_in, may_own
from services.claims.choices.option import Option
from services.claims.choices.survey import Survey
from services.claims.event.agents import Agents, Span
from services.claims.lexicon import NISBA, ORGANISATION, PEOPLE
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word


@lru_cache(maxsize=1024)
def roles(role: str, other: str, same: str) -> str:
    """The roles of the people and of a candidate as a feature. Remembered: there are few."""
    return f"roles={role}>{other}:{same}"


def far_parties(
    reading: Reading, agents: Agents, survey: Survey, role: str, known: set[str], sentences: list[Sentence]
) -> list[Option]:
    """Parties that only sentences further away name, the nearest sentence first: whom the people belong to may be told anywhere
    (GUIDELINES.md, fine point 1). known: keys of the options there are; sentences: those further away, in this order."""
    found: list[Option] = []
    for other in sentences:
        for candidate in candidates_in(agents, other):
            if candidate.key in known or not may_own(candidate.phrase):
                continue
            known.add(candidate.key)
            who = f"who={candidate.key}"
            features = ["far", f"far:{candidate.own[0]}", roles(role, candidate.phrase.role, "far")]
            features += [who, f"role={role}:{who}", *survey.facts(reading, candidate.key)]
            found.append(Option(candidate.field, candidate.start, candidate.end, features, candidate.key))
            if len(found) == _FAR_PARTIES:
                return found
    return found


_FAR_PARTIES = 6
JOINED = ("joined parties",)  # "الحوثيين وقوات صالح" where each of them is a candidate too


def joined_option(candidate: Candidate, span: Span, features: list[str]) -> list[Option]:
    """The candidate together with the party joined to it, where there is one and `span`, with these features, is all of the candidate."""
    if candidate.joined is None or span[1:] != (candidate.start, candidate.end):
        return []
    return [Option(candidate.field, candidate.start, candidate.joined, [*features, *JOINED])]


def joined_inside(agents: Agents, victims: People, inside: Span) -> int | None:
    """Where a second party ends that the victims belong to as well: "30 من تنظيم الدولة وجبهة النصرة"; None where there is none."""
    sentence = victims.sentence
    last = sentence.token_at(inside[2] - 1) if inside[0] is sentence.field else None
    if last is None or last + 1 >= len(sentence.tokens):
        return None
    word = sentence.tokens[last + 1].word
    if word is None or word.conjunction != "و" or not word.tags & ORGANISATION:
        return None
    second = agents.organisation_in(sentence, last + 1, min(len(sentence.tokens), last + _REACH_OF_SECOND), None)
    return second[2] if second is not None and second[0] is sentence.field and second[2] > inside[2] else None


_REACH_OF_SECOND = 6  # tokens


def of_unlisted(victims: People) -> list[tuple[int, int]]:
    """The tokens of whom the people are a part though no list has it as a party, behind من or their noun: "29 فردا من الطوارق",
    "أربعة من جنود المارينز"."""
    tokens = victims.sentence.tokens
    found: list[tuple[int, int]] = []
    for k in range(victims.first, min(victims.end + 1, len(tokens) - 1)):
        word, before = tokens[k + 1].word, tokens[k].word
        if word is None or before is None or not word.definite or word.preposition or word.conjunction:
            continue
        owned = bool(before.tags & PEOPLE) and not before.definite
        if not (owned or tokens[k].text == "من") or word.tags & ~(NISBA | PEOPLE):
            continue
        end = k + 2
        while end < min(len(tokens), k + 4) and _adjective(tokens[end]):
            end += 1
        found.append((k + 1, end))
    return found


def _adjective(token: Token) -> bool:
    """Whether a definite word of no other class goes on with the name before it."""
    word = token.word
    return word is not None and word.definite and not (word.tags & ~NISBA or word.preposition or word.conjunction)


@lru_cache(maxsize=4096)
def _party_word(text: str) -> bool:
    bare = text.removesuffix("ا")
    return any(registry().find(form, folded=form) is not None for form in (text, bare))


def names_party(word: Word) -> bool:
    """Whether people are called by the name of a party: "50 حوثيا", "23 داعشيا"."""
    return bool(word.tags & NISBA) or _party_word(word.core)
