"""Prints what the gazetteer makes of every distinct place text of the gold set, and the share it resolves.

    python bench/check_places_gold.py [--part tune|check|all]

Whether a resolution is right is for a person to say: read the table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gold

from services.arabic import normalize
from services.places import PlaceContext, gazetteer


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tune", "check", "all"), default="tune")
    options = parser.parse_args()
    articles, claims = gold.load(options.part)
    places = gazetteer()
    seen: dict[tuple[str, str], str] = {}
    for id, article in articles.items():
        context = PlaceContext(
            article=normalize(article["title"] + "\n" + article["body"]).text,
            source=article.get("source"),
            url=article.get("url"),
        )
        for claim in claims[id]:
            text = claim["place"]
            if not text:
                continue
            found = places.resolve(text, context.within(normalize(claim["context"]).text))
            place = " / ".join(str(p) for p in (found.country, found.admin1, found.admin2, found.name) if p)
            point = "" if found.lat is None else f"{found.lat:.3f} {found.lon:.3f}"
            seen.setdefault((text, f"{found.precision or '-'}\t{place or '-'}\t{point}"), id)
    for (text, result), id in sorted(seen.items(), key=lambda item: (item[0][1] != "-\t-\t", item[0][0])):
        print(f"{text}\t{result}\t{articles[id].get('source')}")
    texts = {text for text, _ in seen}
    resolved = {text for text, result in seen if not result.startswith("-")}
    print(f"{len(texts)} distinct place texts, {len(resolved)} resolved ({len(resolved) / len(texts):.1%})")


if __name__ == "__main__":
    main()
