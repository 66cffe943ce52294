"""Whether مجزرة or مذبحة tells of an event: "مجزرة ارتكبها الجيش بحق المدنيين", not "ذكرى المجزرة"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import RELATIVE
from services.claims.reading import Reading

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_COMMITTED = frozenset(("ارتكب", "ارتكبت", "ارتكبوا", "ارتكاب", "بارتكاب", "ارتكبتها"))
_COMMITTED_IT = frozenset(("ارتكبتها", "ارتكبها", "نفذتها", "نفذها"))
_COMMITTING_IT = frozenset(("ترتكبها", "يرتكبها"))


def read_massacre(reader: Reader, reading: Reading) -> None:
    """مجزرة, مذبحة: a claim where a doer, victims or a number stand beside it, not as the label of a known event."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    behind = i + 2 if i + 1 < len(tokens) and tokens[i + 1].tags & RELATIVE else i + 1
    nxt = tokens[behind].text if behind < len(tokens) else ""
    for k in range(i + 1, min(len(tokens), i + 9)):
        if tokens[k].text in ("بحق", "ضد", "حق", "راح"):
            reading.victims = grammar.after(k + 1)
            if tokens[k].text == "راح" and k + 1 < len(tokens) and tokens[k + 1].text.startswith("ضحي"):
                reading.dropped = "told by the words behind it"  # "مجزرة راح ضحيتها 30"
                return
            break
        if tokens[k].text in (".", ",", ";"):
            break
    before = {token.text.lstrip("و") for token in tokens[max(0, i - 6) : i]}
    done = bool(before & _COMMITTED) or nxt in _COMMITTED_IT
    word = tokens[i].word
    if word is not None and not word.definite:
        done = done or any(token.text in _COMMITTING_IT for token in tokens[i + 1 : i + 6])
    if reading.victims is None and not done:
        reading.dropped = "label of a known event"
        return
    reading.rule = "massacre"
    if reading.victims is None:
        reading.notes.append("bare event")
