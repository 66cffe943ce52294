"""Nouns for casualties (قتيل، جرحى، جثة) and split expressions (لقي X مصرعهم).

A casualty noun is a claim when it carries a number, when a verb or noun of happening governs it, or when it opens a headline;
without these it only points back (GUIDELINES.md, fine point 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims import people as people_of
from services.claims.dual_or_plural import dual_or_plural
from services.claims.exposure import exposed_people
from services.claims.inflection import MANY, ONE, TWO
from services.claims.lexicon import (
    COMPLEMENTIZER,
    PEOPLE,
    PREPOSITION,
    RELATIVE,
    TRIGGER,
    VERB,
    TriggerEntry,
    word_set,
)
from services.claims.losses import who_lost
from services.claims.medical_cases import one_severe_case, read_cases
from services.claims.mood import explicit_none
from services.claims.negatives import rescued
from services.claims.people import People
from services.claims.people_phrase import FORCE
from services.claims.ranks import people_in_ranks
from services.claims.reading import Reading
from services.claims.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.tokens import Token
from services.claims.tolls import joined_noun, total_after
from services.claims.words import Word

if TYPE_CHECKING:
    from services.claims.frames import Reader

_HAPPENING = word_set("happening")

_ADJECTIVES = word_set("adjectives")
_LYING = word_set("lying")
_SHARES = word_set("shares")
_FELLED = word_set("felled")
_REACHED = word_set("reached")
_FELL = frozenset(("سقطوا", "سقطا", "وقعوا"))
_FALLS = _FELL | {"سقط", "سقطت", "وقع"}
_BETWEEN = frozenset(("بين", "مابين"))
_BODIES = frozenset(("جثث", "جثامين", "رفات"))
_HARM = frozenset(("اصابه", "اصابات"))
_OPENERS = frozenset(("*", "-", ":", ".", "|", "؟", "?", "!"))
_TOLL_HEADS = word_set("toll_heads")


def read_casualty_noun(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    assert word is not None
    number = int(entry.person or "3")
    sentence = reading.sentence
    if number == TWO and entry.lemma in _STATES and tokens[i].text.endswith("ي"):
        number = MANY  # "مصابي التفجير": the construct of مصابين
    if (
        number == TWO
        and tokens[i].text.endswith("ين")
        and any(e.person == "3" for e in word.entry.casualties())
        and dual_or_plural(sentence, i, armed=False) != TWO
    ):
        reading.dropped = "the plural, not the dual"
        return
    if entry.lemma in _HARM and word.preposition == "ب" and _harm_before(tokens, i):
        reading.dropped = "how they were hurt"
        return
    if entry.lemma in _DROWNED and rescued(tokens, i):
        reading.dropped = "rescued"
        return
    if (
        entry.lemma in _HARM
        and (word.preposition or (i and tokens[i - 1].text in ("الي", "من")))
        and (exposed := exposed_people(reader, sentence, i)) is not None
    ):
        reading.victims = exposed
        reading.rule = "people exposed to it"
        return
    if not _BETWEEN.isdisjoint(tokens[k].text for k in range(max(0, i - 4), i)) and entry.lemma in (
        "قتيل",
        "جريح",
        "قتلي",
        "جرحي",
        "مصاب",
        "مصابون",
        "اسير",
        "مفقود",
    ):
        between = next(k for k in range(i - 1, -1, -1) if tokens[k].text in _BETWEEN)
        pair = i + 1 if not word.conjunction else i - 1  # "بين قتيل وجريح", not "تسللوا بين الجرحى"
        joined = (
            max(i, pair) < len(tokens) and tokens[max(i, pair)].text.startswith("و") and tokens[pair].tags & TRIGGER
        )
        before = (
            [p for p in grammar.phrases if p.end <= between and p.first >= grammar.clause_start(between)]
            if joined
            else []
        )
        aboard = grammar.those_within(
            next((k + 1 for k in range(between) if tokens[k].text.lstrip("وف") in _FALLS), between)
        )
        if joined and aboard is not None and aboard.end <= between:
            before.append(aboard)  # "سقط كل من فيها بين قتيل وجريح"
        if before:
            reading.victims = before[-1]
            reading.undivided = True
            reading.rule = "between dead and wounded"
            return
    # a number before: "32 قتيلا", "عشرات القتلى", "عدد من الجرحى"
    if entry.lemma in _ADJECTIVES and i and not word.conjunction and not word.preposition:
        described = next((p for p in grammar.phrases if p.first < i <= p.end and not p.organisation), None)
        if described is not None and not tokens[i - 1].tags & TRIGGER and _describes(tokens, described, i):
            described.end = max(i, described.first + 1)
            head = tokens[described.first - 1].word if described.first else None
            if word.definite and head is not None and head.core in _TOLL_HEADS:
                total = total_after(grammar, i, described.first - 1)
                if total is not None:
                    reading.victims, reading.rule = total, "toll"  # "عدد الإيزيديين المختطفين يبلغ 5838 شخصا"
                    return
            if word.definite and not described.counted and described.number != TWO and not _by_weapon(tokens, i + 1):
                reading.dropped = "points back or labels"
                return
            reading.victims = described
            reading.rule = "casualty adjective"
            return
    counted: People | None = None
    further_head = joined_noun(tokens[i]) and i > 0 and not tokens[i - 1].tags & TRIGGER  # "إلى سبعة والجرحى إلى 38"
    for at, (_quantity, end) in sentence.quantities.items():
        if (
            not further_head
            and at < i
            and end <= i + 1
            and (
                end >= i
                or all(
                    tokens[k].text in ("من", '"', ")", "كبير", "كبيره", "اخرين", "حاله", "حالات")
                    or (
                        tokens[k].tags & TRIGGER
                        and (noun := tokens[k].word) is not None
                        and noun.core.removesuffix("ا") in ("قتيل", "جريح", "قتلي", "جرحي")
                    )
                    for k in range(end, i)
                )
            )
        ):
            counted = people_of.parse(sentence, at)
            if counted is not None and (counted.end > i or counted.end >= end):
                break
            counted = None
    if counted is None:
        for k in (i - 1, i - 2):
            if (
                k >= 0
                and (noun := tokens[k].word) is not None
                and noun.core in people_of.VAGUE
                and (k == i - 1 or tokens[i - 1].text == "من")
            ):
                counted = people_of.parse(sentence, k)
                break
    if counted is None and i in sentence.quantities:
        counted = people_of.parse(sentence, i)
    if (
        counted is not None
        and counted.number_span is not None
        and (word.definite or _idafa_follows(tokens, i) or _reaches_before(tokens, counted.number_span[0]))
    ):
        opener = tokens[counted.number_span[0]].word
        if (
            opener is not None
            and opener.core in _TOLL_HEADS
            and "من" not in [t.text for t in tokens[counted.number_span[0] : i]]
        ):
            counted = None
    if counted is None and entry.lemma in ("وفاه", "اصابه") and (told := read_cases(reading)) is not None:
        if told == MANY and (total := total_after(grammar, i, max(0, i - 2))) is not None:
            reading.victims, reading.rule = total, "toll"  # "ارتفاع عدد حالات الوفاة في الحادث إلى 29"
        elif told == MANY and not _governed(tokens, i - 1):
            reading.dropped = "no number"
        return
    if counted is None and any(t.word is not None and t.word.core in _TOLL_HEADS for t in tokens[max(0, i - 2) : i]):
        total = total_after(grammar, i)
        if total is None:
            reading.dropped = "heads a toll that a later word states"
            return
        reading.victims = total
        reading.rule = "toll"
        return
    if counted is not None and number == ONE and tokens[i - 1].text.lstrip("ول") == "كل":
        reading.dropped = "each of them, nobody counted"
        return
    if counted is not None:
        opener = tokens[counted.number_span[0]].word if counted.number_span is not None else None
        if opener is not None and opener.core in _SHARES and word.definite and not _governed(tokens, counted.first):
            reading.dropped = "points back or labels"
            return
        if counted.end <= i:
            counted.end = i + 1
        counted.head = i
        counted.end = people_of.extend(sentence, counted, max(i + 1, counted.end))
        reading.victims = counted
        reading.rule = "counted casualty noun"
        suffers, inflicts = who_lost(reader, sentence, counted.first)
        if suffers is not None and suffers.role in FORCE and counted.role == "unknown":
            counted.role, reading.agent = suffers.role, inflicts  # "كبدت القوات المهاجمين 60 قتيلا"
        if _share_before(reading):
            reading.undivided = True
        return
    said_of = _counted_before(grammar, i) if number == MANY and not word.definite else None
    if said_of is not None:
        reading.victims = said_of
        reading.rule = "counted people said to be the casualties"
        reading.undivided = _another_kind(tokens, i + 1, entry.kind)  # "8 مسلحين قتلى ومصابين"
        return
    if word.conjunction and number == MANY and not word.definite and i and _another_kind(tokens, i - 1, entry.kind):
        both = _counted_before(grammar, i - 1)
        if both is not None:
            reading.victims, reading.undivided = both, True
            reading.rule = "counted people said to be the casualties"
            return
    numbered = _number_behind(grammar, i) if word.definite and number == MANY else None
    if numbered is not None:
        reading.victims = numbered
        reading.rule = "casualty noun with its number behind it"
        return
    total = total_after(grammar, i)
    if total is not None:
        reading.victims = total
        reading.rule = "toll"
        return
    equated = _equated(grammar, i) if word.definite and number != ONE else None
    if equated is not None:
        reading.victims = equated
        reading.rule = "people said to be the casualties"
        return
    fallen = _fallen(reader, grammar, i) if not word.definite else None
    if fallen is not None:
        reading.victims = fallen
        reading.rule = "people fell dead"
        return
    if entry.lemma in ("جثه", "جثث") and _dead_behind(tokens, i):
        reading.dropped = "told by the casualty noun behind it"  # "انتشال جثة غريقين"
        return
    if entry.lemma in _BODIES and not word.definite:
        bodies = people_of.parse(sentence, i + 1)
        if bodies is not None and (
            bodies.counted or any(t.text in _LYING for t in tokens[max(0, i - 4) : bodies.end + 5])
        ):
            bodies.first = i
            reading.victims = bodies
            reading.rule = "bodies of people"
            return
    if entry.lemma in ("مصاب", "مصابون") and (brought := _brought_in(grammar, i)) is not None:
        reading.victims = brought
        reading.rule = "people brought in wounded"
        return
    if entry.lemma == "جثه" and number == ONE and not word.definite and (one := _body_of_one(grammar, i)) is not None:
        reading.victims = one
        reading.rule = "body of one person"
        return
    governed = _governed(tokens, i)
    zero = not word.definite and not word.pronoun and explicit_none(tokens, i)
    if (
        zero
        and number == ONE
        and entry.lemma != "اصابه"
        and tokens[i - 1].text.lstrip("و") not in ("اي", "ايه", "وقوع")
    ):
        reading.dropped = "negated"
        return
    if zero:
        reading.zero = True
        reading.rule = "explicit none"
        return
    own = People(sentence, i, i + 1, head=i, number=number, definite=word.definite)
    people_of.set_number(own, number)
    own.end = people_of.extend(sentence, own, i + 1)
    reading.victims = own
    if word.pronoun and entry.lemma in ("جثه", "جثث"):
        reading.dropped = "label"
        return
    if (
        number in (TWO, MANY)
        and entry.lemma in ("مفقود", "مفقودون")
        and i
        and tokens[i - 1].text == "عن"
        and not word.definite
        and word.text.endswith("ين")
    ):
        people_of.set_number(own, MANY)
        reading.rule = "sought"
        reading.notes.append("bare")
        return
    if number == TWO and not word.definite and entry.lemma not in ("وفاه",) and (entry.lemma != "جثه" or governed):
        said_of = next((p for p in grammar.phrases if p.end == i and p.number == TWO and p.definite), None)
        if said_of is not None and not word.conjunction:
            reading.victims = said_of  # "العثور على الضابطين مقتولين"
        reading.rule = "dual casualty noun"
        return
    if entry.lemma in ("جثه", "جثث") and not word.definite and (said_of := _whom_they_found(grammar, i)) is not None:
        reading.victims = said_of
        reading.rule = "found dead"
        return
    if number == ONE and entry.lemma == "مقتول" and i and tokens[i - 1].text in ("وجد", "وجدت", "عليه"):
        found = grammar.subject_before(i - 1, "m1")
        if found is not None:
            reading.victims = found
            reading.rule = "found dead"
            return
    if number == ONE and entry.lemma in _STATES and (said_of := _one_said_to_be(grammar, i)) is not None:
        reading.victims = said_of
        reading.rule = "said of one person"
        return
    if number == ONE and entry.lemma == "مفقود" and i and tokens[i - 1].text == "عن" and not word.definite:
        reading.rule = "sought"
        return
    if number == ONE:
        if word.definite or word.pronoun:
            reading.dropped = "label"
            return
        if entry.lemma == "اصابه" and one_severe_case(reading):
            reading.rule = "cases"
            return
        if entry.lemma in ("وفاه", "اصابه", "ضحيه"):
            reading.dropped = "no number"
            return
        if not governed and _opens_a_toll(tokens, i):
            reading.rule = "one casualty opens the toll"
            return
        if not governed and not (entry.lemma == "جثه" and i and tokens[i - 1].text.lstrip("وف") in _FOUND):
            reading.dropped = "no verb of happening"
            return
        reading.rule = "one casualty"
        return
    if word.pronoun and i and tokens[i - 1].tags & TRIGGER:
        reading.dropped = "told by the noun before it"
        return
    if entry.lemma == "اصابات" and not governed:
        reading.dropped = "no verb of happening"
        return
    if not governed and not word.definite and any(token.text in _REACH_IT for token in tokens[i + 1 : i + 6]):
        reading.dropped = "heads a toll that a later word states"  # "ضحايا التفجير بلغوا 90 قتيلا"
        return
    if governed:
        reading.rule = "governed casualty noun"
    elif not word.definite and sentence.field.name == "title" and i <= 1:
        reading.rule = "casualty noun opens the title"
    elif not word.definite and (i == 0 or tokens[i - 1].text in _OPENERS):
        reading.rule = "casualty noun opens the sentence"
    elif (not word.definite and word.conjunction and i and tokens[i - 1].tags & TRIGGER) or (
        word.definite and word.conjunction and i and tokens[i - 1].tags & TRIGGER and _governed(tokens, i - 1)
    ):
        reading.rule = "casualty noun beside another"
    elif _fell(tokens, own.end):
        reading.rule = "casualty noun before its verb of falling"
    elif _relative_fall(tokens, i):
        reading.rule = "casualty noun that a relative clause tells of"
    elif entry.lemma == "جثث" and not word.definite and i and tokens[i - 1].tags & PREPOSITION:
        reading.rule = "bodies seen"
    else:
        reading.dropped = "points back or labels"
        return
    if number != TWO and (among := people_in_ranks(sentence, i + 1)) is not None:
        reading.victims = among
        reading.notes.append("in ranks")
        return
    if own.end == i + 1:
        own.organisation = False
        if number != TWO:
            reading.notes.append("bare")


def _body_of_one(grammar: SentenceGrammar, i: int) -> People | None:
    """The one person, with the article or a name, whose body is taken out or found: "استخراج جثة المرأة"."""
    tokens = grammar.tokens
    if not i or tokens[i - 1].text.lstrip("وب") not in _TAKEN_OUT:
        return None
    found = next((phrase for phrase in grammar.phrases if phrase.first == i + 1), None)
    return found if found is not None and found.number == ONE and not found.organisation else None


_TAKEN_OUT = word_set("taken_out")


def _by_weapon(tokens: list[Token], k: int) -> bool:
    """Whether ب and what wounded somebody stand at `k`, so that the adjective tells of it: "الطفلة المصابة بطلق ناري"."""
    word = tokens[k].word if k < len(tokens) else None
    return word is not None and word.preposition == "ب" and word.core in _WOUNDING


_WOUNDING = word_set("weapons") | {"طلق", "طلقه", "طلقات", "طلقين", "شظايا", "شظيه", "عيار", "عيارات", "لغم", "حروق"}


def _fallen(reader: Reader, grammar: SentenceGrammar, i: int) -> People | None:
    """ "25 مسلحا سقطوا قتلى", "سقط 3 جنود قتلى": the people that the casualty noun is said of."""
    tokens = grammar.tokens
    for k in range(i - 1, max(-1, i - 6), -1):
        text = tokens[k].text.lstrip("و")
        if text in ("سقطوا", "وقعوا", "سقطا"):
            return grammar.subject_before(k, "m3")
        if text.lstrip("ف").startswith("ارد") and text.lstrip("ف") in _FELLED:
            between = people_of.parse(grammar.sentence, k + 1, organisations=False) if k + 1 < i else None
            if between is not None and between.first < i:
                between.end = min(between.end, i)
                return between
            felled = [p for p in grammar.phrases if k < p.first and p.end == i and not p.organisation]
            if felled:
                return felled[-1]  # "أردت الشرطة المهاجم قتيلا"
            if text.endswith(("ه", "ها", "هم")):
                if text.endswith("ها"):
                    return reader.antecedent(grammar.sentence, k, "f1", "ها")
                return reader.antecedent(grammar.sentence, k, "m3" if text.endswith("هم") else "m1")
            return None
        if text in ("سقط", "سقطت", "وقع", "سقوط", "قوع") and k < i - 1:
            between = people_of.parse(grammar.sentence, k + 1, organisations=False)
            if (
                between is not None
                and between.counted
                and between.end == i
                and (between.head is not None or text == "قوع")
            ):
                return between
            return None
    return None


_BRINGS = frozenset(("نقل", "نقلت", "نقلوا", "ينقل", "وصل", "وصلت", "وصلوا", "استقبل", "استقبلت", "ادخل", "ادخلت"))


def _brought_in(grammar: SentenceGrammar, i: int) -> People | None:
    """ "نقل 18 شخصا إلى المستشفى مصابين بطلقات نارية": those who are brought, of whom the adjective at `i` tells how they were hurt."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None or word.definite or word.conjunction or word.preposition or i + 1 >= len(tokens):
        return None
    if not tokens[i + 1].text.startswith("ب"):
        return None
    start = grammar.clause_start(i)
    verbs = [k for k in range(start, i) if tokens[k].text.lstrip("وف") in _BRINGS]
    if not verbs:
        return None
    brought = [p for p in grammar.phrases if verbs[-1] < p.first and p.end <= i and not p.organisation]
    many = not word.text.endswith(("ا", "ه"))
    return next((p for p in brought if (p.number != ONE) == many), None)


