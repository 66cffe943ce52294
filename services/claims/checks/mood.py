"""Mood: whether what a trigger tells is said to have happened, and how surely. "لم يقتل أحد" says that nobody was hurt, "قد يكون قتل" is
uncertain, "كاد يقتل", "سيخلف قتلى" and "محاولة قتل" tell of nothing that happened (modality.tsv)."""

from __future__ import annotations

from services.claims.lexicon import (
    COMPLEMENTIZER,
    NEGATION,
    PEOPLE,
    RELATIVE,
    PhraseEntry,
    TriggerEntry,
    lexicon,
    word_set,
)
from services.claims.people_phrases.people_phrase import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.tokens import Token
from services.claims.text.words import bare_forms, one_of

_STILL = word_set("still")
_DEEDS_OF_ONE = frozenset(("انتحار", "قتل"))  # "لم يبال بقتل" denies something else
_HAPPENING = word_set("happening")
_PAST_TOO = frozenset(("تسبب", "تسببت", "تحدث", "تبلغ", "ترد"))  # "وقد تسبب في مقتل شخصين"
_REACHED = word_set("did_bring_about")
_MAY = 7  # tokens between قد and what may come of it
_MAY_BE = ("ي", "تودي", "تتسبب", "تسفر", "تفضي", "تقود")  # "قد يتسبب في انشقاقات"; "قد تسبب" is a past
_REACHES = frozenset(("يصل", "تصل", "يبلغ", "تبلغ", "يرتفع", "ترتفع", "يتجاوز", "تتجاوز"))
_CONDITIONS = frozenset(("اذا", "لو", "ان"))
_FOILS = frozenset(("احبط", "احبطت", "احبطوا", "افشل", "افشلت", "افشلوا", "صد", "صدت", "صدوا", "تصدي", "تصدت", "تصدوا"))
_IN_IT = frozenset(("فيها", "فيه", "خلالها", "خلاله", "اثرها", "جراءها"))
_WITHOUT = frozenset(("دون", "بدون"))
_BRINGS_ABOUT = word_set("brings_about")
_WERE = frozenset(("كان", "كانت", "كانوا", "كانا"))
_KNOWING = ("عرف", "علم", "يدري", "تدري", "ندري", "يتضح", "معرفه")
_FAILS = word_set("fails")
_FAR_SUBJECT = 8  # tokens from a verb of failing, past its subject, to what failed
_FOR = word_set("for_a_deed")
_DONE_TO_OTHERS = word_set("done_to_others")
_EXCEPT = frozenset(("عدا", "ماعدا", "سوي", "باستثناء"))


def apply_mood(reading: Reading) -> None:
    """Sets the assertion of the reading, marks it as an explicit none ("دون إصابات"), or drops it as not said to have happened."""
    tokens = reading.sentence.tokens
    if (
        reading.kind in ("killed", "injured")
        and _never_causes(tokens, reading.first)
        and not _counted_or_named(reading.victims)
    ):
        reading.dropped = "general statement"
        return
    if _nobody_was_hurt(reading):
        reading.zero = True
    if not reading.zero and _to_come(reading):
        reading.dropped = "not said to have happened: yet to come"
        return
    if _failed(reading):
        reading.dropped = "not said to have happened: it failed"
        return
    if _purpose(reading):
        reading.dropped = "purpose, not event"
        return
    _apply_words_before(reading)


def _nobody_was_hurt(reading: Reading) -> bool:
    """Whether a noun of harm behind a negation says that nobody was hurt: "دون وقوع إصابات"."""
    entry, victims = reading.entry, reading.victims
    if reading.zero or reading.kind not in ("killed", "injured") or reading.rule in ("verb", "fall"):
        return False
    if isinstance(entry, TriggerEntry) and (entry.category in ("verb", "fall") or entry.lemma in _DEEDS_OF_ONE):
        return False
    if victims is not None and (victims.definite or _counted_or_named(victims)):
        return False
    return explicit_none(reading.sentence.tokens, reading.first)


def _apply_words_before(reading: Reading) -> None:
    """Applies the words of modality.tsv and قد that reach the trigger from before it."""
    tokens = reading.sentence.tokens
    i = reading.first
    table = lexicon().modality
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
        if word.core in ("مزيد", "المزيد") and j and (sought or one_of(tokens[j - 1].text, _HAPPENING)):
            before = tokens[j - 2].word if j > 1 else None
            if before is None or not any(form in table for form in bare_forms(before)):  # "منع وقوع المزيد من القتلى"
                continue  # "سقط مزيد من القتلى", "البحث عن مزيد من المفقودين"
        victims = reading.victims
        inside = victims is not None and victims.sentence is reading.sentence and victims.first <= j < victims.end
        doer = reading.agent
        if doer is not None and doer.sentence is reading.sentence and doer.first <= j < doer.end:
            continue  # "قوات مكافحة الإرهاب قتلت"
        if inside and token.tags & PEOPLE:
            continue  # "لقي طالب مصرعه": a student, who asks for nothing
        own = tokens[i].word
        if "ودي" in token.text and j == i - 1 and own is not None and not own.preposition:
            continue  # "وسيؤدي مقتله إلى كذا": what follows from it is to come
        if token.text == "وان" and j and tokens[j - 1].text == "حتي" and i - j <= _MAY:
            reading.dropped = "not said to have happened: حتى وإن"
            return
        if token.text in _WERE and j and i - j <= _MAY and _whether(tokens, j - 1):
            reading.dropped = "not said to have happened: whether"
            return
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


