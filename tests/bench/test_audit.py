"""`make audit` passes only where a database of advisories has answered for everything."""

from __future__ import annotations

from typing import Any

import pytest

from bench.audit import Findings, read_npm_audit, read_pip_audit

CLEAN = {"name": "aiokafka", "version": "0.14.0", "vulns": []}
SKIPPED = {"name": "orjson", "skip_reason": "Dependency not found on PyPI and could not be audited"}
VULNERABLE = {
    "name": "aiohttp",
    "version": "3.9.1",
    "vulns": [{"id": "PYSEC-2024-24", "fix_versions": ["3.9.2"], "aliases": [], "description": ""}],
}


@pytest.mark.parametrize(
    ("dependencies", "exit_code"),
    [([CLEAN], 0), ([CLEAN, SKIPPED], 2), ([SKIPPED], 2), ([], 2), ([VULNERABLE], 1), ([VULNERABLE, SKIPPED], 1)],
)
def test_python(dependencies: list[dict[str, Any]], exit_code: int) -> None:
    findings = read_pip_audit({"dependencies": dependencies})
    assert findings.exit_code == exit_code
    assert findings.advisories == (
        ["aiohttp 3.9.1: PYSEC-2024-24 (fixed in 3.9.2)"] if VULNERABLE in dependencies else []
    )


@pytest.mark.parametrize(
    ("report", "exit_code"),
    [
        ({"vulnerabilities": {}}, 0),
        ({"vulnerabilities": {"kafkajs": {"range": "<2.2.5", "severity": "high"}}}, 1),
        ({"error": {"summary": "audit endpoint returned an error"}}, 2),
        ({}, 2),
    ],
)
def test_javascript(report: dict[str, Any], exit_code: int) -> None:
    assert read_npm_audit(report, "package-lock.json").exit_code == exit_code


def test_one_question_without_answer_is_no_audit() -> None:
    findings = read_pip_audit({"dependencies": [CLEAN]})
    findings.add(read_npm_audit({}, "package-lock.json"))
    assert findings.exit_code == 2
    assert Findings().exit_code == 2
