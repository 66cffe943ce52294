"""What the engine made of each trigger of an article, and why: for whoever works on the words."""

from __future__ import annotations

from schemas import Article
from services.claims.extraction import read
from services.claims.resolution import settle


def explain(article: Article) -> str:
    """One block a trigger: its sentence, the rule that took it with the people found, or the reason it was dropped."""
    _document, readings = read(article)
    settle(readings)
    lines = [f"{article.id} · {article.title}"]
    for reading in readings:
        tokens = reading.sentence.tokens
        words = " ".join(token.text for token in tokens[reading.first : reading.last + 1])
        around = " ".join(token.text for token in tokens[max(0, reading.first - 8) : reading.last + 12])
        lines.append(f"  {reading.sentence.field.name} {reading.kind} [{words}] …{around}…")
        if reading.dropped is not None:
            lines.append(f"    dropped: {reading.dropped} ({reading.rule})")
            continue
        people = ""
        if reading.victims is not None:
            start, end = reading.victims.span()
            people = f" people: {reading.victims.sentence.field.text[start:end]}"
        lines.append(f"    taken: {reading.rule}{people}")
    return "\n".join(lines) + "\n"
