"""A deployment's own places and actors: the files of RASD_GAZETTEER_EXTRA and RASD_ACTORS_EXTRA, checked before work begins."""

from __future__ import annotations

import os
from pathlib import Path

from services import actors, places
from services.arabic.tables import TableError
from services.stream.errors import OperatorError

GAZETTEER_EXTRA, ACTORS_EXTRA = "RASD_GAZETTEER_EXTRA", "RASD_ACTORS_EXTRA"


def use_own_data(gazetteer_extra: str | None, actors_extra: str | None) -> None:
    """Loads gazetteer and registry with these files on top: paths, separated as in PATH; None or "" for none.

    Call it before the first article is read. Raises `OperatorError`, naming file and line, for a file that cannot be used.
    """
    try:
        places.extend(_tables(GAZETTEER_EXTRA, gazetteer_extra))
        actors.extend(_tables(ACTORS_EXTRA, actors_extra))
    except TableError as error:
        raise OperatorError(f"{error}.") from error


def _tables(variable: str, paths: str | None) -> list[tuple[str, str]]:
    """The texts of the files, each with its path."""
    tables = []
    for path in filter(None, (paths or "").split(os.pathsep)):
        try:
            tables.append((Path(path).read_text(encoding="utf-8"), path))
        except OSError as error:
            raise OperatorError(f"{variable}: {path}: {error.strerror or error}.") from error
        except UnicodeDecodeError as error:
            raise OperatorError(f"{variable}: {path} is not UTF-8 ({error.reason} at byte {error.start}).") from error
    return tables
