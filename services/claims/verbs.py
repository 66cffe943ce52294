"""Verbs: whose people are the victims, by voice, agreement and frame.

Unvowelled قتل may be active or passive. An object pronoun, or an agent followed by second people, makes it active; people
alone are the victims whether the verb is passive or its subject stands before it. The original spelling decides where folding hid
a difference (أصابه and إصابة).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims import people as people_of
from services.claims.inflection import MANY, ONE
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    NAME,
    NISBA,
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
    word_group,
    word_set,
)
from services.claims.people import People
from services.claims.people_phrase import FORCE
from services.claims.phrase_extension import CASES
from services.claims.present_tense import present_tells
from services.claims.reading import Reading
from services.claims.sentence_grammar import SentenceGrammar
from services.claims.tokens import Sentence, Token
from services.claims.tolls import total_of_those
from services.claims.verb_objects import (
    accusative,
    apposed_name,
    far_object,
    killed_by_counted,
    named_next,
    nominative,
    object_of_many,
    one_man,
    other_object,
    pronoun_people,
    struck_by_thing,
    thing_at,
    thing_follows,
    things_counted,
)
from services.claims.verb_senses import cites, dies, lost_aboard, lost_kin, lost_members, runs, unharmful
from services.claims.verbal_nouns import captives, reached_by_to, unlisted_name

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
        if after is not None and accusative(tokens, after):
            reading.victims = after
            reading.rule = "verbal noun, its doer a pronoun, people"
            return
    if (
        entry.pronoun is not None
        and entry.person == "m1"
        and not entry.present
        and entry.frame != "undergoes"
        and (entry.pronoun != "ه" or _written(reading.sentence, i).endswith("ه"))
        and (reached := reached_by_to(grammar, i + 1)) is not None
    ):
        reading.victims = reached
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
    if entry.pronoun is not None and _ends_a_name(grammar, i):
        reading.dropped = "part of a name"
        return
    if i and tokens[i - 1].tags & SUBSET:
        reading.dropped = "tells of a part of people already counted"
        return
    if (
        word is not None
        and tokens[i].text in ("وفر", "وفرت", "توفر", "ووفر", "وفروا", "وفرا")
        and not runs(tokens, i, grammar)
    ):
        reading.dropped = "وفر: provides"
        return
    if entry.present and not present_tells(reader, reading, word.preposition if word else ""):
        return
    if reading.zero:
        reading.victims, reading.rule = grammar.after(i + 1), "explicit none"
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
    if "lost" in entry.flags and entry.person[1:] == "1" and (aboard := lost_aboard(grammar, i)) is not None:
        reading.victims, reading.rule = aboard, "aboard what is missing"
        return
    after_pronoun = previous is not None and (previous.text == "قد" or previous.tags & RELATIVE)
    if tokens[i].text == "فقد" and not after_pronoun and not grammar.starts_people(i + 1):
        reading.dropped = "the particle قد"
        return
    if entry.lemma == "غرق" and previous is not None and previous.word is not None and previous.word.core in CASES:
        reading.dropped = "a case of drowning, nobody said to have died"
        return
    if tokens[i].text in ("يصب", "تصب") and (previous is None or previous.text.lstrip("وف") not in ("لم", "ان", "ولم")):
        reading.dropped = "pours: the verb of harm is cut short behind لم only"
        return
    of_wounds = (
        previous is not None and previous.word is not None and previous.word.core.startswith(("جروح", "جراح", "اصاب"))
    )
    if entry.kind == "injured" and of_wounds and i + 1 < len(tokens) and tokens[i + 1].text in ("بها", "به"):
        reading.dropped = "the wounds told before"  # "مقتل جندي متأثرا بجروح أصيب بها"
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
    if word is not None and word.pronoun == "نا" and entry.frame != "undergoes" and not entry.present:
        after = grammar.after(i + 1)
        if after is not None and after.first == i + 1 and after.counted:
            reading.victims, reading.rule = after, "verb in the first person, people"  # "قتلنا 60 من الحركة"
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
        if (total := total_of_those(grammar, i)) is not None:
            reading.victims, reading.rule = total, "toll"
            return
        reading.dropped = "told by the casualty noun before it"
        return
    if entry.person[1:] == "3" and (total := total_of_those(grammar, i)) is not None:
        reading.victims, reading.rule = total, "toll"
        return
    if entry.lemma == "فقد" and (kin := lost_kin(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", kin, "lost their kin"
        return
    if entry.lemma in ("فقد", "خسر") and (members := lost_members(grammar, i)) is not None:
        reading.kind, reading.victims, reading.rule = "killed", members, "lost its members"
        return
    if entry.lemma == "خسر":
        reading.dropped = "something is lost, not people"
        return
    if entry.pronoun is None and i + 1 < len(tokens) and tokens[i + 1].text in _THOSE and not _noun_at(tokens, i + 2):
        doer = grammar.subject_before(i, entry.person)
        those = reader.antecedent(reading.sentence, doer.first if doer is not None else i, "m3")
        if doer is not None and entry.frame != "undergoes":
            reading.agent, reading.victims, reading.rule = doer, those, "active verb, those told before"
            reading.dropped = "no people" if those is None else None
            return
    if entry.lemma == "قضي" and not dies(grammar, i, entry):
        reading.dropped = "قضى of judging or spending"
        return
    nxt_token = tokens[i + 1] if i + 1 < len(tokens) else None
    then = nxt_token is not None and nxt_token.text == "ثم" and i + 2 < len(tokens)  # "خطف ثم قتل أستاذ"
    if then:
        nxt_token = tokens[i + 2]
    if (
        nxt_token is not None
        and nxt_token.tags & TRIGGER
        and nxt_token.word is not None
        and (then or nxt_token.word.conjunction == "و")
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
        if after is None and not _relative(tokens, i) and thing_follows(tokens, i):
            reading.dropped = "its subject is no people"
            return
        if after is None and entry.person[1:] == "1" and not _subject_near(grammar, i, entry.person):
            after = apposed_name(grammar, i) or grammar.postponed(i + 1)
            if after is None and named_next(tokens, i):
                after = unlisted_name(reading, entry, i + 1)
        before = grammar.subject_before(i, entry.person)
        plural_form = entry.person[1:] in ("2", "3")
        if plural_form or (after is None):
            reading.victims = before or after
            if reading.victims is None:
                reading.victims = _who_acted(grammar, i) or reader.antecedent(reading.sentence, i, entry.person)
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
        elif entry.lemma == "استشهد" and cites(reading, tokens):
            reading.dropped = "cites"
        return
    if entry.frame in ("ambivalent", "acts"):
        if entry.pronoun is not None:
            after = grammar.after(i + 1, organisations=True)
            if after is not None and accusative(tokens, after) and entry.person == "m1" and not entry.present:
                # "ذبحهم طفلا": the noun, its doer as the pronoun, and its object
                reading.victims = after
                reading.rule = "verbal noun, its doer a pronoun, people"
                return
            reading.agent = after if after is not None and not after.counted else None
            if reading.agent is None:
                reading.agent = _doer_before(grammar, i, entry.person)
            taken = _described_by_it(grammar, i)
            if reading.agent is not None and taken is reading.agent and entry.person == "m3":
                armed = [p for p in grammar.phrases if p.end <= taken.first and p.role in FORCE and p.number == MANY]
                reading.agent = armed[-1] if armed else None  # "أعدم المسلحون ستة شرطيين كانوا قد خطفوهم"
            if entry.lemma == "اصاب" and after is None and unharmful(tokens, i):
                reading.dropped = "what befell them is no harm"
                return
            reading.victims = pronoun_people(reader, reading, entry.pronoun)
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
        if after is None and entry.person[1:] != "2":
            after = grammar.those_within(i + 1)  # "قتلت كل من فيه"
        if after is None and entry.pronoun is None and other_object(tokens, i):
            reading.dropped = "its object is no people"
            return
        if after is None and entry.person[1:] == "1" and entry.frame == "ambivalent":
            after = grammar.postponed(i + 1)
            if after is None and named_next(tokens, i):
                after = unlisted_name(reading, entry, i + 1)
        if after is None and entry.frame == "acts" and entry.person[1:] == "1":
            after = struck_by_thing(grammar, i)
        if after is not None and not after.pronoun and not (after.other and after.counted):
            second = (
                grammar.second(
                    after.end,
                    plain=after.organisation and after.definite,
                    described=not after.definite and not after.names,
                )
                if after.organisation or not after.counted or _the_group(tokens, after)
                else killed_by_counted(grammar, after)
            )
            if second is not None and entry.person[0] == "f" and _men_in_the_accusative(tokens, after):
                second = None  # "اعتقلت الشابين ... بعد دهم منزل والديهما": who was taken, not who did it
            if second is not None and entry.person == "f1" and one_man(after):
                second = None  # "الغارة قتلت القيادي سالم ومرافقيه": he is no subject of a verb in the feminine
            if second is None and entry.person == "m1":
                second = object_of_many(grammar, after)
            if second is None and entry.person[1:] == "1" and after.definite and _many_nominative(tokens, after):
                told = far_object(grammar, after.end)
                second = told if told is not None and told.counted else None  # "احتجز المسلحون أمس 50 عائلة"
            if second is None and entry.frame == "ambivalent" and entry.person == "m1" and nominative(tokens, after):
                told = far_object(grammar, after.end) if after.role == "militant" else None
                if told is not None and (entry.kind == "captured" or accusative(tokens, told) or _man_named(told)):
                    second = told  # "خطف مسلحون من منزله الصحفي", "قتل مسلحون، أمس، العقيد سالم رزق"
            if second is None and entry.frame == "acts" and entry.person[1:] == "1" and nominative(tokens, after):
                second = far_object(grammar, after.end)
                if second is None:
                    reading.dropped = "no object"
                    return
            if second is not None and entry.person[1:] == "1":
                reading.agent, reading.victims = after, second
                reading.rule = "active verb, agent, people"
                return
        before = grammar.subject_before(i, entry.person)
        if before is not None and i - 1 <= before.end <= i and _another_verb(nxt_token):
            if (
                nxt_token is not None
                and nxt_token.word is not None
                and any(further.frame == "acts" for further in nxt_token.word.entry.triggers)
            ):
                reading.agent, reading.rule = before, "shared people"  # "مسلح يقتل ويصيب 9 أشخاص"
                return
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
                and after.role in FORCE
                and entry.person[1:] == "1"
                and before is None
            ):
                reading.dropped = "agent without people"
                return
            if after.definite and not (after.names or after.counted) and things_counted(tokens, after.end):
                reading.dropped = "its object is no people"  # "قتل الصيادون نحو 250 حوتا"
                return
            burns = entry.lemma in _BURNS and not _household(tokens, after.end)  # "أحرق عمال دوريات"
            if (
                (burns or (after.definite and after.number == ONE))
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
        if other_object(tokens, i):
            reading.dropped = "its object is no people"
            return
        if before is not None and before.organisation and not before.counted and before.end >= i - 1:
            told = far_object(grammar, i + 1)
            if told is not None and (told.counted or _man_named(told) or not told.definite) and not told.organisation:
                reading.agent, reading.victims, reading.rule = before, told, "subject, active verb, people"
                return
            if entry.present and entry.person[1:] == "1" and _object_unknown(tokens, i + 1):
                reading.dropped = "agent without people"  # "داعش يعدم بطل ملاكمة"
                return
        reading.victims = before or (_surname_before(reading) if entry.person == "m1" else None)
        reading.rule = "people, passive verb"
        _either(reading, tokens)
        if reading.victims is None and not entry.present:
            reading.victims = _stood_for(reader, reading, entry)
        elif entry.present and [token.text for token in tokens[max(0, i - 2) : i]] == ["قبل", "ان"]:
            # "فتح النار قبل أن يقتل": who did what was told before
            acted = _who_acted(grammar, i) or reading.victims
            reading.victims = acted or reader.antecedent(reading.sentence, i, entry.person)
        if reading.victims is None:
            reading.dropped = "no people"


_DEEDS = word_set("deeds")
_ADVERBS = word_set("adverbs")
_BURNS = frozenset(("احرق", "حرق"))
_STRANGERS = frozenset(form for form in word_group("stranger who attacks") if form.endswith(("ون", "ان")))
_ALSO_NOUNS = word_set("also_nouns")


def _after(grammar: SentenceGrammar, k: int) -> People | None:
    """The people right behind a verb: a phrase, a captive or wounded ("استشهد الأسير فلان"), a name behind what the person is."""
    return grammar.after(k) or captives(grammar, k, directly=True) or grammar.named_behind_noun(k)


def _subject_near(grammar: SentenceGrammar, i: int, person: str) -> bool:
    """Whether the subject of the verb at `i` stands before it; a party further off than a few words is none: "قصف الجيش الموقع
    كما استشهد في الغارة ضابطان"."""
    before = grammar.subject_before(i, person)
    return before is not None and not (before.organisation and before.end < i - 1 and not _relative(grammar.tokens, i))


