"""What takes a reading back: words beside it, plans and threats, illness, natural death, police arrests, civilian flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.captivity import takes_nobody
from services.claims.disappearance import nobody_missing
from services.claims.inflection import ONE, TWO
from services.claims.leaving import leaves_no_side
from services.claims.lexicon import (
    COMPLEMENTIZER,
    NEGATION,
    NO_PEOPLE,
    PEOPLE,
    RELATIVE,
    TriggerEntry,
    lexicon,
    word_set,
)
from services.claims.people_phrase import FIGHTERS, People
from services.claims.reading import Reading
from services.claims.sentence_grammar import HARD_STOPS
from services.claims.tokens import Sentence, Token
from services.claims.unreal import unreal
from services.claims.words import bare_forms

if TYPE_CHECKING:
    from services.claims.frames import Reader

_LEAVING = ("defected", "fled", "surrendered")

_CASES = word_set("cases")
_STILL = word_set("still")
_DEEDS_OF_ONE = frozenset(("انتحار", "قتل"))  # "لم يبال بقتل" denies something else
_SPORT = 3  # different words of sport from which on an article is taken to be about sport
_DECEIVED = word_set("deceived")
_EPIDEMIC = 4  # different words of illness from which on an article is taken to tell of a disease
_COUNTED = frozenset(("counted casualty noun", "toll"))
_FILM = 4  # different words of film from which on an article is taken to be about films
_IN_A_FILM = ("فيلم", "افلام", "سلسله", "يجسد", "مشهد")
_EVENTS = ("حادث", "احداث", "وقايع", "وثايقي")  # a film may tell what did happen
_ARMED = tuple(sorted(word_set("armed")))
_TAG_LISTS = word_set("tag_lists")


def _tag_list(tokens: list[Token], i: int) -> bool:
    """Whether the trigger stands among the tags that some outlets print below an article ("سمات خطف داعش ليبيا")."""
    return any(tokens[j].text in _TAG_LISTS for j in range(max(0, i - 12), i))


_HAPPENING = word_set("happening")
_VIOLENT = tuple(sorted(word_set("violence")))

_LIVES = word_set("lives")
_DEEDS = word_set("filters_deeds")
_PLANS = word_set("plans")
_STRUCK = word_set("struck")
_OPENING = 700  # characters of the body that say how somebody in the title died
_NEARBY = 200  # characters around a sentence that may say how somebody died
_ILLNESS = tuple(sorted(word_set("illness")))


def negative(sentence: Sentence, first: int, last: int) -> str | None:
    tokens = sentence.tokens
    table = lexicon().negatives
    word = tokens[first].word
    cores = {tokens[first].text}
    if word is not None:
        cores |= {word.core, word.entry.triggers[0].lemma if word.entry.triggers else word.core}
        cores |= {("ال" + word.core) if word.definite else word.core}
    for side, at in (("next", last + 1), ("prev", first - 1)):
        if not 0 <= at < len(tokens):
            continue
        if tokens[at].text == '"' and 0 <= at + (1 if side == "next" else -1) < len(tokens):
            at += 1 if side == "next" else -1
        beside = tokens[at].word
        forms = {tokens[at].text}
        if beside is not None:
            forms.update(bare_forms(beside))
        for core in cores:
            reasons = table.get((core, side))
            if reasons is None:
                continue
            for form in forms:
                reason = reasons.get(form)
                if reason is not None:
                    return f"{reason}: {tokens[at].text}"
    return None


def check(reader: Reader, reading: Reading, flags: frozenset[str]) -> None:
    victims = reading.victims
    tokens = reading.sentence.tokens
    _modality(reading)
    if reading.dropped:
        return
    if (reason := unreal(reading)) is not None:
        reading.dropped = reason
        return
    if _tag_list(tokens, reading.first):
        reading.dropped = "a list of tags"
        return
    if reading.kind not in _LEAVING and _general(reading, tokens):
        reading.dropped = "general statement"
        return
    if _planned(reading, tokens):
        reading.dropped = "a plan"
        return
    if reading.kind == "killed" and (
        _dies_of_illness(tokens, reading.last) or _illness_kills(reading) or _illness_as_doer(reading)
    ):
        reading.dropped = "illness"
        return
    if reader.topic("sport") >= _SPORT and not any(word in reading.sentence.text for word in _ARMED):
        reading.dropped = "sport"
        return
    text = reading.sentence.text
    if (
        reader.topic("film") >= _FILM
        and any(word in text for word in _IN_A_FILM)
        and not any(word in text for word in _EVENTS)
    ):
        reading.dropped = "a film"
        return
    if (
        reading.kind == "killed"
        and victims is not None
        and not victims.counted
        and (victims.organisation or victims.names)
        and reader.topic("animals") >= 3
    ):
        reading.dropped = "an animal"
        return
    if victims is not None and victims.head is not None and victims.sentence is reading.sentence:
        head = tokens[victims.head].word
        if head is not None and head.tags & NO_PEOPLE and not head.tags & PEOPLE and head.core not in _CASES:
            reading.dropped = "not people"
            return
        if head is not None and head.core in _DECEIVED and reading.kind == "killed" and not _violence(reader, reading):
            reading.dropped = "deceived, not killed"  # "عروض وهمية راح ضحيتها آلاف المشترين"
            return
    if reading.rule in _COUNTED and reader.topic("illness") >= _EPIDEMIC and not _violence(reader, reading):
        reading.dropped = "illness"
        return
    if reading.rule == "phrase" and _of_something_else(tokens, reading.last):
        reading.dropped = "not the life of people"
        return
    if (
        "people" in flags
        and victims is not None
        and victims.organisation
        and "fighters" not in flags
        and reading.kind == "killed"
    ):
        reading.dropped = "an organisation, not people"
        return
    if reading.rule == "lost their kin":
        if not _violence(reader, reading):
            reading.dropped = "no violence, accident or disaster told"
        return
    if "counted" in flags and not reading.zero and (victims is None or not _counted(victims)):
        reading.dropped = "no number"
        return
    if "violent" in flags and not _violence(reader, reading) and not _fighters_fall(reading):
        reading.dropped = "no violence, accident or disaster told"
        return
    if reading.kind == "captured" and (reason := takes_nobody(reader, reading)) is not None:
        reading.dropped = reason
        return
    if reading.kind == "missing" and (reason := nobody_missing(reading, reader.document.title.text)) is not None:
        reading.dropped = reason
        return
    if reading.kind in _LEAVING and (reason := leaves_no_side(reader, reading)) is not None:
        reading.dropped = reason
        return
    if reading.kind == "injured" and victims is not None and _dead_man(victims):
        reading.dropped = "who dies of wounds is killed only"
        return
    if reading.kind == "injured" and _player(victims) and not _violence(reader, reading):
        reading.dropped = "sport"
        return
    if reading.kind == "injured" and _struck_by_illness(tokens, reading.last):
        reading.dropped = "illness"
        return
    if reading.kind == "injured" and _leaves_hospital(tokens, reading):
        reading.dropped = "points back: they leave the hospital"
        return
    if reading.kind in ("injured",) and _illness(reading):
        reading.dropped = "illness"
        return


def _fighters_fall(reading: Reading) -> bool:
    """Whether several fighters are said to have died, by a verb of dying that nobody uses of illness: "خمسة من عناصره قضوا في المعركة"."""
    entry, victims = reading.entry, reading.victims
    lemma = entry.lemma if isinstance(entry, TriggerEntry) else ""
    fighters = victims is not None and victims.number != ONE and victims.role in FIGHTERS
    return lemma == "قضي" and fighters


def _leaves_hospital(tokens: list[Token], reading: Reading) -> bool:
    """Whether the injured are those who leave the hospital: "خرج اثنان من الجرحى من المستشفى", "خروج غالبية المصابين من المستشفى"."""
    before = tokens[max(0, reading.first - 5) : reading.first]
    if not any(token.text.removeprefix("و") in _LEAVES for token in before):
        return False
    return any("مستشفي" in token.text for token in tokens[reading.last + 1 : reading.last + 8])


_LEAVES = frozenset(("خرج", "خرجت", "خرجوا", "خروج", "غادر", "غادرت", "مغادره", "يغادر", "يخرج"))


def _never_causes(tokens: list[Token], i: int) -> bool:
    """Whether a relative clause says of a sort of events that they harm nobody: "الحوادث البسيطة التي لا تسفر عن إصابات"."""
    for j in range(i - 1, max(0, i - 9), -1):
        if tokens[j].text in HARD_STOPS:
            return False
        if tokens[j].text == "لا" and tokens[j - 1].tags & RELATIVE and tokens[j + 1].text not in _STILL:
            return not tokens[j + 1].text.startswith(("يقل", "تقل", "يزيد", "تزيد"))
    return False


def _counts(victims: People | None) -> bool:
    """Whether a number or a name says who."""
    return victims is not None and bool(victims.names or (victims.counted and victims.precision != "vague"))


def _counted(victims: People) -> bool:
    """Whether a number says that there are several, "two" behind a dual among them: "إرهابيين اثنين"."""
    if victims.number == TWO and victims.sentence.tokens[victims.end - 1].text in (
        "اثنين",
        "اثنان",
        "اثنتين",
        "اثنتان",
    ):
        return True
    return victims.counted and victims.low != 1


def _dead_man(victims: People) -> bool:
    """Whether the text calls one person dead of whom it tells how he was hurt: "الشهيد أصيب برصاصتين"."""
    head = victims.sentence.tokens[victims.head].word if victims.head is not None else None
    return head is not None and head.definite and victims.number == ONE and head.core in ("شهيد", "قتيل", "فقيد")


def _player(victims: People | None) -> bool:
    """Whether who is hurt is called a player: "إصابة لاعب الفريق", in an article with no other word of sport."""
    head = victims.sentence.tokens[victims.head].word if victims is not None and victims.head is not None else None
    return head is not None and head.entry.lemma == "لاعب"


def _modality(reading: Reading) -> None:
    tokens = reading.sentence.tokens
    i = reading.first
    table = lexicon().modality
    if reading.kind in ("killed", "injured") and _never_causes(tokens, i) and not _counts(reading.victims):
        reading.dropped = "general statement"
        return
    if (
        explicit_none(tokens, i)
        and reading.kind in ("killed", "injured")
        and reading.rule not in ("verb", "fall")
        and not (isinstance(reading.entry, TriggerEntry) and reading.entry.category in ("verb", "fall"))
        and (reading.victims is None or not reading.victims.definite)
        and not reading.zero
        and not (isinstance(reading.entry, TriggerEntry) and reading.entry.lemma in _DEEDS_OF_ONE)
    ):
        counted = reading.victims is not None and reading.victims.counted and reading.victims.precision != "vague"
        named = reading.victims is not None and (reading.victims.names or reading.victims.definite)
        if not counted and not named:
            reading.zero = True
    if not reading.zero and _to_come(reading):
        reading.dropped = "not said to have happened: yet to come"
        return
    comma = False
    for j in range(i - 1, max(-1, i - 9), -1):
        token = tokens[j]
        if token.text in HARD_STOPS:
            break
        word = token.word
        if word is None:
            if token.text == ",":
                comma = True
            continue
        effect = next((table[form] for form in bare_forms(word) if form in table), None)
        if token.text == "الحال" and tokens[j - 1].text == "في":
            continue  # "at once", not "in case"
        if tokens[j + 1].text.startswith("بحيا"):
            continue  # "يودي بحياة شخص ويصيب آخر": folded like "may lead to"
        sought = reading.kind == "missing" and tokens[j - 1].text == "عن"
        if word.core in ("مزيد", "المزيد") and j and (sought or tokens[j - 1].text.lstrip("و") in _HAPPENING):
            continue  # "سقط مزيد من القتلى", "البحث عن مزيد من المفقودين"
        victims = reading.victims
        inside = victims is not None and victims.sentence is reading.sentence and victims.first <= j < victims.end
        if inside and token.tags & PEOPLE:
            continue  # "لقي طالب مصرعه": a student, who asks for nothing
        own = tokens[i].word
        if "ودي" in token.text and j == i - 1 and own is not None and not own.preposition:
            continue  # "وسيؤدي مقتله إلى كذا": what follows from it is to come
        if token.text == "قد" and tokens[j + 1].text in ("يكون", "تكون"):
            reading.assertion = "uncertain"  # "قد يكون أدى إلى مقتل 12"
            continue
        if token.text == "قد" and i - j <= _MAY and tokens[j + 1].text.startswith(_MAY_BE):
            reading.dropped = "not said to have happened: قد"
            return
        if effect is None or i - j > effect[1] or (comma and effect[0] == "drop"):
            continue
        if effect[0] == "drop":
            if j < i - 1 and own is not None and own.conjunction and _foiled(tokens, j):
                continue  # "أحبط الجيش محاولة تسلل وقتل أربعة"
            if j < i - 1 and token.text not in _CONDITIONS and (_next_deed(reading) or _in_its_course(reading)):
                continue
            reading.dropped = f"not said to have happened: {token.text}"
            return
        reading.assertion = effect[0]


def _to_come(reading: Reading) -> bool:
    """Whether the casualties are what a verb in the future or the subjunctive may bring about: "قد توقع الضربات عشرات القتلى", "سيخلف
    الهجوم جرحى", "من شأنه أن يوقع قتلى". Behind "قبل أن" and "استطاع أن" it did."""
    entry = reading.entry
    if isinstance(entry, TriggerEntry) and entry.category == "verb":
        return False
    tokens = reading.sentence.tokens
    for j in range(reading.first - 1, max(-1, reading.first - _MAY), -1):
        text = tokens[j].text.removeprefix("و")
        if j == reading.first - 1 and "ودي" in text and not tokens[j + 1].text.startswith("ب"):
            return False  # "وسيؤدي مقتله إلى كذا": what follows from it is to come
        if tokens[j].text in HARD_STOPS or tokens[j].tags & (RELATIVE | COMPLEMENTIZER):
            return False
        if text.startswith("س") and text[1:] in _BRINGS_ABOUT:
            return True
        if text in _BRINGS_ABOUT and j:
            before = tokens[j - 1].text.removeprefix("و").removeprefix("ف")
            earlier = {token.text for token in tokens[max(0, j - 5) : j - 1]}
            return (
                (before in ("قد", "ربما") and text not in _PAST_TOO)
                or before == "سوف"
                or (before == "ان" and earlier.isdisjoint(_REACHED))
            )
    return False


