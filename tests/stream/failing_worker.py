"""A worker whose claims engine fails on the title `raise` and never returns from `hang`: a program for `test_restart`."""

from __future__ import annotations

from schemas import Article, Claim
from services.claims import extract
from services.cli import app
from services.stream import extract_stage
from services.stream.claims_once import ClaimsOnce


def failing_extract(article: Article) -> list[Claim]:
    """The claims of the article, but for two titles."""
    if article.title == "raise":
        raise RuntimeError(f"a rule failed at {article.body}")
    while article.title == "hang":
        pass
    return extract(article)


if __name__ == "__main__":
    import sys

    extract_stage.extract = failing_extract  # type: ignore[attr-defined]
    # what intake found is not used: the fault is one of the stage extract
    ClaimsOnce.take = lambda *_: None  # type: ignore[method-assign]
    sys.argv = ["rasd", "worker"]
    app.main()
