"""JSON of every type: orjson writes, orjson parses and `msgspec.convert` validates.

A dataclass cannot have a field called `from`, so `from_` is written and read as "from" (`When`). Fields that an article
type does not know live in its `extra` and stand beside the known ones in JSON, so that they pass through every stage.
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
import orjson

from schemas.article import Article, RawArticle
from schemas.claim import When

T = TypeVar("T")
_PATH = re.compile(r" - at `(?P<path>[^`]*)`$")


class InvalidMessage(ValueError):
    """A JSON value that is not of the type it should be. `path` is the JSON path of the field (`$` for all)."""

    def __init__(self, message: str, path: str = "$") -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def encode(value: Any) -> bytes:
    """The value as UTF-8 JSON, its fields in the order of the type. Raises TypeError for what JSON cannot hold.

    `value` is one of this package's types. A field of the type wins over an unknown field of the same name.
    """
    return orjson.dumps(to_builtin(value))


def to_builtin(value: Any) -> dict[str, Any]:
    """The fields of `value` under their JSON names, `extra` beside them. Nested values stay, orjson can write them."""
    kind: type = type(value)
    known = {name: getattr(value, name) for name in _field_names(kind)}
    if isinstance(known.get("when"), When):
        known["when"] = {name.rstrip("_"): getattr(known["when"], name) for name in _field_names(When)}
    extra = getattr(value, "extra", None)
    return {**extra, **known} if extra else known


@lru_cache(maxsize=64)
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name != "extra")


def decode(data: bytes | str, kind: type[T]) -> T:
    """A value of `kind` from its JSON. Raises `InvalidMessage`, naming the path of the field that does not fit."""
    try:
        parsed = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InvalidMessage(f"not valid JSON: {error}") from error
    return convert(parsed, kind)


def convert(parsed: Any, kind: type[T]) -> T:
    """A value of `kind` from parsed JSON. Raises `InvalidMessage`, naming the path of the field that does not fit.

    Where the type has an `extra` field, the fields that it does not know are gathered there.
    """
    try:
        return msgspec.convert(_with_python_names(parsed, kind), kind)
    except msgspec.ValidationError as error:
        text = str(error)
        found = _PATH.search(text)
        path = found["path"].replace(".from_", ".from") if found else "$"
        raise InvalidMessage(_PATH.sub("", text), path) from error


def _with_python_names(parsed: Any, kind: type) -> Any:
    if not isinstance(parsed, dict):
        return parsed
    names = _field_names(kind)
    if issubclass(kind, RawArticle | Article):
        known = {key: item for key, item in parsed.items() if key in names}
        return {**known, "extra": {key: item for key, item in parsed.items() if key not in names}}
    if "when" in names and isinstance(parsed.get("when"), dict):
        when = {("from_" if key == "from" else key): item for key, item in parsed["when"].items()}
        return {**parsed, "when": when}
    return parsed
