"""When a feed is asked again. Pure: the time and the dice are arguments.

A feed that had something new is asked sooner, one that had nothing later, within the configured bounds; the server's
wishes
(`Cache-Control: max-age`, `Retry-After`, `ttl` of the feed) only make it later. A feed whose whole document was new
may have dropped entries between two polls, so its interval halves. Failures back off exponentially.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

# Sooner after news, later after none: about four quiet polls undo one lively one.
SOONER, LATER = 0.6, 1.15
GAP = 0.5
# Polls spread over ± this share of their interval, so that feeds do not fall into step.
JITTER = 0.1
# A site that asks to be left alone for longer than a day is taken at its word for a day.
LONGEST_WISH = 86_400.0
# Content systems put ttl and update period there by themselves ("daily" on a feed of breaking news): hints, no more.
LONGEST_HINT = 3600.0
GONE_INTERVAL = 7 * 86_400.0
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d+)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The bounds of a feed's interval, seconds. fixed: the operator named one interval; it is not adapted."""

    start: float = 900.0
    shortest: float = 300.0
    longest: float = 21_600.0
    fixed: bool = False


def learn_interval(interval: float | None, pace: Pace, *, new: int, gap: bool) -> float:
    """The interval after a successful poll with this many new entries; `gap`: nothing of the document was known
    before.
    """
    if pace.fixed:
        return pace.start
    if interval is None:
        return pace.start
    factor = GAP if gap else SOONER if new else LATER
    return min(max(interval * factor, pace.shortest), pace.longest)


def next_poll(
    now: float, interval: float, pace: Pace, *, fresh: float | None, hint: float | None, dice: float
) -> float:
    """When to ask again, seconds since 1970. Jitter never makes it earlier than the server wishes.

    fresh: `max-age` of the answer, taken up to the longest interval; hint: what the feed asks for itself; dice: 0 to 1.
    """
    wish = max(min(fresh or 0.0, max(pace.longest, interval)), min(hint or 0.0, LONGEST_HINT))
    if wish > interval:
        return now + wish * (1 + JITTER * dice)
    return now + max(wish, interval * (1 - JITTER + 2 * JITTER * dice))


def back_off(failures: int, interval: float | None, pace: Pace, dice: float) -> float:
    """Seconds to wait after this many failures in a row (1 or more): the feed's interval, then twice that, and so on.

    interval: as learnt, None for a feed that never answered; dice: 0 to 1.
    """
    first = interval or pace.start
    wait = min(first * 2.0 ** min(failures - 1, 30), max(pace.longest, first))
    return wait * (1 - JITTER + 2 * JITTER * dice)


def max_age(cache_control: str | None) -> float | None:
    """Seconds of freshness in a `Cache-Control` header; None without one, or where `no-cache` or `no-store` stands."""
    if not cache_control or re.search(r"\bno-(?:cache|store)\b", cache_control, re.I):
        return None
    found = _MAX_AGE.search(cache_control)
    return float(found[1]) if found else None


def retry_after(header: str | None, now: float) -> float | None:
    """Seconds to wait by a `Retry-After` header (seconds or an HTTP date), at most a day; None for none or a broken
    one.
    """
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text)
    else:
        try:
            date: datetime = parsedate_to_datetime(text)
            seconds = date.timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(seconds, 0.0), LONGEST_WISH)
