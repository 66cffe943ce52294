"""Triggers of several words (phrases.tsv)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.checks.filters import check
from services.claims.checks.mood import explicit_none
from services.claims.checks.negatives import negative
from services.claims.constructions.governing_verbs import accused
from services.claims.constructions.losses import who_lost
from services.claims.constructions.medical_cases import read_severe_cases
from services.claims.constructions.phrase_matching import match_phrase, people_behind
from services.claims.lexicon import (
    ADVERB,
    NAME,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    STOP,
    TITLE,
    PhraseEntry,
    word_group,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.ranks import people_in_ranks
from services.claims.people_phrases.unlisted_names import unlisted_name
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, person_of_verb
from services.claims.text.tokens import Token
from services.claims.triggers import Candidate

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader


def read_phrase(reader: Reader, candidate: Candidate, phrase: PhraseEntry) -> Reading | None:
    """The reading of a phrase of phrases.tsv at the candidate, by its frame (where its people stand); None where its words do not
    stand there."""
    spans = match_phrase(candidate, phrase)
    if spans is None:
        return None
    first, last = spans[phrase.first][0], spans[phrase.last][1]
    reading = Reading(candidate.sentence, first, last, phrase.kind, "phrase", phrase, cause=phrase.cause)
    if (reason := _no_event(candidate, phrase, first, last)) is not None:
        reading.dropped = reason
        return reading
    match phrase.victims:
        case "cases":
            read_severe_cases(reader, reading)
            if reading.dropped is not None:
                return reading
        case "none":
            _read_losses(reader, reading, spans[-1][1] + 1)
        case _:
            _read_people(reader, reading, candidate, phrase, spans)
            if (reason := _people_amiss(reading, phrase, spans[-1][1] + 1)) is not None:
                reading.dropped = reason
                return reading
    if phrase.victims != "none" or not reading.zero:
        check(reader, reading, phrase.flags)
    return reading


def _no_event(candidate: Candidate, phrase: PhraseEntry, first: int, last: int) -> str | None:
    """Why the phrase, before its people are looked for, tells of nothing that happened; None where it may."""
    tokens, i = candidate.sentence.tokens, candidate.index
    if (
        tokens[i].text[:1] in "يت"
        and i
        and tokens[i - 1].text in ("ان", "سوف", "لن", "قد", "وقد", "كي")
        and not (i > 1 and tokens[i - 2].text in ("قبل", "بعد", "الي"))
    ):
        return "not said to have happened"
    if (reason := negative(candidate.sentence, first, last)) is not None:
        return reason
    word = tokens[i].word
    if word is not None and word.preposition == "ل" and phrase.victims == "after":
        return "purpose, not event"
    inside = tokens[i + 1 : last]
    if phrase.kind == "killed" and any(token.word is not None and token.word.core in _COURTS for token in inside):
        return "a court's sentence"
    if phrase.victims == "execution" and _sentence_only(tokens, i):
        return "a court's sentence"
    return None


def _people_amiss(reading: Reading, phrase: PhraseEntry, end: int) -> str | None:
    """What is amiss with the people found for the phrase, which ends before token `end`; None where nothing is."""
    victims = reading.victims
    if victims is None:
        return "no people"
    if phrase.victims == "after" and _told_by_noun(reading, end):
        return "told by the casualty noun behind it"
    if phrase.victims == "execution" and victims.definite and victims.number == MANY and not victims.counted:
        return "general statement"
    return None


def _read_losses(reader: Reader, reading: Reading, end: int) -> None:
    """Reads a phrase whose own words say that people fell ("خسائر بشرية"): an explicit none, or those who suffered and inflicted it."""
    if explicit_none(reading.sentence.tokens, reading.first):
        reading.zero = True
        return
    suffers, inflicts = who_lost(reader, reading.sentence, reading.first)
    reading.victims = suffers or people_in_ranks(reading.sentence, end)
    reading.agent = inflicts or reading.agent


def _read_people(
    reader: Reader, reading: Reading, candidate: Candidate, phrase: PhraseEntry, spans: list[tuple[int, int]]
) -> None:
    """Sets victims and agent by the frame of the phrase."""
    between = _between(candidate, spans)
    match phrase.victims:
        case "after" | "execution":
            _read_people_behind(reader, reading, candidate, phrase, spans)
        case "subject":
            _read_subject(reader, reading, candidate, phrase, spans)
        case "fleeing":
            reading.victims = _who_flees(reader, candidate)
        case "to death" if inside := _inside(reader, candidate, spans):
            reading.victims = inside[-1]  # "ضرب الحراس السجين حتى الموت", "يهشم رأس زوجته حتى الموت"
            grammar = reader.grammar(candidate.sentence)
            person = person_of_verb(candidate.sentence.tokens[spans[0][0]].text)
            reading.agent = inside[0] if len(inside) > 1 else grammar.subject_before(candidate.index, person)
        case "of" | "to death":
            reading.victims = between or _whose(reader, candidate, reading.first, spans)


def _who_flees(reader: Reader, candidate: Candidate) -> People | None:
    """Who runs where the clause tells of it with another verb: "عبر 800 عنصر الحدود هربا من المعارك", "لجأ الجنود إلى القرية فرارا من
    القصف": the first people of the clause that no preposition governs."""
    grammar = reader.grammar(candidate.sentence)
    tokens = candidate.sentence.tokens
    start = grammar.clause_start(candidate.index)
    before = [phrase for phrase in grammar.phrases if start <= phrase.first and phrase.end <= candidate.index]
    free = [p for p in before if not (p.first and tokens[p.first - 1].tags & PREPOSITION and not p.counted)]
    return next((phrase for phrase in free if not phrase.subset), None)


