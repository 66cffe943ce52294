"""Groups that one trigger states with numbers of their own: "مقتل ضابط و3 جنود" is two claims.

GUIDELINES.md, fine point 3: coordinated groups are one claim unless a number is given ("ضابطين ومجند" is one group of 3).
"""

from __future__ import annotations

from dataclasses import replace

from services.claims import people
from services.claims.inflection import ONE
from services.claims.lexicon import PEOPLE, TRIGGER
from services.claims.reading import Reading


def further_groups(reading: Reading) -> list[Reading]:
    """Readings of the groups coordinated behind the victims of `reading`, in order."""
    out: list[Reading] = []
    last = reading.victims
    while last is not None and last.sentence is reading.sentence and len(out) < 6:
        tokens = reading.sentence.tokens
        k = last.end
        if k + 1 < len(tokens) and tokens[k].text == "علي" and tokens[k + 1].text == "الاقل":
            k += 2
        behind_comma = k < len(tokens) and tokens[k].text == ","
        if behind_comma:
            k += 1
        if k >= len(tokens) or tokens[k].word is None:
            break
        word = tokens[k].word
        start = k + 1 if tokens[k].text == "و" else k
        if start == k and (word is None or word.conjunction != "و") and k not in reading.sentence.quantities:
            break
        if start == k and word is not None and not tokens[k].text.startswith("و"):
            break
        found = people.parse(reading.sentence, start, organisations=False, names=False)
        if found is None or found.first > start + 3 or found.first == reading.first:
            break
        if not (found.counted or last.counted) or found.end <= found.first:
            break
        if not found.counted and behind_comma:
            break
        low = last.low or last.high or 0
        if not found.counted and found.number == ONE and last.counted and low > 10:
            # "20 أسيرا ومعتقلا": the second noun shares the number; "20 سائحا وشرطي" is in another case, so it does not
            accusative = found.head is not None and tokens[found.head].text.endswith("ا")
            if low > 99 or accusative:
                break
        if tokens[start].tags & TRIGGER and start not in reading.sentence.quantities:
            break
        following = tokens[found.end].word if found.end < len(tokens) else None
        joined = following is not None and following.conjunction == "و"
        inside = tokens[found.first : found.end + (0 if joined else 1)]
        if any(token.tags & TRIGGER and not token.tags & PEOPLE for token in inside) and (
            found.end >= len(tokens) or not (tokens[found.end].tags & TRIGGER and reading.first == found.end)
        ):
            break
        out.append(replace(reading, victims=found, rule="split group", notes=list(reading.notes)))
        last = found
    return out
