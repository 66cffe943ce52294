"""Candidates for who did it (`by`) and for the organisation or state the people belong to (`side`)."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter

from services.actors.registry import registry
from services.claims.choices.actor_phrases import (
    Candidate,
    candidates_in,
    may_own,
    unlisted_doers,
)
from services.claims.choices.option import Option, name_key, none_option
from services.claims.choices.parties import (
    JOINED,
    far_parties,
    joined_inside,
    joined_option,
    names_party,
    of_unlisted,
    roles,
)
from services.claims.choices.surroundings import (
    around,
    elsewhere_features,
    near,
    overlaps,
    position,
    to_trigger,
    trigger_lemma,
)
from services.claims.choices.survey import Survey
from services.claims.event.agents import Agents, Span
from services.claims.event.sides import membership, side_of
from services.claims.lexicon import ADVERB, NISBA, ORGANISATION, PEOPLE, PLACE_NAME, RELATIVE, VERB, TriggerEntry
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.attack_words import ATTACK_CLASSES

_FIRST = attrgetter("phrase.first")
_FIRST_OF_DOER = attrgetter("first")


def by_options(reading: Reading, agents: Agents, survey: Survey, speaker: str | None) -> list[Option]:
    """Who may have done it. `speaker`: folded words of this claim's source."""
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
        )
    ]
    own = side_of(agents, reading, role) if victims is not None else None
    own_key = name_key(own[0].text[own[1] : own[2]]) if own is not None else _named_by(victims)
    speaker_words = set(speaker.split()) if speaker else set()
    agent = reading.agent
    told_before = _attack_known(reading)
    head_lemma = victims.head_lemma if victims is not None else ""
    going_on = _goes_on(reading)
    deeds = 0
    trigger = trigger_lemma(reading)
    options[0].features.append(f"none:trigger={trigger}")
    for other, relation in around(agents.document, sentence, 2, 2):
        if field.name == "title" and other.field is not field:
            continue
        beside = relation == "same"
        same = "same" if beside else "away"
        hurt_here = victims if victims is not None and victims.sentence is other else None
        of_kind = f"kind={reading.kind}:{same}"
        elsewhere = () if beside else elsewhere_features(relation)
        for candidate in near(candidates_in(agents, other), reading, relation, _FIRST):
            phrase = candidate.phrase
            inside = hurt_here is not None and hurt_here.first <= phrase.first and phrase.end <= hurt_here.end
            if inside and not (agent is not None and overlaps(phrase.first, phrase.end, agent.first, agent.end)):
                continue
            deeds_of = candidate.deeds
            where = position(reading, relation, phrase.first, phrase.end) if beside else elsewhere
            features = [*where, *(candidate.own if beside else candidate.away)]
            if agent is not None:
                if phrase.sentence is agent.sentence and overlaps(phrase.first, phrase.end, agent.first, agent.end):
                    features.append(f"agent:{'force' if phrase.forceful else 'other'}")
                else:
                    features.append("another is agent")
            if hurt_here is not None and overlaps(phrase.first, phrase.end, hurt_here.first, hurt_here.end):
                features.append("victims")
            if deeds_of and not beside:
                features += [f"{fact}:attack known={told_before}" for fact in deeds_of]
            if own_key:
                mine = own_key == candidate.key
                features.append(f"own side={mine}:{same}")
                if deeds_of:
                    features += [f"{fact}:own={mine}" for fact in deeds_of]
            if beside:
                if deeds_of:
                    path = _path(reading, phrase.first, phrase.end)
                    features += [f"{fact}:{path}" for fact in deeds_of]
                    deeds += 1
                subject = _subject(reading, phrase)
                if subject is not None:
                    features.append(f"subject:{subject}")
                elif going_on is not None and phrase.end <= reading.first and _behind_verb(phrase):
                    features.append(f"subject of a verb before:{going_on}")
            if head_lemma and phrase.head_lemma == head_lemma and victims is not phrase:
                features.append(f"same people:{same}")
            if survey.suffers(reading, other, phrase.first, phrase.end):
                features.append(f"victims of another:{same}")
            features.append(roles(role, phrase.role, same))
            features.append(of_kind)
            who = f"who={candidate.key}"
            features += [who, f"role={role}:{who}", f"head={head_lemma}:{who}", f"own={own_key}:{who}"]
            features.append(f"trigger={trigger}:{same}")
            features.append(f"trigger={trigger}:{candidate.own[0]}")  # its kind and role
            features += survey.facts(reading, candidate.key)
            if speaker_words and not speaker_words.isdisjoint(candidate.words.split()):
                features.append(f"speaker:{same}")
            span: Span = (candidate.field, candidate.start, candidate.end)
            key: str | None = candidate.key
            if agent is not None and phrase.sentence is agent.sentence and phrase.first < agent.first < phrase.end:
                span = agents.actor_span(agent)  # what stands before the agent is the trigger: "أسر التنظيم الطيار"
            elif beside and (end := _end_before_trigger(reading, candidate)) is not None:
                span, key = (candidate.field, candidate.start, end), None
            options.append(Option(*span, features, key))
            options += joined_option(candidate, span, features)
        if beside or relation in ("back1", "next1", "part before", "part behind"):
            for doer in near(unlisted_doers(agents, other), reading, relation, _FIRST_OF_DOER):
                if victims is not None and victims.sentence is other and victims.first <= doer.first < victims.end:
                    continue
                features = [*position(reading, relation, doer.first, doer.first + 1)]
                features += [f"{fact}:{same}" for fact in doer.facts]
                if beside:
                    features.append(f"{doer.facts[0]}:{_path(reading, doer.first, doer.first + 1)}")
                    deeds += 1
                if agent is not None:
                    features.append("another is agent")
                features.append(f"roles={role}>unlisted:{same}")
                token = other.tokens[doer.first]
                options.append(Option(other.field, token.start + doer.skip, token.end, features))
    options[0].features.append(f"none:deeds={min(deeds, 2)}")
    return options


