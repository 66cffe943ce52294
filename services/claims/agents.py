"""Who did it (`by`), whom the people belong to (`side`).

An actor is an organisation, a force, a state or a group of armed people. Its words are found by the same phrase grammar as
the victims'. A word that looks back (التنظيم) is replaced by the name it stands for where the paragraph has it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from services.actors import registry
from services.claims.frames import Reader
from services.claims.lexicon import NAME, NISBA, ORGANISATION, PEOPLE, TITLE, lexicon, word_group, word_set
from services.claims.people import People, gender_agrees, parse, prefix_length
from services.claims.people_phrase import FIGHTERS, FORCE
from services.claims.reading import Reading
from services.claims.sentence_grammar import HARD_STOPS
from services.claims.tokens import Document, Field, Sentence, Token
from services.claims.words import Word
from services.claims.words import word as analysis_of

Span = tuple[Field, int, int]
_HANDS = frozenset(("يد", "ايدي", "ايادي", "بيد", "بايدي"))
_WEAPONS = frozenset(("رصاص", "نيران", "صواريخ", "قذائف", "سلاح"))
_REMEMBERED = 200_000
_REACH_OF_JOINING = 16  # words behind the trigger within which a party that is joined is told
_JOINING = ("انضم", "انضام", "التحق", "التحاق", "بايع", "مبايع", "ولاء", "يبايع")
_JOINING_NOUNS = ("انضمام", "التحاق", "مبايع", "ولاء")
_LONGEST_NAME = 8  # tokens
_THEIR_RANKS = frozenset(("صفوفها", "صفوفهم", "صفوفه"))
_TOWARDS = ("الي", "لصالح", "لدي", "امام", "ب", "لصفوف", "بصفوف")
_REBELS = word_set("rebels")
_ANAPHORS = word_group("organisation that looks back")
_PART_OF_NAME = word_set("part_of_name")


class _Strikes(dict[Word, bool]):
    """Whether a word is a verb of striking or of carrying out an attack. Remembered."""

    def __missing__(self, word: Word) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        bare = word.text[len(word.conjunction) :]
        answer = self[word] = lexicon().attacks.get(bare) in ("strike", "carry")
        return answer


_STRIKES = _Strikes()


@lru_cache(maxsize=4096)
def _names(head: str, epithet: str) -> bool:
    """Whether folded words are a party's name of their own: "الميليشيات الحوثية", not "التنظيم الإرهابي"."""
    known = registry().find(epithet, folded=epithet) or registry().find(f"{head} {epithet}", folded=f"{head} {epithet}")
    return known is not None


def _named_behind(tokens: list[Token], k: int, end: int) -> bool:
    """Whether the word behind the noun at `k`, before token `end`, makes it a name."""
    return k + 1 < end and tokens[k + 1].word is not None and _names(tokens[k].text, tokens[k + 1].text)


