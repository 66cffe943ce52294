"""The report in a real Chromium: every figure leads to its evidence, nothing is fetched, nothing of an article runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas import Claim
from services.report import render
from services.report.page import LANGUAGES, all_labels
from services.tally import Ledger, total
from tests.claim_examples import ISLAMIC_STATE, OBSERVATORY, PALMYRA, claim, day
from tests.javascript.packages import TESTS, run
from tests.report.sample import claims


def browse(folder: Path, page: str, width: int) -> Any:
    """What Chromium sees of the page. The screenshot stays in `folder`."""
    file = folder / "report.html"
    file.write_text(page, encoding="utf-8")
    return json.loads(run(TESTS / "browse_report.mjs", str(file), str(width), str(folder / f"report-{width}.png")))


@pytest.fixture(scope="module", params=[(1280, "ar"), (390, "ar"), (390, "en")], ids=["desk", "phone", "english"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    width, language = request.param
    return browse(tmp_path_factory.mktemp("report"), render(Ledger(claims()), language), width)


def test_every_figure_leads_to_the_claims_that_it_counts(seen: Any) -> None:
    assert len(seen["figures"]) > 60
    for figure in seen["figures"]:
        assert figure["foundClaims"] == figure["claims"], figure
        assert figure["low"] in (None, figure["foundLow"]), figure
        assert figure["cards"] == min(50, figure["claims"]), figure
        assert figure["visible"], figure


def test_every_claim_shows_its_sentence_with_the_trigger_marked(seen: Any) -> None:
    shown = {card["id"]: (card["sentence"], card["trigger"]) for card in seen["cards"]}
    assert shown == {f"claim-{each.id}": (each.evidence.text, each.evidence.trigger.text) for each in claims()}


def test_the_page_is_complete_in_itself(seen: Any) -> None:
    assert [url for url in seen["requests"] if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in seen["requests"] if url.startswith("file:")]) == 1
    assert seen["errors"] == []


def test_nothing_is_wider_than_the_screen(seen: Any) -> None:
    assert seen["overflowing"] == []


def test_direction_follows_the_language(seen: Any) -> None:
    assert seen["direction"] == {"ar": "rtl", "en": "ltr"}[seen["language"]]


def test_sums_are_those_of_the_claims_that_stand() -> None:
    ledger = Ledger(claims())
    standing = ledger.with_standing("stands")
    page = render(ledger, "en")
    for kind, low in re.findall(
        r'<li class="(\w+)"><a class="figure" href="[^"]+" data-claims="\d+" data-low="(\d+)">', page
    ):
        assert int(low) == total(each for each in standing if each.kind == kind).low
    ids = {each.id for each in standing}
    assert {"ambush-title", "shelling", "captured", "not-captured", "denied", "rumour", "war"}.isdisjoint(ids)
    assert "shelling-revised" in ids


HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def test_nothing_of_an_article_runs(tmp_path: Path) -> None:
    hostile: Claim = claim(
        "x",
        sentence=f"قتل ثلاثة {HOSTILE}",
        place=replace(PALMYRA, text=HOSTILE, name=HOSTILE),
        by=replace(ISLAMIC_STATE, text=HOSTILE, actor=None),
        source=replace(OBSERVATORY, text=HOSTILE, actor=None),
        when=day("2024-03-17", text=HOSTILE),
    )
    hostile = replace(
        hostile, article=replace(hostile.article, title=HOSTILE, source=HOSTILE, url="javascript:alert(3)")
    )
    seen = browse(tmp_path, render(Ledger([hostile])), 390)
    assert seen["errors"] == []
    assert (seen["scripts"], seen["images"]) == (2, 0)
    assert seen["cards"][0]["sentence"] == hostile.evidence.text
    assert seen["cards"][0]["links"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_nothing(language: str, tmp_path: Path) -> None:
    seen = browse(tmp_path, render(Ledger([]), language), 390)
    assert (seen["errors"], seen["cards"], seen["overflowing"]) == ([], [], [])


def test_languages_have_the_same_words() -> None:
    @cache
    def paths(language: str) -> set[str]:
        words = all_labels()[language]
        nested = {f"{key}.{inner}" for key, value in words.items() if isinstance(value, dict) for inner in value}
        return nested | {key for key, value in words.items() if isinstance(value, str)}

    assert paths("ar") == paths("en")