_PAST_TOO = frozenset(("تسبب", "تسببت", "تحدث", "تبلغ", "ترد"))  # "وقد تسبب في مقتل شخصين"
_REACHED = word_set("did_bring_about")
_MAY = 7  # tokens between قد and what may come of it
_MAY_BE = ("ي", "تودي", "تتسبب", "تسفر", "تفضي", "تقود")  # "قد يتسبب في انشقاقات"; "قد تسبب" is a past
_CONDITIONS = frozenset(("اذا", "لو", "ان"))


def _next_deed(reading: Reading) -> bool:
    """Whether the trigger is a verb in the past behind و or ف, a deed of its own behind what was only tried or planned: "حاولوا
    اقتحام المقر وقتلوا حارسين". Where the form may be a noun too ("محاولة خطف وقتل"), the people behind it must be its subject."""
    entry = reading.entry
    tokens = reading.sentence.tokens
    word = tokens[reading.first].word
    if not isinstance(entry, TriggerEntry) or entry.category != "verb" or entry.present:
        return False
    if word is None or not word.conjunction or entry.pronoun:
        return False
    if len(word.entry.triggers) == 1 or word.core.endswith(("ت", "وا")):
        return True
    victims = reading.victims
    return victims is not None and tokens[victims.first].text.endswith(("ان", "ون"))


