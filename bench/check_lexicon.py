"""Checks the word lists of `services/claims/lexicon`: headers, duplicates, shadowed entries, entries that never fire.

    python -m bench.check_lexicon [--corpus FILE] [--all]

Wrong (exit status 1): a list without a header that explains every column or without its source; a row with a wrong number of
columns; two rows for the same word. To look at (exit status 0): an entry that says nothing because another row took all
its forms, or says otherwise than a list that goes before it; an entry that the corpus (`stream.jsonl.gz`) never uses. For
triggers and phrases "used" means that the engine read one; for negatives that one took a trigger back; for other lists that the
word is written in an article, with or without clitics. A word that never fires costs nothing and may be right: the corpus is of
some outlets and some years. It may also be misspelt. Without the corpus that part is left out.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from schemas import RefusalError
from services.arabic import normalize
from services.claims.extraction import read
from services.claims.lexicon import PhraseEntry, TriggerEntry, fold, lexicon
from services.claims.text.inflection import noun_forms
from services.claims.text.words import bare_forms, word
from services.intake.accept import read_article

FOLDER = files("services.claims") / "lexicon"
_COLUMN = re.compile(r"# (\S[^\t]*)\t")
_WORD = re.compile(r"[^\W\d_]+")
# Columns that together name an entry; the first column where a list is not here.
KEYS = {
    "negatives.tsv": (0, 1, 2),
    "triggers.tsv": (0, 1, 2),
    "phrases.tsv": (0, 1),
    "attacks.tsv": (0, 1),
    "organisations.tsv": (0,),
    "people.tsv": (0, 1),
    "function_words.tsv": (0, 1),
    "source_words.tsv": (0, 1),
}
FOUND_BY_NAME = ("word_sets.tsv", "word_groups.tsv")
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its file, its line and its cells."""

    file: str
    line: int
    cells: list[str]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.cells[0]}"


@dataclass(slots=True)
class Seen:
    """What a corpus used: written forms with and without clitics, runs of words, entries of triggers, reasons of drops."""

    forms: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    triggers: set[tuple[str, str, str]] = field(default_factory=set)
    phrases: set[int] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    articles: int = 0


def lists() -> dict[str, str]:
    """The text of every list by file name."""
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".tsv")
    }


def rows_of(file: str, text: str) -> Iterator[Row]:
    """The rows of a list with their line numbers."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield Row(file, number, line.split("\t"))


def header_problems(file: str, text: str) -> list[str]:
    """What the header lacks, and rows that do not fit it."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    columns = [found[1] for line in comments if (found := _COLUMN.match(line))]
    problems = [] if columns else [f"{file}: no column is explained (`# name<tab>what it holds`)"]
    header = " ".join(comments)
    problems += [
        f"{file}: the header lacks `# {part}: …`" for part in ("Source", "Licence") if f"{part}:" not in header
    ]
    if columns:
        problems += [
            f"{row}: {len(row.cells)} columns, the header explains {len(columns)}"
            for row in rows_of(file, text)
            if len(row.cells) != len(columns)
        ]
    return problems


def duplicates(file: str, text: str) -> list[str]:
    """Rows whose entry an earlier row of the list has already. Spellings that fold alike are the same word."""
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row in rows_of(file, text):
        key = tuple(fold(row.cells[column]) for column in KEYS.get(file, (0,)))
        if key in first:
            problems.append(f"{row}: is in line {first[key]} already")
        first.setdefault(key, row.line)
    return problems


def shadowed(texts: dict[str, str]) -> list[str]:
    """Entries that another row silences."""
    table = lexicon().forms
    out: list[str] = []
    for row in rows_of("people.tsv", texts["people.tsv"]):
        singular, plurals, role, gender = row.cells
        forms = noun_forms(fold(singular), fold(plurals).split(","), gender == "f")
        lemma = fold(singular) if singular != "-" else fold(plurals).split(",")[0]
        if not any(form in table and table[form].lemma == lemma and table[form].role == role for form in forms):
            out.append(f"{row}: every form belongs to another row of people.tsv")
    taken: dict[str, Row] = {}
    for file in ("people.tsv", "organisations.tsv", "titles.tsv"):
        for row in rows_of(file, texts[file]):
            taken.setdefault(fold(row.cells[0]), row)
    for file in ("nonpeople.tsv", "verbs.tsv", "given_names.tsv", "place_names.tsv"):
        out += [
            f"{row}: is also {taken[fold(row.cells[0])]}"
            for row in rows_of(file, texts[file])
            if fold(row.cells[0]) in taken
        ]
    for row in rows_of("verbs.tsv", texts["verbs.tsv"]):
        entry = table.get(fold(row.cells[0]))
        if entry is not None and entry.triggers:
            out.append(
                f"{row}: is a form of the trigger {entry.triggers[0].lemma}, verbs.tsv is for verbs that are none"
            )
    for file, columns in (("topics.tsv", (0,)), ("negatives.tsv", (2,))):
        said: dict[tuple[str, ...], Row] = {}
        for row in rows_of(file, texts[file]):
            for one in fold(row.cells[columns[0]]).split(","):
                key = (*map(fold, row.cells[: columns[0]]), one)
                if key in said and said[key] is not row:
                    out.append(f"{row}: {one} is in line {said[key].line} already; the later row wins")
                said[key] = row
    return out


