"""The modules directly in `services/feeds` are pure: no network, no Kafka, no clock; those in `follower/` are the shell."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import services.feeds
from tests.test_layers import imported

MODULES = sorted(Path(services.feeds.__file__).parent.glob("*.py"))
SHELL = ("asyncio", "socket", "aiohttp", "aiokafka", "httpcore", "pebble", "prometheus_client", "time", "random", "os")
OURS = ("schemas", "services.arabic", "services.intake", "services.feeds")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_module_is_pure(path: Path) -> None:
    for name in imported(path):
        assert name.split(".")[0] not in SHELL, f"{path.name} imports {name}"
        if name.startswith(("services.", "schemas")):
            assert name.startswith(OURS) and not name.startswith("services.feeds.follower"), (
                f"{path.name} imports {name}"
            )
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    assert not calls & {"datetime.now", "datetime.utcnow", "date.today", "open"}