def _foiled(tokens: list[Token], j: int) -> bool:
    """Whether an attempt told at `j` is the object of a verb of foiling, so that what follows is no part of it."""
    word = tokens[j].word
    if word is None or not word.core.startswith("محاول"):
        return False
    return any(token.text.lstrip("وف") in _FOILS for token in tokens[max(0, j - 4) : j])


_FOILS = frozenset(("احبط", "احبطت", "احبطوا", "افشل", "افشلت", "افشلوا", "صد", "صدت", "صدوا", "تصدي", "تصدت", "تصدوا"))


def _in_its_course(reading: Reading) -> bool:
    """Whether the trigger is a verb in the past that tells what came of what was tried: "محاولة اغتيال قتل فيها مرافقان"."""
    entry = reading.entry
    tokens = reading.sentence.tokens
    if not isinstance(entry, TriggerEntry) or entry.category != "verb" or entry.present:
        return False
    return reading.last + 1 < len(tokens) and tokens[reading.last + 1].text in _IN_IT


_IN_IT = frozenset(("فيها", "فيه", "خلالها", "خلاله", "اثرها", "جراءها"))
_WITHOUT = frozenset(("دون", "بدون"))
_BRINGS_ABOUT = word_set("brings_about")
_EXCEPT = frozenset(("عدا", "ماعدا", "سوي", "باستثناء"))


