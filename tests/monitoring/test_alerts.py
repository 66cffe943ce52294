"""Alert rules and dashboard: what they ask for the worker serves, and each alert has its test case and its runbook."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from services.stream.messages import Handled, Output
from services.stream.metrics import OURS, OUTCOMES, Metrics
from tests.monitoring.promtool import run

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "k8s" / "monitoring"
ALERTS = [
    rule for group in yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
]
NAMES = [alert["alert"] for alert in ALERTS]
PANELS = json.loads((MONITORING / "dashboard.json").read_text())["panels"]
EXPRESSIONS = [(alert["alert"], alert["expr"]) for alert in ALERTS] + [
    (panel["title"], target["expr"]) for panel in PANELS for target in panel.get("targets", [])
]
RUNBOOK = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")

WORDS = {"and", "or", "unless", "on", "by", "without", "absent", "max", "min", "sum", "count", "changes", "deriv"}
WORDS |= {"histogram_quantile", "rate", "increase"}
# What Prometheus adds to every sample that it reads.
ADDED_LABELS = {"instance", "job"}


def served() -> dict[str, set[str]]:
    """The samples of a worker that has seen one of everything, with the names of their labels."""
    metrics = Metrics()
    for stage in OUTCOMES:
        for gauge in (metrics.ready, metrics.recovering, metrics.seconds_without_progress):
            gauge.labels(stage)
        metrics.set_lag(stage, {0: 0})
        written = [Output(topic="any", key=None, value=b"", headers=[])]
        metrics.count_batch(stage, [Handled(outcome="rejected", outputs=written, error_code="any")], [], 0.1)
    metrics.show_state(lambda: {0: (1, 1)})
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(metrics.exposition().decode())
        for sample in family.samples
    }


SERVED = served()


def parts(expression: str) -> tuple[set[str], set[str]]:
    """The metrics and the labels that an expression names."""
    labels = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"", expression))
    rest = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"", " ", expression)
    for names in re.findall(r"\b(?:by|on|without)\s*\(([^)]*)\)", rest):
        labels |= set(re.findall(r"\w+", names))
    rest = re.sub(r"\b(?:by|on|without)\s*\([^)]*\)", " ", rest)
    return set(re.findall(r"\b[a-zA-Z_]\w*", rest)) - WORDS, labels


def test_rules_are_valid_and_fire_as_their_cases_say() -> None:
    for arguments in (("check", "rules", "alerts.yaml"), ("test", "rules", "alerts_test.yaml")):
        done = run(*arguments, folder=MONITORING)
        assert done.returncode == 0, done.stdout + done.stderr


def test_expressions_of_the_dashboard_are_valid(tmp_path: Path) -> None:
    rules = [{"record": f"panel:{number}", "expr": plain(expr)} for number, (_, expr) in enumerate(EXPRESSIONS)]
    (tmp_path / "panels.yaml").write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    done = run("check", "rules", "panels.yaml", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def plain(expression: str) -> str:
    """As Grafana sends it, with an interval in the place of its variable."""
    return expression.replace("$__rate_interval", "5m")


@pytest.mark.parametrize(("name", "expression"), EXPRESSIONS, ids=[name for name, _ in EXPRESSIONS])
def test_what_is_asked_for_is_served(name: str, expression: str) -> None:
    metrics, labels = parts(plain(expression))
    assert metrics, f"{name} asks for nothing"
    assert metrics <= set(SERVED), f"{name}: no worker serves {metrics - set(SERVED)}"
    known = set().union(ADDED_LABELS, *(SERVED[metric] for metric in metrics))
    assert labels <= known, f"{name}: none of {metrics} has {labels - known}"
    for stages in re.findall(r'stage=~?"([^"]*)"', expression):
        assert set(stages.split("|")) <= set(OUTCOMES), f"{name}: no stage {stages}"
    for outcomes in re.findall(r'outcome=~?"([^"]*)"', expression):
        assert set(outcomes.split("|")) <= set().union(*OUTCOMES.values()), f"{name}: no outcome {outcomes}"


def test_codes_that_are_asked_for_are_counted_from_the_first() -> None:
    (alert,) = [each for each in ALERTS if each["alert"] == "RasdMessageGivenUp"]
    (codes,) = re.findall(r'code=~"([^"]*)"', alert["expr"])
    assert tuple(codes.split("|")) == OURS
    shown = Metrics().exposition().decode()
    for code in OURS:
        assert f'rasd_rejected_total{{code="{code}"}} 0.0' in shown


def test_each_alert_has_its_section() -> None:
    sections = re.findall(r"^## (Rasd\w+)$", RUNBOOK, re.MULTILINE)
    assert sections == NAMES
    for name, text in zip(sections, re.split(r"^## Rasd\w+$", RUNBOOK, flags=re.MULTILINE)[1:], strict=True):
        for heading in ("**Means.**", "**Look.**", "**Do.**"):
            assert heading in text, f"{name} lacks {heading}"


@pytest.mark.parametrize("alert", ALERTS, ids=NAMES)
def test_each_alert_says_where_its_section_is(alert: dict[str, Any]) -> None:
    assert alert["annotations"]["runbook"] == f"docs/alerts.md#{alert['alert'].lower()}"
    assert alert["labels"]["severity"] in ("page", "ticket")


def test_each_alert_has_a_case_that_fires() -> None:
    cases = yaml.safe_load((MONITORING / "alerts_test.yaml").read_text())["tests"]
    fired = {each["alertname"] for case in cases for each in case["alert_rule_test"] if each.get("exp_alerts")}
    assert fired == set(NAMES)


def test_names_in_the_runbook_are_served() -> None:
    named = set(re.findall(r"\brasd_\w+", RUNBOOK))
    assert named, "the runbook names no metric"
    families = {name.removesuffix("_bucket") for name in SERVED}
    assert named <= set(SERVED) | families
