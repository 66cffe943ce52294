"""Phrases of people and organisations as candidates for an actor, with what their own sentence says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from services.actors.registry import registry
from services.arabic.nationalities import nation_of_adjective
from services.claims.choices.option import name_key
from services.claims.event.agents import Agents, Span
from services.claims.lexicon import (
    ADVERB,
    CLAIMING,
    COMPLEMENTIZER,
    CONJUNCTION,
    NEGATION,
    NISBA,
    PEOPLE,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SUBSET,
    TRIGGER,
    VERB,
    word_group,
    word_set,
)
from services.claims.people_phrases.people import People
from services.claims.people_phrases.people_phrase import FORCE
from services.claims.text.attack_words import attack_classes
from services.claims.text.inflection import MANY
from services.claims.text.tokens import Field, Sentence
from services.claims.text.words import one_of
from services.places.gazetteer import gazetteer

_WEAPONS = word_set("weapons")
_OPENS_FIRE = word_set("opens_fire")
_RESPONSIBILITY = frozenset(("المسووليه", "مسووليته", "مسووليتها", "مسووليتهم"))


def _link(sentence: Sentence, first: int, classes: Sequence[str | None]) -> str:
    """The word before a phrase, as a class of what it makes of the phrase."""
    tokens = sentence.tokens
    word = tokens[first].word
    if word is not None and word.preposition:
        return word.preposition
    if not first:
        return "start"
    if tokens[first - 1].text in ('"', "(") and first > 1:
        first -= 1  # "على يد «الحركة»"
    text = tokens[first - 1].text
    if text in ("يد", "ايدي", "بيد", "بايدي", "ايادي"):
        return "hand"
    if text == "قبل" and first > 1 and tokens[first - 2].text == "من":
        return "hand"
    before = tokens[first - 1]
    if before.word is not None and text[:1] == "ب" and text[1:] in _WEAPONS:
        return "hand"  # "برصاص الشرطي"
    group = classes[first - 1]
    if group is not None:
        return group
    if before.tags & TRIGGER:
        return "trigger"
    if text in ("مع", "بين", "وبين", "ضد", "من", "في", "علي", "عن", "الي", "صفوف", "الذي", "التي"):
        return text.removeprefix("و")
    if text in ('"', "(", "-", ",", ":"):
        return "mark"
    return "word"


class Candidate(NamedTuple):
    """A phrase of people or organisations as a candidate, with the features that no claim changes: `own` where the claim
    stands in the same sentence, `away` where it does not. words: of the actor that the phrase means; key: see `name_key`.
    organisation: the one named in the phrase, looked for where the people of the phrase may be whom victims belong to.
    joined: where a second party ends that is joined to it by و, None where none is."""

    phrase: People
    field: Field
    start: int
    end: int
    words: str
    key: str
    own: list[str]
    away: list[str]
    deeds: list[str]
    organisation: Span | None
    joined: int | None


def may_own(phrase: People) -> bool:
    """Whether people may belong to those of the phrase: an organisation or a force, named itself ("مروحيته" is none), or many armed
    people that are no count ("الحوثيين")."""
    head = phrase.sentence.tokens[phrase.head].word if phrase.head is not None else None
    if head is not None and head.pronoun:
        return False
    return phrase.organisation or (phrase.role in FORCE and phrase.number == MANY and not phrase.counted)


def candidates_in(agents: Agents, sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence, found once a document."""
    known = agents.candidates.get((sentence.field.name, sentence.index))
    if known is None:
        known = []
        classes = attack_classes(sentence.tokens)
        for order, phrase in enumerate(agents.reader.grammar(sentence).phrases):
            if _front(sentence, phrase) or _place_name(sentence, phrase) or _their_ranks(sentence, phrase):
                continue
            facts, plain = _facts(sentence, phrase, order, classes)
            field, start, end = agents.actor_span(phrase)
            words = field.text[start:end]
            own = plain + [f"{fact}:same" for fact in facts]
            away = plain + [f"{fact}:away" for fact in facts]
            deeds = [fact for fact in facts if fact.startswith("deed=") or fact == "link=hand"]
            inside = agents.organisation_in(sentence, phrase.first, phrase.end, None) if may_own(phrase) else None
            known.append(Candidate(phrase, field, start, end, words, name_key(words), own, away, deeds, inside, None))
        for n, (one, other) in enumerate(pairwise(known)):
            if one.start >= sentence.start and other.start >= one.end and _joined(one.phrase, other.phrase):
                known[n] = one._replace(joined=other.end)
        agents.candidates[(sentence.field.name, sentence.index)] = known
    return known


