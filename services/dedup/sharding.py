"""Which shard of de-duplication an article goes to, where one is too slow.

Articles of different shards are never compared, so that copies must meet in one shard although each is placed by
itself. Copies share most of their words: the smallest hash among a text's words is the same one for two texts as
often as they share words. Of the features tried (docs/deduplication.md) the long words did best: they are the names
and terms of a story, which a copy keeps, and common words, which would send unrelated articles to one shard, are
short.
"""

from __future__ import annotations

import re
from typing import Final

from schemas import FingerprintedArticle
from services.dedup.shingles import word_hashes

LETTERS_OF_A_LONG_WORD: Final = 7
_LONG_WORD: Final = re.compile(rf"\w{{{LETTERS_OF_A_LONG_WORD},}}")


def shard_of(article: FingerprintedArticle, shards: int) -> int:
    """The shard of an article, 0 to `shards` - 1. Depends on its folded text alone, on its id where that has no word."""
    if shards == 1:
        return 0
    text = article.folded.body
    words = word_hashes(" ".join(_LONG_WORD.findall(text)))
    if not len(words):
        words = word_hashes(f"{article.folded.title} {text}")
    if not len(words):
        words = word_hashes(f"_{article.id}")
    # the leading bits are small, that is what made it the smallest; the last ones are as random as those of any word
    return int(words.min()) % shards