def explicit_none(tokens: list[Token], i: int) -> bool:
    for j in range(i - 1, max(-1, i - 8), -1):
        text = tokens[j].text.lstrip("و")
        if tokens[j].text == "ان" and j and tokens[j - 1].text in _WITHOUT and j + 1 < len(tokens):
            return tokens[j + 1].text in _BRINGS_ABOUT  # "دون أن توقع ضحايا", not "دون أن يعرف عدد الضحايا"
        if text in HARD_STOPS or tokens[j].tags & COMPLEMENTIZER:
            return False
        if text in _EXCEPT:
            return False  # "لم تسفر عن إصابات عدا إصابة حارس"
        if text == "لا" and tokens[j + 1].text in _STILL:
            continue
        if text in ("دون", "بدون", "لم", "عدم", "بلا", "لا", "اي", "ايه", "غير") or text == "ولم":
            nxt = tokens[j + 1].text if j + 1 < len(tokens) else ""
            if nxt in ("طيار", "طيارين") or (text == "لا" and nxt.startswith(("يقل", "تقل", "يزال", "تزال"))):
                continue  # "طائرة بلا طيار", "لا يقل عن"
            return text not in ("اي", "ايه", "غير") or _zero_further(tokens, j)
    return False


def _violence(reader: Reader, reading: Reading) -> bool:
    """Whether violence, an accident or a disaster is told in the sentence, beside it, or (for a title) where the body opens."""
    field = reading.sentence.field
    text = reading.sentence.text
    if any(word in text for word in _ILLNESS):
        return False
    if any(word in text for word in _VIOLENT):
        return True
    if "عن عمر" in text:
        return False  # "وفاة المخرج فلان عن عمر 75 عاما"
    document = reader.document
    victims = reading.victims
    if victims is not None and (victims.names or victims.definite) and not victims.counted and field is document.body:
        return any(word in document.title.text for word in _VIOLENT)
    if field is document.title:
        opening = document.body.text[:_OPENING]
        return any(word in opening for word in _VIOLENT) and not any(word in opening for word in _ILLNESS)
    around = field.text[max(0, reading.sentence.start - _NEARBY) : reading.sentence.end + _NEARBY]
    if any(word in around for word in _ILLNESS):
        return False
    if any(word in around for word in _VIOLENT):
        return True
    if reader.violent is None:
        title, body = document.title.text, document.body.text
        reader.violent = any(word in title for word in _VIOLENT) and not any(
            word in title + body[:1500] for word in _ILLNESS
        )
    return reader.violent


