"""JSON Schemas (2020-12) of every public message, made from the types and from `field_descriptions.toml`.

The types decide names, kinds of value and enumerations; the table adds meaning, units, bounds and examples. Output
messages always carry all fields of their type, so these are required, but for those that a later minor version added
(`since` in the table); a raw article needs a body or a title.
"""

from __future__ import annotations

import copy
import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from schemas.article import NormalizedArticle, RawArticle
from schemas.claim import SCHEMA_VERSION, Claim
from schemas.dead_letter import DeadLetter
from schemas.duplicate import DuplicateNotice

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DRAFT7 = "http://json-schema.org/draft-07/schema#"
TYPES: dict[str, type] = {
    "raw-article": RawArticle,
    "normalized-article": NormalizedArticle,
    "duplicate-notice": DuplicateNotice,
    "dead-letter": DeadLetter,
    "claim": Claim,
}
_TEXT = {"type": "string", "pattern": r"\S"}
_BODY_OR_TITLE = [{"required": [name], "properties": {name: _TEXT}} for name in ("body", "title")]
_FROM_TABLE = ("minimum", "maximum", "format", "examples")

Schema = dict[str, Any]


def document(name: str) -> Schema:
    """The JSON Schema of one message, complete in itself. `name` is a key of `TYPES`; KeyError for any other."""
    kind = TYPES[name]
    parts = components()
    root = copy.deepcopy(parts[kind.__name__])
    needed = _reachable(root, parts)
    definitions = {part: copy.deepcopy(parts[part]) for part in sorted(needed)}
    head: Schema = {"$schema": DIALECT, "$id": f"urn:rasd:schema:{name}:{SCHEMA_VERSION}", **root}
    head["examples"] = examples(name)
    return {**head, "$defs": definitions} if definitions else head


def examples(name: str) -> list[Any]:
    """Example messages of this name, from the packaged files in `schemas/examples/`."""
    folder = resources.files("schemas").joinpath("examples")
    files = sorted(item.name for item in folder.iterdir() if item.name.split(".")[0] == name)
    return [json.loads(folder.joinpath(file).read_text(encoding="utf-8")) for file in files]


def components(reference: str = "#/$defs/{name}") -> dict[str, Schema]:
    """The schemas of all types of all messages by type name. `reference`: how one refers to another."""
    _, parts = msgspec.json.schema_components(list(TYPES.values()), ref_template=reference)
    meanings = field_descriptions()
    return {name: _described(name, part, meanings) for name, part in sorted(parts.items())}


@cache
def field_descriptions() -> dict[str, dict[str, Any]]:
    """The table of meanings as packaged: `types` and one table a type."""
    text = resources.files("schemas").joinpath("field_descriptions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def as_draft7(schema: Any) -> Any:
    """The same schema in draft 7, which more programs know (AsyncAPI, schema registries, Kafka Connect).

    It is rewritten in the places where the drafts differ: the name of the dialect, a `$ref` that does not stand alone,
    and the positions of an array, which draft 7 lists under `items`.
    """
    if isinstance(schema, list):
        return [as_draft7(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    rewritten = {key: as_draft7(value) for key, value in schema.items()}
    if rewritten.get("$schema") == DIALECT:
        rewritten["$schema"] = DRAFT7
    if "$ref" in rewritten and len(rewritten) > 1:
        rewritten["allOf"] = [{"$ref": rewritten.pop("$ref")}]
    if "prefixItems" in rewritten:
        rewritten["items"] = rewritten.pop("prefixItems")
        rewritten["additionalItems"] = False
    return rewritten


def _described(type_name: str, part: Schema, meanings: dict[str, dict[str, Any]]) -> Schema:
    fields = {name.rstrip("_"): field for name, field in part["properties"].items() if name != "extra"}
    missing = [name for name in fields if name not in meanings.get(type_name, {})]
    if missing:
        raise LookupError(
            f"schemas/field_descriptions.toml has no [{type_name}.{missing[0]}]: say what the field means."
        )
    meaning = meanings[type_name]
    properties = {name: _field(fields[name], meaning[name]) for name in fields}
    # A field that came later is absent from what older versions wrote.
    always = [] if type_name == "RawArticle" else [name for name in fields if "since" not in meaning[name]]
    schema: Schema = {
        "title": type_name,
        "description": meanings["types"][type_name],
        "type": "object",
        "properties": properties,
        "required": always,
    }
    if type_name == "RawArticle":
        schema["anyOf"] = copy.deepcopy(_BODY_OR_TITLE)
    return schema


def _field(schema: Schema, meaning: dict[str, Any]) -> Schema:
    described: Schema = {"description": meaning["description"], **_plain(schema)}
    described.update({key: meaning[key] for key in _FROM_TABLE if key in meaning})
    if "unit" in meaning:
        described["x-unit"] = meaning["unit"]
    if "values" in meaning:
        described["x-enumDescriptions"] = {value: meaning["values"][value] for value in described["enum"] if value}
    return described


def _plain(schema: Schema) -> Schema:
    """The same schema without defaults, `anyOf` of simple types as a list of types, enumerations with their type."""
    schema = {key: value for key, value in schema.items() if key != "default"}
    choices = schema.get("anyOf", [schema])
    nullable = {"type": "null"} in choices
    others = [choice for choice in choices if choice != {"type": "null"}]
    if len(others) != 1 or "$ref" in others[0]:
        return schema
    only = dict(others[0])
    if "enum" in only:
        only = {"type": "string", "enum": [*only["enum"], None] if nullable else only["enum"]}
    return {**only, "type": [only["type"], "null"]} if nullable else only


def _reachable(schema: Any, parts: dict[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            name = str(item.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(parts[name])
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found
