"""Reading quantities beside puckling, arabic-itn and pyarabic on the table of cases of the unit tests: part of `make bench-arabic`.

    python -m bench.arabic_numbers

Rasd must give the low, the high and the precision of every quantity and nothing else. A peer knows no precision, so it
is right where the numbers it finds are the bounds that the case names, in any order; a case of no people counts as right
for a peer that finds no number there, though most of these peers claim to read numbers only.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from bench.arabic_corpus import CORPUS, table
from bench.arabic_cost import casualty_sentences, growth, microseconds
from bench.arabic_peers import NUMBER_PEERS, puckling
from services.arabic import parse_numbers
from services.arabic.numbers import quantities
from services.arabic.words import Words
from tests.arabic.cases import NumberCase, number_cases
from tests.arabic.hostile import NUMBERS

_ROUNDS = 7


def right_for_us(case: NumberCase) -> bool:
    """Low, high and precision of every quantity."""
    return [(found.low, found.high, found.precision) for found in parse_numbers(case.text)] == case.quantities


def right_for_peer(case: NumberCase, found: list[float]) -> bool:
    """The same numbers as the bounds of the case."""
    bounds = {float(bound) for low, high, _ in case.quantities for bound in (low, high) if bound is not None}
    return {float(number) for number in found} == bounds


def main() -> int:
    """Prints the tables; returns the exit status: 1 when a case is wrong or cost grows faster than the text."""
    cases = number_cases()
    texts = [case.text for case in cases]
    right: dict[str, list[bool]] = {"rasd": [right_for_us(case) for case in cases]}
    cost = {"rasd": microseconds(parse_numbers, texts, _ROUNDS)}
    now = datetime.now(UTC)
    other = puckling([(text, now) for text in texts])
    if other is not None:
        right["puckling"] = [right_for_peer(case, found) for case, found in zip(cases, other.numbers, strict=True)]
        cost["puckling"] = other.number_seconds / len(cases) * 1e6
    for name, peer in NUMBER_PEERS.items():
        right[name] = [right_for_peer(case, peer(case.text)) for case in cases]
        cost[name] = microseconds(peer, texts, _ROUNDS)
    groups = list(dict.fromkeys(case.group for case in cases))
    rows = []
    for name, hits in right.items():
        by_group = [sum(hit for hit, case in zip(hits, cases, strict=True) if case.group == group) for group in groups]
        rows.append([name, str(sum(hits)), *map(str, by_group), f"{cost[name]:,.0f}"])
    totals = [str(sum(case.group == group for case in cases)) for group in groups]
    print(f"### Numbers: right on {len(cases)} cases\n")
    print(table(["", "all", *groups, "µs a case"], [*rows, ["of", str(len(cases)), *totals, ""]]))
    if other is None:
        print("\npuckling is not measured: it needs Python 3.13 (name one in PUCKLING_PYTHON).")
    if CORPUS.exists():
        sentences = casualty_sentences()
        reading, cutting = microseconds(quantities, sentences, _ROUNDS), microseconds(Words, sentences, _ROUNDS)
        print(f"\n{len(sentences):,} folded sentences of the corpus with a casualty word, 150 to 250 characters:")
        print(f"{reading:.0f} µs each, of which cutting into words {cutting:.0f} µs.\n")
    grown, steep = growth(parse_numbers, NUMBERS)
    print(grown)
    wrong = [text for hit, text in zip(right["rasd"], texts, strict=True) if not hit]
    print(f"\nWrong: {' | '.join(wrong)}" if wrong else "\nEvery case is right.")
    if steep:
        print(f"Grows faster than the text: {', '.join(steep)}")
    return 1 if wrong or steep else 0


if __name__ == "__main__":
    sys.exit(main())
