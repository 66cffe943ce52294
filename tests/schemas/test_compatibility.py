"""No change of a schema may break a reader or a writer of a released version."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from schemas import build, json_schema
from schemas.claim import SCHEMA_VERSION
from schemas.compatibility import breaks

RELEASED = list(build.released())
Schema = dict[str, Any]


@pytest.mark.parametrize(("version", "name", "old"), RELEASED, ids=[f"{v}-{n}" for v, n, _ in RELEASED])
def test_no_reader_or_writer_of_a_released_version_is_broken(version: str, name: str, old: Schema) -> None:
    found = breaks(old, json_schema.document(name))
    assert not found, (
        f"{name} {version} has readers and writers that this change breaks. Make it an optional addition, or publish a "
        "new major version beside the old one:\n" + "\n".join(found)
    )


@pytest.mark.parametrize("name", sorted(json_schema.TYPES))
def test_a_change_gets_a_version_of_its_own(name: str) -> None:
    kept = {message: schema for version, message, schema in RELEASED if version == SCHEMA_VERSION}
    assert _without_prose(json_schema.document(name)) == _without_prose(kept[name]), (
        f"{name} is not what was released as {SCHEMA_VERSION}: raise SCHEMA_VERSION in schemas/claim.py, mark new "
        "fields with `since` in field_descriptions.toml, then `python -m schemas.build --release`."
    )


def _without_prose(schema: Any) -> Any:
    """The schema without what only people read, so that a clearer description needs no new version."""
    if isinstance(schema, list):
        return [_without_prose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    prose = ("description", "examples", "x-enumDescriptions", "x-unit")
    return {key: _without_prose(value) for key, value in schema.items() if key not in prose}


def _claim(schema: Schema) -> Schema:
    return schema["properties"]


CHANGES: dict[str, tuple[Callable[[Schema], Any], str | None]] = {
    "nothing": (copy.copy, None),
    "optional field added": (lambda s: _claim(s).update(weapon={"type": ["string", "null"]}), None),
    "description reworded": (lambda s: _claim(s)["id"].update(description="Other words."), None),
    "field removed": (lambda s: _claim(s).pop("withdrawn"), "$.withdrawn is gone"),
    "field renamed": (lambda s: _claim(s).update(modality=_claim(s).pop("assertion")), "$.assertion is gone"),
    "required field added": (
        lambda s: (_claim(s).update(weapon={"type": "string"}), s["required"].append("weapon")),
        "$.weapon may be absent: what the old version wrote is refused",
    ),
    "field no longer always there": (
        lambda s: s["required"].remove("restates"),
        "$.restates may be absent: a reader of the old version refuses it",
    ),
    "field may be null": (
        lambda s: _claim(s)["confidence"].update(type=["number", "null"]),
        "$.confidence may be null: a reader of the old version refuses it",
    ),
    "field may no longer be null": (
        lambda s: _claim(s)["restates"].update(type="string"),
        "$.restates may be null: what the old version wrote is refused",
    ),
    "nested type may no longer be null": (
        lambda s: _claim(s).update(place={"$ref": "#/$defs/PlaceMention"}),
        "$.place may be null: what the old version wrote is refused",
    ),
    "type changed": (
        lambda s: s["$defs"]["Count"]["properties"]["low"].update(type=["string", "null"]),
        "$.count.low may be integer: what the old version wrote is refused",
    ),
    "word added to an enumeration": (
        lambda s: _claim(s)["kind"]["enum"].append("displaced"),
        "$.kind may be displaced: a reader of the old version refuses it",
    ),
    "word removed from an enumeration": (
        lambda s: _claim(s)["kind"]["enum"].remove("fled"),
        "$.kind may be fled: what the old version wrote is refused",
    ),
    "bound moved": (
        lambda s: _claim(s)["confidence"].update(maximum=100),
        "$.confidence may be above 1: a reader of the old version refuses it",
    ),
    "list of something else": (
        lambda s: s["$defs"]["Who"]["properties"]["names"].update(items={"type": "object"}),
        "$.who.names[] may be string: what the old version wrote is refused",
    ),
    "keyword that the comparison does not know": (lambda s: _claim(s)["id"].update(maxLength=24), "$.id: maxLength"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_breaking_changes_are_found_and_harmless_ones_are_not(change: str) -> None:
    old = json_schema.document("claim")
    new = copy.deepcopy(old)
    make, expected = CHANGES[change]
    make(new)
    found = breaks(old, new)
    if expected is None:
        assert found == []
    else:
        assert any(line.startswith(expected) for line in found), found
