"""How the clause of a trigger stands in its sentence, and where an option stands to it."""

from __future__ import annotations

import pytest

from services.claims.choices.option import Option, none_option
from services.claims.choices.standing import mark_standing, standing
from services.claims.extraction import read_by_rules
from services.claims.reading import Reading
from tests.claims.sentences import article


def _last(body: str) -> Reading:
    _, readings = read_by_rules(article(body))
    return max(readings, key=lambda reading: reading.first)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("قتل ثلاثة جنود في كمين.", "main"),
        ("في قرية الغدير، قتل ثلاثة جنود في كمين.", "main:comma"),
        ("جرت المفاوضات غداة مقتل ثلاثة جنود.", "wake"),
        ("جرت المفاوضات بعد أن قتل مسلحون ثلاثة جنود.", "wake"),
        ("زار الوزير البلدة التي شهدت مقتل ثلاثة جنود.", "relative"),
        ("وكان مسلحون قتلوا ثلاثة جنود.", "had"),
        ("تواصلت المعارك فيما قتل ثلاثة جنود.", "beside"),
        ("قال مصدر إن ثلاثة جنود قتلوا.", "said"),
        ("أعلن الجيش مقتل ثلاثة جنود.", "said"),
    ],
)
def test_the_clause_of_a_trigger_stands(body: str, kind: str) -> None:
    assert standing(_last(body)).kind == kind


def test_an_option_stands_inside_the_clause_or_outside() -> None:
    reading = _last("زار الوزير أمس البلدة التي شهدت صباحا مقتل ثلاثة جنود ليلا.")
    field = reading.sentence.field
    options = [none_option()]
    for time in ("امس", "صباحا", "ليلا"):
        start = field.text.index(time)
        options.append(Option(field, start, start + len(time), []))
    mark_standing(reading, options, standing(reading))
    assert [option.features[-1].rpartition(":")[2] for option in options[1:]] == ["outside", "own clause", "behind"]
    assert options[0].features[-1] == "none:standing=relative"
