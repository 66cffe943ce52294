"""Which words of a sentence credit somebody with what it says: a particle ("بحسب الوزارة"), a verb of saying ("قال مصدر إن"), a
participle that goes on with the last speaker ("مضيفا"); not verbs of these letters that say nothing ("نقلت طائرة الجرحى")."""

from __future__ import annotations

from services.claims.event.speaker_phrase import Span, speaker_at
from services.claims.event.speaker_subjects import (
    DENIED,
    OPENS_SPEECH,
    PRONOUNS,
    far_subject,
    headline_subject,
    opening_subject,
    subject_before,
)
from services.claims.lexicon import (
    ADVERB,
    CLAIMING,
    COMPLEMENTIZER,
    CREDITING,
    ORGANISATION,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SAYING_PARTICIPLE,
    SILENT,
    SPEAKER,
    TITLE,
    TRIGGER,
    VERB,
    word_set,
)
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word, one_of
from services.claims.text.words import word as analysis_of

# Token index, the speaker's span (None: the last one goes on) and how it credits: particle, verb, claiming, participle, silent.
Credit = tuple[int, Span | None, str]

_HAPPENING = word_set("happening")
_NOT_SAID = word_set("not_said")
_MOURNING = frozenset(("نعي", "نعت", "ينعي", "تنعي"))
_ADMITTING = frozenset(("اعترف", "اعترفت", "اقر", "اقرت"))
_GOES_ON = frozenset(("تابع", "تابعت"))
_FIGURES = word_set("figures")
_TOLD = word_set("told_or_shown")
_SPOKEN_TO = word_set("spoken_to")
_TELLS = CREDITING | SAYING | SAYING_PARTICIPLE | SILENT
_TONGUES = frozenset(("لسان", "السنه"))  # "على لسان المتحدث"
_WORDS_OF = frozenset(("قول", "روايه", "تعبير", "زعم"))  # "على حد قول المختار"
_OTHER_WAYS = _TONGUES | _WORDS_OF | {"لدي"}
_REACH_OF_SPEECH = 24  # tokens behind a verb of saying within which what is said begins


def credits_in(sentence: Sentence) -> list[Credit]:
    """The crediting words of a sentence, left to right."""
    out: list[Credit] = []
    for i, token in enumerate(sentence.tokens):
        word = token.word
        if word is None:
            continue
        if not (word.tags & _TELLS or token.text in _OTHER_WAYS or token.text.endswith(PRONOUNS)):
            if token.core in _ANNOUNCES and (announced := _announced(sentence, i)) is not None:
                out.append((i, announced, "announcement"))
            continue
        if word.tags & CREDITING:
            out.append((i, _behind_particle(sentence, i), "particle"))
        elif i and _credits_next(sentence.tokens, i):
            out.append((i, speaker_at(sentence, i + 1), "particle"))
        elif i and said_it(token.text) and (published := _published(sentence, i)) is not None:
            if not any(span == published for _, span, _ in out):
                out.append((i, published, "published"))
        elif word.tags & SAYING and not word.tags & PREPOSITION:
            said = _credit_of_verb(sentence, i, word)
            if said is not None:
                out.append(said)
        elif word.tags & SAYING_PARTICIPLE:
            out.append((i, None, "participle"))
        elif word.tags & SILENT:
            out.append((i, None, "silent"))
    return out


def _behind_particle(sentence: Sentence, i: int) -> Span | None:
    """The speaker behind the particle at `i` and a clause of saying: "بحسب الوزارة", "وفقا لما ذكره سكان"."""
    tokens = sentence.tokens
    j = i + 1
    if j < len(tokens) and tokens[j].text in ("ما", "لما"):
        j += 1
    if (j < len(tokens) and tokens[j].tags & SAYING) or (
        tokens[i].text.endswith("ما") and j < len(tokens) and tokens[j].tags & (SAYING | VERB)
    ):
        j += 1
    if j < len(tokens) and tokens[j - 1].text in ("ما", "لما") and said_it(tokens[j].text):
        j += 1  # "بحسب ما أكدته الحكومة", "وفقا لما ذكره سكان"
    if tokens[i].text == "نقلا" and j < len(tokens) and tokens[j].text == "عن":
        j += 1
    span = speaker_at(sentence, j)
    return _who_published(span) or span


