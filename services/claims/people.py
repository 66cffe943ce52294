"""Phrases of people: their number, the words that name them, personal names, role.

`parse` reads one phrase at a token: [modifiers] [number] noun [adjectives, names] [من group], or a title with a name, or a name
alone. It reads no further than a word that cannot belong to the phrase (preposition, verb, relative, conjunction before a
clause). The costlier error is a phrase too short to be recognised, so a word of unknown class goes on the phrase only where
its form agrees (an adjective of the noun's definiteness, a name after a title).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.claims.inflection import MANY, ONE, TWO, TWO_OR_MANY
from services.claims.lexicon import (
    ADVERB,
    CONJUNCTION,
    DEMONSTRATIVE,
    NAME,
    NISBA,
    NO_PEOPLE,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    PRONOUN,
    SAYING,
    SAYING_PARTICIPLE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    lexicon,
    word_set,
)
from services.claims.tokens import Sentence, Token
from services.claims.words import Word

_QUOTES = {'"', "'", "(", ")", "[", "]"}
_LONGEST_NAME = 7
_LONGEST_PHRASE = 14
_GROUPS = word_set("groups")
_SINGLES = word_set("singles")
_NEEDS_PEOPLE = word_set("needs_people")
ONE_OF_THEM = word_set("one_of_them")
VAGUE = word_set("vague")
_MASCULINE_GROUPS = word_set("masculine_groups")
HIS_KIN = frozenset(
    ("خاله", "عمه", "جده")
)  # folded alike: his uncle and an aunt; after another person they are his kin
_STRANGERS = word_set("strangers")
_CALLED = word_set("called")
_NAME_LINKS = word_set("name_links")


@dataclass(slots=True)
class People:
    """A phrase of people in `sentence`, tokens `first` to `end` (exclusive).

    low, high, precision: how many. number_span: tokens of the number, or None. head: token index of the noun (or name).
    names: token spans of personal names. role: as the noun tells it ("member": that of its organisation).
    definite: the phrase points back or labels ("القتلى"). other: "آخرون". pronoun: stands for people named elsewhere.
    """

    sentence: Sentence
    first: int
    end: int
    low: int | None = None
    high: int | None = None
    precision: str = "vague"
    number_span: tuple[int, int] | None = None
    head: int | None = None
    names: list[tuple[int, int]] = field(default_factory=list)
    role: str = "unknown"
    number: int = 0
    definite: bool = False
    other: bool = False
    pronoun: bool = False
    organisation: bool = False
    two_or_many: bool = False
    subset: bool = False
    summed: bool = False
    number_start: int | None = None
    number_end: int | None = None

    @property
    def counted(self) -> bool:
        """Whether a number word or digits tell how many."""
        return self.number_span is not None

    def names_only(self) -> bool:
        """Whether the phrase is a bare name."""
        return bool(self.names) and self.head == self.names[0][0]

    def span(self) -> tuple[int, int]:
        """The span of the phrase in the folded field."""
        tokens = self.sentence.tokens
        start = tokens[self.first].start
        if self.number_start is not None:
            start = max(start, self.number_start)
        elif tokens[self.first].word is not None:
            start += prefix_length(tokens[self.first].word)
        return start, tokens[self.end - 1].end


def prefix_length(word: Word | None) -> int:
    """How many letters before the noun are conjunction and preposition; 0 where ل swallowed the article."""
    if word is None:
        return 0
    length = len(word.conjunction) + len(word.preposition)
    if word.preposition == "ل" and word.definite:
        return len(word.conjunction)
    return length


def gender_agrees(phrase: People, pronoun: str) -> bool:
    """Whether a singular pronoun can stand for the phrase: ها for a woman or a group, ه for a man."""
    if pronoun == "هن" and phrase.head is not None:
        women = phrase.sentence.tokens[phrase.head].word
        return women is not None and (women.entry.feminine or women.core.endswith("ات"))
    if pronoun not in ("ه", "ها") or phrase.head is None:
        return True
    word = phrase.sentence.tokens[phrase.head].word
    if word is None:
        return pronoun == "ه"
    if phrase.organisation and word.entry.organisation == "name":
        return True
    if phrase.organisation:
        return (word.core not in _MASCULINE_GROUPS) == (pronoun == "ها")
    if phrase.names and not word.tags & PEOPLE:
        return pronoun == "ه" or word.text.endswith(("ه", "ا", "ي", "اء"))
    if (
        phrase.number == ONE
        and phrase.first != phrase.head
        and phrase.sentence.tokens[phrase.first].text in ("احد", "احدي")
    ):
        return (phrase.sentence.tokens[phrase.first].text == "احدي") == (pronoun == "ها")
    feminine = word.entry.feminine or (word.text.endswith(("ه", "ات")) and not word.pronoun) or word.core == "ام"
    return feminine == (pronoun == "ها")


_COLLECTIVES = word_set("collectives")


def takes_feminine(phrase: People) -> bool:
    """Whether a verb in the feminine singular may have the phrase as its subject: groups and broken plurals ("قيادات هربت")."""
    if phrase.organisation:
        return True
    word = phrase.sentence.tokens[phrase.head if phrase.head is not None else phrase.first].word
    return phrase.number == MANY and word is not None and (word.core.endswith("ات") or word.core in _COLLECTIVES)


def skip_modifiers(tokens: list[Token], i: int) -> int:
    """The index after words that modify a number ("ما لا يقل عن")."""
    table = lexicon().approximators
    first_words = lexicon().approximator_openings
    while i < len(tokens):
        text = tokens[i].text
        if text not in first_words and _clean(text) not in first_words:
            return i
        for length in (4, 3, 2, 1):
            texts = tuple(token.text for token in tokens[i : i + length])
            if len(texts) == length and (texts in table or (_clean(texts[0]), *texts[1:]) in table):
                i += length
                break
        else:
            return i
    return i


def _clean(text: str) -> str:
    return text[1:] if text[:1] in "وبل" and len(text) > 3 else text


def skip_quotes(tokens: list[Token], i: int) -> int:
    """The index after quotation marks, slashes and dashes."""
    while i < len(tokens) and tokens[i].text in ('"', "'", "/", "-", ":", "«", "»"):
        i += 1
    return i


def parse(sentence: Sentence, i: int, *, organisations: bool = True, names: bool = True) -> People | None:
    """The phrase of people that begins at token `i`, or None.

    organisations: whether an organisation counts as people ("فرار الميليشيات"); names: whether unknown words may be a name.
    """
    tokens = sentence.tokens
    start = skip_quotes(tokens, i)
    if start >= len(tokens):
        return None
    j = skip_quotes(tokens, skip_modifiers(tokens, start))
    if j < len(tokens) and tokens[j].text in ('"', "'"):
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "(" and j + 1 in sentence.quantities:
        j += 1  # "(20) شخصا"
    quantity = sentence.quantities.get(j)
    if (
        quantity is None
        and j + 2 < len(tokens)
        and tokens[j].text.isdigit()
        and tokens[j + 1].text == "من"
        and tokens[j + 2].tags & (ORGANISATION | PEOPLE)
    ):
        count = int(tokens[j].text)
        found = People(
            sentence, j, j + 1, low=count, high=count, precision="exact", number_span=(j, j + 1), number=MANY
        )
        found.end = extend(sentence, found, j + 1)
        return found
    if quantity is None and j < len(tokens) and start in sentence.quantities:
        quantity = sentence.quantities[start]
        j = start
    if quantity is not None:
        return _counted(sentence, j, quantity)
    if j >= len(tokens):
        return None
    token = tokens[j]
    word = token.word
    if word is None:
        return None
    if word.core in VAGUE or token.text in VAGUE:
        return _vague(sentence, j)
    if token.tags & DEMONSTRATIVE:
        inner = parse(sentence, j + 1, organisations=organisations, names=names)
        if inner is not None:
            inner.first = j
            inner.definite = True
        return inner
    if word.core in _SINGLES or word.text in ONE_OF_THEM:
        return _single(sentence, j)
    if word.tags & OTHER and not word.tags & PEOPLE:
        phrase = People(sentence, j, j + 1, head=j, other=True)
        set_number(phrase, {"اخر": ONE, "اخري": ONE, "اخران": TWO, "اخرين": MANY, "اخرون": MANY}.get(word.core, TWO))
        if word.core == "اخريات":
            set_number(phrase, MANY)
        phrase.end = extend(sentence, phrase, j + 1)
        return phrase
    if word.tags & PEOPLE:
        return _noun(sentence, j)
    if word.tags & ORGANISATION and organisations:
        phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, organisation=True, definite=True)
        phrase.low, phrase.high, phrase.precision = 2, None, "vague"
        phrase.number = MANY
        phrase.end = extend(sentence, phrase, j + 1)
        return phrase
    if word.tags & NAME and word.definite and not word.tags & TITLE:
        return None  # "عيد الفطر المبارك"
    if word.tags & (TITLE | NAME) and not word.tags & PREPOSITION:
        return _named(sentence, j)
    if names and word.definite and not word.tags & (STOP | PLACE_TYPE | PLACE_NAME | NO_PEOPLE):
        return None
    return None


def set_number(phrase: People, number: int) -> None:
    phrase.number = number
    if number == ONE:
        phrase.low, phrase.high, phrase.precision = 1, 1, "exact"
    elif number == TWO:
        phrase.low, phrase.high, phrase.precision = 2, 2, "exact"
    else:
        phrase.low, phrase.high, phrase.precision = 2, None, "vague"


def _counted(sentence: Sentence, j: int, found: tuple[object, int]) -> People | None:
    quantity, end = found
    tokens = sentence.tokens
    phrase = People(sentence, j, end, head=None, number=MANY)
    phrase.low, phrase.high, phrase.precision = quantity.low, quantity.high, str(quantity.precision)  # type: ignore[attr-defined]
    phrase.number_span = (j, end)
    phrase.number_start, phrase.number_end = quantity.number_start, quantity.number_end  # type: ignore[attr-defined]
    # the number's own words: modifiers that the quantity begins with are left out of `who`
    inner = skip_modifiers(tokens, j)
    if inner < end:
        phrase.first = inner
    k = end
    first_word = tokens[phrase.first].word
    if first_word is not None and first_word.definite:
        phrase.definite = True
    if k < len(tokens) and tokens[k].text in ('"', "'", ")"):
        k += 1
    last = tokens[end - 1].word
    if last is not None and last.tags & PEOPLE and phrase.first != end:
        # a counted dual ("جنديين") or a number phrase that holds its noun
        phrase.head = end - 1
        phrase.role = last.entry.role
    if k + 1 < len(tokens) and tokens[k].text == "علي" and tokens[k + 1].text == "الاقل":
        k += 2
    if k < len(tokens):
        word = tokens[k].word
        if word is not None:
            if word.core in ("حاله", "حالات") and phrase.head is None and _case(tokens, j, k):
                phrase.head = k
                phrase.end = k + 1
                return phrase
            if word.tags & NO_PEOPLE and not word.tags & PEOPLE and not word.preposition and phrase.head is None:
                return None
            if (
                word.tags & ORGANISATION
                and word.entry.organisation in ("head", "air")
                and not word.tags & PEOPLE
                and not word.conjunction
                and not word.preposition
            ):
                return None
            if word.tags & PEOPLE and not word.conjunction and not word.preposition and phrase.head is None:
                phrase.head = k
                phrase.role = word.entry.role
                phrase.number = MANY
                k += 1
                phrase.end = k
            elif word.tags & OTHER and not word.conjunction:
                phrase.other = True
                phrase.end = k + 1
                k += 1
            elif (
                phrase.head is None
                and not word.tags & (STOP | TRIGGER)
                and not word.conjunction
                and not word.preposition
                and not (word.tags & ORGANISATION and word.entry.organisation in ("head", "air"))
                and (word.tags & (ORGANISATION | NISBA) or word.text.endswith("ا") or word.definite or _plain(word))
            ):
                # a noun the lists do not have: "34 عامل منجم", "7 قبطان"
                phrase.head = k
                if word.tags & ORGANISATION:
                    phrase.role = word.entry.role
                k += 1
                phrase.end = k
    onward = k > phrase.end and (phrase.head is not None or (k < len(tokens) and tokens[k].text in ("من", "منهم")))
    phrase.end = extend(sentence, phrase, k if onward else phrase.end)
    if (phrase.low, phrase.high) == (1, 1):
        phrase.number = ONE
    elif (phrase.low, phrase.high) == (2, 2):
        phrase.number = TWO
    return phrase


def _case(tokens: list[Token], j: int, k: int) -> bool:
    """Whether "15 حالة" counts people: beside a trigger ("وفاة 15 حالة", "15 حالة وفاة")."""
    return (j > 0 and bool(tokens[j - 1].tags & TRIGGER)) or (
        k + 1 < len(tokens) and bool(tokens[k + 1].tags & TRIGGER)
    )


def _plain(word: Word) -> bool:
    return not word.tags and len(word.text) > 2


def _vague(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    core = word.core if word is not None else tokens[j].text
    phrase = People(sentence, j, j + 1, low=2, high=None, precision="vague", number_span=(j, j + 1), number=MANY)
    low = {"عشرات": 20, "العشرات": 20, "مئات": 200, "ميات": 200, "الميات": 200, "الاف": 2000, "الالاف": 2000}.get(core)
    if low:
        phrase.low = low
    if core.startswith("بضع"):
        phrase.low, phrase.high = 3, 9
    k = j + 1
    while k < len(tokens) and tokens[k].text in (
        "كبير",
        "كبيره",
        "اخر",
        "قليل",
        "غير",
        "محدود",
        "معروف",
        "هائل",
        "ضخم",
    ):
        k += 1
    if k < len(tokens):
        word = tokens[k].word
        if tokens[k].text == "من" and k + 1 < len(tokens):
            nxt = tokens[k + 1].word
            if nxt is None and tokens[k + 1].text not in _QUOTES:
                return None
            if nxt is not None and nxt.tags & NO_PEOPLE and not nxt.tags & PEOPLE:
                return None
        elif word is not None and word.tags & NO_PEOPLE and not word.tags & PEOPLE and not word.preposition:
            return None
        elif word is not None and word.tags & PEOPLE and not word.conjunction:
            phrase.head = k
            phrase.role = word.entry.role
            k += 1
        elif word is not None and word.definite and not word.tags & (STOP | TRIGGER) and not word.conjunction:
            phrase.head = k
            if word.tags & ORGANISATION:
                phrase.role = word.entry.role
            k += 1
        elif word is not None and word.text in ("منهم", "منها"):
            k += 1
            phrase.pronoun = True
        elif (
            word is not None
            and not word.tags
            and not word.conjunction
            and not word.preposition
            and core in _NEEDS_PEOPLE
        ):
            return None
    phrase.end = max(phrase.end, k) if k > j + 1 else j + 1
    if phrase.end < len(tokens) and phrase.end > j + 1 and tokens[phrase.end - 1].text in ("كبير", "كبيره", "اخر"):
        pass
    phrase.end = extend(sentence, phrase, phrase.end)
    return phrase


def _single(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    phrase = People(sentence, j, j + 1, head=j)
    set_number(phrase, ONE)
    if word is not None and (word.pronoun or word.text in ONE_OF_THEM):
        phrase.pronoun = True
        return phrase
    k = j + 1
    if k < len(tokens) and (nxt := tokens[k].word) is not None:
        if nxt.tags & PEOPLE:
            phrase.role = nxt.entry.role
        elif nxt.tags & NO_PEOPLE or nxt.tags & PLACE_TYPE:
            return None
        if not nxt.tags & STOP:
            k += 1
    phrase.end = extend(sentence, phrase, k)
    return phrase


def _noun(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    assert word is not None
    phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, definite=word.definite or bool(word.pronoun))
    number = word.number
    if number == TWO_OR_MANY:
        phrase.two_or_many = True
        number = MANY
        nxt = tokens[j + 1].word if j + 1 < len(tokens) else None
        following = tokens[j + 2].word if j + 2 < len(tokens) else None
        said = any(w is not None and w.core in ("اثنين", "اثنان") for w in (nxt, following))
        if said or (not word.definite and not word.pronoun and word.entry.role in ("military", "security")):
            number = TWO
    if number == TWO and word.text.endswith("ي") and _mine(tokens, j):
        number, phrase.definite = ONE, True
    set_number(phrase, number)
    family = (
        sentence.quantities.get(j + 2)
        if word.entry.lemma in ("اسره", "عايله") and j + 2 < len(tokens) and tokens[j + 1].text == "من"
        else None
    )
    if family is not None:  # "أسرة من ثمانية أفراد"
        size, after_size = family
        phrase.low, phrase.high, phrase.precision = size.low, size.high, size.precision
        phrase.end = extend(sentence, phrase, min(after_size + 1, len(tokens)))
        return phrase
    end = extend(sentence, phrase, j + 1)
    phrase.end = end
    return phrase


def _mine(tokens: list[Token], j: int) -> bool:
    """Whether a noun ending in ي is "my …" and no dual before its genitive: no noun follows, or a name does."""
    nxt = tokens[j + 1].word if j + 1 < len(tokens) else None
    return nxt is None or bool(nxt.conjunction) or bool(nxt.tags & (STOP | NAME)) or bool(nxt.preposition)


def _named(sentence: Sentence, j: int) -> People | None:
    tokens = sentence.tokens
    word = tokens[j].word
    assert word is not None
    phrase = People(sentence, j, j + 1, head=j, role=word.entry.role, definite=True)
    set_number(phrase, ONE)
    end = extend(sentence, phrase, j)
    phrase.end = max(end, j + 1)
    if word.tags & TITLE and not word.tags & (NAME | PEOPLE) and not phrase.names and not word.definite:
        return None
    return phrase


def _link(token: Token) -> bool:
    return token.text in _NAME_LINKS or (token.word is not None and token.word.core in _NAME_LINKS)


def name_end(tokens: list[Token], i: int) -> int:
    """The index after the personal name that begins at `i`; `i` itself where none does."""
    j = i
    while j < len(tokens) and j - i < _LONGEST_NAME:
        word = tokens[j].word
        if word is None or (j > i and (word.conjunction or word.preposition) and word.tags & ~(NISBA | NAME)):
            break
        if word.text in _NAME_LINKS or word.tags & NAME:
            j += 1
            continue
        if word.tags & (STOP | TRIGGER | OTHER | DEMONSTRATIVE | PEOPLE | PLACE_TYPE | NO_PEOPLE | SAYING_PARTICIPLE):
            # a name's part may look like a common noun after بن, ال, ابو
            if j > i and _link(tokens[j - 1]) and not word.tags & (PREPOSITION | CONJUNCTION):
                j += 1
                continue
            break
        if word.tags & (ORGANISATION | PLACE_NAME) and j == i:
            break
        unknown = j > i and not word.tags and len(word.text) > 3
        plural = word.definite and word.text.endswith(("ات", "ون", "ين"))
        if unknown and not _link(tokens[j - 1]) and (word.text[0] in "يت" or plural):
            break  # a verb, or a noun of things
        if word.text in ("عليه", "عليها", "عليهم"):
            break
        if unknown and word.text[0] in "وفبل" and (word.text[1:3] == "ال" or word.text[1:] in lexicon().forms):
            break
        if j > i and not word.tags and len(word.text) > 4 and word.text[0] == "م" and word.text[-1] == "ا":
            break  # a participle that tells how: "متأثرا"
        j += 1
    return j


def extend(sentence: Sentence, phrase: People, k: int) -> int:
    """The index after the words from `k` on that still belong to the phrase; notes names and the role of a group."""
    tokens = sentence.tokens
    limit = min(len(tokens), phrase.first + _LONGEST_PHRASE)
    head = tokens[phrase.head].word if phrase.head is not None else None
    group = phrase.number_span is not None or (head is not None and (head.core in _GROUPS or head.plural))
    quoted = False
    opened = phrase.first > 0 and tokens[phrase.first - 1].text in ('"', "'")
    while k < limit:
        token = tokens[k]
        word = token.word
        if word is None:
            if (
                token.text == "/"
                and phrase.number == ONE
                and phrase.definite
                and not phrase.names
                and not phrase.counted
            ):
                end = name_end(tokens, k + 1)
                if end > k + 1:
                    phrase.names.append((k + 1, end))
                    k = end
                    continue
            if (
                token.text == ","
                and k + 1 < limit
                and (phrase.summed or (phrase.number == ONE and not phrase.definite and not phrase.names))
                and (more := tokens[k + 1].word) is not None
                and more.conjunction == "و"
                and more.tags & PEOPLE
                and more.number in (ONE, TWO)
                and phrase.summed
            ):
                k += 1  # "امرأة وحفيدتها، ورجل"
                continue
            if opened and not quoted and token.text in ('"', "'"):
                opened = False  # closes the mark before the phrase
                k += 1
                continue
            if token.text in ('"', "'") or (token.text in "()" and quoted):
                # quotation marks around a name: "قيادات "داعش""
                nxt = tokens[k + 1].word if k + 1 < limit else None
                if token.text in ('"', "'") and nxt is not None and not quoted:
                    if nxt.tags & (STOP | TRIGGER) and not nxt.tags & ORGANISATION:
                        break
                    quoted = True
                    if phrase.number == ONE and phrase.definite and not phrase.names and not nxt.tags & ORGANISATION:
                        end = _quoted_name(tokens, k + 1, limit)
                        if end:
                            phrase.names.append((k + 1, end))
                            k = end
                            continue
                    k += 1
                    continue
                if quoted:
                    quoted = False
                    k += 1
                    continue
            if (
                token.text == ","
                and phrase.number == ONE
                and phrase.definite
                and not phrase.names
                and k + 1 < limit
                and tokens[k + 1].tags & (NAME | TITLE)
                and not tokens[k + 1].tags & (PREPOSITION | PEOPLE)
                and not ((nxt := tokens[k + 1].word) is not None and nxt.conjunction)
            ):
                k += 1
                continue
            break
        tags = word.tags
        if (
            word.text[0] == "و"
            and k in sentence.quantities
            and (phrase.number_span is None or k >= phrase.number_span[1])
            and not (tags & PEOPLE and word.number)
        ):
            break  # a second number: "32 قتيلا ومئة جريح"
        if quoted:
            k += 1
            continue
        if token.text in ("اثنين", "اثنان", "اثنتين", "اثنتان") and phrase.number == TWO:
            k += 1
            continue
        if len(word.text) == 1 or (phrase.names and tags & PEOPLE and not tags & NAME):
            break
        if token.text == "من":
            if not (group and _partitive(tokens, k + 1)) and not _origin(tokens, k + 1, phrase):
                break
            k += 1
            following = tokens[k].word
            origin = following
            wanted = PEOPLE | ORGANISATION
            if following is None and k + 1 < limit:
                origin, wanted = tokens[k + 1].word, ORGANISATION  # behind a quotation mark
            if origin is not None and origin.tags & wanted and phrase.role in ("unknown", "member"):
                phrase.role = origin.entry.role
            if following is not None:
                k += 1
            continue
        if token.text in ("منهم", "منها", "منهما") and group:
            k += 1
            phrase.pronoun = True
            break
        if word.text in ("في", "ب") and head is not None and k + 1 < limit:
            nxt = tokens[k + 1].word
            if (
                nxt is not None
                and nxt.tags & ORGANISATION
                and phrase.role in ("member", "military", "militant", "security", "official")
                and not nxt.tags & (PLACE_TYPE | PLACE_NAME)
            ):
                k += 2
                continue
            break
        if token.text in _CALLED and phrase.number in (0, ONE) and not phrase.counted and k + 1 < limit:
            # "طفل يدعى حسام"
            end = name_end(tokens, k + 1)
            if end == k + 1:
                break
            phrase.names.append((k + 1, end))
            k = end
            continue
        if word.conjunction == "و" and tags & PEOPLE and not tags & TRIGGER and not word.preposition:
            # coordinated nouns without numbers of their own: "ضباط وصحفيين"
            if k in sentence.quantities or phrase.names:
                break
            if word.number in (ONE, TWO) and phrase.counted:
                break
            if (
                word.number == TWO_OR_MANY
                and phrase.counted
                and not word.definite
                and word.entry.role in ("military", "security")
            ):
                break  # "19 مسلحا وجنديين": a dual of its own
            if word.tags & TITLE and not word.pronoun and phrase.names:
                break
            if (phrase.number in (ONE, TWO) or phrase.summed) and not phrase.counted and word.number in (ONE, TWO):
                added = ONE if word.number == TWO and word.text.endswith("ي") and _mine(tokens, k) else word.number
                phrase.low = phrase.high = (phrase.low or 1) + added
                phrase.precision = "exact"
                phrase.number = TWO if phrase.low == 2 else MANY
                phrase.summed = True
            elif phrase.summed and word.number not in (ONE, TWO):
                phrase.high, phrase.precision, phrase.summed = None, "vague", False
            if word.entry.role != phrase.role and phrase.role not in ("unknown", "member"):
                phrase.role = "mixed" if word.entry.role not in ("unknown", "member") else phrase.role
            k += 1
            continue
        if (
            word.conjunction == "و"
            and word.definite
            and group
            and not tags & (STOP | TRIGGER)
            and (tags & ORGANISATION or not tags)
        ):
            if not (tags & ORGANISATION or word.text.endswith(("ين", "ون"))):
                break
            k += 1
            continue
        if word.conjunction == "و" and tags & (NAME | TITLE) and phrase.names:
            nameless = name_end(tokens, k)
            if nameless == k:
                break
            phrase.names.append((k, nameless))
            k = nameless
            phrase.low = phrase.high = len(phrase.names)
            phrase.number = TWO if phrase.low == 2 else MANY
            phrase.precision = "exact"
            continue
        if (
            word.conjunction
            or tags & STOP
            or (tags & TRIGGER and not tags & PEOPLE and not tags & ORGANISATION)
            or tags & (SUBSET | SAYING | ADVERB)
        ):
            if tags & OTHER:
                phrase.other = True
                k += 1
                continue
            if not (tags & NAME and not tags & (STOP)):
                break
        if word.preposition and (not tags & NAME or word.preposition == "ل"):
            break
        if tags & OTHER:
            phrase.other = True
            k += 1
            continue
        if tags & PEOPLE and tags & NAME and word.core.endswith("ي") and k - 1 == phrase.head and not phrase.definite:
            k += 1  # "شرطي تركي": the nationality, not the name
            continue
        if (
            tags & PEOPLE
            and (word.pronoun or word.text in HIS_KIN)
            and phrase.number == ONE
            and not phrase.counted
            and head is not None
            and head.entry.lemma in _STRANGERS
        ):
            break  # "قتل شاب خاله": the object of the verb
        if tags & (NAME | TITLE) and not (tags & PEOPLE and not word.definite and not tags & NAME):
            if tags & TITLE and not tags & NAME:
                k += 1
                after = skip_quotes(tokens, k) if k < len(tokens) and tokens[k].text in ("/",) else k
                if word.core == "مدعو" and k < len(tokens) and tokens[k].text == ",":
                    after = k + 1
                end = name_end(tokens, after)
                if end > after and phrase.number in (ONE, 0) and not phrase.counted:
                    phrase.names.append((after, end))
                    k = end
                continue
            if phrase.number == ONE or not phrase.counted:
                end = name_end(tokens, k)
                if end > k:
                    phrase.names.append((k, end))
                k = max(end, k + 1)
                continue
            k += 1
            continue
        if (
            phrase.organisation
            and tags & PEOPLE
            and not word.definite
            and not tags & ORGANISATION
            and k - 1 > phrase.first
        ):
            break  # "قتل حزب العمال ضابطي شرطة": the second people are not the party's
        if (
            (last := tokens[k - 1].word) is not None
            and last.entry.organisation == "name"
            and word.definite
            and tags & NISBA
            and not tags & (PEOPLE | ORGANISATION)
        ):
            break  # "اختطف تنظيم داعش العبادي"
        if (
            tags & PEOPLE
            and word.plural
            and word.definite
            and phrase.definite
            and phrase.number == ONE
            and not phrase.counted
        ):
            break  # "دعا القائد المسلحين": the second people are another part of the clause
        if tags & (PEOPLE | ORGANISATION):
            if phrase.role in ("unknown", "member") and word.entry.role not in ("unknown", "member"):
                phrase.role = word.entry.role
            k += 1
            continue
        if tags & NO_PEOPLE:
            break
        if tags & (PLACE_NAME | PLACE_TYPE):
            # an idafa goes on ("حاكم ولاية لوغار"), an adverb of place does not
            if head is not None and phrase.role in ("official", "member", "civilian") and not phrase.counted:
                k += 1
                continue
            break
        if tags & NISBA or word.definite:
            if (
                word.definite
                and head is not None
                and not phrase.definite
                and not _idafa(head, phrase)
                and not phrase.counted
            ):
                break
            k += 1
            continue
        if word.text in ("عليه", "عليها", "عليهم") and k - 1 == phrase.head:
            k += 1  # "المحكوم عليه", "المجني عليها"
            continue
        # a word no list knows
        if (
            word.text.startswith("ب")
            and len(word.text) > 3
            and not phrase.names
            and (phrase.definite or word.text[1:] in lexicon().forms)
        ):
            break
        if (
            k - 1 == phrase.head
            and word.text.endswith(("ه", "ها", "هم"))
            and head is not None
            and not head.definite
            and not head.pronoun
            and head.plural
        ):
            k += 1
            continue
        if (
            phrase.number == ONE
            and not phrase.counted
            and (phrase.definite or (head is not None and phrase.role == "official"))
        ):
            previous = tokens[k - 1].word
            if phrase.names and (word.text[0] in "يت" or not word.definite):
                break
            if phrase.definite and previous is not None and (previous.definite or previous.tags & (PEOPLE | NISBA)):
                end = name_end(tokens, k)
                if end > k:
                    phrase.names.append((k, end))
                k = max(end, k + 1)
                continue
            k += 1
            continue
        if (
            phrase.head == k - 1
            and head is not None
            and not word.text.startswith(("ي", "ت", "س"))
            and not phrase.definite
            and phrase.number == ONE
            and not phrase.counted
        ):
            k += 1  # one adjective of an indefinite noun: "امرأة مسنة"
            break
        break
    while k > phrase.first + 1 and tokens[k - 1].text in _QUOTES and quoted:
        k -= 1
    return k


def _quoted_name(tokens: list[Token], k: int, limit: int) -> int:
    """The index of the quotation mark that closes a name of up to five words opened before `k`, or 0."""
    for end in range(k + 1, min(limit, k + 6)):
        if tokens[end].text in ('"', "'"):
            return end
        if tokens[end].word is None or tokens[end].tags & (STOP | TRIGGER):
            return 0
    return 0


def _idafa(head: Word, phrase: People) -> bool:
    return (
        phrase.role in ("member", "official", "security", "civilian", "unknown", "militant", "military")
        and not head.definite
    )


def _origin(tokens: list[Token], k: int, phrase: People) -> bool:
    """Whether what follows من tells what a single person is: "مقيم من الجنسية المصرية", "عنصرين من الشرطة"."""
    word = tokens[k].word if k < len(tokens) else None
    if word is None or phrase.names:
        return False
    if word.core in ("جنسيه", "ابناء", "اهالي", "سكان", "اصول", "اصل", "ذوي", "منسوبي", "افراد", "عناصر", "اعضاء"):
        return True
    return bool(word.tags & ORGANISATION) and phrase.role in ("member", "military", "security", "militant")


def _partitive(tokens: list[Token], k: int) -> bool:
    """Whether the words after من name the whole that a group is part of (not a place, a time or a cause)."""
    if k < len(tokens) and tokens[k].text in ('"', "'"):
        k += 1
    if k >= len(tokens):
        return False
    word = tokens[k].word
    if word is None:
        return False
    if word.tags & (PEOPLE | ORGANISATION):
        return True
    if word.tags & DEMONSTRATIVE and k + 1 < len(tokens):
        return bool(tokens[k + 1].tags & (PEOPLE | ORGANISATION))
    if word.tags & (STOP | PLACE_TYPE | PLACE_NAME | TRIGGER | NO_PEOPLE | PRONOUN | VERB):
        return False
    return word.definite
