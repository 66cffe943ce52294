"""What the grammar knows of the whole article before any choice: who is named as doer, whose people are the victims, which actors
are tied to attacks. An article mostly has one attacker and one side attacked, named fully once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from services.claims.choices.actor_phrases import candidates_in
from services.claims.choices.option import name_key
from services.claims.event.agents import Agents
from services.claims.reading import Reading
from services.claims.text.tokens import Sentence

_DEEDS = frozenset(
    (
        "deed=strike",
        "deed=carry",
        "deed=subject of strike",
        "deed=subject of carry",
        "deed=attack of",
        "link=hand",
        "deed=claims",
        "deed=accused",
        "deed=opens fire",
    )
)
_NOTHING_KNOWN = ["balance=even"]
_REACH = 30  # sentences with claims before and behind one


class Survey:
    """Counts over the readings of one document.

    doers: how often each actor is the agent of a reading. hurt: how often its people are the victims. attackers: how often it is
    tied to an attack in a sentence that states a claim. kinds: kinds of claims by sentence.
    """

    def __init__(self, agents: Agents, readings: Sequence[Reading]) -> None:
        self.doers: Counter[str] = Counter()
        self.hurt: Counter[str] = Counter()
        self.attackers: Counter[str] = Counter()
        self.kinds: dict[tuple[str, int], set[str]] = {}
        self._seen: list[Sentence] = []  # the sentences of `kinds` in reading order
        self._at: dict[tuple[str, int], int] = {}  # where in `_seen` they stand
        self._victims: dict[tuple[str, int], list[tuple[int, int, int]]] = {}  # by sentence: token span, and whose
        self._doer: dict[int, str] = {}
        self._hurt: dict[int, str] = {}
        self._facts: dict[tuple[int, str], list[str]] = {}
        for reading in readings:
            sentence = reading.sentence
            place = (sentence.field.name, sentence.index)
            if place not in self.kinds:
                self.kinds[place] = set()
                self._at[place] = len(self._seen)
                self._seen.append(sentence)
            self.kinds[place].add(reading.kind)
            if reading.agent is not None and reading.agent is not reading.victims:
                field, start, end = agents.actor_span(reading.agent)
                key = name_key(field.text[start:end])
                self._doer[id(reading)] = key
                self.doers[key] += 1
            victims = reading.victims
            if victims is not None:
                where = (victims.sentence.field.name, victims.sentence.index)
                self._victims.setdefault(where, []).append((victims.first, victims.end, id(reading)))
                inside = agents.organisation_in(victims.sentence, victims.first, victims.end, victims)
                if inside is not None:
                    key = name_key(inside[0].text[inside[1] : inside[2]])
                    self._hurt[id(reading)] = key
                    self.hurt[key] += 1
        for sentence in self._seen:
            for candidate in candidates_in(agents, sentence):
                if not _DEEDS.isdisjoint(candidate.deeds):
                    self.attackers[candidate.key] += 1

    def sentences_near(self, sentence: Sentence) -> list[Sentence]:
        """Sentences with claims round one of them, the nearest first, those of its field before others. All that newspapers have (at most
        24 in 15,042 articles) are among them; of more, so many on each side that a long article is read in linear time."""
        at = self._at[(sentence.field.name, sentence.index)]
        round_it = self._seen[max(0, at - _REACH) : at + _REACH + 1]
        return sorted(round_it, key=lambda one: (one.field is not sentence.field, abs(one.index - sentence.index)))

    def suffers(self, reading: Reading, sentence: Sentence, first: int, end: int) -> bool:
        """Whether tokens `first` to `end` of the sentence are among the victims of another reading."""
        known = self._victims.get((sentence.field.name, sentence.index))
        if known is not None:
            own = id(reading)
            for a, b, owner in known:
                if a < end and first < b and owner != own:
                    return True
        return False

    def facts(self, reading: Reading, key: str) -> list[str]:
        """What the rest of the article says of the actor `key`."""
        if key not in self.doers and key not in self.hurt and key not in self.attackers:
            return _NOTHING_KNOWN
        known = self._facts.get((id(reading), key))
        if known is None:
            known = self._facts[id(reading), key] = self._facts_of(reading, key)
        return known

    def _facts_of(self, reading: Reading, key: str) -> list[str]:
        doer = self.doers[key] - (self._doer.get(id(reading)) == key)
        hurt = self.hurt[key] - (self._hurt.get(id(reading)) == key)
        attacker = self.attackers[key]
        found = []
        if doer:
            found.append(f"doer elsewhere={min(doer, 2)}")
        if hurt:
            found.append(f"hurt elsewhere={min(hurt, 2)}")
        if attacker:
            found.append(f"attacker={min(attacker, 2)}")
        found.append("balance=" + ("doer" if doer + attacker > hurt else "hurt" if hurt > doer + attacker else "even"))
        return found
