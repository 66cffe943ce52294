"""Loads what the engine knows before the first article comes, and keeps the garbage collector away from it."""

from __future__ import annotations

import gc

from schemas import Article
from services.claims.extraction import extract

SAMPLE = "قال مصدر عسكري إن 3 جنود من الجيش قتلوا يوم الأحد في قصف على مدينة حلب"
_YOUNG = 50_000  # an article leaves next to nothing for the collector; the default of 700 looks at what is being read


def load() -> None:
    """Reads every list, the gazetteer and the weights into memory (about a second), then freezes them for the collector.

    For processes that extract and do little else; it changes the collector's settings for the whole process.
    """
    extract(
        Article(id="sample", title="", body=SAMPLE, url=None, source=None, published_at="2017-08-08T12:00:00+03:00")
    )
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
