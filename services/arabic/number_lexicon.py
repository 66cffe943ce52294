"""What each word means to the reader of numbers: number word, noun of people, counted thing, label, governor.

The words live in data files, in ordinary spelling, and are folded when loaded. A word of the text is looked up as it stands,
then without attached particles and article, then (people only) without an attached pronoun. Answers are kept, so a word that
the process has seen before costs one dictionary look-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

from services.arabic.normalize import normalize
from services.arabic.noun_forms import PeopleNoun, pronoun_stems, singular_forms, sound_plural
from services.arabic.tables import Row, read_table

if TYPE_CHECKING:
    from services.arabic.words import Words

Role = Literal[
    "digits",
    "unit",
    "ten",
    "teen",
    "tens",
    "hundred",
    "scale",
    "scale_tamyiz",
    "scale_plural",
    "fraction",
    "fraction_plural",
    "few",
    "vague",
    "excess",
    "ordinal",
]
Label = Literal["always", "bare"]

_REMEMBERED_WORDS: Final = 50_000
_LONGEST_REMEMBERED: Final = 24
_PRONOUNS: Final = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")
# More digits than any count of people has; a run of digits beyond it is a telephone or account number.
_MOST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number word: see data/number_words.tsv. value is None for digits that are no count ("10.5.3", a telephone number)."""

    role: Role
    value: int | float | None


