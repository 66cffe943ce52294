"""A deployment's own places and actors: loaded before work begins, refused with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services import actors, places
from services.stream.errors import OperatorError
from services.stream.own_data import use_own_data

PLACE = "id\tkind\tname\tnames\tcountry\tlat\tlon\nwillow\tvillage\tWillow\tالصفصافة الكبيرة\tSY\t35.7\t36.5\n"
ACTOR = "id\tkind\tenglish\tnames\nwillow-brigade\tarmed-group\tWillow Brigade\tكتيبة الصفصاف\n"


@pytest.fixture(autouse=True)
def packaged_data_afterwards() -> Iterator[None]:
    yield
    use_own_data(None, None)


def test_files_are_used_by_extraction(tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text(PLACE, encoding="utf-8")
    (tmp_path / "a.tsv").write_text(ACTOR, encoding="utf-8")
    use_own_data(str(tmp_path / "p.tsv"), str(tmp_path / "a.tsv"))
    assert places.gazetteer().get("willow") is not None
    assert actors.registry().find("كتيبة الصفصاف") == "willow-brigade"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id\tkind\n", "p.tsv, line 1: the first line must name the columns; missing: name, names, country."),
        (PLACE.replace("village", "hamlet").encode(), "p.tsv, line 2: kind 'hamlet' is unknown"),
        (b"\xff\xfe", "p.tsv is not UTF-8"),
        (None, "p.tsv: No such file or directory."),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "p.tsv").write_bytes(content)
    with pytest.raises(OperatorError) as error:
        use_own_data(str(tmp_path / "p.tsv"), None)
    assert message in str(error.value)
