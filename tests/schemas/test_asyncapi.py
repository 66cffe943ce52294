"""The AsyncAPI document, read by the AsyncAPI project's own parser."""

from __future__ import annotations

import json

import jsonschema
import pytest

from schemas import asyncapi, cloudevents
from services.stream.settings import Settings
from services.stream.topics import Topics
from tests.javascript.packages import TESTS, run


def test_the_official_parser_has_nothing_to_say() -> None:
    document = json.dumps(asyncapi.document()).encode()
    found = json.loads(run(TESTS / "parse_asyncapi.mjs", stdin=document))
    assert found["diagnostics"] == []
    assert len(found["channels"]) == len(found["messages"]) == 6


def test_the_official_parser_notices_a_broken_document() -> None:
    document = asyncapi.document()
    document["components"]["messages"]["CasualtyClaim"]["payload"] = {"$ref": "#/components/schemas/Casualty"}
    found = json.loads(run(TESTS / "parse_asyncapi.mjs", stdin=json.dumps(document).encode()))
    assert "invalid-ref" in {problem["code"] for problem in found["diagnostics"]}


@pytest.mark.parametrize("channel", asyncapi.CHANNELS, ids=lambda channel: channel.topic)
def test_examples_fit_the_payload(channel: asyncapi.Channel) -> None:
    document = asyncapi.document()
    message = document["components"]["messages"][channel.message]
    validator = jsonschema.Draft7Validator({**message["payload"], "components": document["components"]})
    for example in message["examples"]:
        validator.validate(example["payload"])


def test_a_claim_of_the_other_topic_does_not_fit() -> None:
    document = asyncapi.document()
    validator = jsonschema.Draft7Validator(
        {"$ref": "#/components/schemas/CasualtyClaim", "components": document["components"]}
    )
    assert not validator.is_valid(asyncapi.example("claim.defection"))


def test_channels_are_the_public_topics() -> None:
    topics = Topics(Settings())
    outputs = {channel.topic for channel in asyncapi.CHANNELS if channel.stage is not None}
    assert outputs == {topic.name for topic in topics.public()} == set(cloudevents.EVENT_TYPES)
    assert [channel.topic for channel in asyncapi.CHANNELS if channel.stage is None] == [topics.raw.name]
