"""Verbs: whose people are the victims, by voice, agreement and frame.

Unvowelled قتل may be active or passive. An object pronoun, or an agent followed by second people, makes it active; people
alone are the victims whether the verb is passive or its subject stands before it. The original spelling decides where folding hid
a difference (أصابه and إصابة).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims import people as people_of
from services.claims.inflection import MANY, ONE, TWO
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    NAME,
    NISBA,
    NO_PEOPLE,
    PEOPLE,
    PLACE_NAME,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    TriggerEntry,
    lexicon,
    word_group,
    word_set,
)
from services.claims.people import People
from services.claims.phrase_extension import CASES
from services.claims.reading import Reading
from services.claims.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.tokens import Sentence, Token
from services.claims.tolls import total_of_those
from services.claims.verbal_nouns import captives, unlisted_name

if TYPE_CHECKING:
    from services.claims.frames import Reader

# After a noun of happening or "تم" an unvowelled قتل is the verbal noun.
_BEFORE_VERBAL_NOUN = frozenset(
    ("عمليات", "عمليه", "حوادث", "حادثه", "حادث", "تم", "جري", "يتم", "حالات", "اعمال", "جرايم", "جريمه")
)


def read_verb(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    previous = tokens[i - 1] if i else None
    if word is not None and word.preposition == "ب" and entry.pronoun is not None and not entry.present:
        after = grammar.after(i + 1)
        if after is not None and _accusative(tokens, after):
            reading.victims = after
            reading.rule = "verbal noun, its doer a pronoun, people"
            return
    if (word is not None and word.preposition in ("ب", "ك")) or (word is not None and word.definite):
        reading.dropped = "no verb behind a preposition or article"
        return
    if entry.pronoun == "ه" and _written(reading.sentence, i).endswith("ة"):
        reading.dropped = "written with ة: the noun"
        return
    if entry.pronoun is not None and tokens[i].tags & PEOPLE and not _pronoun_written(reading.sentence, i, entry):
        reading.dropped = "a noun for people"
        return
    if i and tokens[i - 1].tags & SUBSET:
        reading.dropped = "tells of a part of people already counted"
        return
    if (
        word is not None
        and tokens[i].text in ("وفر", "وفرت", "توفر", "ووفر", "وفروا", "وفرا")
        and not _runs(tokens, i, grammar)
    ):
        reading.dropped = "وفر: provides"
        return
    if entry.present and not _present_tells(reader, reading, word.preposition if word else ""):
        return
    if not entry.present and word is not None and word.preposition:
        reading.dropped = "no past verb behind a preposition"
        return
    if (
        previous is not None
        and entry.frame == "ambivalent"
        and not entry.present
        and entry.person == "m1"
        and entry.pronoun is None
        and (previous.tags & PREPOSITION or previous.text in _BEFORE_VERBAL_NOUN)
    ):
        reading.dropped = "verbal noun, not verb"
        return
    if (
        entry.person == "m2"
        and entry.pronoun is None
        and entry.lemma in _ADVERBS
        and not (i and tokens[i - 1].tags & (RELATIVE | PEOPLE))
    ):
        reading.dropped = "how somebody died"
        return
    if tokens[i].text == "فقد" and not grammar.starts_people(i + 1):
        reading.dropped = "the particle قد"
        return
    if entry.lemma == "غرق" and previous is not None and previous.word is not None and previous.word.core in CASES:
        reading.dropped = "a case of drowning, nobody said to have died"
        return
    if tokens[i].text in ("يصب", "تصب") and (previous is None or previous.text.lstrip("وف") not in ("لم", "ان", "ولم")):
        reading.dropped = "pours: the verb of harm is cut short behind لم only"
        return
    if entry.lemma == "صفي" and tokens[i].text.startswith("وصف"):
        reading.dropped = "وصف: describes"
        return
    if (
        entry.frame == "ambivalent"
        and word is not None
        and word.conjunction
        and entry.person == "m1"
        and entry.pronoun is None
        and not entry.present
        and i > 1
        and (
            tokens[i - 2].tags & PREPOSITION
            or (previous is not None and previous.word is not None and previous.word.preposition)
        )
        and not grammar.starts_people(i + 1)
        and previous is not None
        and not previous.tags & (PEOPLE | PLACE_NAME)
        and (previous.word is not None and not previous.word.definite)
    ):
        reading.dropped = "one of several nouns of deeds"
        return
    if word is not None and word.pronoun and entry.pronoun is None and not entry.present:
        reading.dropped = "nobody is the object of this verb"
        return
    if entry.lemma in _ALSO_NOUNS and not entry.present and entry.person == "m1":
        nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if (
            (previous is not None and previous.word is not None and previous.word.core in _DEEDS)
            or (previous is not None and previous.tags & PREPOSITION and previous.text not in ("بعد", "حيث"))
            or (entry.lemma == "تمرد" and "علي" not in {token.text for token in tokens[i + 1 : i + 5]})
            or (entry.lemma == "تمرد" and nxt != "علي" and not grammar.starts_people(i + 1))
        ):
            reading.dropped = "verbal noun, not verb"
            return
    if i > 1 and tokens[i - 1].tags & RELATIVE and _casualties_at(tokens[i - 2]) and entry.person[1:] == "3":
        reading.dropped = "told by the casualty noun before it"
        return
    if entry.person[1:] == "3" and (total := total_of_those(grammar, i)) is not None:
        reading.victims, reading.rule = total, "toll"
        return
    if entry.lemma == "فقد" and (kin := _lost_kin(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", kin, "lost their kin"
        return
    if entry.lemma == "فقد" and (members := _lost_members(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", members, "lost its members"
        return
    if entry.lemma == "قضي" and not _dies(grammar, i, entry):
        reading.dropped = "قضى of judging or spending"
        return
    nxt_token = tokens[i + 1] if i + 1 < len(tokens) else None
    if (
        nxt_token is not None
        and nxt_token.tags & TRIGGER
        and nxt_token.word is not None
        and nxt_token.word.conjunction == "و"
        and entry.person[1:] == "1"
        and entry.pronoun is None
        and any(
            e.category == "verb" and (e.frame in ("undergoes", "ambivalent") or e.frame == entry.frame)
            for e in nxt_token.word.entry.triggers
        )
        and grammar.subject_before(i, entry.person) is None
    ):
        reading.rule = "shared people"
        return
    if entry.frame == "undergoes":
        after = _after(grammar, i + 1)
        if after is None and not _relative(tokens, i) and _thing_follows(tokens, i):
            reading.dropped = "its subject is no people"
            return
        if after is None and entry.person[1:] == "1" and not grammar.subject_before(i, entry.person):
            after = grammar.postponed(i + 1)
            if after is None and _named_next(tokens, i):
                after = unlisted_name(reading, entry, i + 1)
        before = grammar.subject_before(i, entry.person)
        plural_form = entry.person[1:] in ("2", "3")
        if plural_form or (after is None):
            reading.victims = before or after
            if reading.victims is None:
                reading.victims = reader.antecedent(reading.sentence, i, entry.person)
        elif before is not None and _relative(tokens, i):
            reading.victims = before if not (after.counted or not after.definite) else after
        else:
            reading.victims = after
            if (
                before is not None
                and before.end == i
                and entry.person[1:] == "1"
                and (after.organisation or after.definite)
                and entry.kind not in ("killed", "injured")
            ):
                reading.victims = before
        _either(reading, tokens)
        if reading.victims is None:
            reading.dropped = "no people"
        elif entry.lemma == "استشهد" and _cites(reading, tokens):
            reading.dropped = "cites"
        return
    if entry.frame in ("ambivalent", "acts"):
        if entry.pronoun is not None:
            after = grammar.after(i + 1, organisations=True)
            if after is not None and _accusative(tokens, after) and entry.person == "m1" and not entry.present:
                # "ذبحهم طفلا": the noun, its doer as the pronoun, and its object
                reading.victims = after
                reading.rule = "verbal noun, its doer a pronoun, people"
                return
            reading.agent = after if after is not None and not after.counted else None
            if reading.agent is None:
                reading.agent = grammar.subject_before(i, entry.person)
            if entry.lemma == "اصاب" and after is None and _unharmful(tokens, i):
                reading.dropped = "what befell them is no harm"
                return
            reading.victims = _pronoun_people(reader, reading, entry.pronoun)
            reading.rule = "verb with object pronoun"
            if reading.victims is None:
                reading.dropped = "no people for the pronoun"
            return
        behind = i + 1
        if behind + 1 < len(tokens) and tokens[behind].text in _STRANGERS and not tokens[behind].tags:
            behind += 1  # "اغتال مجهولون ضابطا"
        after = _after(grammar, behind)
        if (
            entry.frame == "ambivalent"
            and entry.person == "m1"
            and not entry.present
            and after is not None
            and after.head == i + 1
            and after.definite
            and after.number == MANY
            and not after.organisation
            and tokens[i + 1].text.endswith("ين")
        ):
            reading.dropped = "verbal noun, not verb: its genitive follows"
            return
        if after is None and entry.pronoun is None and _other_object(tokens, i):
            reading.dropped = "its object is no people"
            return
        if after is None and entry.person[1:] == "1" and entry.frame == "ambivalent":
            after = grammar.postponed(i + 1)
            if after is None and _named_next(tokens, i):
                after = unlisted_name(reading, entry, i + 1)
        if after is not None and not after.pronoun and not (after.other and after.counted):
            second = (
                grammar.second(
                    after.end,
                    plain=after.organisation and after.definite,
                    described=not after.definite and not after.names,
                )
                if after.organisation or not after.counted
                else _killed_by_counted(grammar, after)
            )
            if second is None and entry.person == "m1":
                second = _object_of_many(grammar, after)
            if second is None and entry.frame == "acts" and entry.person[1:] == "1" and _nominative(tokens, after):
                second = _far_object(grammar, after)
                if second is None:
                    reading.dropped = "no object"
                    return
            if second is not None and entry.person[1:] == "1":
                reading.agent, reading.victims = after, second
                reading.rule = "active verb, agent, people"
                return
        before = grammar.subject_before(i, entry.person)
        if before is not None and i - 1 <= before.end <= i and _another_verb(nxt_token):
            after = None  # "إن جنديا قتل وجرح اثنان"
        if after is not None:
            if (
                entry.person[1:] == "1"
                and after.organisation
                and not after.counted
                and not (after.head is not None and (head := tokens[after.head].word) is not None and head.pronoun)
                and before is None
                and entry.frame == "ambivalent"
            ):
                # "قتل الجيش" with nothing after: no people
                reading.dropped = "agent without people"
                return
            if (
                entry.frame == "acts"
                and after.definite
                and not (after.names or after.counted)
                and after.role in ("militant", "military", "security")
                and entry.person[1:] == "1"
                and before is None
            ):
                reading.dropped = "agent without people"
                return
            if (
                after.definite
                and after.number == ONE
                and not (after.names or after.counted)
                and thing_at(tokens, after.end)
            ):
                reading.dropped = "its object is no people"
                return
            reading.victims = after
            reading.rule = "verb, people"
            if before is not None and _active_subject(before, entry, tokens, i):
                reading.agent = before
                reading.rule = "subject, active verb, people"
            elif (party := _party_meant(reader, reading)) is not None and not party.first <= after.first < party.end:
                reading.agent = party
                reading.rule = "subject, active verb, people"
            return
        if entry.frame == "acts":
            reading.dropped = "no object"
            return
        if _other_object(tokens, i):
            reading.dropped = "its object is no people"
            return
        reading.victims = before
        reading.rule = "people, passive verb"
        _either(reading, tokens)
        if reading.victims is None and not entry.present:
            reading.victims = _stood_for(reader, reading, entry)
        if reading.victims is None:
            reading.dropped = "no people"


_GOES_ON = word_set("goes_on")
_BEGINS = word_set("begins")


def _killed_by_counted(grammar: SentenceGrammar, agent: People) -> People | None:
    """The counted people that counted fighters killed: "قتل أربعة مسلحين من الحركة 67 شخصا"."""
    if agent.role not in ("militant", "military", "security") or agent.precision == "vague":
        return None
    nxt = grammar.tokens[agent.end] if agent.end < len(grammar.tokens) else None
    if nxt is None or nxt.tags & SUBSET or nxt.text in (",", "-"):
        return None
    second = grammar.second(agent.end)
    return second if second is not None and second.counted and second.head is not None and not second.subset else None


_DEEDS = word_set("deeds")
_ADVERBS = word_set("adverbs")
_ORDINALS = word_set("further") | {"اول", "ثاني", "اخر"}
_FAR_OBJECT = 12  # tokens
_STRANGERS = frozenset(form for form in word_group("stranger who attacks") if form.endswith(("ون", "ان")))
_ALSO_NOUNS = word_set("also_nouns")
_DEATHS = word_set("deaths")


def _after(grammar: SentenceGrammar, k: int) -> People | None:
    """The people right behind a verb: a phrase, a captive or wounded ("استشهد الأسير فلان"), a name behind what the person is."""
    return grammar.after(k) or captives(grammar, k, directly=True) or grammar.named_behind_noun(k)


def _object_of_many(grammar: SentenceGrammar, agent: People) -> People | None:
    """The people right behind an indefinite nominative plural, whose object they are: "اغتال مسلحون مجهولون إمام مسجد"."""
    tokens = grammar.tokens
    head = tokens[agent.head].word if agent.head is not None else None
    if head is None or not head.text.endswith("ون") or agent.definite or agent.end >= len(tokens):
        return None
    behind = tokens[agent.end].word
    if behind is None or behind.conjunction or behind.preposition or not behind.tags & (PEOPLE | TITLE):
        return None
    return people_of.parse(grammar.sentence, agent.end, organisations=False)


def _lost_kin(grammar: SentenceGrammar, i: int) -> People | None:
    """The kin that somebody lost: "فقد مواطن زوجته وابنته في حادث"."""
    for k in range(i + 1, min(len(grammar.tokens), i + 5)):
        word = grammar.tokens[k].word
        if word is not None and word.pronoun and word.tags & PEOPLE:
            return grammar.after(k, organisations=False)
        if grammar.tokens[k].tags & (PREPOSITION | VERB):
            return None
    return None


def _lost_members(grammar: SentenceGrammar, i: int) -> People | None:
    """The members that a force lost: "فقدت الكتائب 27 من عناصرها"."""
    tokens = grammar.tokens
    for k in range(i + 1, min(len(tokens), i + 14)):
        word = tokens[k].word
        if tokens[k].text in HARD_STOPS or (word is not None and word.tags & (COMPLEMENTIZER | VERB)):
            return None
        if word is None or not (
            word.pronoun and word.tags & PEOPLE and word.entry.role in ("member", "military", "militant")
        ):
            continue
        found = [p for p in grammar.phrases if p.counted and p.first > i and p.first <= k < p.end + 1]
        return found[-1] if found else None
    return None


def _nominative(tokens: list[Token], people: People) -> bool:
    """Whether indefinite people are written as a subject: "مسلحان", "مجهولون"."""
    word = tokens[people.head].word if people.head is not None else None
    if word is None or word.definite or people.definite or people.counted:
        return False
    return word.text.endswith("ون") or (word.number == TWO and word.text.endswith("ان"))


def _far_object(grammar: SentenceGrammar, subject: People) -> People | None:
    """Who stands behind the subject and what is told of it: "اغتال مسلحان على متن دراجة القيادي في الحركة"."""
    tokens = grammar.tokens
    for phrase in grammar.phrases:
        if phrase.first < subject.end:
            continue
        between = tokens[subject.end : phrase.first]
        if len(between) > _FAR_OBJECT or any(token.text in HARD_STOPS or token.tags & TRIGGER for token in between):
            return None
        opening = tokens[phrase.first].word
        if opening is None or opening.preposition or opening.conjunction or phrase.organisation:
            continue
        if between and between[-1].tags & PREPOSITION:
            continue
        return phrase
    return None


def _dies(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> bool:
    """Whether قضى means dying: with a plural subject or before how and where people died, and with no object."""
    tokens = grammar.tokens
    nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if nxt == "علي":
        return False
    if nxt in _DEATHS or _by_cause(nxt):
        return True  # "الشاب قضى برصاص الجنود"
    if i and tokens[i - 1].tags & RELATIVE and nxt in _DAY:
        return True  # "الجندي الذي قضى فجر اليوم"
    if i + 1 < len(tokens) and tokens[i + 1].tags & PEOPLE:
        return any(token.text in _DEATHS for token in tokens[i + 2 : i + 7])
    counted = people_of.parse(grammar.sentence, i + 1) if i + 1 < len(tokens) else None
    if counted is not None and counted.counted and counted.end < len(tokens):
        behind = tokens[counted.end]  # "قضى خمسة مدنيين بينهم أطفال", "قضى 3 أشخاص جراء القصف"
        if behind.text == "," and counted.end + 1 < len(tokens):
            behind = tokens[counted.end + 1]
        return behind.text in _DEATHS or _by_cause(behind.text) or bool(behind.tags & SUBSET)
    if entry.person in ("m3", "m2") and (nxt in (".", ",", "") or nxt.startswith("ب")):
        return True
    at = i + 1
    while at < len(tokens) and tokens[at].tags & ADVERB:
        at += 1
    if at == i + 1 or not (entry.person in ("m3", "m2") or (i and tokens[i - 1].tags & RELATIVE)):
        return False
    return at == len(tokens) or tokens[at].word is None or tokens[at].text in _DEATHS  # "الذين قضوا أمس جراء القصف"


def _by_cause(text: str) -> bool:
    """Whether ب is written onto what they died of: "برصاص". `names_cause` takes attacks too, behind which "قضى" need not mean dying."""
    return text[:1] == "ب" and text[1:] in lexicon().causes


def _either(reading: Reading, tokens: list[Token]) -> None:
    """ "قتلوا أو استسلموا": the number is not divided."""
    i = reading.first
    for k in (i - 1, i + 1):
        if (
            0 < k < len(tokens) - 1
            and tokens[k].text == "او"
            and tokens[k + (1 if k > i else -1)].tags & (TRIGGER | VERB)
        ):
            reading.undivided = True


_DAY = frozenset(("فجر", "صباح", "مساء", "ظهر", "عصر", "ليله", "امس", "اليوم", "يوم"))
_MANNERS = word_set("manners")
_WOUNDS = ("جراح", "جروح", "اصاب", "طلق", "شظايا", "سكين")


def _cites(reading: Reading, tokens: list[Token]) -> bool:
    """استشهد بـ: names as a witness."""
    victims = reading.victims
    at = (
        victims.end
        if victims is not None and victims.sentence is reading.sentence and victims.first > reading.first
        else reading.first + 1
    )
    for k in range(at, min(len(tokens), at + 8)):
        word = tokens[k].word
        if word is None:
            continue
        if word.text in _MANNERS:
            return False  # "استشهدت المسنة دهسا بسيارة"
        if word.preposition == "ب" or (word.tags == 0 and word.text.startswith("ب") and len(word.text) > 4):
            return (
                not word.tags & PLACE_NAME
                and "رصاص" not in word.text
                and "نيران" not in word.text
                and "قصف" not in word.text
                and "قذ" not in word.text
                and not word.core.startswith(_WOUNDS)
                and not word.text[1:].startswith(_WOUNDS)
            )
        if word.tags & (VERB | COMPLEMENTIZER | CONJUNCTION | PREPOSITION | TRIGGER):
            return False
    return False


def _runs(tokens: list[Token], i: int, grammar: SentenceGrammar) -> bool:
    """Whether the word is و with فر: not behind ما ("على ما وفروا من أمن"), and where flight goes on and no object follows."""
    if i and tokens[i - 1].text in ("ما", "مما", "بما"):
        return False
    k = grammar.skip_adverbials(i + 1)
    people = people_of.parse(grammar.sentence, k) if k < len(tokens) else None
    if people is None and _person_next(tokens, k):
        k += 1
    elif people is not None:
        k = people.end
        if people.number == ONE and people.definite and k < len(tokens):
            k = people_of.name_end(tokens, k)  # of a name that the phrase ends before
    while k < len(tokens) and (joined := tokens[k].word) is not None and joined.conjunction and joined.tags & PEOPLE:
        k += 1
    text = tokens[k].text if k < len(tokens) else ""
    if people is None and text == "في":
        return False
    return not text or text in _GOES_ON or text in HARD_STOPS or text in (",", ")", '"')


def _person_next(tokens: list[Token], i: int) -> bool:
    """Whether a name that no list has may stand at `i`."""
    word = tokens[i].word if i < len(tokens) else None
    return word is not None and not word.tags and not word.definite


_THAT_HE = {
    "انه": "ه",
    "بانه": "ه",
    "لانه": "ه",
    "كانه": "ه",
    "انها": "ها",
    "بانها": "ها",
    "لانها": "ها",
    "لكنه": "ه",
    "لكنها": "ها",
}


def _stood_for(reader: Reader, reading: Reading, entry: TriggerEntry) -> People | None:
    """Whom a passive verb without people tells of: those named before a plural or "أنه قتل"."""
    if entry.person[1:] in ("2", "3"):
        return reader.antecedent(reading.sentence, reading.first, entry.person)
    tokens = reading.sentence.tokens
    i = reading.first
    k = i - 2 if i and tokens[i - 1].text == "قد" else i - 1
    pronoun = _THAT_HE.get(tokens[k].text.lstrip("و")) if k >= 0 else None
    if pronoun is None or (entry.person[0] == "f") != (pronoun == "ها") or not _ends_clause(tokens, i + 1):
        return None
    return reader.antecedent(reading.sentence, k, entry.person, pronoun)


def _another_verb(token: Token | None) -> bool:
    """Whether the token is a further verb of harm joined by و."""
    word = token.word if token is not None else None
    return (
        word is not None
        and word.conjunction == "و"
        and any(entry.category == "verb" and entry.kind in ("killed", "injured") for entry in word.entry.triggers)
    )


def _party_meant(reader: Reader, reading: Reading) -> People | None:
    """The party that "إنها قتلت 3" means: the nearest organisation or force before the pronoun."""
    i = reading.first
    tokens = reading.sentence.tokens
    k = i - 2 if i and tokens[i - 1].text == "قد" else i - 1
    if k < 0 or tokens[k].text.lstrip("وب") not in ("انه", "انها", "انهم"):
        return None
    for phrase in reversed(reader.grammar(reading.sentence).phrases):
        if phrase.end <= k and (phrase.organisation or phrase.role in ("militant", "military", "security")):
            return phrase
    return None


def _casualties_at(token: Token) -> bool:
    word = token.word
    return word is not None and any(e.category == "casualty" and e.person == "3" for e in word.entry.triggers)


def _ends_clause(tokens: list[Token], i: int) -> bool:
    """Whether no object can stand at `i`: the sentence ends, or a particle or a preposition follows."""
    word = tokens[i].word if i < len(tokens) else None
    return word is None or bool(word.tags & STOP) or bool(word.preposition) or word.text[0] == "ب"


def _accusative(tokens: list[Token], people: People) -> bool:
    """Whether the people stand in the accusative: "طفلا", or as kin of the doer ("والده")."""
    head = tokens[people.head].word if people.head is not None else None
    if head is None or (people.definite and not head.pronoun):
        return False
    return (head.text.endswith("ا") and not people.counted) or (bool(head.pronoun) and head.entry.role == "civilian")


_PERSONS = {"هم": "m3", "هما": "m2", "هن": "f3", "ها": "f1", "نا": "m3"}


def _pronoun_people(reader: Reader, reading: Reading, pronoun: str) -> People | None:
    """Whom an object pronoun stands for: people before the verb that agree with it and are not its subject."""
    grammar = reader.grammar(reading.sentence)
    i = reading.first
    wanted = _PERSONS.get(pronoun, "m1")
    number = {"1": ONE, "2": TWO, "3": MANY}[wanted[1]]
    agent = reading.agent
    for phrase in reversed(grammar.phrases):
        if phrase.end > i or phrase.subset or phrase is agent:
            continue
        if number == TWO and phrase.two_or_many:
            people_of.set_number(phrase, TWO)
        if phrase.organisation and number == ONE and pronoun != "ها":
            continue
        if (phrase.number == number or (phrase.organisation and number == MANY)) and people_of.gender_agrees(
            phrase, pronoun
        ):
            return phrase
    return reader.antecedent(reading.sentence, grammar.clause_start(0), wanted, pronoun)


def _named_next(tokens: list[Token], i: int) -> bool:
    """Whether two unknown words that look like a name follow: "استشهد عوض المالكي"; behind اغتيل two of any kind: "اغتيل فرج فودة"."""
    if i + 2 >= len(tokens):
        return False
    first, second = tokens[i + 1].word, tokens[i + 2].word
    if first is None or second is None:
        return False
    return (
        not first.tags
        and not first.definite
        and len(first.text) > 2
        and first.text[0] not in "بلوف"
        and not first.text.endswith(("ا", "ه", "ات", "ين", "ون"))
        and (
            bool(second.tags & NAME)
            or (second.definite and bool(second.tags & NISBA))
            or (
                tokens[i].text.lstrip("وف") == "اغتيل" and not (second.tags or second.preposition or second.conjunction)
            )
        )
    )


def _other_object(tokens: list[Token], i: int) -> bool:
    """Whether a noun that is no people follows as the verb's object ("قتل شعبه")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if nxt is None or nxt.tags & (STOP | PLACE_NAME | TRIGGER) or nxt.conjunction or nxt.preposition:
        return False
    if not nxt.tags and nxt.text.startswith(("ب", "ل")):
        return False
    if _causes(tokens[i + 1]):
        return False  # "قتل القصف أسرة": what did it stands before the people
    return (
        nxt.definite
        or bool(nxt.tags & NO_PEOPLE)
        or (not nxt.tags and len(nxt.text) > 3 and nxt.text.endswith(("ه", "ها", "هم")))
    )


