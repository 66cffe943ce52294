"""Lines of an article that are not its text: adverts, "read also", share buttons, tag lists, credits, cookie notices.

They are recognised from a list (`data/boilerplate.tsv`) and by their shape, and reported as spans; nobody removes
them. Skipping a sentence that states a claim is the costlier error, so nearly every rule is limited to short lines, a
line that repeats the title is never skipped, and headlines of other articles end at the first line that reads like a
paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from services.arabic.normalize import normalize
from services.arabic.sentences import sentences
from services.arabic.tables import read_table

_FILE: Final = "boilerplate.tsv"
_KINDS: Final = frozenset(
    ["advert", "related", "share", "contact", "tags", "credit", "rights", "notice", "slug", "navigation"]
)

_SHORT: Final = 260
"""Code points. Lines that are longer are paragraphs: only rules for the beginning of a line look at them."""
_LONGEST_TAIL: Final = 300
"""Code points before the end of the body where a tag list may begin."""
_MOST_HEADLINES: Final = 8
_LONGEST_HEADLINE: Final = 20
"""Words. A longer line under "read also" is a paragraph of the article, as is one that ends with a full stop."""
_LONGEST_SLUG: Final = 7
"""Words of a line that names an agency and a place or an author."""

_TOKEN: Final = re.compile(r"\w+")
_EDGES: Final = " \t\n\"'.,:;!?-*•|/\\()[]{}<>«»…+#=_~^@&"
_EDGES_AND_NUMBERS: Final = _EDGES + "0123456789"
# Lines of nothing but addresses, handles, tags and links.
_CONTACT_ITEM: Final = (
    r"(?:https?://\S++|www\.\S++|[\w.+-]++@[\w-]++(?:\.[\w-]++)*+|@\w++|#\w++|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|tv|me|"
    r"sa|ae|eg|sy|iq|jo|lb|ps|ye|ly|tn|dz|ma|qa|kw|bh|om|sd)(?:/\S*+)?)"
)
_CONTACT: Final = re.compile(
    rf"(?:(?:تويتر|ايميل|البريد|بريد|twitter|email|e-mail|t)\s*+:?\s*+)?{_CONTACT_ITEM}(?:[\s,;|/-]++{_CONTACT_ITEM})*+[\s.,]*+",
    re.IGNORECASE,
)
_REST_OF_LABEL: Final = re.compile(r"[^\n:.!?,]{0,40}:\s*|[ -]*")
_CONTINUES: Final = ("و", "ف")
_ENDS: Final = re.compile(r"[.!?](?=\s)")
_MOSTLY_ASCII: Final = 1.4  # bytes a character in UTF-8
_LONGEST_CONTACT: Final = 12  # words
_SCRIPT: Final = re.compile(r"\b(?:function\s*\(|jQuery|document\.|window\.|var \w+ ?=|googletag)|[{};]\s*\}")


class Skipped(NamedTuple):
    """A span of the folded body that is not read for claims: first code point, the one after the last, and why."""

    start: int
    end: int
    kind: str


class _Phrase(NamedTuple):
    text: str
    match: str
    max_words: int
    kind: str
    goes_on: bool  # in the same word


class _Rules(NamedTuple):
    lines: dict[str, str]
    words: dict[str, str]
    starts: dict[str, tuple[_Phrase, ...]]  # by first word; longer phrases and stricter limits first
    ends: tuple[_Phrase, ...]
    within: tuple[_Phrase, ...]
    within_words: frozenset[str]  # a line that has none of these words holds none of the phrases
    tail: re.Pattern[str]
    tails: dict[str, _Phrase]
    tail_words: tuple[str, ...]  # a text that has none of these has no tag list


@cache
def _rules() -> _Rules:
    lines: dict[str, str] = {}
    words: dict[str, str] = {}
    phrases: dict[str, list[_Phrase]] = {"start": [], "end": [], "within": [], "tail": [], "label": [], "block": []}
    table = (files("services.arabic") / "data" / _FILE).read_text("utf-8")
    for row in read_table(table, _FILE, ["text", "match", "max_words", "kind"]):
        text, match, kind = _key(row["text"]), row["match"], row["kind"]
        if kind not in _KINDS:
            raise row.error(f"kind {kind!r} is none of {', '.join(sorted(_KINDS))}")
        if match == "line":
            lines[text] = kind
        elif match == "words":
            words[text] = kind
        elif match in phrases:
            if not row["max_words"].isdigit() and match != "label":
                raise row.error(f"{match} needs max_words, so that no sentence that only resembles it is skipped")
            limit = int(row["max_words"] or 0)
            phrases[match].append(_Phrase(text, match, limit, kind, goes_on=row["text"].endswith("*")))
        else:
            raise row.error(f"match {match!r} is none of line, words, {', '.join(phrases)}")
    starts: dict[str, tuple[_Phrase, ...]] = {}
    beginnings = phrases["start"] + phrases["label"] + phrases["block"]
    for phrase in sorted(beginnings, key=lambda phrase: (-len(phrase.text), phrase.max_words)):
        first = _TOKEN.findall(phrase.text)[0]
        starts[first] = (*starts.get(first, ()), phrase)
    tails = {phrase.text: phrase for phrase in phrases["tail"]}
    # Case by variants, because ignoring it would make the search several times slower.
    variants = {variant for text in tails for variant in (text, text.capitalize(), text.upper())}
    alternatives = "|".join(re.escape(text) for text in sorted(variants, key=len, reverse=True))
    tail = re.compile(rf"""(?:[.!?"')\]]\s*+|\n[^\S\n]*+)(?P<text>{alternatives})\b""")
    # The longest word of each phrase, but not its last if it has several: punctuation may stick to that one.
    split = [phrase.text.split() for phrase in phrases["within"]]
    single = {words[0] + sign for words in split if len(words) == 1 for sign in ("", ",", ".", ")", '"')}
    return _Rules(
        lines=lines,
        words=words,
        starts=starts,
        ends=tuple(phrases["end"]),
        within=tuple(phrases["within"]),
        within_words=frozenset(single.union(max(words[:-1], key=len) for words in split if len(words) > 1)),
        tail=tail,
        tails=tails,
        tail_words=_shortest({text.split()[0] for text in tails}),
    )


def _shortest(words: set[str]) -> tuple[str, ...]:
    """The words that hold none of the others, so that a text with any of the words has one of these."""
    return tuple(sorted(word for word in words if not any(other in word for other in words if other != word)))


def _key(text: str) -> str:
    """Folded, in lower case, without what may stand around it."""
    return normalize(text).text.lower().strip(_EDGES)


def boilerplate(title: str, body: str) -> list[Skipped]:
    """What of a folded body is not read for claims, in order: whole lines, labels before a headline, tag lists.

    `title` is folded as well. A sentence that lies inside a span is skipped; a span that covers only the beginning of
    a sentence is its label, and the rest is read.
    """
    found: list[Skipped] = []
    rules = _rules()
    title_key = title.lower().strip(_EDGES)
    headlines_left = 0
    end = -1
    while end < len(body):
        start, end = end + 1, body.find("\n", end + 1)
        if end < 0:
            end = len(body)
        first = _TOKEN.search(body, start, end)
        if first is None:
            continue
        key = body[start:end].lower().strip(_EDGES) if end - start <= _SHORT else ""
        if key and key == title_key:
            headlines_left = 0
            continue
        word = first.group().lower()
        rule = _beginning(rules.starts[word], body, first.start(), end) if word in rules.starts else None
        if rule and rule.match == "label":
            found.append(Skipped(first.start(), _end_of_label(body, first.start() + len(rule.text), end), rule.kind))
            continue
        kind = rule.kind if rule else _kind_of_line(rules, body[start:end], key, word) if key else None
        if kind is None and headlines_left and _is_headline(body[start:end], key):
            headlines_left -= 1
            kind = "related"
        elif rule and rule.match == "block":
            headlines_left = _MOST_HEADLINES
        elif kind is None:
            headlines_left = 0
        if kind:
            found.append(Skipped(*_trimmed(body, start, end), kind))
    return _with_tails(rules, body, found)


def _beginning(phrases: tuple[_Phrase, ...], body: str, start: int, end: int) -> _Phrase | None:
    """The first of the phrases with which the line begins; `start` is where its first word does."""
    for phrase in phrases:
        stop = start + len(phrase.text)
        if body[start:stop].lower() != phrase.text or stop > end:
            continue
        if stop < end and not phrase.goes_on and (body[stop].isalnum() or body[stop] == "_"):
            continue
        if phrase.match == "label" or _words(body, start, end) <= phrase.max_words:
            return phrase
    return None


def _kind_of_line(rules: _Rules, line: str, key: str, first: str) -> str | None:
    """The kind of a short line as a whole.

    `key` is the line in lower case and without punctuation around it, `first` its first word in lower case.
    """
    words = _words(key, 0, len(key))
    if words <= _LONGEST_SLUG:
        if kind := rules.lines.get(key.strip(_EDGES_AND_NUMBERS)):
            return kind
        if "-" in key and any(_is_slug(rules, part) for part in key.split("-")):
            return "slug"
        for phrase in rules.ends:
            if words <= phrase.max_words and key.endswith(phrase.text):
                return phrase.kind
    if (first.isdigit() or first in rules.words) and (kind := _kind_of_words(rules, key)):
        return kind
    if not rules.within_words.isdisjoint(key.split()):
        for phrase in rules.within:
            if words <= phrase.max_words and phrase.text in key:
                return phrase.kind
    if words <= _LONGEST_CONTACT and _has_contact_sign(line) and _CONTACT.fullmatch(line.strip(' *•"()')):
        return "contact"
    if "{" in key and len(key.encode()) < len(key) * _MOSTLY_ASCII and _SCRIPT.search(key):
        return "notice"
    return None


def _has_contact_sign(line: str) -> bool:
    """Whether the line can hold an address: a quick look before the pattern."""
    return "@" in line or "#" in line or "www" in line or "http" in line or line.isascii()


def _is_slug(rules: _Rules, part: str) -> bool:
    """Whether one side of a dash names an agency or a newsroom."""
    return "slug" in (rules.lines.get(part.strip(_EDGES)), _kind_of_words(rules, part))


def _kind_of_words(rules: _Rules, line: str) -> str | None:
    """The kind of the first word, if the line holds nothing but such words and numbers."""
    found = None
    for token in _TOKEN.findall(line):
        kind = rules.words.get(token)
        if kind is None and not token.isdigit():
            return None
        found = found or kind
    return found


def _is_headline(line: str, key: str) -> bool:
    """Whether a line under "read also" can be the headline of another article and not a paragraph of this one."""
    line = line.rstrip(" \"')")
    if line.endswith(".") and not line.endswith(".."):
        return False
    return bool(key) and _words(key, 0, len(key)) <= _LONGEST_HEADLINE and not key.startswith(_CONTINUES)


def _words(text: str, start: int, end: int) -> int:
    """The number of words, by the spaces between them."""
    return text.count(" ", start, end) + 1


def _end_of_label(body: str, position: int, end: int) -> int:
    """The position after a label: after the colon that closes it, or else after its own words."""
    match = _REST_OF_LABEL.match(body, position, end)
    return match.end() if match else position


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without space at its edges."""
    while body[start] == " ":
        start += 1
    while body[end - 1] == " ":
        end -= 1
    return start, end


def _with_tails(rules: _Rules, body: str, found: list[Skipped]) -> list[Skipped]:
    """Adds the tag lists that end one of the last lines."""
    start = max(0, len(body) - _LONGEST_TAIL)
    end_of_body = body[start:].lower()
    if not any(word in end_of_body for word in rules.tail_words):
        return found
    for match in rules.tail.finditer(body, start):
        phrase = rules.tails[match["text"].lower()]
        end = body.find("\n", match.end())
        rest = body[match.end() : end if end >= 0 else len(body)].rstrip(" .")
        if _words(rest, 0, len(rest)) <= phrase.max_words + 1 and not _ENDS.search(rest):
            tail = Skipped(match.start("text"), match.end() + len(rest), phrase.kind)
            return sorted([*(span for span in found if span.end <= tail.start or tail.end <= span.start), tail])
    return found


def sentences_to_read(title: str, body: str) -> list[tuple[int, int]]:
    """The sentences of a folded body without those in boilerplate, labels before headlines and tags at their end.

    `title` is folded as well. Spans as `sentences` gives them.
    """
    spans = sentences(body)
    skipped = boilerplate(title, body)
    if not skipped:
        return spans
    found, at = [], 0
    for start, end in spans:
        while at < len(skipped) and skipped[at].end <= start:
            at += 1
        if at < len(skipped) and skipped[at].start <= start:
            start = skipped[at].end
        elif at < len(skipped) and skipped[at].start < end <= skipped[at].end:
            end = start + len(body[start : skipped[at].start].rstrip())
        if start < end:
            found.append((start, end))
    return found
