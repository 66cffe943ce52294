"""Whom the text credits with a statement.

In a sentence, the subject of a verb of saying before the trigger ("قال مصدر إن") or the words behind a particle ("بحسب"). A verb of
saying without a subject ("وأضاف") and a participle ("مضيفا") go on with the last speaker; a noun that looks back ("المصدر") is
replaced by the speaker it means where the paragraph names him.
"""

from __future__ import annotations

from typing import Any

from services.claims.attack_words import ATTACK_CLASSES
from services.claims.lexicon import (
    ADVERB,
    CLAIMING,
    COMPLEMENTIZER,
    CREDITING,
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
    SILENT,
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
from services.claims.people import name_end
from services.claims.tokens import Sentence, Token
from services.claims.words import word as analysis_of

_NAMED_WITHIN = 6  # sentences
_LOOKS_BACK = word_group("speaker that looks back")
_LONGEST = 24
_PLAIN = 6
_HAPPENING = word_set("happening")
_REFUSING = frozenset(("رفض", "طلب", "فضل", "اشترط"))
_INSIDE = frozenset(("في", "من", "داخل", "باسم", "لدي"))
_OCCASIONS = word_group("occasion of speaking")
_TOLD = word_set("told_or_shown")
_NOT_SAID = word_set("not_said")
_LONE_PREPOSITIONS = frozenset(("ل", "ب", "علي"))  # those that are no word of the class
_MOURNING = frozenset(("نعي", "نعت", "ينعي", "تنعي"))
_ADMITTING = frozenset(("اعترف", "اعترفت", "اقر", "اقرت"))
_GOES_ON = frozenset(("تابع", "تابعت"))
_OPENS_SPEECH = frozenset((":", '"', "ان", "بان", "انه", "انها", "انهم"))
_CALLED = word_set("called")
_DENIED = frozenset(("لم", "لن", "لا"))
_SPOKEN_TO = word_set("spoken_to")
_BEHIND_SPEAKER = word_set("behind_speaker")
_TELLS = CREDITING | SAYING | SAYING_PARTICIPLE | SILENT
_UNNAMED = word_group("speaker without a name")
Span = tuple[Sentence, int, int]


class Attribution:
    """Speakers of one document; what a sentence says of its speaker is found once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], list[tuple[int, Span | None, str]]] = {}
        self.choices: dict[Span, Any] = {}  # of `choices.speakers`, by the words of a speaker

    def speakers(self, sentence: Sentence) -> list[tuple[int, Span | None, str]]:
        """Crediting words of a sentence: token index, the span of the speaker (None: the last one) and how it credits."""
        key = (sentence.field.name, sentence.index)
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = list(self._find(sentence))
        return known

    def _find(self, sentence: Sentence) -> list[tuple[int, Span | None, str]]:
        tokens = sentence.tokens
        out: list[tuple[int, Span | None, str]] = []
        for i, token in enumerate(tokens):
            word = token.word
            if word is None:
                continue
            tags = word.tags
            if not tags & _TELLS:
                continue
            if tags & CREDITING:
                j = i + 1
                if j < len(tokens) and tokens[j].text in ("ما", "لما"):
                    j += 1
                if (j < len(tokens) and tokens[j].tags & SAYING) or (
                    token.text.endswith("ما") and j < len(tokens) and tokens[j].tags & (SAYING | VERB)
                ):
                    j += 1
                if j < len(tokens) and tokens[j - 1].text in ("ما", "لما") and said_it(tokens[j].text):
                    j += 1  # "بحسب ما أكدته الحكومة", "وفقا لما ذكره سكان"
                if token.text in ("نقلا",) and j < len(tokens) and tokens[j].text == "عن":
                    j += 1
                span = self._noun(sentence, j)
                span = self._who_published(span) or span
                out.append((i, span, "particle"))
            elif tags & SAYING and not tags & PREPOSITION:
                if word.definite or word.preposition or (i and tokens[i - 1].text in _NOT_SAID):
                    continue  # "الجدير بالذكر", "طلب عدم ذكر اسمه": nouns
                if (i and tokens[i - 1].tags & (CREDITING | RELATIVE)) or (
                    i and tokens[i - 1].text in ("ما", "كما") and i > 1 and tokens[i - 2].tags & CREDITING
                ):
                    continue
                if i and tokens[i - 1].text.removeprefix("و") in _DENIED:
                    out.append((i, None, "silent"))  # "ولم تعلن أي جهة مسؤوليتها"
                    continue
                if token.text in _HAPPENING and _casualties_behind(sentence, i):
                    continue  # "اشتباكات بالمدينة توقع 17 قتيلا"
                if word.core in _GOES_ON and not _says_on(tokens, i):
                    continue  # "تابعت الكتائب عملياتها"
                j = i + 1
                if word.core in ("نقل", "نقلت"):
                    j = next((k + 1 for k in range(i, min(len(tokens), i + 8)) if tokens[k].text == "عن"), 0)
                    if not j and not (i + 1 < len(tokens) and tokens[i + 1].tags & SPEAKER):
                        continue  # "نقلت طائرة الجرحى"
                    j = j or i + 1
                span = self._noun(sentence, j)
                if span is None and i:
                    span = self._subject(sentence, i)
                if word.core in _MOURNING and span is not None:
                    span = self._who_mourns(sentence, j) or span
                if word.core in _ADMITTING and (span := _who_admits(span)) is None:
                    continue
                how = "claiming" if tags & CLAIMING else "particle" if _as_said(tokens, i) else "verb"
                out.append((i, span, how))
            elif tags & SAYING_PARTICIPLE:
                out.append((i, None, "participle"))
            elif tags & SILENT:
                out.append((i, None, "silent"))
        return out

    def _noun(self, sentence: Sentence, j: int) -> Span | None:
        """The speaker whose words begin at `j`; of a long description that ends in a person's name, the name alone."""
        tokens = sentence.tokens
        if j < len(tokens) and tokens[j].text in ('"', ":"):
            # "وأضاف «…": the words said follow, unless the name itself stands in marks ("بحسب «سانا»")
            close = next((k for k in range(j + 1, min(len(tokens), j + 6)) if tokens[k].text == '"'), None)
            if (
                tokens[j].text == ":"
                or close is None
                or any(token.tags & (VERB | COMPLEMENTIZER) for token in tokens[j:close])
            ):
                return None
        while j < len(tokens) and (
            tokens[j].text in ('"', "/", "اما", "به", "بها", "عنه", "عنها", "له", "لها") or tokens[j].tags & ADVERB
        ):
            j += 1
        if (
            j + 1 < len(tokens)
            and len(tokens[j].text) == 1
            and tokens[j].word is not None
            and tokens[j + 1].text == "."
        ):
            j += 2  # "وأوضح د. سالم رزق"
        start = j
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
            if j > start and token.text.removeprefix("و") in _CALLED:
                called = name_end(tokens, j + 1)
                return (sentence, tokens[j + 1].start, tokens[called - 1].end) if called > j + 1 else None
            if tags & (COMPLEMENTIZER | RELATIVE | SUBSET | SAYING_PARTICIPLE | ADVERB):
                break
            if j > start and token.text in _BEHIND_SPEAKER:
                break  # "ونقلت الوكالة عن المسؤول قوله"
            if j > start and token.text == "اول" and j + 1 < len(tokens) and tokens[j + 1].text in ("من", "امس"):
                break  # "أعلن الوزير أول من أمس"
            if j > start and (tags & VERB or (tags & TRIGGER and not word.definite) or _issued(token)):
                break
            if j > start and (_begins_statement(sentence, j) or _object_behind(tokens, j) or _accused(tokens, j)):
                break
            plain = not (tags or word.definite or word.preposition or word.conjunction or token.text.startswith("و"))
            if j == start + 1 and plain and _plain_party(tokens[start]):
                break  # "أعلنت السلطات انتهاء البحث"
            if word.conjunction == "و" and tags & (SAYING | VERB):
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
            if j == start and (self._is_on(sentence, token) or (tags & TRIGGER and not word.definite)):
                return None
            if (
                name is None
                and not word.preposition
                and token.text not in _INSIDE
                and ((title == j - 1 and title >= 0) or tags & NAME or self._opens_name(tokens, start, j))
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
        first = tokens[start]
        if first.word is not None and first.word.core in _TOLD:
            return None  # "نشرت خبر الحادث"
        if first.word is not None and first.word.tags & (COMPLEMENTIZER | VERB):
            return None
        if first.text in ("اي", "ايه"):
            return None  # "لم تعلن أي جهة مسؤوليتها"
        if name is not None and name[0] - start > 1 and first.word is not None and first.word.core in _UNNAMED:
            j = self._plain_end(sentence, start, name[0])
        elif name is not None and name[0] - start > 1:
            return (sentence, tokens[name[0]].start, tokens[name[1] - 1].end)
        if name is None and j - start > _PLAIN:
            j = self._plain_end(sentence, start, j)
        offset = 0
        if first.word is not None and start > 0:
            offset = len(first.word.conjunction)
            if first.word.preposition == "ل" and not first.word.definite:
                offset += 1
        return (sentence, first.start + offset, tokens[j - 1].end)

    def _who_published(self, span: Span | None) -> Span | None:
        """Who published the figures that `span` names: "بحسب حصيلة أولية أعلنتها هيئة الطوارئ"."""
        if span is None:
            return None
        sentence, start, end = span
        tokens = sentence.tokens
        first, last = sentence.token_at(start), sentence.token_at(end - 1)
        if first is None or last is None or tokens[first].core not in _FIGURES or last + 1 >= len(tokens):
            return None
        return self._noun(sentence, last + 2) if said_it(tokens[last + 1].text) else None

    def _who_mourns(self, sentence: Sentence, j: int) -> Span | None:
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

    @staticmethod
    def _is_on(sentence: Sentence, token: Token) -> bool:
        """Whether the folded "علي" was written as the preposition على."""
        return token.text == "علي" and sentence.field.written(token).endswith("ى")

    @staticmethod
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

    @staticmethod
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

    def _subject(self, sentence: Sentence, i: int) -> Span | None:
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
            or before.text in ("كانت", "كان", "وكانت", "وكان")
        ):
            return None
        if sentence.field.name == "title" and before is not None and before.word is not None:
            return None
        return (sentence, tokens[j].start, tokens[i - 1].end)

    def source(self, sentence: Sentence, index: int) -> Span | None:
        """The speaker credited with what the trigger at token `index` says."""
        said = self.speakers(sentence)
        before = [item for item in said if item[0] < index]
        chosen: tuple[int, Span | None, str] | None = before[-1] if before else None
        after = [item for item in said if item[0] > index and item[2] in ("particle",)]
        unnamed = chosen is None or (chosen[1] is None and chosen[2] != "participle")
        if unnamed and after and after[0][1] is not None:
            chosen = after[0]
        if sentence.field.name == "title":
            if chosen is None:
                return self.title_colon(sentence, index)
            return chosen[1]
        if chosen is None:
            return None
        if chosen[2] == "silent":
            return None
        span = chosen[1]
        if span is not None and (named := self._named_before(sentence, chosen[0], span)) is not None:
            return named
        if span is None or self.looks_back(span):
            earlier = self._last_speaker(sentence, chosen[0])
            return earlier or span
        return span

    def _named_before(self, sentence: Sentence, index: int, span: Span) -> Span | None:
        """Whom a short definite phrase names in full earlier: "الوزارة" after "وزارة الدفاع الأمريكية", "المصدر الأمني" after "مصدر أمني
        تونسي"."""
        words = span[0].field.text[span[1] : span[2]].split()
        head = words[0].removeprefix("و")
        if len(words) > 2 or not head.startswith("ال"):
            return None
        bare = head.removeprefix("ال")
        field = sentence.field
        for back in range(min(_NAMED_WITHIN, sentence.index) + 1):
            other = field.sentences[sentence.index - back]
            for at, earlier, manner in reversed(self.speakers(other)):
                if earlier is None or manner == "silent" or (back == 0 and at >= index):
                    continue
                told = earlier[0].field.text[earlier[1] : earlier[2]].split()
                if len(told) > 1 and told[0].lstrip("ولب") == bare:
                    return earlier
        return None

    @staticmethod
    def looks_back(span: Span) -> bool:
        text = span[0].field.text[span[1] : span[2]].split()
        return len(text) <= 2 and text[0].lstrip("و") in _LOOKS_BACK

    def _last_speaker(self, sentence: Sentence, index: int) -> Span | None:
        field = sentence.field
        for item in reversed([item for item in self.speakers(sentence) if item[0] < index]):
            if item[1] is not None and not self.looks_back(item[1]):
                return item[1]
        for back in range(1, 5):
            if sentence.index - back < 0:
                return None
            for item in reversed(self.speakers(field.sentences[sentence.index - back])):
                if item[2] == "silent":
                    continue
                if item[1] is not None and not self.looks_back(item[1]):
                    return item[1]
        return None

    @staticmethod
    def title_colon(sentence: Sentence, index: int) -> Span | None:
        tokens = sentence.tokens
        colon = next((k for k, token in enumerate(tokens[:index]) if token.text == ":"), None)
        if colon is None or colon == 0:
            return None
        return (sentence, tokens[0].start, tokens[colon - 1].end)


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


def _casualties_behind(sentence: Sentence, i: int) -> bool:
    """Whether a number or a casualty noun stands right behind the verb at `i`, which brings them about and foretells none."""
    k = i + 1
    word = sentence.tokens[k].word if k < len(sentence.tokens) else None
    return k in sentence.quantities or (word is not None and bool(word.entry.casualties()) and not word.definite)


def _says_on(tokens: list[Token], i: int) -> bool:
    """Whether what somebody goes on to say follows the verb at `i`: behind أن or a colon, or in quotation marks."""
    following = tokens[i + 1 : i + _LONGEST]
    return any(token.text in _OPENS_SPEECH or token.tags & COMPLEMENTIZER for token in following)


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


_TIMES = word_set("periods") | {"ساعه"}
_DECLARED = frozenset(("حاله", "حالات", "حداد", "هدنه", "نفير", "استنفار", "حرب", "حريق", "حرايق"))
_ISSUED = frozenset(("بيان", "تقرير", "تقارير", "بلاغ", "خبر", "تسجيل", "تصريح"))
_FIGURES = frozenset(("حصيله", "احصاءات", "احصاييات", "احصاييه", "ارقام", "بيانات", "معلومات", "تقديرات", "ارقاما"))
_ENVOYS = frozenset(("مبعوث", "سفير", "مندوب", "موفد", "ممثل", "وزير"))


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
            if token.text in _OPENS_SPEECH or token.text.startswith("انن"):
                break
            if not word.tags & ADVERB and not word.text.endswith("يا"):
                last = token
    return None if last is None else (sentence, start, last.end)


def _as_said(tokens: list[Token], i: int) -> bool:
    """Whether the verb of saying at `i` ends what it credits: "استسلم 12 مقاتلا، كما قال ضابط"."""
    if i < 2 or tokens[i - 1].text != "كما" or tokens[i].word is None:
        return False
    return not any(
        token.text in _OPENS_SPEECH or token.tags & (COMPLEMENTIZER | TRIGGER) for token in tokens[i + 1 : i + _LONGEST]
    )


def _accused(tokens: list[Token], j: int) -> bool:
    """Whether a party without the article stands behind a speaker with it, whom it accuses: "اتهمت السلطات حزب العمال"."""
    word, before = tokens[j].word, tokens[j - 1].tags
    heads = word is not None and word.entry.organisation == "head"
    return heads and _bare_behind_definite(tokens, j) and bool(before & (ORGANISATION | SPEAKER | PEOPLE))


def said_it(text: str) -> bool:
    """Whether the word is a verb of saying with a pronoun: "أكدته"."""
    bare = next((text.removesuffix(ending) for ending in ("ها", "ه") if text.endswith(ending)), "")
    return len(bare) > 2 and bool(analysis_of(bare).tags & SAYING)


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
    return bool(word.pronoun or token.text.endswith(("ته", "تها", "تهم"))) and not token.tags & (NAME | PEOPLE)
