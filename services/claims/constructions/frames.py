"""Reads a trigger in its sentence: who the people are, who did it, or why it is no claim.

The lexicon says what kind of word the trigger is; this module finds its arguments by the frame of that kind. For unvowelled قتل
the voice is decided by what stands around it: an object pronoun or an agent followed by second people is active, people alone
are the victims whether the verb is passive or its subject stands before it.
"""

from __future__ import annotations

from services.claims.checks.filters import check
from services.claims.checks.negatives import negative
from services.claims.constructions.casualty_nouns import read_casualty_noun
from services.claims.constructions.falls import read_fall
from services.claims.constructions.fates import read_fate
from services.claims.constructions.harmed_again import names_captives
from services.claims.constructions.massacres import read_massacre
from services.claims.constructions.multiword import read_phrase
from services.claims.constructions.participles import read_participle
from services.claims.constructions.verbal_nouns import read_verbal_noun
from services.claims.constructions.verbs import read_verb
from services.claims.lexicon import DEMONSTRATIVE, PEOPLE, TRIGGER, TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.counted_phrases import at_least_end, take_number
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Document, Sentence
from services.claims.text.topics import topics
from services.claims.triggers import Candidate

_MADE_UP_OF = word_set("made_up_of")
_TANKS = word_set("tanks")
_FAR_NUMBER = 9  # tokens between people and "وعددهم"
_ORDER = {"verb": 0, "fall": 0, "fate": 1}  # which entry of an ambiguous word is tried first


class Reader:
    """Reads the candidates of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._grammars: dict[tuple[str, int], SentenceGrammar] = {}
        self.violent: bool | None = None
        self._topics: dict[str, int] | None = None
        self._taken: dict[tuple[str, int], int] = {}
        self.flights: list[Reading] = []  # those of one person told so far
        self.told: set[str] = set()  # kinds of the readings taken so far

    def topic(self, name: str) -> int:
        """How many different words of a topic the article has."""
        if self._topics is None:
            self._topics = topics(self.document)
        return self._topics.get(name, 0)

    def grammar(self, sentence: Sentence) -> SentenceGrammar:
        """The grammar of a sentence, made once."""
        key = (sentence.field.name, sentence.index)
        known = self._grammars.get(key)
        if known is None:
            known = self._grammars[key] = SentenceGrammar(sentence)
        return known

    def read(self, candidate: Candidate) -> list[Reading]:
        """The readings of a candidate, at most one of them not dropped."""
        out = self._readings(candidate)
        for reading in out:
            victims = reading.victims
            if reading.dropped is None:
                self.told.add(reading.kind)
            if reading.kind == "fled" and reading.dropped is None and victims is not None and victims.number == ONE:
                self.flights.append(reading)
        return out

    def _readings(self, candidate: Candidate) -> list[Reading]:
        out: list[Reading] = []
        where = (candidate.sentence.field.name, candidate.sentence.index)
        if self._taken.get(where, -1) >= candidate.index:
            return out  # the later part of a phrase already read
        for phrase in candidate.phrases:
            reading = read_phrase(self, candidate, phrase)
            if reading is not None:
                out.append(reading)
                self._taken[where] = reading.last
                if reading.dropped is None or reading.last > candidate.index:
                    return out
                break
        entries = sorted(candidate.entries, key=lambda entry: (_ORDER.get(entry.category, 2), entry.person == "2"))
        for entry in entries:
            reading = self._single(candidate, entry)
            if reading.dropped is None:
                return [reading]
            out.append(reading)
        return out

    def _single(self, candidate: Candidate, entry: TriggerEntry) -> Reading:
        sentence, i = candidate.sentence, candidate.index
        reading = Reading(sentence, i, i, entry.kind, entry.category, entry, cause=entry.cause)
        reason = negative(sentence, i, i)
        if reason is not None:
            reading.dropped = reason
            return reading
        match entry.category:
            case "verb":
                read_verb(self, reading, entry)
            case "masdar":
                read_verbal_noun(self, reading, entry)
            case "casualty":
                read_casualty_noun(self, reading, entry)
            case "fate":
                read_fate(self, reading)
            case "participle":
                read_participle(self, reading, entry)
            case "massacre":
                read_massacre(self, reading)
            case "fall":
                read_fall(self, reading)
        if reading.dropped is None:
            _at_least(reading)
            _their_number(reading)
            _noun_behind_number(reading)
            _to_death(reading)
            _crushed(reading)
            check(self, reading, entry.flags)
        if reading.dropped is None:
            reading.dropped = reading.doubt
        return reading

    def antecedent(self, sentence: Sentence, i: int, person: str, pronoun: str = "") -> People | None:
        """The people a pronoun stands for: the nearest before it that agree in number, in this sentence or the two before."""
        number = {"1": ONE, "2": TWO, "3": MANY}.get(person[1:2], 0)
        if number == ONE and not pronoun:
            pronoun = "ها" if person[0] == "f" else "ه"
        for back in range(3):
            if sentence.index - back < 0:
                break
            earlier = sentence.field.sentences[sentence.index - back]
            organisation: People | None = None
            for phrase in reversed(self.grammar(earlier).phrases):
                if (back == 0 and phrase.end > i) or phrase.subset:
                    continue
                if number == TWO and phrase.two_or_many:
                    people_of.set_number(phrase, TWO)
                if phrase.number == number or (phrase.organisation and number != TWO):
                    if phrase.organisation and number == ONE:
                        continue
                    if not people_of.gender_agrees(phrase, pronoun):
                        continue
                    if phrase.organisation and pronoun == "هم":
                        # people before their party: "150 مقاتلا بصفوف الحركة بعد انشقاقهم"
                        organisation = organisation or phrase
                        continue
                    return self._named_in_front(phrase)
            if organisation is not None:
                return organisation
        return None

    def _named_in_front(self, phrase: People) -> People:
        """The phrase, with the name of one who has it right before what he is: "العميد سالم رزق قائد اللواء"."""
        if phrase.number != ONE or phrase.names or phrase.organisation:
            return phrase
        if not phrase.definite and phrase.end == phrase.first + 1:
            return phrase  # "… وإبراهيم شاب": no apposition
        for other in self.grammar(phrase.sentence).phrases:
            if other.end == phrase.first and len(other.names) == 1 and other.number == ONE and not other.subset:
                phrase.names = list(other.names)
        return phrase


def _to_death(reading: Reading) -> None:
    """Injuries that the people died of are deaths: "طعن آخر حتى الموت"."""
    victims, tokens = reading.victims, reading.sentence.tokens
    if reading.kind != "injured" or victims is None or victims.sentence is not reading.sentence:
        return
    end = max(victims.end, reading.last + 1)
    if [token.text for token in tokens[end : end + 2]] == ["حتي", "الموت"]:
        reading.kind = "killed"


def _crushed(reading: Reading) -> None:
    """People whom tanks run over are killed: "دهسوا مدنيين بالدبابات"."""
    if not isinstance(reading.entry, TriggerEntry) or reading.entry.lemma != "دهس":
        return
    if any(token.word is not None and token.word.core in _TANKS for token in reading.sentence.tokens):
        reading.kind, reading.cause = "killed", "other"


def _their_number(reading: Reading) -> None:
    """Takes the number that stands behind uncounted people: "قتلت جميع من كانوا على متنها وعددهم أربعة", "مقتل
    طاقمها المؤلف من خمسة"."""
    victims = reading.victims
    tokens = reading.sentence.tokens
    if victims is None or victims.sentence is not reading.sentence or victims.precision != "vague":
        return
    made_up = next((k for k in range(victims.first + 1, victims.end) if tokens[k].text in _MADE_UP_OF), None)
    if made_up is not None and made_up + 2 < len(tokens) and tokens[made_up + 1].text == "من":
        if take_number(victims, made_up + 2):
            victims.end = made_up
        return
    for k in range(victims.end, min(len(tokens) - 1, victims.end + _FAR_NUMBER)):
        if tokens[k].text in ("عددهم", "وعددهم", "البالغ"):
            at = k + 2 if tokens[k].text == "البالغ" else k + 1
            take_number(victims, people_of.number_at(reading.sentence, at))
            return
        if tokens[k].text in HARD_STOPS or (tokens[k].tags & TRIGGER and not tokens[k].tags & PEOPLE):
            return


