"""What the choices may pick from: places of no list, times without a date, doers of no list."""

from __future__ import annotations

import pytest

from services.arabic import normalize
from services.claims.choices.actor_phrases import candidates_in, unlisted_doers
from services.claims.choices.loose_times import loose_times
from services.claims.choices.sites import place_candidates
from services.claims.constructions.frames import Reader
from services.claims.event.agents import Agents
from services.claims.event.circumstances import Circumstances
from services.claims.text.tokens import Document, Sentence


def _sentence(text: str) -> tuple[Document, Sentence]:
    document = Document(normalize(""), normalize(text), None)
    return document, document.body.sentences[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل خمسة أشخاص بالقرب من مفرق الزيتونة.", "مفرق الزيتونه"),
        ("أصيب عاملان داخل مستودع النور.", "مستودع النور"),
        ("قتل ثلاثة أشخاص في انفجار استهدف مسجد السلام.", "مسجد السلام"),
    ],
)
def test_a_place_of_no_list_is_a_candidate(text: str, place: str) -> None:
    document, sentence = _sentence(text)
    found = place_candidates(Circumstances(document), sentence, unlisted=True)
    assert place in {document.body.text[each.site.start : each.site.end] for each in found}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("قتل حارسان ليلا في المستودع.", "ليلا"),
        ("وقع الحادث عند الساعة الثامنة مساء وأسفر عن مقتل شخص.", "الساعه الثامنه مساء"),
        ("قتل المئات منذ اندلاع الحرب.", "منذ اندلاع الحرب"),
        ("غرق طفل ثاني أيام العيد.", "ثاني ايام العيد"),
    ],
)
def test_a_time_without_a_date_is_a_candidate(text: str, time: str) -> None:
    document, sentence = _sentence(text)
    assert time in {document.body.text[start:end] for start, end in loose_times(sentence, [])}


@pytest.mark.parametrize("text", ["قتل حارسان في مستودع قديم.", "الليل طويل.", "عيدان الحطب."])
def test_what_is_no_time_is_none(text: str) -> None:
    _, sentence = _sentence(text)
    assert loose_times(sentence, []) == []


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("قتل سبعة أشخاص في غارة فرنسية.", "فرنسيه"),
        ("قتل سبعة أشخاص في غارة جوية فرنسية.", "فرنسيه"),
        ("مخمور يطلق النار على جيرانه ويقتل اثنين منهم.", "مخمور"),
    ],
)
def test_a_doer_of_no_list_is_a_candidate(text: str, doer: str) -> None:
    document, sentence = _sentence(text)
    found = unlisted_doers(Agents(document, Reader(document)), sentence)
    assert doer in {sentence.tokens[each.first].text for each in found}


def test_who_an_attack_came_from_is_tied_to_it() -> None:
    document, sentence = _sentence("تعرض حارس لإطلاق نار من مسلحين مجهولين فقتل في الحال.")
    tied = {
        each.words
        for each in candidates_in(Agents(document, Reader(document)), sentence)
        if "deed=attack from" in each.deeds
    }
    assert tied == {"مسلحين مجهولين"}


def test_a_quarter_is_no_doer() -> None:
    document, sentence = _sentence("قتل سبعة أشخاص في سوق شعبية.")
    assert unlisted_doers(Agents(document, Reader(document)), sentence) == []
