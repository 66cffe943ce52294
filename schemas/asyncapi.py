"""The AsyncAPI 3 document: every topic with its messages, headers and payloads, made from `schemas.json_schema`.

AsyncAPI's own schema format is JSON Schema draft 7 with additions, hence `json_schema.as_draft7`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

from schemas import cloudevents, json_schema
from schemas.claim import SCHEMA_VERSION, TYPE_OF_KIND

REFERENCE = "#/components/schemas/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A public topic. stage: the stage that writes it, "" where several do, None for the topic that producers write."""

    topic: str
    message: str
    example: str
    title: str
    summary: str
    stage: str | None
    key: str


CHANNELS = (
    Channel(
        topic="articles.raw",
        message="RawArticle",
        example="raw-article",
        title="Raw article",
        summary="Articles as producers send them.",
        stage=None,
        key="Any key, or none.",
    ),
    Channel(
        topic="articles.normalized",
        message="NormalizedArticle",
        example="normalized-article",
        title="Normalized article",
        summary="Each article once, with its folded text and what it revises.",
        stage="dedup",
        key="Id of the article.",
    ),
    Channel(
        topic="articles.duplicates",
        message="DuplicateNotice",
        example="duplicate-notice",
        title="Duplicate notice",
        summary="Which article repeats which, how, and how closely.",
        stage="dedup",
        key="Id of the article that repeats.",
    ),
    Channel(
        topic="articles.rejected",
        message="DeadLetter",
        example="dead-letter",
        title="Dead letter",
        summary="Messages that were refused, complete, with the reason.",
        stage="",
        key="The key of the refused message, as received.",
    ),
    Channel(
        topic="claims.casualty",
        message="CasualtyClaim",
        example="claim.casualty",
        title="Casualty claim",
        summary="Claims that people were killed, injured, captured or are missing.",
        stage="extract",
        key="Id of the article.",
    ),
    Channel(
        topic="claims.defection",
        message="DefectionClaim",
        example="claim.defection",
        title="Defection claim",
        summary="Claims that people defected, fled or surrendered.",
        stage="extract",
        key="Id of the article.",
    ),
)

DESCRIPTION = """\
Rasd (رصد) reads Arabic news from Kafka and publishes typed, traceable claims.

Values are UTF-8 JSON. Every message on an output topic carries CloudEvents 1.0 attributes as Kafka headers (binary
binding). Delivery is at least once: a message that is delivered again has the same `ce_id` and the same `id`, so keep
the first. Messages of one article share its id as their key and so stay in order.

Minor versions only add fields: ignore fields that you do not know. Enumerations are closed within a major version.
"""


def document() -> dict[str, Any]:
    """The whole AsyncAPI 3.1 document."""
    return {
        "asyncapi": "3.1.0",
        "id": "urn:rasd",
        "info": {
            "title": "Rasd",
            "version": SCHEMA_VERSION,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
            "tags": [{"name": "claims"}, {"name": "articles"}],
        },
        "defaultContentType": "application/json",
        "servers": {
            "kafka": {
                "host": "{bootstrap}",
                "protocol": "kafka",
                "description": "The brokers of KAFKA_BOOTSTRAP_SERVERS.",
                "variables": {"bootstrap": {"default": "localhost:9092", "description": "host:port"}},
            }
        },
        "channels": {_identifier(channel): _channel(channel) for channel in CHANNELS},
        "operations": {_operation_name(channel): _operation(channel) for channel in CHANNELS},
        "components": {
            "messages": {channel.message: _message(channel) for channel in CHANNELS},
            "schemas": _schemas(),
        },
    }


def _identifier(channel: Channel) -> str:
    return channel.topic.replace(".", "-")


def _operation_name(channel: Channel) -> str:
    return ("receive-" if channel.stage is None else "send-") + _identifier(channel)


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "address": "{prefix}" + channel.topic,
        "title": channel.topic,
        "summary": channel.summary,
        "servers": [{"$ref": "#/servers/kafka"}],
        "parameters": {"prefix": {"default": "", "description": "RASD_TOPIC_PREFIX, put before every topic."}},
        "messages": {channel.message: {"$ref": f"#/components/messages/{channel.message}"}},
    }


def _operation(channel: Channel) -> dict[str, Any]:
    pointer = f"#/channels/{_identifier(channel)}"
    return {
        "action": "receive" if channel.stage is None else "send",
        "summary": channel.summary,
        "channel": {"$ref": pointer},
        "messages": [{"$ref": f"{pointer}/messages/{channel.message}"}],
        "tags": [{"name": channel.topic.split(".")[0]}],
    }


def _message(channel: Channel) -> dict[str, Any]:
    message: dict[str, Any] = {
        "name": cloudevents.EVENT_TYPES.get(channel.topic, "rasd.article.raw.v1"),
        "title": channel.title,
        "summary": channel.summary,
        "contentType": "application/json",
        "payload": {"$ref": f"#/components/schemas/{channel.message}"},
        "bindings": {"kafka": {"key": {"type": "string", "description": channel.key}, "bindingVersion": "0.5.0"}},
        "examples": [{"name": channel.example, "payload": example(channel.example)}],
    }
    if channel.stage is not None:
        message["headers"] = _headers(channel)
    return message


def example(name: str) -> Any:
    """One example message by the name of its file in `schemas/examples/`."""
    return json.loads(resources.files("schemas").joinpath("examples", f"{name}.json").read_text(encoding="utf-8"))


def _headers(channel: Channel) -> dict[str, Any]:
    stages = f"/rasd/{channel.stage}" if channel.stage else "/rasd/ and the stage that refused the message"
    fields: dict[str, dict[str, Any]] = {
        "ce_id": {"description": "Id of the event; the same whenever the message is delivered again.", "minLength": 1},
        "ce_source": {"description": f"Who made the event: {stages}.", "pattern": "^/rasd/"},
        "ce_type": {"const": cloudevents.EVENT_TYPES[channel.topic], "description": "Event type with major version."},
        "ce_specversion": {"const": "1.0", "description": "Version of CloudEvents."},
        "ce_time": {"format": "date-time", "description": "When the raw article reached Kafka."},
        "content-type": {"const": "application/json", "description": "Media type of the value."},
    }
    required = list(fields)
    if channel.stage == "extract":
        meaning = "Only on a claim that was taken back: id of the article that no longer makes it."
        fields["ce_withdrawnby"] = {"description": meaning}
    return {
        "type": "object",
        "properties": {name: {"type": "string", **field} for name, field in fields.items()},
        "required": required,
    }


def _schemas() -> dict[str, Any]:
    schemas = {name: json_schema.as_draft7(schema) for name, schema in json_schema.components(REFERENCE).items()}
    for message, claim_type in (("CasualtyClaim", "casualty"), ("DefectionClaim", "defection")):
        kinds = [kind for kind, its_type in TYPE_OF_KIND.items() if its_type == claim_type]
        narrower = {"type": "object", "properties": {"type": {"const": claim_type}, "kind": {"enum": kinds}}}
        schemas[message] = {
            "title": message,
            "allOf": [{"$ref": REFERENCE.format(name="Claim")}, narrower],
        }
    return schemas