def _inside(reader: Reader, candidate: Candidate, spans: list[tuple[int, int]]) -> list[People]:
    """The people between the first and the last word of the phrase."""
    phrases = reader.grammar(candidate.sentence).phrases
    inside = [p for p in phrases if spans[0][1] < p.first < spans[-1][0]]
    for people in inside:
        people.cut(spans[-1][0])  # "عثروا على المتسلق ميتا": the last word looks like his name
    return inside


def _whose(reader: Reader, candidate: Candidate, first: int, spans: list[tuple[int, int]]) -> People | None:
    """Whom the pronoun of the last word means that has one: "قطعوا رأسه", "رؤوسهم", "خروجهم على"."""
    texts = [candidate.sentence.tokens[end].text for _, end in spans]
    owned = (text for text in reversed(texts) if text.endswith(_PRONOUNS) and not text.startswith("ال"))
    person = _person_of(next(owned, texts[-1]))  # of "وافتها المنية" the verb has the pronoun
    grammar = reader.grammar(candidate.sentence)
    taken = next((p for p in grammar.phrases if p.first < first < p.end and p.counted and person == "m3"), None)
    if taken is not None:
        taken.end = first  # "أعلن خمسة ضباط خروجهم على": the trigger looks like a part of their name
        return taken
    before = grammar.subject_before(first, person) if person == "m3" else None
    return before or reader.antecedent(candidate.sentence, first, person)


_PRONOUNS = ("ه", "ها", "هم", "هما")


def _person_of(text: str) -> str:
    """Gender and number of the pronoun at the end of a word: "رأسه", "حياتها", "أرواحهم"."""
    return "f1" if text.endswith("ها") else "m1" if text.endswith("ه") else "m3"


def _read_people_behind(
    reader: Reader, reading: Reading, candidate: Candidate, phrase: PhraseEntry, spans: list[tuple[int, int]]
) -> None:
    """Sets the people behind the phrase as the victims, and a force before it as who did it: "أودى الانفجار بحياة خمسة"."""
    grammar = reader.grammar(candidate.sentence)
    tokens = candidate.sentence.tokens
    end = spans[-1][1] + 1
    last_word = tokens[spans[-1][1]].word
    lives = last_word is not None and last_word.pronoun and last_word.core in ("حياه", "ارواح")
    if phrase.victims == "after" and lives:
        reading.victims = reader.antecedent(candidate.sentence, reading.first, _person_of(tokens[spans[-1][1]].text))
    elif phrase.victims == "after":
        reading.victims = grammar.after(end)
    else:
        _read_executed(reader, reading, candidate, spans)
    if reading.victims is not None and reading.victims.first > end + 6:
        reading.victims = None
    word = tokens[candidate.index].word
    if phrase.victims == "after" and word is not None and not word.definite and not word.preposition:
        subject = grammar.subject_before(candidate.index, person_of_verb(tokens[spans[0][0]].text))
        if (
            subject is not None
            and subject.forceful
            and subject.end >= candidate.index - 2
            and subject is not reading.victims
        ):
            reading.agent = subject
    if phrase.victims == "after" and reading.agent is None and phrase.kind == "killed":
        doer = accused(grammar, candidate.index)  # "تمكنت القوات من القضاء على خمسة"
        if doer is not None and doer.forceful and doer is not reading.victims:
            reading.agent = doer


def _read_executed(reader: Reader, reading: Reading, candidate: Candidate, spans: list[tuple[int, int]]) -> None:
    """Sets who was executed, behind how and where it was done: "تنفيذ حكم القتل تعزيرا بمنطقة الرياض في المدعو فلان"."""
    grammar = reader.grammar(candidate.sentence)
    tokens = candidate.sentence.tokens
    at = spans[-1][1] + 1
    while at + 1 < len(tokens) and (tokens[at].text in _HOW_EXECUTED or tokens[at].tags & ADVERB):
        at += 1
    at = _behind_place(tokens, at)
    reading.victims = grammar.after(at) or unlisted_name(reading, None, at)
    if reading.victims is None and len(spans) > 1:
        inner = people_of.parse(candidate.sentence, spans[-2][1] + 1)  # "تنفيذ القصاص بأحد الجناة في المنطقة"
        reading.victims = inner if inner is not None and inner.end <= spans[-1][0] else None
    if reading.victims is None and at < len(tokens) and tokens[at].text in ("عليهم", "عليه", "عليها"):
        reading.victims = reader.antecedent(candidate.sentence, reading.first, "m3")


