"""The word lists of `lexicon/`, folded and inflected, as one table of word forms.

Each list names its columns in its header. A form may belong to several classes (جرح is a verb and a verbal noun), so an entry
gathers what every list says of it. Nothing here looks at a text: `words` takes clitics off, `tokens` cuts sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product

from services.arabic.normalize import normalize
from services.claims.text.inflection import noun_forms, past_forms, present_forms, with_object

# Word classes, as bits of `Entry.tags`.
PREPOSITION = 1 << 0
CONJUNCTION = 1 << 1
RELATIVE = 1 << 2
COMPLEMENTIZER = 1 << 3
NEGATION = 1 << 4
DEMONSTRATIVE = 1 << 5
PRONOUN = 1 << 6
ADVERB = 1 << 7
SUBSET = 1 << 8
OTHER = 1 << 9
VERB = 1 << 10
PEOPLE = 1 << 11
TITLE = 1 << 12
NAME = 1 << 13
ORGANISATION = 1 << 14
PLACE_TYPE = 1 << 15
PLACE_NAME = 1 << 16
SAYING = 1 << 17
CREDITING = 1 << 18
SPEAKER = 1 << 19
CLAIMING = 1 << 20
SILENT = 1 << 21
SAYING_PARTICIPLE = 1 << 22
NO_PEOPLE = 1 << 23
TRIGGER = 1 << 24
NISBA = 1 << 25
STOP = PREPOSITION | CONJUNCTION | RELATIVE | COMPLEMENTIZER | NEGATION | ADVERB | SUBSET | VERB | SAYING | PRONOUN

_CLASSES = {
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "relative": RELATIVE,
    "complementizer": COMPLEMENTIZER,
    "negation": NEGATION,
    "demonstrative": DEMONSTRATIVE,
    "pronoun": PRONOUN,
    "adverb": ADVERB,
    "subset": SUBSET,
    "other": OTHER,
}
_SOURCE_CLASSES = {
    "verb": SAYING,
    "claiming": SAYING | CLAIMING,
    "particle": CREDITING,
    "noun": SPEAKER,
    "silent": SILENT | VERB,
    "participle": SAYING_PARTICIPLE,
}


def fold(text: str) -> str:
    """`text` in folded spelling, as every lookup needs it."""
    return normalize(text).text


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """One line of triggers.tsv in one of its forms.

    person: gender and number of a verb's subject (m1, f3); present: the verb is in the present tense.
    pronoun: the object pronoun of a verb form, or None.
    """

    lemma: str
    kind: str
    category: str
    frame: str
    flags: frozenset[str]
    cause: str | None
    person: str = ""
    present: bool = False
    pronoun: str | None = None


@dataclass(frozen=True, slots=True)
class PhraseEntry:
    """One line of phrases.tsv: alternatives a slot (empty set: up to two words of any kind)."""

    slots: tuple[frozenset[str], ...]
    kind: str
    victims: str
    first: int
    last: int
    flags: frozenset[str]
    cause: str | None


@dataclass(slots=True)
class Entry:
    """What the lists say of one form. `number` is of `inflection`; `feminine` is the noun's gender."""

    tags: int = 0
    role: str = "unknown"
    number: int = 0
    feminine: bool = False
    lemma: str = ""
    organisation: str = ""
    place_rank: int = -1
    definite: bool = False
    triggers: list[TriggerEntry] = field(default_factory=list)

    def casualties(self) -> list[TriggerEntry]:
        """The meanings of the form as a noun for casualties: "قتلى", "جرحى", "رهائن"."""
        return [entry for entry in self.triggers if entry.category == "casualty"]


def rows(name: str) -> list[list[str]]:
    """The rows of a list, without header and empty lines, columns split at tabs."""
    text = (files("services.claims") / "lexicon" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(_folded(words)) for name, words, _what in rows("word_sets.tsv")}


def _folded(words: str) -> Iterator[str]:
    """The words of a set in folded spelling, spaces round pieces of words kept (" حادث ")."""
    for word in words.split(","):
        inside = fold(word.strip())
        yield word.replace(word.strip(), inside)


def word_set(name: str) -> frozenset[str]:
    """The set of this name in word_sets.tsv. KeyError where the list has none."""
    return _word_sets()[name]


