"""Groups that one trigger states with numbers of their own: "مقتل ضابط و3 جنود" is two claims.

GUIDELINES.md, fine point 3: coordinated groups are one claim unless a number is given ("ضابطين ومجند" is one group of 3).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from services.claims.lexicon import (
    COMPLEMENTIZER,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    RELATIVE,
    SUBSET,
    TRIGGER,
    VERB,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases import people
from services.claims.people_phrases.counted_phrases import at_least_end
from services.claims.people_phrases.partitives import partitive
from services.claims.people_phrases.people import People
from services.claims.reading import Reading
from services.claims.text.inflection import MANY, ONE, TWO
from services.claims.text.tokens import Token

_CASES = word_set("cases")
_SURVIVORS = word_set("survivors")
_WHO_THEY_ARE = frozenset(("هما", "هم", "هن"))
_WITH = frozenset(("مع", "برفقه", "رفقه", "بصحبه", "ومعه", "ومعهم"))
_COMPANIONS = frozenset(("احد", "احدي", "اثنين", "اثنان", "اثنتين"))


def further_groups(reading: Reading) -> list[Reading]:
    """Readings of the groups coordinated behind the victims of `reading`, in order, and of those killed with them."""
    out: list[Reading] = []
    last = reading.victims
    if last is not None and last.end < len(tokens := last.sentence.tokens) and tokens[last.end].text in _WHO_THEY_ARE:
        return out  # "شخصان هما حارس وشرطي": who they are
    while last is not None and last.sentence is reading.sentence and len(out) < 6:
        last = _next_group(reading, last)
        if last is not None:
            out.append(replace(reading, victims=last, rule="split group", notes=list(reading.notes)))
    victims = out[-1].victims if out else reading.victims
    if victims is not None and not victims.organisation:
        at = reading.last + 1 if victims.sentence is not reading.sentence else max(reading.last + 1, victims.end)
        companions = _companions(reading, at)
        if companions is not None:
            out.append(replace(reading, victims=companions, rule="killed with them", notes=list(reading.notes)))
    return out


def group_in_front(reading: Reading) -> Reading | None:
    """The reading of the group with a number of its own that opens the clause, where the victims of `reading` are coordinated behind it
    and the trigger follows both: "إن قياديا في التنظيم وخمسة مقاتلين قتلوا", "أن اثنين من المسلحين وطفلين قتلوا"."""
    last, tokens = reading.victims, reading.sentence.tokens
    if last is None or last.sentence is not reading.sentence or last.end > reading.first or last.organisation:
        return None
    own = (last.counted and last.precision != "vague") or last.number == TWO
    if not own or _joined(reading, last.first) is None:
        return None
    start = last.first - 1
    while start >= 0 and last.first - start <= _FRONT and not tokens[start].tags & COMPLEMENTIZER:
        if tokens[start].word is None or tokens[start].tags & (VERB | RELATIVE | SUBSET | (TRIGGER & ~PEOPLE)):
            return None
        start -= 1
    if start < 0 or not tokens[start].tags & COMPLEMENTIZER:
        return None
    found = people.parse(reading.sentence, start + 1, organisations=False, names=False)
    if found is None or found.first != start + 1 or found.end > last.first or found.definite:
        return None
    if not (found.counted or found.number in (ONE, TWO)) or (found.precision == "vague" and found.number == MANY):
        return None
    return replace(reading, victims=found, rule="split group", notes=list(reading.notes))


def _companions(reading: Reading, k: int) -> People | None:
    """ "قتل مع اثنين من مرافقيه", "انشق برفقة نحو عشرين من جنوده": counted people that suffer or do the same."""
    tokens = reading.sentence.tokens
    if k < len(tokens) and tokens[k].text == ",":
        k += 1
    if k + 1 >= len(tokens) or tokens[k].text not in _WITH:
        return None
    at = k + 2 if k + 2 in reading.sentence.quantities else k + 1
    found = people.parse(reading.sentence, at, organisations=False, names=False)
    if found is None or found.first > k + 3 or found.organisation or found.definite:
        return None
    opener = tokens[found.first].text
    exact = found.counted and found.precision != "vague"
    return found if exact or opener in _COMPANIONS or found.number == TWO else None


def _next_group(reading: Reading, last: People) -> People | None:
    """The group with a number of its own that is coordinated behind `last`."""
    tokens = reading.sentence.tokens
    k = _closed(tokens, at_least_end(tokens, last.end))
    behind_comma = k < len(tokens) and tokens[k].text == ","
    if behind_comma:
        k += 1
    added = next((k + len(words) for words in _ADDED if _stand_at(tokens, k, words)), None)
    if added is not None:
        found = people.parse(reading.sentence, added, organisations=False, names=False)
        counted = found is not None and not found.definite and (found.counted or found.number in (ONE, TWO))
        if found is None or not counted or found.first > added + 3 or _tells_otherwise(reading, found, 1):
            return None
        if tokens[found.end - 1].text.isdigit() and found.end < len(tokens) and tokens[found.end].text == "في":
            return None  # "بالإضافة إلى 40 في عداد المفقودين"
        return found
    start = _joined(reading, k)
    if start is None:
        start = _elsewhere(reading, k)
    if start is None and _is_fate(reading):
        # "لقي نائب في البرلمان وثلاثة من حراسه حتفهم": everybody between the verb and the fate, not "بينهم نساء وأطفال"
        gap = takewhile(lambda j: not tokens[j].tags & SUBSET, range(k, min(reading.first, k + _GAP)))
        start = next((at for j in gap if (at := _joined(reading, j)) is not None), None)
    if start is None and _is_fate(reading) and last.end <= reading.first:
        start = _joined(reading, reading.last + 1)  # "لقي قيادي مصرعه وثمانية من مرافقيه"
    if start is None:
        start = _behind_gap(reading, last)
        if start is None:
            return None
        behind_comma = True
    found = _one_of(reading, start) or _part(reading, start)
    if found is not None or tokens[start].text in _ONE_OF:
        return found
    found = people.parse(reading.sentence, start, organisations=False, names=False)
    if found is None or found.first > start + 3 or found.first == reading.first:
        return None
    head = tokens[found.head].word if found.head is not None else None
    if head is not None and head.core in _CASES:
        return None  # "4 حالات وفاة و3 حالات حرجة": cases of another kind
    if found.number == ONE and last.counted and tokens[start].text.startswith(_LOYAL):
        return None  # "30 مسلحا حوثيا ومواليا لهم": more of what they are
    if head is not None and head.core in _SURVIVORS and reading.kind != "injured":
        return None  # "36 جثة وتسعة ناجين"
    counted = (
        found.counted
        or _another(tokens, start)
        or any(token.text in _ONE for token in tokens[found.first : found.end + 1])
    )
    if not (counted or last.counted) or found.end <= found.first:
        return None
    if not counted and behind_comma:
        return None
    low = last.low or last.high or 0
    if not counted and found.number == ONE and last.counted and low > 10:
        # "20 أسيرا ومعتقلا": the second noun shares the number; "20 سائحا وشرطي" is in another case, so it does not, nor does
        # it where the first noun has an adjective
        accusative = found.head is not None and tokens[found.head].text.endswith("ا")
        if low > 99 or (accusative and last.head == last.end - 1):
            return None
    if tokens[start].tags & TRIGGER and start not in reading.sentence.quantities:
        return None
    following = tokens[found.end].word if found.end < len(tokens) else None
    joined = following is not None and following.conjunction == "و"
    if _tells_otherwise(reading, found, 0 if joined else 1) and not (
        found.end < len(tokens) and tokens[found.end].tags & TRIGGER and found.end <= reading.first <= found.end + 2
    ):
        return None
    return found


def _is_fate(reading: Reading) -> bool:
    """Whether the trigger is the noun of a split expression: "لقي … مصرعه"."""
    return isinstance(reading.entry, TriggerEntry) and reading.entry.category == "fate"


def _tells_otherwise(reading: Reading, found: People, beyond: int) -> bool:
    """Whether a trigger among the words of the group, or `beyond` them, tells something else of it: "وأربعة مصابين"."""
    tokens = reading.sentence.tokens
    if beyond and found.end < len(tokens) and tokens[found.end].text in (")", '"'):
        beyond += 1  # "(12) قتيلا و(122) جريحا"
    inside = tokens[found.first : found.end + beyond]
    return any(token.tags & TRIGGER and not token.tags & PEOPLE for token in inside)


def _stand_at(tokens: list[Token], k: int, words: tuple[str, ...]) -> bool:
    return tuple(token.text for token in tokens[k : k + len(words)]) == words


def _closed(tokens: list[Token], k: int) -> int:
    """The index behind words in brackets at `k`: "من التنظيم (الحركة) و11 مدنيا"."""
    if k < len(tokens) and tokens[k].text == "(":
        for end in range(k + 1, min(len(tokens), k + 6)):
            if tokens[end].text == ")":
                return end + 1
    return k


def _joined(reading: Reading, k: int) -> int | None:
    """Where the words coordinated by و at `k` begin, None where none are."""
    tokens = reading.sentence.tokens
    if k >= len(tokens) or tokens[k].word is None:
        return None
    word = tokens[k].word
    if tokens[k].text in _ONE_OF:
        return k
    if tokens[k].text in _ONE:
        return None  # "5 من أسرة واحدة من أهالي القرية": an adjective; joined it is "وواحدة"
    start = k + 1 if tokens[k].text == "و" else k
    if start == k and (word is None or word.conjunction != "و") and k not in reading.sentence.quantities:
        return None
    return None if start == k and not tokens[k].text.startswith("و") else start


def _behind_gap(reading: Reading, last: People) -> int | None:
    """Where a further counted group begins behind words that say more of `last` and a comma: "15 شخصا بحالات اختناق، واثنان بحروق",
    "17 فردا بينهم 4 ضباط، وأكثر من 100 مسلح" (more than the 17, so no part of them)."""
    tokens = reading.sentence.tokens
    k = last.end
    opener = tokens[k].word if k < len(tokens) else None
    if opener is None or not (opener.preposition == "ب" or opener.text[0] == "ب" or opener.tags & SUBSET):
        return None
    for comma in range(k + 1, min(len(tokens) - 1, k + _GAP)):
        if tokens[comma].tags & (VERB | RELATIVE | COMPLEMENTIZER) or (tokens[comma].tags & TRIGGER and comma > k + 1):
            return None
        if tokens[comma].text == ",":
            start = _joined(reading, comma + 1)
            if start is None:
                return None
            found = people.parse(reading.sentence, start, organisations=False, names=False)
            people_said = found is not None and (found.head is not None or found.other)
            alone = (
                tokens[start].text in _TWO | _MANY
                and start + 1 < len(tokens)
                and tokens[start + 1].text.startswith("ب")
            )
            if not (alone or (found is not None and found.counted and people_said)):
                return None
            if opener.tags & SUBSET and (found is None or (found.low or 0) <= (last.low or last.high or 0)):
                return None
            return start
    return None


def _elsewhere(reading: Reading, k: int) -> int | None:
    """Where a further counted group begins behind the place of the one before and in front of its own: "سبعة أشخاص في إقليم الجنوب وثلاثة
    أشخاص بإقليم الشمال"."""
    tokens = reading.sentence.tokens
    if k >= len(tokens) or not _opens_place(tokens[k]):
        return None
    for j in range(k + 1, min(len(tokens) - 1, k + _GAP)):
        if tokens[j].tags & (VERB | RELATIVE | COMPLEMENTIZER | TRIGGER | SUBSET) or tokens[j].word is None:
            return None
        start = _joined(reading, j)
        if start is None:
            continue
        found = people.parse(reading.sentence, start, organisations=False, names=False)
        counted = found is not None and (found.counted or (found.number == TWO and not found.definite))
        if found is None or not counted or found.head is None or found.end >= len(tokens):
            continue
        return start if _opens_place(tokens[found.end]) else None
    return None


