"""What class of attacks.tsv a word belongs to, in the words round it where verb and noun are written alike ("قصف")."""

from __future__ import annotations

from collections.abc import Sequence

from services.claims.lexicon import NISBA, PREPOSITION, VERB, lexicon
from services.claims.text.tokens import Token
from services.claims.text.words import Word, word

_REMEMBERED = 200_000
_GOVERNORS = frozenset(("اثر", "جراء", "نتيجه", "بسبب", "خلال", "عقب", "بعد", "بفعل", "ان", "وقوع", "تبادل"))


class _AttackClasses(dict[str, "str | None"]):
    """The class of attacks.tsv that each token text belongs to, with و or ف or the article in front or not. Remembered."""

    def __missing__(self, text: str) -> str | None:
        if len(self) > _REMEMBERED:
            self.clear()
        found = None
        if text[0].isalpha():
            table = lexicon().attacks
            analysis = word(text)
            found = table.get(text) or table.get(analysis.core) or (table.get(text[1:]) if text[0] in "وفب" else None)
            noun = analysis.core if analysis.definite else text[1:] if text[0] == "ب" else ""
            if found == "strike" and noun in lexicon().attack_nouns:
                found = "attack"
        self[text] = found
        return found


ATTACK_CLASSES = _AttackClasses()


def attack_class(token: Token) -> str | None:
    """The class of the token by itself: where verb and noun are written alike, the verb's."""
    return ATTACK_CLASSES[token.text]


def names_event(noun: Word) -> bool:
    """Whether the word is an attack, a fight or a cause of harm: "هجوم", "اشتباكات", "زلزال"."""
    return ATTACK_CLASSES[noun.text] in ("attack", "fight") or noun.core in lexicon().causes


def attack_classes(tokens: Sequence[Token]) -> list[str | None]:
    """The class of each token of a sentence. What is written like a verb is a noun behind a preposition or a noun of cause ("في قصف",
    "جراء قصف") and before the adjective of how it was done ("قصف مدفعي")."""
    found = [ATTACK_CLASSES[token.text] for token in tokens]
    nouns = lexicon().attack_nouns
    for k, group in enumerate(found):
        if group == "strike" and tokens[k].text.removeprefix("و") in nouns:
            before = tokens[k - 1] if k else None
            behind = tokens[k + 1].word if k + 1 < len(tokens) else None
            if (before is not None and (before.tags & PREPOSITION or before.text in _GOVERNORS)) or (
                behind is not None and behind.tags & NISBA and not behind.definite and not behind.tags & VERB
            ):
                found[k] = "attack"
    return found
