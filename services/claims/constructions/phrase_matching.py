"""Where the words of a phrase (phrases.tsv) stand in a sentence: side by side, with gaps that the phrase allows, or with people between the
verb and its complement ("أودى الحادث بحياة 5")."""

from __future__ import annotations

from functools import lru_cache

from services.claims.lexicon import (
    COMPLEMENTIZER,
    CONJUNCTION,
    PREPOSITION,
    RELATIVE,
    SUBSET,
    TRIGGER,
    VERB,
    PhraseEntry,
    word_set,
)
from services.claims.people_phrases import people as people_of
from services.claims.people_phrases.people import People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import word
from services.claims.triggers import Candidate

_NEAR_COMPLEMENT = 7  # tokens between a verb and its complement
_FAR_COMPLEMENT = 10  # likewise where the people follow: "قضت وحدات من الجيش بالتعاون مع القوات الرديفة على العشرات"
_FAR_REFLEXIVE = 14  # "سلمت مجموعة من المسلحين التابعين للمجلس أنفسها", "حصد النزاع المندلع منذ سنوات أرواح المئات"


@lru_cache(maxsize=16384)
def _spellings(text: str, *, first: bool) -> frozenset[str]:
    """The forms under which a phrase may have the token; `first`: it is the trigger, whose core counts even when definite."""
    forms = {text}
    if text[0].isalpha():
        analysis = word(text)
        rest = analysis.text[len(analysis.conjunction) :]
        forms |= {analysis.core, rest, rest[len(analysis.preposition) :]}
        if text[0] in "وفبل":
            forms.add(text[1:])
        if not first and analysis.preposition == "" and analysis.definite:
            forms.discard(analysis.core)
    return frozenset(forms)


def people_behind(sentence: Sentence, i: int) -> People | None:
    """The people right behind the verb at `i`, a word like نحو passed over: "سلم نحو 300 مقاتل من التنظيم أنفسهم"."""
    found = people_of.parse(sentence, i + 1)
    if found is None and i + 2 in sentence.quantities:
        found = people_of.parse(sentence, i + 2)
    return found


# What may stand far from the verb: "أعلنت خمس كتائب عاملة في الجبل، في بيان مصور، انشقاقها".
_FAR_SLOTS = frozenset(("نفسه", "اسلحتهم", "انشقاقه", "انضمامه"))


def _at_hands(tokens: list[Token], k: int) -> bool:
    """Whether على at `k` opens who did it or an adverb and belongs to no phrase: "قضى شاب على يد مجهولين", "قضى عشرة على الأقل" are no
    "قضى على"."""
    return tokens[k].text == "علي" and k + 1 < len(tokens) and tokens[k + 1].text in _HANDS


# Prepositions that may stand between a verb and its complement.
_INSIDE = frozenset(("من", "في", "مع", "نحو", "حوالي", "قرابه", "زهاء", "منذ", "خلال", "قبل", "بعد", "قرب"))
_MANNERS = word_set("manners") - frozenset(("نفسه", "نفسها", "انفسهم"))  # "قضى سائق دهسا على الطريق"
_HANDS = frozenset(("يد", "ايدي", "يدي", "الاقل", "الفور", "الاثر", "ما", "الرغم", "التوالي"))


def _ends_gap(token: Token) -> bool:
    """Whether what may stand far between the words of a phrase, a time or a place, ends at the token: "القبض عليهم وسلموهم للقائد علي"."""
    word = token.word
    return word is None or bool(word.conjunction or token.text.startswith("علي") or token.tags & _NO_CIRCUMSTANCE)


_NO_CIRCUMSTANCE = VERB | TRIGGER | CONJUNCTION | COMPLEMENTIZER | RELATIVE


_ATTACHED = frozenset(("ب",))  # the last slot of "أودى ب"