_REACH_IT = frozenset(("بلغوا", "بلغ", "بلغت", "تجاوزوا"))
_FOUND = frozenset(("علي", "جدت", "جد", "جدوا", "وجدت", "وجد"))  # of "على جثة", "وجدت جثة", its و taken off
_LIFELESS = frozenset(("هامده", "هامدتين", "هامدتان"))


def _dead_behind(tokens: list[Token], i: int) -> bool:
    """Whether a noun for the dead is the genitive of the body at `i`."""
    word = tokens[i + 1].word if i + 1 < len(tokens) else None
    if word is None or word.conjunction or word.preposition:
        return False
    return any(entry.kind == "killed" for entry in word.entry.casualties())


def _whom_they_found(grammar: SentenceGrammar, i: int) -> People | None:
    """ "عثر على سالم جثة هامدة": the people right before the body that they have become."""
    tokens = grammar.tokens
    if i + 1 >= len(tokens) or tokens[i + 1].text not in _LIFELESS:
        return None
    return next((p for p in grammar.phrases if p.end == i and p.first and tokens[p.first - 1].text == "علي"), None)


def _describes(tokens: list[Token], people: People, i: int) -> bool:
    """Whether a casualty noun at `i` is an adjective of the people before it: "3 جنود مخطوفين", "الشرطيان المصابان"."""
    head = tokens[people.head].word if people.head is not None else None
    word = tokens[i].word
    if head is None or word is None or not head.tags & PEOPLE or people.head == i:
        return False
    return head.definite == word.definite


