"""A person behind a deed who is called by a name that no list has: "مقتل الجعبري", "إعدام "ذئب الصحراء""."""

from __future__ import annotations

from services.claims.lexicon import NAME, NISBA, NO_PEOPLE, PLACE_NAME, PLACE_TYPE, STOP, TRIGGER, TriggerEntry
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.personal_names import quoted_name
from services.claims.reading import Reading

_DEEDS_TO_ONE = frozenset(("مقتل", "مصرع", "اغتيال", "استشهاد", "اعدام", "خطف", "اختطاف", "وفاه", "انشقاق"))


def unlisted_name(reading: Reading, entry: TriggerEntry | None, j: int) -> People | None:
    """The person whose unlisted name stands at `j`, behind the trigger of `entry`; entry: None behind a phrase for executions."""
    tokens = reading.sentence.tokens
    noun = entry is None or entry.category == "masdar"
    if entry is not None and noun and entry.lemma not in _DEEDS_TO_ONE:
        return None
    if j < len(tokens) and noun and tokens[j].text == '"':
        end = quoted_name(tokens, j + 1, len(tokens))
        return people_of.named_person(reading.sentence, j + 1, end) if end else None
    word = tokens[j].word if j < len(tokens) else None
    if word is None or len(word.text) < 3 or j in reading.sentence.quantities:
        return None
    if word.tags & (STOP | TRIGGER | NO_PEOPLE | PLACE_NAME | PLACE_TYPE) or word.conjunction or word.preposition:
        return None
    surname = not word.tags and len(word.text) > 3 and reading.sentence.field.document.surname(word.text)
    if word.text in people_of.VAGUE or (
        word.text[0] in "وفبل" and not word.tags & NAME and len(word.text) > 3 and not surname
    ):
        return None
    end = people_of.name_end(tokens, j)
    if end == j and surname:
        end = j + 1  # "وفاة ليتفينينكو", who is "ألكسندر ليتفينينكو" elsewhere
    if end == j:
        return None
    if noun and not any(token.tags & (NAME | NISBA) for token in tokens[j:end]) and word.definite:
        return None  # "اختطاف الدين"
    return people_of.named_person(reading.sentence, j, end)
