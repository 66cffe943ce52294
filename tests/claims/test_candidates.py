"""What the choices may pick from: places of no list, times without a date, doers of no list."""

from __future__ import annotations

import pytest

from services.arabic import normalize
from services.claims.choices.actor_phrases import candidates_in, unlisted_doers
from services.claims.choices.actors import side_options
from services.claims.choices.loose_times import loose_times
from services.claims.choices.sites import place_candidates
from services.claims.choices.survey import Survey
from services.claims.constructions.frames import Reader
from services.claims.event.agents import Agents
from services.claims.event.circumstances import Circumstances
from services.claims.extraction import document_reader, read
from services.claims.text.tokens import Document, Sentence
from tests.claims.sentences import article


def _sentence(text: str) -> tuple[Document, Sentence]:
    document = Document(normalize(""), normalize(text), None)
    return document, document.body.sentences[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل خمسة أشخاص بالقرب من مفرق الزيتونة.", "مفرق الزيتونه"),
        ("أصيب عاملان داخل مستودع النور.", "مستودع النور"),
        ("قتل ثلاثة أشخاص في انفجار استهدف مسجد السلام.", "مسجد السلام"),
        ("قتل تسعة أشخاص في سيول اجتاحت محلية ود النيل.", "محليه ود النيل"),
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
        ("قتل ثلاثة في السابعة مساء.", "السابعه مساء"),
        ("قتل عشرون في 10 أشهر.", "10 اشهر"),
        ("توفي بعد ذلك بساعات.", "بعد ذلك بساعات"),
        ("قتل ألف شخص حتى الآن.", "حتي الان"),
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


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("قتل 30 من تنظيم الدولة وجبهة النصرة.", "تنظيم الدوله وجبهه النصره"),
        ("قتلت الغارات عشرات من الحوثيين وقوات صالح.", "الحوثيين وقوات صالح"),
        ("قتل 29 فردا من الطوارق.", "الطوارق"),
        ("قتل أربعة من جنود المارينز.", "المارينز"),
        ("أسر الجيش 50 حوثيا.", "حوثيا"),
    ],
)
def test_whose_people_they_are_is_a_candidate(text: str, side: str) -> None:
    assert side in _sides(text)


def test_a_party_named_far_away_is_a_candidate() -> None:
    opening = "زار الوزير الولاية. وأصيب جندي في هجوم لحركة طالبان قرب الجبال."
    between = "وتوجهت سيارات الإسعاف إلى المكان. وأغلقت الطرق المؤدية إليه. وعاد الهدوء بعد ساعات. وبدأ التحقيق. ونقلت المعدات."
    assert "حركه طالبان" in _sides(f"{opening} {between} وقتل تسعة مسلحين.")


def _sides(body: str) -> set[str]:
    """The words of every candidate for whose people the victims of an article's last claim are."""
    document, readings = read(article(body))
    agents = Agents(document, document_reader(document))
    options = side_options(readings[-1], agents, Survey(agents, readings), "militant", None, None, None)
    return {option.words for option in options}