def _doer_before(grammar: SentenceGrammar, i: int, person: str) -> People | None:
    """The subject of the verb at `i` before it, who stands in no accusative: "طعن مستوطن شابا فأصابه": the settler."""
    found = grammar.subject_before(i, person)
    if found is None or not accusative(grammar.tokens, found):
        return found
    before = [
        p for p in grammar.phrases if p.end <= found.first and p.number == ONE and not accusative(grammar.tokens, p)
    ]
    return before[-1] if before else found


def _the_group(tokens: list[Token], people: People) -> bool:
    """Whether the phrase is a group that is known, and no number: "المجموعة المسلحة"."""
    word = tokens[people.first].word
    return word is not None and word.definite and word.core == "مجموعه"


def _noun_at(tokens: list[Token], k: int) -> bool:
    """Whether a noun with the article stands at `k`: "هؤلاء العمال"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.definite and not word.preposition


_THOSE = frozenset(("هولاء", "اوليك"))


def _described_by_it(grammar: SentenceGrammar, i: int) -> People | None:
    """The indefinite people right before a clause that describes them, whom the pronoun of its verb at `i` means: "ستة شرطيين كانوا قد
    خطفوهم"."""
    tokens = grammar.tokens
    k = i
    while k and tokens[k - 1].text in ("كانوا", "كان", "كانت", "قد"):
        k -= 1
    if k == i:
        return None
    return next((p for p in grammar.phrases if p.end == k and p.counted and not p.names), None)


