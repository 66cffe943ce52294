"""Which option of the trigger's own sentence stands nearest to it on each side, and what is in between.

A sentence that tells of several events gives each its time and doer close by; the next event begins at the next trigger.
"""

from __future__ import annotations

from services.claims.choices.option import Option
from services.claims.choices.surroundings import to_trigger
from services.claims.reading import Reading


def mark_nearest(reading: Reading, options: list[Option]) -> None:
    """Adds to each option of the sentence whether it is the nearest before or behind the trigger, and to all the way to these.

    The first option is "none"."""
    sentence = reading.sentence
    trigger = sentence.tokens[reading.first].start
    before: Option | None = None
    behind: Option | None = None
    for option in options:
        if option.field is not sentence.field or not sentence.start <= option.start < sentence.end:
            continue
        if option.start < trigger:
            if before is None or option.start > before.start:
                before = option
        elif behind is None or option.start < behind.start:
            behind = option
    ways = [f"nearest before={_way(reading, before)}", f"nearest behind={_way(reading, behind)}"]
    for option in options:
        if option is before:
            option.features += ["nearest before", f"is {ways[0]}", f"nearest before|{ways[1]}"]
        elif option is behind:
            option.features += ["nearest behind", f"is {ways[1]}", f"nearest behind|{ways[0]}"]
        elif option.field is None:
            option.features += [f"none|{way}" for way in ways]
            option.features.append(f"none|{ways[0]}|{ways[1]}")
        else:
            option.features += [f"other|{way}" for way in ways]


def _way(reading: Reading, option: Option | None) -> str:
    """What stands between the option and the trigger; "absent" without an option."""
    if option is None:
        return "absent"
    sentence = reading.sentence
    first = sentence.token_at(option.start)
    last = sentence.token_at(option.end - 1)
    if first is None or last is None:
        return "absent"
    words = to_trigger(reading, first, last + 1)
    comma = ":comma" if words.commas else ""
    return f"{words.way}{':trigger' if 'trigger' in words.kinds else ''}{comma}"
