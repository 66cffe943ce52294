"""Candidates for who did it (`by`) and for the organisation or state the people belong to (`side`)."""

from __future__ import annotations

from services.claims.agents import Agents
from services.claims.choices.option import Option, name_key, none_option
from services.claims.choices.surroundings import around, overlaps, position
from services.claims.lexicon import NISBA, PEOPLE, TRIGGER, VERB, lexicon
from services.claims.people import People
from services.claims.reading import Reading
from services.claims.tokens import Sentence, Token

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


def _attack_class(token: Token) -> str | None:
    """The class of attacks.tsv that the word belongs to, with و or ف or the article in front or not."""
    if token.word is None:
        return None
    table = lexicon().attacks
    return (
        table.get(token.text)
        or table.get(token.word.core)
        or (table.get(token.text[1:]) if token.text[0] in "وف" else None)
    )


def attackers(agents: Agents, sentences: list[Sentence]) -> set[str]:
    """Folded names of who attacks somewhere in `sentences`: the subject of a verb of attacking or behind a noun of attack."""
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for phrase in agents.reader.grammar(sentence).phrases:
            before = _attack_class(tokens[phrase.first - 1]) if phrase.first else None
            attached = tokens[phrase.first].word
            if attached is not None and attached.preposition == "ل" and phrase.first:
                before = before if before == "attack" else None
            after = _attack_class(tokens[phrase.end]) if phrase.end < len(tokens) else None
            if before in ("strike", "carry", "attack") or after in ("strike", "carry"):
                found.add(tokens[phrase.end - 1].text.removeprefix("و").removeprefix("ال"))
    return found


def _phrase_features(reading: Reading, sentence: Sentence, relation: str, phrase: People, order: int) -> list[str]:
    tokens = sentence.tokens
    features = position(reading, sentence, relation, phrase.first, phrase.end)
    same = "same" if relation == "same" else "away"
    link = _link(sentence, phrase.first)
    features.append(f"link={link}:{same}")
    kind = "organisation" if phrase.organisation else "names" if phrase.names else "people"
    features.append(f"{kind}:{phrase.role}")
    if phrase.head is not None:
        head = tokens[phrase.head].word
        if head is not None and head.entry.organisation:
            features.append(f"group={head.entry.organisation}:{same}")
    if phrase.counted:
        features.append("counted")
    title = sentence.field.document.title.text
    name = tokens[phrase.end - 1].text.removeprefix("ال")
    if relation != "title" and len(name) > 3:
        if name in title:
            features.append(f"in title text:{same}")
        features.append(f"mentions={min(sentence.field.document.body.text.count(name), 4)}:{same}")
    before = tokens[phrase.first - 1] if phrase.first else None
    if before is not None and before.tags & VERB:
        features.append(f"behind verb:{same}")
    after = tokens[phrase.end] if phrase.end < len(tokens) else None
    if after is not None and after.tags & VERB:
        features.append(f"before verb:{same}")
    features.append(f"people in order={min(order, 3)}:{same}")
    if phrase.first == 0:
        features.append(f"opens:{relation}")
    back = tokens[max(0, phrase.first - 7) : phrase.first]
    heard = {_attack_class(token) for token in back}
    features += [f"{group} before:{same}" for group in sorted(filter(None, heard))]
    for token in tokens[phrase.end : phrase.end + 4]:
        group = _attack_class(token)
        if group in ("strike", "carry"):
            features.append(f"{group} after:{same}")
            break
    return features


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
    reach = around(agents.document, sentence, 3, 2)
    known = agents.attackers if agents.attackers is not None else attackers(agents, agents.document.body.sentences[:12])
    agents.attackers = known
    own = agents.side(reading, role) if victims is not None else None
    own_key = name_key(own[0].text[own[1] : own[2]]) if own is not None else ""
    own_names = {f"{a}-{b}" for a, b in victims.names} if victims is not None else set()
    for other, relation in reach:
        if field.name == "title" and other.field is not field:
            continue
        for order, phrase in enumerate(agents.reader.grammar(other).phrases):
            features = _phrase_features(reading, other, relation, phrase, order)
            same = "same" if relation == "same" else "away"
            span = agents.actor_span(phrase)
            words = span[0].text[span[1] : span[2]]
            agent = reading.agent
            if (
                agent is not None
                and phrase.sentence is agent.sentence
                and overlaps(phrase.first, phrase.end, agent.first, agent.end)
            ):
                features.append(f"agent:{'force' if phrase.organisation or phrase.role in _FORCE else 'other'}")
            elif active:
                features.append("another is agent")
            if (
                victims is not None
                and victims.sentence is other
                and overlaps(phrase.first, phrase.end, victims.first, victims.end)
            ):
                features.append("victims")
            if own_key:
                mine = own_key == name_key(words)
                features.append(f"own side={mine}:{same}")
                if not mine and phrase.organisation:
                    features.append(f"other party:{same}:{min(sentence.field.document.body.text.count(words), 3)}")
            last = other.tokens[phrase.end - 1].text.removeprefix("و").removeprefix("ال")
            if last in known:
                features.append(f"attacks somewhere:{same}")
                features.append(f"attacks somewhere:{role}>{phrase.role}")
            features.append(f"roles={role}>{phrase.role}:{same}")
            features.append(f"kind={reading.kind}:{same}")
            if previous:
                features.append(f"previous={name_key(words) == name_key(previous)}:{same}")
            if speaker and set(words.split()) & set(speaker.split()):
                features.append(f"speaker:{same}")
            if own_names and phrase.names:
                features.append("named")
            options.append(Option(*span, features))
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
    for other, relation in reach:
        for order, phrase in enumerate(agents.reader.grammar(other).phrases):
            if not phrase.organisation and phrase.role not in ("militant", "military", "security"):
                continue
            if (
                victims is not None
                and victims.sentence is other
                and overlaps(phrase.first, phrase.end, victims.first, victims.end)
            ):
                continue
            features = _phrase_features(reading, other, relation, phrase, order)
            same = "same" if relation == "same" else "away"
            features.append(f"roles={role}>{phrase.role}:{same}")
            features.append(f"equal={role == phrase.role}:{role}")
            found = agents.organisation_in(other, phrase.first, phrase.end, None)
            span = found or agents.actor_span(phrase)
            features.append(f"organisation={found is not None}")
            words = span[0].text[span[1] : span[2]]
            if previous:
                features.append(f"previous={name_key(words) == name_key(previous)}:{same}")
            if by and name_key(words) == name_key(by):
                features.append(f"by:{same}")
            options.append(Option(*span, features))
    return options