def _thing_follows(tokens: list[Token], i: int) -> bool:
    """Whether a noun that is no people stands right after the verb as its subject ("انشقت الأرض")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if nxt is None or nxt.conjunction or nxt.preposition or nxt.tags & (STOP | PEOPLE | TRIGGER | NISBA):
        return False
    return (nxt.definite and not nxt.tags & PLACE_NAME) or bool(nxt.tags & NO_PEOPLE)


def thing_at(tokens: list[Token], i: int) -> bool:
    """Whether an indefinite noun of things stands at `i` as the object of a verb: "خطف اللاعب هدف الفوز"."""
    word = tokens[i].word if i < len(tokens) else None
    return (
        word is not None and bool(word.tags & NO_PEOPLE) and not (word.definite or word.preposition or word.conjunction)
    )


def _unharmful(tokens: list[Token], i: int) -> bool:
    """Whether a noun that harms nobody is the subject of أصابه ("أصابها التوفيق")."""
    nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
    if (
        nxt is None
        or nxt.conjunction
        or nxt.preposition
        or nxt.tags & (STOP | PEOPLE | TRIGGER)
        or nxt.text.startswith("ب")
    ):
        return False
    return not _causes(tokens[i + 1])


def _causes(token: Token) -> bool:
    """Whether a noun is one that harms people (causes.tsv)."""
    word = token.word
    return word is not None and (word.core in lexicon().causes or word.text in lexicon().causes)


def _active_subject(before: People, entry: TriggerEntry, tokens: list[Token], i: int) -> bool:
    if before.end > i:
        return False
    if entry.person[1:] in ("2", "3"):
        return True
    near = before.end >= i - 2 or _relative(tokens, i)
    return near and (before.organisation or before.number == ONE or entry.person == "f1")


def _relative(tokens: list[Token], i: int) -> bool:
    return any(tokens[j].tags & RELATIVE for j in range(max(0, i - 2), i))


def _present_tells(reader: Reader, reading: Reading, preposition: str) -> bool:
    """Whether a present-tense verb tells of an event: in a title, after "قبل أن", or with counted people."""
    tokens = reading.sentence.tokens
    i = reading.first
    before = [token.text for token in tokens[max(0, i - 3) : i]]
    if preposition == "ل" and i and tokens[i - 1].text == "," and _tells_a_result(reader, reading):
        return True
    if preposition in ("ل", "س") or (before and before[-1] in ("لن", "سوف", "قد", "لا", "كي", "لكي", "حتي")):
        reading.dropped = "not said to have happened"
        return False
    if before and before[-1] == "ان":
        if len(before) > 1 and before[-2] in ("قبل", "بعد", "الي", "دون"):
            return before[-2] != "دون"
        reading.dropped = "not said to have happened"
        return False
    if before and before[-1] in ("لم", "ولم", "فلم"):
        nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if nxt in ("احد", "اي", "ايه"):
            reading.zero = True
            return True
        reading.dropped = "negated"
        return False
    if reading.sentence.is_headline():
        return True
    if i > 1 and tokens[i - 2].text.lstrip("و") in _ORDINALS and tokens[i - 1].tags & (PEOPLE | TITLE | NISBA):
        return True  # "وهذا ثالث فلسطيني يقتل برصاص الجيش"
    grammar = reader.grammar(reading.sentence)
    after = grammar.after(i + 1)
    if reading.kind in ("fled", "surrendered", "defected") and i and tokens[i - 1].text in _BEGINS:
        return True
    if reading.kind in ("fled", "surrendered", "defected") and _begins_before(tokens, i):
        return True
    if reading.kind == "captured" and after is not None:
        people = after if after.counted else grammar.second(after.end, plain=True)
        if people is not None and people.counted:
            return True
    if after is not None and after.counted and (after.precision != "vague" or (after.low or 0) >= 20):
        return True
    reading.dropped = "present tense"
    return False


def _begins_before(tokens: list[Token], i: int) -> bool:
    """Whether the verb goes on from one of beginning with its subject between: "بدأت عناصر التنظيم تفر"."""
    for j in range(i - 1, max(-1, i - 7), -1):
        token = tokens[j]
        if token.text in HARD_STOPS or token.tags & (COMPLEMENTIZER | RELATIVE | CONJUNCTION):
            return False
        if token.text.removeprefix("و") in _BEGINS:
            return True
    return False


def _tells_a_result(reader: Reader, reading: Reading) -> bool:
    """Whether counted people follow a narrative ل ("انفجرت العبوة، لتقتل 3 جنود")."""
    after = reader.grammar(reading.sentence).after(reading.first + 1)
    return after is not None and (after.counted or not after.definite)


def _pronoun_written(sentence: Sentence, i: int, entry: TriggerEntry) -> bool:
    """Whether the writing tells "killed him" from "killers", and a relative or a doer stands beside it: "الذي قتله المسلحون",
    "الإطاحة بالرئيس وقتله"."""
    word = sentence.tokens[i].word
    if entry.pronoun != "ه" or word is None or not _written(sentence, i).endswith("ه"):
        return False
    relative = i > 0 and bool(sentence.tokens[i - 1].tags & RELATIVE)
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    closed = following is None or bool(following.tags & (STOP | ADVERB)) or following.word is None
    return relative or (bool(word.conjunction) and closed)


def _written(sentence: Sentence, i: int) -> str:
    """The token as the article spells it, where folding hides a difference."""
    token = sentence.tokens[i]
    return sentence.field.original(token.start, token.end)[2]
