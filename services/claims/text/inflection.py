"""Inflected forms of the word lists, in folded spelling: sound plurals and duals of nouns, persons and tenses of verbs.

A linguist writes one form a word; this module writes the others. What is irregular (broken plurals, weak verbs) stands in the
word lists themselves.
"""

from __future__ import annotations

# Number of people that a form tells: one, two, many, or two-or-many where the oblique sound plural and the dual look alike.
ONE, TWO, MANY, TWO_OR_MANY = 1, 2, 3, 4

# Gender and number that a pronoun tells; any other tells one man.
PERSON_OF = {"هم": "m3", "هما": "m2", "هن": "f3", "ها": "f1", "نا": "m3"}
OBJECT_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_PAST_ENDINGS = (("", "m1"), ("ت", "f1"), ("ا", "m2"), ("تا", "f2"), ("وا", "m3"), ("ن", "f3"))


def noun_forms(singular: str, plurals: list[str], feminine: bool) -> dict[str, int]:
    """Every form of a noun for people and the number it tells. `+ون` and `+ات` among `plurals` are the sound plurals."""
    forms: dict[str, int] = {}
    words = singular.split(" ")
    head, rest = words[0], " ".join(words[1:])

    def add(form: str, number: int) -> None:
        forms.setdefault(f"{form} {rest}".strip(), number)

    if singular == "-":  # a word that is used in the plural only, or whose singular means something else
        return dict.fromkeys(plurals, MANY)
    sound = "+ون" in plurals
    base = head[:-1] + "ت" if head.endswith("ه") else head
    add(head, ONE)
    if not feminine:
        add(head + "ا", ONE)
    add(base + "ان", TWO)
    add(base + "ا", TWO)
    add(base + "ين", TWO_OR_MANY if sound else TWO)
    if not sound:
        add(base + "ي", TWO)
    for plural in plurals:
        if plural == "+ون":
            for ending in ("ون", "و", "ي"):
                add(head + ending, MANY)
        elif plural == "+ات":
            add((head[:-1] if head.endswith("ه") else head) + "ات", MANY)
        elif plural not in ("-", ""):
            broken = plural.split(" ")
            forms.setdefault(plural, MANY)
            if len(broken) == 1 and not plural.endswith(("ا", "ه", "ي", "ون", "ين", "ات")):
                forms.setdefault(plural + "ا", MANY)
    return forms


def past_forms(third_person: str) -> dict[str, str]:
    """Past tense of a strong verb: form → person (gender and number of its subject)."""
    return {third_person + ending: person for ending, person in _PAST_ENDINGS}


def present_forms(third_person: str) -> dict[str, str]:
    """Present tense of a verb whose form for "he" is given."""
    stem = third_person[1:]
    return {
        "ي" + stem: "m1",
        "ت" + stem: "f1",
        "ي" + stem + "ون": "m3",
        "ي" + stem + "وا": "m3",
        "ي" + stem + "ان": "m2",
        "ت" + stem + "ان": "f2",
    }


def with_object(form: str) -> dict[str, str]:
    """The verb form with each object pronoun: form → pronoun. The silent alif of the plural goes ("قتلوا" → "قتلوه")."""
    if form.endswith("ا") and not form.endswith("وا"):
        return {}  # "جرحاهم", "قتلاه" are the nouns جرحى، قتلى with a pronoun
    base = form[:-1] if form.endswith("وا") else form
    return {base + pronoun: pronoun for pronoun in OBJECT_PRONOUNS}


def person_of_verb(text: str, forms: frozenset[str] = frozenset()) -> str:
    """Gender and number that a verb's ending tells. forms: the others that may stand in its place ("تعرض" beside the dual "تعرضا")."""
    if text.endswith(("وا", "ون")):
        return "m3"
    if text.endswith("ان") and text.removeprefix("و")[0] in "يت":
        return "m2"
    if text.endswith("ا") and not forms.isdisjoint((text[:-1], text[1:-1])):
        return "m2"
    return "f1" if text.endswith("ت") else "m1"