def _idafa_follows(tokens: list[Token], i: int) -> bool:
    """Whether a noun of what they fell to follows and then the total: "ارتفاع عدد ضحايا التفجيرين إلى 80"."""
    return any(
        tokens[k].text in ("الي", "بلغ", "وصل", "ارتفع", "تجاوز", "بلغت", "وصلت", "ارتفعت")
        for k in range(i + 1, min(len(tokens), i + 11))
    )


def _reaches_before(tokens: list[Token], k: int) -> bool:
    """Whether a verb of reaching governs the toll at `k`, or the number stands before it: "تجاوز عدد قتلى الاحتجاجات 400", "ارتفع إلى 600
    عدد قتلى"."""
    if k > 1 and tokens[k - 2].text == "الي" and people_of.bare_number(tokens[k - 1].text) is not None:
        return True
    return k > 0 and tokens[k - 1].text.lstrip("وف") in _REACHED


_STATES = frozenset(("مصاب", "جريح", "قتيل", "متوفي", "مقتول", "صريع"))


def _one_said_to_be(grammar: SentenceGrammar, i: int) -> People | None:
    """ "إن الوالد مصاب بحروق", "وجدوا السائق متوفيا": the definite or named person right before the adjective that tells his state."""
    word = grammar.tokens[i].word
    if word is None or word.definite or word.conjunction or word.preposition or word.pronoun:
        return None
    feminine = word.text.endswith("ه")
    for people in grammar.phrases:
        if people.end == i and people.number == ONE and (people.definite or people.names) and not people.organisation:
            return people if people_of.gender_agrees(people, "ها" if feminine else "ه") else None
    return None