def _general(reading: Reading, tokens: list[Token]) -> bool:
    """Whether a noun of deeds opens a statement about people in general: "جرائم قتل الأطفال"."""
    victims = reading.victims
    if victims is None or victims.counted or victims.names or victims.number == ONE or not victims.definite:
        return False
    word = tokens[reading.first - 1].word if reading.first else None
    return word is not None and word.core in _DEEDS


def _planned(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the sentence tells of a plan before the trigger and counts and names nobody."""
    victims = reading.victims
    if victims is not None and (victims.counted or victims.names or not victims.definite):
        return False
    return any(token.word is not None and token.word.core in _PLANS for token in tokens[: reading.first])


def _dies_of_illness(tokens: list[Token], i: int) -> bool:
    """Whether people are said to die of an illness: "يلقون حتفهم جراء أمراض"."""
    table = lexicon().topics
    for k in range(i + 1, min(len(tokens) - 1, i + 7)):
        if tokens[k].text in HARD_STOPS:
            return False
        if tokens[k].text in ("جراء", "بسبب", "نتيجه", "اثر"):
            word = tokens[k + 1].word
            return word is not None and (table.get(word.core) == "illness" or word.core in _STRUCK)
    return False


def _illness_kills(reading: Reading) -> bool:
    """Whether an illness stands as the subject inside the trigger: "أودى مرض الكوليرا بحياة 300"."""
    table = lexicon().topics
    inside = reading.sentence.tokens[reading.first + 1 : reading.last]
    return any(token.word is not None and table.get(token.word.core) == "illness" for token in inside)


def _illness_as_doer(reading: Reading) -> bool:
    """Whether an illness is told of before the trigger and nothing violent in the sentence: "كورونا يقتل 12", "لا لقاح لهذا المرض
    وأودى بحياة 500"."""
    if not (reading.rule == "phrase" or "active" in reading.rule or reading.rule == "verb, people"):
        return False
    sentence = reading.sentence
    table = lexicon().topics
    tokens = sentence.tokens
    ill = any(token.word is not None and table.get(token.word.core) == "illness" for token in tokens[: reading.first])
    if not ill:
        return False
    field = sentence.field.text
    rest = field[sentence.start : tokens[reading.first].start] + field[tokens[reading.last].end : sentence.end]
    return not any(word in rest for word in _VIOLENT)


def _of_something_else(tokens: list[Token], i: int) -> bool:
    """Whether an adjective makes the phrase another: "أنهت حياته المهنية"."""
    word = tokens[i + 1].word if i + 1 < len(tokens) else None
    return word is not None and word.text in _LIVES


def _struck_by_illness(tokens: list[Token], i: int) -> bool:
    """Whether ب and an illness follow: "أصيب الرجل بأزمة قلبية"."""
    table = lexicon().topics
    for k in range(i + 1, min(len(tokens), i + 9)):
        text = tokens[k].text
        if text in HARD_STOPS or text == ",":
            return False
        if text.startswith("ب") and len(text) > 3:
            stem = text[3:] if text.startswith("بال") else text[1:]
            if table.get(stem) == "illness" or stem in _STRUCK:
                return True
            if stem in _CASES and k + 1 < len(tokens) and tokens[k + 1].text in _STRUCK:
                return True  # "أصابه بحالة إغماء"
    return False


def _illness(reading: Reading) -> bool:
    text = reading.sentence.text
    return any(
        word in text
        for word in (
            "مرض ",
            "فيروس",
            "وباء",
            "الاوبئه",
            "حمي الضنك",
            "السرطان",
            "كورونا",
            "انفلونزا",
            "حالات الاصابه",
            "السكري",
            "ايبولا",
        )
    )


def _zero_further(tokens: list[Token], j: int) -> bool:
    return any(
        tokens[k].text.lstrip("و") in ("دون", "بدون", "لم", "عدم", "بلا", "لا") or tokens[k].tags & NEGATION
        for k in range(max(0, j - 6), j)
    )


_RESCUING = ("انقذ", "ينقذ", "تنقذ", "انقاذ", "ننقذ")


def rescued(tokens: list[Token], i: int) -> bool:
    """Whether a word of rescuing stands before token `i`: "أنقذت الفرق 13 غريقا" are alive."""
    return any(token.text.lstrip("وبف").startswith(_RESCUING) for token in tokens[max(0, i - 6) : i])
