"""`make audit`: whether an advisory is known for a pinned dependency, of Python or of the JavaScript tests.

Asks the advisories of PyPI and, where that does not answer, of OSV for what requirements/*.txt pin (pip-audit), and those of
npm for the lock files (`npm audit`). Exit 0: asked, none known. Exit 1: some are known; they are listed. Exit 2: NOT AUDITED,
because no database of advisories could be reached; then it lists the pins that are behind the newest release, which is the
most that an index of packages alone can tell: fixes come with new releases.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SERVICES = ("pypi", "osv")
LIMIT = 300  # seconds for one question


@dataclass(slots=True)
class Findings:
    """What was learnt. asked: packages for which a database answered; unasked: those for which none did."""

    asked: set[str] = field(default_factory=set)
    unasked: set[str] = field(default_factory=set)
    advisories: list[str] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Takes over what another one learnt."""
        self.asked |= other.asked
        self.unasked |= other.unasked
        self.advisories += other.advisories

    @property
    def exit_code(self) -> int:
        """See the module."""
        if self.advisories:
            return 1
        return 2 if self.unasked or not self.asked else 0


def read_pip_audit(report: dict[str, Any]) -> Findings:
    """The findings in pip-audit's JSON."""
    findings = Findings()
    for each in report["dependencies"]:
        if "skip_reason" in each:
            findings.unasked.add(each["name"])
            continue
        findings.asked.add(each["name"])
        for vulnerability in each["vulns"]:
            fixed = ", ".join(vulnerability["fix_versions"]) or "no release yet"
            findings.advisories.append(f"{each['name']} {each['version']}: {vulnerability['id']} (fixed in {fixed})")
    return findings


def read_npm_audit(report: dict[str, Any], lock_file: str) -> Findings:
    """The findings in npm's JSON."""
    if "vulnerabilities" not in report:
        return Findings(unasked={lock_file})
    findings = Findings(asked={lock_file})
    for name, each in report["vulnerabilities"].items():
        findings.advisories.append(f"{lock_file}: {name} {each['range']} ({each['severity']})")
    return findings


def audit_python(program: list[str], requirements: Path) -> Findings:
    """The findings for a file of pins, by the first service that answers for all of them."""
    findings = Findings(unasked={requirements.name})
    for service in SERVICES:
        arguments = [
            "--disable-pip",
            "--no-deps",
            "--progress-spinner=off",
            "--format=json",
            f"--vulnerability-service={service}",
        ]
        printed = _json_of([*program, *arguments, "-r", str(requirements)], ROOT)
        if printed is not None:
            findings = read_pip_audit(printed)
            if not findings.unasked:
                break
    return findings


def audit_javascript(lock_file: Path) -> Findings:
    """The findings for a lock file of npm."""
    printed = _json_of(["npm", "audit", "--package-lock-only", "--json"], lock_file.parent)
    return read_npm_audit(printed or {}, str(lock_file.relative_to(ROOT)))


def _json_of(command: list[str], folder: Path) -> dict[str, Any] | None:
    """What the command prints, None where that is no JSON; its exit code says what its output says."""
    try:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=LIMIT
        )
        printed = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return printed if isinstance(printed, dict) else None


def behind_newest() -> list[str] | None:
    """The pinned packages of which there is a newer release; None where the index does not answer."""
    uv = str(Path(sys.executable).with_name("uv"))
    done = subprocess.run(
        [uv, "pip", "list", "--outdated", "--format=json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    pins = (ROOT / "requirements" / "dev.txt").read_text()
    return [
        f"{each['name']} {each['version']} (newest: {each['latest_version']})"
        for each in json.loads(done.stdout)
        if f"\n{each['name']}=={each['version']}" in pins
    ]


def main() -> int:
    """Asks, prints, and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    findings = Findings()
    for requirements in sorted((ROOT / "requirements").glob("*.txt")):
        findings.add(audit_python([sys.executable, "-m", "pip_audit"], requirements))
    for folder in ("tests/javascript", "examples/consumers/typescript"):
        findings.add(audit_javascript(ROOT / folder / "package-lock.json"))
    for advisory in findings.advisories:
        print(advisory)
    print(
        f"asked for {len(findings.asked)}, advisories {len(findings.advisories)}, no answer for {len(findings.unasked)}"
    )
    if findings.exit_code == 2:
        which = ", ".join(sorted(findings.unasked)) if findings.asked else "anything"
        print(f"NOT AUDITED: no database of advisories (PyPI's, OSV's, npm's) answered for {which}.")
        newer = behind_newest()
        if newer is None:
            print("Nor does the index of packages.")
        else:
            print(f"Of the pins of requirements/dev.txt, {len(newer)} are behind the newest release:")
            print("\n".join(f"  {each}" for each in newer))
    return findings.exit_code


if __name__ == "__main__":
    sys.exit(main())
