"""Who suffers or does what a verbal noun tells (مقتل، إصابة، فرار): the people behind it, its pronoun, people before it, or those shared
with a further noun. It decides by the determination of the noun: "مقتلهم", "أجبرهم على الفرار", "مقتل ثلاثة جنود".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.checks.negatives import rescued
from services.claims.constructions.exposure import exposed_people
from services.claims.constructions.governing_verbs import accused, forced_to, who_joined, who_managed
from services.claims.constructions.medical_cases import (
    CASES,
    counted_cases,
    read_both_cases,
    read_cases,
    read_cases_after,
)
from services.claims.constructions.noun_objects import (
    accusative_next,
    executions,
    for_people,
    people_after,
    reached_by_deeds,
    reached_by_to,
    reached_by_verb,
    reached_in_ranks,
    shared_with_nouns,
    told_as_object,
    triggers_at,
)
from services.claims.constructions.verb_objects import things_counted
from services.claims.constructions.verb_senses import lost_aboard
from services.claims.lexicon import NO_PEOPLE, SUBSET, TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.people_phrases.unlisted_names import unlisted_name
from services.claims.reading import Reading
from services.claims.text.inflection import ONE, PERSON_OF
from services.claims.text.tokens import Token
from services.claims.text.words import Word, one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_TRANSITIVE = word_set("transitive_nouns")
_RESULTING = frozenset(
    ("بالاضافه", "اضافه", "ادي", "ادت", "يودي", "تودي", "تعرض", "تعرضوا", "تعرضت", "نتيجه", "اسباب", "واضحه")
)  # before ل and what happened
_TO_THEM = frozenset(("له", "لها", "لهم", "لهما", "لهن"))
_PARTS_OF_TIME = word_set("parts_of_time")
_COUNTED_OTHERWISE = frozenset(("وفاه", "اصابه", "اعدام"))  # nouns whose cases are read as casualties or executions
_DEEDS = frozenset(("عمليه", "عمليات", "حادثه", "حادث", "جريمه", "جرايم", "حوادث"))
_DEEDS_IN_FEMININE = frozenset(("عمليه", "عمليات", "حاله", "حالات", "حركه", "موجه", "محاوله", "محاولات"))
_TOOK_PLACE = word_set("took_place")


def read_verbal_noun(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Reads a verbal noun by how it is determined: by a pronoun ("مقتلهم"), the article ("الفرار"), or people behind it ("مقتل جندي")."""
    grammar = reader.grammar(reading.sentence)
    word = grammar.tokens[reading.first].word
    assert word is not None
    if _read_by_neighbours(reader, reading, entry, word):
        return
    reading.dropped = _no_deed(grammar, reading.first, entry, word)
    if reading.dropped is not None:
        return
    if word.pronoun:
        _read_with_pronoun(reader, reading, entry, word)
        return
    if entry.lemma == "انشقاق" and word.text.endswith("ات") and _read_defections(grammar, reading):
        return
    if word.definite and entry.frame == "subject":
        _read_with_article(reader, reading, entry)
        return
    _read_with_people(reader, reading, entry)