def _opens_a_toll(tokens: list[Token], i: int) -> bool:
    """Whether one casualty opens a headline and others are counted behind و: "قتيل و5 جرحى"."""
    if i and tokens[i - 1].text not in _OPENERS:
        return False
    near = tokens[i + 1 : i + 4]
    joined = bool(near) and near[0].text[0] == "و"
    return joined and any(token.word is not None and token.word.entry.casualties() for token in near)


def _names_people(word: Word) -> bool:
    """Whether the casualty noun means people, not their bodies or wounds."""
    return any(entry.lemma not in _NO_PERSONS for entry in word.entry.casualties())


def _harm_before(tokens: list[Token], i: int) -> bool:
    """Whether a word of harm stands a few tokens before the wounds at `i`: "إصابة حالتين بإصابات متوسطة"."""
    near = [token.word for token in tokens[max(0, i - 3) : i] if token.tags & TRIGGER and token.word is not None]
    return any(entry.kind == "injured" for word in near for entry in word.entry.triggers)


_NO_PERSONS = _BODIES | _HARM | {"جثه", "جثمانا", "وفيات", "وفاه"}


def _counted_before(grammar: SentenceGrammar, i: int) -> People | None:
    """ "4844 مدنيا ضحايا القصف", "أربعة من مواطنينا مخطوفون": counted people right before the casualty noun that tells what they became."""
    word = grammar.tokens[i].word
    if word is None or word.conjunction or word.preposition or word.pronoun or not _names_people(word):
        return None
    last = grammar.tokens[i - 1].word if i else None
    construct = last is not None and last.tags & PEOPLE and last.plural and not (last.definite or last.pronoun)
    if last is None or last.tags & PREPOSITION or (construct and not last.text.endswith(("ا", "ين"))):
        return None  # "أصدقاء ضحايا الطائرة"
    for people in grammar.phrases:
        if people.first < i <= people.end and people.counted and not (people.organisation or people.subset):
            people.end = i
            return people
    return None


