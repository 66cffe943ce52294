"""The model's word over the rules: what it drops, what it revives, and that it is fitted the same every time."""

from __future__ import annotations

import pytest

from bench.train_judgement import fitted
from services.claims import extract
from services.claims.checks.judgement import QUESTION, Neighbours, facts
from services.claims.choices.model import Weights
from services.claims.explain import explain
from services.claims.extraction import document_reader, read, read_by_rules
from tests.claims.sentences import GRAMMAR_ALONE, article, claims
from tests.claims.test_guidelines import ALL

OPINION = "علينا أن نسأل أنفسنا، فنحن أيها الناس لا نرضى بهذا: ما ذنب الأبرياء الذين قتلوا باسم الدين؟"
NEWS = "وقالت الشرطة إن ثلاثة مدنيين قتلوا أمس في تفجير سيارة مفخخة في مدينة السرو."
HEADLINE = "إصابات في حادث تصادم على طريق المطار"


def likelihood(body: str, title: str) -> float:
    """That of the one reading which the grammar takes."""
    _, readings = read(article(body, title))
    [taken] = [reading for reading in readings if reading.likelihood is not None]
    assert taken.likelihood is not None
    return taken.likelihood


def test_an_opinion_is_less_likely_a_claim_than_news() -> None:
    assert likelihood(OPINION, "لماذا يا قوم؟") + 0.3 < likelihood(NEWS, "") > 0.8


def test_what_the_grammar_reads_and_the_model_finds_unlikely_is_dropped() -> None:
    sceptical = Weights({QUESTION: {"every claim": 1.0, "asks=True": -3.0}})
    assert [claim.kind for claim in extract(article(OPINION), Weights({}))] == ["killed"]
    assert extract(article(OPINION), sceptical) == []
    assert "dropped: unlikely: judged by the model" in explain(article(OPINION), sceptical)
    assert [claim.kind for claim in extract(article(NEWS), sceptical)] == ["killed"]


def test_a_headline_that_the_grammar_drops_is_revived() -> None:
    body = "باشر الدفاع المدني الحادث مساء أمس."
    assert claims(body, HEADLINE) == []
    sure = Weights({QUESTION: {"every claim": 3.0}})
    revived = extract(article(body, HEADLINE), sure)
    assert [(claim.kind, claim.evidence.field) for claim in revived] == [("injured", "title")]
    told = explain(article(body, HEADLINE), sure)
    assert "revived by the model; the rules had dropped it: no verb of happening" in told


@pytest.mark.parametrize("body", ["واستشهد القائد بمجموعة من الأمثلة.", "حاول اللاعب قتل الوقت في الشوط الثاني."])
def test_what_is_plainly_no_claim_is_not_revived(body: str) -> None:
    sure = Weights({QUESTION: {"every claim": 9.0}})
    assert extract(article(body), sure) == []


def test_one_reading_of_a_word_stays() -> None:
    sure = Weights({QUESTION: {"every claim": 9.0}})
    _, readings = read(article("أدى الحادث إلى إصابات بين الركاب.", HEADLINE), sure)
    kept = [(reading.sentence, reading.first) for reading in readings if reading.dropped is None]
    assert len(kept) == len(set(kept)) > 0


def test_the_model_leaves_most_cases_of_the_guidelines_alone() -> None:
    """Sentences of a line have little round them that tells of news; most are claims all the same."""
    kept = sum(bool(extract(article(case[1]))) for case in ALL)
    assert kept >= 0.85 * len(ALL)


def test_facts_are_the_same_every_time() -> None:
    def described() -> list[list[str]]:
        document, readings = read_by_rules(article(OPINION, HEADLINE))
        neighbours = Neighbours(readings)
        return [sorted(facts(document_reader(document), reading, neighbours)) for reading in readings]

    assert described() == described()
    assert extract(article(OPINION, HEADLINE), GRAMMAR_ALONE) == claims(OPINION, HEADLINE)


def test_the_fit_learns_what_tells_claims_from_others_and_leaves_light_weights_out() -> None:
    examples = [
        ([["every claim", "news" if n % 2 else "opinion"], []], [0 if n % 2 else 1], str(n), []) for n in range(40)
    ]
    weights = fitted(examples).table[QUESTION]
    assert weights == fitted(examples).table[QUESTION]
    assert weights["news"] > 0 > weights["opinion"]
    assert "every claim" not in weights
