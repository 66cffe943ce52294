"""Events recorded by every released version: today's types and schemas read them, and write them back as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas import asyncapi, decode, encode, json_schema
from schemas.build import RELEASED

NAME_OF_TOPIC = {channel.topic: channel.example.split(".")[0] for channel in asyncapi.CHANNELS}
VERSIONS = sorted(folder.name for folder in RELEASED.iterdir())


def recorded(version: str) -> list[dict[str, Any]]:
    lines = (RELEASED / version / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def messages(version: str) -> list[tuple[str, str]]:
    """Name of the message and its value; of the raw articles, those that were not refused."""
    events = recorded(version)
    refused = {json.loads(each["value"])["offset"] for each in events if each["topic"] == "articles.rejected"}
    raw = [each.get("value") for each in events if each["topic"] == "articles.raw"]
    accepted = [("raw-article", value) for offset, value in enumerate(raw) if offset not in refused]
    return accepted + [
        (NAME_OF_TOPIC[each["topic"]], each["value"]) for each in events if each["topic"] != "articles.raw"
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_public_message_was_recorded(version: str) -> None:
    assert {name for name, _ in messages(version)} == set(json_schema.TYPES)
    assert {each["topic"] for each in recorded(version)} == {channel.topic for channel in asyncapi.CHANNELS}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_types_read_them_and_lose_nothing(version: str) -> None:
    for name, value in messages(version):
        again = json.loads(encode(decode(value, json_schema.TYPES[name])))
        assert again == {**again, **json.loads(value)}


@pytest.mark.parametrize("version", VERSIONS)
def test_they_fit_the_schema_of_their_version_and_of_today(version: str) -> None:
    for name, value in messages(version):
        then = json.loads((RELEASED / version / f"{name}.schema.json").read_text(encoding="utf-8"))
        for schema in (then, json_schema.document(name)):
            Draft202012Validator(schema).validate(json.loads(value))
