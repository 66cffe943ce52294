"""Whether a change of a schema breaks a reader or a writer of an older version.

Rasd promises both ways within a major version: what was written under the old schema is valid under the new one, what
is written under the new one is valid under the old one, and no field disappears. The comparison knows the keywords
that `schemas.json_schema` writes; any other keyword must be the same on both sides, so that nothing slips through
unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

Schema = dict[str, Any]

# Keywords that say nothing about which values are valid.
_ANNOTATIONS = frozenset(
    {"$schema", "$id", "$defs", "title", "description", "examples", "format", "x-unit", "x-enumDescriptions"}
)
_COMPARED = frozenset({"type", "enum", "properties", "required", "items", "minimum", "maximum"})


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a reader or writer of `old` would trip over if `new` took its place; empty where nothing would.

    Both are whole schemas as `schemas.json_schema.document` makes them. Each line names the field by its JSON path.
    """
    backward = _Direction(wrote=old, reads=new, consequence="what the old version wrote is refused", removals=True)
    forward = _Direction(wrote=new, reads=old, consequence="a reader of the old version refuses it", removals=False)
    return list(dict.fromkeys([*backward.refusals(old, new, "$"), *forward.refusals(new, old, "$")]))


@dataclass(frozen=True, slots=True)
class _Direction:
    """One way of the comparison: values that `wrote` allows are read under `reads` (both whole schemas).

    removals: whether a field that only the writer knows is a break.
    """

    wrote: Schema
    reads: Schema
    consequence: str
    removals: bool

    def refusals(self, writer: Schema, reader: Schema, path: str) -> Iterator[str]:
        """Why a value that `writer` allows at `path` may be refused by `reader`."""
        choices = _choices(_resolved(reader, self.reads))
        for written in _choices(_resolved(writer, self.wrote)):
            attempts = [
                list(self._one(_resolved(written, self.wrote), _resolved(read, self.reads), path)) for read in choices
            ]
            if all(attempts):
                yield from min(attempts, key=len)

    def _one(self, writer: Schema, reader: Schema, path: str) -> Iterator[str]:
        yield from self._values(writer, reader, path)
        yield from self._fields(writer, reader, path)
        written, read = writer.get("items"), reader.get("items")
        if isinstance(written, dict) and isinstance(read, dict):
            yield from self.refusals(written, read, f"{path}[]")
        elif written != read:
            yield f"{path}: items differs"
        for keyword in sorted((set(writer) | set(reader)) - _COMPARED - _ANNOTATIONS):
            if writer.get(keyword) != reader.get(keyword):
                yield f"{path}: {keyword} differs"

    def _values(self, writer: Schema, reader: Schema, path: str) -> Iterator[str]:
        allowed = _types(reader)
        if allowed:
            allowed |= {"integer"} if "number" in allowed else set()
            kinds = (_types(writer) or {"anything"}) - allowed
            if kinds:
                yield f"{path} may be {' or '.join(sorted(kinds))}: {self.consequence}"
        if "enum" in reader:
            words = [word for word in writer.get("enum", ["any value"]) if word not in reader["enum"]]
            if words:
                yield f"{path} may be {', '.join(map(str, words))}: {self.consequence}"
        if writer.get("minimum", -inf) < reader.get("minimum", -inf):
            yield f"{path} may be below {reader['minimum']}: {self.consequence}"
        if writer.get("maximum", inf) > reader.get("maximum", inf):
            yield f"{path} may be above {reader['maximum']}: {self.consequence}"

    def _fields(self, writer: Schema, reader: Schema, path: str) -> Iterator[str]:
        for name in sorted(set(reader.get("required", ())) - set(writer.get("required", ()))):
            yield f"{path}.{name} may be absent: {self.consequence}"
        written, read = writer.get("properties", {}), reader.get("properties", {})
        for name, field in written.items():
            if name in read:
                yield from self.refusals(field, read[name], f"{path}.{name}")
            elif self.removals:
                yield f"{path}.{name} is gone: a reader of the old version misses it"


def _choices(schema: Schema) -> list[Schema]:
    """The alternatives of a schema that is nothing but `anyOf`; of any other, the schema itself."""
    if "anyOf" in schema and "type" not in schema:
        choices: list[Schema] = schema["anyOf"]
        return choices
    return [schema]


def _types(schema: Schema) -> set[str]:
    kinds = schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _resolved(schema: Schema, whole: Schema) -> Schema:
    while "$ref" in schema:
        target = whole["$defs"][schema["$ref"].rpartition("/")[2]]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema
