"""The generated files are those of a fresh build."""

from __future__ import annotations

from importlib import resources

from schemas import build


def test_generated_files_are_up_to_date() -> None:
    stale = [
        str(path.relative_to(build.PACKAGE.parent))
        for path, text in build.files().items()
        if not path.exists() or path.read_bytes() != text.encode()
    ]
    assert not stale, f"run `python -m schemas.build`: {', '.join(stale)} differ"


def test_no_generated_file_is_left_over() -> None:
    folder = build.PACKAGE / "generated"
    assert set(folder.iterdir()) == {path for path in build.files() if path.parent == folder}


def test_generated_files_are_in_the_package() -> None:
    assert resources.files("schemas").joinpath("generated", "asyncapi.json").is_file()
