"""Candidates for who did it (`by`) and for the organisation or state the people belong to (`side`)."""

from __future__ import annotations

from typing import NamedTuple

from services.claims.agents import Agents
from services.claims.choices.option import Option, name_key, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.lexicon import NISBA, PEOPLE, TRIGGER, VERB, lexicon, word_group
from services.claims.people import People
from services.claims.reading import Reading
from services.claims.tokens import Field, Sentence, Token
from services.claims.words import word

_REMEMBERED = 200_000
_FORCE = frozenset(("militant", "military", "security"))


def _link(sentence: Sentence, first: int) -> str:
    """The word before a phrase, as a class of what it makes of the phrase."""
    tokens = sentence.tokens
    word = tokens[first].word
    if word is not None and word.preposition:
        return word.preposition
    if not first:
        return "start"
    text = tokens[first - 1].text
    if text in ("يد", "ايدي", "بيد", "بايدي", "ايادي"):
        return "hand"
    if text == "قبل" and first > 1 and tokens[first - 2].text == "من":
        return "hand"
    before = tokens[first - 1]
    group = _attack_class(before)
    if group is not None:
        return group
    if before.tags & TRIGGER:
        return "trigger"
    if text in ("مع", "بين", "وبين", "ضد", "من", "في", "علي", "عن", "الي", "صفوف", "الذي", "التي"):
        return text.removeprefix("و")
    if text in ('"', "(", "-", ",", ":"):
        return "mark"
    return "word"


class _AttackClasses(dict[str, "str | None"]):
    """The class of attacks.tsv that each token text belongs to, with و or ف or the article in front or not. Remembered."""

    def __missing__(self, text: str) -> str | None:
        if len(self) > _REMEMBERED:
            self.clear()
        found = None
        if text[0].isalpha():
            table = lexicon().attacks
            found = table.get(text) or table.get(word(text).core) or (table.get(text[1:]) if text[0] in "وف" else None)
        self[text] = found
        return found


_ATTACK_CLASSES = _AttackClasses()


def _attack_class(token: Token) -> str | None:
    return _ATTACK_CLASSES[token.text]


class Candidate(NamedTuple):
    """A phrase of people or organisations as a candidate, with the features that no claim changes: `own` where the claim
    stands in the same sentence, `away` where it does not. words: of the actor that the phrase means; key: see `name_key`."""

    phrase: People
    field: Field
    start: int
    end: int
    words: str
    key: str
    own: list[str]
    away: list[str]
    deeds: list[str]


