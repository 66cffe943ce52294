"""Groups that one trigger states with numbers of their own: "مقتل ضابط و3 جنود" is two claims.

GUIDELINES.md, fine point 3: coordinated groups are one claim unless a number is given ("ضابطين ومجند" is one group of 3).
"""

from __future__ import annotations

from dataclasses import replace

from services.claims import people
from services.claims.inflection import ONE, TWO
from services.claims.lexicon import PEOPLE, TRIGGER, word_set
from services.claims.people import People
from services.claims.reading import Reading

_CASES = word_set("cases")
_COMPANIONS = frozenset(("احد", "احدي", "اثنين", "اثنان", "اثنتين"))


def further_groups(reading: Reading) -> list[Reading]:
    """Readings of the groups coordinated behind the victims of `reading`, in order, and of those killed with them."""
    out: list[Reading] = []
    last = reading.victims
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


def _companions(reading: Reading, k: int) -> People | None:
    """ "قتل مع اثنين من مرافقيه": counted people that suffer the same."""
    tokens = reading.sentence.tokens
    if k + 1 >= len(tokens) or tokens[k].text != "مع" or reading.kind not in ("killed", "injured"):
        return None
    found = people.parse(reading.sentence, k + 1, organisations=False, names=False)
    if found is None or found.first > k + 3 or found.organisation or found.definite:
        return None
    opener = tokens[found.first].text
    exact = found.counted and found.precision != "vague"
    return found if exact or opener in _COMPANIONS or found.number == TWO else None


def _next_group(reading: Reading, last: People) -> People | None:
    """The group with a number of its own that is coordinated right behind `last`."""
    tokens = reading.sentence.tokens
    k = last.end
    if k + 1 < len(tokens) and tokens[k].text == "علي" and tokens[k + 1].text == "الاقل":
        k += 2
    behind_comma = k < len(tokens) and tokens[k].text == ","
    if behind_comma:
        k += 1
    if k >= len(tokens) or tokens[k].word is None:
        return None
    word = tokens[k].word
    start = k + 1 if tokens[k].text == "و" else k
    if start == k and (word is None or word.conjunction != "و") and k not in reading.sentence.quantities:
        return None
    if start == k and word is not None and not tokens[k].text.startswith("و"):
        return None
    found = people.parse(reading.sentence, start, organisations=False, names=False)
    if found is None or found.first > start + 3 or found.first == reading.first:
        return None
    head = tokens[found.head].word if found.head is not None else None
    if head is not None and head.core in _CASES:
        return None  # "4 حالات وفاة و3 حالات حرجة": cases of another kind
    counted = found.counted or any(token.text in _ONE for token in tokens[found.first : found.end + 1])
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
    inside = tokens[found.first : found.end + (0 if joined else 1)]
    if any(token.tags & TRIGGER and not token.tags & PEOPLE for token in inside) and not (
        found.end < len(tokens) and tokens[found.end].tags & TRIGGER and found.end <= reading.first <= found.end + 2
    ):
        return None
    return found


_ONE = frozenset(("واحدا", "واحد", "واحده"))
