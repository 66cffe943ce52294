"""Whether a word of capture tells that somebody was taken by an armed group, in battle, or by a foreign force.

An arrest by the country's own authorities is no capture; neither are the release, the exchange or the treatment of those who were
taken before, nor things that are taken (GUIDELINES.md, fine point 7). أسر is also the plural of أسرة, أسري its adjective.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import (
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PREPOSITION,
    STOP,
    SUBSET,
    TRIGGER,
    TriggerEntry,
    lexicon,
    word_set,
)
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import ONE
from services.claims.text.tokens import Token
from services.claims.text.words import bare_forms, one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_CAPTORS = word_set("captors")
_FOREIGN = word_set("foreign")
_AUTHORITIES = word_set("authorities")
_OCCUPATION = ("قوات الاحتلال", "جيش الاحتلال", "سلطات الاحتلال", "الجيش الاسرائيلي")
_CRIMINALS = word_set("criminals")
_VEHICLES = word_set("vehicles")
_RELEASE = word_set("release")
_HAPPENING = word_set("happening")
_STILL = word_set("still")
_OPENING = 3  # a phrase that begins this early in the sentence before is likely its subject
_TAKING = ("تم", "قد", "جري", "بعد", "قبل", "من", "وتم", "عمليه", "حادثه")
_FIGHTERS = frozenset(("military", "militant", "security", "official", "member", "media"))


def takes_nobody(reader: Reader, reading: Reading) -> str | None:
    """Why the reading tells of nobody who was captured; None where it does."""
    tokens = reading.sentence.tokens
    victims = reading.victims
    flags = reading.entry.flags if reading.entry is not None else frozenset()
    category = reading.entry.category if isinstance(reading.entry, TriggerEntry) else "phrase"
    if victims is not None and (_belonging(victims) or _thing_taken(reading, tokens, victims)):
        return "a thing, not people"
    if victims is not None and _place_falls(reading, tokens, victims):
        return "a place, not people"
    if category in ("verb", "masdar") and _no_captor(reading, tokens, category == "verb"):
        return "an animal or a thing captures"
    if category in ("casualty", "participle"):
        if _of_families(reading, tokens):
            return "families, not captives"
        if _known_captives(tokens, reading.first):
            return "released, exchanged or treated, not taken"
    if category in ("verb", "masdar") and victims is not None and _killed_after(tokens, reading, victims):
        return "captives who were killed are killed only"
    if "taken" in flags and not _taken(reading, tokens):
        return "families, not captives"
    if "captor" in flags and not _hostages(reading) and not _captor(reader, reading):
        return "no armed group or foreign force"
    return None


def _no_captor(reading: Reading, tokens: list[Token], verb: bool) -> bool:
    """Whether what stands before the trigger as its subject can hold nobody: "صقر خطف رفيقه", of a verb also things: "المشهد يأسر
    الكثير من الزوار"."""
    i = reading.first
    trigger = tokens[i].word
    if reading.agent is not None or not i or reading.victims is None or reading.victims.first < i:
        return False
    if trigger is None or trigger.conjunction:
        return False
    if reading.victims.role not in ("civilian", "unknown"):
        return False
    subject, word = tokens[i - 1], tokens[i - 1].word
    if word is None or word.preposition or subject.tags & (ORGANISATION | PLACE_NAME | STOP | PREPOSITION | TRIGGER):
        return False
    animal = lexicon().topics.get(word.core) == "animals"
    if not animal and (not verb or not subject.tags & NO_PEOPLE or subject.tags & PEOPLE):
        return False
    return i < 2 or not tokens[i - 2].tags & PREPOSITION


def _belonging(victims: People) -> bool:
    """Whether the phrase is a word of no list with a pronoun: "خطف حقيبتها", "اختطاف قلبها"."""
    tokens = victims.sentence.tokens
    word = tokens[victims.first].word
    if victims.counted or victims.names or victims.end - victims.first > 1 or word is None:
        return False
    return not word.tags and word.text.endswith(("ها", "تهم", "هما", "نا"))