def _surname_before(reading: Reading) -> People | None:
    """The man called by his surname alone behind إن, whom the article names in full elsewhere: "إن العجلاني قتل"."""
    tokens, k = reading.sentence.tokens, reading.first - 1
    word = tokens[k].word if k > 0 else None
    if word is None or not tokens[k - 1].tags & COMPLEMENTIZER or not word.definite:
        return None
    if word.tags & ~NISBA or word.preposition or word.conjunction:
        return None
    named = reading.sentence.field.document.surname(word.text)
    return people_of.named_person(reading.sentence, k, k + 1) if named else None


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


def _object_unknown(tokens: list[Token], k: int) -> bool:
    """Whether a noun of no list stands right behind the verb, where its object would."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and not (word.tags & STOP or word.conjunction or word.preposition)


def _man_named(people: People) -> bool:
    """Whether a noun of people or a rank bears the name: "الشاب أحمد", no village of that name; or one of rank stands without a name."""
    head = people.sentence.tokens[people.head].word if people.head is not None else None
    first = people.sentence.tokens[people.first]
    ranked = bool(first.tags & TITLE) and people.definite and people.number == ONE
    return ranked or (bool(people.names) and head is not None and bool(head.tags & PEOPLE))


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
        if phrase.end <= k and (phrase.organisation or phrase.role in FORCE):
            return phrase
    return None


def _who_acted(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person who may be the subject of what the sentence tells before `i`: no object, and not behind a preposition."""
    tokens = grammar.tokens
    for phrase in reversed(grammar.phrases):
        word, before = tokens[phrase.first].word, tokens[phrase.first - 1] if phrase.first else None
        if phrase.end > i or phrase.number != ONE or phrase.subset or phrase.organisation or word is None:
            continue
        if word.preposition or (before is not None and before.tags & PREPOSITION):
            continue
        if word.text.endswith("ا") and word.tags & PEOPLE and not word.tags & NAME:
            continue  # "أصاب متطوعا"
        return phrase
    return None


