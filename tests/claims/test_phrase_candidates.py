"""Every phrase of phrases.tsv is a candidate wherever `multiword` can match it, and no candidate where its other words are absent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.arabic import normalize
from services.claims.constructions.phrase_matching import match_phrase
from services.claims.lexicon import PhraseEntry, lexicon
from services.claims.text.tokens import Document
from services.claims.triggers import Candidate, candidates

_PHRASES = sorted(
    {phrase.slots: phrase for found in lexicon().phrases.values() for phrase in found}.values(),
    key=lambda phrase: [sorted(slot) for slot in phrase.slots],
)
# What stands between a verb and its complement: nothing, or people of up to five words.
_PEOPLE = st.sampled_from(["", "اثنان وعشرون شخصا", "ثلاثة من عناصر الحرس", "مجموعة من المسلحين التابعين للمجلس"])
_WRITTEN = st.sampled_from(["", "و", "ف", "ب", "ل", "ال", "ه", "هم", "ها", "هما"])


def _write(form: str, clitic: str) -> str:
    """The form with a clitic as it is written."""
    if clitic in ("ه", "هم", "ها", "هما"):
        return (form[:-1] + "ت" if form.endswith("ه") else form) + clitic
    if clitic == "ل" and form.startswith("ال"):
        return "ل" + form[1:]
    return clitic + form


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[PhraseEntry, str]:
    phrase = draw(st.sampled_from(_PHRASES))
    words = []
    for n, slot in enumerate(phrase.slots):
        form = draw(st.sampled_from(sorted(slot))) if slot else "هناك"
        words.append(_write(form, draw(_WRITTEN)) if draw(st.booleans()) else form)
        if n == 0:
            words.append(draw(_PEOPLE))
    return phrase, " ".join(filter(None, words))


@given(_sentences())
def test_what_matches_is_a_candidate(drawn: tuple[PhraseEntry, str]) -> None:
    phrase, text = drawn
    body = Document(normalize(""), normalize(f"{text} في البلدة."), None).body
    sentence = body.sentences[0]
    if phrase.slots[0].isdisjoint(token.text for token in sentence.tokens[:1]):
        return  # a clitic before the first word: `words` says whether it can be read
    if match_phrase(Candidate(sentence, 0, [], [phrase]), phrase) is None:
        return
    assert phrase in [each for found in candidates(body) if found.index == 0 for each in found.phrases]


def test_a_first_word_alone_is_no_candidate() -> None:
    body = Document(normalize(""), normalize("رفع الوزير تقريرا غير كامل إلى البرلمان."), None).body
    assert candidates(body) == []