def _joined(one: People, other: People) -> bool:
    """Whether the second party stands right behind the first, joined by و: "الحوثيين وقوات صالح"."""
    opening = other.sentence.tokens[other.first].word
    beside = other.first == one.end and opening is not None and opening.conjunction == "و"
    return beside and may_own(one) and may_own(other)


def _front(sentence: Sentence, phrase: People) -> bool:
    """Whether the phrase is a front where people fight, no party of that name: "على جبهة الملاح"."""
    head = sentence.tokens[phrase.first].word
    before = sentence.tokens[phrase.first - 1].text if phrase.first else ""
    return head is not None and head.core == "جبهه" and (before in ("علي", "في") or head.preposition == "ب")


def _their_ranks(sentence: Sentence, phrase: People) -> bool:
    """Whether the phrase only points to somebody's ranks: "انضمامهم إلى صفوفها"."""
    head = sentence.tokens[phrase.head].word if phrase.head is not None else None
    return head is not None and bool(head.pronoun) and head.entry.lemma == "صفوف"


def _place_name(sentence: Sentence, phrase: People) -> bool:
    """Whether what looks like a man's name is that of a place: "قرية أبو صير"."""
    before = sentence.tokens[phrase.first - 1] if phrase.first else None
    return (
        before is not None
        and before.word is not None
        and bool(before.tags & PLACE_TYPE)
        and phrase.names == [(phrase.first, phrase.end)]
        and gazetteer().type_nouns.is_noun(before.word.core)
    )


def _facts(
    sentence: Sentence, phrase: People, order: int, classes: Sequence[str | None]
) -> tuple[list[str], list[str]]:
    """Features of a phrase by itself: those that weigh differently beside the trigger and away from it, and the others. classes: of
    the sentence's tokens, see `attack_classes`."""
    tokens = sentence.tokens
    facts = [f"link={_link(sentence, phrase.first, classes)}", f"people in order={min(order, 3)}"]
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
    facts.append(f"word before={before.core if before is not None else 'none'}")
    facts.append(f"word behind={after.core if after is not None else 'none'}")
    deed = _deed(sentence, phrase, classes)
    if deed is not None:
        facts.append(f"deed={deed}")
        facts.append(f"deed={deed}:{phrase.role}")
    hit = _hit(sentence, phrase, classes)
    if hit is not None:
        facts.append(hit)
    blamed = _blamed(sentence, phrase)
    if blamed is not None:
        facts.append(f"deed={blamed}")
    heard = set(classes[max(0, phrase.first - 7) : phrase.first])
    facts += [f"{group} before" for group in sorted(filter(None, heard))]
    for group in classes[phrase.end : phrase.end + 4]:
        if group in ("strike", "carry"):
            facts.append(f"{group} after")
            break
    return facts, plain


def _hit(sentence: Sentence, phrase: People, classes: Sequence[str | None]) -> str | None:
    """Whether the phrase owns a place or a thing ("نقطة للجيش", "سيارة تابعة للحركة", "مواقع «الحركة»") and whether it was hit ("قصفت
    مواقع للحركة")."""
    tokens = sentence.tokens
    opening = tokens[phrase.first].word
    k = phrase.first - 1
    while k >= 0 and tokens[k].text == '"':
        k -= 1
    preposition = opening.preposition if opening is not None else ""
    if k > 0 and tokens[k].text == "ل":
        preposition = "ل"
        k -= 1
    if k < 0 or tokens[k].word is None or preposition not in ("", "ل"):
        return None
    before = tokens[k]
    belongs = before.word is not None and before.word.core.startswith("تابع")
    if not belongs and not (before.tags & PLACE_TYPE and not before.text.startswith("ال")):
        return None
    if any(group in ("strike", "attack") for group in classes[max(0, k - _REACH_OF_HITTING) : k]):
        return "owner of what was hit:struck"
    return "owner of what was hit" if belongs or preposition else "owner of a place"


