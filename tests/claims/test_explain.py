"""`rasd extract --explain`: every trigger, the rule that took or dropped it, and why."""

from __future__ import annotations

import orjson
import pytest

from services.claims.explain import explain
from services.claims.extraction import read
from services.stream.settings import Settings
from tests.claims.sentences import GRAMMAR_ALONE, article, claims
from tests.stream.worker_process import rasd


def test_a_taken_trigger_has_its_entry_rule_and_people() -> None:
    told = explain(article("قتل ثلاثة جنود في انفجار عبوة ناسفة."), GRAMMAR_ALONE)
    assert "body, sentence 1: killed" in told
    assert "[قتل] ثلاثه جنود" in told
    assert "entry: triggers.tsv, verb قتل" in told
    assert "taken, rule: " in told
    assert "people: ثلاثة جنود (3 to 3 exact, asserted, event, confidence 0." in told
    assert told.endswith("  1 taken, 0 dropped\n")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("هدد بقتل ثلاثة رهائن.", "dropped: "),
        ("حاول اللاعب قتل الوقت في الشوط الثاني.", "dropped: "),
    ],
)
def test_a_dropped_trigger_has_its_reason(body: str, reason: str) -> None:
    told = explain(article(body), GRAMMAR_ALONE)
    assert not claims(body)
    line = next(line for line in told.splitlines() if reason in line)
    assert len(line.partition(reason)[2].partition(" (rule: ")[0]) > 3
    assert "taken, rule" not in told


@pytest.mark.parametrize(
    "body",
    [
        "قتل 5 مدنيين وأصيب 12 آخرون في قصف على السوق، وهدد التنظيم بقتل الرهائن.",
        "أدى الهجوم إلى مقتل 3 جنود وشرطيين، وإصابة 7 أشخاص.",
        "أسفرت المعارك عن مقتل وإصابة عشرين عنصرا من التنظيم.",
    ],
)
def test_every_reading_and_every_claim_is_told_once(body: str) -> None:
    told = explain(article(body), GRAMMAR_ALONE).splitlines()
    _, readings = read(article(body), GRAMMAR_ALONE)
    taken = sum(line.strip().startswith("taken, rule") for line in told)
    dropped = sum(line.strip().startswith("dropped: ") for line in told)
    assert taken == len(claims(body)) > 0
    assert taken + dropped >= len(readings)


def test_the_command_prints_it() -> None:
    line = {"id": "invented", "title": "قتيلان", "body": "قتل جنديان في كمين.", "url": "https://example.org/1"}
    done = rasd(Settings(), "extract", "-", "--explain", stdin=orjson.dumps(line) + b"\n")
    assert done.returncode == 0, done.stderr
    assert "invented · قتيلان" in done.stdout.decode()
    assert "taken, rule: " in done.stdout.decode()