def candidates_in(agents: Agents, sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence, found once a document."""
    known = agents.candidates.get((sentence.field.name, sentence.index))
    if known is None:
        known = []
        for order, phrase in enumerate(agents.reader.grammar(sentence).phrases):
            facts, plain = _facts(sentence, phrase, order)
            field, start, end = agents.actor_span(phrase)
            words = field.text[start:end]
            own = plain + [f"{fact}:same" for fact in facts]
            away = plain + [f"{fact}:away" for fact in facts]
            deeds = [fact for fact in facts if fact.startswith("deed=")]
            known.append(Candidate(phrase, field, start, end, words, name_key(words), own, away, deeds))
        agents.candidates[(sentence.field.name, sentence.index)] = known
    return known


def _facts(sentence: Sentence, phrase: People, order: int) -> tuple[list[str], list[str]]:
    """Features of a phrase by itself: those that weigh differently beside the trigger and away from it, and the others."""
    tokens = sentence.tokens
    facts = [f"link={_link(sentence, phrase.first)}", f"people in order={min(order, 3)}"]
    kind = "organisation" if phrase.organisation else "names" if phrase.names else "people"
    plain = [f"{kind}:{phrase.role}"]
    if phrase.head is not None:
        head = tokens[phrase.head].word
        if head is not None and head.entry.organisation:
            facts.append(f"group={head.entry.organisation}")
    if phrase.counted:
        plain.append("counted")
    document = sentence.field.document
    name = tokens[phrase.end - 1].text.removeprefix("ال")
    if sentence.field.name != "title" and len(name) > 3:
        if name in document.title.text:
            facts.append("in title text")
        facts.append(f"mentions={min(document.mentions(name), 4)}")
    before = tokens[phrase.first - 1] if phrase.first else None
    if before is not None and before.tags & VERB:
        facts.append("behind verb")
    after = tokens[phrase.end] if phrase.end < len(tokens) else None
    if after is not None and after.tags & VERB:
        facts.append("before verb")
    if phrase.first == 0:
        facts.append("opens")
    deed = _deed(sentence, phrase)
    if deed is not None:
        facts.append(f"deed={deed}")
        facts.append(f"deed={deed}:{phrase.role}")
    heard = {_ATTACK_CLASSES[token.text] for token in tokens[max(0, phrase.first - 7) : phrase.first]}
    facts += [f"{group} before" for group in sorted(filter(None, heard))]
    for token in tokens[phrase.end : phrase.end + 4]:
        group = _attack_class(token)
        if group in ("strike", "carry"):
            facts.append(f"{group} after")
            break
    return facts, plain


_DOING = word_group("doing before a deed")


def _deed(sentence: Sentence, phrase: People) -> str | None:
    """How the phrase is tied to an attack, None where it is not: as its genitive ("هجوم مسلح للحوثيين"), as the subject of
    a verb behind or before it, as one side of a fight, as who is said to have done what follows ("قيام الجنود بقتل")."""
    tokens = sentence.tokens
    first = tokens[phrase.first].word
    before = tokens[phrase.first - 1] if phrase.first else None
    back = tokens[max(0, phrase.first - 4) : phrase.first]
    if first is not None and first.preposition == "ل" and any(_attack_class(token) == "attack" for token in back):
        return "attack of"
    if before is not None:
        if before.text == "ل" and any(_attack_class(token) == "attack" for token in back):
            return "attack of"
        text = before.text.removeprefix("و").removeprefix("ب")
        if text in _DOING:
            return "doing"
        group = _attack_class(before)
        if group in ("strike", "carry"):
            return group
        if any(_attack_class(token) == "fight" for token in tokens[max(0, phrase.first - 9) : phrase.first]) and (
            before.text in ("مع", "بين", "وبين", "ضد") or (first is not None and first.conjunction == "و")
        ):
            return "fight"
    after = _attack_class(tokens[phrase.end]) if phrase.end < len(tokens) else None
    if after in ("strike", "carry"):
        return f"subject of {after}"
    return None


def by_options(reading: Reading, agents: Agents, previous: str | None, speaker: str | None) -> list[Option]:
    """Who may have done it. `previous`: folded words of `by` of the claim before; `speaker`: of this claim's source."""
    sentence = reading.sentence
    field = sentence.field
    victims = reading.victims
    role = victims.role if victims is not None else "unknown"
    active = reading.agent is not None
    options = [
        none_option(
            f"none:{field.name}",
            f"none:{reading.kind}",
            f"none:role={role}",
            f"none:agent={active}",
            f"none:previous={previous is not None}",
        )
    ]
    own = agents.side(reading, role) if victims is not None else None
    own_key = name_key(own[0].text[own[1] : own[2]]) if own is not None else ""
    previous_key = name_key(previous) if previous else ""
    speaker_words = set(speaker.split()) if speaker else set()
    agent = reading.agent
    for other, relation in around(agents.document, sentence, 2, 1):
        if field.name == "title" and other.field is not field:
            continue
        beside = relation == "same"
        same = "same" if beside else "away"
        for candidate in candidates_in(agents, other):
            phrase = candidate.phrase
            features = position(reading, other, relation, phrase.first, phrase.end)
            features += candidate.own if beside else candidate.away
            if agent is not None:
                if phrase.sentence is agent.sentence and overlaps(phrase.first, phrase.end, agent.first, agent.end):
                    features.append(f"agent:{'force' if phrase.organisation or phrase.role in _FORCE else 'other'}")
                else:
                    features.append("another is agent")
            if (
                victims is not None
                and victims.sentence is other
                and overlaps(phrase.first, phrase.end, victims.first, victims.end)
            ):
                features.append("victims")
            if own_key:
                mine = own_key == candidate.key
                features.append(f"own side={mine}:{same}")
                features += [f"{fact}:own={mine}" for fact in candidate.deeds]
            features.append(f"roles={role}>{phrase.role}:{same}")
            features.append(f"kind={reading.kind}:{same}")
            if previous_key:
                features.append(f"previous={candidate.key == previous_key}:{same}")
            if speaker_words and not speaker_words.isdisjoint(candidate.words.split()):
                features.append(f"speaker:{same}")
            options.append(Option(candidate.field, candidate.start, candidate.end, features))
    return options


def side_options(reading: Reading, agents: Agents, role: str, previous: str | None, by: str | None) -> list[Option]:
    """Whom the people may belong to. `previous`: folded words of `side` of the claim before; `by`: of this claim's."""
    sentence = reading.sentence
    victims = reading.victims
    options = [
        none_option(
            f"none:role={role}",
            f"none:{reading.kind}",
            f"none:{sentence.field.name}",
            f"none:previous={previous is not None}",
            f"none:people={victims is not None}",
        )
    ]
    if victims is not None:
        tokens = victims.sentence.tokens
        for k in range(victims.first, victims.end):
            word = tokens[k].word
            if word is None or k == victims.head:
                continue
            if word.tags & NISBA or (word.tags & PEOPLE and word.core.endswith(("ي", "يين", "يا", "يه", "ان"))):
                features = [f"adjective:{role}", f"adjective:{'nisba' if word.tags & NISBA else 'people'}"]
                options.append(Option(victims.sentence.field, tokens[k].start, tokens[k].end, features))
        inside = agents.organisation_in(victims.sentence, victims.first, victims.end, victims)
        if inside is not None:
            features = ["in victims", f"in victims:{role}"]
            if previous:
                words = inside[0].text[inside[1] : inside[2]]
                features.append(f"in victims:previous={bool(set(words.split()) & set(previous.split()))}")
            options.append(Option(*inside, features))
    member = agents.membership(reading)
    if member is not None:
        options.append(Option(*member, ["member", f"member:{role}", f"member:{reading.kind}"]))
    reach = around(agents.document, sentence, 2, 1)
    if sentence.field.name == "title":
        reach = reach + [(other, f"body{n}") for n, other in enumerate(agents.document.body.sentences[:2])]
    previous_key = name_key(previous) if previous else ""
    by_key = name_key(by) if by else ""
    for other, relation in reach:
        beside = relation == "same"
        same = "same" if beside else "away"
        for candidate in candidates_in(agents, other):
            phrase = candidate.phrase
            if not phrase.organisation and phrase.role not in _FORCE:
                continue
            if (
                victims is not None
                and victims.sentence is other
                and overlaps(phrase.first, phrase.end, victims.first, victims.end)
            ):
                continue
            features = position(reading, other, relation, phrase.first, phrase.end)
            features += candidate.own if beside else candidate.away
            features.append(f"roles={role}>{phrase.role}:{same}")
            features.append(f"equal={role == phrase.role}:{role}")
            found = agents.organisation_in(other, phrase.first, phrase.end, None)
            span = found or (candidate.field, candidate.start, candidate.end)
            features.append(f"organisation={found is not None}")
            key = name_key(span[0].text[span[1] : span[2]]) if found else candidate.key
            if previous_key:
                features.append(f"previous={key == previous_key}:{same}")
            if by_key == key and by_key:
                features.append(f"by:{same}")
            options.append(Option(*span, features))
    return options