def _another_kind(tokens: list[Token], k: int, kind: str) -> bool:
    """Whether a noun for casualties of another kind stands at `k`, joined to the one beside it."""
    word = tokens[k].word if k < len(tokens) else None
    if (
        word is None
        or word.definite
        or not (word.conjunction or (k + 1 < len(tokens) and tokens[k + 1].text[0] == "و"))
    ):
        return False
    return any(entry.kind != kind for entry in word.entry.casualties())


def _number_behind(grammar: SentenceGrammar, i: int) -> People | None:
    """ "الجرحى الثلاثة", "المصابون المصريون الثلاثة", "القتلى الـ15": a definite casualty noun with a definite number behind it."""
    tokens = grammar.tokens
    quantities = grammar.sentence.quantities
    for k in range(i + 1, min(len(tokens), i + 4)):
        known = quantities.get(k)
        if known is not None and (tokens[k].text.startswith("ال") or tokens[k - 1].text == "ال"):
            quantity, end = known
            found = People(grammar.sentence, i, end, head=i, definite=True)
            found.low, found.high, found.precision = quantity.low, quantity.high, quantity.precision
            found.number, found.number_span = MANY, (k, end)
            return found
        word = tokens[k].word
        if tokens[k].text != "ال" and (word is None or not word.definite or word.conjunction or word.preposition):
            return None
    return None