def _before_attached(candidate: Candidate, at: int) -> int | None:
    """The index before people whom ب, written onto them, ties to the verb: "أودى الانهيار بأحد عشر شخصا", "تودي بأربعة"."""
    tokens = candidate.sentence.tokens
    for k in range(at, min(len(tokens), at + _FAR_ATTACHED)):
        token = tokens[k]
        if token.text in HARD_STOPS or token.tags & (VERB | RELATIVE | COMPLEMENTIZER | CONJUNCTION):
            return None
        if token.text[0] == "ب" and len(token.text) > 1:
            people = people_of.parse(candidate.sentence, k)
            if people is None or people.organisation:
                continue
            captives = people.head is None and tokens[people.end : people.end + 1] and tokens[people.end].text == "من"
            if (
                people.counted or people.names or not people.definite
            ) and not captives:  # "بتسعة من الرهائن": رهائن tells it
                return k - 1
    return None


_FAR_ATTACHED = 5  # tokens


def match_phrase(candidate: Candidate, phrase: PhraseEntry) -> list[tuple[int, int]] | None:
    """The tokens of each slot of the phrase, first and last, where the candidate opens it; None where it does not."""
    tokens, i = candidate.sentence.tokens, candidate.index
    spans: list[tuple[int, int]] = []
    at = i
    gap = 0
    for slot in phrase.slots:
        if not slot:
            gap += 1
            continue
        found = _before_attached(candidate, at) if slot == _ATTACHED and len(spans) + 1 == len(phrase.slots) else None
        for k in range(at, min(len(tokens), at + 1 + 2 * gap)):
            token = tokens[k]
            if k > i and "joined" in phrase.flags:
                written = token.text in slot  # `lexicon.trigger_forms` looks for both words as written
            else:
                written = not slot.isdisjoint(_spellings(token.text, first=k == i))
            if written and not _at_hands(tokens, k):
                found = k
                break
            if gap > 1 and _ends_gap(token):
                break
        if found is None:
            # people may stand between the verb and its complement: "أودى الحادث بحياة 5"
            if (
                spans
                and not gap
                and phrase.victims in ("after", "subject", "of", "execution")
                and "joined" not in phrase.flags
            ):
                lives = "بحياه" in slot or "ارواح" in slot
                far = lives or not _FAR_SLOTS.isdisjoint(slot)
                near = _FAR_COMPLEMENT if phrase.victims in ("after", "execution") else _NEAR_COMPLEMENT
                reach = _FAR_REFLEXIVE if far else near
                number = people_of.number_at(candidate.sentence, at)
                past = number if number in candidate.sentence.quantities else at  # behind "ما يزيد على"
                for k in range(past, min(len(tokens), at + reach)):
                    token = tokens[k]
                    if token.text in slot:
                        if _at_hands(tokens, k):
                            break
                        executed = phrase.victims == "execution"  # "نفذت مصلحة السجون، فجر أمس، حكم الإعدام في ستة"
                        if k < at + 5 or lives or executed or people_behind(candidate.sentence, i) is not None:
                            found = k
                        break
                    if k == at and k + 1 < len(tokens) and tokens[k + 1].text in people_of.LEFT:
                        continue  # "لاذ من بقي منهم بالفرار"
                    part = token.tags & SUBSET and token.text not in people_of.ONE_OF_THEM
                    if part or token.tags & (CONJUNCTION | COMPLEMENTIZER | RELATIVE) or token.text in HARD_STOPS:
                        break
                    if token.text in _MANNERS or (token.tags & PREPOSITION and not lives and token.text not in _INSIDE):
                        break  # "قضى خمسة مدنيين جراء قصف على البلدة": على belongs to the raid
            if found is None:
                return None
        spans.append((found, found))
        at = found + 1
        gap = 0
    if len(spans) < len(phrase.slots):
        # slots that match any words carry no span of their own
        filled: list[tuple[int, int]] = []
        it = iter(spans)
        for slot in phrase.slots:
            filled.append(next(it) if slot else filled[-1])
        return filled
    return spans
