"""Candidates for the fields that are one of a fixed list: role, cause, scope. Each value is an option with its features."""

from __future__ import annotations

from functools import lru_cache

from services.arabic.dates import DateMention
from services.claims.choices.option import Features, Labels
from services.claims.choices.surroundings import around, bucket, to_trigger, words_round
from services.claims.event.circumstances import Circumstances
from services.claims.event.scope import LONG_SPAN, TOTAL
from services.claims.lexicon import ORGANISATION, PEOPLE, TITLE, VERB, word_group, word_set
from services.claims.reading import Reading
from services.claims.text.words import one_of, word

ROLES = ("civilian", "military", "security", "militant", "official", "media", "medical", "aid", "mixed", "unknown")
CAUSES = (
    "airstrike",
    "shelling",
    "clash",
    "bombing",
    "shooting",
    "execution",
    "assassination",
    "stabbing",
    "accident",
    "disaster",
    "other",
    "unknown",
)
SCOPES = ("event", "cumulative")
_SUBSET_CIVILIANS = word_group("civilians among victims")


def role_options(
    reading: Reading,
    *,
    previous: str | None,
    same_sentence: str | None,
    cause: str | None,
    by: str | None,
    twin: str | None,
    owner: str | None,
    of_them: str | None,
    struck: str | None,
    words: list[str],
) -> Labels:
    """One option a role of `ROLES`.

    previous: role of the claim before; same_sentence: of one of the same sentence; twin: of one with the same number or name; owner: of
    whom the people are ("8 من عناصرها"); of_them: of those they are part of ("أحدهما"); struck: of the people told last before them
    ("قصف مجموعة من المواطنين فاستشهد اثنان"); words: those near the trigger.
    """
    victims = reading.victims
    facts = [f"cause={cause}", f"kind={reading.kind}", f"by={by is not None}"]
    heard: set[str] = set()
    own = "none"
    if victims is not None:
        own = victims.role
        facts.append(f"other={victims.other}")
        facts.append(f"counted={victims.counted}")
        if victims.names:
            facts.append("named")
        tokens = victims.sentence.tokens
        head = tokens[victims.head].word if victims.head is not None else None
        if head is not None and head.entry.lemma in (
            "شخص",
            "قتيل",
            "جريح",
            "ضحيه",
            "مصاب",
            "شهيد",
            "شاب",
            "جثه",
            "عنصر",
        ):
            facts.append(f"head={head.entry.lemma}")
        for k in range(victims.first, min(len(tokens), victims.end)):
            if tokens[k].tags & ORGANISATION and tokens[k].word is not None and k != victims.head:
                heard.add(tokens[k].word.entry.role)  # type: ignore[union-attr]
        for token in tokens[victims.end : victims.end + 14]:
            bare = token.text.removeprefix("و").removeprefix("ال")
            if token.text in _SUBSET_CIVILIANS or bare in _SUBSET_CIVILIANS:
                facts.append("subset of civilians")
                break
        facts += [f"in people={core}" for core in words_round(victims.sentence, victims.first, victims.end + 2, 0)]
    else:
        facts.append("nobody")
    facts += [f"word={core}" for core in words]
    same = previous if same_sentence is None else same_sentence
    others: set[str] = set()
    for token in reading.sentence.tokens:
        if token.tags & (PEOPLE | TITLE | ORGANISATION) and token.word is not None:
            others.add(token.word.entry.role)
    is_open = own in ("unknown", "none", "member")
    inside = "+".join(sorted(heard))
    other = bool(victims and victims.other)
    options: list[Features] = []
    for role in ROLES:
        features = [*_of_role(role, own)]
        if is_open:
            features += _of_open_role(
                role,
                cause,
                role == same_sentence,
                role == previous,
                None if owner is None else role == owner,
                None if struck is None else role == struck,
                None if of_them is None else role == of_them,
                None if twin is None else role == twin,
                role == same,
                other,
                role in heard,
                role in others,
                inside,
            )
        options.append(features)
    return Labels(ROLES, options, facts)


@lru_cache(maxsize=256)
def _of_role(role: str, own: str) -> tuple[str, ...]:
    return role, f"{role}|own={own}", f"own={role == own}"


@lru_cache(maxsize=16_384)
def _of_open_role(
    role: str,
    cause: str | None,
    same_sentence: bool,
    previous: bool,
    owner: bool | None,
    struck: bool | None,
    of_them: bool | None,
    twin: bool | None,
    near: bool,
    other: bool,
    heard: bool,
    in_sentence: bool,
    inside: str,
) -> tuple[str, ...]:
    """The features of a role where the noun leaves it open: which of those known have it (None: there is no such). Remembered: claims
    differ in few facts. inside: the roles of the organisations among the victims."""
    features = [f"{role}|own open", f"{role}|open:cause={cause}"]
    features.append(f"open:same sentence={same_sentence}")
    features.append(f"open:previous={previous}")
    for name, equal in (("owner", owner), ("struck", struck), ("of them", of_them), ("twin", twin)):
        if equal is not None:
            features.append(f"open:{name}={equal}")
    features.append(f"open:near={near}:other={other}")
    features.append(f"open:organisation inside={heard}")
    features.append(f"open:sentence={in_sentence}:{role}")
    if inside:
        features.append(f"{role}|heard={inside}")
    return tuple(features)


