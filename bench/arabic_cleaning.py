"""What an article costs from body to sentences, beside decoding its JSON: part of `make bench-arabic`.

    python -m bench.arabic_cleaning [--articles N] [--rounds N]

Cleaning is the test for HTML and the search for boilerplate; the bodies of the corpus are plain text already. Converting
HTML is measured on the same bodies with every line as a paragraph.
"""

from __future__ import annotations

import argparse
import html
import sys

import orjson

from bench.arabic_corpus import CORPUS, best_seconds, read_lines, table
from services.arabic import normalize
from services.arabic.boilerplate import boilerplate
from services.arabic.html_text import html_to_text, looks_like_html
from services.arabic.sentences import sentences

ALL = "all four together"
FIGURE = 60.0
"""Microseconds for the mean article that cleaning, sentences and normalizing together may take."""


def read(article: tuple[str, str]) -> object:
    """Title and body to folded text, skipped lines and sentences."""
    title, body = article
    if looks_like_html(body):
        body = html_to_text(body)
    folded_title, folded = normalize(title).text, normalize(body).text
    return boilerplate(folded_title, folded), sentences(folded)


def main() -> int:
    """Command line; returns the exit status: 1 when the figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, help="only so many of the corpus")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    if not CORPUS.exists():
        print(f"{CORPUS} is not there, nothing to measure")
        return 0
    lines = read_lines(options.articles)
    decoded = [orjson.loads(line) for line in lines]
    articles = [(article.get("title") or "", article.get("body") or "") for article in decoded]
    folded = [(normalize(title).text, normalize(body).text) for title, body in articles]
    pages = ["".join(f"<p>{html.escape(line)}</p>\n" for line in body.split("\n")) for _, body in articles]
    seconds = best_seconds(
        {
            "orjson decodes the article": orjson.loads,
            "HTML or not": lambda article: looks_like_html(article[1]),
            "normalizing title and body": lambda article: (normalize(article[0]).text, normalize(article[1]).text),
            "boilerplate": lambda article: boilerplate(*article),
            "sentences": lambda article: sentences(article[1]),
            ALL: read,
            "HTML to text, where it is HTML": html_to_text,
        },
        {
            "orjson decodes the article": lines,
            "HTML or not": articles,
            "normalizing title and body": articles,
            "boilerplate": folded,
            "sentences": folded,
            ALL: articles,
            "HTML to text, where it is HTML": pages,
        },
        options.rounds,
    )
    spent = {name: total / len(lines) * 1e6 for name, total in seconds.items()}
    print(f"### Cleaning, sentences and normalizing: {len(lines):,} articles\n")
    rows = [[name, f"{value:.1f}", f"{FIGURE:.0f}" if name == ALL else ""] for name, value in spent.items()]
    print(table(["", "µs for the mean article", "at most"], rows))
    print("\nThe figure is reached." if spent[ALL] <= FIGURE else "\nThe figure is not reached.")
    return 0 if spent[ALL] <= FIGURE else 1


if __name__ == "__main__":
    sys.exit(main())
