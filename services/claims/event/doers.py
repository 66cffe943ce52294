"""Who did it by the rules: the agent that the trigger was read with, else who stands behind a mark ("على يد مسلحين", "برصاص الجيش",
"قصف للنظام"), else the subject of a verb of striking before it ("قصفت طائرات … ما أدى إلى مقتل")."""

from __future__ import annotations

from services.claims.event.agents import Agents, Span
from services.claims.event.joining import joined
from services.claims.lexicon import ORGANISATION, PEOPLE, lexicon
from services.claims.people_phrases.people import People, parse
from services.claims.reading import Reading
from services.claims.text.words import Word
from services.claims.text.words import word as analysis_of

_HANDS = frozenset(("يد", "ايدي", "ايادي", "بيد", "بايدي"))
_WEAPONS = frozenset(("رصاص", "نيران", "صواريخ", "قذايف", "سلاح"))
_REMEMBERED = 200_000


class _Strikes(dict[Word, bool]):
    """Whether a word is a verb of striking or of carrying out an attack. Remembered."""

    def __missing__(self, word: Word) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        bare = word.text[len(word.conjunction) :]
        answer = self[word] = lexicon().attacks.get(bare) in ("strike", "carry")
        return answer


_STRIKES = _Strikes()


class _Marks(dict[str, bool]):
    """Whether a token text may be one of the marks behind which who did it stands, wherever it stands. Remembered."""

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


def who_did_it(agents: Agents, reading: Reading) -> Span | None:
    """The words for who did it; for a defection, whom they join or surrender to."""
    if reading.kind in ("defected", "fled", "surrendered"):
        return joined(agents, reading)
    if reading.agent is not None and reading.agent is not reading.victims:
        return agents.actor_span(reading.agent)
    found = _marked(agents, reading)
    if found is None:
        found = _attacker(agents, reading)
    return found


def _marked(agents: Agents, reading: Reading) -> Span | None:
    """Who stands behind the mark nearest to the trigger: "على يد مسلحين", "من قبل الجيش", "هجوم شنه التنظيم", "اشتباكات مع قوات"."""
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
            found = parse(sentence, agents.reader.grammar(sentence).skip_adverbials(k + 1))
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
        if found is not None and found.forceful and found is not reading.victims:
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
    return agents.actor_span(near[1])


def _attacker(agents: Agents, reading: Reading) -> Span | None:
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
                best = agents.reader.grammar(sentence).subject_before(k, "m1")
            if best is not None and best.forceful and (reading.victims is None or best is not reading.victims):
                return agents.actor_span(best)
    return None
