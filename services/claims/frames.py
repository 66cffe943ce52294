"""Reads a trigger in its sentence: who the people are, who did it, or why it is no claim.

The lexicon says what kind of word the trigger is; this module finds its arguments by the frame of that kind. For unvowelled قتل
the voice is decided by what stands around it: an object pronoun or an agent followed by second people is active, people alone
are the victims whether the verb is passive or its subject stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.claims import people as people_of
from services.claims.inflection import MANY, ONE, TWO
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    NAME,
    NEGATION,
    NO_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    PhraseEntry,
    TriggerEntry,
    lexicon,
)
from services.claims.people import People
from services.claims.tokens import Document, Sentence, Token
from services.claims.triggers import Candidate
from services.claims.words import bare_forms

_HARD_STOPS = frozenset(".:;!?\n*")
_HAPPENING = frozenset(
    "سقوط سقط سقطوا سقطت وقوع وقع وقعت اوقع اوقعت يوقع توقع خلف خلفت مخلفا مخلفه يخلف تخلف موقعا موقعه ادي ادت اسفر اسفرت تسبب تسببت "
    "يسفر تسفر ايقاع كبد كبدت كبدوا تكبد تكبدت تكبدوا تكبيد انتشال العثور عثر وصول وصل بلغ بلغت تجاوز تجاوزت "
    "هناك حصد حصدت وجود شاهد تسجيل سجل تناثر تتناثر مشاهده رايته نتج يودي تودي ذهب راح بحصيله".split()
)
_TOLL_HEADS = frozenset("عدد العدد اعداد حصيله ارتفاع ارتفع ارتفعت ازدياد معظم غالبيه اغلب كل جميع".split())
_CAPTORS = frozenset(
    "المقاومه مقاومه داعش الحوثي الحوثيون الحوثيين حوثيين حوثي ميليشيا ميليشيات مليشيا مليشيات ميلشيات القاعده النصره "
    "الاحتلال الاسرائيليه الاسرائيلي اسرائيل مسلحون مسلحين متمردون متمردين المتمردون المتمردين عصابه عصابات طالبان حماس ارهابيون "
    "خاطفون خاطفين التنظيم تنظيم الميليشيات المليشيات بوكو البيشمركه البشمركه الدعم السريع الثوار ثوار".split()
)
_CRIMINALS = frozenset(
    "سجين سجناء متهم مشتبه جان معتقل محتجز قاتل مطلوب لص لصوص مجرم نازح لاجي مدني مواطن ساكن اهل اسره عائله طفل امراه رجل شاب خاطف سايق موظف عامل عامله خادمه مهاجر احد راكب شخص لاعب فتاه زوجه مهاجم منفذ".split()
)
_VIOLENT = (
    "متاثر جراح اصابته اصابتهم رصاص مقذوف قذيف انفجار تفجير حادث غرق غريق حريق قصف هجوم اشتباك معارك غاره غارات طعن قتل شنق "
    "زلزال فيضان سيول اعصار عاصفه انهيار تصادم انقلاب دهس سقوط احتراق اختناق صاعقه تحطم معركه الحرب انتحار اعدام شهيد استشهد مصرع جهاد يجاهد"
).split()
_ILLNESS = (
    "مرض",
    "مرضي",
    "فيروس",
    "وباء",
    "الحمي",
    "سرطان",
    "جلطه",
    "نوبه",
    "ازمه قلبيه",
    "سكته",
    "الضنك",
    "كورونا",
    "طبيعيه",
    "الانفلونزا",
    "شيخوخه",
)


@dataclass(slots=True)
class Reading:
    """A trigger read. `dropped` holds the reason where it is no claim; `rule` names the construction.

    first, last: token indices of the trigger (inclusive). agent: token span of who did it, in `agent_sentence`.
    zero: an explicit none. undivided: the number is shared with another kind. uncertain, denied: what the clause says of it.
    """

    sentence: Sentence
    first: int
    last: int
    kind: str
    rule: str
    entry: TriggerEntry | PhraseEntry | None = None
    victims: People | None = None
    agent: People | None = None
    cause: str | None = None
    zero: bool = False
    undivided: bool = False
    assertion: str = "asserted"
    dropped: str | None = None
    notes: list[str] = field(default_factory=list)


class SentenceGrammar:
    """The people phrases of a sentence, parsed once, and the searches that frames need."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._phrases: list[People] | None = None

    @property
    def phrases(self) -> list[People]:
        """Every phrase of people or organisations, left to right."""
        if self._phrases is None:
            self._phrases = []
            i = 0
            tokens = self.tokens
            while i < len(tokens):
                token = tokens[i]
                if i in self.sentence.quantities or token.tags & (PEOPLE | ORGANISATION | TITLE | NAME):
                    found = people_of.parse(self.sentence, i)
                    if found is not None and found.end > i:
                        self._phrases.append(found)
                        i = found.end
                        continue
                i += 1
        return self._phrases

    def clause_start(self, i: int) -> int:
        """The index of the first token of the clause that token `i` stands in."""
        for j in range(i - 1, -1, -1):
            if self.tokens[j].text in _HARD_STOPS or self.tokens[j].tags & COMPLEMENTIZER:
                return j + 1
        return 0

    def skip_adverbials(self, i: int) -> int:
        """The index after adverbs, commas, times and phrases like فيه between a verb and its people."""
        tokens = self.tokens
        while i < len(tokens):
            token = tokens[i]
            if token.text in (",", "-", "/"):
                i += 1
            elif token.text == "(":
                while i < len(tokens) and token.text != ")":
                    token = tokens[i]
                    i += 1
            elif token.tags & ADVERB and token.text != "قد":
                i += 1
            elif token.text in ("فيه", "فيها", "فيهما", "خلاله", "خلالها", "منهم", "علي الاقل"):
                i += 1
            elif token.text == "علي" and i + 1 < len(tokens) and tokens[i + 1].text == "الاقل":
                i += 2
            else:
                return i
        return i

    def after(self, i: int, *, organisations: bool = True) -> People | None:
        """The people that begin at `i` or after adverbials from there."""
        for start in (i, self.skip_adverbials(i)):
            if start < len(self.tokens):
                found = people_of.parse(self.sentence, start, organisations=organisations)
                if found is not None:
                    return found
        return None

    def second(self, i: int) -> People | None:
        """A counted or possessed second phrase of people after `i`, before the clause ends, not behind a preposition."""
        tokens = self.tokens
        steps = 0
        governed = False
        while i < len(tokens) and steps < 12:
            token = tokens[i]
            word = token.word
            if token.text in _HARD_STOPS:
                return None
            if word is not None and (
                word.conjunction
                and not word.tags & PREPOSITION
                or word.tags & (RELATIVE | COMPLEMENTIZER | CONJUNCTION | VERB)
            ):
                return None
            if word is not None and (word.tags & PREPOSITION or word.preposition):
                governed = bool(word.tags & PREPOSITION)
            elif i in self.sentence.quantities or (
                token.tags & PEOPLE and word is not None and (word.pronoun or word.text.endswith("ا"))
            ):
                found = people_of.parse(self.sentence, i, organisations=False)
                if found is not None and not governed:
                    if found.counted or found.definite or (word is not None and word.text.endswith("ا")):
                        return found
                governed = False
                if found is not None:
                    i = found.end - 1
            elif word is not None and word.tags & (PLACE_TYPE | PLACE_NAME | ADVERB) or governed:
                governed = False
            i += 1
            steps += 1
        return None

    def subject_before(self, i: int, person: str) -> People | None:
        """The people before a verb at `i` that agree with it: the antecedent of a relative, or the fronted subject."""
        start = self.clause_start(i)
        tokens = self.tokens
        number = {"1": ONE, "2": TWO, "3": MANY}.get(person[1:2], 0)
        j = i - 1
        while j >= start and (
            tokens[j].tags & ADVERB or tokens[j].text in ("كانوا", "كان", "كانا", "وقد", '"', ",", "ايضا")
        ):
            j -= 1
        relative = j >= start and bool(tokens[j].tags & RELATIVE)
        limit = j if relative else i
        found = [p for p in self.phrases if p.first >= start and p.end <= limit and p.first < limit]
        if not found:
            return None

        def agrees(p: People) -> bool:
            if number == MANY:
                return p.number == MANY or p.organisation
            if number == TWO:
                if p.two_or_many:
                    people_of.set_number(p, TWO)
                return p.number == TWO
            return p.number == ONE or p.organisation

        if relative:
            for p in reversed(found):
                if agrees(p):
                    return p
            return found[-1]
        opening = [p for p in found if p.first <= start + 1 and agrees(p)]
        if opening:
            return opening[0]
        agreeing = [p for p in found if agrees(p)]
        if agreeing:
            return agreeing[-1] if agreeing[-1].end >= i - 3 else agreeing[0]
        return None