def _end_before_trigger(reading: Reading, candidate: Candidate) -> int | None:
    """Where the words of a candidate end that took words of the trigger for its own ("ألقى الثوار القبض"); None where it took none or
    stands for a name elsewhere."""
    phrase = candidate.phrase
    cut = next((k for k in (reading.first, reading.last) if phrase.first < k < phrase.end), None)
    if cut is None or candidate.field is not reading.sentence.field:
        return None
    end = reading.sentence.tokens[cut - 1].end
    return end if candidate.start < end < candidate.end else None


def _named_by(victims: People | None) -> str:
    """The party whose name the people are called by: "17 حوثيا"; empty where they are called by none."""
    if victims is None:
        return ""
    start, end = victims.span()
    key = name_key(victims.sentence.field.text[start:end])
    return key if registry().get(key) is not None else ""


def _path(reading: Reading, first: int, end: int) -> str:
    """How the words from `first` to `end` stand to the trigger of their sentence: before or behind it, and what is between."""
    return f"{'after' if first > reading.last else 'before'}:{to_trigger(reading, first, end).way}"


@lru_cache(maxsize=64)
def _equal(role: str, other: str) -> str:
    return f"equal={role == other}:{role}"


def _attack_known(reading: Reading) -> bool:
    """Whether the sentence has an attack with the article, so that who made it is told elsewhere: "وأسفرت الغارات عن مقتل 12"."""
    for token in reading.sentence.tokens:
        if ATTACK_CLASSES[token.text] == "attack" and token.word is not None and token.word.definite:
            return True
    return False


def possessor(reading: Reading, agents: Agents) -> Candidate | None:
    """Whose people they are where a pronoun says so: the last organisation or force before "8 من عناصرها"."""
    victims = reading.victims
    if victims is None:
        return None
    tokens = victims.sentence.tokens
    owned = any(
        (word := token.word) is not None and word.pronoun and word.tags & (PEOPLE | ORGANISATION)
        for token in tokens[victims.first : victims.end]
    )
    if not owned:
        return None
    found = None
    for candidate in candidates_in(agents, victims.sentence):
        if candidate.phrase.end > victims.first:
            break
        if may_own(candidate.phrase):
            found = candidate
    return found


def _subject(reading: Reading, phrase: People) -> str | None:
    """Whether the phrase stands right before or behind a verb of harm as its subject, and whether the people stand behind the verb."""
    entry = reading.entry
    if not isinstance(entry, TriggerEntry) or entry.category != "verb":
        return None
    tokens = reading.sentence.tokens
    victims = reading.victims
    people = "people behind" if victims is not None and victims.first > reading.last else "people elsewhere"
    if phrase.end <= reading.first:
        between = tokens[phrase.end : reading.first]
        if len(between) <= 3 and all(
            token.word is None or token.tags & (ADVERB | RELATIVE) or token.text in _THAT for token in between
        ):
            return f"before:{entry.frame}:{people}"
    elif phrase.first == reading.last + 1:
        return f"behind:{entry.frame}:{people}"
    return None


def _behind_verb(phrase: People) -> bool:
    return phrase.first > 0 and bool(phrase.sentence.tokens[phrase.first - 1].tags & VERB)


def _goes_on(reading: Reading) -> str | None:
    """The frame of a trigger that is a verb joined to what stands before, so that it may share a subject: "وقضت على"."""
    opening = reading.sentence.tokens[reading.first]
    if opening.word is None or not opening.word.conjunction or not opening.tags & VERB:
        return None
    entry = reading.entry
    return entry.frame if isinstance(entry, TriggerEntry) else "phrase"