def _opens_place(token: Token) -> bool:
    """Whether في or an attached ب and a place's noun or name stand at the token."""
    word = token.word
    return token.text == "في" or (
        word is not None and word.preposition == "ب" and bool(word.tags & (PLACE_TYPE | PLACE_NAME))
    )


def _one_of(reading: Reading, k: int) -> People | None:
    """ "وأحد المواطنين", which folded looks like "one"."""
    tokens = reading.sentence.tokens
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if tokens[k].text not in _ONE_OF or following is None or following.word is None:
        return None
    if not following.tags & PEOPLE or not following.word.definite or not following.word.plural:
        return None
    found = People(reading.sentence, k, k + 2, head=k + 1, role=following.word.entry.role)
    people.set_number(found, ONE)
    found.number_start = tokens[k].start + 1
    found.end = people.extend(reading.sentence, found, k + 2)
    return found


def _part(reading: Reading, k: int) -> People | None:
    """A bare number that is part of a group no list knows: "وثلاثة من المتعاونين"; "واثنان" alone."""
    tokens = reading.sentence.tokens
    count = people.bare_number(tokens[k].text)
    if k in reading.sentence.quantities or k + 1 >= len(tokens):
        return None
    if count is None and tokens[k].text in _TWO and tokens[k + 1].text.startswith("ب"):
        found = People(reading.sentence, k, k + 1, number_span=(k, k + 1))
        people.set_number(found, TWO)
        return found
    if count is None or tokens[k + 1].text != "من" or not partitive(tokens, k + 2):
        return None
    found = People(
        reading.sentence, k, k + 1, low=count, high=count, precision="exact", number_span=(k, k + 1), number=MANY
    )
    found.end = people.extend(reading.sentence, found, k + 1)
    return found


def _another(tokens: list[Token], k: int) -> bool:
    """ "وآخر من التنظيم": one more of other people."""
    return tokens[k].text in ("واخر", "واخري") and k + 1 < len(tokens) and tokens[k + 1].text == "من"


_ADDED = (
    ("بالاضافه", "الي"),
    ("اضافه", "الي"),
    ("فضلا", "عن"),
    ("علاوه", "علي"),
    ("الي", "جانب"),
)
_ONE_OF = frozenset(("واحد", "واحدي"))
_LOYAL = ("وموالي", "ومواليا")
_GAP = 8  # tokens
_FRONT = 14  # tokens from the opening of a clause to its last group
_MANY = frozenset(("والعشرات", "والميات", "والالاف"))  # "أصيب 15 بالرصاص، والعشرات بحالات اختناق"
_TWO = frozenset(("واثنان", "واثنين", "واثنتان", "واثنتين"))
_ONE = word_set("one")
