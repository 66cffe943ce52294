"""All forms of a noun from its singular and plurals, in folded spelling: cases, dual, sound plurals, stems for pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Form = Literal[
    "singular",
    "accusative",  # قتيلا: the singular as object or after 11 to 99, or the dual before a genitive ("قتيلا الحادث")
    "dual",  # قتيلان، قتيلين
    "dual_construct",  # قتيلي الحادث
    "plural",
    "plural_or_dual",  # مسلحين
    "plural_accusative",  # رجالا
]
_SHORTEST_REGULAR: Final = 3
Alone = Literal["counts", "governed", "never"]


@dataclass(frozen=True, slots=True)
class PeopleNoun:
    """A form of a noun for people.

    lemma: the folded singular (the plural where there is none). alone, victim: see data/people_nouns.tsv.
    broken: whether the plural is a broken one, so that the form in -ين can only be a dual.
    takes_pronoun: whether a pronoun may be attached to this form ("جنودها", "زوجته").
    country: the form is also the name of a country ("سوريا") and counts only after a number.
    """

    lemma: str
    form: Form
    alone: Alone
    victim: bool = False
    takes_pronoun: bool = False
    country: bool = False


def singular_forms(singular: str) -> Iterator[tuple[str, Form]]:
    """The singular in its cases and the dual. Words of two letters (أب, أخ, أم) have duals of their own, which are rare."""
    yield singular, "singular"
    if len(singular) < _SHORTEST_REGULAR:
        return
    feminine = singular.endswith("ه")
    stem = singular[:-1] + "ت" if feminine else singular
    if not feminine:
        yield singular + "ا", "accusative"
    yield stem + "ان", "dual"
    yield stem + "ين", "dual"
    yield stem + "ي", "dual_construct"
    if feminine:
        yield stem + "ا", "dual_construct"


def pronoun_stems(singular: str) -> Iterator[tuple[str, Form]]:
    """The singular and the dual as they stand before an attached pronoun (زوجت-ه، شقيقي-ه، شقيقا-ه)."""
    if len(singular) < _SHORTEST_REGULAR:  # أخوه، أخاه، أخيه: his brother
        for case in ("", "و", "ا", "ي"):
            yield singular + case, "singular"
        return
    stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
    yield stem, "singular"
    yield stem + "ي", "dual"
    yield stem + "ا", "dual"


def sound_plural(singular: str, ending: str) -> Iterator[tuple[str, Form, bool]]:
    """The plural in `ending` ("ون" or "ات") in all cases: form, what it is, whether it is a stem for pronouns."""
    if ending == "ات":
        stem = singular[:-1] if singular.endswith("ه") else singular
        yield stem + "ات", "plural", True
        return
    yield singular + "ون", "plural", False
    yield singular + "ين", "plural_or_dual", False
    yield singular + "و", "plural", True
    yield singular + "ي", "plural", True
