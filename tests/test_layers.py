"""Who may import whom: the core knows neither Faust nor a client, nor the clock nor the environment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ("arabic", "intake", "dedup", "places", "actors", "claims", "tally", "export", "report")
# Modules of the core that build its data files from other people's, by hand and outside the service.
BUILDERS = {"services/places/build_gazetteer.py", "services/report/build_outlines.py"}
FORBIDDEN = {
    *("faust", "mode", "aiokafka", "aiohttp", "typer", "uvloop", "prometheus_client", "asyncio", "socket"),
    *("services.stream", "services.cli", "services.feeds"),
}
CLOCK_AND_ENVIRONMENT = {
    *("os.environ", "os.getenv", "time.time", "time.monotonic", "datetime.now", "datetime.utcnow", "date.today"),
}
MAY_IMPORT = {
    "arabic": set(),
    "intake": {"arabic"},
    "dedup": {"arabic", "claims"},
    "places": {"arabic"},
    "actors": {"arabic"},
    "claims": {"arabic", "places", "actors", "intake"},
    "tally": set(),
    "export": {"tally", "actors", "places"},
    "report": {"tally", "actors"},
}


def modules(package: str) -> Iterator[Path]:
    """The Python files of a core package, builders of data left out."""
    for path in sorted((ROOT / "services" / package).rglob("*.py")):
        if path.relative_to(ROOT).as_posix() not in BUILDERS:
            yield path


def imported(path: Path) -> Iterator[str]:
    """Dotted names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", CORE)
def test_the_core_imports_neither_faust_nor_a_client(package: str) -> None:
    for path in modules(package):
        for name in imported(path):
            within = {name} | {name.rsplit(".", cut)[0] for cut in range(1, name.count(".") + 1)}
            assert not within & FORBIDDEN, f"{path} imports {name}"


@pytest.mark.parametrize("package", CORE)
def test_core_packages_import_only_what_the_design_allows(package: str) -> None:
    for path in modules(package):
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "services" and len(parts) > 1 and parts[1] != package:
                assert parts[1] in MAY_IMPORT[package], f"{path} imports {name}"


@pytest.mark.parametrize("package", CORE)
def test_the_core_reads_no_clock_and_no_environment(package: str) -> None:
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                name = ast.unparse(node)
                assert not any(name.endswith(each) for each in CLOCK_AND_ENVIRONMENT), f"{path} uses {name}"


def test_extracting_loads_neither_faust_nor_a_client() -> None:
    program = (
        "import sys; from services.claims import extract; from schemas import Article; "
        "extract(Article(id='1', title='', body='قتل شخصان في مدينة حلب.')); "
        "print([name for name in ('faust', 'aiokafka', 'aiohttp', 'uvloop') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_schemas_import_nothing_of_ours() -> None:
    for path in sorted((ROOT / "schemas").rglob("*.py")):
        for name in imported(path):
            assert not name.startswith("services"), f"{path} imports {name}"
