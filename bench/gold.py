"""The gold articles beside the repository (`../shared/gold`), and which of them a checker may read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "gold"


def kept_apart(article_id: str) -> bool:
    """Whether an article belongs to the third that no rule is made for (as `score.py --part check`)."""
    return hashlib.sha256(article_id.encode()).digest()[0] % 3 == 0


def load(part: str) -> tuple[dict[str, dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """Articles by id and gold claims by article id; `part` is `tune`, `check` or `all`."""
    articles = {a["id"]: a for a in json.loads((FOLDER / "articles.json").read_text(encoding="utf-8"))}
    claims = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
    wanted = [id for id in articles if part == "all" or kept_apart(id) == (part == "check")]
    return {id: articles[id] for id in wanted}, {id: claims.get(id, []) for id in wanted}