def _flags(column: str) -> tuple[frozenset[str], str | None]:
    flags = frozenset(flag for flag in column.split(",") if flag != "-")
    cause = next((flag.partition("=")[2] for flag in flags if flag.startswith("cause=")), None)
    return flags, cause


def _person(form: str, lemma: str, present: bool, forms: list[str]) -> str:
    """Gender and number of the subject of a listed verb form."""
    if form == lemma:
        return "m1"
    if form.endswith(("وا", "ون")):
        return "m3"
    if form.endswith(("ان", "ا")) and (form[:-1] in forms or form[:-2] in forms):
        return "f2" if form.endswith("تا") else "m2"
    if present:
        return "f1" if form[0] == "ت" else "m1"
    return "f1" if form.endswith("ت") else "m1"


def _trigger_forms(word: str, category: str, frame: str, forms: str) -> list[tuple[str, str, bool, str | None]]:
    if category not in ("verb", "fall") or frame == "object":
        listed = [] if forms == "-" else forms.split(",")
        out: list[tuple[str, str, bool, str | None]] = [(form, "", False, None) for form in (word, *map(fold, listed))]
        if category == "casualty":
            inflected = noun_forms(word, [], word.endswith("ه")) if frame == "one" else {word: 3, word + "ا": 3}
            out = [(form, str(number), False, None) for form, number in inflected.items()]
            out += [(fold(form), "1" if frame == "one" else "3", False, None) for form in listed]
        return out
    verb_forms: list[tuple[str, str, bool]] = []
    if forms.startswith("="):
        listed_forms = [fold(form) for form in forms[1:].split(",")]
        for form in listed_forms:
            present = form[0] in "يت" and form != word and not form.startswith("توف")
            verb_forms.append((form, _person(form, word, present, listed_forms), present))
    else:
        verb_forms += [(form, person, False) for form, person in past_forms(word).items()]
        for present_form in filter(None, fold(forms).split("/")):
            verb_forms += [(form, person, True) for form, person in present_forms(present_form).items()]
    out = [(form, person, present, None) for form, person, present in verb_forms]
    if frame in ("ambivalent", "acts"):
        for form, person, present in verb_forms:
            out += [(longer, person, present, pronoun) for longer, pronoun in with_object(form).items()]
    return out


