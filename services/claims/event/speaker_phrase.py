"""The words for a speaker behind a verb of saying or a particle: where they begin and where they end ("قال [الناطق باسم الجيش سالم
رزق] إن"), and when none stand there ("أعلن حالة الطوارئ")."""

from __future__ import annotations

from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    NAME,
    NEGATION,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SAYING_PARTICIPLE,
    SPEAKER,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    lexicon,
    word_group,
    word_set,
)
from services.claims.people_phrases.people import name_end
from services.claims.text.attack_words import ATTACK_CLASSES
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import Word, one_of

Span = tuple[Sentence, int, int]  # of the speaker's words in the folded text of the sentence's field

_LONGEST = 24  # tokens
_PLAIN = 6  # tokens of a description without a name
_HAPPENING = word_set("happening")
_REFUSING = frozenset(("رفض", "طلب", "فضل", "اشترط"))
_INSIDE = frozenset(("في", "من", "داخل", "باسم", "لدي"))
_OCCASIONS = word_group("occasion of speaking")
_TOLD = word_set("told_or_shown")
_LONE_PREPOSITIONS = frozenset(("ل", "ب", "علي"))  # those that are no word of the class
_CALLED = word_set("called")
_SPOKEN_TO = word_set("spoken_to")
_BEHIND_SPEAKER = word_set("behind_speaker")
_UNNAMED = word_group("speaker without a name")
_TIMES = word_set("periods") | {"ساعه"}
_DECLARED = frozenset(("حاله", "حالات", "حداد", "هدنه", "نفير", "استنفار", "حرب", "حريق", "حرايق"))
_ISSUED = frozenset(("بيان", "تقرير", "تقارير", "بلاغ", "خبر", "تسجيل", "تصريح"))
_ENVOYS = frozenset(("مبعوث", "سفير", "مندوب", "موفد", "ممثل", "وزير"))


def speaker_at(sentence: Sentence, j: int) -> Span | None:
    """The speaker whose words begin at `j`; of a long description that ends in a person's name, the name alone."""
    tokens = sentence.tokens
    opening = _opening(tokens, j)
    if opening is None:
        return None
    start = j = opening
    if j < len(tokens) and _no_speaker(tokens[j]):
        return None
    if j in sentence.quantities and j + 1 < len(tokens) and tokens[j + 1].text == "في":
        return None  # "بينما اعتبر ثلاثة في عداد المفقودين"
    title = -1
    name: tuple[int, int] | None = None
    while j < len(tokens) and j - start < _LONGEST:
        token = tokens[j]
        word = token.word
        if word is None:
            if token.text == '"' and tokens[j - 1].text == "ل":
                behind = _named_behind_marks(tokens, j)
                if behind is None:
                    break  # "وأكد المصدر لـ«الصحيفة»"
                j = behind  # "الناطق الإعلامي لـ«شرطة المنطقة» الرائد سالم رزق"
                continue
            if token.text == '"' and j + 1 < len(tokens):
                close = next((k for k in range(j + 1, min(len(tokens), j + 5)) if tokens[k].text == '"'), None)
                if close is not None:
                    j = close + 1
                    continue
            if token.text in (",", "/", "(") and j + 1 < len(tokens) and tokens[j + 1].tags & (TITLE | NAME):
                j += 1
                continue
            break
        tags = word.tags
        if j > start and one_of(token.text, _CALLED):
            called = name_end(tokens, j + 1)
            return (sentence, tokens[j + 1].start, tokens[called - 1].end) if called > j + 1 else None
        if _ends_speaker(sentence, start, j, word) or (j > start and _tells_a_deed(sentence, j)):
            break
        if token.text == "ل" and j + 1 < len(tokens) and _named_behind_marks(tokens, j + 1) is not None:
            j += 1
            continue
        if j > start and (token.text == "ل" or (word.preposition == "ل" and word.core in _SPOKEN_TO)):
            break  # "وأكد المصدر لوكالة الأنباء"
        if tags & TITLE and not word.preposition:
            if not (j > start and tokens[j - 1].tags & SPEAKER and word.core.endswith("ي")):
                title = j  # "الناطق الإعلامي": an adjective
            j += 1
            continue
        if j == start and (_is_on(sentence, token) or (tags & TRIGGER and not word.definite)):
            return None
        if (
            name is None
            and not word.preposition
            and token.text not in _INSIDE
            and ((title == j - 1 and title >= 0) or tags & NAME or _opens_name(tokens, start, j))
        ):
            end = name_end(tokens, j)
            if token.text in ("بن", "بنت") and _father_follows(tokens, start, j):
                j -= 1  # "في المنطقة بيشي بن عيسى"
            if end > j and (title == j - 1 or end - j > 1 or j == start):
                name = (j, end)
                j = end
                if name[0] > start + 1:
                    break
                continue
        if tags & PREPOSITION or word.preposition:
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            if j == start and token.text == "عن":
                j += 1
                start = j
                continue
            if j == start and word.preposition == "ل" and j:
                j += 1  # "وفقا لشبكة كذا"
                continue
            if j == start:
                return None
            if following is None:
                break
            if word.preposition and (tags & TRIGGER or token.text in _OCCASIONS):
                break
            if token.text == "الي" and tokens[start].core in _ENVOYS and not following.tags & STOP:
                j += 2
                continue
            if not word.preposition and (
                token.text not in _INSIDE
                or following.text in _OCCASIONS
                or following.tags & (ADVERB | TRIGGER | COMPLEMENTIZER | PREPOSITION)
            ):
                break
        j += 1
    while j > start and (tokens[j - 1].text in _LONE_PREPOSITIONS or tokens[j - 1].tags & PREPOSITION):
        j -= 1  # "وأكد المصدر لـ«الصحيفة»", "وقال الطبيب لدى زيارته"
    if j == start:
        return None
    return _span_of(sentence, start, j, name)


