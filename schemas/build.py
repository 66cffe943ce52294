"""Writes what is made from the types: `schemas/generated/` and docs/events.md; with `--release`, a version to keep.

    python -m schemas.build              # after every change of a type or of field_descriptions.toml
    python -m schemas.build --release    # once a version: keeps its schemas in schemas/released/VERSION/

`make test` compares the files with a fresh build and the schemas with every released version.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas import asyncapi, json_schema, reference_page
from schemas.claim import SCHEMA_VERSION

PACKAGE = Path(__file__).parent
RELEASED = PACKAGE / "released"


def files() -> dict[Path, str]:
    """Every generated file with its content. Paths are absolute."""
    generated = PACKAGE / "generated"
    found = {generated / f"{name}.schema.json": _text(json_schema.document(name)) for name in json_schema.TYPES}
    found[generated / "asyncapi.json"] = _text(asyncapi.document())
    found[PACKAGE.parent / "docs" / "events.md"] = reference_page.page()
    return found


def released() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every kept schema as version, name of the message, schema."""
    for file in sorted(RELEASED.glob("*/*.schema.json")):
        yield file.parent.name, file.name.removesuffix(".schema.json"), json.loads(file.read_text(encoding="utf-8"))


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m schemas.build", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--release", action="store_true", help=f"keep the schemas of version {SCHEMA_VERSION}")
    arguments = parser.parse_args()
    for path, text in files().items():
        _write(path, text)
    folder = RELEASED / SCHEMA_VERSION
    if arguments.release:
        if folder.exists():
            sys.exit(f"{folder} exists: a released version is never changed. Raise SCHEMA_VERSION in schemas/claim.py.")
        for name in json_schema.TYPES:
            _write(folder / f"{name}.schema.json", _text(json_schema.document(name)))


if __name__ == "__main__":
    main()
