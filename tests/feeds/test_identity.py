"""Which entries are new: sequences of documents, and what each adds."""

from __future__ import annotations

import pytest

from services.feeds.documents import FeedDocument, FeedEntry
from services.feeds.identity import MOST_KEYS, REMEMBERED_DAYS, new_entries, remember

FEED = "http://news.test/feed"


def e(title: str, *, guid: str | None = None, link: str | None = None, text: str = "") -> FeedEntry:
    """An entry; `link` without a scheme is a path of the site."""
    return FeedEntry(
        title=title, guid=guid, link=f"http://news.test{link}" if link and link[0] == "/" else link, summary=text
    )


def titles_found(*documents: list[FeedEntry]) -> list[list[str]]:
    """The titles of the new entries of each document, one polled after the other."""
    seen: dict[str, int] = {}
    found = []
    for entries in documents:
        new, known = new_entries(
            FeedDocument(format="rss", link="http://news.test/", entries=tuple(entries)), FEED, seen
        )
        seen = remember(seen, [*known, *(key for one in new for key in one.keys)], 1)
        found.append([one.entry.title for one in new])
    return found


A = e("أ", guid="1", link="/1")
TODAY = e("أخبار اليوم", guid="1", link="/1")
A_SHARED, B_SHARED, C_SHARED = (e(title, guid="x", link=f"/{title}") for title in "أبج")
A_LIVE, B_LIVE, C_LIVE = (e(title, guid=title, link="/live") for title in "أبج")
CASES = {
    "the same again": ([[A], [A]], [["أ"], []]),
    "a new one on top, the oldest first": (
        [
            [A],
            [e("ج", guid="3", link="/3"), e("ب", guid="2", link="/2"), A],
        ],
        [["أ"], ["ب", "ج"]],
    ),
    "a corrected headline": ([[A], [e("أ مصححة", guid="1", link="/1")]], [["أ"], []]),
    "a corrected headline without guid": ([[e("أ", link="/1")], [e("أ مصححة", link="/1")]], [["أ"], []]),
    "a corrected address": ([[A], [e("أ", guid="1", link="/1-new")]], [["أ"], []]),
    "a guid that changes at every poll": ([[A], [e("أ", guid="2", link="/1")]], [["أ"], []]),
    "http became https, tracking was added": (
        [[e("أ", link="http://www.news.test/1")], [e("أ", link="https://news.test/1/?utm_source=rss#x")]],
        [["أ"], []],
    ),
    "one guid for all": (
        [
            [e("أ", guid="x", link="/1"), e("ب", guid="x", link="/2")],
            [e("ج", guid="x", link="/3"), e("أ", guid="x", link="/1")],
        ],
        [["ب", "أ"], ["ج"]],
    ),
    "one guid for all, one at a time": (
        [[e("أ", guid="x", link="/1")], [e("ب", guid="x", link="/2")], [e("ب", guid="x", link="/2")]],
        [["أ"], ["ب"], []],
    ),
    "all links lead home": (
        [[e("أ", link="/"), e("ب", link="/")], [e("ج", link="/"), e("أ", link="/")]],
        [["ب", "أ"], ["ج"]],
    ),
    "a live blog: one address, many parts": (
        [
            [e("أ", guid="1", link="/live"), e("ب", guid="2", link="/live")],
            [e("ج", guid="3", link="/live"), e("ب", guid="2", link="/live")],
        ],
        [["ب", "أ"], ["ج"]],
    ),
    "a headline used again": (
        [
            [TODAY],
            [e("أخبار اليوم", guid="2", link="/2"), TODAY],
        ],
        [["أخبار اليوم"], ["أخبار اليوم"]],
    ),
    "twice in one document": ([[A, A]], [["أ"]]),
    "neither guid nor link": ([[e("أ", text="نص")], [e("أ", text="نص"), e("أ", text="نص آخر")]], [["أ"], ["أ"]]),
    "a guid alone": ([[e("أ", guid="1")], [e("أ", guid="1")]], [["أ"], []]),
    "nothing in it": ([[e(""), e("", guid="1")]], [[]]),
    "it left and came back": ([[A], [], [A]], [["أ"], [], []]),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_new_entries(case: str) -> None:
    documents, expected = CASES[case]
    assert titles_found(*documents) == expected


def test_entry_of_another_feed_of_the_host() -> None:
    entry = e("أ", guid="7", link="/1")
    document = FeedDocument(format="rss", entries=(entry,))
    (first,), _ = new_entries(document, FEED, {})
    assert new_entries(document, "http://news.test/world", {}, set(first.keys))[0] == []
    # the guid alone says nothing: two feeds may both count from 1
    assert new_entries(document, "http://news.test/world", {}, {key for key in first.keys if key[0] == "g"})[0] != []


def test_shared_links_stand_for_no_article() -> None:
    """Ids are derived from addresses: entries that share one must not share an id."""
    document = FeedDocument(
        format="rss", entries=(e("أ", guid="1", link="/x"), e("ب", guid="2", link="/x"), e("ج", link="/y"))
    )
    found = {one.entry.title: one.address for one in new_entries(document, FEED, {})[0]}
    assert found == {"أ": None, "ب": None, "ج": "http://news.test/y"}


def test_marks_differ_between_feeds_and_entries() -> None:
    document = FeedDocument(format="rss", entries=(e("أ", guid="1", link="/1"), e("ب", guid="2", link="/2")))
    marks = {one.mark for url in (FEED, FEED + "2") for one in new_entries(document, url, {})[0]}
    assert len(marks) == 4


def test_keys_stay_what_they_are() -> None:
    """A change of the keys would make every known entry new."""
    document = FeedDocument(format="rss", entries=(e("عنوان", guid="1", link="/1"), e("عنوان", text="نص")))
    assert [one.keys for one in new_entries(document, FEED, {})[0]] == EXPECTED_KEYS


def test_memory_is_bounded_and_keeps_the_newest() -> None:
    seen = remember({}, [f"g{number}" for number in range(MOST_KEYS)], 10)
    seen = remember(seen, [f"h{number}" for number in range(100)], 11)
    assert len(seen) == MOST_KEYS
    assert all(f"h{number}" in seen for number in range(100))
    assert remember({"g1": 0, "g2": 50}, [], REMEMBERED_DAYS + 1) == {"g2": 50}


EXPECTED_KEYS = [("cArXFQaMJZbG",), ("ga4ayc_80_OG", "l4HvUjK3298E", "tdBkPS7CVhMV")]
