"""Which entries of a feed are new.

What repeated entries look like: the same guid, link and title again; a corrected headline under the same guid and
link; a
corrected address under the same guid and headline; a guid that changes at every poll; http links that became https.
What
looks like a repetition and is none: a guid that all entries share, a link that all share (the home page), a headline
used again ("أخبار اليوم"), one address for all parts of a live blog.

The costlier error is to miss an article: what is published twice, the de-duplication behind catches. So of guid, link
and title two must agree with what was seen, or the link alone where there is no guid. A guid or link that several
entries of
one document share, with other links and titles beside it, identifies nothing; nor does a link to the feed's home
page. An entry left without guid and link is known by its text.

Tried and dropped: the guid alone, then the link alone. A feed with one constant guid lost everything after its first
entry.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from services.feeds.documents import FeedDocument, FeedEntry
from services.feeds.plain_text import plain
from services.intake.urls import canonical_url

# Days that an entry is remembered after it was last in its feed, and the most keys kept (three an entry).
REMEMBERED_DAYS = 60
MOST_KEYS = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A new entry. `keys`: what to remember it by; `mark`: one short name of it, always the same for the same entry.

    address: its link where that identifies a page, None where others share it.
    """

    entry: FeedEntry
    keys: tuple[str, ...]
    mark: str
    address: str | None


def new_entries(
    document: FeedDocument, url: str, seen: Container[str], siblings: Container[str] = frozenset()
) -> tuple[list[Identified], list[str]]:
    """The entries that were not seen, the oldest first, and the keys of those that were.

    url: of the feed; siblings: keys seen in other feeds of the same host, where an entry may stand as well.
    """
    shared = _Shared(document, url)
    found: list[Identified] = []
    known: list[str] = []
    met: set[str] = set()
    for entry in document.entries:
        candidate = identify(entry, url, shared)
        if candidate is None:
            continue  # neither guid nor link nor text: nothing to publish
        keys = candidate.keys
        if _is_known(keys, seen) or _is_known(keys, met) or _is_known_elsewhere(keys, siblings):
            known += candidate.keys
        else:
            found.append(candidate)
        met.update(candidate.keys)
    found.reverse()  # feeds put the newest first; a sort by date would put those without one nowhere
    if all(candidate.entry.published for candidate in found):
        found.sort(
            key=lambda candidate: candidate.entry.published.value.timestamp() if candidate.entry.published else 0
        )
    return found, known


def identify(entry: FeedEntry, url: str, shared: _Shared) -> Identified | None:
    """The entry with its keys, None for one that holds nothing."""
    title = plain(entry.title)
    if not (title or entry.summary.strip() or entry.content.strip() or entry.link):
        return None
    guid = entry.guid if entry.guid and entry.guid not in shared.guids else None
    canonical = canonical_url(entry.link) if entry.link else None
    address = canonical if canonical and canonical not in shared.links else None
    keys = [_key("g", guid)] if guid else []
    keys += [_key("l", address)] if address else []
    keys += [_key("t", title)] if keys else [_key("c", title, plain(entry.summary), plain(entry.content))]
    return Identified(
        entry=entry, keys=tuple(keys), mark=_key("m", url, *keys), address=entry.link if address else None
    )


def remember(seen: Mapping[str, int], keys: Sequence[str], day: int) -> dict[str, int]:
    """The seen keys with these added as of this day (days since 1970); the oldest go where there are too many."""
    merged = {**seen, **dict.fromkeys(keys, day)}
    kept = {key: last for key, last in merged.items() if last >= day - REMEMBERED_DAYS}
    if len(kept) <= MOST_KEYS:
        return kept
    # Newest last, and those of one day in the order of arrival: sorting is stable.
    ordered = sorted(kept.items(), key=lambda pair: pair[1])
    return dict(ordered[-MOST_KEYS:])


class _Shared:
    """Guids and canonical links that several different entries of one document have, and the feed's own addresses."""

    def __init__(self, document: FeedDocument, url: str) -> None:
        self.guids = frozenset(_shared((e.guid, (e.link, e.title)) for e in document.entries if e.guid))
        links = [(canonical_url(e.link), e) for e in document.entries if e.link]
        homes = {canonical_url(address) for address in (document.link, url) if address}
        homes |= {link for link, _ in links if link and urlsplit(link).path in ("", "/") and not urlsplit(link).query}
        self.links = frozenset(_shared((link, (e.guid, e.title)) for link, e in links if link)) | homes


def _shared(pairs: Iterator[tuple[str | None, tuple[str | None, str]]]) -> set[str]:
    """Names under which two entries stand that differ in both other respects."""
    first: dict[str, list[tuple[str | None, str]]] = {}
    for name, others in pairs:
        if name:
            first.setdefault(name, []).append(others)
    return {
        name
        for name, uses in first.items()
        if any(_differ(use[0], uses[0][0]) and use[1] != uses[0][1] for use in uses[1:])
    }


def _differ(one: str | None, other: str | None) -> bool:
    return one != other or (one is None and other is None)


def _is_known(keys: Sequence[str], seen: Container[str]) -> bool:
    kinds = {key[0] for key in keys}
    hits = {key[0] for key in keys if key in seen}
    if "c" in kinds:
        return "c" in hits
    if kinds == {"l", "t"}:
        return "l" in hits
    return len(hits) >= 2


def _is_known_elsewhere(keys: Sequence[str], siblings: Container[str]) -> bool:
    """Another feed of the host had the same page under the same headline; a guid is only unique within its feed."""
    hits = {key[0] for key in keys if key in siblings}
    return {"l", "t"} <= hits


def _key(kind: str, *parts: str) -> str:
    """Kind and 66 bits of a digest: no two entries of a feed share them by chance."""
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return kind + urlsafe_b64encode(digest)[:11].decode("ascii")