def _opening(tokens: list[Token], j: int) -> int | None:
    """The index of the first word for the speaker, past marks, adverbs and pronouns at `j`; None where what is said follows."""
    if j < len(tokens) and tokens[j].text in ('"', ":"):
        # "وأضاف «…": the words said follow, unless the name itself stands in marks ("بحسب «سانا»")
        close = next((k for k in range(j + 1, min(len(tokens), j + 6)) if tokens[k].text == '"'), None)
        if (
            tokens[j].text == ":"
            or close is None
            or any(token.tags & (VERB | COMPLEMENTIZER) for token in tokens[j:close])
        ):
            return None
    if j + 2 < len(tokens) and tokens[j].text == "ل" and tokens[j + 1].text in ('"', "("):
        close = next((k for k in range(j + 2, min(len(tokens), j + 6)) if tokens[k].text in ('"', ")")), None)
        if close is not None:
            j = close + 1  # "وأوضح لـ«الصحيفة» المتحدث"
    while j < len(tokens) and (
        tokens[j].text in ('"', "/", "بذلك", "لنا", "اما", "به", "بها", "عنه", "عنها", "له", "لها")
        or tokens[j].tags & ADVERB
    ):
        j += 1
    if j + 1 < len(tokens) and len(tokens[j].text) == 1 and tokens[j].word is not None and tokens[j + 1].text == ".":
        j += 2  # "وأوضح د. سالم رزق"
    return j


_LONG = 5  # letters of a verbal noun of the fourth form; longer ones in ا are accusatives, no names


def _tells_a_deed(sentence: Sentence, j: int) -> bool:
    """Whether what is said begins at `j`, behind a definite word: an object without the article ("تبنى تنظيم الدولة تفجيرا") or a verbal
    noun of the fourth form ("أعلن الدفاع المدني إخماد حريق"). Its letters are those of plurals too ("أعمال"); the article's spelling
    tells them apart."""
    token = sentence.tokens[j]
    text = token.text
    before = sentence.tokens[j - 1].word
    if before is None or not before.definite or token.tags & (NAME | TITLE | PEOPLE | ORGANISATION):
        return False
    if text[-1] == "ا" and len(text) > _LONG and sentence.field.written(token)[-1] in "اً":
        return True
    if len(text) != _LONG or text[0] != "ا" or text[3] != "ا":
        return False
    return sentence.field.written(sentence.tokens[j]).startswith("إ")


