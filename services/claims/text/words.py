"""One written word taken apart: conjunction, preposition, article, core, pronoun; with what the lexicon says of its core.

Arabic writes و ف ب ل ك ال and the pronouns onto the word. The analysis that takes off least is preferred, so that وفاة is no
"and" + فاة. Analyses are remembered by spelling: a newspaper uses few different words.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from services.arabic.number_lexicon import Meaning, number_lexicon
from services.claims.lexicon import (
    NISBA,
    ORGANISATION,
    PEOPLE,
    PLACE_TYPE,
    PREPOSITION,
    TITLE,
    TRIGGER,
    VERB,
    Entry,
    lexicon,
)
from services.claims.text.inflection import MANY, ONE, TWO, TWO_OR_MANY

_PRONOUNS = ("هما", "هم", "ها", "هن", "نا", "ه")
NOUNS = PEOPLE | ORGANISATION | TRIGGER | PLACE_TYPE | TITLE
_EMPTY = Entry()
_SHORT_DEFINITE = frozenset(
    ("الاب", "الام", "العم", "الاخ", "الجد")
)  # other words this short begin with a root's own ال
_REMEMBERED = 200_000
_NISBA_ENDINGS = ("ي", "يه", "يا", "يين", "يون", "يتين", "يان", "ييه", "يات")


class Word:
    """A written form and its parts. `conjunction` and `preposition` are letters or empty, `pronoun` is an ending or empty.

    meaning: what the written form is to the reader of numbers, kept here because a look-up in a second big table costs a word of
    a sentence several times as much as the rest of its reading.
    """

    __slots__ = (
        "bare",
        "conjunction",
        "core",
        "definite",
        "entry",
        "meaning",
        "number",
        "plural",
        "preposition",
        "pronoun",
        "tags",
        "text",
    )

    def __init__(
        self, text: str, conjunction: str, preposition: str, definite: bool, core: str, pronoun: str, entry: Entry
    ) -> None:
        self.text = text
        self.conjunction = conjunction
        self.preposition = preposition
        self.definite = definite
        self.core = core
        self.pronoun = pronoun
        self.entry = entry
        self.tags = entry.tags & ~VERB if definite else entry.tags  # "القصف" is no verb
        self.number = entry.number
        self.plural = entry.number in (MANY, TWO_OR_MANY)  # whether the form tells more than one person
        self.bare: tuple[str, ...] | None = None  # see `bare_forms`
        self.meaning: Meaning | None = number_lexicon()[text]
        if entry is _EMPTY and core.endswith(_NISBA_ENDINGS) and len(core) > 3:
            self.tags |= NISBA

    def __repr__(self) -> str:
        parts = "+".join(filter(None, (self.conjunction, self.preposition, "ال" if self.definite else "", self.core)))
        return f"Word({parts}{'+' + self.pronoun if self.pronoun else ''})"


_memory: dict[str, Word] = {}


def word(text: str) -> Word:
    """The analysis of a folded written form."""
    known = _memory.get(text)
    if known is None:
        if len(_memory) > _REMEMBERED:
            _memory.clear()
        known = _memory[text] = _analyse(text)
    return known


def _analyse(text: str) -> Word:
    forms = lexicon().forms
    entry = forms.get(text)
    if entry is not None:
        return Word(text, "", "", text.startswith("ال") and bool(entry.tags & ORGANISATION), text, "", entry)
    for conjunction in ("", "و", "ف"):
        if not text.startswith(conjunction) or len(text) - len(conjunction) < 2:
            continue
        found = _without_conjunction(text, conjunction, text[len(conjunction) :], forms)
        if found is not None:
            return found
    return _unknown(text)


def _without_conjunction(text: str, conjunction: str, rest: str, forms: dict[str, Entry]) -> Word | None:
    entry = forms.get(rest)
    if entry is not None:
        return Word(text, conjunction, "", rest.startswith("ال") and bool(entry.tags & ORGANISATION), rest, "", entry)
    for preposition in ("", "ب", "ل", "ك", "س"):
        if not rest.startswith(preposition):
            continue
        base = rest[len(preposition) :]
        if preposition == "ل" and base.startswith("ل") and len(base) > 3:
            base = "ا" + base  # للقتلى: the article loses its alif after ل
        if len(base) < 2 or (preposition == "س" and base[0] not in "يتنا"):
            continue  # the س of the future stands before present verbs only
        entry = forms.get(base)
        if entry is not None and not (preposition and entry.tags & (VERB | PREPOSITION) and not entry.tags & NOUNS):
            return Word(text, conjunction, preposition, base.startswith("ال"), base, "", entry)
        definite = base.startswith("ال") and (len(base) > 4 or base in _SHORT_DEFINITE)
        core = base[2:] if definite else base
        if definite:
            entry = forms.get(core)
            if entry is not None:
                return Word(text, conjunction, preposition, True, core, "", entry)
            continue
        for pronoun in _PRONOUNS:
            if core.endswith(pronoun) and len(core) - len(pronoun) >= 2:
                stem = core[: -len(pronoun)]
                entry = forms.get(stem)
                if entry is None and stem.endswith("ت"):
                    stem = stem[:-1] + "ه"
                    entry = forms.get(stem)
                if stem.endswith("ا") and (noun := forms.get(stem[:-1] + "ي")) is not None and noun.tags & NOUNS:
                    one = forms.get(stem[:-1])
                    if one is not None and one.tags & PEOPLE and one.number == ONE:
                        entry = replace(one, number=TWO)  # "مرافقاه": the two who were with him
                        return Word(text, conjunction, preposition, False, stem, pronoun, entry)
                    stem = stem[:-1] + "ي"  # "قتلاه": قتلى
                    entry = noun
                if (
                    stem.endswith(("اي", "او"))
                    and (noun := forms.get(stem[:-1] + "ء")) is not None
                    and noun.tags & NOUNS
                ):
                    stem = stem[:-1] + "ء"  # "أبنائها", "أبناؤها": أبناء
                    entry = noun
                singular = entry is not None and entry.number == ONE
                if entry is not None and singular and pronoun == "ه" and stem.endswith("ي") and entry.tags & PEOPLE:
                    return Word(text, conjunction, preposition, False, core, "", entry)  # "عسكرية": no pronoun
                if entry is not None and entry.tags & NOUNS:
                    return Word(text, conjunction, preposition, False, stem, pronoun, entry)
    return None


def _unknown(text: str) -> Word:
    for opening, conjunction, preposition in (
        ("وال", "و", ""),
        ("فال", "ف", ""),
        ("وبال", "و", "ب"),
        ("بال", "", "ب"),
        ("كال", "", "ك"),
        ("ولل", "و", "ل"),
        ("لل", "", "ل"),
        ("ال", "", ""),
    ):
        short = 1 if opening == "بال" else 2  # "بالحي"
        if text.startswith(opening) and len(text) > len(opening) + short:
            return Word(text, conjunction, preposition, True, text[len(opening) :], "", _EMPTY)
    return Word(text, "", "", False, text, "", _EMPTY)


def one_of(text: str, words: Container[str], attached: str = "و") -> bool:
    """Whether a folded word is one of `words`, as written or without the letters `attached` before it ("وقع" and "ووقع", "فسقط")."""
    if text in words:
        return True
    return text[:1] in attached and (text[1:] in words or text.lstrip(attached) in words)


def bare_forms(analysis: Word) -> tuple[str, ...]:
    """Spellings under which a list may hold the word: as written, without clitics, without the article."""
    known = analysis.bare
    if known is None:
        text = analysis.text
        forms = [text, analysis.core]
        if analysis.definite:
            forms.append("ال" + analysis.core)
        for opening in ("وب", "ول", "فب", "و", "ف", "ب", "ل"):
            if text.startswith(opening) and len(text) - len(opening) > 2:
                forms.append(text[len(opening) :])
        known = analysis.bare = tuple(dict.fromkeys(forms))
    return known