def _credit_of_verb(sentence: Sentence, i: int, word: Word) -> Credit | None:
    """Whom the verb of saying at `i` credits, and how; None where it is a noun, belongs to a particle or says nothing."""
    tokens = sentence.tokens
    if word.definite or word.preposition or (i and tokens[i - 1].text in _NOT_SAID):
        return None  # "الجدير بالذكر", "طلب عدم ذكر اسمه": nouns
    if (i and tokens[i - 1].tags & (CREDITING | RELATIVE)) or (
        i and tokens[i - 1].text in ("ما", "كما") and i > 1 and tokens[i - 2].tags & CREDITING
    ):
        return None
    if i and one_of(tokens[i - 1].text, DENIED):
        return (i, None, "silent")  # "ولم تعلن أي جهة مسؤوليتها"
    if tokens[i].text in _HAPPENING and _casualties_behind(sentence, i):
        return None  # "اشتباكات بالمدينة توقع 17 قتيلا"
    if word.core in _GOES_ON and not _says_on(tokens, i):
        return None  # "تابعت الكتائب عملياتها"
    j = i + 1
    if word.core in ("علم", "علمت"):
        j = _behind(tokens, i, "من", _REACH_OF_LEARNED)
        if not j or j >= len(tokens) or not tokens[j].tags & (SPEAKER | PEOPLE | ORGANISATION):
            return None  # "وعلمت الصحيفة من مصدر طبي أن"
    if word.core in ("نقل", "نقلت"):
        j = _behind(tokens, i, "عن", _REACH_OF_RELAYED)
        if not j and not (i + 1 < len(tokens) and tokens[i + 1].tags & SPEAKER):
            return None  # "نقلت طائرة الجرحى"
        j = j or i + 1
    told = tokens[j].word if j < len(tokens) else None
    listener = told is not None and told.preposition == "ل" and told.core in _SPOKEN_TO  # "ذكر لوكالة الأنباء"
    span = headline_subject(sentence, i) or (None if listener else speaker_at(sentence, j))
    if span is None and i:
        span = subject_before(sentence, i)
        if span is None and not (j < len(tokens) and tokens[j].core in _TOLD):  # "كانت الصحيفة قد نشرت خبر الحادث"
            span = far_subject(sentence, i)
    if word.core in _MOURNING and span is not None:
        span = _who_mourns(sentence, j) or span
    if word.core in _ADMITTING and (span := _who_admits(span)) is None:
        return None
    if span is None and tokens[i].text[0] in "وف":
        span = opening_subject(sentence, i)
    how = "claiming" if word.tags & CLAIMING else "particle" if _as_said(tokens, i) else "verb"
    return (i, span, how)


def _who_published(span: Span | None) -> Span | None:
    """Who published the figures that `span` names: "بحسب حصيلة أولية أعلنتها هيئة الطوارئ"."""
    if span is None:
        return None
    sentence, start, end = span
    tokens = sentence.tokens
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    if first is None or last is None or tokens[first].core not in _FIGURES or last + 1 >= len(tokens):
        return None
    return speaker_at(sentence, last + 2) if said_it(tokens[last + 1].text) else None


def _credits_next(tokens: list[Token], i: int) -> bool:
    """Whether the word at `i` ends an expression behind which the speaker stands: "على حد قول", "على لسان", "علم لدى", "على ما أعلنته",
    "كما أبلغنا"."""
    text, before = tokens[i].text, tokens[i - 1].text
    if text in _TONGUES:
        return before == "علي"
    if text in _WORDS_OF:
        return before in ("حد", "علي")
    if text == "لدي":
        return before.removeprefix("و") == "علم"
    return (before == "ما" or (before == "كما" and text.endswith("نا"))) and said_it(text)


def _published(sentence: Sentence, i: int) -> Span | None:
    """Who published the figures before the verb with a pronoun at `i`: "حصيلة جديدة أعلنتها مصادر طبية", "التي نشرها الجيش"."""
    tokens = sentence.tokens
    near = tokens[max(0, i - _REACH_OF_FIGURES) : i]
    if not any(token.core in _FIGURES for token in near):
        return None
    return speaker_at(sentence, i + 1)