_REACH_OF_HITTING = 8  # tokens
_DOING = word_group("doing before a deed")


_ACCUSING = word_set("accusing")


def _blamed(sentence: Sentence, phrase: People) -> str | None:
    """Whether the phrase claims the deed ("تبنى التنظيم", "أعلنت الحركة مسؤوليتها") or is accused of it ("اتهمت الحكومة الحركة")."""
    tokens = sentence.tokens
    before = tokens[phrase.first - 1] if phrase.first else None
    behind = tokens[phrase.end].text if phrase.end < len(tokens) else ""
    if (before is not None and before.tags & CLAIMING == CLAIMING) or behind in _RESPONSIBILITY:
        return "claims"
    if before is not None and one_of(before.text, _DECLARING):
        told = tokens[phrase.end : phrase.end + _REACH_OF_CLAIMING]
        if any(token.text in _RESPONSIBILITY for token in told):
            return "claims"  # "أعلن التنظيم في بيان المسؤولية عن التفجير"
    if _opens_fire(sentence, phrase):
        return "opens fire"
    for k in range(phrase.first - 1, max(-1, phrase.first - _REACH_OF_ACCUSING), -1):
        if tokens[k].word is None:
            return None
        if one_of(tokens[k].text, _ACCUSING):
            return "accuses" if k == phrase.first - 1 else "accused"
    return None


_REACH_OF_ACCUSING = 6  # tokens
_REACH_OF_CLAIMING = 12  # tokens
_DECLARING = frozenset(("اعلن", "اعلنت", "تعلن", "يعلن"))


def _opens_fire(sentence: Sentence, phrase: People) -> bool:
    """Whether the phrase is who opens fire: "أطلق ثلاثة أشخاص النار", "مجموعة مسلحين فتحت النار"."""
    tokens = sentence.tokens
    before = tokens[phrase.first - 1].text.lstrip("وف") if phrase.first else ""
    if before in _OPENS_FIRE:
        return any(
            token.text in ("النار", "نيرانه", "نيرانها", "الرصاص") for token in tokens[phrase.end : phrase.end + 4]
        )
    behind = [token.text for token in tokens[phrase.end : phrase.end + 2]]
    return (
        len(behind) == 2 and one_of(behind[0], _OPENS_FIRE, "وف") and behind[1] in ("النار", "الرصاص", "عليه", "عليهم")
    )


def _deed(sentence: Sentence, phrase: People, classes: Sequence[str | None]) -> str | None:
    """How the phrase is tied to an attack, None where it is not: as its genitive ("هجوم مسلح للحوثيين") or where it came from
    ("إطلاق نار من مجهولين"), as the subject of a verb behind or before it, as one side of a fight, as who is said to have done what
    follows ("قيام الجنود بقتل")."""
    tokens = sentence.tokens
    first = tokens[phrase.first].word
    before = tokens[phrase.first - 1] if phrase.first else None
    attacked = "attack" in classes[max(0, phrase.first - 4) : phrase.first]
    if attacked and before is not None and before.text == "من":
        return "attack from"
    if attacked and first is not None and first.preposition == "ل":
        return "attack of"
    if before is not None:
        if attacked and before.text == "ل":
            return "attack of"
        text = before.text.removeprefix("و").removeprefix("ب")
        if text in _DOING:
            return "doing"
        group = classes[phrase.first - 1]
        if group in ("strike", "carry"):
            return group
        if "fight" in classes[max(0, phrase.first - 9) : phrase.first] and (
            before.text in ("مع", "بين", "وبين", "ضد") or (first is not None and first.conjunction == "و")
        ):
            return "fight"
    after = classes[phrase.end] if phrase.end < len(tokens) else None
    if after in ("strike", "carry"):
        return f"subject of {after}"
    return None