def _read_by_neighbours(reader: Reader, reading: Reading, entry: TriggerEntry, word: Word) -> bool:
    """Takes or drops the noun by what stands round it, whoever follows: cases, those exposed to it, a purpose, an event told again."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    previous = tokens[i - 1].text if i else ""
    if entry.lemma in ("وفاه", "اصابه"):
        if read_both_cases(reading) or read_cases_after(reading):
            return True
        if previous.lstrip("و") in ("حالتي", "حالتين", "حالتان", "حالتا"):
            read_cases(reading)
            return True
    if entry.lemma == "غرق" and i and (case := tokens[i - 1].word) is not None and case.core in CASES:
        reading.dropped = "a case of drowning, nobody said to have died"
        return True
    if entry.kind in ("killed", "injured") and entry.lemma not in _COUNTED_OTHERWISE and counted_cases(reading):
        return True
    if entry.lemma == "غرق" and rescued(tokens, i):
        reading.dropped = "rescued"
        return True
    exposing = word.preposition == "ل" or previous == "الي"
    exposing = exposing or (entry.kind == "injured" and bool(word.preposition or previous == "من"))
    if exposing and (exposed := exposed_people(reader, reading.sentence, i)) is not None:
        reading.victims = exposed
        reading.rule = "people exposed to it"
        return True
    if word.preposition == "ل" and _purpose(grammar, i, entry, word):
        reading.dropped = "purpose, not event"
        return True
    if "lost" in entry.flags and not word.definite and (aboard := lost_aboard(grammar, i)) is not None:
        reading.victims, reading.rule = aboard, "aboard what is missing"
        return True
    if word.definite and entry.frame == "object":
        if word.text.endswith("ات") and (reached := reached_by_deeds(grammar, i)) is not None:
            reading.victims, reading.rule = reached, "reached by a verb"
        elif entry.kind in reader.told and _event_again(tokens, i):
            reading.rule = "event told again"
            reading.notes.append("bare event")
        elif word.preposition == "ل":
            reading.dropped = "no people"
        else:
            _bare(reading)
        return True
    return False


def _purpose(grammar: SentenceGrammar, i: int, entry: TriggerEntry, word: Word) -> bool:
    """Whether ل makes the noun what somebody means to do ("خطة لاغتيال الوزير"), not what happened ("أدى لاعتقال", "اضطروا للفرار")."""
    if entry.lemma in ("مقتل", "مصرع", "استشهاد", "وفاه", "اصابه") or word.pronoun:
        return False
    previous = grammar.tokens[i - 1].text.lstrip("و") if i else ""
    if entry.frame == "subject":
        if previous.startswith(("اضطر", "يضطر", "تضطر", "دفع")):
            return False
        driven = forced_to(grammar, i)
        if driven is not None and driven.end >= i - 1:
            return False
    return previous not in _RESULTING


def _no_deed(grammar: SentenceGrammar, i: int, entry: TriggerEntry, word: Word) -> str | None:
    """Why the noun tells of no deed to people: "عدم مقتل أحد", قاتل with a pronoun, a noun whose people do not follow at once."""
    if i and grammar.tokens[i - 1].text.lstrip("و") == "عدم":
        return "negated"
    if word.pronoun and "kin" in entry.flags:
        return "no people"
    if "adjacent" in entry.flags and (word.pronoun or word.definite or not grammar.starts_people(i + 1)):
        return "no people"
    return None


def _read_with_pronoun(reader: Reader, reading: Reading, entry: TriggerEntry, word: Word) -> None:
    """Reads a noun with a pronoun, which is who suffers it ("مقتلهم") or, where other people follow, who does it ("خطفهم طفلا")."""
    grammar = reader.grammar(reading.sentence)
    i = reading.first
    if i and grammar.tokens[i - 1].tags & SUBSET:
        reading.dropped = "tells of a part of people already counted"
        return
    if word.pronoun == "نا":
        reading.dropped = "of the writer"
        return
    wanted = PERSON_OF.get(word.pronoun, "m1")
    after = grammar.after(i + 1) if entry.frame == "object" else None
    if after is not None and (after.head is not None and after.first == i + 1) and told_as_object(grammar, after):
        # "قتله والده", "ذبحهم طفلا": the pronoun is who did it
        reading.victims = after
        reading.rule = "verbal noun, its doer a pronoun, people"
        return
    if entry.lemma in _TRANSITIVE and (reached := reached_by_to(grammar, i + 1)) is not None:
        reading.victims = reached  # "اختطافهم للسفير"
        reading.rule = "verbal noun, its doer a pronoun, people"
        return
    joined = who_joined(grammar, i) if entry.frame == "subject" and wanted == "m3" else None
    reading.victims = joined or reader.antecedent(reading.sentence, i, wanted, word.pronoun)
    reading.rule = "verbal noun with pronoun"
    if reading.victims is None:
        reading.dropped = "no people for the pronoun"


def _read_defections(grammar: SentenceGrammar, reading: Reading) -> bool:
    """Reads the plural of nobody in particular ("الخلافات والانشقاقات في الحزب"), in a body where its sentence names an organisation; False
    where people follow."""
    after = people_after(grammar, reading.first + 1)
    if after is not None and (after.role != "unknown" or after.organisation):
        return False
    if not any(phrase.organisation for phrase in grammar.phrases) and reading.sentence.field.name == "body":
        reading.dropped = "no people"
        return True
    reading.notes.append("bare")
    reading.rule = "defections without people"
    return True


def _read_with_article(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Reads a noun with the article whose doer is meant: before it ("أجبرهم على الفرار", "تمكن 5 من الفرار"), behind it, or earlier."""
    grammar = reader.grammar(reading.sentence)
    i = reading.first
    victims = (
        forced_to(grammar, i)
        or who_managed(grammar, i)
        or grammar.subject_before(i, "m3")
        or grammar.subject_before(i, "m1")
    )
    if victims is None and entry.lemma == "انتحار" and i and grammar.tokens[i - 1].text == "علي":
        victims = grammar.subject_before(i, "f1")  # "أقدمت فتاة على الانتحار"
    after = people_after(grammar, i + 1, to_them=entry.kind == "surrendered")
    if after is not None:
        victims = after
    elif victims is None:
        victims = _next_headline(grammar, i + 1) or reader.antecedent(reading.sentence, i, "m3")
    reading.victims = victims
    if victims is None:
        reading.dropped = "no people"