def _equated(grammar: SentenceGrammar, i: int) -> People | None:
    """ "القتلى هم أربعة أطفال وثلاث نساء", "إن القتلى أربعة مدنيين": the counted people that a definite casualty noun is said to be."""
    tokens = grammar.tokens
    if i + 2 >= len(tokens):
        return None
    at = i + 1
    if tokens[at].text in ("هم", "هما", "هن"):
        at += 1
    elif not (i and tokens[i - 1].tags & COMPLEMENTIZER and at in grammar.sentence.quantities):
        return None
    found = people_of.parse(grammar.sentence, at, organisations=False)
    return found if found is not None and (found.counted or found.number == TWO) else None


def _fell(tokens: list[Token], i: int) -> bool:
    """ "أن قتلى وجرحى من المتمردين سقطوا": a verb of falling behind the casualty noun, at most a short phrase between."""
    for k in range(i, min(len(tokens), i + 7)):
        word = tokens[k].word
        if tokens[k].text in _FELL:
            return True
        if word is None or word.tags & (VERB | RELATIVE | COMPLEMENTIZER):
            return False
        if word.tags & TRIGGER and not word.entry.casualties():
            return False
    return False


def _relative_fall(tokens: list[Token], i: int) -> bool:
    """ "الضحايا المدنيين الذين سقطوا"."""
    for k in range(i + 1, min(len(tokens) - 1, i + 4)):
        if tokens[k].tags & RELATIVE:
            nxt = tokens[k + 1]
            return bool(nxt.tags & TRIGGER)
        word = tokens[k].word
        if word is None or word.conjunction:
            return False
    return False


