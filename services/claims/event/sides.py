"""Whom the victims belong to (`side`) by the rules, whom those who leave left, and of whom the victims are a part: "في صفوف الحركة",
"انشق عن الجيش", "العشرات منهم"."""

from __future__ import annotations

from services.claims.event.agents import LOOKS_BACK, Agents, Span
from services.claims.lexicon import NISBA, ORGANISATION, PEOPLE
from services.claims.people_phrases.people import People, parse
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading


def side_of(agents: Agents, reading: Reading, role: str) -> Span | None:
    """The organisation or state the people belong to, or leave."""
    victims = reading.victims
    if role in ("civilian", "media", "medical", "aid"):
        return None
    if victims is not None:
        inside = agents.organisation_in(victims.sentence, victims.first, victims.end, victims)
        if inside is not None:
            return inside
    after = membership(agents, reading)
    if after is not None:
        return after
    if role not in ("militant", "military", "security", "official"):
        return None
    if victims is not None:
        adjective = _nationality(victims, role)
        if adjective is not None:
            return adjective
    return _around(agents, reading, role)


def side_left(agents: Agents, reading: Reading) -> Span | None:
    """The side that the sentence says is left: "انشق عن X", "هرب من صفوف X". None where it is not told so."""
    sentence = reading.sentence
    tokens = sentence.tokens
    victims = reading.victims
    start = reading.first + 1
    if victims is not None and victims.sentence is sentence and victims.first <= start + 3:
        start = max(start, victims.end)
    for k in range(start, min(len(tokens) - 1, start + 6)):
        if tokens[k].text in HARD_STOPS:
            return None
        if tokens[k].text == "صفوف" or (
            reading.kind == "defected" and tokens[k].text in ("عن", "من", "علي") and tokens[k + 1].text != "صفوف"
        ):
            at = k + 1
        else:
            continue
        found = parse(sentence, at)
        if found is not None and found.organisation:
            if tokens[found.first].text in LOOKS_BACK and victims is not None and victims.sentence is sentence:
                return agents.named_before(sentence, victims.first) or agents.actor_span(found)
            return agents.party_span(found)
        if tokens[at].tags & ORGANISATION:
            return agents.organisation_in(sentence, at, at + 1, None)  # "طالبان" is also two students
        if reading.kind == "defected":
            return None
    return None


def membership(agents: Agents, reading: Reading) -> Span | None:
    """The party told behind the people as theirs: "في صفوف الحركة", "من صفوفها"; of those who defect also "عن الجيش"."""
    sentence = reading.sentence
    tokens = sentence.tokens
    start = reading.last + 1
    if reading.victims is not None and reading.victims.sentence is sentence:
        start = max(start, reading.victims.end)
    for k in range(start, min(len(tokens) - 1, start + 10)):
        text = tokens[k].text
        if text in (".", ";"):
            break
        at = None
        if text == "صفوف":
            at = k + 1
        elif text in ("صفوفهم", "صفوفها"):
            return agents.named_before(sentence, k)
        elif text in ("عن", "من") and reading.kind == "defected" and k <= start + 2:
            at = k + 1
        if at is not None:
            found = parse(sentence, at)
            if found is not None and (found.organisation or found.role in ("militant", "military")):
                return agents.party_span(found)
    return None


def larger_group(agents: Agents, reading: Reading) -> People | None:
    """Those of whom the people are a part by a pronoun: "توفي أحدهما", "قتل العشرات منهم"."""
    victims = reading.victims
    if victims is None or not victims.pronoun:
        return None
    sentence = victims.sentence
    last = sentence.tokens[victims.end - 1].text
    if not last.endswith(("هم", "هما", "هن")):
        return None
    return agents.reader.antecedent(sentence, victims.first, "m2" if last.endswith("هما") else "m3", "هم")


def role_struck_before(agents: Agents, reading: Reading) -> str | None:
    """The role of the people whom the sentence tells of last before a victim told by number alone, not of who did it. None where
    a noun tells who the victims are."""
    victims = reading.victims
    if victims is not None and victims.head is not None and not victims.other:
        return None
    first = reading.first
    if victims is not None and victims.sentence is reading.sentence:
        first = min(first, victims.first)
    for phrase in reversed(agents.reader.grammar(reading.sentence).phrases):
        if phrase.end <= first and phrase is not reading.agent and not phrase.names and phrase.role != "unknown":
            return phrase.role
    return None


def _nationality(victims: People, role: str) -> Span | None:
    """The adjective that tells whose people they are: "جندي أمريكي", "مقاتلين أفغان"."""
    tokens = victims.sentence.tokens
    for k in range(victims.first, victims.end):
        word = tokens[k].word
        if word is None or k == victims.head:
            continue
        if (
            word.tags & PEOPLE
            and word.entry.role == "civilian"
            and word.core.endswith(("ي", "يين", "يا", "يه", "ان", "افغان"))
        ) or (word.tags & NISBA and role == "military"):
            return (victims.sentence.field, tokens[k].start, tokens[k].end)
    return None


def _around(agents: Agents, reading: Reading, role: str) -> Span | None:
    """The nearest organisation of the victims' role, in the sentence or the ones before, not the one that did it."""
    sentence = reading.sentence
    for back in range(min(2, sentence.index) + 1):
        phrases = agents.reader.grammar(sentence.field.sentences[sentence.index - back]).phrases
        options = [phrase for phrase in phrases if _party_of_role(phrase, reading.agent, role)]
        if options:
            return agents.party_span(options[-1])
    for field in (agents.document.title, agents.document.body):
        for other in field.sentences[:3]:
            for phrase in agents.reader.grammar(other).phrases:
                if _party_of_role(phrase, reading.agent, role):
                    return agents.party_span(phrase)
    return None


def _party_of_role(phrase: People, agent: People | None, role: str) -> bool:
    """Whether the phrase is an organisation of that role, no aircraft and no group, and not who did it."""
    if not phrase.organisation or phrase is agent or phrase.head is None:
        return False
    head = phrase.sentence.tokens[phrase.head].word
    return head is not None and head.entry.role == role and head.entry.organisation not in ("air", "group")