class Doer(NamedTuple):
    """A word that may name who did it though no phrase of people has it: the nationality of an attack ("غارة أمريكية"), the subject
    of a verb of attacking ("مخمور يطلق النار"), who stands behind من or على يد. skip: letters of an attached preposition."""

    first: int
    skip: int
    facts: list[str]


def unlisted_doers(agents: Agents, sentence: Sentence) -> list[Doer]:
    """Such words of a sentence, found once a document."""
    key = (sentence.field.name, -1 - sentence.index)
    known: list[Doer] | None = agents.candidates.get(key)
    if known is not None:
        return known
    known = []
    tokens = sentence.tokens
    taken: set[int] = set()
    for candidate in candidates_in(agents, sentence):
        taken.update(range(candidate.phrase.first, candidate.phrase.end))
    classes = attack_classes(tokens)
    classes.append(None)  # of the token before the first one and of the one behind the last one
    for k, token in enumerate(tokens):
        analysis = token.word
        if analysis is None or len(token.text) < 3:
            continue
        beside = classes[k - 1] or classes[k + 1]
        if (
            not beside
            and k
            and not analysis.tags & _NATIONAL
            and tokens[k - 1].text not in _BEHIND_ATTACK
            and analysis.core not in _STRANGERS
        ):
            continue  # nothing makes it a doer
        before = tokens[k - 1] if k else None
        nationality = analysis.tags & NISBA or (analysis.tags & PEOPLE and analysis.core.endswith(("ي", "يه")))
        if nationality and before is not None:
            group = classes[k - 1]
            if group is None and k > 1 and before.tags & NISBA:
                group = classes[k - 2]
            head = before.word.entry.organisation if before.word is not None else ""
            if (head == "air" or group == "attack") and _names_party(token.text):
                shape = "people" if analysis.tags & PEOPLE else "nisba"
                known.append(Doer(k, 0, ["adjective of attack", f"adjective of attack:{shape}", f"head={head}"]))
                continue
        if k in taken or analysis.tags & _NO_DOER:
            continue
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        facts = []
        if before is not None and classes[k - 1] in _STRIKES and before.tags & VERB:
            facts.append("behind strike")
        if following is not None and classes[k + 1] in _STRIKES and not following.tags & PREPOSITION:
            facts.append("before strike")
        if following is not None and following.tags & TRIGGER and following.tags & VERB and k == 0:
            facts.append("opens before trigger")
        if before is not None and before.text in _BEHIND_ATTACK and k > 1 and classes[k - 2] == "attack":
            facts.append("attack from")
        stranger = analysis.core in _STRANGERS
        if stranger:
            facts.append("stranger")
        if not facts:
            continue
        facts += [f"{fact}:{'definite' if analysis.definite else 'bare'}:tags={analysis.tags > 0}" for fact in facts]
        known.append(Doer(k, len(analysis.preposition) if not analysis.definite else 0, ["unlisted", *facts]))
    agents.candidates[key] = known
    return known


@lru_cache(maxsize=4096)
def _names_party(text: str) -> bool:
    """Whether the adjective of an attack says whose it is ("غارة أمريكية", "القصف الحوثي"), not how it is made ("غارة جوية")."""
    return text.removeprefix("ال") in nation_of_adjective() or registry().find(text, folded=text) is not None


_STRANGERS = word_group("stranger who attacks")
_BEHIND_ATTACK = frozenset(("من", "يد", "ايدي"))
_STRIKES = frozenset(("strike", "carry"))
_NATIONAL = NISBA | PEOPLE
_NO_DOER = (
    PREPOSITION
    | CONJUNCTION
    | ADVERB
    | NEGATION
    | RELATIVE
    | COMPLEMENTIZER
    | SAYING
    | SUBSET
    | VERB
    | PLACE_TYPE
    | TRIGGER
)
