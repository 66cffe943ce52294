"""Who was exposed to a harm: "تعرض أحد أفراد الدورية لإصابة", "يعاني من جروح", "نقل السائق بحالة خطرة"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims.lexicon import word_set
from services.claims.people_phrases.people import People
from services.claims.text.inflection import PERSON_OF
from services.claims.text.tokens import Sentence

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_EXPOSED = word_set("exposed")
_SUFFERING = word_set("suffering")
_CARRIED = word_set("carried")


def exposed_people(reader: Reader, sentence: Sentence, i: int) -> People | None:
    """ "تعرض أحد أفراد الدورية لإصابة", "بعد تعرضه لإصابات", "يعاني من جروح": the people that were exposed to what stands at `i`."""
    grammar = reader.grammar(sentence)
    tokens = grammar.tokens
    word = tokens[i].word
    preposition = word.preposition if word is not None else ""
    before = tokens[i - 1].text if i else ""
    if preposition not in ("ل", "ب") and before not in ("الي", "من"):
        return None
    verbs = _SUFFERING if before == "من" else _EXPOSED if preposition == "ل" or before == "الي" else _EXPOSED | _CARRIED
    for k in range(i - 1, max(-1, i - 10), -1):
        if tokens[k].text in (".", ":", ";"):
            return None
        found = next((form for form in _without_clitics(tokens[k].text) if form in verbs), None)
        if found is None:
            continue
        pronoun = next((p for p in ("هما", "هم", "ها", "ه") if found.endswith(p) and found[: -len(p)] in verbs), "")
        if pronoun:
            return reader.antecedent(sentence, k, PERSON_OF.get(pronoun, "m1"), pronoun)
        after = grammar.after(k + 1)
        if after is not None and after.end <= i:
            return after
        number = "3" if found.endswith(("وا", "ون", "ن")) else "2" if found.endswith(("ا", "تا", "ان")) else "1"
        return grammar.subject_before(k, f"m{number}")
    return None


def _without_clitics(text: str) -> tuple[str, ...]:
    """The token as it is and without one or two particles: "وتعرض", "لتعرضه"."""
    return (text, text[1:], text[2:]) if text[:1] in "ولفبس" else (text,)