def _thing_taken(reading: Reading, tokens: list[Token], victims: People) -> bool:
    """Whether a thing is the object and the people are who takes it: "خطف مسلح طائرة", "اختطف قراصنة سفينة"."""
    if victims.sentence is not reading.sentence or victims.first < reading.first or victims.definite:
        return False
    for k in (victims.first + 1, victims.end):
        word = tokens[k].word if k < len(tokens) else None
        if word is not None and word.core in _VEHICLES and not word.preposition and not word.conjunction:
            return True
    return False


def _place_falls(reading: Reading, tokens: list[Token], victims: People) -> bool:
    """Whether a place or a unit's post is what falls into somebody's hands: "سقوطها في يد المقاومة", "سقوط اللواء بكامله في يد"."""
    word = tokens[reading.first].word
    if reading.rule != "phrase" or word is None or word.core != "سقوط":
        return False
    return word.pronoun in ("ها", "ه") or victims.organisation


def _of_families(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the word written like أسرى is the adjective أسري: "العنف الأسري", "مشاكل أسرية"."""
    i = reading.first
    word = tokens[i].word
    if word is None or not isinstance(reading.entry, TriggerEntry) or reading.entry.lemma != "اسري":
        return False
    written = reading.sentence.field.written(tokens[i])
    if written.endswith(("ة", "ه")):
        return True
    before = tokens[i - 1].word if i else None
    if not written.endswith("ي") or before is None or word.preposition or word.conjunction:
        return False
    if before.tags & (STOP | PREPOSITION) or before.core in _HAPPENING:
        return False
    return before.definite == word.definite and i not in reading.sentence.quantities


def _hostages(reading: Reading) -> bool:
    """Whether the people are called hostages, which the authorities take none: "احتجاز عدد من الرهائن"."""
    tokens = reading.sentence.tokens
    end = reading.last + 1
    if reading.victims is not None and reading.victims.sentence is reading.sentence:
        end = max(end, reading.victims.end)
    return any(token.text in ("رهاين", "الرهاين", "رهينه") for token in tokens[reading.first : end + 1])


def _known_captives(tokens: list[Token], i: int) -> bool:
    """Whether the captives are let go, exchanged, visited or killed, or are prisoners of a past war."""
    after = tokens[i + 1].word if i + 1 < len(tokens) else None
    if after is not None and after.core == "حرب" and not after.preposition:
        return True
    for j in range(i - 1, max(-1, i - 8), -1):
        word = tokens[j].word
        if tokens[j].text in HARD_STOPS or tokens[j].text == "," or tokens[j].text in _STILL:
            return False  # "ولا يزال عشرات منهم محتجزين"
        if word is None:
            continue
        if tokens[j].tags & SUBSET:
            return True
        if any(form in _RELEASE for form in bare_forms(word)):
            return True
    return False


def _killed_after(tokens: list[Token], reading: Reading, victims: People) -> bool:
    """Whether a verb of killing with their pronoun follows: "أسروا ثمانية ركاب وقتلوهم"."""
    start = max(victims.end if victims.sentence is reading.sentence else 0, reading.last + 1)
    for k in range(start, min(len(tokens), start + 5)):
        word = tokens[k].word
        if tokens[k].text in HARD_STOPS or word is None:
            return False
        if word.tags & TRIGGER and any(
            entry.kind == "killed" and entry.category == "verb" and entry.pronoun for entry in word.entry.triggers
        ):
            return bool(word.conjunction) or tokens[k - 1].text == "ثم"
    return False


def _taken(reading: Reading, tokens: list[Token]) -> bool:
    """Whether أسر means taking captives: fighters, a number, names, or a verb that says so; else it is the plural of أسرة."""
    victims = reading.victims
    i = reading.first
    word = tokens[i].word
    previous = tokens[i - 1].text.lstrip("و") if i else ""
    if reading.sentence.field.written(tokens[i]).lstrip("و").startswith("آ"):
        return False  # "آسر": captivating
    if reading.rule == "verb with object pronoun" or (word is not None and word.pronoun):
        agent = reading.agent
        return previous in _TAKING or (agent is not None and agent.role in _ARMED and _opens_clause(agent, i + 1))
    if previous in _TAKING:
        return victims is None or victims.role != "civilian" or victims.counted
    if victims is None:
        return False
    if isinstance(reading.entry, TriggerEntry) and reading.entry.lemma == "اعتقلنا":
        head = tokens[victims.head].word if victims.head is not None and victims.sentence is reading.sentence else None
        return head is not None and head.entry.lemma not in _CRIMINALS
    behind = victims.sentence is reading.sentence and victims.first > i
    after = tokens[i + 1].word if i + 1 < len(tokens) else None
    if not behind and after is not None and after.definite and not after.preposition and not after.tags & STOP:
        return False
    if not behind and not (victims.sentence is reading.sentence and victims.end >= i - 1):
        entry = reading.entry
        return isinstance(entry, TriggerEntry) and entry.person in ("m3", "m2")
    return (
        victims.role in _FIGHTERS
        or (behind and victims.other)
        or (victims.counted and behind)
        or (bool(victims.names) and behind)
    )


def _opens_clause(agent: People, at: int) -> bool:
    """Whether the agent stands at token `at`, with nothing written onto it: "أسرتهم قوات الدفاع", not "وأسرته للسلطات"."""
    word = agent.sentence.tokens[agent.first].word
    return agent.first == at and word is not None and not word.preposition


_ARMED = frozenset(("military", "militant"))


def _captor(reader: Reader, reading: Reading) -> bool:
    """Whether an armed group or a foreign force is the captor.

    Asked in this order: rebels who are taken are captives of war; who is named as doer; who stands nearest before the word, then
    behind it; a foreign force anywhere in the sentence; an occupying army that the article opens with.
    """
    tokens = reading.sentence.tokens
    victims = reading.victims
    inside = range(0)
    if victims is not None and victims.sentence is reading.sentence:
        inside = range(victims.first, victims.end)
        named = tokens[victims.first : victims.end]
        if any(token.text in ("هولاء", "منهم") for token in tokens[victims.first : victims.end + 2]):
            named = tokens[: victims.end]
        if any("حوثي" in token.text for token in named):
            return True
    agent = reading.agent or _whose_deed_before(reader, reading)
    if agent is not None and (told := _takes(agent)) is not None:
        return told
    outside = [token for j, token in enumerate(tokens) if j not in inside and j <= reading.last + 25]
    foreign = any(_is(token, _FOREIGN) for token in outside)
    phrases = [phrase for phrase in reader.grammar(reading.sentence).phrases if phrase.first not in inside]
    hand = next((phrase for phrase in phrases if phrase.first > reading.last and _by_hand(tokens, phrase)), None)
    if hand is None and reading.last + 1 < len(tokens) and tokens[reading.last + 1].text == "من":
        # "تم احتجازهم من المسلحين"
        hand = next((phrase for phrase in phrases if phrase.first == reading.last + 2), None)
    if hand is not None and (told := _takes(hand)) is not None:
        return told
    for phrase in phrases:
        if reading.first < phrase.first <= reading.last and (told := _takes(phrase)) is not None:
            return told  # "ألقت المقاومة القبض على"
    before = tokens[reading.first - 1] if reading.first else None
    if agent is None and before is not None and before.tags & PLACE_NAME and reading.sentence.is_headline():
        return foreign  # "تركيا تعتقل 590 شخصا": a state arrests at home
    if foreign:
        return True
    if any(_is(token, _AUTHORITIES) for token in tokens):
        return False
    head = victims.sentence.tokens[victims.head].word if victims is not None and victims.head is not None else None
    if agent is None and head is not None and head.entry.lemma in _SUSPECTS:
        return False  # "اعتقل أربعة متهمين بالتهريب"
    nearest = [phrase for phrase in reversed(phrases) if phrase.end <= reading.first]
    nearest += [phrase for phrase in phrases if reading.last < phrase.first <= reading.last + 25]
    if reading.sentence.index and not reading.sentence.is_headline():
        earlier = reading.sentence.field.sentences[reading.sentence.index - 1]
        nearest += [phrase for phrase in reader.grammar(earlier).phrases if phrase.first <= _OPENING]
    for phrase in nearest:
        told = _takes(phrase) if _may_act(phrase) else None
        if told is not None:
            return told
    opening = reader.document.title.text + " " + reader.document.body.text[:300]
    return any(word in opening for word in _OCCUPATION)


def _whose_deed_before(reader: Reader, reading: Reading) -> People | None:
    """Who did it before: "سبق للتنظيم اعتقال رئيس اللجنة", "سبق أن اعتقلت الحركة"."""
    tokens = reading.sentence.tokens
    for phrase in reader.grammar(reading.sentence).phrases:
        beside = phrase.end == reading.first or (phrase.end == reading.first - 1 and tokens[phrase.end].text == "ان")
        if phrase.first and beside and one_of(tokens[phrase.first - 1].text, _DONE_BEFORE):
            return phrase  # "سبق للتنظيم أن احتجز"
    return None


_SUSPECTS = frozenset(
    ("متهم", "مشتبه", "لص", "مطلوب", "مجرم", "مهرب", "سارق", "مدان", "محكوم", "قاتل", "تاجر", "مغتصب")
)
_BELONGS = ("انتما", "انضمام", "منتم", "ينتم", "تنتم", "ولاء", "التحاق")
_DONE_BEFORE = frozenset(("سبق", "يسبق"))


def _may_act(phrase: People) -> bool:
    """Whether the phrase may be who acts: not behind ضد, مع or في ("عضوان في خلية"), not the object of ل, nor who is killed or hurt."""
    if not phrase.first:
        return True
    tokens = phrase.sentence.tokens
    before, word = tokens[phrase.first - 1], tokens[phrase.first].word
    if before.text in ('"', "(") and phrase.first > 1:
        before = tokens[phrase.first - 2]
    if word is not None and word.preposition == "ل" and not before.text.startswith("تابع"):
        return False
    if before.text == "الي" and phrase.first > 1 and tokens[phrase.first - 2].text.lstrip("وبل").startswith(_BELONGS):
        return False  # "اعتقل المئات للاشتباه بانتمائهم إلى الحزب"
    return not before.tags & TRIGGER and before.text not in ("ضد", "علي", "عن", "بين", "مع", "من", "في")


def _by_hand(tokens: list[Token], phrase: People) -> bool:
    """Whether the phrase follows على يد, من قبل, بيد or لدى."""
    before = tokens[phrase.first - 1].text if phrase.first else ""
    return before in ("يد", "ايدي", "بيد", "بايدي", "ايادي", "لدي", "قبل", "جانب")


def _takes(phrase: People) -> bool | None:
    """Whether the phrase names a captor (True) or the country's authorities (False); None where it names neither."""
    span = phrase.sentence.tokens[phrase.first : phrase.end]
    if any(_is(token, _FOREIGN) for token in span):
        return True
    if any(_is(token, _AUTHORITIES) for token in span):
        return False
    if any(_is(token, _CAPTORS) or _militants(token) for token in span):
        return True
    if phrase.role == "militant" and (phrase.organisation or phrase.number != ONE):
        return True
    if phrase.organisation and phrase.role in ("security", "military"):
        return False
    return None


def _militants(token: Token) -> bool:
    return bool(token.tags & ORGANISATION) and token.word is not None and token.word.entry.role == "militant"


def _is(token: Token, words: frozenset[str]) -> bool:
    word = token.word
    return word is not None and (token.text in words or word.core in words or "ال" + word.core in words)
