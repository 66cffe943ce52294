"""The example consumers on a real Kafka: each counts what the tally counts, whatever is delivered twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.tally import Ledger, total
from tests.conftest import fresh_settings
from tests.consumers.publishing import publish_claims
from tests.javascript.packages import EXAMPLE, node, prepare
from tests.kafka.broker import Broker
from tests.report.sample import claims

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Topics that hold the sample's claims, a third of them twice."""
    settings = fresh_settings(broker.address, tmp_path_factory.mktemp("consumers"))
    create_or_check(settings)
    publish_claims(settings, claims())
    return settings


def expected() -> dict[str, Any]:
    standing = Ledger(claims()).with_standing("stands")
    found = {}
    for kind in {claim.kind for claim in standing}:
        whole = total(claim for claim in standing if claim.kind == kind)
        found[kind] = {"claims": whole.claims, "low": whole.low, "high": whole.high}
    return found


def run(settings: Settings, *command: str, folder: Path = ROOT) -> Any:
    """What the program prints last, as JSON."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **settings.to_environment()},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_python(published: Settings, tmp_path: Path) -> None:
    command = (sys.executable, "examples/consumers/python/tally.py", str(tmp_path / "claims.sqlite"))
    assert run(published, *command, "--until-idle", "2") == expected()
    # The group's offsets stand at the end: a second run reads nothing and knows everything.
    assert run(published, *command, "--until-idle", "1") == expected()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TypeScript example, compiled with types from the schema of this repository."""
    tree = tmp_path_factory.mktemp("typescript")
    project = prepare(EXAMPLE, tree / "examples" / "consumers" / "typescript")
    shutil.copytree(ROOT / "schemas" / "generated", tree / "schemas" / "generated")
    done = subprocess.run(["npm", "run", "build"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_typescript(published: Settings, built: Path) -> None:
    assert run(published, node(), "dist/tally.js", "--until-idle", "2", folder=built) == expected()


def test_typescript_notices_a_field_that_the_schema_does_not_have(built: Path) -> None:
    wrong = built / "src" / "wrong.ts"
    wrong.write_text(
        'import type { Claim } from "./claim.js";\nexport const kind = (claim: Claim) => claim.casualties;\n'
    )
    done = subprocess.run(["npx", "tsc", "--noEmit"], cwd=built, capture_output=True, text=True, check=False)
    wrong.unlink()
    assert "Property 'casualties' does not exist on type 'Claim'" in done.stdout