def _ends_speaker(sentence: Sentence, start: int, j: int, word: Word) -> bool:
    """Whether the word at `j` is no part of the speaker, whose words begin at `start`: another clause, a time, what is said."""
    tokens = sentence.tokens
    token, tags = tokens[j], word.tags
    if tags & (COMPLEMENTIZER | RELATIVE | SUBSET | SAYING_PARTICIPLE | ADVERB):
        return True
    if word.conjunction == "و" and tags & (SAYING | VERB):
        return True
    if j == start:
        return False
    if token.text in _BEHIND_SPEAKER:
        return True  # "ونقلت الوكالة عن المسؤول قوله"
    if token.text == "اول" and j + 1 < len(tokens) and tokens[j + 1].text in ("من", "امس"):
        return True  # "أعلن الوزير أول من أمس"
    if tags & VERB or (tags & TRIGGER and not word.definite) or _issued(token):
        return True
    if _begins_statement(sentence, j) or _object_behind(tokens, j) or _accused(tokens, j):
        return True
    plain = not (tags or word.definite or word.preposition or word.conjunction or token.text.startswith("و"))
    return j == start + 1 and plain and _plain_party(tokens[start])  # "أعلنت السلطات انتهاء البحث"


def _span_of(sentence: Sentence, start: int, j: int, name: tuple[int, int] | None) -> Span | None:
    """The span of the speaker's words, tokens `start` to `j` (exclusive), or of the name in them; None where they name nobody."""
    tokens = sentence.tokens
    first = tokens[start]
    if first.word is not None and first.word.core in _TOLD:
        return None  # "نشرت خبر الحادث"
    if first.word is not None and first.word.tags & (COMPLEMENTIZER | VERB):
        return None
    if first.text in ("اي", "ايه"):
        return None  # "لم تعلن أي جهة مسؤوليتها"
    if name is not None and name[0] - start > 1 and first.word is not None and first.word.core in _UNNAMED:
        j = _plain_end(sentence, start, name[0])
    elif name is not None and name[0] - start > 1:
        return (sentence, tokens[name[0]].start, tokens[name[1] - 1].end)
    if name is None and j - start > _PLAIN:
        j = _plain_end(sentence, start, j)
    offset = 0
    if first.word is not None and start > 0:
        offset = len(first.word.conjunction)
        if first.word.preposition == "ل" and not first.word.definite:
            offset += 1
    return (sentence, first.start + offset, tokens[j - 1].end)


def _is_on(sentence: Sentence, token: Token) -> bool:
    """Whether the folded "علي" was written as the preposition على."""
    return token.text == "علي" and sentence.field.written(token).endswith("ى")


def _opens_name(tokens: list[Token], start: int, j: int) -> bool:
    """Whether two words of no class, without the article, follow a definite one: "وزير الداخلية عبده الحذيفي"."""
    before, word = tokens[j - 1].word, tokens[j].word
    if j <= start + 1 or before is None or word is None or not before.definite:
        return False
    following = tokens[j + 1].word if j + 1 < len(tokens) else None
    return (
        not word.tags
        and not word.definite
        and not word.preposition
        and following is not None
        and not following.tags & ~NAME
    )


def _plain_end(sentence: Sentence, start: int, end: int) -> int:
    """Where a long description without a name is cut: before its second preposition."""
    seen = 0
    for k in range(start + 1, end):
        word = sentence.tokens[k].word
        if word is not None and (word.tags & PREPOSITION or word.preposition):
            seen += 1
            if seen == 2 or k - start >= _PLAIN:
                return k
    return end


def _father_follows(tokens: list[Token], start: int, j: int) -> bool:
    """Whether the word before بن at `j` is the name of the son, which no list knows."""
    word = tokens[j - 1].word if j > start else None
    return word is not None and not (word.definite or word.preposition or word.conjunction or word.tags & ~NISBA)


