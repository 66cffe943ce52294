"""`make native`: compiles the claims engine and what it stands on to machine code with mypyc, beside its sources.

    python -m bench.native [--check | --clean]

Python imports a compiled module (.so) before the source of the same name, so that `rasd`, the workers and the benchmarks use what
is there, and without it everything runs as before. A source that is changed afterwards has no effect until it is compiled again:
`--check` names such sources, and the tests refuse to start with them. Needs a C compiler and the headers of Python.

The sources are compiled from a copy in which the constants of modules are `Final`, so that mypyc keeps them in C variables instead
of looking them up by name, and small objects are known to be free of cycles, so that the garbage collector passes them over.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "native"
RECORD = BUILD / "compiled.json"
PACKAGES = ("arabic", "actors", "places", "claims", "intake")
GROUP = "rasd_native"  # of the library with the code of all modules; mypyc wants it beside `services`, not inside
ACYCLIC = {  # classes of which no object leads back to itself: the garbage collector need not look at them
    "services/claims/text/tokens.py": ("Token",),
    "services/claims/text/words.py": ("Word",),
    "services/claims/choices/between.py": ("Between",),
    "services/arabic/words.py": ("Words",),
}
_FUTURE = "from __future__ import annotations"
# mypy_extensions is read by mypyc alone: it need not be there where the engine runs.
_HEADER = f"""{_FUTURE}; from typing import TYPE_CHECKING as _CHECKING, Final as _Final
if _CHECKING: from mypy_extensions import mypyc_attr as _mypyc_attr
"""


def sources() -> list[str]:
    """The modules that are compiled, as paths from the root of the repository."""
    found = [path for package in PACKAGES for path in (ROOT / "services" / package).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in found if "building" not in path.parts)


def outputs() -> list[Path]:
    """The compiled modules that are there."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return sorted([*(ROOT / "services").rglob(f"*{suffix}"), *ROOT.glob(f"{GROUP}*{suffix}")])


def changed() -> list[str]:
    """The sources that are not what was compiled; none where nothing is compiled."""
    if not outputs():
        return []
    known: dict[str, str] = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    return sorted({name for name, _ in known.items() ^ _digests().items()})


def clean() -> None:
    """Removes what `build` made."""
    for path in outputs():
        path.unlink()
    shutil.rmtree(BUILD, ignore_errors=True)


def build() -> None:
    """Compiles every module of `sources` into one library and puts the modules beside their sources."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    digests = _digests()
    copy = BUILD / "source"
    for old in (copy, BUILD / "modules"):  # a module that moved would be put back where it was
        shutil.rmtree(old, ignore_errors=True)
    for package in ("services", "schemas"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("*.so", "__pycache__", "data"))
    for name in digests:
        path = copy / name
        text = declared(path.read_text(encoding="utf-8"), ACYCLIC.get(name, ()))
        path.write_text(text, encoding="utf-8")
    os.chdir(copy)  # mypyc and setuptools write where they stand
    modules = mypycify(
        ["--config-file", str(ROOT / "pyproject.toml"), *digests],
        opt_level="3",
        debug_level="0",
        multi_file=True,
        group_name=GROUP,
    )
    command = build_ext(Distribution({"name": "rasd", "ext_modules": modules, "packages": []}))
    command.build_lib, command.parallel = str(BUILD / "modules"), os.cpu_count()
    command.ensure_finalized()
    command.run()
    for path in outputs():
        path.unlink()
    for path in (BUILD / "modules").rglob("*.so"):
        shutil.copy(path, ROOT / path.relative_to(BUILD / "modules"))
    RECORD.write_text(json.dumps(digests, indent=1))
    _load(digests)


def _load(names: Iterable[str]) -> None:
    """Loads what was compiled in a process of its own: mypyc compiles classes that Python then does not take. Removes it if it fails."""
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names]
    program = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    if subprocess.run([sys.executable, "-c", program, *modules], cwd=ROOT, check=False).returncode:
        clean()
        sys.exit(
            "The compiled modules do not load, see above; they were removed. Change the class named there and compile again."
        )


def declared(source: str, acyclic: Iterable[str] = ()) -> str:
    """The source with each name of the module that is given a value once, and is no type, declared `Final`, and the classes of
    `acyclic` free of cycles. That nothing else gives a name a value is checked by mypy as part of the compilation. Lines stay where
    they are, for tracebacks: what is added takes the place of blank ones."""
    if f"{_FUTURE}\n\n" not in source:
        return source
    tree = ast.parse(source)
    times = Counter(name for node in tree.body for name in _given(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            times.update(2 * node.names)
    lines = source.encode().split(b"\n")
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not node.value:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if not isinstance(target, ast.Name) or times[target.id] > 1 or not _is_constant(target.id):
            continue
        line = lines[target.lineno - 1]
        if isinstance(node, ast.Assign):
            first = last = target.end_col_offset or 0
            declared = b": _Final"
        else:
            first, last = node.annotation.col_offset, node.annotation.end_col_offset or 0
            declared = b"_Final[" + line[first:last] + b"]"
            if line[first:last].startswith(b"Final"):
                continue
        lines[target.lineno - 1] = line[:first] + declared + line[last:]
    text = b"\n".join(lines).decode().replace(f"{_FUTURE}\n\n", _HEADER, 1)
    for name in acyclic:
        text = text.replace(f"\n\nclass {name}:", f"\n@_mypyc_attr(acyclic=True)\nclass {name}:")
    return text


def _is_constant(name: str) -> bool:
    """Whether a name is written as a constant or variable is, not as a type or as one of Python's own."""
    letters = name.lstrip("_")
    return not name.startswith("__") and (letters.isupper() or letters.islower())


def _given(node: ast.stmt) -> Iterator[str]:
    """The names of the module to which a statement gives a value."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id


def _digests() -> dict[str, str]:
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in sources()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="name the sources that changed since they were compiled")
    parser.add_argument("--clean", action="store_true", help="remove what was compiled")
    options = parser.parse_args()
    if options.clean:
        clean()
    elif options.check:
        if names := changed():
            sys.exit(f"Not what was compiled (`make native` compiles, `make native-clean` removes): {', '.join(names)}")
    else:
        build()


if __name__ == "__main__":
    main()
