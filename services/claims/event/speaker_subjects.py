"""Who says so where the speaker stands before the verb of saying: next to it, behind كان or أن further on, as the subject of the verb that
opens the sentence, or at the head of a headline."""

from __future__ import annotations

from services.claims.event.speaker_phrase import Span, speaker_at
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CREDITING,
    ORGANISATION,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SAYING_PARTICIPLE,
    SPEAKER,
    TITLE,
    TRIGGER,
    VERB,
)
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import one_of

OPENS_SPEECH = frozenset((":", '"', "ان", "بان", "انه", "انها", "انهم"))
DENIED = frozenset(("لم", "لن", "لا"))
PRONOUNS = ("ها", "ه", "نا")  # "أعلنتها", "أعده"


def subject_before(sentence: Sentence, i: int) -> Span | None:
    """The subject before a verb of saying: "داعش يعلن خطف"; in the body only right behind إن or where a clause opens."""
    tokens = sentence.tokens
    j = i
    while j > 0 and i - j < 6:
        previous = tokens[j - 1]
        quoted = previous.text == '"'
        if not quoted and (
            previous.word is None
            or previous.tags & (VERB | COMPLEMENTIZER | RELATIVE | SAYING | ADVERB)
            or previous.word.core == "لكن"
        ):
            break
        if previous.tags & (PREPOSITION | TRIGGER) or (previous.word is not None and previous.word.preposition):
            return None
        j -= 1
    while j < i and (tokens[j].text == "اما" or (tokens[j].text == '"' and tokens[i - 1].text != '"')):
        j += 1
    if j == i or tokens[j].text in ("وقد", "قد", "كما"):
        return None
    before = tokens[j - 1] if j and tokens[j - 1].text != "اما" else None
    if sentence.field.name != "title" and not (
        before is None
        or before.tags & COMPLEMENTIZER
        or (before.word is not None and before.word.core == "لكن")
        or before.text in _WERE
    ):
        return None
    if sentence.field.name == "title" and before is not None and before.word is not None:
        return None
    start = _behind_conjunction(tokens[j]) if sentence.field.name == "title" else tokens[j].start
    return (sentence, start, tokens[i - 1].end)


def opening_subject(sentence: Sentence, i: int) -> Span | None:
    """The subject of the verb that opens the sentence, for a verb of saying without one: "ودافع الجيش عن قواته وقال إن", "ولم يعلق الجيش
    لكنه تحدث عن"."""
    tokens = sentence.tokens
    verb = 1 if len(tokens) > 1 and one_of(tokens[0].text, DENIED, "وف") else 0
    if verb + 2 >= i or tokens[verb].tags & (_SPEAKS | PREPOSITION | CREDITING | SAYING_PARTICIPLE):
        return None
    return speaker_at(sentence, verb + 1) if tokens[verb + 1].tags & _SPEAKS else None


def headline_subject(sentence: Sentence, i: int) -> Span | None:
    """The words that open a headline in front of a verb of saying in the present: "بعثة المنظمة بالعاصمة تنفي", "تركيا تتهم"."""
    tokens = sentence.tokens
    if sentence.field.name != "title" or not i or tokens[i].text[0] not in "يت":
        return None
    start = next((k for k in range(i - 1, max(0, i - _LONGEST_SUBJECT), -1) if _opens_half(tokens, k)), 0)
    opening = tokens[start:i]
    if any(token.word is None or token.tags & (VERB | SAYING | COMPLEMENTIZER | TRIGGER) for token in opening):
        return None
    if opening[0].tags & (PREPOSITION | ADVERB) or (opening[0].word is not None and opening[0].word.preposition):
        return None
    if len(opening) > _LONGEST_SUBJECT:
        return None
    return (sentence, _behind_conjunction(opening[0]), tokens[i - 1].end)


def _behind_conjunction(token: Token) -> int:
    """Where the word itself begins, behind a conjunction written onto it."""
    return token.start + (len(token.word.conjunction) if token.word is not None else 0)


def _opens_half(tokens: list[Token], k: int) -> bool:
    """Whether the second half of a headline begins at token `k`: "مقتل ستة في تفجير وأنقرة تقول"."""
    word = tokens[k].word
    before = tokens[k - 1]
    return (
        word is not None and (word.conjunction == "و" or before.text in (".", "..", ":", ";")) and not word.tags & VERB
    )


_LONGEST_SUBJECT = 7  # tokens


def far_subject(sentence: Sentence, i: int) -> Span | None:
    """The subject of a verb of saying that stands behind كان or أن further on: "وكان رئيس المجلس في المحافظة سالم رزق أعلن", "إلا أن
    الشاب الذي يعيش في المبنى قال"."""
    tokens = sentence.tokens
    for k in range(i - 1, max(-1, i - _FAR), -1):
        token = tokens[k]
        if token.text in _WERE or (token.tags & COMPLEMENTIZER and token.text in OPENS_SPEECH) or token.core in _BUT:
            return speaker_at(sentence, k + 1) if k + 1 < i else None
        in_clause = k and tokens[k - 1].tags & RELATIVE  # "الذي يعيش في المبنى"
        if token.tags & (SAYING | VERB) and k + 1 < i and not in_clause and not token.text.endswith(PRONOUNS):
            return None
    opens = i <= _FAR and sentence.tokens[0].tags & _SPEAKS
    return speaker_at(sentence, 0) if opens else None  # "مصدر عسكري في العاصمة ذكر"


_FAR = 16  # tokens
_BUT = frozenset(("لكن", "اما", "بينما", "فيما", "حين"))
_SPEAKS = SPEAKER | ORGANISATION | TITLE | PEOPLE
_WERE = frozenset(("كان", "كانت", "وكان", "وكانت"))