_LINKS = frozenset(("في", "اثر", "جراء", "نتيجه", "بسبب", "خلال", "عقب", "بعد", "بواسطه", "من"))


def _doer(by: str | None) -> str:
    """What kind of actor the folded words `by` name."""
    if not by:
        return "none"
    tags = 0
    for text in by.split():
        if not text[0].isalpha():
            continue
        analysis = word(text)
        if analysis.entry.organisation == "air":
            return "air"
        tags |= analysis.tags
    return "organisation" if tags & ORGANISATION else "people" if tags & PEOPLE else "other"


def cause_options(
    reading: Reading,
    circumstances: Circumstances,
    *,
    previous: str | None,
    same_sentence: str | None,
    twin: str | None,
    by: str | None,
    words: list[str],
) -> Labels:
    """One option a cause of `CAUSES`. `previous`: cause of the claim before; `same_sentence`: of one of the same sentence; `twin`: of
    one with the same number or name; `by`: folded words of who did it; `words`: those near the trigger."""
    sentence = reading.sentence
    near: dict[str, int] = {}
    heard: dict[str, set[str]] = {}
    strongest: tuple[float, str] | None = None
    for other, relation in around(circumstances.document, sentence, 2, 1):
        for i, cause, weight in circumstances.causes_in(other):
            strength = "strong" if weight >= 7 else "middle" if weight >= 4 else "weak"
            heard.setdefault(cause, set()).add(f"{relation}:{strength}")
            if relation == "same":
                distance = abs(i - reading.first)
                if cause not in near or distance < near[cause]:
                    near[cause] = distance
                side = "after" if i > reading.first else "before"
                heard[cause].add(f"same:{side}:{bucket(distance)}")
                heard[cause].add(f"same:{side}:{strength}")
                if side == "after" and _linked(reading, i):
                    heard[cause].add(f"same:linked:{strength}")
                if side == "before" and (tie := _brought_about(reading, i)) is not None:
                    heard[cause].add(f"same:{tie}:{strength}")
                score = weight - distance / 6
                if strongest is None or score > strongest[0]:
                    strongest = (score, cause)
    if sentence.field.name == "title":
        for n, other in enumerate(circumstances.document.body.sentences[:3]):
            for _, cause, weight in circumstances.causes_in(other):
                heard.setdefault(cause, set()).add(f"body{n}:{'strong' if weight >= 7 else 'weak'}")
    rule = circumstances.cause(reading)
    nearest = min(near, key=lambda cause: near[cause]) if near else None
    facts = [f"kind={reading.kind}", f"trigger={reading.cause}", f"field={sentence.field.name}", f"zero={reading.zero}"]
    if not heard:
        facts.append("nothing heard")
    if not near:
        facts.append("nothing in sentence")
    own = reading.victims.role if reading.victims is not None else "none"
    told = [f"role={own}", f"by={_doer(by)}"]  # what alone makes no cause that nothing is heard of
    told_most = next(iter(circumstances.told), None)
    strong = [cause for cause, where in heard.items() if "same:strong" in where]
    strongest_cause = strongest[1] if strongest is not None else None
    facts += [f"word={core}" for core in words]
    beside = tuple(told)
    options: list[Features] = []
    for cause in CAUSES:
        state = "near" if cause in near else "around" if cause in heard else "unheard"
        features = [*_of_cause(cause, state, beside, rule == cause, reading.cause == cause)]
        if cause in heard:
            features += [f"heard={where}" for where in sorted(heard[cause])]
        features += _of_article(
            cause,
            state,
            nearest == cause,
            "most" if cause == told_most else "some" if cause in circumstances.told else "none",
            told_most is None,
            bool(near),
            strongest_cause == cause,
            previous == cause,
            same_sentence is not None,
            same_sentence == cause,
            None if twin is None else twin == cause,
        )
        if strong:
            features += [f"{cause}|beside={other}" for other in strong if other != cause]
        options.append(features)
    return Labels(CAUSES, options, facts)


@lru_cache(maxsize=16_384)
def _of_cause(cause: str, state: str, told: tuple[str, ...], rule: bool, trigger: bool) -> tuple[str, ...]:
    """The features of a cause that the claim by itself gives it. Remembered: claims differ in few facts."""
    return (
        cause,
        f"{cause}|{state}",
        *(f"{cause}:{state}|{fact}" for fact in told),
        f"rule={rule}",
        f"{cause}|rule={rule}",
        f"trigger says={trigger}",
    )