def _noun_behind_number(reading: Reading) -> None:
    """Takes the noun behind a bare number of people, where it is one for captives or wounded, or follows a demonstrative: "استشهد ثلاثة
    أسرى", "عدد من الرهائن", "عدد من هؤلاء المسلحين"."""
    victims = reading.victims
    if victims is None or victims.sentence is not reading.sentence or victims.head is not None:
        return
    k, tokens = victims.end, reading.sentence.tokens
    one = tokens[victims.first].text in ("احد", "احدي") and k == victims.first + 1  # "أحد المصابين"
    if not (victims.counted or one):
        return
    if k < len(tokens) and tokens[k].text == "من":
        k += 1
    partitive = tokens[k - 1].text == "من"
    pointed = partitive and k < len(tokens) and bool(tokens[k].tags & DEMONSTRATIVE)
    k += pointed
    word = tokens[k].word if k < len(tokens) and k != reading.first else None
    if word is None or word.conjunction or word.preposition or word.pronoun or word.definite != (partitive or one):
        return
    captives = names_captives(word) and not word.core.startswith("اصاب")
    if not captives and not (pointed and word.tags & PEOPLE):
        return
    if partitive or one or (victims.number_span is not None and victims.number_span[1] == k):
        victims.head = k
        victims.end = people_of.extend(reading.sentence, victims, k + 1)


def _at_least(reading: Reading) -> None:
    """Notes "على الأقل" behind the verb of counted people: "17 مسلحا قتلوا على الأقل"."""
    victims = reading.victims
    tokens = reading.sentence.tokens
    if (
        victims is not None
        and victims.counted
        and victims.precision == "exact"
        and victims.sentence is reading.sentence
        and victims.end <= reading.first
        and at_least_end(tokens, reading.last + 1) > reading.last + 1
    ):
        victims.high, victims.precision = None, "at_least"