_REACH_OF_FIGURES = 5  # tokens
_REACH_OF_RELAYED = 14  # tokens from "نقل" over who relays it to "عن"
_REACH_OF_LEARNED = 8  # tokens from "علم" over who learned it to "من"


def _behind(tokens: list[Token], i: int, preposition: str, reach: int) -> int:
    """The index behind a preposition that stands within `reach` tokens from `i`; 0 where none does."""
    return next((k + 1 for k in range(i, min(len(tokens), i + reach)) if tokens[k].text == preposition), 0)


def _announced(sentence: Sentence, i: int) -> Span | None:
    """Who stands behind a noun or verb at `i` that announces only with what follows: "بعد إعلان الوزارة استشهاد شاب", "رفعت الشرطة الحصيلة
    إلى 35", "ورد المتحدث بأن"."""
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or not tokens[i + 1].tags & (SPEAKER | ORGANISATION | TITLE | PEOPLE):
        return None
    behind = tokens[i + 2 : i + _REACH_OF_ANNOUNCED]
    if not any(
        token.tags & (TRIGGER | COMPLEMENTIZER) or token.core in _FIGURES or token.text == "بان" for token in behind
    ):
        return None
    return speaker_at(sentence, i + 1)


_ANNOUNCES = word_set("announces")
_REACH_OF_ANNOUNCED = 9  # tokens


def _who_mourns(sentence: Sentence, j: int) -> Span | None:
    """The party at `j` in front of the man it mourns: "نعى حزب الله القيادي سالم رزق"."""
    tokens = sentence.tokens
    end = j
    while end < len(tokens) and (word := tokens[end].word) is not None and not word.tags & (TITLE | PEOPLE | VERB):
        if end in sentence.quantities or word.preposition or (word.conjunction and end > j):
            break
        end += 1
    if end == j or not tokens[j].tags & ORGANISATION:
        return None
    return (sentence, tokens[j].start, tokens[end - 1].end)


def _who_admits(span: Span | None) -> Span | None:
    """The speaker in front of what is admitted ("اعترف الجيش بمقتل"); None where none is told ("وقد اعترف بقتله")."""
    if span is None:
        return None
    sentence, start, end = span
    last = None
    for token in sentence.tokens:
        if start <= token.start < end:
            word = token.word
            if word is None or word.preposition == "ب" or word.tags & (COMPLEMENTIZER | PREPOSITION):
                break
            if token.text in OPENS_SPEECH or token.text.startswith("انن"):
                break
            if not word.tags & ADVERB and not word.text.endswith("يا"):
                last = token
    return None if last is None else (sentence, start, last.end)


def _casualties_behind(sentence: Sentence, i: int) -> bool:
    """Whether a number or a casualty noun stands right behind the verb at `i`, which brings them about and foretells none."""
    k = i + 1
    word = sentence.tokens[k].word if k < len(sentence.tokens) else None
    return k in sentence.quantities or (word is not None and bool(word.entry.casualties()) and not word.definite)


def _says_on(tokens: list[Token], i: int) -> bool:
    """Whether what somebody goes on to say follows the verb at `i`: behind أن or a colon, or in quotation marks."""
    following = tokens[i + 1 : i + _REACH_OF_SPEECH]
    return any(token.text in OPENS_SPEECH or token.tags & COMPLEMENTIZER for token in following)


def _as_said(tokens: list[Token], i: int) -> bool:
    """Whether the verb of saying at `i` ends what it credits: "استسلم 12 مقاتلا، كما قال ضابط"."""
    if i < 2 or tokens[i - 1].text != "كما" or tokens[i].word is None:
        return False
    return not any(
        token.text in OPENS_SPEECH or token.tags & (COMPLEMENTIZER | TRIGGER)
        for token in tokens[i + 1 : i + _REACH_OF_SPEECH]
    )


def said_it(text: str) -> bool:
    """Whether the word is a verb of saying with a pronoun: "أكدته"."""
    bare = next((text.removesuffix(ending) for ending in PRONOUNS if text.endswith(ending)), "")
    return len(bare) > 2 and bool(analysis_of(bare).tags & SAYING)
