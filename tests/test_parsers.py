"""Every XML parser of the services is made without entities and without network; nothing evaluates what it reads."""

from __future__ import annotations

import ast
from pathlib import Path

SERVICES = Path(__file__).parents[1] / "services"
SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False}
# Parsing functions that take a parser; without one they would use a default that resolves entities.
PARSING = {"fromstring", "parse", "XML", "iterparse", "fromstringlist"}
NEVER = {"eval", "exec", "pickle", "marshal", "shelve", "yaml", "os.system"}


def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the services, with the file and the dotted name of what is called."""
    found = []
    for file in sorted(SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found.append((f"{file.relative_to(SERVICES)}:{node.lineno} {ast.unparse(node.func)}", node))
    return found


CALLS = calls()


def named(call: ast.Call) -> dict[str, object]:
    return {each.arg: each.value.value for each in call.keywords if each.arg and isinstance(each.value, ast.Constant)}


def test_xml_parsers_resolve_nothing() -> None:
    parsers = [(where, call) for where, call in CALLS if where.endswith("XMLParser")]
    assert len(parsers) >= 3
    for where, call in parsers:
        assert SAFE.items() <= named(call).items(), where


def test_no_xml_is_parsed_by_a_default_parser() -> None:
    parsing = [
        (where, call) for where, call in CALLS if where.rpartition(" ")[2] in {f"etree.{name}" for name in PARSING}
    ]
    assert parsing
    for where, call in parsing:
        assert len(call.args) > 1 or any(each.arg == "parser" for each in call.keywords), where


def test_nothing_that_is_read_is_run() -> None:
    for where, call in CALLS:
        name = where.rpartition(" ")[2]
        assert name not in NEVER and name.partition(".")[0] not in NEVER, where
        assert named(call).get("shell") is not True, where
