"""Scores the claims engine on articles of our own: written for it in the manner of several kinds of outlets, and annotated.

    python -m bench.annotations.own [KIND ...]

KIND is a file of `own/` without its ending: wire_agencies, gulf_and_yemen, egypt_and_maghreb, partisan_media, world_and_defections;
all of them where none is named. One writer and annotator a file, thirty articles each, five of them full of the words but without
claims; the constructions are as varied as the writer could make them, so that the engine finds less than in newspapers. No model
learns from them. Rules were mended by the misses of all kinds but those of UNREAD.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.annotations.read import kinds_in, of_our_own
from bench.annotations.scoring import print_scores

FOLDER = Path(__file__).parent / "own"
UNREAD = ("gulf_and_yemen", "wire_agencies")  # kinds whose misses nobody has read to mend a rule


def main() -> None:
    """Command line of the module's docstring."""
    kinds = kinds_in(FOLDER)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", choices=[*kinds, []], metavar="KIND")
    for kind in parser.parse_args().kinds or kinds:
        print(f"{kind}{' (misses not read)' if kind in UNREAD else ''}: ", end="")
        print_scores(*of_our_own(FOLDER, [kind]))


if __name__ == "__main__":
    main()
