"""What the engine made of each trigger of an article, and why: for whoever works on the words."""

from __future__ import annotations

from schemas import Article, Claim
from services.claims.choices.model import Weights
from services.claims.claim_builder import ClaimBuilder
from services.claims.extraction import document_reader, read
from services.claims.lexicon import PhraseEntry
from services.claims.reading import Reading
from services.claims.resolution import settle

_BEFORE, _AFTER = 8, 12  # tokens of context


def explain(article: Article, judged_by: Weights | None = None) -> str:
    """One block a trigger: its place and kind with the words round it; the entry of the lists that found it; then the rule
    that took it with the claim, or the reason why it was dropped, and how likely the model holds it to be a claim. A word
    that several entries know has a block for each one tried. The last line counts. judged_by: as in `extraction.read`."""
    document, readings = read(article, judged_by)
    kept = settle(readings)
    builder = ClaimBuilder(article, document, document_reader(document), kept)
    claims = {id(reading): builder.build(reading) for reading in kept}
    # `settle` may put several readings, one a group of people, in the place of one
    by_trigger: dict[tuple[str, int, int, str], list[Reading]] = {}
    for reading in kept:
        by_trigger.setdefault(_trigger(reading), []).append(reading)
    lines = [f"{article.id} · {article.title}"]
    seen: set[int] = set()
    for reading in readings:
        if reading.dropped is None:
            for taken in by_trigger.get(_trigger(reading), [reading]):
                if id(taken) not in seen:
                    seen.add(id(taken))
                    lines += _block(taken, claims.get(id(taken)))
        else:
            lines += _block(reading, None)
    dropped = sum(reading.dropped is not None for reading in readings)
    lines.append(f"  {len(claims)} taken, {dropped} dropped")
    return "\n".join(lines) + "\n"


def _trigger(reading: Reading) -> tuple[str, int, int, str]:
    return reading.sentence.field.name, reading.sentence.index, reading.first, reading.kind


def _block(reading: Reading, claim: Claim | None) -> list[str]:
    tokens = reading.sentence.tokens
    start = max(0, reading.first - _BEFORE)
    before = " ".join(token.text for token in tokens[start : reading.first])
    words = " ".join(token.text for token in tokens[reading.first : reading.last + 1])
    after = " ".join(token.text for token in tokens[reading.last + 1 : reading.last + 1 + _AFTER])
    opening = "…" if start else ""
    closing = "…" if reading.last + 1 + _AFTER < len(tokens) else ""
    where = f"{reading.sentence.field.name}, sentence {reading.sentence.index + 1}"
    lines = [
        f"  {where}: {reading.kind}",
        f"    {opening}{before} [{words}] {after}{closing}",
        f"    entry: {_entry(reading)}",
    ]
    likely = "" if reading.likelihood is None else f", likelihood {reading.likelihood:.2f}"
    if claim is None:
        reason = reading.dropped or "its people belong to another trigger"
        return [*lines, f"    dropped: {reason} (rule: {reading.rule}{likely})"]
    lines.append(f"    taken, rule: {reading.rule}{likely}")
    if reading.revived is not None:
        lines.append(f"    revived by the model; the rules had dropped it: {reading.revived}")
    count = claim.count
    number = f"{'?' if count.low is None else count.low} to {'?' if count.high is None else count.high}"
    facts = [f"{number} {count.precision}", claim.assertion, claim.scope, f"confidence {claim.confidence}"]
    if claim.restates is not None:
        facts.append("restates an earlier claim")
    facts += [name for name, holds in (("explicit none", reading.zero), ("undivided", reading.undivided)) if holds]
    facts += reading.notes
    lines.append(f"    people: {claim.who.text or 'none named'} ({', '.join(facts)})")
    return lines


def _entry(reading: Reading) -> str:
    """The entry of triggers.tsv or phrases.tsv that found the words."""
    entry = reading.entry
    if entry is None:
        return "none"
    if isinstance(entry, PhraseEntry):
        return "phrases.tsv"
    voice = f", {entry.frame}" if entry.frame else ""
    return f"triggers.tsv, {entry.category} {entry.lemma}{voice}"
