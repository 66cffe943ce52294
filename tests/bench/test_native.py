"""What `make native` compiles: constants that cannot change, on the lines where they stand, and nothing that runs otherwise."""

from __future__ import annotations

import ast

from bench import native

SOURCE = '''"""A module."""

from __future__ import annotations

from typing import Literal

Kind = Literal["a", "b"]
_WORDS = frozenset(("x", "y"))
known: dict[str, int] = {}
_TWICE = 1
_TWICE += 1
_SEEN = 0


class Thing:
    LIMIT = 3


def count() -> int:
    global _SEEN
    _SEEN += 1
    return _SEEN
'''


def test_names_given_a_value_once_are_final() -> None:
    lines = native.declared(SOURCE).splitlines()
    assert '_WORDS: _Final = frozenset(("x", "y"))' in lines
    assert "known: _Final[dict[str, int]] = {}" in lines


def test_types_and_names_given_several_values_stay() -> None:
    lines = native.declared(SOURCE).splitlines()
    assert {'Kind = Literal["a", "b"]', "_TWICE = 1", "_SEEN = 0", "    LIMIT = 3"} <= set(lines)


def test_lines_stay_where_they_are_and_the_source_still_runs() -> None:
    made = native.declared(SOURCE, ("Thing",))
    assert made.index("@_mypyc_attr(acyclic=True)\nclass Thing:") > 0
    assert made.splitlines().index("class Thing:") == SOURCE.splitlines().index("class Thing:")
    assert len(made.splitlines()) == len(SOURCE.splitlines())
    compile(native.declared(SOURCE), "module.py", "exec")


def test_every_source_is_found_and_every_acyclic_class_marked() -> None:
    assert set(native.ACYCLIC) <= set(native.sources())
    for name, classes in native.ACYCLIC.items():
        made = native.declared((native.ROOT / name).read_text(encoding="utf-8"), classes)
        assert made.count("@_mypyc_attr(acyclic=True)") == len(classes)


def test_no_compiled_class_inherits_from_an_abstract_collection() -> None:
    """mypyc compiles such a class, and Python 3.11 does not load it: "attribute '__dict__' of 'type' objects is not writable"."""
    for name in native.sources():
        tree = ast.parse((native.ROOT / name).read_text(encoding="utf-8"))
        abstract = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "collections.abc"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in map(_unsubscripted, node.bases) if isinstance(base, ast.Name)}
                assert bases.isdisjoint(abstract), f"{name}: {node.name}"


def _unsubscripted(base: ast.expr) -> ast.expr:
    return base.value if isinstance(base, ast.Subscript) else base
