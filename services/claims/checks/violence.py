"""Whether violence, an accident or a disaster is told near a reading, so that a death is no natural one: "توفي ثلاثة في حادث"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import word_set
from services.claims.reading import Reading

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

VIOLENT = tuple(sorted(word_set("violence")))
_ILLNESS = tuple(sorted(word_set("illness")))
_OPENING = 700  # characters of the body that say how somebody in the title died
_NEARBY = 200  # characters around a sentence that may say how somebody died


def violence_told(reader: Reader, reading: Reading) -> bool:
    """Whether violence, an accident or a disaster is told in the sentence, beside it, or (for a title) where the body opens."""
    field = reading.sentence.field
    text = reading.sentence.text
    if any(word in text for word in _ILLNESS):
        return False
    if any(word in text for word in VIOLENT):
        return True
    if "عن عمر" in text:
        return False  # "وفاة المخرج فلان عن عمر 75 عاما"
    document = reader.document
    victims = reading.victims
    if victims is not None and (victims.names or victims.definite) and not victims.counted and field is document.body:
        return any(word in document.title.text for word in VIOLENT)
    if field is document.title:
        opening = document.body.text[:_OPENING]
        return any(word in opening for word in VIOLENT) and not any(word in opening for word in _ILLNESS)
    around = field.text[max(0, reading.sentence.start - _NEARBY) : reading.sentence.end + _NEARBY]
    if any(word in around for word in _ILLNESS):
        return False
    if any(word in around for word in VIOLENT):
        return True
    if reader.violent is None:
        title, body = document.title.text, document.body.text
        reader.violent = any(word in title for word in VIOLENT) and not any(
            word in title + body[:1500] for word in _ILLNESS
        )
    return reader.violent