def watch(corpus: Path) -> Seen:
    """Reads every article of the corpus and notes what it used."""
    seen = Seen()
    spelled: Counter[str] = Counter()
    wanted = {
        part.strip()
        for file, text in lists().items()
        if file not in ("triggers.tsv", "phrases.tsv", *FOUND_BY_NAME)
        for row in rows_of(file, text)
        for part in _words(row)
        if " " in part
    }
    opening = defaultdict(list)
    for run in wanted:
        opening[run.split(" ")[0]].append(run)
    with gzip.open(corpus, "rb") as lines:
        for line in lines:
            article = read_article(line)
            if isinstance(article, RefusalError):
                continue
            seen.articles += 1
            written = _WORD.findall(normalize(f"{article.title}\n{article.body}").text)
            spelled.update(written)
            _note_runs(written, opening, seen.runs)
            for reading in read(article)[1]:
                if isinstance(reading.entry, TriggerEntry):
                    seen.triggers.add((reading.entry.lemma, reading.entry.kind, reading.entry.category))
                elif isinstance(reading.entry, PhraseEntry):
                    seen.phrases.add(id(reading.entry))
                if reading.dropped is not None:
                    seen.dropped.add(reading.dropped)
    for text in spelled:
        analysis = word(text)
        seen.forms |= {text, analysis.core, analysis.text, *bare_forms(analysis)}
    return seen


def _note_runs(written: list[str], opening: dict[str, list[str]], runs: set[str]) -> None:
    for at, text in enumerate(written):
        for start in {text, text.removeprefix("و"), text.removeprefix("ال"), text[1:], text.removeprefix("وال")}:
            for run in opening.get(start, ()):
                if run not in runs and run.split(" ")[1:] == written[at + 1 : at + 1 + run.count(" ")]:
                    runs.add(run)


def _words(row: Row) -> list[str]:
    """The folded words under which the row is looked up in a text."""
    if row.file == "people.tsv":
        singular, plurals, _role, gender = row.cells
        return list(noun_forms(fold(singular), fold(plurals).split(","), gender == "f"))
    if row.file == "attacks.tsv":
        return [fold(row.cells[0]), *(fold(form) for form in row.cells[2].split("|") if form != "-")]
    return [fold(one) for one in row.cells[0].split(",")]


def never_fired(texts: dict[str, str], seen: Seen) -> list[str]:
    """Entries that the corpus never used."""
    out: list[str] = []
    for file, text in texts.items():
        for row in rows_of(file, text):
            if file in FOUND_BY_NAME:
                continue
            if file == "triggers.tsv":
                fires = (fold(row.cells[0]), row.cells[1], row.cells[2]) in seen.triggers
            elif file == "phrases.tsv":
                fires = _phrase_read(row, seen)
            elif file == "negatives.tsv":
                fires = any(reason.startswith(f"{row.cells[3]}: ") for reason in seen.dropped)
            else:
                fires = any(one in (seen.runs if " " in one else seen.forms) for one in _words(row))
            if not fires:
                out.append(str(row))
    return out


def _phrase_read(row: Row, seen: Seen) -> bool:
    slots = tuple(frozenset() if slot == "_" else frozenset(fold(slot).split("|")) for slot in row.cells[0].split(" "))
    return any(
        id(phrase) in seen.phrases
        for form in slots[0]
        for phrase in lexicon().phrases.get(form, ())
        if phrase.slots == slots and phrase.kind == row.cells[1]
    )


def _print(title: str, found: list[str], most: int) -> None:
    print(f"{title}: {len(found)}")
    for line in found[:most]:
        print(f"  {line}")
    if len(found) > most:
        print(f"  … and {len(found) - most} more (--all)")


def main() -> None:
    """Command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stream.jsonl.gz"))
    parser.add_argument("--all", action="store_true", help=f"print every finding, not the first {SHOWN} of each sort")
    arguments = parser.parse_args()
    most = sys.maxsize if arguments.all else SHOWN
    texts = lists()
    wrong = [line for file, text in texts.items() for line in header_problems(file, text)]
    twice = [line for file, text in texts.items() for line in duplicates(file, text)]
    _print("headers and columns", wrong, most)
    _print("duplicates", twice, most)
    _print("shadowed or in two lists", shadowed(texts), most)
    if arguments.corpus.exists():
        seen = watch(arguments.corpus)
        silent = never_fired(texts, seen)
        by_file = Counter(line.partition(":")[0] for line in silent)
        _print(f"never used in {seen.articles} articles", silent, most)
        print("  by list: " + ", ".join(f"{file} {count}" for file, count in by_file.items()))
    else:
        print(f"no corpus at {arguments.corpus}: not checked which entries fire")
    if wrong or twice:
        sys.exit(1)


if __name__ == "__main__":
    main()
