"""Sentences and clauses of newspaper Arabic, as spans of folded text.

A sentence ends at a full stop, exclamation mark, question mark or semicolon, at every line break and before every
bullet. Cutting too much is the costlier error: it parts a victim from the place or the source. So a full stop counts
only where it can be nothing else: not in "د. محمد", "بي.بي.سي", "1.500", "aljazeera.net", "1. أولا". Two dots stand
for a comma in headlines and for a full stop in running text: they end a sentence that is long already.

Known failures: a full stop after a single letter that ends a sentence for good ("فيتامين د. وقال") does not cut; poems
and tables are cut at every line.

Everything here is linear in the text, however strange: looks back and ahead are bounded.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from services.arabic.normalize import normalize
from services.arabic.tables import read_table

_DATA: Final = files("services.arabic") / "data"

_FREQUENT: Final = (re.compile(r"\."), re.compile(r"\n"))
_RARE: Final = tuple((mark, re.compile(re.escape(mark))) for mark in "!?;•*…")
# Closing quotes and brackets belong to the sentence before them; a quote with a letter right after it opens the next one.
_END: Final = re.compile(r"""[.!?…]*+(?:["')\]]++(?!\w))?""")
_EDGE: Final = re.compile(r"[\s•*]*+(?:-++\s++)?")
_EDGE_BEGINS: Final = frozenset("\n•*-")
_EDGE_ENDS: Final = frozenset(" \n•*")
_LONG_ENOUGH_FOR_TWO_DOTS: Final = 20  # words; headlines are shorter

_CLAUSE_EDGE: Final = re.compile(r"(?P<mark>,(?!\d)|\.\.+|…|\s-\s)|(?<=\s)(?P<word>و|ف|ثم )(?=[^\W\d_])|:\s*+(?=\")")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER: Final = re.compile(r"\s?([^\W\d_]+)")
_LONGEST_LETTER_NAME: Final = 8
_LONGEST_WORD: Final = 40  # letters before a full stop that are looked at
_SPACE: Final = frozenset(["", " ", "\n"])
_GOES_ON: Final = frozenset(",:")
_MIN_CLAUSE_WORDS: Final = 4
"""Shorter pieces stay with the clause before them: they are members of a list, not clauses."""


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Folded titles and folded letter names."""
    titles, letters = set(), set()
    for row in read_table((_DATA / "abbreviations.tsv").read_text("utf-8"), "abbreviations.tsv", ["text", "kind"]):
        match row["kind"]:
            case "title":
                titles.add(normalize(row["text"]).text)
            case "letter":
                letters.add(normalize(row["text"]).text)
            case kind:
                raise row.error(f"kind {kind!r} is neither title nor letter")
    return frozenset(titles), frozenset(letters)


@cache
def _clause_openers() -> frozenset[str]:
    table = read_table((_DATA / "clause_openers.tsv").read_text("utf-8"), "clause_openers.tsv", ["text"])
    return frozenset(normalize(row["text"]).text for row in table)


def sentences(folded: str) -> list[tuple[int, int]]:
    """The sentences of a folded text as spans in order, without surrounding space, bullets and list dashes.

    Headlines, list items and captions count as sentences. Spans do not overlap; what lies between them is space and
    bullets only.
    """
    found: list[tuple[int, int]] = []
    titles = _abbreviations()[0]
    start = passed = 0
    for at in _marks(folded):
        if at < passed:
            continue  # one of several marks that stand together
        mark, end = folded[at], at + 1
        if mark == "\n" or mark == "•" or (mark == "*" and _is_bullet(folded, at)):
            if start < at:
                _add(found, folded, start, at)
            start = end
            continue
        if mark == "*":
            continue
        if folded[end : end + 1] in _SPACE:
            # The usual case, without calls: a full stop between an ordinary word and a space.
            earliest = max(start, at - _LONGEST_WORD)
            word = folded[max(folded.rfind(" ", earliest, at), earliest - 1) + 1 : at]
            ends = (mark == "." and word not in titles and len(word) > 1 and word.isalpha()) or _ends(
                folded, start, at, end
            )
        else:
            match = _END.match(folded, end)
            end = match.end() if match else end
            ends = _ends(folded, start, at, end)
        passed = end
        if ends:
            _add(found, folded, start, end)
            start = end
    _add(found, folded, start, len(folded))
    return found


def _marks(folded: str) -> list[int]:
    """The positions of all characters that can end a sentence.

    One search for each character: those are many times as fast as one search for any of them.
    """
    positions = [match.start() for pattern in _FREQUENT for match in pattern.finditer(folded)]
    for mark, pattern in _RARE:
        if mark in folded:
            positions.extend(match.start() for match in pattern.finditer(folded))
    positions.sort()
    return positions


def _add(found: list[tuple[int, int]], folded: str, start: int, stop: int) -> None:
    """Adds the span without space and bullets at its edges, unless nothing is left."""
    while start < stop and folded[start] == " ":
        start += 1
    if start < stop and folded[start] in _EDGE_BEGINS and (edge := _EDGE.match(folded, start, stop)):
        start = edge.end()
    while stop > start and folded[stop - 1] in _EDGE_ENDS:
        stop -= 1
    if stop > start:
        found.append((start, stop))


def _is_bullet(folded: str, at: int) -> bool:
    """Whether the asterisk opens a list item: it stands before a word and after space."""
    return (at == 0 or folded[at - 1] in " \n") and folded[at + 1 : at + 2] not in ("", "*", "\n")


def _is_entity(folded: str, at: int) -> bool:
    """Whether the semicolon closes a leftover of HTML such as "&nbsp;"."""
    ampersand = folded.rfind("&", max(0, at - 8), at)
    return ampersand >= 0 and folded[ampersand + 1 : at].replace("#", "").isalnum()


def _two_dots_end(folded: str, start: int, at: int, end: int) -> bool:
    """Whether "..", "..." or "…" ends the sentence that began at `start`."""
    if folded[end : end + 1] not in _SPACE or folded[at - 1 : at] == "(":
        return False
    return folded.count(" ", start, at) >= _LONG_ENOUGH_FOR_TWO_DOTS


def _ends(folded: str, start: int, at: int, end: int) -> bool:
    """Whether the mark at `at` ends the sentence that began at `start`; `end` is after its closing quotes."""
    if folded[end : end + 1] in _GOES_ON or (at and folded[at - 1] == "("):
        return False
    mark = folded[at]
    if mark == ".":
        return _stop_ends(folded, start, at, end)
    if mark == ";":
        return not _is_entity(folded, at)
    return mark != "…" or _two_dots_end(folded, start, at, end)


def _stop_ends(folded: str, start: int, at: int, end: int) -> bool:
    """`_ends` for a full stop."""
    after = folded[at + 1 : at + 2]
    if after in (".", "…"):
        return _two_dots_end(folded, start, at, end)
    before = folded[at - 1] if at > start else ""
    if after.isalnum() and before.isalnum():
        if before.isascii() and after.isascii():
            return False  # 1.500, example.net
        if before.isalpha() and after.isalpha() and _joins_letters(folded, at):
            return False
    earliest = max(start, at - _LONGEST_WORD)
    word_start = max(folded.rfind(" ", earliest, at), earliest - 1) + 1
    word = folded[word_start:at].lstrip("\"'([-")
    if word.isdigit():
        return bool(folded[start:word_start].strip(' "(-'))  # else the number of a list item
    last = word.rpartition(".")[2]
    if len(last) == 1 and last.isalpha():
        return folded[max(start, word_start - 2) : word_start].strip().isdigit()  # "1990 م." but not "د. سعاد"
    return last not in _abbreviations()[0]


def _joins_letters(folded: str, at: int) -> bool:
    """Whether the full stop at `at`, between two letters, belongs to a name such as "بي.بي.سي" or "أ.ف.ب"."""
    letters = _abbreviations()[1]
    before_match = _WORD_BEFORE.search(folded, max(0, at - _LONGEST_LETTER_NAME), at)
    after_match = _WORD.match(folded, at + 1)
    if before_match is None or after_match is None:
        return False
    before, after = before_match.group(), after_match.group()
    if len(before) == 1:
        return True  # "د.سعاد", "أ.ف.ب"
    named = before in letters or (len(before) > 2 and before[1:] in letters and before[0] in "وفبلك")
    return named and (len(after) == 1 or after in letters)


def _opens(folded: str, match: re.Match[str], openers: frozenset[str]) -> bool:
    """Whether a word that opens clauses follows the comma or the attached conjunction."""
    following = _WORD_AFTER.match(folded, match.end(), match.endpos)
    if following is None:
        return False
    word = following[1]
    return word in openers or (match["mark"] == "," and word[0] in "وف" and word[1:] in openers)


def _start_of_last_words(folded: str, start: int, end: int) -> int:
    """Where the last words begin that are too few for a clause of their own."""
    for _ in range(_MIN_CLAUSE_WORDS - 1):
        end = max(folded.rfind(" ", start, end), start)
    return end


def clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of the sentence `folded[start:end]` as spans in order that leave out only space and separators.

    A clause begins after a comma, two dots or a dash with space around it, or at a word with attached و or ف, where a
    word follows that opens clauses (`data/clause_openers.tsv`); and at a quotation after a colon. Pieces of fewer
    than four words stay with their neighbour, so lists of names are not torn apart.
    """
    cuts = [start]
    openers = _clause_openers()
    words, counted_to = 0, start  # how many words stand between the last cut and `counted_to`
    last_cut = _start_of_last_words(folded, start, end)
    for match in _CLAUSE_EDGE.finditer(folded, start, end):
        at = match.start() if match["word"] else match.end()
        if at > last_cut:
            break
        words += folded.count(" ", counted_to, at)
        counted_to = at
        if words >= _MIN_CLAUSE_WORDS and (
            (match["mark"] != "," and not match["word"]) or _opens(folded, match, openers)
        ):
            cuts.append(at)
            words = 0
    cuts.append(end)
    spans = []
    for first, stop in pairwise(cuts):
        while first < stop and folded[first] in " \n":
            first += 1
        while stop > first and folded[stop - 1] in " \n,-":
            stop -= 1
        if first < stop:
            spans.append((first, stop))
    return spans
