"""Reading time expressions beside dateparser and puckling on the table of cases of the unit tests: part of `make bench-arabic`.

    python -m bench.arabic_dates

Rasd must give the words, the first and the last day and the precision of every expression and nothing else. A peer gives
moments, so it is right where it finds as many as the case names and each lies within its first and last day; where the case has
no date (a name, a day that does not exist), a peer is right when it finds none.
"""

from __future__ import annotations

import sys
from datetime import date

from bench.arabic_corpus import CORPUS, table
from bench.arabic_cost import casualty_sentences, growth, microseconds
from bench.arabic_peers import days_by_dateparser, puckling
from services.arabic import parse_dates
from services.arabic.dates import date_mentions
from services.arabic.words import Words
from tests.arabic.cases import DateCase, date_cases
from tests.arabic.hostile import DATES

_ROUNDS = 7


def right_for_us(case: DateCase) -> bool:
    """Words, days and precision of every expression."""
    found = [
        (case.text[mention.start : mention.end], mention.earliest, mention.latest, mention.precision)
        for mention in parse_dates(case.text, case.published)
    ]
    return found == case.mentions


def right_for_peer(case: DateCase, found: list[tuple[date, date]]) -> bool:
    """As many expressions as the case has, each inside of its days."""
    expected = [(first, last) for _, first, last, _ in case.mentions if first is not None or last is not None]
    if len(found) != len(expected):
        return False
    return all(
        (low is None or low <= first) and (high is None or last <= high)
        for (first, last), (low, high) in zip(found, expected, strict=True)
    )


def main() -> int:
    """Prints the tables; returns the exit status: 1 when a case is wrong or cost grows faster than the text."""
    cases = date_cases()
    published = cases[0].published
    right = {"rasd": [right_for_us(case) for case in cases]}
    cost = {"rasd": microseconds(lambda case: parse_dates(case.text, case.published), cases, _ROUNDS)}
    other = puckling([(case.text, case.published) for case in cases])
    if other is not None:
        right["puckling"] = [right_for_peer(case, found) for case, found in zip(cases, other.days, strict=True)]
        cost["puckling"] = other.day_seconds / len(cases) * 1e6
    right["dateparser"] = [right_for_peer(case, days_by_dateparser(case.text, case.published)) for case in cases]
    cost["dateparser"] = microseconds(lambda case: days_by_dateparser(case.text, case.published), cases, 1)
    kinds = {
        "one day": [len(case.mentions) == 1 and case.mentions[0][3] == "day" for case in cases],
        "longer": [len(case.mentions) == 1 and case.mentions[0][3] != "day" for case in cases],
        "several": [len(case.mentions) > 1 for case in cases],
        "no date": [not case.mentions for case in cases],
    }
    rows = []
    for name, hits in right.items():
        by_kind = [sum(hit and member for hit, member in zip(hits, members, strict=True)) for members in kinds.values()]
        rows.append([name, str(sum(hits)), *map(str, by_kind), f"{cost[name]:,.0f}"])
    totals = [str(sum(members)) for members in kinds.values()]
    print(f"### Dates: right on {len(cases)} cases\n")
    print(table(["", "all", *kinds, "µs a case"], [*rows, ["of", str(len(cases)), *totals, ""]]))
    if other is None:
        print("\npuckling is not measured: it needs Python 3.13 (name one in PUCKLING_PYTHON).")
    if CORPUS.exists():
        sentences = casualty_sentences()
        reading = microseconds(lambda text: date_mentions(text, published), sentences, _ROUNDS)
        cutting = microseconds(Words, sentences, _ROUNDS)
        print(f"\n{len(sentences):,} folded sentences of the corpus with a casualty word, 150 to 250 characters:")
        print(f"{reading:.0f} µs each, of which cutting into words {cutting:.0f} µs.\n")
    grown, steep = growth(lambda text: parse_dates(text, published), DATES)
    print(grown)
    wrong = [case.text for hit, case in zip(right["rasd"], cases, strict=True) if not hit]
    print(f"\nWrong: {' | '.join(wrong)}" if wrong else "\nEvery case is right.")
    if steep:
        print(f"Grows faster than the text: {', '.join(steep)}")
    return 1 if wrong or steep else 0


if __name__ == "__main__":
    sys.exit(main())