def _share_before(reading: Reading) -> bool:
    """Whether a counted casualty noun shares its number with another ("عشرات القتلى والجرحى")."""
    tokens = reading.sentence.tokens
    i = reading.first
    own = tokens[i].word
    for k in (i + 1, i - 1):
        if (
            0 <= k < len(tokens)
            and tokens[k].tags & TRIGGER
            and (word := tokens[k].word) is not None
            and k not in reading.sentence.quantities
        ):
            if not word.entry.casualties():
                continue
            if k == i + 1 and (
                not word.conjunction or k + 1 in reading.sentence.openings or k + 1 in reading.sentence.quantities
            ):
                continue  # "13 قتيلا وإصابة 23": the second has a number of its own
            if k == i - 1 and not (own is not None and own.conjunction):
                continue
            if word.definite == (own is not None and own.definite):
                singular = any(e.person == "1" for e in word.entry.casualties())
                if k == i + 1 and not word.definite and not (singular and _counts_both(reading, word)):
                    # "12 قتيلا وجرحى": the second stands for itself
                    continue
                return True
    return False


def _counts_both(reading: Reading, second: Word) -> bool:
    """Whether the number before the trigger counts the noun coordinated with it too: "300 قتيل وجريح", "90 قتيلا وجريحا" (numbers
    from 11 on take the accusative, so that a wounded man of his own would look the same; newspapers do not write that)."""
    victims = reading.victims
    low = (victims.low or victims.high or 0) if victims is not None else 0
    first = reading.sentence.tokens[reading.first]
    return not second.text.endswith("ا") or (first.text.endswith("ا") and low > 10)


_DROWNED = frozenset(("غريق", "غرقي", "غريقان"))


def _governed(tokens: list[Token], i: int) -> bool:
    for j in range(i - 1, max(-1, i - 6), -1):
        text = tokens[j].text
        word = tokens[j].word
        if text in HARD_STOPS:
            return False
        bare = text[1:] if word is not None and word.conjunction else text
        core = word.core if word is not None else bare
        if (
            bare in _HAPPENING
            or core in _HAPPENING
            or text[1:] in _HAPPENING
            or (bare[:1] in "بل" and bare[1:] in _HAPPENING)
        ):
            return True
        if tokens[j].tags & RELATIVE:
            return False
    return False