def _never_causes(tokens: list[Token], i: int) -> bool:
    """Whether a relative clause says of a sort of events that they harm nobody: "الحوادث البسيطة التي لا تسفر عن إصابات"."""
    for j in range(i - 1, max(0, i - 9), -1):
        if tokens[j].text in HARD_STOPS:
            return False
        if tokens[j].text == "لا" and tokens[j - 1].tags & RELATIVE and tokens[j + 1].text not in _STILL:
            return not tokens[j + 1].text.startswith(("يقل", "تقل", "يزيد", "تزيد"))
    return False


def _counted_or_named(victims: People | None) -> bool:
    """Whether a number or a name says who."""
    return victims is not None and bool(victims.names or (victims.counted and victims.precision != "vague"))


def _whether(tokens: list[Token], k: int) -> bool:
    """Whether إذا or إن at `k` asks if something was so: "ما إذا كان", "لا نعرف إن كان الجندي قد استشهد"."""
    if tokens[k].text == "اذا":
        return True
    return tokens[k].text == "ان" and k > 0 and tokens[k - 1].core.endswith(_KNOWING)


def _to_come(reading: Reading) -> bool:
    """Whether the casualties are what a verb in the future or the subjunctive may bring about: "قد توقع الضربات عشرات القتلى", "سيخلف
    الهجوم جرحى", "من شأنه أن يوقع قتلى", "يتوقع الخبراء أن يصل عدد الوفيات إلى مئة". Behind "قبل أن" and "استطاع أن" it did."""
    entry = reading.entry
    if isinstance(entry, TriggerEntry) and entry.category == "verb":
        return False
    if isinstance(entry, PhraseEntry) and entry.victims == "subject":
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
        if text in _REACHES and j > 1 and tokens[j - 1].text == "ان":
            return reading.rule == "toll" and tokens[j - 2].text.removeprefix("و") not in _REACHED
        if text in _BRINGS_ABOUT and j:
            before = tokens[j - 1].text.removeprefix("و").removeprefix("ف")
            earlier = {token.text for token in tokens[max(0, j - 5) : j - 1]}
            return (
                (before in ("قد", "ربما") and text not in _PAST_TOO)
                or before == "سوف"
                or (before == "ان" and earlier.isdisjoint(_REACHED))
            )
    return False


def _failed(reading: Reading) -> bool:
    """Whether a verbal noun behind في or عن is what somebody failed to do: "فشل المسلحون في قتل القائد", "عجزوا عن أسره"."""
    entry, tokens, i = reading.entry, reading.sentence.tokens, reading.first
    if (
        not isinstance(entry, TriggerEntry)
        or entry.category != "masdar"
        or not i
        or tokens[i - 1].text not in ("في", "عن")
    ):
        return False
    for j in range(i - 2, max(-1, i - _FAR_SUBJECT), -1):
        if one_of(tokens[j].text, _FAILS, "وف"):
            return tokens[i - 1].text == "في" or "عجز" in tokens[j].text
        if tokens[j].word is None or tokens[j].tags & (COMPLEMENTIZER | RELATIVE):
            return False
    return False


def _purpose(reading: Reading) -> bool:
    """Whether a verbal noun behind ل says to what end somebody did something to them: "رصدوا بيوت الضباط لاغتيالهم". What brought it
    about ("أدى لخطفهم") and what was done for it ("ثأرا لقتله") tell that it happened."""
    entry, victims = reading.entry, reading.victims
    word = reading.sentence.tokens[reading.first].word
    if not isinstance(entry, TriggerEntry) or entry.category != "masdar" or entry.lemma not in _DONE_TO_OTHERS:
        return False
    if word is None or word.preposition != "ل" or not word.pronoun:
        return False
    if victims is None or (victims.sentence is reading.sentence and victims.first > reading.first):
        return False  # "أوقف لقتله زوجته"
    before = reading.sentence.tokens[max(0, reading.first - 2) : reading.first]
    return not any(token.core in _FOR for token in before)


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
    return any(one_of(token.text, _FOILS, "وف") for token in tokens[max(0, j - 4) : j])


def _in_its_course(reading: Reading) -> bool:
    """Whether the trigger is a verb in the past that tells what came of what was tried: "محاولة اغتيال قتل فيها مرافقان"."""
    entry = reading.entry
    tokens = reading.sentence.tokens
    if not isinstance(entry, TriggerEntry) or entry.category != "verb" or entry.present:
        return False
    return reading.last + 1 < len(tokens) and tokens[reading.last + 1].text in _IN_IT


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


def _zero_further(tokens: list[Token], j: int) -> bool:
    return any(
        tokens[k].text.lstrip("و") in ("دون", "بدون", "لم", "عدم", "بلا", "لا") or tokens[k].tags & NEGATION
        for k in range(max(0, j - 6), j)
    )
