"""docs/events.md: the same facts as the JSON Schemas and the AsyncAPI document, for reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from schemas import asyncapi, cloudevents, json_schema
from schemas.claim import SCHEMA_VERSION

_INTRODUCTION = f"""\
# Events

Every topic and every field that Rasd reads or writes, schema version {SCHEMA_VERSION}. This page is made from
`schemas/` by `python -m schemas.build`; do not edit it. How to subscribe: [subscribers.md](subscribers.md).

The same for programs: `rasd schema asyncapi` prints the AsyncAPI document and `rasd schema NAME` a JSON Schema (draft
2020-12); both are files in `schemas/generated/`. Names: {", ".join(f"`{name}`" for name in json_schema.TYPES)}.

"""

_HEADERS = """\
## Headers

Every message on an output topic carries CloudEvents 1.0 attributes as Kafka headers, in the binary binding: the value
is the event's data and nothing else.

| header | holds |
| --- | --- |
| `ce_id` | id of the event; a message that is delivered again has the same one |
| `ce_source` | `/rasd/` and the stage that made it |
| `ce_type` | event type with the schema's major version, see the table of topics |
| `ce_specversion` | `1.0` |
| `ce_time` | when the raw article reached Kafka, RFC 3339 |
| `content-type` | `application/json` |
| `ce_withdrawnby` | only on a claim that was taken back: id of the article that no longer makes it |

Headers that begin with `rasd_` are for Rasd's own stages and may change.

"""

_READING = """\
## Reading the tables

`or null` says that the value may be null; a field is always there unless it is marked optional. All offsets count
Unicode code points (in JavaScript: `Array.from(text).slice(start, end).join("")`). Minor versions only add fields, so
ignore those that you do not know; enumerations are closed within a major version.

"""


def page() -> str:
    """The whole page in Markdown."""
    parts = json_schema.components()
    lines = [_INTRODUCTION, *_topics(), _HEADERS, _READING]
    for name, kind in json_schema.TYPES.items():
        lines += [f"## {_heading(name)}\n\n", *_with_nested(kind.__name__, parts)]
        lines += _examples(name)
    return "".join(lines).rstrip("\n") + "\n"


def _topics() -> Iterator[str]:
    yield "## Topics\n\nAll names take the prefix `RASD_TOPIC_PREFIX`. Values are UTF-8 JSON.\n\n"
    yield "| topic | direction | key | value | event type |\n| --- | --- | --- | --- | --- |\n"
    for channel in asyncapi.CHANNELS:
        direction = "in" if channel.stage is None else "out"
        event = cloudevents.EVENT_TYPES.get(channel.topic)
        name = channel.example.split(".")[0]
        link = f"[{channel.title.lower()}](#{name})"
        key = channel.key.rstrip(".").lower()
        yield f"| `{channel.topic}` | {direction} | {key} | {link} | {f'`{event}`' if event else ''} |\n"
    yield "\n"


def _heading(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _with_nested(root: str, parts: dict[str, Any]) -> Iterator[str]:
    for name in _in_order(root, parts):
        if name != root:
            yield f"### {name}\n\n"
        yield f"{parts[name]['description']}\n\n"
        yield "| field | type | meaning |\n| --- | --- | --- |\n"
        required = parts[name]["required"]
        optional = root != "raw-article" and parts[name]["title"] != "RawArticle"
        for field, schema in parts[name]["properties"].items():
            mark = " (optional)" if optional and field not in required else ""
            yield f"| `{field}`{mark} | {_type(schema)} | {_meaning(schema)} |\n"
        yield "\n"
        yield from _enumerations(parts[name])


def _in_order(root: str, parts: dict[str, Any]) -> list[str]:
    found = [root]
    for name in found:
        for schema in parts[name]["properties"].values():
            target = _target(schema)
            if target and target not in found:
                found.append(target)
    return found


def _target(schema: dict[str, Any]) -> str | None:
    for choice in (schema, *schema.get("anyOf", ())):
        if "$ref" in choice:
            name: str = choice["$ref"].rpartition("/")[2]
            return name
    return None


def _type(schema: dict[str, Any]) -> str:
    target = _target(schema)
    if target:
        nullable = {"type": "null"} in schema.get("anyOf", ())
        return f"[{target}](#{target.lower()})" + (" or null" if nullable else "")
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    name = kinds[0]
    if name == "array":
        inner = schema["items"]
        name = "list of pairs" if inner["type"] == "array" else f"list of {inner['type']}s"
    elif "format" in schema:
        name = {"date": "date", "date-time": "date and time"}[schema["format"]]
    elif "enum" in schema:
        name = "word"
    return name + (" or null" if "null" in kinds else "")


def _meaning(schema: dict[str, Any]) -> str:
    text: str = schema["description"]
    if "x-unit" in schema:
        text += f" Unit: {schema['x-unit']}."
    if "examples" in schema:
        text += f" Example: `{json.dumps(schema['examples'][0], ensure_ascii=False)}`."
    return text.replace("|", "\\|")


def _enumerations(part: dict[str, Any]) -> Iterator[str]:
    for field, schema in part["properties"].items():
        if "x-enumDescriptions" in schema:
            yield f"`{field}` is one of:\n\n| word | meaning |\n| --- | --- |\n"
            for word, meaning in schema["x-enumDescriptions"].items():
                yield f"| `{word}` | {meaning} |\n"
            yield "\n"


def _examples(name: str) -> Iterator[str]:
    for example in json_schema.examples(name):
        yield f"```json\n{json.dumps(example, ensure_ascii=False, indent=2)}\n```\n\n"