class _Marks(dict[str, bool]):
    """Whether a token text may be one of the marks that `Agents` looks for, wherever it stands. Remembered."""

    def __missing__(self, text: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        answer = False
        if text[0].isalpha():
            analysis = analysis_of(text)
            table = lexicon().attacks
            answer = (
                text in _HANDS
                or text in ("قبل", "مع", "وبين", "ضد")
                or (analysis.preposition == "ب" and analysis.core in _WEAPONS)
                or table.get(text) in ("carry", "attack")
                or table.get(analysis.core) == "attack"
            )
        self[text] = answer
        return answer


_MARKS = _Marks()


class Agents:
    """Finds perpetrators and sides for the readings of one document."""

    def __init__(self, document: Document, reader: Reader) -> None:
        self.document = document
        self.reader = reader
        self.candidates: dict[tuple[str, int], list[Any]] = {}  # of `choices.actors`, by sentence
        self._names: dict[tuple[str, int, int], Span | None] = {}  # that words like التنظيم stand for

    # -- by

    def by(self, reading: Reading) -> Span | None:
        """The words for who did it; for a defection, whom they join or surrender to."""
        if reading.kind in ("defected", "fled", "surrendered"):
            return self._joined(reading)
        if reading.agent is not None and reading.agent is not reading.victims:
            return self.actor_span(reading.agent)
        found = self._marked(reading)
        if found is None:
            found = self._attacker(reading)
        return found

    def _joined(self, reading: Reading) -> Span | None:
        """Whom the people join or surrender to: behind the trigger where it says so itself, else behind a word of joining."""
        sentence = reading.sentence
        tokens = sentence.tokens
        victims = reading.victims
        start = reading.last + 1
        if victims is not None and victims.sentence is sentence:
            start = max(start, victims.end)
        flags = reading.entry.flags if reading.entry is not None else frozenset()
        told = reading.kind == "surrendered" or "joins" in flags
        for k in range(start, min(len(tokens), start + _REACH_OF_JOINING)):
            word = tokens[k].word
            if tokens[k].text in HARD_STOPS:
                return None
            if word is None:
                continue
            bare = word.text.removeprefix("و")
            if bare.startswith(_JOINING):
                told = told or reading.kind != "fled" or not bare.startswith(_JOINING_NOUNS)
                continue
            if not told:
                continue
            if (tokens[k].text in _TOWARDS or word.preposition in ("ل", "ب")) and (
                party := self._party_joined(reading, k if word.preposition else k + 1)
            ) is not None:
                return party
            if tokens[k - 1].text.removeprefix("و").startswith(("بايع", "يبايع", "مبايع")):
                party = self._party_joined(reading, k)
                if party is not None:
                    return party
        return None

    def _party_joined(self, reading: Reading, k: int) -> Span | None:
        """The organisation, or the rebels, that the words at `k` name."""
        sentence = reading.sentence
        tokens = sentence.tokens
        if k < len(tokens) and tokens[k].text in _THEIR_RANKS:
            # "أعلنت الجبهة انشقاق 30 جنديا وانضمامهم إلى صفوفها"
            teller = next((p for p in self.reader.grammar(sentence).phrases if p.organisation), None)
            return self.actor_span(teller) if teller is not None and teller.end <= reading.first else None
        if k < len(tokens) and tokens[k].text in ("صفوف", "لصفوف", "بصفوف", "جانب"):
            k += 1
        found = parse(sentence, k) if k < len(tokens) else None
        if found is not None and (found.organisation or found.role in FORCE):
            return self.actor_span(found)
        word = tokens[k].word if k < len(tokens) else None
        if word is not None and word.definite and word.core in _REBELS:
            return (sentence.field, tokens[k].start + prefix_length(word), tokens[k].end)
        return None

    def _marked(self, reading: Reading) -> Span | None:
        """Behind a mark: على يد، من قبل، برصاص، قصف ل، هجوم شنه."""
        sentence = reading.sentence
        tokens = sentence.tokens
        table = lexicon().attacks
        options: list[tuple[int, People]] = []
        for k in [k for k, token in enumerate(tokens) if _MARKS[token.text]]:
            token = tokens[k]
            word = token.word
            if word is None or k == reading.first:
                continue
            found: People | None = None
            following = tokens[k + 1].text if k + 1 < len(tokens) else ""
            if (
                token.text in _HANDS
                or (token.text == "قبل" and k and tokens[k - 1].text == "من")
                or (word.preposition == "ب" and word.core in _WEAPONS)
            ):
                found = parse(sentence, k + 1)
            elif table.get(token.text) == "carry":
                found = parse(sentence, self.reader.grammar(sentence).skip_adverbials(k + 1))
            elif "attack" in (table.get(word.core), table.get(token.text)):
                at = k + 1
                while at < len(tokens) and at <= k + 3:
                    between = tokens[at].word
                    if (
                        between is None
                        or between.preposition
                        or between.tags & (PEOPLE | ORGANISATION)
                        or between.text in ("من", "علي", "في")
                    ):
                        break
                    at += 1
                nxt = tokens[at].word if at < len(tokens) else None
                if nxt is not None:
                    if nxt.preposition == "ل" or (nxt.tags & ORGANISATION and not nxt.preposition):
                        found = parse(sentence, at)
                    elif tokens[at].text == "من" and following:
                        found = parse(sentence, at + 1)
            elif token.text in ("مع", "وبين", "ضد") and any(
                table.get(t.text.removeprefix("ال")) == "fight" for t in tokens[max(0, k - 6) : k]
            ):
                found = parse(sentence, k + 1)
            if found is not None and (found.organisation or found.role in FORCE) and found is not reading.victims:
                if (
                    reading.victims is not None
                    and reading.victims.sentence is sentence
                    and found.first >= reading.victims.first
                    and found.end <= reading.victims.end
                ):
                    continue
                options.append((k, found))
        if not options:
            return None
        near = min(options, key=lambda item: abs(item[0] - reading.first) + (0 if item[0] > reading.first else 6))
        return self.actor_span(near[1])

    def _attacker(self, reading: Reading) -> Span | None:
        """The subject of a verb of striking in the sentence ("قصفت طائرات … ما أدى إلى مقتل")."""
        sentence = reading.sentence
        tokens = sentence.tokens
        best: People | None = None
        for k in range(reading.first - 1, -1, -1):
            word = tokens[k].word
            if word is None:
                continue
            if _STRIKES[word]:
                after = parse(sentence, k + 1)
                if (
                    after is not None
                    and (after.organisation or after.role in ("militant", "military"))
                    and not after.counted
                ):
                    best = after
                else:
                    best = self.reader.grammar(sentence).subject_before(k, "m1")
                forceful = best is not None and (best.organisation or best.role in FORCE)
                if best is not None and forceful and (reading.victims is None or best is not reading.victims):
                    return self.actor_span(best)
        return None

    # -- side

    def side(self, reading: Reading, role: str) -> Span | None:
        """The organisation or state the people belong to, or leave."""
        victims = reading.victims
        if role in ("civilian", "media", "medical", "aid"):
            return None
        if victims is not None:
            inside = self.organisation_in(victims.sentence, victims.first, victims.end, victims)
            if inside is not None:
                return inside
        after = self.membership(reading)
        if after is not None:
            return after
        if role not in ("militant", "military", "security", "official"):
            return None
        if victims is not None:
            adjective = self._nationality(victims, role)
            if adjective is not None:
                return adjective
        return self._around(reading, role)

    def left(self, reading: Reading) -> Span | None:
        """The side that the sentence says is left: "انشق عن X", "هرب من صفوف X". None where it is not told so."""
        sentence = reading.sentence
        tokens = sentence.tokens
        victims = reading.victims
        start = reading.first + 1
        if victims is not None and victims.sentence is sentence and victims.first <= start + 3:
            start = max(start, victims.end)
        for k in range(start, min(len(tokens) - 1, start + 6)):
            if tokens[k].text in HARD_STOPS:
                return None
            if tokens[k].text == "صفوف" or (
                reading.kind == "defected" and tokens[k].text in ("عن", "من", "علي") and tokens[k + 1].text != "صفوف"
            ):
                at = k + 1
            else:
                continue
            found = parse(sentence, at)
            if found is not None and found.organisation:
                if tokens[found.first].text in _ANAPHORS and victims is not None and victims.sentence is sentence:
                    return self._named_before(sentence, victims.first) or self.actor_span(found)
                return self.organisation_in(sentence, found.first, found.end, None) or self.actor_span(found)
            if tokens[at].tags & ORGANISATION:
                return self.organisation_in(sentence, at, at + 1, None)  # "طالبان" is also two students
            if reading.kind == "defected":
                return None
        return None

    def organisation_in(self, sentence: Sentence, first: int, end: int, victims: People | None) -> Span | None:
        tokens = sentence.tokens
        for k in range(first, end):
            token = tokens[k]
            word = token.word
            if word is None or not word.tags & ORGANISATION or (word.entry.lemma in ("صفوف",)):
                continue
            if word.tags & TITLE and k + 1 < len(tokens) and tokens[k + 1].tags & NAME:
                continue  # "اللواء نبيل"
            if word.entry.organisation == "group" and not word.pronoun:
                continue
            if (token.text in _ANAPHORS and not _named_behind(tokens, k, end)) or word.pronoun:
                named = self._named_before(sentence, k)
                if named is not None:
                    return named
            start = token.start + prefix_length(word)
            last = k
            names = {opening for opening, _ in victims.names} if victims is not None else set()
            for m in range(k + 1, end):
                if tokens[m].text == "من" and not tokens[m - 1].tags & ORGANISATION:
                    break
                inner = tokens[m].word
                if m in names or (
                    inner is not None
                    and inner.conjunction
                    and inner.pronoun
                    and inner.tags & PEOPLE
                    and not inner.tags & ORGANISATION
                ):
                    break  # "الحوثي أبو حرب", "قائد الفرقة وضباطه"
                last = m
            stop = tokens[last].end
            if tokens[last].text in ('"', "'") and last > k:
                stop = tokens[last].end
            name = self._inner_name(sentence, k, last)
            if name is not None:
                return name
            return (sentence.field, start, stop)
        if victims is not None and victims.head is not None:
            word = tokens[victims.head].word
            if (word is not None and word.core.startswith(("حوثي", "داعشي", "طالبان"))) or (
                word is not None and word.entry.lemma in ("حوثي", "داعشي")
            ):
                stem = "الحوثي" if word.entry.lemma == "حوثي" else "داعش"
                return self._find_text(
                    sentence, ("الحوثيين", "الحوثيون", "الحوثي") if stem == "الحوثي" else ("داعش",)
                ) or (sentence.field, tokens[victims.head].start, tokens[victims.head].end)
        return None

    def _inner_name(self, sentence: Sentence, first: int, last: int) -> Span | None:
        """The name inside quotation marks or behind تنظيم: داعش."""
        tokens = sentence.tokens
        for k in range(first, last + 1):
            word = tokens[k].word
            if word is not None and word.tags & ORGANISATION and word.core == "داعش":
                return (sentence.field, tokens[k].start + prefix_length(word), tokens[k].end)
        return None

    def membership(self, reading: Reading) -> Span | None:
        """في صفوف X, من X, عن X (for who leaves), تابع ل X."""
        sentence = reading.sentence
        tokens = sentence.tokens
        start = reading.last + 1
        if reading.victims is not None and reading.victims.sentence is sentence:
            start = max(start, reading.victims.end)
        for k in range(start, min(len(tokens) - 1, start + 10)):
            text = tokens[k].text
            if text in (".", ";"):
                break
            at = None
            if text == "صفوف":
                at = k + 1
            elif text == "صفوفهم" or text == "صفوفها":
                return self._named_before(sentence, k)
            elif (text == "عن" and reading.kind == "defected" and k <= start + 2) or (
                text == "من" and reading.kind in ("defected",) and k <= start + 2
            ):
                at = k + 1
            if at is not None:
                found = parse(sentence, at)
                if found is not None and (found.organisation or found.role in ("militant", "military")):
                    inner = self.organisation_in(sentence, found.first, found.end, None)
                    return inner or self.actor_span(found)
        return None

    def of_them(self, reading: Reading) -> People | None:
        """Those of whom the people are a part by a pronoun: "توفي أحدهما", "قتل العشرات منهم"."""
        victims = reading.victims
        if victims is None or not victims.pronoun:
            return None
        sentence = victims.sentence
        last = sentence.tokens[victims.end - 1].text
        if not last.endswith(("هم", "هما", "هن")):
            return None
        return self.reader.antecedent(sentence, victims.first, "m2" if last.endswith("هما") else "m3", "هم")

    def struck(self, reading: Reading) -> str | None:
        """The role of the people whom the sentence tells of last before a victim told by number alone, not of who did it. None where
        a noun tells who the victims are."""
        victims = reading.victims
        if victims is not None and victims.head is not None and not victims.other:
            return None
        first = reading.first
        if victims is not None and victims.sentence is reading.sentence:
            first = min(first, victims.first)
        for phrase in reversed(self.reader.grammar(reading.sentence).phrases):
            if phrase.end <= first and phrase is not reading.agent and not phrase.names and phrase.role != "unknown":
                return phrase.role
        return None

    def _nationality(self, victims: People, role: str) -> Span | None:
        tokens = victims.sentence.tokens
        for k in range(victims.first, victims.end):
            word = tokens[k].word
            if word is None or k == victims.head:
                continue
            if (
                word.tags & PEOPLE
                and word.entry.role == "civilian"
                and word.core.endswith(("ي", "يين", "يا", "يه", "ان", "افغان"))
            ) or (word.tags & NISBA and role == "military"):
                return (victims.sentence.field, tokens[k].start, tokens[k].end)
        return None

    def _around(self, reading: Reading, role: str) -> Span | None:
        """The nearest organisation of the victims' role, in the sentence or the ones before, not the one that did it."""
        sentence = reading.sentence
        agent = reading.agent
        for back in range(3):
            at = sentence.index - back
            if at < 0:
                break
            earlier = sentence.field.sentences[at]
            options = []
            for phrase in self.reader.grammar(earlier).phrases:
                if not phrase.organisation or phrase is agent:
                    continue
                head = earlier.tokens[phrase.head].word if phrase.head is not None else None
                if head is None or head.entry.organisation in ("air", "group"):
                    continue
                if head.entry.role == role:
                    options.append(phrase)
            if options:
                chosen = options[-1]
                return self.organisation_in(earlier, chosen.first, chosen.end, None) or self.actor_span(chosen)
        for field in (self.document.title, self.document.body):
            for other in field.sentences[:3]:
                for phrase in self.reader.grammar(other).phrases:
                    if phrase.organisation and phrase is not agent and phrase.head is not None:
                        head = other.tokens[phrase.head].word
                        if (
                            head is not None
                            and head.entry.role == role
                            and head.entry.organisation not in ("air", "group")
                        ):
                            return self.organisation_in(other, phrase.first, phrase.end, None) or self.actor_span(
                                phrase
                            )
        return None

    # -- names

    def actor_span(self, phrase: People) -> Span:
        tokens = phrase.sentence.tokens
        head = tokens[phrase.head].word if phrase.head is not None else None
        if head is not None and head.pronoun and head.tags & (PEOPLE | ORGANISATION) and head.entry.role in FIGHTERS:
            owner = self._owner(phrase)
            if owner is not None:
                return self.actor_span(owner)  # "إن مقاتليها قتلوا"
        if phrase.end == phrase.first + 1 and tokens[phrase.first].text.lstrip("و") in _ANAPHORS:
            named = self._named_before(phrase.sentence, phrase.first)
            if named is not None:
                return named
        start, end = phrase.span()
        opening = next((first for first, _ in phrase.names if first > phrase.first), None)
        if phrase.organisation and opening is not None:
            end = tokens[opening - 1].end  # "الجيش الليبي أحمد المسماري": the name belongs to its speaker
        return (phrase.sentence.field, start, end)

    def _owner(self, phrase: People) -> People | None:
        """Whose fighters the phrase names by a pronoun: the last organisation before it in its sentence that agrees with it."""
        own = phrase.sentence.tokens[phrase.head].word if phrase.head is not None else None
        pronoun = own.pronoun if own is not None else ""
        for other in reversed(self.reader.grammar(phrase.sentence).phrases):
            if other.end > phrase.first or not other.organisation or other.head is None:
                continue
            head = other.sentence.tokens[other.head].word
            if head is not None and not head.pronoun and gender_agrees(other, pronoun):
                return other
        return None

    def _named_before(self, sentence: Sentence, k: int) -> Span | None:
        """The organisation's name that a word like التنظيم stands for: the last one named before, of the same role. A word that is part
        of the name itself ("المقاومة") stands for none that does not begin with it."""
        key = (sentence.field.name, sentence.index, k)
        if key not in self._names:
            self._names[key] = self._find_name_before(sentence, k)
        return self._names[key]

    def _find_name_before(self, sentence: Sentence, k: int) -> Span | None:
        anaphor = sentence.tokens[k].word
        role = anaphor.entry.role if anaphor is not None else "unknown"
        if anaphor is not None and anaphor.core in _PART_OF_NAME:
            return self._begins_with(sentence, k, anaphor.core)
        if anaphor is not None and (same := self._same_head_before(sentence, k, anaphor.core, role)) is not None:
            return same
        for back in range(4):
            at = sentence.index - back
            if at < 0:
                break
            earlier = sentence.field.sentences[at]
            for phrase in reversed(self.reader.grammar(earlier).phrases):
                if not phrase.organisation or (back == 0 and phrase.end > k):
                    continue
                name = _party_name(phrase, role)
                if name is not None:
                    return (earlier.field, *name)
                if phrase.end - phrase.first > 1 and role in ("unknown", phrase.role):
                    return (earlier.field, *phrase.span())
        if sentence.field.name == "body":
            for other in self.document.title.sentences:
                for phrase in self.reader.grammar(other).phrases:
                    if phrase.organisation and phrase.role == role:
                        start, end = phrase.span()
                        return (other.field, start, end)
        return None

    def _same_head_before(self, sentence: Sentence, k: int, core: str, role: str) -> Span | None:
        """The last party before token `k` whose name has the noun in front: "تنظيم داعش" of "التنظيم", whoever stands between."""
        for at in range(sentence.index, max(-1, sentence.index - 4), -1):
            earlier = sentence.field.sentences[at]
            for m in range((k if at == sentence.index else len(earlier.tokens)) - 1, -1, -1):
                head = earlier.tokens[m].word
                if head is None or head.core != core or head.definite or not head.tags & ORGANISATION:
                    continue
                party = parse(earlier, m)
                if party is not None and party.organisation and 1 < party.end - party.first < _LONGEST_NAME:
                    return (earlier.field, *(_party_name(party, role) or party.span()))
        return None

    def _begins_with(self, sentence: Sentence, k: int, core: str) -> Span | None:
        """The last longer name before token `k` that begins with the noun: "المقاومة الشعبية" of "المقاومة"."""
        for back in range(4):
            at = sentence.index - back
            if at < 0:
                break
            earlier = sentence.field.sentences[at]
            for phrase in reversed(self.reader.grammar(earlier).phrases):
                if not phrase.organisation or phrase.counted or (back == 0 and phrase.end > k):
                    continue
                head = earlier.tokens[phrase.first].word
                if head is not None and head.core == core and head.definite and phrase.end - phrase.first > 1:
                    start, end = phrase.span()
                    return (earlier.field, start, end)
        return None

    def _find_text(self, sentence: Sentence, options: tuple[str, ...]) -> Span | None:
        for field in (sentence.field, self.document.body, self.document.title):
            for option in options:
                at = field.text.find(option)
                if at >= 0:
                    return (field, at, at + len(option))
        return None


def _party_name(phrase: People, role: str) -> tuple[int, int] | None:
    """The party of that role named in the phrase, the first of several: "مليشيات الحوثي وصالح", "جماعة بوكو حرام"."""
    tokens = phrase.sentence.tokens
    start = None
    for k in range(phrase.first, phrase.end):
        word = tokens[k].word
        if word is None:
            break
        party = bool(word.tags & ORGANISATION) and word.entry.organisation == "name"
        named = party and role in ("unknown", word.entry.role, "militant")
        if named and (start is None or not word.conjunction):
            start = tokens[k].start + prefix_length(word) if start is None else start
            end = tokens[k].end
        elif start is not None:
            break
    return None if start is None else (start, end)