def _read_subject(
    reader: Reader, reading: Reading, candidate: Candidate, phrase: PhraseEntry, spans: list[tuple[int, int]]
) -> None:
    """Sets the subject of the phrase as the victims, before it, behind it, between its words or told earlier: "سلم ثلاثة أنفسهم"."""
    grammar = reader.grammar(candidate.sentence)
    tokens = candidate.sentence.tokens
    end = spans[-1][1] + 1
    person = "m3" if phrase.kind == "missing" else person_of_verb(tokens[spans[0][0]].text, phrase.slots[0])
    reading.victims = grammar.subject_before(candidate.index, person)
    if reading.victims is None and phrase.kind == "missing":
        reading.victims = grammar.subject_before(candidate.index, "m1")
    described = next((p for p in grammar.phrases if p.first < reading.first < p.end and p.counted), None)
    if described is not None and phrase.kind == "missing":
        described.cut(reading.first)  # "45 شخصا مجهولي المصير"
        reading.victims = described
    if reading.victims is None and end < len(tokens) and tokens[end - 1].text not in _OTHERS_HANDS:
        event = tokens[end].word  # "راح ضحية المجزرة 60 مدنيا"
        named = event is not None and event.definite and not event.tags & (PEOPLE | ORGANISATION | STOP)
        after = grammar.after(end) or (grammar.after(end + 1) if named else None)
        reading.victims = None if after is None or _no_subject(phrase, after) else after
    between = _between(candidate, spans)
    if between is not None:
        reading.victims = between
    if phrase.kind == "missing":  # "أعلنت السلطات أن العشرات في عداد المفقودين": who stands right before it
        first = reading.first
        beside = [p for p in grammar.phrases if first - 2 <= p.end <= first and not p.subset]
        reading.victims = beside[-1] if beside else reading.victims
    if reading.victims is None:
        reading.victims = reader.antecedent(candidate.sentence, candidate.index, person)


def _no_subject(phrase: PhraseEntry, after: People) -> bool:
    """Whether who stands behind a phrase cannot be its subject: a party that "راح ضحية" would kill, those to whom somebody gives himself
    up ("تسلم نفسها للشرطة")."""
    opening = after.sentence.tokens[after.first].word
    if phrase.kind == "surrendered" and opening is not None and opening.preposition == "ل":
        return True
    if phrase.kind == "defected" and after.definite and not after.counted:
        return True  # "تخلت الطائفة عن النظام": whom they left
    return after.organisation and phrase.kind == "killed"


def _told_by_noun(reading: Reading, end: int) -> bool:
    """Whether a counted casualty noun follows, which states the same: "راح ضحيتها 57 قتيلا" (GUIDELINES.md, fine point 14)."""
    victims = reading.victims
    if victims is None or not victims.counted or victims.sentence is not reading.sentence or victims.first < end:
        return False
    return any(
        token.word is not None and any(entry.kind == reading.kind for entry in token.word.entry.casualties())
        for token in reading.sentence.tokens[victims.first : victims.end + 1]
    )


_OTHERS_HANDS = frozenset(("يد", "ايدي", "قبضه", "بيد", "بايدي"))  # behind which the captors stand
_COURTS = word_group("courts")
_HOW_EXECUTED = word_set("how_executed")


def _sentence_only(tokens: list[Token], i: int) -> bool:
    """Whether the noun of execution at `i` is what a court sentenced to or the text speaks of as a rule."""
    word = tokens[i].word
    if word is None or not word.definite:
        return False
    before = tokens[i - 1].text.lstrip("وب") if i else ""
    return i > 2 or word.preposition != "" or before in ("حكم", "الحكم", "حكما", "عقوبه", "احكام")


def _behind_place(tokens: list[Token], at: int) -> int:
    """The index behind the place of an execution and في: "حكم القتل تعزيرا بمنطقة الرياض في المدعو فلان"; `at` where none stands."""
    word = tokens[at].word if at < len(tokens) else None
    if word is None or word.preposition != "ب" or not word.tags & (PLACE_TYPE | PLACE_NAME):
        return at
    for k in range(at + 1, min(len(tokens) - 1, at + 5)):
        if tokens[k].text == "في" and tokens[k + 1].tags & (TITLE | PEOPLE | NAME):
            return k + 1
    return at


def _between(candidate: Candidate, spans: list[tuple[int, int]]) -> People | None:
    """People between the words of the phrase: "سلم ثلاثة مقاتلين أنفسهم"."""
    found = people_behind(candidate.sentence, candidate.index)
    stop = spans[-1][0]
    if found is None or found.first >= stop:
        return None
    found.cut(stop)
    return found
