"""لقي X مصرعهم: a verb of meeting and the noun of the fate, whose pronoun tells how many met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import ADVERB, NAME, NO_PEOPLE, STOP, TRIGGER, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People, name_end
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_MET = word_set("met")  # forms of لقي, before مصرعه and حتفه
_LONGEST_SUBJECT = 6  # tokens


def read_fate(reader: Reader, reading: Reading) -> None:
    """لقي X مصرعهم: the people stand between the verb and the noun, or before the verb."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    if word is None or not word.pronoun:
        reading.dropped = "no split expression"
        return
    for j in range(i - 1, max(-1, i - 30), -1):
        text = tokens[j].text.lstrip("و")
        if text in _MET:
            between = grammar.after(j + 1) if j + 1 < i else None
            if between is not None and between.first < i:
                reading.victims = between
                reading.rule = "people between verb and fate"
                return
            reading.victims = _unlisted_subject(reading, j + 1, i, word.pronoun)
            reading.rule = "people between verb and fate"
            if reading.victims is None:
                person = "m3" if word.pronoun == "هم" else "m2" if word.pronoun == "هما" else "m1"
                reading.victims = grammar.subject_before(j, person) or _opening_subject(reading, j, word.pronoun)
                reading.rule = "people before verb and fate"
            if reading.victims is None:
                reading.victims = reader.antecedent(reading.sentence, j, person)
            if reading.victims is None and word.pronoun in ("ه", "ها"):
                reading.notes.append("one person")
            return
        if tokens[j].text in HARD_STOPS:
            break
    wanted = {"هم": "m3", "هما": "m2", "ها": "f1"}.get(word.pronoun, "m1")
    reading.victims = grammar.subject_before(i, wanted) or reader.antecedent(reading.sentence, i, wanted)
    if reading.victims is None:
        reading.dropped = "no people"


def _unlisted_subject(reading: Reading, first: int, stop: int, pronoun: str) -> People | None:
    """The subject that tokens `first` to `stop` name with a noun no list has ("لقي الملحن الأمريكي فلان مصرعه"); the pronoun of the
    fate tells how many."""
    tokens = reading.sentence.tokens
    end = first
    while end < stop and end - first < _LONGEST_SUBJECT and (word := tokens[end].word) is not None:
        if word.tags & (STOP | TRIGGER | ADVERB | NO_PEOPLE) or word.preposition or word.conjunction:
            break
        end += 1
    if end == first:
        return None
    named = next((k for k in range(first, end) if tokens[k].tags & NAME), None)
    names = [(named, min(end, name_end(tokens, named)))] if named is not None else []
    found = People(reading.sentence, first, end, head=first, names=[span for span in names if span[1] > span[0]])
    people_of.set_number(found, MANY if pronoun in ("هم", "هن") else TWO if pronoun == "هما" else ONE)
    return found


def _opening_subject(reading: Reading, verb: int, pronoun: str) -> People | None:
    """The unlisted subject that opens a headline before the verb: "فني صيانة يلقى مصرعه"."""
    if verb == 0 or verb > _LONGEST_SUBJECT or reading.sentence.tokens[verb].text[0] not in "يت":
        return None
    found = _unlisted_subject(reading, 0, verb, pronoun)
    return found if found is not None and found.end == verb else None
