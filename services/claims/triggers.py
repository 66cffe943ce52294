"""Finds every trigger of a field in one pass: Aho-Corasick over the folded one-byte text, then a look-up of the word found.

The automaton holds the shortest pieces that every trigger form contains; forms of three letters and less are searched with the
boundaries of their word, so that فر does not stop at every توفر. A piece found is widened to its word, and `words` says whether
the word is a trigger. This is where most text is left behind: six sentences in seven hold none.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from services.arabic import fold_table
from services.claims.lexicon import TRIGGER, PhraseEntry, TriggerEntry, lexicon
from services.claims.text.tokens import Field, Sentence
from services.claims.text.words import NOUNS, Word, word

_SHORT = 3
_MOST_TRIGGERS = 40  # of one sentence; the most in 35,160 newspaper sentences that had any was 15
_LONGEST_PHRASE = 250  # code points behind the first word; 20 tokens at most, see `multiword`
_REMEMBERED = 200_000
_PREFIXES = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "فال", "وبال", "س", "ولل", "فب", "فل")
_SUFFIXES = ("", "ه", "ها", "هم", "هما")


class Candidate(NamedTuple):
    """A word that may be a trigger: where it stands and what the lists say of it (one of `entries` or `phrase`)."""

    sentence: Sentence
    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody needs of a candidate
    entries: list[TriggerEntry]
    phrases: list[PhraseEntry]


@cache
def _automaton() -> tuple[BytesAhoCorasick, bytes]:
    forms = set(lexicon().trigger_forms())
    pieces: set[str] = set()
    for form in sorted(forms, key=len):
        if len(form) <= _SHORT:
            pieces.update(f" {prefix}{form}{suffix} " for prefix in _PREFIXES for suffix in _SUFFIXES)
    long_forms = [form for form in forms if len(form) > _SHORT]
    long_forms += [form[:-1] + "ت" for form in long_forms if form.endswith("ه")]  # "وفاته" of "وفاة"
    kept: list[str] = []
    for form in sorted(long_forms, key=len):
        stem = form[2:] if form.startswith("ال") and len(form) > 5 else form
        first = stem.partition(" ")[0]  # a piece in the second word of "حالات مصابة" would find that word alone
        if not any(piece in first for piece in kept):
            kept.append(stem)
    pieces.update(kept)
    alphabet = bytes(range(256))
    letters = fold_table.encode("".join(map(chr, range(0x621, 0x64B))))  # no digits: "100جريح" is a number and a word
    space = fold_table.encode(" ")[0]
    blank = bytes(byte if byte in letters else space for byte in alphabet)
    encoded = [fold_table.encode(piece) for piece in sorted(pieces)]
    return BytesAhoCorasick(encoded, implementation=Implementation.DFA), blank  # three times as fast as the default


def candidates(field: Field) -> list[Candidate]:
    """The trigger candidates of a field in reading order."""
    automaton, blank = _automaton()
    text = b"\x00" + field.normalized.encoded + b"\x00"
    spaced = text.translate(blank)
    space = spaced[:1]
    found: list[Candidate] = []
    body = field.text
    seen = -1
    # They come by their ends: of "حالات مصابة" the second word would come first and hide the phrase.
    for _piece, start, _end in sorted(automaton.find_matches_as_indexes(spaced, overlapping=True), key=_start):
        if start < seen:
            continue  # in a word already looked up
        first = spaced.rfind(space, 0, start + 1) + 1
        stop = spaced.find(space, first)
        if stop <= seen:
            continue
        seen = stop
        meaning = _MEANINGS[body[first - 1 : stop - 1]]
        if meaning is None:
            continue
        entries, known = meaning
        phrases: list[PhraseEntry] = []
        if known:
            ahead = body[stop - 1 : stop + _LONGEST_PHRASE]
            phrases = [phrase for phrase, behind in known if _may_follow(behind, ahead)]
        if not (entries or phrases):
            continue
        sentence = field.sentence_at(first - 1)
        index = sentence.token_at(first - 1) if sentence is not None else None
        if sentence is None or index is None:
            continue
        if not (phrases or sentence.tokens[index].tags & TRIGGER):
            continue  # its spelling makes it another word (`spelled_words`)
        found.append(Candidate(sentence, index, entries, phrases))
    found.sort(key=lambda candidate: (candidate.sentence.index, candidate.index))
    return found if len(found) <= _MOST_TRIGGERS else _bounded(found)


_start = itemgetter(1)


def _bounded(found: list[Candidate]) -> list[Candidate]:
    """The first triggers of each sentence: where there are more it is no sentence."""
    kept: list[Candidate] = []
    for _, group in groupby(found, key=lambda candidate: candidate.sentence.index):
        kept += islice(group, _MOST_TRIGGERS)
    return kept


class _Meanings(dict[str, tuple[list[TriggerEntry], list[tuple[PhraseEntry, list[list[str]]]]] | None]):
    """What each written word is as a trigger, None where it is none: its entries, and the phrases it opens with the pieces of their
    other words. Remembered: a newspaper uses few different words."""

    def __missing__(self, text: str) -> tuple[list[TriggerEntry], list[tuple[PhraseEntry, list[list[str]]]]] | None:
        if len(self) > _REMEMBERED:
            self.clear()
        analysis = word(text)
        phrases = [(phrase, _pieces(phrase.slots)) for phrase in _phrases(analysis)]
        trigger = analysis.entry.tags & TRIGGER or phrases
        meaning = self[text] = (analysis.entry.triggers, phrases) if trigger else None
        return meaning


_MEANINGS = _Meanings()


def _phrases(analysis: Word) -> list[PhraseEntry]:
    table = lexicon().phrases
    forms = {analysis.text, analysis.core, "ال" + analysis.core if analysis.definite else analysis.core}
    if analysis.text[:1] in "وفبل":
        forms.add(analysis.text[1:])
    found: list[PhraseEntry] = []
    for form in forms:
        found += [phrase for phrase in table.get(form, ()) if phrase not in found]
    found.sort(key=_longest_first)
    return found


def _may_follow(slots: list[list[str]], ahead: str) -> bool:
    """Whether the text behind the first word of a phrase has its other words at all, by their pieces. Most do not ("غير", "رفع"), and
    their sentence need not be cut into words for it."""
    for pieces in slots:
        for piece in pieces:
            if piece in ahead:
                break
        else:
            return False
    return True


def _pieces(slots: tuple[frozenset[str], ...]) -> list[list[str]]:
    """For each slot behind the first one that asks for a word, what every spelling of its words has in it (see `words`): a pronoun
    changes the last letter of some nouns ("حياتهم" is حياة), and ل takes the alif of the article ("للنار")."""
    return [[_piece(form) for form in slot] for slot in slots[1:] if slot]


def _piece(form: str) -> str:
    changes = form[-1] in "هيء" and word(form).tags & NOUNS
    return form[1 if form.startswith("ال") else 0 : -1 if changes else None]


def _longest_first(phrase: PhraseEntry) -> int:
    return -len(phrase.slots)