@dataclass(frozen=True, slots=True)
class VagueHead:
    """A word that opens "some" or "many" people: see data/vague_quantities.tsv."""

    link: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of the text means.

    particles: the attached "و", "ف", "ب", "ل", "ك" that were taken off, in order. article: whether "ال" stood before the stem.
    kept: how many letters at the beginning belong to particles and so to no span of the number or noun.
    pronoun: whether a pronoun is attached. thing: the class of data/counted_things.tsv, or "month".
    negation: "negation" or "between" of data/negations.tsv. phrases: plurals of several words that begin here.
    """

    stem: str
    particles: str = ""
    article: bool = False
    kept: int = 0
    pronoun: bool = False
    number: NumberWord | None = None
    people: PeopleNoun | None = None
    thing: str | None = None
    label: Label | None = None
    governor: str | None = None
    vague: VagueHead | None = None
    negation: str | None = None
    phrases: tuple[tuple[tuple[str, ...], PeopleNoun], ...] = ()
    starts: bool = False


def parse_digits(text: str) -> int | float | None:
    """The value of a run of digits with separators, or None where it is no number.

    Groups of exactly three digits after one kind of separator are thousands ("1.500", "1,500"); otherwise one separator is a
    decimal point. A leading zero and more than 12 digits make a code, not a count.
    """
    if text.isdecimal():
        if len(text) > _MOST_DIGITS or (len(text) > 1 and text[0] == "0"):
            return None
        return int(text)
    separators = {character for character in text if not character.isdecimal()}
    if len(text) > 2 * _MOST_DIGITS:
        return None
    if len(separators) == 1:
        (separator,) = separators
        groups = text.split(separator)
        if len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:]):
            return int("".join(groups))
        return float(f"{groups[0]}.{groups[1]}") if len(groups) == 2 and separator != "'" else None
    whole, _, fraction = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    value = parse_digits(whole)
    return float(f"{value}.{fraction}") if isinstance(value, int) and fraction.isdecimal() else None


def _fold(words: str) -> str:
    return normalize(words).text


def _spellings(cell: str) -> list[str]:
    return list(dict.fromkeys(_fold(word.strip()) for word in cell.split(",") if word.strip()))


def _table(name: str, *columns: str) -> Iterator[Row]:
    text = resources.files("services.arabic").joinpath("data", name).read_text(encoding="utf-8")
    return read_table(text, name, columns)


class Vocabulary:
    """The tables as dictionaries by folded stem."""

    def __init__(self) -> None:
        self.numbers: dict[str, NumberWord] = {}
        self.people: dict[str, PeopleNoun] = {}
        self.people_with_pronoun: dict[str, PeopleNoun] = {}
        self.people_phrases: dict[str, list[tuple[tuple[str, ...], PeopleNoun]]] = {}
        self.things: dict[str, str] = {}
        self.labels: dict[str, Label] = {}
        self.governors: dict[str, str] = {}
        self.vague: dict[str, VagueHead] = {}
        self.negations: dict[str, str] = {}
        self.bounds: set[str] = set()
        self.genitives: set[str] = set()
        self._load_numbers()
        self._load_people()
        self._load_nationalities()
        self._load_context()

    def _load_numbers(self) -> None:
        for row in _table("number_words.tsv", "value", "role", "words"):
            for word in _spellings(row["words"]):
                if word in self.numbers:
                    raise row.error(f"{word} stands in this table already")
                self.numbers[word] = NumberWord(row["role"], int(row["value"]))  # type: ignore[arg-type]

    def _load_people(self) -> None:
        for row in _table("people_nouns.tsv", "singular", "plurals", "alone", "ين", "victim"):
            singulars = [word for word in _spellings(row["singular"]) if word != "-"]
            lemma = singulars[0] if singulars else _spellings(row["plurals"])[0]
            plurals = [word.strip() for word in row["plurals"].split(",") if word.strip() and word.strip() != "-"]
            sound = "+ون" in plurals
            dual = row["ين"] == "dual" or (row["ين"] == "" and not sound)
            self._add_people(lemma, singulars, plurals, row["alone"], dual=dual, victim=row["victim"] == "yes")

    def _load_nationalities(self) -> None:
        countries = set()
        adjectives: dict[str, list[str]] = {}
        for row in _table("nationalities.tsv", "names", "adjectives", "plurals"):
            countries |= {_fold(name) for name in row.list("names")}
            for adjective in row.list("adjectives"):
                if " " not in adjective:
                    adjectives[_fold(adjective)] = row.list("plurals")
        for adjective, plurals in adjectives.items():
            if adjective not in self.things and adjective not in _NO_PEOPLE:
                self._add_people(adjective, [adjective], ["+ون", "+ات", *plurals], "governed", dual=False, victim=False)
                feminine = adjective + "ه"
                if feminine not in countries:
                    self._add_people(feminine, [feminine], ["+ات"], "governed", dual=True, victim=False)
        for name in countries & self.people.keys():
            noun = self.people[name]
            self.people[name] = PeopleNoun(noun.lemma, noun.form, noun.alone, noun.victim, noun.takes_pronoun, True)

    def _add_people(
        self, lemma: str, singulars: list[str], plurals: list[str], alone: str, *, dual: bool, victim: bool
    ) -> None:
        kin = alone.startswith("kin")
        alone = {"kin": "governed", "kin+": "counts"}.get(alone, alone)

        def noun(form: str, pronoun: bool) -> PeopleNoun:
            return PeopleNoun(lemma, form, alone, victim, pronoun)  # type: ignore[arg-type]

        forms: list[tuple[str, PeopleNoun]] = []
        for plural in plurals:
            if plural.startswith("+"):
                for word, form, construct in sound_plural(singulars[0], plural[1:]):
                    kind = "dual" if dual and form == "plural_or_dual" else form
                    forms.append((word, noun(kind, construct)))
            elif " " in plural:
                first, *rest = _fold(plural).split(" ")
                self.people_phrases.setdefault(first, []).append((tuple(rest), noun("plural", False)))
            else:
                word = _fold(plural)
                forms.append((word, noun("plural", True)))
                if word.endswith("اء"):  # أبناء: أبنائه، أبناؤه
                    for letter in "يو":
                        self.people_with_pronoun.setdefault(word[:-1] + letter, noun("plural", True))
                if word[-1] not in "اهيء" and not word.endswith(("ون", "ين", "ات")):
                    forms.append((word + "ا", noun("plural_accusative", False)))
        for singular in singulars:
            forms += [(word, noun(form, False)) for word, form in singular_forms(singular)]
        for word, entry in forms:
            self.people.setdefault(word, entry)
            if entry.takes_pronoun:
                self.people_with_pronoun.setdefault(word, entry)
        for singular in singulars:
            for word, form in pronoun_stems(singular):
                if form == "singular" or kin:
                    self.people_with_pronoun.setdefault(word, noun(form, True))

    def _load_context(self) -> None:
        for row in _table("counted_things.tsv", "class", "words"):
            for part in row["words"].split(","):
                singular, *plurals = (_fold(word.strip()) for word in part.split("/"))
                forms = [singular + "ا", *(word for word, _ in singular_forms(singular))]
                forms += [word for word, _, _ in sound_plural(singular, "ات")]
                forms += [form for plural in plurals for form in (plural, plural + "ا")]
                for form in forms:
                    self.things.setdefault(form, row["class"])
        for row in _table("number_labels.tsv", "words", "strength"):
            for word in _spellings(row["words"]):
                self.labels.setdefault(word, row["strength"])  # type: ignore[arg-type]
        for row in _table("people_governors.tsv", "words", "class"):
            for word in _spellings(row["words"]):
                self.governors.setdefault(word, row["class"])
        for row in _table("vague_quantities.tsv", "head", "link", "low", "high"):
            for word in _spellings(row["head"]):
                self.vague[word] = VagueHead(row["link"], int(row["low"]), int(row["high"]) if row["high"] else None)
        for row in _table("negations.tsv", "class", "words"):
            for word in _spellings(row["words"]):
                self.negations.setdefault(word, row["class"])
        for row in _table("number_bounds.tsv", "words"):
            self.bounds.update(_spellings(row["words"]))
        for row in _table("people_genitives.tsv", "words"):
            self.genitives.update(_spellings(row["words"]))
        for row in _table("months.tsv", "names"):
            for name in _spellings(row["names"]):
                self.things[name.split(" ")[0]] = "month"
        self._stems = frozenset().union(
            self.numbers,
            self.people,
            self.things,
            self.labels,
            self.governors,
            self.vague,
            self.negations,
            self.people_phrases,
        )

    def meaning(self, word: str) -> Meaning | None:
        """What `word` means, or None where no table has it."""
        if word[0].isdecimal():
            return Meaning(word, number=NumberWord("digits", parse_digits(word)), starts=True)
        if word in _FUNCTION_WORDS:
            return None
        for stem, particles, article, kept in splits(word):
            found = self._stem_meaning(stem, particles, article, kept)
            if found is not None:
                return found
        return self._meaning_with_pronoun(word)

    def _stem_meaning(self, stem: str, particles: str, article: bool, kept: int) -> Meaning | None:
        if stem not in self._stems:  # most words are in no table
            return None
        number, people = self.numbers.get(stem), self.people.get(stem)
        thing, label, governor = self.things.get(stem), self.labels.get(stem), self.governors.get(stem)
        vague, negation, phrases = self.vague.get(stem), self.negations.get(stem), self.people_phrases.get(stem)
        if particles and number and number.role == "unit" and particles + stem == "لست":  # "I am not"
            return None
        starts = (number is not None and number.role != "ordinal") or people is not None or vague is not None
        return Meaning(
            stem,
            particles,
            article,
            kept,
            False,
            number,
            people,
            thing,
            label,
            governor,
            vague,
            negation,
            tuple(phrases or ()),
            starts or bool(phrases),
        )

    def _meaning_with_pronoun(self, word: str) -> Meaning | None:
        for suffix in _PRONOUNS:
            if not word.endswith(suffix) or len(word) < len(suffix) + 3:
                continue
            for stem, particles, article, kept in splits(word[: -len(suffix)]):
                if article:
                    continue
                people = self.people_with_pronoun.get(stem)
                if people is not None:
                    return Meaning(stem, particles, False, kept, True, people=people, starts=True)
                number = self.numbers.get(stem[:-1] + "ه") if suffix in ("هم", "هن", "نا") and stem[-1] == "ت" else None
                if number is not None and number.role in ("unit", "ten"):  # "ثلاثتهم": the three of them
                    return Meaning(stem, particles, True, kept, True, number=number, starts=True)
                if stem in ("احد", "احدا", "احدي", "بعض"):
                    number = self.numbers["احد"] if stem != "بعض" else None
                    vague = self.vague.get(stem)
                    return Meaning(stem, particles, False, kept, True, number=number, vague=vague, starts=True)
        return None


# Words that only look as if particles were attached to a number word or noun.
_FUNCTION_WORDS: Final = frozenset(
    (
        "بين",
        "وبين",
        "فبين",
        "كما",
        "وكما",
        "له",
        "لها",
        "به",
        "بها",
        "فقد",
        "طالبان",
        "كميه",
        "كميات",
        "وكميه",
        "وكميات",
        "كميته",
    )
)
# Nationality adjectives that far more often mean something else.
_NO_PEOPLE: Final = frozenset(("مالي", "قمري", "الباني", "ليبيري", "عاجي"))


def splits(word: str) -> Iterator[tuple[str, str, bool, int]]:
    """The ways to take particles and article off a word: stem, particles, whether the article stood, letters of particles.

    "والجنود" gives ("والجنود", "", False, 0), ("الجنود", "و", False, 1), ("جنود", "و", True, 1). The letters of "لل" stay with
    the stem, because no copy without the preposition exists.
    """
    yield word, "", False, 0
    for conjunction in ("", "و", "ف"):
        if conjunction and word[0] != conjunction:
            continue
        after = word[len(conjunction) :]
        if len(after) < 2:
            continue
        if conjunction:
            yield after, conjunction, False, 1
        if after.startswith("ال") and len(after) > 3:
            yield after[2:], conjunction, True, len(conjunction)
        if after[0] in "بلك" and len(after) > 2:
            rest = after[1:]
            particles, kept = conjunction + after[0], len(conjunction) + 1
            if rest.startswith("ال") and len(rest) > 3:
                yield rest[2:], particles, True, kept
            if after.startswith("لل") and len(after) > 3:
                yield after[2:], particles, True, len(conjunction)
            yield rest, particles, False, kept


class _Remembered(dict[str, Meaning | None]):
    """Meanings by word; a missing one is worked out and, while there is room, kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> Meaning | None:
        meaning = self._vocabulary.meaning(word)
        if len(self) < _REMEMBERED_WORDS and len(word) <= _LONGEST_REMEMBERED:
            self[word] = meaning
        return meaning


@cache
def vocabulary() -> Vocabulary:
    """The tables, read once."""
    return Vocabulary()


def meanings_of(words: Words) -> list[Meaning | None]:
    """What each word of a sentence means, looked up once for numbers and dates."""
    if words.meanings is None:
        words.meanings = list(map(number_lexicon().__getitem__, words.texts))
    return words.meanings


@cache
def number_lexicon() -> dict[str, Meaning | None]:
    """The lexicon: `number_lexicon()[word]` is what a folded word means, or None."""
    return _Remembered(vocabulary())