def _bare_behind_definite(tokens: list[Token], j: int) -> bool:
    """Whether a word without article or clitics stands at `j`, behind one with the article, so that it is no adjective of it."""
    word, before = tokens[j].word, tokens[j - 1].word
    bare = word is not None and not (word.definite or word.preposition or word.conjunction)
    return bare and before is not None and before.definite


def _object_behind(tokens: list[Token], j: int) -> bool:
    """Whether a thing behind a definite word is what was said or shown, no part of who says it: "أعلنت الشرطة إحباط محاولة"."""
    tags = tokens[j].tags
    return (
        _bare_behind_definite(tokens, j)
        and bool(tags & NO_PEOPLE)
        and not tags & (SPEAKER | ORGANISATION | PEOPLE | TITLE | NAME)
    )


def _no_speaker(token: Token) -> bool:
    """Whether the word behind a verb of saying cannot be who says it: a negation, an attack ("تبنى التفجير"), a thing ("أعلن حالة
    الطوارئ"), what is issued ("أصدر بيانا"), where it is said ("قالت فيه")."""
    word = token.word
    if word is None:
        return False
    if word.tags & NEGATION or token.text in ("فيه", "فيها") or _issued(token):
        return True
    if word.tags & (SPEAKER | ORGANISATION | PEOPLE | TITLE | NAME):
        return False
    if word.core in _TIMES:
        return True  # "وكانت الكتائب أعلنت الشهر الماضي"
    return word.core in _DECLARED or ATTACK_CLASSES[token.text.removesuffix("ا")] == "attack"


def _plain_party(token: Token) -> bool:
    """Whether the word is an organisation with the article, behind which no name stands: "السلطات", "الشرطة"."""
    word = token.word
    return word is not None and word.definite and bool(word.tags & ORGANISATION) and not word.tags & (TITLE | PEOPLE)


def _issued(token: Token) -> bool:
    """Whether the word is what somebody issues: "أصدرت الأمانة بيانا"."""
    return token.text.endswith("ا") and token.text.removesuffix("ا") in _ISSUED


def _named_behind_marks(tokens: list[Token], k: int) -> int | None:
    """The index of the rank or name behind words in quotation marks that open at `k`."""
    close = next((n for n in range(k + 1, min(len(tokens), k + 6)) if tokens[n].text == '"'), None)
    if close is None or close + 1 >= len(tokens) or not tokens[close + 1].tags & (TITLE | NAME):
        return None
    return close + 1


def _accused(tokens: list[Token], j: int) -> bool:
    """Whether a party without the article stands behind a speaker with it, whom it accuses: "اتهمت السلطات حزب العمال"."""
    word, before = tokens[j].word, tokens[j - 1].tags
    heads = word is not None and word.entry.organisation == "head"
    return heads and _bare_behind_definite(tokens, j) and bool(before & (ORGANISATION | SPEAKER | PEOPLE))


def _begins_statement(sentence: Sentence, j: int) -> bool:
    """Whether what is said begins at token `j`, behind the speaker: an event ("أكد شهود وقوع قتلى"), a number ("نعت الكتائب ثلاثة من
    عناصرها"), what is the speaker's own ("أعلن التنظيم مسؤوليته"), a wish not to be named ("قال مسؤول رفض كشف اسمه")."""
    token = sentence.tokens[j]
    word = token.word
    if word is None:
        return False
    if j in sentence.quantities or token.text in _HAPPENING or token.text in _REFUSING or token.text == "صحه":
        return True
    if token.text[:1] == "ب" and token.text[1:] in _HAPPENING:
        return True  # "أفاد مراسلنا بارتقاء شهداء"
    if word.definite and lexicon().attacks.get(word.core) == "attack":
        return True  # "تبنى التنظيم الهجوم"
    if (
        word.tags == 0
        and token.text.endswith("ه")
        and len(token.text) > 4
        and sentence.tokens[j - 1].tags & ~PREPOSITION
    ):
        written = sentence.field.written(token)
        if written.endswith("ه"):
            return True  # "أعلن المستشفى استقباله جرحى": a noun with a pronoun, no adjective in ة
    return bool(word.pronoun or token.text.endswith(("ته", "تها", "هم", "هما"))) and not token.tags & (NAME | PEOPLE)