_THAT = frozenset(("انه", "انها", "انهم", "قد", "بانها", "بانه"))


def side_options(
    reading: Reading,
    agents: Agents,
    survey: Survey,
    role: str,
    by: str | None,
    owner: Candidate | None,
    of_them: People | None,
) -> list[Option]:
    """Whom the people may belong to. `by`: folded words of `by` of this claim. `owner`: see `possessor`. `of_them`: those
    of whom the people are a part ("3 منهم")."""
    sentence = reading.sentence
    victims = reading.victims
    options = [
        none_option(
            f"none:role={role}",
            f"none:{reading.kind}",
            f"none:{sentence.field.name}",
            f"none:people={victims is not None}",
            f"none:owned={owner is not None}",
        )
    ]
    if victims is not None:
        tokens = victims.sentence.tokens
        for k in range(victims.first, victims.end):
            word = tokens[k].word
            if word is None:
                continue
            if k == victims.head:
                if not word.tags & ORGANISATION and names_party(word):
                    own = [f"head:{role}", "head:nisba" if word.tags & NISBA else "head:people"]
                    options.append(Option(victims.sentence.field, tokens[k].start, tokens[k].end, own))
                continue
            accusative = word.tags & PLACE_NAME and word.text.endswith("يا") and tokens[k - 1].text.endswith("ا")
            if (
                accusative
                or word.tags & NISBA
                or (word.tags & PEOPLE and word.core.endswith(("ي", "يين", "يا", "يه", "ان")))
            ):
                features = [f"adjective:{role}", f"adjective:{'nisba' if word.tags & NISBA else 'people'}"]
                options.append(Option(victims.sentence.field, tokens[k].start, tokens[k].end, features))
        inside = agents.organisation_in(victims.sentence, victims.first, victims.end, victims)
        if inside is not None:
            key = name_key(inside[0].text[inside[1] : inside[2]])
            known = registry().get(key) is not None
            features = ["in victims", f"in victims:{role}", f"in victims:known={known}", *survey.facts(reading, key)]
            options.append(Option(*inside, features, key))
            if (end := joined_inside(agents, victims, inside)) is not None:
                options.append(Option(inside[0], inside[1], end, [*features, *JOINED]))
        for first, end in of_unlisted(victims):
            own = ["of unlisted", f"of unlisted:{role}"]
            options.append(Option(victims.sentence.field, tokens[first].start, tokens[end - 1].end, own))
    head_lemma = victims.head_lemma if victims is not None else ""
    options[0].features.append(f"none:head={head_lemma}")
    member = membership(agents, reading)
    if member is not None:
        options.append(Option(*member, ["member", f"member:{role}", f"member:{reading.kind}"]))
    reach = around(agents.document, sentence, 2, 1)
    if sentence.field.name == "title":
        reach = reach + [(other, f"body{n}") for n, other in enumerate(agents.document.body.sentences[:2])]
    by_key = name_key(by) if by else ""
    for other, relation in reach:
        beside = relation == "same"
        same = "same" if beside else "away"
        hurt_here = victims if victims is not None and victims.sentence is other else None
        elsewhere = () if beside else elsewhere_features(relation)
        for candidate in near(candidates_in(agents, other), reading, relation, _FIRST):
            phrase = candidate.phrase
            if not may_own(phrase):
                continue
            if hurt_here is not None and overlaps(phrase.first, phrase.end, hurt_here.first, hurt_here.end):
                continue
            where = position(reading, relation, phrase.first, phrase.end) if beside else elsewhere
            features = [*where, *(candidate.own if beside else candidate.away)]
            features.append(roles(role, phrase.role, same))
            features.append(_equal(role, phrase.role))
            who = f"who={candidate.key}"
            features += [who, f"role={role}:{who}", f"head={head_lemma}:{who}"]
            if owner is not None:
                features.append("owner=True" if owner is candidate else "owner=False")
            if of_them is not None and of_them.sentence is other and of_them.first == phrase.first:
                features.append("of them")
            found = candidate.organisation
            span = found or (candidate.field, candidate.start, candidate.end)
            features.append("organisation=False" if found is None else "organisation=True")
            key = name_key(span[0].text[span[1] : span[2]]) if found else candidate.key
            features += survey.facts(reading, key)
            if by_key == key and by_key:
                features.append(f"by:{same}")
            options.append(Option(*span, features, key))
            options += joined_option(candidate, span, features)
    reached = {id(other) for other, _ in reach}
    far = [other for other in survey.sentences_near(sentence) if id(other) not in reached]
    options += far_parties(reading, agents, survey, role, {option.key for option in options}, far)
    return options