def _read_with_people(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    """Reads a noun without article and pronoun: the people behind it are who suffers it ("مقتل جندي"), or who does it, before others
    who suffer it ("قتل شرطي شابا")."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    j = i + 1
    if i and entry.lemma == "اصابه" and any(e.kind == "injured" for e in triggers_at(grammar, i - 1)):
        reading.dropped = "how they were hurt"
        return
    after = people_after(grammar, j, to_them=entry.kind == "surrendered")
    if after is None and entry.lemma == "هرب":
        reading.dropped = "no people"
        return
    if after is None:
        after = unlisted_name(reading, entry, j)
    if after is not None and after.end == j + 1 and (all_those := grammar.those_within(j)) is not None:
        after = all_those  # "مقتل جميع من كانوا على متنها"
    if after is None and entry.lemma == "اعدام" and (cases := executions(grammar, i)) is not None:
        reading.victims, reading.rule = cases, "counted executions"
        return
    if after is not None and entry.kind == "defected" and after.first == j and _adjective_of_deed(tokens, i):
        after = None  # "أرفع عملية انشقاق عسكرية"
    if after is not None and entry.lemma == "قتل" and after.head == j and things_counted(tokens, after.end):
        reading.dropped = "its object is no people"  # "قتل الصيادون 250 حوتا"
        return
    if after is None and entry.frame == "object":
        reading.victims = (
            grammar.those_within(j)
            or reached_by_verb(grammar, j)
            or reached_in_ranks(grammar, j)
            or shared_with_nouns(grammar, j)
        )
        if reading.victims is None:
            _bare(reading)
        return
    if after is not None:
        after = _object_behind_doer(grammar, reading, entry, after)
        to_them = tokens[after.end].text if after.end < len(tokens) else ""
        if not after.counted and entry.lemma in _TRANSITIVE and to_them in _TO_THEM:
            reading.agent = after  # "احتجاز الجيش لهم"
            reading.victims = reader.antecedent(reading.sentence, i, PERSON_OF.get(to_them[1:], "m1"), to_them[1:])
            reading.rule = "verbal noun, its object a pronoun behind the doer"
            if reading.victims is None:
                reading.dropped = "no people for the pronoun"
            return
        if _does_it_to_thing(tokens, after):
            reading.dropped = "its object is no people"
            return
    if reading.agent is None and entry.frame == "object" and entry.kind in ("killed", "injured", "captured"):
        reading.agent = accused(grammar, i)
    reading.victims = after
    if "kin" in entry.flags:
        if not _kin(grammar, after, j):
            reading.victims = None
    elif after is None:
        reading.victims = grammar.subject_before(i, "m3")
    if reading.victims is None:
        reading.dropped = "no people"


def _object_behind_doer(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry, after: People) -> People:
    """The people that suffer the deed, behind those right behind the noun, who are then noted as its doers; else these themselves."""
    if after.organisation and not after.counted and entry.frame == "object":
        second = grammar.second(after.end, plain=True)
        if second is not None:
            reading.agent, after = after, second
    if (
        after.number == ONE
        and not after.counted
        and entry.lemma in _TRANSITIVE
        and (object_of_it := accusative_next(grammar, after.end)) is not None
    ):
        reading.agent, after = after, object_of_it  # "قتل شرطي شابا"
    if not after.counted and after.number != ONE and entry.frame == "object":
        patient = for_people(grammar, after)
        if patient is not None:
            reading.agent, after = after, patient
    return after


def _does_it_to_thing(tokens: list[Token], people: People) -> bool:
    """Whether one person with the article, not named, does the deed to the thing right behind: "إصابة المهاجم هدفا"."""
    if not people.definite or people.number != ONE or people.names or people.counted:
        return False
    thing = tokens[people.end].word if people.end < len(tokens) else None
    return (
        thing is not None
        and bool(thing.tags & NO_PEOPLE)
        and thing.core not in _PARTS_OF_TIME
        and not (thing.definite or thing.preposition or thing.conjunction)
    )


def _adjective_of_deed(tokens: list[Token], i: int) -> bool:
    """Whether what follows the noun at `i` is the adjective of the deed before it, in the feminine like it: "عملية انشقاق عسكرية"."""
    deed = tokens[i - 1].word if i else None
    adjective = tokens[i + 1].word if i + 1 < len(tokens) else None
    return (
        deed is not None
        and adjective is not None
        and deed.core in _DEEDS_IN_FEMININE
        and adjective.core.endswith("يه")
        and not adjective.definite
    )


def _next_headline(grammar: SentenceGrammar, j: int) -> People | None:
    """The people of the second half of a headline: "الهروب من المدينة.. المتمردون يتخفون"."""
    tokens = grammar.tokens
    for k in range(j, min(len(tokens) - 1, j + 7)):
        if tokens[k].text == "." and tokens[k + 1].text != ".":
            found = people_of.parse(grammar.sentence, k + 1)
            return found if found is not None and (found.number != ONE or found.names) else None
    return None


def _kin(grammar: SentenceGrammar, people: People | None, j: int) -> bool:
    """Whether the people right after قاتل are kin or named: "قاتل أخيه"."""
    if people is None or people.first != j or people.head is None:
        return False
    head = grammar.tokens[people.head].word
    return bool(people.names) or (head is not None and (bool(head.pronoun) or head.text.endswith(("اه", "يه", "وه"))))


def _event_again(tokens: list[Token], i: int) -> bool:
    """Whether an event told before is said to have happened, by a noun of deeds and a verb: "عملية الخطف وقعت في البلدة",
    "حصلت عملية الاغتيال"."""
    word = tokens[i - 1].word if i else None
    if word is None or word.core not in _DEEDS:
        return False
    around = tokens[max(0, i - 3) : i - 1] + tokens[i + 1 : i + 4]
    return any(one_of(token.text, _TOOK_PLACE) for token in around)


def _bare(reading: Reading) -> None:
    """A verbal noun without people: shared with a following trigger, or an event without people."""
    tokens = reading.sentence.tokens
    i = reading.first
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and nxt.tags & TRIGGER and nxt.word is not None and nxt.word.conjunction:
        reading.rule = "shared people"
        return
    reading.dropped = "no people"
