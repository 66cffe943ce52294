"""Whose body a noun for bodies means: "جثث 5 مسلحين", "استخراج جثة المرأة", "عثر على سالم جثة هامدة"."""

from __future__ import annotations

from services.claims.lexicon import TriggerEntry, word_set
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.reading import Reading
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token
from services.claims.text.words import Word, one_of

BODIES = frozenset(("جثث", "جثامين", "رفات"))
ONE_BODY = frozenset(("جثمان",))  # of one person, and a claim only where it is found
_LYING = word_set("lying")
_TAKEN_OUT = word_set("taken_out")
_FOUND_AS = frozenset(("مذبوحا", "مذبوحه", "مقتولا", "مقتوله"))
_LIFELESS = frozenset(("هامده", "هامدتين", "هامدتان"))


def read_body(grammar: SentenceGrammar, reading: Reading, entry: TriggerEntry, word: Word, number: int) -> bool:
    """Reads a noun for bodies whose people stand behind it; drops it where a casualty noun stands there ("جثة غريقين"). False where
    it is no such noun or nobody stands there. number: what its form tells."""
    tokens, i = grammar.tokens, reading.first
    if entry.lemma in ("جثه", "جثث", "جثمان") and _dead_behind(tokens, i):
        reading.dropped = "told by the casualty noun behind it"  # "انتشال جثة غريقين"
        return True
    if entry.lemma in ONE_BODY:
        reading.victims = None if word.definite else _body_found(grammar, i)
        reading.rule = "body of one person"
        if reading.victims is None:
            reading.dropped = "a body that is buried or mourned"
        return True
    if word.definite:
        return False
    if entry.lemma in BODIES:
        bodies = people_of.parse(reading.sentence, i + 1)
        if bodies is not None and (
            bodies.counted or any(t.text in _LYING for t in tokens[max(0, i - 4) : bodies.end + 5])
        ):
            bodies.first = i
            reading.victims = bodies
            reading.rule = "bodies of people"
            return True
    if entry.lemma == "جثه" and number == ONE and (one := _body_of_one(grammar, i)) is not None:
        reading.victims = one
        reading.rule = "body of one person"
        return True
    return False


def _dead_behind(tokens: list[Token], i: int) -> bool:
    """Whether a noun for the dead is the genitive of the body at `i`."""
    word = tokens[i + 1].word if i + 1 < len(tokens) else None
    if word is None or word.conjunction or word.preposition:
        return False
    return any(entry.kind == "killed" for entry in word.entry.casualties())


def _body_of_one(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person, with the article or a name, whose body is taken out or found: "استخراج جثة المرأة"."""
    tokens = grammar.tokens
    if not i or not one_of(tokens[i - 1].text, _TAKEN_OUT, "وب"):
        return None
    found = next((phrase for phrase in grammar.phrases if phrase.first == i + 1), None)
    if found is None or found.number != ONE or found.organisation:
        return None
    return found if found.definite or found.names else None


def _body_found(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person whose body is found or taken out: "العثور على جثمان صياد", "انتشال جثمان الطفلة"."""
    tokens = grammar.tokens
    found = [token for token in tokens[max(0, i - _REACH_OF_FINDING) : i] if one_of(token.text, _TAKEN_OUT, "وب")]
    if not found or not (found[-1] is tokens[i - 1] or tokens[i - 1].text == "علي"):
        return None
    people = grammar.after(i + 1, organisations=False)
    return people if people is not None and people.first == i + 1 and people.number == ONE else None


_REACH_OF_FINDING = 7  # tokens


def become_body(grammar: SentenceGrammar, i: int) -> People | None:
    """ "عثر على سالم جثة هامدة", "عثروا على الطفل مذبوحا": the people right before the body or the dead that they have become."""
    tokens = grammar.tokens
    if tokens[i].text in _FOUND_AS:
        found = next((p for p in grammar.phrases if p.first < i <= p.end), None)
        if found is None or not found.first or tokens[found.first - 1].text != "علي":
            return None
        found.cut(i)
        return found
    if i + 1 >= len(tokens) or tokens[i + 1].text not in _LIFELESS:
        return None
    return next((p for p in grammar.phrases if p.end == i and p.first and tokens[p.first - 1].text == "علي"), None)
