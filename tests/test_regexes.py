"""No regular expression of the services can be made to run for ever."""

from __future__ import annotations

import re
import subprocess
import sys
from re import _parser  # type: ignore[attr-defined]

import pytest

from bench import native
from tests.hostile_regexes import attacks

# Linear patterns are done in a few seconds; one that doubles its time with each repetition never is.
LIMIT = 240


@pytest.mark.skipif(bool(native.outputs()), reason="compiled modules do not say who compiles a pattern")
@pytest.mark.timeout(2 * LIMIT)
def test_every_pattern_ends() -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile_regexes"], capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired as expired:
        last = (expired.stdout or b"").decode().splitlines()[-1]
        pytest.fail(f"does not end: {last}")
    assert done.returncode == 0, done.stderr
    counted = re.fullmatch(r"(\d+) patterns, (\d+) attacks", done.stdout.splitlines()[-1])
    assert counted and int(counted[1]) > 50 and int(counted[2]) > 100


def test_an_attack_is_found() -> None:
    """On the pattern that once told pages from feeds: 2 to the power of 3000 ways to divide a run of comments."""
    pattern = r"\s*(?:<!--.*?-->\s*)*<html"
    runs = list(attacks(_parser.parse(pattern, re.DOTALL)))
    assert any(run.lstrip().startswith("<!--x--> " * 100) for run in runs)
