"""A person behind a deed who is called by a name that no list has: "مقتل الجعبري", "إعدام "ذئب الصحراء""."""

from __future__ import annotations

from services.claims.lexicon import (
    NAME,
    NISBA,
    NO_PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    STOP,
    TRIGGER,
    TriggerEntry,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.personal_names import quoted_name
from services.claims.reading import Reading
from services.claims.text.tokens import Document, Token

_DEEDS_TO_ONE = frozenset(("مقتل", "مصرع", "اغتيال", "استشهاد", "اعدام", "خطف", "اختطاف", "وفاه", "انشقاق"))
_OF_WHOM_IT_IS_KNOWN = frozenset(("انتحار", "اعتقال"))  # behind which only a surname of the article is a person
_DEATHS_OF_ONE = frozenset(("مقتل", "مصرع", "اغتيال", "استشهاد"))


def unlisted_name(reading: Reading, entry: TriggerEntry | None, j: int) -> People | None:
    """The person whose unlisted name stands at `j`, behind the trigger of `entry`; entry: None behind a phrase for executions."""
    tokens = reading.sentence.tokens
    noun = entry is None or entry.category == "masdar"
    if entry is not None and noun and entry.lemma not in _DEEDS_TO_ONE | _OF_WHOM_IT_IS_KNOWN:
        return None
    if j < len(tokens) and noun and tokens[j].text == '"':
        end = quoted_name(tokens, j + 1, len(tokens))
        return people_of.named_person(reading.sentence, j + 1, end) if end else None
    word = tokens[j].word if j < len(tokens) else None
    if word is None or len(word.text) < 3 or j in reading.sentence.quantities:
        return None
    if word.tags & (STOP | TRIGGER | NO_PEOPLE | PLACE_NAME | PLACE_TYPE) or word.conjunction or word.preposition:
        return None
    surname = surname_elsewhere(tokens[j], reading.sentence.field.document)
    if not surname and entry is not None and entry.lemma in _OF_WHOM_IT_IS_KNOWN:
        return None
    if word.text in people_of.VAGUE or (
        word.text[0] in "وفبل" and not word.tags & NAME and len(word.text) > 3 and not surname
    ):
        return None
    end = people_of.name_end(tokens, j)
    if end == j and surname:
        end = j + 1  # "وفاة ليتفينينكو", who is "ألكسندر ليتفينينكو" elsewhere
    if end == j:
        return None
    if noun and word.definite and not surname and not any(token.tags & (NAME | NISBA) for token in tokens[j:end]):
        dead = entry is not None and entry.lemma in _DEATHS_OF_ONE
        if not (dead and _stands_alone(tokens, j)):
            return None  # "اختطاف الدين"
    return people_of.named_person(reading.sentence, j, end)


def surname_elsewhere(token: Token, document: Document) -> bool:
    """Whether a word that no list has stands behind a given name elsewhere in the article."""
    return not token.tags and token.word is not None and len(token.text) > 3 and document.surname(token.text)


def _stands_alone(tokens: list[Token], j: int) -> bool:
    """Whether an unknown word with the article stands as a surname does, before a preposition or the end: "مقتل السنوار في رفح". What
    ends like an idea does not: "مقتل الديمقراطية"."""
    text = tokens[j].text
    if len(text) < _SHORTEST or text.endswith(("ه", "ات")) or tokens[j].tags:
        return False
    if j + 1 >= len(tokens):
        return True
    behind = tokens[j + 1]
    return behind.word is None or bool(behind.tags & PREPOSITION) or bool(behind.word.preposition)


_SHORTEST = 5  # letters, the article among them
