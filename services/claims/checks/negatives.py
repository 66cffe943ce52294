"""Words beside a trigger that make it something else (negatives.tsv: "قتل الوقت", "إصابة اللاعب"), and words of rescuing before one:
who was rescued is alive."""

from __future__ import annotations

from services.claims.lexicon import lexicon
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import bare_forms

_RESCUING = ("انقذ", "ينقذ", "تنقذ", "انقاذ", "ننقذ")


def negative(sentence: Sentence, first: int, last: int) -> str | None:
    """Why the trigger at the tokens `first` to `last` is none: what negatives.tsv says of the word behind or before it, quotation marks
    passed over; None where it says nothing."""
    tokens = sentence.tokens
    table = lexicon().negatives
    word = tokens[first].word
    cores = {tokens[first].text}
    if word is not None:
        cores |= {word.core, word.entry.triggers[0].lemma if word.entry.triggers else word.core}
        cores |= {("ال" + word.core) if word.definite else word.core}
    for side, at in (("next", last + 1), ("prev", first - 1)):
        if not 0 <= at < len(tokens):
            continue
        if tokens[at].text == '"' and 0 <= at + (1 if side == "next" else -1) < len(tokens):
            at += 1 if side == "next" else -1
        beside = tokens[at].word
        forms = {tokens[at].text}
        if beside is not None:
            forms.update(bare_forms(beside))
        for core in cores:
            reasons = table.get((core, side))
            if reasons is None:
                continue
            for form in forms:
                reason = reasons.get(form)
                if reason is not None:
                    return f"{reason}: {tokens[at].text}"
    return None


def rescued(tokens: list[Token], i: int) -> bool:
    """Whether a word of rescuing stands before token `i`: "أنقذت الفرق 13 غريقا" are alive."""
    return any(token.text.lstrip("وبف").startswith(_RESCUING) for token in tokens[max(0, i - 6) : i])
