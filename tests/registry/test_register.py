"""`rasd register` against a real registry."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from jsonschema import Draft7Validator

from schemas import asyncapi
from services.cli.schema_registry import COMPATIBILITY, SchemaRegistry, subjects
from services.stream.errors import OperatorError
from services.stream.settings import Settings
from tests.kafka.broker import free_port
from tests.registry.apicurio import Registry
from tests.stream.worker_process import rasd

SUBJECT = "news.claims.casualty-value"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    registry = Registry(tmp_path_factory.mktemp("registry") / "log")
    registry.start()
    yield registry
    registry.stop()


def get(registry: Registry, path: str) -> Any:
    with urlopen(registry.address + path) as answer:
        return json.loads(answer.read())


def test_every_topic_is_registered_once(registry: Registry) -> None:
    settings = Settings(topic_prefix="news.")
    first = rasd(settings, "register", registry.address)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count(b"  new\n") == 6
    assert set(get(registry, "/subjects")) == {f"news.{channel.topic}-value" for channel in asyncapi.CHANNELS}
    second = rasd(settings, "register", registry.address)
    assert second.stdout == first.stdout.replace(b"  new\n", b"\n")
    assert get(registry, f"/subjects/{SUBJECT}/versions") == [1]
    assert get(registry, f"/config/{SUBJECT}") == {"compatibilityLevel": COMPATIBILITY}


def test_the_registered_schema_fits_a_claim(registry: Registry) -> None:
    SchemaRegistry(registry.address).register(SUBJECT, subjects("news.")[SUBJECT])
    schema = json.loads(get(registry, f"/subjects/{SUBJECT}/versions/latest")["schema"])
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    claim = asyncapi.example("claim.casualty")
    assert validator.is_valid(claim)
    assert not validator.is_valid({**claim, "kind": "wounded"})


def test_a_new_field_is_a_new_version_and_a_break_is_refused(registry: Registry) -> None:
    client = SchemaRegistry(registry.address)
    schema = subjects("")["claims.defection-value"]
    assert client.register("claims", schema).version == 1
    wider = copy.deepcopy(schema)
    wider["properties"]["weapon"] = {"type": ["string", "null"]}
    assert client.register("claims", wider).version == 2
    broken = copy.deepcopy(schema)
    broken["properties"]["id"] = {"type": "integer"}
    with pytest.raises(OperatorError, match=r"409.*docs/subscribers\.md"):
        client.register("claims", broken)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (f"http://127.0.0.1:{free_port()}", "No schema registry answers at"),
        ("localhost:8081", "is no address of a schema registry"),
        ("ftp://localhost", "is no address of a schema registry"),
    ],
)
def test_what_is_no_registry_is_named(address: str, message: str) -> None:
    done = rasd(Settings(), "register", address)
    assert done.returncode == 1
    assert message in done.stderr.decode()


def test_the_password_is_not_shown() -> None:
    done = rasd(Settings(), "register", f"http://someone:secret@127.0.0.1:{free_port()}")
    assert b"secret" not in done.stderr
