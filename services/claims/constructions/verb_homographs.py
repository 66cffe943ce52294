"""Words with the letters of a verb of harm that are none where they stand.

Folded text hides the vowels, and what little of them is written: قتل is also the killing, قتله also the killers (قتلة), فقد also
the particle of the past (ف with قد), وفرت also "provided". The article, a preposition, the spelling in the article or the words
beside it tell. Each function gives the reason why no verb is read, or None.
"""

from __future__ import annotations

from services.claims.constructions.medical_cases import CASES
from services.claims.constructions.verb_senses import runs
from services.claims.lexicon import (
    ADVERB,
    NAME,
    PEOPLE,
    PLACE_NAME,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBSET,
    TITLE,
    TriggerEntry,
    word_set,
)
from services.claims.people_phrases.sentence_grammar import SentenceGrammar
from services.claims.text.tokens import Sentence

# After a noun of happening or "تم" an unvowelled قتل is the verbal noun.
_BEFORE_VERBAL_NOUN = frozenset(
    ("عمليات", "عمليه", "حوادث", "حادثه", "حادث", "تم", "جري", "يتم", "حالات", "اعمال", "جرايم", "جريمه")
)
_PROVIDED = frozenset(("وفر", "وفرت", "توفر", "ووفر", "وفروا", "وفرا"))
_DEEDS = word_set("deeds")
_ADVERBS = word_set("adverbs")
_ALSO_NOUNS = word_set("also_nouns")


def noun_by_its_form(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> str | None:
    """Why the word at token `i` is a noun or a name by its form and its spelling: "بالقتل", "قتلة الشاب", "المهندس حامد سبيه"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is not None and (word.preposition in ("ب", "ك") or word.definite):
        return "no verb behind a preposition or article"
    if entry.pronoun == "ه" and grammar.sentence.field.written(tokens[i]).endswith("ة"):
        return "written with ة: the noun"
    if entry.pronoun is not None and tokens[i].tags & PEOPLE and not _pronoun_written(grammar.sentence, i, entry):
        return "a noun for people"
    if entry.pronoun is not None and _ends_a_name(grammar, i):
        return "part of a name"
    if i and tokens[i - 1].tags & SUBSET:
        return "tells of a part of people already counted"
    if word is not None and tokens[i].text in _PROVIDED and not runs(tokens, i, grammar):
        return "وفر: provides"
    return None


def noun_behind_preposition(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> str | None:
    """Why the word at token `i` is a verbal noun or an adverbial by what stands before it: "تم قتل", "بعد قتل", "مات مقتولا"."""
    tokens = grammar.tokens
    word = tokens[i].word
    previous = tokens[i - 1] if i else None
    if not entry.present and word is not None and word.preposition:
        return "no past verb behind a preposition"
    if (
        previous is not None
        and entry.frame == "ambivalent"
        and not entry.present
        and entry.person == "m1"
        and entry.pronoun is None
        and (previous.tags & PREPOSITION or previous.text in _BEFORE_VERBAL_NOUN)
    ):
        return "verbal noun, not verb"
    if (
        entry.person == "m2"
        and entry.pronoun is None
        and entry.lemma in _ADVERBS
        and not (previous is not None and previous.tags & (RELATIVE | PEOPLE))
    ):
        return "how somebody died"
    return None


def other_meaning(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> str | None:
    """Why the word at token `i` is another word of these letters, or tells no event of its own: "فقد أعلن", "حالات غرق", "يصب في
    مصلحة"."""
    tokens = grammar.tokens
    word = tokens[i].word
    previous = tokens[i - 1] if i else None
    after_pronoun = previous is not None and (previous.text == "قد" or previous.tags & RELATIVE)
    if tokens[i].text == "فقد" and not after_pronoun and not grammar.starts_people(i + 1):
        return "the particle قد"
    if entry.lemma == "غرق" and previous is not None and previous.word is not None and previous.word.core in CASES:
        return "a case of drowning, nobody said to have died"
    if tokens[i].text in ("يصب", "تصب") and (previous is None or previous.text.lstrip("وف") not in ("لم", "ان", "ولم")):
        return "pours: the verb of harm is cut short behind لم only"
    of_wounds = (
        previous is not None and previous.word is not None and previous.word.core.startswith(("جروح", "جراح", "اصاب"))
    )
    if entry.kind == "injured" and of_wounds and i + 1 < len(tokens) and tokens[i + 1].text in ("بها", "به"):
        return "the wounds told before"  # "مقتل جندي متأثرا بجروح أصيب بها"
    if entry.lemma == "صفي" and tokens[i].text.startswith("وصف"):
        return "وصف: describes"
    if (
        entry.frame == "ambivalent"
        and word is not None
        and word.conjunction
        and entry.person == "m1"
        and entry.pronoun is None
        and not entry.present
        and _behind_noun_of_deed(grammar, i)
    ):
        return "one of several nouns of deeds"
    return None


def noun_with_pronoun_or_deed(grammar: SentenceGrammar, i: int, entry: TriggerEntry) -> str | None:
    """Why the word at token `i` is a noun with a pronoun, or one beside other deeds: "مقاومتنا وقتالنا", "تهمة تمرد"."""
    tokens = grammar.tokens
    word = tokens[i].word
    previous = tokens[i - 1] if i else None
    if word is not None and word.pronoun and entry.pronoun is None and not entry.present:
        return "nobody is the object of this verb"
    if entry.lemma in _ALSO_NOUNS and not entry.present and entry.person == "m1":
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if (
            (previous is not None and previous.word is not None and previous.word.core in _DEEDS)
            or (previous is not None and previous.tags & PREPOSITION and previous.text not in ("بعد", "حيث"))
            or (entry.lemma == "تمرد" and "علي" not in {token.text for token in tokens[i + 1 : i + 5]})
            or (entry.lemma == "تمرد" and following != "علي" and not grammar.starts_people(i + 1))
        ):
            return "verbal noun, not verb"
    return None


def _behind_noun_of_deed(grammar: SentenceGrammar, i: int) -> bool:
    """Whether the word at `i` goes on from a noun behind a preposition, with no people behind it: "بتهم خطف وقتل"."""
    tokens = grammar.tokens
    previous = tokens[i - 1] if i > 1 else None
    if previous is None or previous.word is None:
        return False
    governed = tokens[i - 2].tags & PREPOSITION or previous.word.preposition
    if not governed or grammar.starts_people(i + 1):
        return False
    return not previous.tags & (PEOPLE | PLACE_NAME) and not previous.word.definite


def _ends_a_name(grammar: SentenceGrammar, i: int) -> bool:
    """Whether a given name that a title introduces stands before the word, and no doer behind it: "المهندس حامد سبيه"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if i < 2 or word is None or word.conjunction or not tokens[i - 1].tags & NAME:
        return False
    if not (tokens[i - 2].tags & TITLE or tokens[i - 2].text == "بن"):
        return False
    return grammar.after(i + 1, organisations=True) is None


def _pronoun_written(sentence: Sentence, i: int, entry: TriggerEntry) -> bool:
    """Whether the writing tells "killed him" from "killers", and a relative or a doer stands beside it: "الذي قتله المسلحون",
    "الإطاحة بالرئيس وقتله"."""
    word = sentence.tokens[i].word
    if entry.pronoun != "ه" or word is None or not sentence.field.written(sentence.tokens[i]).endswith("ه"):
        return False
    relative = i > 0 and bool(sentence.tokens[i - 1].tags & RELATIVE)
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    closed = following is None or bool(following.tags & (STOP | ADVERB)) or following.word is None
    return relative or (bool(word.conjunction) and closed)
