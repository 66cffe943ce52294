"""The JSON Schemas: complete, valid themselves, and in agreement with what the types read and write."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from schemas import InvalidMessage, encode, json_schema
from schemas.encoding import convert

NAMES = sorted(json_schema.TYPES)


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema_of_its_dialect_with_an_example(name: str) -> None:
    document = json_schema.document(name)
    jsonschema.Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["examples"]


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_valid_and_survive_the_types(name: str) -> None:
    schema = json_schema.document(name)
    for example in schema["examples"]:
        jsonschema.validate(example, schema)
        again = json.loads(encode(convert(example, json_schema.TYPES[name])))
        jsonschema.validate(again, schema)
        assert again == {**again, **example}


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    parts = json_schema.components()
    table = {name: fields for name, fields in json_schema.field_descriptions().items() if name != "types"}
    assert set(table) == set(parts) == set(json_schema.field_descriptions()["types"])
    for name, fields in table.items():
        assert set(fields) == set(parts[name]["properties"])


def test_every_word_of_an_enumeration_has_a_meaning() -> None:
    for part in json_schema.components().values():
        for field in part["properties"].values():
            if "enum" in field:
                assert set(field["x-enumDescriptions"]) == {word for word in field["enum"] if word}


def test_a_field_without_a_meaning_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**json_schema.field_descriptions(), "Count": {}}
    monkeypatch.setattr(json_schema, "field_descriptions", lambda: table)
    with pytest.raises(LookupError, match=r"\[Count\.low\]"):
        json_schema.components()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["kind"], "wounded"),
        (["type"], None),
        (["count", "low"], "3"),
        (["when", "from"], 20240317),
        (["evidence", "trigger", "start"], None),
        (["withdrawn"], "no"),
        (["who", "role"], "soldier"),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, list) else "",
)
def test_schema_and_type_refuse_the_same_claims(path: list[str], value: Any) -> None:
    example = json_schema.examples("claim")[0]
    target = example
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(example, json_schema.document("claim"))
    with pytest.raises(InvalidMessage):
        convert(example, json_schema.TYPES["claim"])


@pytest.mark.parametrize(
    ("article", "valid"),
    [
        ({"title": "عنوان"}, True),
        ({"body": "نص", "desk": "الشرق"}, True),
        ({"title": "  ", "body": "نص"}, True),
        ({"title": " "}, False),
        ({"url": "https://news.example/1"}, False),
        ({"title": None, "body": None}, False),
    ],
)
def test_a_raw_article_needs_text(article: dict[str, Any], valid: bool) -> None:
    errors = list(jsonschema.Draft202012Validator(json_schema.document("raw-article")).iter_errors(article))
    assert (not errors) == valid


def test_offsets_of_the_example_claims_copy_the_example_article() -> None:
    article = json_schema.examples("normalized-article")[0]
    for claim in json_schema.examples("claim"):
        evidence, trigger = claim["evidence"], claim["evidence"]["trigger"]
        text = article[evidence["field"]]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