def _ends_a_name(grammar: SentenceGrammar, i: int) -> bool:
    """Whether a given name that a title introduces stands before the word, and no doer behind it: "المهندس حامد سبيه"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if i < 2 or word is None or word.conjunction or not tokens[i - 1].tags & NAME:
        return False
    if not (tokens[i - 2].tags & TITLE or tokens[i - 2].text == "بن"):
        return False
    return grammar.after(i + 1, organisations=True) is None


def _men_in_the_accusative(tokens: list[Token], people: People) -> bool:
    """Whether the people are men written as an object, who are no subject of a verb in the feminine: "الشابين"."""
    word = tokens[people.head].word if people.head is not None else None
    return word is not None and not people.organisation and bool(word.tags & PEOPLE) and word.text.endswith("ين")


def _household(tokens: list[Token], k: int) -> bool:
    """Whether a family stands at `k`: people, though a number before it counts none."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.core in ("عايله", "اسره")


def _many_nominative(tokens: list[Token], people: People) -> bool:
    """Whether definite people are written as a subject: "المسلحون", "مسلحو الجماعة"."""
    word = tokens[people.head].word if people.head is not None else None
    return word is not None and word.text.endswith(("ون", "و")) and bool(word.tags & PEOPLE) and not people.counted


def _casualties_at(token: Token) -> bool:
    word = token.word
    return word is not None and any(e.person == "3" for e in word.entry.casualties())


def _ends_clause(tokens: list[Token], i: int) -> bool:
    """Whether no object can stand at `i`: the sentence ends, or a particle or a preposition follows."""
    word = tokens[i].word if i < len(tokens) else None
    return word is None or bool(word.tags & STOP) or bool(word.preposition) or word.text[0] == "ب"


def _active_subject(before: People, entry: TriggerEntry, tokens: list[Token], i: int) -> bool:
    if before.end > i:
        return False
    if entry.person[1:] in ("2", "3"):
        return True
    near = before.end >= i - 2 or _relative(tokens, i)
    return near and (before.organisation or before.number == ONE or entry.person == "f1")


def _relative(tokens: list[Token], i: int) -> bool:
    return any(tokens[j].tags & RELATIVE for j in range(max(0, i - 2), i))


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