class Lexicon:
    """All word lists. `forms` maps a folded form, or several words, to its entry; the rest are smaller tables."""

    def __init__(self) -> None:
        self.forms: dict[str, Entry] = {}
        self.phrases: dict[str, list[PhraseEntry]] = {}
        self.causes: dict[str, tuple[str, int]] = {}
        self.cause_openings: set[str] = set()
        self.approximators: frozenset[tuple[str, ...]] = frozenset()
        self.approximator_openings: frozenset[str] = frozenset()  # their first words
        self.negatives: dict[tuple[str, str], dict[str, str]] = {}
        self.modality: dict[str, tuple[str, int]] = {}
        self.topics: dict[str, str] = {}
        self.sites: frozenset[str] = frozenset()
        self.attacks: dict[str, str] = {}
        self.attack_nouns: set[str] = set()  # those that are written like a verb too
        self._load()

    def _entry(self, form: str) -> Entry:
        entry = self.forms.get(form)
        if entry is None:
            entry = self.forms[form] = Entry()
        return entry

    def _tag(self, form: str, tag: int) -> Entry:
        entry = self._entry(form)
        entry.tags |= tag
        return entry

    def _load(self) -> None:
        for word, tag in rows("function_words.tsv"):
            self._tag(fold(word), _CLASSES[tag])
        for (word,) in rows("verbs.tsv"):
            self._tag(fold(word), VERB)
        for (word,) in rows("nonpeople.tsv"):
            self._tag(fold(word), NO_PEOPLE)
        for (word,) in rows("place_names.tsv"):
            self._tag(fold(word), PLACE_NAME)
        closed = PLACE_NAME | CONJUNCTION | PREPOSITION | ADVERB | SAYING | NEGATION
        for singular, plurals, role, gender in rows("people.tsv"):
            lemma = fold(singular)
            plural_lemma = fold(plurals).split(",")[0]
            for form, number in noun_forms(lemma, fold(plurals).split(","), gender == "f").items():
                if form != lemma and form in self.forms and self.forms[form].tags & closed:
                    continue  # "ليبيا" is the country before it is an accusative of ليبي
                entry = self._tag(form, PEOPLE)
                if not entry.number:
                    entry.number, entry.role, entry.feminine = number, role, gender == "f"
                    entry.lemma = lemma if lemma != "-" else plural_lemma
        for word, role, group in rows("organisations.tsv"):
            form = fold(word)
            entry = self._tag(form, ORGANISATION)
            entry.organisation = group
            entry.lemma = entry.lemma or form
            if not entry.number:
                entry.role = role
        for word, role in rows("titles.tsv"):
            entry = self._tag(fold(word), TITLE)
            if not entry.number:
                entry.role = role
        for (word,) in rows("given_names.tsv"):
            self._tag(fold(word), NAME)
        for word, rank in rows("place_types.tsv"):
            entry = self._tag(fold(word), PLACE_TYPE)
            entry.place_rank = int(rank)
        for word, group in rows("source_words.tsv"):
            self._tag(fold(word), _SOURCE_CLASSES[group])
        for word, cause, weight in rows("causes.tsv"):
            self.causes[fold(word)] = (cause, int(weight))
        self.cause_openings = {words.split(" ")[0] for words in self.causes if " " in words}
        self.approximators = frozenset(tuple(fold(word).split(" ")) for (word,) in rows("approximators.tsv"))
        self.approximator_openings = frozenset(words[0] for words in self.approximators)
        self.sites = frozenset(fold(word) for (word,) in rows("sites.tsv"))
        self._load_attacks()
        self._load_triggers()
        for trigger, side, words, reason in rows("negatives.tsv"):
            table = self.negatives.setdefault((fold(trigger), side), {})
            table.update(dict.fromkeys(fold(words).split(","), reason))
        for words, topic in rows("topics.tsv"):
            self.topics.update(dict.fromkeys(fold(words).split(","), topic))
        for word, effect, reach in rows("modality.tsv"):
            self.modality[fold(word)] = (effect, int(reach))

    def _load_attacks(self) -> None:
        for word, group, forms in rows("attacks.tsv"):
            listed = [fold(word), *([] if forms == "-" else map(fold, forms.split("|")))]
            if group in ("strike", "carry"):
                verb_forms = {**past_forms(listed[0]), **(present_forms(listed[1]) if len(listed) > 1 else {})}
                listed = [*verb_forms]
            for form in listed:
                if self.attacks.setdefault(form, group) != group and group == "attack":
                    self.attack_nouns.add(form)

    def _load_triggers(self) -> None:
        for word, kind, category, frame, forms, flag_column in rows("triggers.tsv"):
            flags, cause = _flags(flag_column)
            lemma = fold(word)
            for form, person, present, pronoun in _trigger_forms(lemma, category, frame, forms):
                entry = self._tag(form, TRIGGER)
                entry.triggers.append(
                    TriggerEntry(lemma, kind, category, frame, flags, cause, person, present, pronoun)
                )
        for words, kind, victims, span, flag_column in rows("phrases.tsv"):
            flags, cause = _flags(flag_column)
            first, last = map(int, span.split("-"))
            slots = tuple(frozenset() if slot == "_" else frozenset(fold(slot).split("|")) for slot in words.split(" "))
            phrase = PhraseEntry(slots, kind, victims, first - 1, last - 1, flags, cause)
            for form in slots[0]:
                self.phrases.setdefault(form, []).append(phrase)

    def trigger_forms(self) -> list[str]:
        """Every form that can open a trigger, without clitics; two words where a phrase is joined."""
        openers = [form for form, found in self.phrases.items() if any("joined" not in p.flags for p in found)]
        joined = {p.slots[:2] for found in self.phrases.values() for p in found if "joined" in p.flags}
        pairs = [" ".join(words) for slots in joined for words in product(*slots)]
        return [form for form, entry in self.forms.items() if entry.triggers] + openers + pairs


@cache
def word_group(name: str) -> frozenset[str]:
    """The folded words of a group of word_groups.tsv. Raises KeyError for a group that the file does not have."""
    groups = {group: frozenset(map(fold, words.split(","))) for group, words in rows("word_groups.tsv")}
    return groups[name]


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once a process."""
    return Lexicon()