class Reader:
    """Reads the candidates of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._grammars: dict[tuple[str, int], SentenceGrammar] = {}
        self._violent: bool | None = None

    def grammar(self, sentence: Sentence) -> SentenceGrammar:
        """The grammar of a sentence, made once."""
        key = (sentence.field.name, sentence.index)
        known = self._grammars.get(key)
        if known is None:
            known = self._grammars[key] = SentenceGrammar(sentence)
        return known

    def read(self, candidate: Candidate) -> list[Reading]:
        """The readings of a candidate, at most one of them not dropped."""
        out: list[Reading] = []
        for phrase in candidate.phrases:
            reading = self._phrase(candidate, phrase)
            if reading is not None:
                out.append(reading)
                if reading.dropped is None:
                    return out
                break
        entries = sorted(candidate.entries, key=lambda entry: entry.category not in ("verb", "fall"))
        for entry in entries:
            reading = self._single(candidate, entry)
            if reading.dropped is None:
                return [reading]
            out.append(reading)
        return out

    # -- one word

    def _single(self, candidate: Candidate, entry: TriggerEntry) -> Reading:
        sentence, i = candidate.sentence, candidate.index
        reading = Reading(sentence, i, i, entry.kind, entry.category, entry, cause=entry.cause)
        reason = self._negative(sentence, i, i)
        if reason is not None:
            reading.dropped = reason
            return reading
        match entry.category:
            case "verb":
                self._verb(reading, entry)
            case "masdar":
                self._masdar(reading, entry)
            case "casualty":
                self._casualty(reading, entry)
            case "fate":
                self._fate(reading)
            case "participle":
                self._participle(reading, entry)
            case "fall":
                self._fall(reading, entry)
        if reading.dropped is None:
            self._check(reading, entry.flags)
        return reading

    def _negative(self, sentence: Sentence, first: int, last: int) -> str | None:
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
                forms |= bare_forms(beside)
            for core in cores:
                for form in forms:
                    reason = table.get((core, side), {}).get(form)
                    if reason is not None:
                        return f"{reason}: {tokens[at].text}"
        return None

    def _verb(self, reading: Reading, entry: TriggerEntry) -> None:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        word = tokens[i].word
        previous = tokens[i - 1] if i else None
        if word is not None and word.preposition in ("ب", "ك") or (word is not None and word.definite):
            reading.dropped = "no verb behind a preposition or article"
            return
        if entry.pronoun is not None and tokens[i].tags & PEOPLE:
            reading.dropped = "a noun for people"
            return
        if i and tokens[i - 1].tags & SUBSET:
            reading.dropped = "tells of a part of people already counted"
            return
        if word is not None and tokens[i].text in ("وفر", "وفرت", "توفر", "ووفر") and not self._runs(tokens, i):
            reading.dropped = "وفر: provides"
            return
        if entry.present and not self._present_tells(reading, word.preposition if word else ""):
            return
        if not entry.present and word is not None and word.preposition:
            reading.dropped = "no past verb behind a preposition"
            return
        if (
            previous is not None
            and entry.frame == "ambivalent"
            and not entry.present
            and entry.person == "m1"
            and entry.pronoun is None
        ):
            # after a preposition, a noun of happening or "تم" the word is the verbal noun
            if previous.tags & PREPOSITION or previous.text in (
                "عمليات",
                "عمليه",
                "حوادث",
                "حادثه",
                "حادث",
                "تم",
                "جري",
                "يتم",
                "حالات",
                "اعمال",
            ):
                reading.dropped = "verbal noun, not verb"
                return
        if entry.frame == "undergoes":
            after = grammar.after(i + 1)
            before = grammar.subject_before(i, entry.person)
            plural_form = entry.person[1:] in ("2", "3")
            if plural_form or (after is None):
                reading.victims = before or after
                if reading.victims is None:
                    reading.victims = self._antecedent(reading.sentence, i, entry.person)
            elif before is not None and self._relative(tokens, i):
                reading.victims = before if not (after.counted or not after.definite) else after
            else:
                reading.victims = after
                if (
                    before is not None
                    and before.end == i
                    and entry.person[1:] == "1"
                    and (after.organisation or after.definite)
                    and entry.kind not in ("killed", "injured")
                ):
                    reading.victims = before
            return
        if entry.frame in ("ambivalent", "acts"):
            if entry.pronoun is not None:
                after = grammar.after(i + 1)
                reading.agent = (
                    after
                    if after is not None and not (after.counted and after.precision == "exact")
                    else grammar.subject_before(i, entry.person)
                )
                wanted = {"هم": "m3", "هما": "m2", "هن": "f3", "ها": "f1", "نا": "m3"}.get(entry.pronoun, "m1")
                before = grammar.subject_before(i, wanted)
                reading.victims = before or self._antecedent(reading.sentence, i, wanted)
                reading.rule = "verb with object pronoun"
                if reading.victims is None:
                    reading.dropped = "no people for the pronoun"
                return
            after = grammar.after(i + 1)
            if after is not None and not after.pronoun and not (after.other and after.counted):
                second = (
                    grammar.second(after.end)
                    if (after.organisation or not after.counted) and not after.names_only()
                    else grammar.second(after.end)
                    if not after.counted
                    else None
                )
                if second is not None and entry.person[1:] == "1":
                    reading.agent, reading.victims = after, second
                    reading.rule = "active verb, agent, people"
                    return
            before = grammar.subject_before(i, entry.person)
            if after is not None:
                if (
                    entry.person[1:] == "1"
                    and after.organisation
                    and not after.counted
                    and before is None
                    and entry.frame == "ambivalent"
                ):
                    # "قتل الجيش" with nothing after: no people
                    reading.dropped = "agent without people"
                    return
                reading.victims = after
                reading.rule = "verb, people"
                if before is not None and self._active_subject(before, after, entry, tokens, i):
                    reading.agent = before
                    reading.rule = "subject, active verb, people"
                return
            if entry.frame == "acts":
                reading.dropped = "no object"
                return
            if self._other_object(tokens, i):
                reading.dropped = "its object is no people"
                return
            reading.victims = before
            reading.rule = "people, passive verb"
            if reading.victims is None and not entry.present and entry.person[1:] in ("2", "3"):
                reading.victims = self._antecedent(reading.sentence, i, entry.person)
            if reading.victims is None:
                reading.dropped = "no people"

    @staticmethod
    def _other_object(tokens: list[Token], i: int) -> bool:
        """Whether a noun that is no people follows as the verb's object ("قتل شعبه")."""
        nxt = tokens[i + 1].word if i + 1 < len(tokens) else None
        if nxt is None or nxt.tags & (STOP | PLACE_NAME | TRIGGER) or nxt.conjunction or nxt.preposition:
            return False
        return nxt.definite or bool(nxt.tags & NO_PEOPLE) or (not nxt.tags and len(nxt.text) > 3 and nxt.text.endswith(("ه", "ها", "هم")))

    @staticmethod
    def _runs(tokens: list[Token], i: int) -> bool:
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        return nxt is not None and (nxt.text in ("من", "الي", "هاربا", "هاربين", "عدد", ".", ",") or bool(nxt.tags & PEOPLE))

    def _active_subject(self, before: People, after: People, entry: TriggerEntry, tokens: list[Token], i: int) -> bool:
        if before.end > i:
            return False
        if entry.person[1:] in ("2", "3"):
            return True
        near = before.end >= i - 2 or self._relative(tokens, i)
        return near and (before.organisation or before.number == ONE or entry.person == "f1")

    @staticmethod
    def _relative(tokens: list[Token], i: int) -> bool:
        return any(tokens[j].tags & RELATIVE for j in range(max(0, i - 2), i))

    def _present_tells(self, reading: Reading, preposition: str) -> bool:
        """Whether a present-tense verb tells of an event: in a title, after "قبل أن", or with counted people."""
        tokens = reading.sentence.tokens
        i = reading.first
        before = [token.text for token in tokens[max(0, i - 3) : i]]
        if preposition in ("ل", "س") or (before and before[-1] in ("لن", "سوف", "قد", "لا", "كي", "لكي", "حتي")):
            reading.dropped = "not said to have happened"
            return False
        if before and before[-1] == "ان":
            if len(before) > 1 and before[-2] in ("قبل", "بعد", "الي", "دون"):
                return before[-2] != "دون"
            reading.dropped = "not said to have happened"
            return False
        if before and before[-1] in ("لم", "ولم", "فلم"):
            nxt = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if nxt in ("احد", "اي", "ايه"):
                reading.zero = True
                return True
            reading.dropped = "negated"
            return False
        if reading.sentence.field.name == "title":
            return True
        grammar = self.grammar(reading.sentence)
        after = grammar.after(i + 1)
        if after is not None and after.counted and after.precision != "vague":
            return True
        reading.dropped = "present tense"
        return False

    def _masdar(self, reading: Reading, entry: TriggerEntry) -> None:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        word = tokens[i].word
        assert word is not None
        previous = tokens[i - 1].text if i else ""
        if (
            word.preposition == "ل"
            and entry.lemma not in ("مقتل", "مصرع", "استشهاد", "وفاه", "اصابه")
            and not word.pronoun
        ):
            if previous.lstrip("و") not in (
                "ادي",
                "ادت",
                "يودي",
                "تودي",
                "تعرض",
                "تعرضوا",
                "تعرضت",
                "نتيجه",
                "اسباب",
                "واضحه",
            ):
                reading.dropped = "purpose, not event"
                return
        j = i + 1
        if word.definite and word.preposition == "ل" and entry.frame == "object":
            for k in range(i - 1, max(-1, i - 10), -1):
                if tokens[k].text.lstrip("و") in ("تعرض", "تعرضت", "تعرضوا", "يتعرض"):
                    reading.victims = grammar.after(k + 1)
                    reading.rule = "people exposed to it"
            if reading.victims is None:
                reading.dropped = "no people"
            return
        if word.definite and entry.frame == "object":
            self._bare(reading, entry)
            return
        if word.pronoun:
            if i and tokens[i - 1].tags & SUBSET:
                reading.dropped = "tells of a part of people already counted"
                return
            wanted = {"هم": "m3", "هما": "m2", "هن": "f3", "ها": "f1", "نا": "m3"}.get(word.pronoun, "m1")
            reading.victims = grammar.subject_before(i, wanted) or self._antecedent(reading.sentence, i, wanted)
            reading.rule = "verbal noun with pronoun"
            if reading.victims is None:
                reading.dropped = "no people for the pronoun"
            return
        if word.definite and entry.frame == "subject":
            reading.victims = grammar.subject_before(i, "m3") or grammar.subject_before(i, "m1")
            after = self._for(grammar, j)
            if after is not None:
                reading.victims = after
            elif reading.victims is None:
                reading.victims = self._antecedent(reading.sentence, i, "m3")
            return
        after = self._for(grammar, j)
        if after is None:
            after = self._unlisted_name(reading, entry, j)
        if after is not None and after.organisation and not after.counted and entry.frame == "object":
            second = grammar.second(after.end)
            if second is not None:
                reading.agent, after = after, second
        if after is None and entry.frame == "object":
            self._bare(reading, entry)
            return
        reading.victims = after
        if after is None:
            reading.victims = grammar.subject_before(i, "m3")
        if reading.victims is None:
            reading.dropped = "no people"

    def _for(self, grammar: SentenceGrammar, j: int) -> People | None:
        """People after a verbal noun: directly, behind ل ("قتل للأبرياء"), or behind an adjective and ل."""
        tokens = grammar.tokens
        found = people_of.parse(grammar.sentence, j)
        if found is not None:
            return found
        for k in (j, j + 1):
            if k < len(tokens) and tokens[k].word is not None and tokens[k].word.preposition == "ل":
                found = people_of.parse(grammar.sentence, k)
                if found is not None:
                    return found
            if k < len(tokens) and tokens[k].tags & (STOP | TRIGGER):
                break
        skipped = grammar.skip_adverbials(j)
        if skipped > j:
            return people_of.parse(grammar.sentence, skipped)
        return None

    def _unlisted_name(self, reading: Reading, entry: TriggerEntry, j: int) -> People | None:
        """A person called by a name that no list has: "مقتل الجعبري"."""
        tokens = reading.sentence.tokens
        if entry.lemma not in ("مقتل", "مصرع", "اغتيال", "استشهاد", "اعدام", "خطف", "اختطاف", "وفاه", "انشقاق"):
            return None
        if j >= len(tokens) or tokens[j].word is None:
            return None
        word = tokens[j].word
        if word.tags & (STOP | TRIGGER | NO_PEOPLE | PLACE_NAME | PLACE_TYPE) or word.conjunction or word.preposition:
            return None
        end = people_of.name_end(tokens, j)
        if end == j:
            return None
        found = People(reading.sentence, j, end, head=j, number=ONE, definite=True)
        found.low, found.high, found.precision = 1, 1, "exact"
        found.names.append((j, end))
        return found

    def _bare(self, reading: Reading, entry: TriggerEntry) -> None:
        """A verbal noun without people: shared with a following trigger, or an event without people."""
        tokens = reading.sentence.tokens
        i = reading.first
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        if nxt is not None and nxt.tags & TRIGGER and nxt.word is not None and nxt.word.conjunction:
            reading.rule = "shared people"
            return
        reading.dropped = "no people"

    def _casualty(self, reading: Reading, entry: TriggerEntry) -> None:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        word = tokens[i].word
        assert word is not None
        number = int(entry.person or "3")
        sentence = reading.sentence
        # a number before: "32 قتيلا", "عشرات القتلى", "عدد من الجرحى"
        counted: People | None = None
        for at, (_quantity, end) in sentence.quantities.items():
            if (
                at < i
                and end <= i + 1
                and (
                    end >= i
                    or all(
                        tokens[k].text in ("من", '"', "كبير", "كبيره", "اخرين")
                        or (
                            tokens[k].tags & TRIGGER
                            and tokens[k].word is not None
                            and tokens[k].word.core in ("قتيل", "جريح", "قتلي", "جرحي")
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
                if k >= 0 and tokens[k].word is not None and (tokens[k].word.core in people_of._VAGUE):
                    if k == i - 1 or tokens[i - 1].text == "من":
                        counted = people_of.parse(sentence, k)
                        break
        if counted is None and i in sentence.quantities:
            counted = people_of.parse(sentence, i)
        if counted is not None and word.definite and counted.number_span is not None:
            opener = tokens[counted.number_span[0]].word
            if opener is not None and opener.core in _TOLL_HEADS and "من" not in [t.text for t in tokens[counted.number_span[1] : i]]:
                counted = None
        if counted is None and any(t.word is not None and t.word.core in _TOLL_HEADS for t in tokens[max(0, i - 2) : i]):
            total = self._total_after(grammar, i)
            if total is None:
                reading.dropped = "heads a toll that a later word states"
                return
            reading.victims = total
            reading.rule = "toll"
            return
        if counted is not None:
            if counted.end <= i:
                counted.end = i + 1
            counted.head = i
            counted.end = people_of._extend(sentence, counted, max(i + 1, counted.end))
            reading.victims = counted
            reading.rule = "counted casualty noun"
            if self._share_before(reading):
                reading.undivided = True
            return
        total = self._total_after(grammar, i)
        if total is not None:
            reading.victims = total
            reading.rule = "toll"
            return
        governed = self._governed(tokens, i)
        zero = self._zero(tokens, i)
        if zero:
            reading.zero = True
            reading.rule = "explicit none"
            return
        own = People(sentence, i, i + 1, head=i, number=number, definite=word.definite)
        people_of.set_number(own, number)
        own.end = people_of._extend(sentence, own, i + 1)
        reading.victims = own
        if number == TWO and not word.definite and entry.lemma not in ("وفاه",):
            reading.rule = "dual casualty noun"
            return
        if number == ONE:
            if word.definite or word.pronoun:
                reading.dropped = "label"
                return
            if entry.lemma in ("وفاه", "اصابه", "ضحيه"):
                reading.dropped = "no number"
                return
            if not governed and not (entry.lemma == "جثه" and i and tokens[i - 1].text in ("علي",)):
                reading.dropped = "no verb of happening"
                return
            reading.rule = "one casualty"
            return
        if entry.lemma == "اصابات" and not governed:
            reading.dropped = "no verb of happening"
            return
        if governed:
            reading.rule = "governed casualty noun"
        elif not word.definite and sentence.field.name == "title" and i <= 1:
            reading.rule = "casualty noun opens the title"
        elif not word.definite and (i == 0 or tokens[i - 1].text in ("*", "-", ":")):
            reading.rule = "casualty noun opens the sentence"
        elif not word.definite and word.conjunction and i and tokens[i - 1].tags & TRIGGER:
            reading.rule = "casualty noun beside another"
        elif (
            word.definite and word.conjunction and i and tokens[i - 1].tags & TRIGGER and self._governed(tokens, i - 1)
        ):
            reading.rule = "casualty noun beside another"
        elif self._relative_fall(tokens, i):
            reading.rule = "casualty noun that a relative clause tells of"
        elif entry.lemma == "جثث" and not word.definite and i and tokens[i - 1].tags & PREPOSITION:
            reading.rule = "bodies seen"
        else:
            reading.dropped = "points back or labels"
            return
        if own.end == i + 1:
            own.organisation = False
            reading.notes.append("bare")

    @staticmethod
    def _relative_fall(tokens: list[Token], i: int) -> bool:
        """"الضحايا المدنيين الذين سقطوا"."""
        for k in range(i + 1, min(len(tokens) - 1, i + 4)):
            if tokens[k].tags & RELATIVE:
                nxt = tokens[k + 1]
                return bool(nxt.tags & TRIGGER)
            if tokens[k].word is None or tokens[k].word.conjunction:
                return False
        return False

    def _share_before(self, reading: Reading) -> bool:
        """Whether a counted casualty noun shares its number with another ("عشرات القتلى والجرحى")."""
        tokens = reading.sentence.tokens
        i = reading.first
        for k in (i + 1, i - 1):
            if (
                0 <= k < len(tokens)
                and tokens[k].tags & TRIGGER
                and tokens[k].word is not None
                and k not in reading.sentence.quantities
            ):
                word = tokens[k].word
                if not any(entry.category == "casualty" for entry in word.entry.triggers):
                    continue
                if k == i + 1 and not word.conjunction:
                    continue
                if k == i - 1 and not (tokens[i].word is not None and tokens[i].word.conjunction):
                    continue
                if word.definite == (tokens[i].word is not None and tokens[i].word.definite):
                    if k == i + 1 and not word.definite:
                        # "12 قتيلا وجرحى": the second stands for itself
                        continue
                    return True
        return False

    def _total_after(self, grammar: SentenceGrammar, i: int) -> People | None:
        """ "عدد القتلى إلى 80", "حصيلة القتلى بلغت 40": the number after the noun."""
        tokens = grammar.tokens
        before = {token.text for token in tokens[max(0, i - 4) : i]}
        if not before & {
            "عدد",
            "العدد",
            "حصيله",
            "ارتفاع",
            "ارتفع",
            "اجمالي",
            "بعدد",
            "وعدد",
            "الحصيله",
            "الاجمالي",
            "اعداد",
            "ليرتفع",
            "يرتفع",
            "بلغ",
            "وصل",
            "ارتفعت",
        }:
            return None
        for k in range(i + 1, min(len(tokens), i + 9)):
            if k in grammar.sentence.quantities:
                quantity, end = grammar.sentence.quantities[k]
                if any(tokens[m].tags & TRIGGER and m not in (i,) for m in range(i + 1, min(end + 2, len(tokens)))):
                    return None  # the later noun carries the number
                if end < len(tokens) and tokens[end].tags & NO_PEOPLE:
                    return None
                return people_of.parse(grammar.sentence, k)
            if tokens[k].text in _HARD_STOPS:
                return None
        return None

    def _governed(self, tokens: list[Token], i: int) -> bool:
        for j in range(i - 1, max(-1, i - 6), -1):
            text = tokens[j].text
            word = tokens[j].word
            if text in _HARD_STOPS:
                return False
            bare = text[1:] if word is not None and word.conjunction else text
            core = word.core if word is not None else bare
            if bare in _HAPPENING or core in _HAPPENING or (bare[:1] in "بل" and bare[1:] in _HAPPENING):
                return True
            if tokens[j].tags & RELATIVE:
                return False
        return False

    @staticmethod
    def _zero(tokens: list[Token], i: int) -> bool:
        for j in range(i - 1, max(-1, i - 8), -1):
            text = tokens[j].text.lstrip("و")
            if text in _HARD_STOPS or tokens[j].tags & COMPLEMENTIZER:
                return False
            if text in ("دون", "بدون", "لم", "عدم", "بلا", "لا", "اي", "ايه", "غير") or text == "ولم":
                return text not in ("اي", "ايه", "غير") or _zero_further(tokens, j)
        return False

    def _fate(self, reading: Reading) -> None:
        """لقي X مصرعهم: the people stand between the verb and the noun, or before the verb."""
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        word = tokens[i].word
        if word is None or not word.pronoun:
            reading.dropped = "no split expression"
            return
        for j in range(i - 1, max(-1, i - 30), -1):
            text = tokens[j].text.lstrip("و")
            if text in ("لقي", "لقيت", "لقوا", "لقو", "يلقي", "تلقي", "لقيا", "يلقون", "ملاقاه", "فلقي", "كما"):
                if text == "كما":
                    continue
                between = grammar.after(j + 1) if j + 1 < i else None
                if between is not None and between.first < i:
                    reading.victims = between
                    reading.rule = "people between verb and fate"
                else:
                    person = "m3" if word.pronoun == "هم" else "m2" if word.pronoun == "هما" else "m1"
                    reading.victims = grammar.subject_before(j, person) or self._antecedent(reading.sentence, j, person)
                    reading.rule = "people before verb and fate"
                return
            if tokens[j].text in _HARD_STOPS:
                break
        wanted = {"هم": "m3", "هما": "m2", "ها": "f1"}.get(word.pronoun, "m1")
        reading.victims = grammar.subject_before(i, wanted) or self._antecedent(reading.sentence, i, wanted)
        if reading.victims is None:
            reading.dropped = "no people"

    def _participle(self, reading: Reading, entry: TriggerEntry) -> None:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        word = tokens[i].word
        assert word is not None
        head: People | None = None
        for phrase in grammar.phrases:
            if phrase.first <= i <= phrase.end and phrase.first < i:
                head = phrase
                if phrase.end > i and not phrase.names:
                    phrase.end = max(i, phrase.first + 1)
                break
        if head is None and i and tokens[i - 1].text in ('"', ")"):
            ends = [p for p in grammar.phrases if i - 2 <= p.end <= i]
            head = ends[-1] if ends else None
        if head is None and entry.kind == "defected":
            after = people_of.parse(reading.sentence, i) if tokens[i].tags & PEOPLE else None
            head = after
            if head is None and i + 1 < len(tokens) and tokens[i + 1].text == "عن":
                head = People(reading.sentence, i, i + 1, head=i, role="militant", definite=word.definite)
                people_of.set_number(head, ONE if word.text.endswith("ق") else MANY)
        reading.victims = head
        if head is None:
            reading.dropped = "no people"

    def _fall(self, reading: Reading, entry: TriggerEntry) -> None:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        i = reading.first
        after = people_of.parse(reading.sentence, grammar.skip_adverbials(i + 1), organisations=False)
        if after is not None:
            span = tokens[after.first : after.end + 2]
            if any(
                token.tags & TRIGGER
                and token.word is not None
                and any(e.category == "casualty" for e in token.word.entry.triggers)
                for token in span
            ):
                reading.dropped = "the casualty noun tells it"
                return
            if not after.counted and after.head is not None and not tokens[after.head].tags & PEOPLE:
                reading.dropped = "no people"
                return
            if after.number == ONE or (after.definite and not after.counted):
                reading.dropped = "no people"
                return
            reading.victims = after
            reading.rule = "people fell"
            return
        reading.dropped = "no people"

    # -- several words

    def _phrase(self, candidate: Candidate, phrase: PhraseEntry) -> Reading | None:
        tokens = candidate.sentence.tokens
        spans = self._match(tokens, candidate.index, phrase)
        if spans is None:
            return None
        first, last = spans[phrase.first][0], spans[phrase.last][1]
        reading = Reading(candidate.sentence, first, last, phrase.kind, "phrase", phrase, cause=phrase.cause)
        reason = self._negative(candidate.sentence, first, last)
        if reason is not None:
            reading.dropped = reason
            return reading
        end = spans[-1][1] + 1
        grammar = self.grammar(candidate.sentence)
        word = tokens[candidate.index].word
        if word is not None and word.preposition == "ل" and phrase.victims == "after":
            reading.dropped = "purpose, not event"
            return reading
        if phrase.victims == "none":
            if self._zero(tokens, first):
                reading.zero = True
            return reading
        if phrase.victims in ("after", "execution"):
            last_word = tokens[spans[-1][1]].word
            if (
                last_word is not None
                and last_word.pronoun
                and phrase.victims == "after"
                and last_word.core in ("حياه", "ارواح")
            ):
                reading.victims = self._antecedent(candidate.sentence, first, "m3")
            else:
                at = end
                if phrase.victims == "execution":
                    while at < len(tokens) and tokens[at].text in (
                        "قصاصا",
                        "تعزيرا",
                        "حدا",
                        "في",
                        "حد",
                        "بحق",
                        "الحرابه",
                        "ب",
                    ):
                        at += 1
                reading.victims = grammar.after(at)
                if reading.victims is None and at < len(tokens) and tokens[at].text in ("عليهم", "عليه", "عليها"):
                    reading.victims = self._antecedent(candidate.sentence, first, "m3")
            if reading.victims is not None and reading.victims.first > end + 6:
                reading.victims = None
        elif phrase.victims == "subject":
            person = self._person(tokens, spans)
            reading.victims = grammar.subject_before(candidate.index, person)
            if reading.victims is None and end < len(tokens):
                after = grammar.after(end)
                reading.victims = (
                    after if after is not None and not after.organisation or phrase.kind != "killed" else None
                )
            between = people_of.parse(candidate.sentence, candidate.index + 1)
            if between is not None and between.first < spans[-1][0]:
                reading.victims = between
            if reading.victims is None:
                reading.victims = self._antecedent(candidate.sentence, candidate.index, person)
        elif phrase.victims == "of":
            reading.victims = grammar.subject_before(first, "m3") or self._antecedent(candidate.sentence, first, "m3")
        if reading.victims is None:
            reading.dropped = "no people"
            return reading
        self._check(reading, phrase.flags)
        return reading

    @staticmethod
    def _person(tokens: list[Token], spans: list[tuple[int, int]]) -> str:
        text = tokens[spans[0][0]].text
        return "m3" if text.endswith(("وا", "ون")) else "f1" if text.endswith("ت") else "m1"

    @staticmethod
    def _match(tokens: list[Token], i: int, phrase: PhraseEntry) -> list[tuple[int, int]] | None:
        spans: list[tuple[int, int]] = []
        at = i
        gap = False
        for slot in phrase.slots:
            if not slot:
                gap = True
                continue
            found = None
            for k in range(at, min(len(tokens), at + (3 if gap else 1))):
                token = tokens[k]
                word = token.word
                forms = {token.text}
                if word is not None:
                    forms |= {
                        word.core,
                        word.text[len(word.conjunction) :],
                        word.text[len(word.conjunction) + len(word.preposition) :],
                    }
                    if word.text[:1] in "وفبل":
                        forms.add(word.text[1:])
                    if k > i:
                        forms -= {word.core} if word.preposition == "" and word.definite else set()
                if forms & slot:
                    found = k
                    break
            if found is None:
                # people may stand between the verb and its complement: "أودى الحادث بحياة 5"
                if spans and not gap and phrase.victims in ("after", "subject"):
                    for k in range(at, min(len(tokens), at + 5)):
                        token = tokens[k]
                        if token.text in slot:
                            found = k
                            break
                        if token.tags & (CONJUNCTION | COMPLEMENTIZER | RELATIVE) or token.text in _HARD_STOPS:
                            break
                if found is None:
                    return None
            spans.append((found, found))
            at = found + 1
            gap = False
        if len(spans) < len(phrase.slots):
            # slots that match any words carry no span of their own
            filled: list[tuple[int, int]] = []
            it = iter(spans)
            for slot in phrase.slots:
                filled.append(next(it) if slot else filled[-1])
            return filled
        return spans

    # -- checks that every reading passes

    def _check(self, reading: Reading, flags: frozenset[str]) -> None:
        victims = reading.victims
        tokens = reading.sentence.tokens
        self._modality(reading)
        if reading.dropped:
            return
        if victims is not None and victims.head is not None and victims.sentence is reading.sentence:
            head = tokens[victims.head].word
            if head is not None and head.tags & NO_PEOPLE and not head.tags & PEOPLE:
                reading.dropped = "not people"
                return
        if "people" in flags and victims is not None:
            if victims.organisation and "fighters" not in flags and reading.kind == "killed":
                reading.dropped = "an organisation, not people"
                return
        if "counted" in flags and (victims is None or not victims.counted) and not reading.zero:
            reading.dropped = "no number"
            return
        if "violent" in flags and not self._violence(reading):
            reading.dropped = "no violence, accident or disaster told"
            return
        if "captor" in flags and not self._captor(reading):
            reading.dropped = "no armed group or foreign force"
            return
        if "forces" in flags and not self._forces(reading):
            reading.dropped = "not members of a force, group or government"
            return
        if reading.kind in ("injured",) and self._illness(reading):
            reading.dropped = "illness"
            return

    def _modality(self, reading: Reading) -> None:
        tokens = reading.sentence.tokens
        i = reading.first
        table = lexicon().modality
        if (
            self._zero(tokens, i)
            and reading.kind in ("killed", "injured")
            and reading.rule not in ("verb", "fall")
            and not (isinstance(reading.entry, TriggerEntry) and reading.entry.category in ("verb", "fall"))
            and (reading.victims is None or not reading.victims.definite)
            and not reading.zero
        ):
            counted = reading.victims is not None and reading.victims.counted and reading.victims.precision != "vague"
            named = reading.victims is not None and (reading.victims.names or reading.victims.definite)
            if not counted and not named:
                reading.zero = True
        comma = False
        for j in range(i - 1, max(-1, i - 9), -1):
            token = tokens[j]
            if token.text in _HARD_STOPS:
                break
            word = token.word
            if word is None:
                if token.text == ",":
                    comma = True
                continue
            effect = next((table[form] for form in bare_forms(word) if form in table), None)
            if effect is None or i - j > effect[1] or (comma and effect[0] == "drop"):
                continue
            if effect[0] == "drop":
                reading.dropped = f"not said to have happened: {token.text}"
                return
            reading.assertion = effect[0]

    def _violence(self, reading: Reading) -> bool:
        text = reading.sentence.text
        if any(word in text for word in _ILLNESS):
            return False
        if any(word in text for word in _VIOLENT if word):
            return True
        if self._violent is None:
            title = self.document.title.text
            body = self.document.body.text
            self._violent = any(word in title for word in _VIOLENT) and not any(
                word in title + body[:1500] for word in _ILLNESS
            )
        return self._violent

    def _illness(self, reading: Reading) -> bool:
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

    def _captor(self, reading: Reading) -> bool:
        grammar = self.grammar(reading.sentence)
        tokens = grammar.tokens
        victims = reading.victims
        inside = (
            range(victims.first, victims.end)
            if victims is not None and victims.sentence is reading.sentence
            else range(0)
        )
        if any(
            token.text in ("الشرطه", "شرطه", "النيابه", "المباحث", "وزاره", "قضائيه", "المحكمه") for token in tokens
        ):
            return False
        for j, token in enumerate(tokens):
            word = token.word
            if j in inside or word is None or j > reading.last + 25:
                continue
            if token.text in _CAPTORS or word.core in _CAPTORS or ("ال" + word.core) in _CAPTORS:
                return True
        return False

    def _nearest_organisation(self, reading: Reading) -> People | None:
        found: People | None = None
        for phrase in self.grammar(reading.sentence).phrases:
            if phrase is reading.victims or not (phrase.organisation or phrase.role == "militant"):
                continue
            if reading.victims is not None and phrase.first < reading.victims.end and reading.victims.first < phrase.end and phrase.sentence is reading.victims.sentence:
                continue
            if phrase.end <= reading.first:
                found = phrase
        return found

    def _forces(self, reading: Reading) -> bool:
        victims = reading.victims
        if victims is None:
            return False
        if victims.organisation:
            return victims.role != "unknown" or True
        words = [token.word for token in victims.sentence.tokens[victims.first : victims.end] if token.word is not None]
        if any(word.entry.lemma in _CRIMINALS for word in words[:2]):
            return any(
                word.tags & ORGANISATION or word.entry.role in ("militant", "military") and word.tags & PEOPLE
                for word in words[1:]
            )
        if victims.role in ("military", "militant", "official", "security", "member"):
            return True
        return any(word.tags & ORGANISATION or word.core in ("حوثي", "حوثيين") for word in words)

    def _antecedent(self, sentence: Sentence, i: int, person: str) -> People | None:
        """The people a pronoun stands for: the nearest before it that agree in number, in this sentence or the two before."""
        number = {"1": ONE, "2": TWO, "3": MANY}.get(person[1:2], 0)
        for back in range(3):
            if sentence.index - back < 0:
                break
            earlier = sentence.field.sentences[sentence.index - back]
            for phrase in reversed(self.grammar(earlier).phrases):
                if back == 0 and phrase.end > i:
                    continue
                if number == TWO and phrase.two_or_many:
                    people_of.set_number(phrase, TWO)
                if phrase.number == number or (phrase.organisation and number != TWO):
                    if phrase.organisation and number == ONE:
                        continue
                    return phrase
        return None


def _zero_further(tokens: list[Token], j: int) -> bool:
    return any(
        tokens[k].text.lstrip("و") in ("دون", "بدون", "لم", "عدم", "بلا", "لا") or tokens[k].tags & NEGATION
        for k in range(max(0, j - 6), j)
    )
