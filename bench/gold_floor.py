"""Scores the claims of the tree as it stands against the gold set and holds them to the recorded floor.

The gold articles are other people's texts and stay outside the repository, in `../shared/gold` beside the clone; where
they are not, there is nothing to check. `make gold` runs this. `python -m bench.gold_floor --record` raises the floor to
the scores reached, less a margin of 0.002 (1 stays 1), and of 0.02 for the share of a field that is right, which a fit anew moves by
some claims; it never lowers one: a lower floor is written by hand with its reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
FLOOR = Path(__file__).with_name("gold_floor.toml")
MARGIN, FIELD_MARGIN = 0.002, 0.02
FIELD = " right"  # ends the name of the share of a field that is right, among the claims found
PARTS = ("all", "tune", "check")

Scores = dict[str, dict[str, float]]


def measure() -> Scores:
    """The scores of `rasd extract`: part of the gold set → name of a score → value."""
    articles = json.loads((GOLD / "articles.json").read_text(encoding="utf-8"))
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    rasd = Path(sys.executable).with_name("rasd")
    claims = subprocess.run([rasd, "extract", "-"], input=lines.encode(), capture_output=True, check=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(claims)
        file.flush()
        return {part: _score(file.name, part) for part in PARTS}


def _score(claims: str, part: str) -> dict[str, float]:
    command = [sys.executable, GOLD / "score.py", GOLD / "articles.json", GOLD / "gold.json", claims]
    printed = subprocess.run([*command, "--part", part, "--json"], capture_output=True, check=True).stdout
    result = json.loads(printed)
    scores = {f"{name} F1": figures["F1"] for name, figures in result["scores"].items() if _is_floor(name)}
    fields = {name: share for name, share in result["fields"].items() if name != "offsets"}
    return {
        **scores,
        "offsets": result["fields"]["offsets"],
        **{f"{name}{FIELD}": share for name, share in fields.items()},
    }


def _is_floor(name: str) -> bool:
    return name in ("detection", "casualty", "defection") or name.startswith("record")


def below(scores: Scores, floors: Scores) -> list[str]:
    """The scores that are below their floor, in words."""
    return [
        f"{part} {name}: {scores[part].get(name, 0.0):.4f} is below the floor {floor:.4f}"
        for part, names in floors.items()
        for name, floor in names.items()
        if scores[part].get(name, 0.0) < floor
    ]


def raised(scores: Scores, floors: Scores) -> Scores:
    """The floors, each raised to its score less the margin where that is higher."""
    return {
        part: {name: max(floors.get(part, {}).get(name, 0.0), _floor(name, score)) for name, score in names.items()}
        for part, names in scores.items()
    }


def _floor(name: str, score: float) -> float:
    if name.endswith(FIELD):
        return round(max(score - FIELD_MARGIN, 0.0), 4)
    return score if score == 1.0 else round(max(score - MARGIN, 0.0), 4)


def write(floors: Scores) -> str:
    """The floors as TOML."""
    header = "# The least scores of `make gold`; raised by `python -m bench.gold_floor --record`.\n"
    tables = [
        f"[{part}]\n" + "".join(f"{json.dumps(name)} = {floor}\n" for name, floor in names.items())
        for part, names in floors.items()
    ]
    return "\n".join([header, *tables])


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the claims against the gold set and hold them to the floor.")
    parser.add_argument("--record", action="store_true", help="raise the floor to the scores reached")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"no gold set at {GOLD}: nothing to check")
        return
    floors: Scores = tomllib.loads(FLOOR.read_text()) if FLOOR.exists() else {}
    scores = measure()
    for part in PARTS:
        print(f"gold {part:6}" + "  ".join(f"{name} {score:.3f}" for name, score in scores[part].items()))
    if options.record:
        FLOOR.write_text(write(raised(scores, floors)))
        return
    problems = below(scores, floors)
    if problems:
        sys.exit("\n".join(problems))
    print(f"at or above the floor ({FLOOR.relative_to(ROOT)})")


if __name__ == "__main__":
    main()
