"""Prints which actor the registry finds in every distinct `side`, `by` and `source` text of the gold set.

    python bench/check_actors_gold.py [--part tune|check|all] [--field side|by|source]

Whether a find is right, and whether a text names an organisation at all, is for a person to say: read the table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gold

from services.actors import ActorContext, registry
from services.arabic import normalize
from services.places import PlaceContext, gazetteer


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tune", "check", "all"), default="tune")
    parser.add_argument("--field", choices=("side", "by", "source"), action="append")
    options = parser.parse_args()
    articles, claims = gold.load(options.part)
    actors, places = registry(), gazetteer()
    for field in options.field or ("side", "by", "source"):
        seen: dict[tuple[str, str], str] = {}
        for id, article in articles.items():
            folded = normalize(article["title"] + "\n" + article["body"]).text
            around = PlaceContext(article=folded, source=article.get("source"), url=article.get("url"))
            context = ActorContext(article=folded, outlet_country=around.outlet_country(places))
            for claim in claims[id]:
                if claim[field]:
                    sentence = normalize(claim["context"]).text
                    place = claim["place"] and places.resolve(claim["place"], around.within(sentence)).country
                    own = context.within(sentence, place)
                    seen.setdefault((claim[field], actors.find(claim[field], own) or "-"), id)
        print(f"== {field}")
        for (text, result), id in sorted(seen.items(), key=lambda item: (item[0][1] != "-", item[0][0])):
            print(f"{text}\t{result}\t{articles[id].get('source')}")
        texts = {text for text, _ in seen}
        resolved = {text for text, result in seen if result != "-"}
        print(f"{len(texts)} distinct {field} texts, {len(resolved)} resolved ({len(resolved) / len(texts):.1%})\n")


if __name__ == "__main__":
    main()