@lru_cache(maxsize=16_384)
def _of_article(
    cause: str,
    state: str,
    nearest: bool,
    share: str,
    silent: bool,
    near: bool,
    strongest: bool,
    previous: bool,
    has_beside: bool,
    beside: bool,
    twin: bool | None,
) -> tuple[str, ...]:
    """The features of a cause that the words round the claim and the claims before give it. Remembered likewise. share: of the
    article's words for causes; silent: it has none; near: a cause is named in the sentence; has_beside: whether the sentence has
    a claim already, and beside: one of this cause."""
    features = [f"nearest={nearest}", f"article={share}:{state}", f"{cause}|article={share}"]
    if cause == "unknown":
        features.append(f"unknown|article={'silent' if silent else 'tells'}:{'near' if near else 'far'}")
    features.append(f"strongest={strongest}")
    features.append(f"previous={previous}:{'same' if has_beside else 'away'}")
    if beside:
        features.append("same sentence")
    if twin is not None:
        features.append(f"twin={twin}:{state}")
    return tuple(features)


def scope_options(
    reading: Reading,
    circumstances: Circumstances,
    *,
    previous: str | None,
    cause: str | None,
    when: str | None,
    mention: DateMention | None,
    words: list[str],
) -> Labels:
    """Two options, `event` and `cumulative`. `previous`: scope of the claim before; `cause`: of this one; `when`: folded words of its
    time, `mention`: the dates that they mean; `words`: those near the trigger."""
    sentence = reading.sentence
    text = sentence.text
    facts = [f"kind={reading.kind}", f"previous={previous}", f"rule={reading.entry is None}", f"cause={cause}"]
    if LONG_SPAN.search(text):
        facts.append("long span")
    if TOTAL.search(text):
        facts.append("total")
    victims = reading.victims
    low = (victims.low or victims.high or 0) if victims is not None else 0
    for limit in (20000, 2000, 500, 100, 30, 10):
        if low >= limit:
            facts.append(f"at least {limit}")
            break
    if victims is not None:
        facts.append(f"precision={victims.precision}")
    for date in circumstances.dates_in(sentence):
        facts.append(f"date={date.precision}")
        if date.earliest is not None and date.latest is not None:
            days = (date.latest - date.earliest).days
            facts.append(f"days={'many' if days > 27 else 'week' if days > 5 else 'few'}")
    for period in _PERIOD:
        if period in text:
            facts.append(f"word={period}")
    if when is None:
        facts.append("no time")
    else:
        facts += [f"time={word}" for word in when.split()]
        facts.append(f"time lasts={_days(mention)}")
    for name, telling in _TELLS_SCOPE:
        for k, token in enumerate(sentence.tokens):
            if token.word is not None and token.word.core in telling:
                facts += [f"{name}:{'before' if k < reading.first else 'behind'}", f"{name}={token.word.definite}"]
    facts += [f"word={core}" for core in words]
    return Labels(SCOPES, [["event"], ["cumulative"]], list(dict.fromkeys(facts)))


def _days(mention: DateMention | None) -> str:
    """How long the time lasts, as a class."""
    if mention is None or mention.earliest is None or mention.latest is None:
        return "unknown"
    days = (mention.latest - mention.earliest).days
    return "a year" if days > 300 else "months" if days > 27 else "weeks" if days > 5 else "days" if days else "a day"


def _linked(reading: Reading, index: int) -> bool:
    """Whether the cause word at token `index` follows a preposition of cause, with no verb since the trigger."""
    tokens = reading.sentence.tokens
    analysis = tokens[index].word
    attached = analysis is not None and analysis.preposition == "ب"
    if not attached and tokens[index - 1].text not in _LINKS:
        return False
    return not any(token.tags & VERB for token in tokens[reading.last + 1 : index])


def _brought_about(reading: Reading, index: int) -> str | None:
    """Whether the cause word at token `index` brings about what the trigger tells, nothing else told between: as the subject of a verb
    of happening ("أسفر انفجار عن مقتل", "انفجار أسفر عن مقتل") or in front of ما أدى إلى and of a joined verb ("انفجر لغم فقتل")."""
    tokens = reading.sentence.tokens
    if reading.first - index > _FAR:
        return None
    if to_trigger(reading, index, index + 1).way in ("broken", "trigger"):
        return None
    if index and one_of(tokens[index - 1].text, _HAPPENING, "وف"):
        return "brings about"
    if any(one_of(token.text, _HAPPENING, "وف") for token in tokens[index + 1 : reading.first]):
        return "led to"
    opening = tokens[reading.first].word
    return "joined" if opening is not None and opening.conjunction == "ف" else None


_FAR = 25  # tokens
_HAPPENING = word_set("happening")
_TELLS_SCOPE = tuple((name, word_set(name)) for name in ("many_events", "long_conflicts", "counting", "one_event"))
_PERIOD = (
    "منذ",
    "خلال",
    "عام",
    "سنوات",
    "اشهر",
    "حصيله",
    "اجمالي",
    "حتي الان",
    "الحرب",
    "ارتفاع",
    "سنويا",
    "احصاء",
    "منظمه",
    "شهر",
)
