"""TLS, mutual TLS, SCRAM and access control lists on a real broker: what suffices, what is said when something lacks."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from services.stream.topics import Topics
from tests.conftest import fresh_settings
from tests.kafka.secured import PASSWORD, SecuredBroker
from tests.stream.articles import article
from tests.stream.kafka_client import publish, read
from tests.stream.worker_process import WorkerProcess, rasd

# The least rights of the worker, by stage: (kind, attribute or stage, operations).
LEAST_RIGHTS = [
    ("topic", "raw", ("READ", "DESCRIBE")),
    ("topic", "fingerprinted", ("READ", "WRITE", "DESCRIBE")),
    ("topic", "normalized", ("READ", "WRITE", "DESCRIBE")),
    ("topic", "duplicates", ("WRITE", "DESCRIBE")),
    ("topic", "rejected", ("WRITE", "DESCRIBE")),
    ("topic", "casualty", ("WRITE", "DESCRIBE")),
    ("topic", "defection", ("WRITE", "DESCRIBE")),
    ("topic", "dedup_changelog", ("READ", "WRITE", "DESCRIBE")),
    ("group", "intake", ("READ", "DESCRIBE")),
    ("group", "dedup", ("READ", "DESCRIBE")),
    ("group", "extract", ("READ", "DESCRIBE")),
]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredBroker]:
    broker = SecuredBroker(tmp_path_factory.mktemp("secured"))
    broker.start()
    yield broker
    broker.stop()


def by_login(settings: Settings, broker: SecuredBroker) -> Settings:
    return dataclasses.replace(
        settings,
        bootstrap_servers=broker.address_of("LOGIN"),
        security_protocol="SASL_SSL",
        sasl_mechanism="SCRAM-SHA-512",
        sasl_username="rasd",
        sasl_password=PASSWORD,
        ssl_cafile=broker.cafile,
    )


def by_certificate(settings: Settings, broker: SecuredBroker) -> Settings:
    return dataclasses.replace(
        settings,
        bootstrap_servers=broker.address_of("MUTUAL"),
        security_protocol="SSL",
        ssl_cafile=broker.cafile,
        ssl_certfile=broker.certfile,
        ssl_keyfile=broker.keyfile,
    )


def grant(broker: SecuredBroker, settings: Settings, *, but: tuple[str, str] | None = None) -> None:
    """Grants the least rights, leaving one operation of one resource out."""
    topics = Topics(settings)

    async def allow() -> None:
        for kind, name, operations in LEAST_RIGHTS:
            full_name = getattr(topics, name).name if kind == "topic" else topics.group(name)
            allowed = [each for each in operations if (name, each) != but]
            await broker.allow(kind, full_name, *allowed)

    asyncio.run(allow())


@pytest.mark.parametrize("secure", [by_login, by_certificate])
def test_least_rights_suffice(secured: SecuredBroker, tmp_path: Path, secure: type) -> None:
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    grant(secured, plain)
    settings: Settings = secure(plain, secured)
    with WorkerProcess(settings) as worker:
        asyncio.run(publish(plain, [article(1)]))
        asyncio.run(read(plain, "claims.casualty", 1))
        assert worker.stop() == 0
        assert PASSWORD not in worker.log.read_text()


LACKING = [
    ("raw", "READ", "lacks READ on the topic {prefix}articles.raw, which the stage intake needs."),
    ("casualty", "WRITE", "lacks WRITE on the topic {prefix}claims.casualty, which the stage extract needs."),
    (
        "dedup_changelog",
        "READ",
        "lacks READ on the topic {prefix}rasd-dedup-seen-changelog, which the stage dedup needs.",
    ),
    ("dedup", "READ", "lacks READ on the consumer group {prefix}rasd-dedup."),
]


@pytest.mark.parametrize(("name", "operation", "message"), LACKING)
def test_a_missing_right_is_named(
    secured: SecuredBroker, tmp_path: Path, name: str, operation: str, message: str
) -> None:
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    grant(secured, plain, but=(name, operation))
    done = rasd(by_login(plain, secured), "worker")
    assert done.returncode == 1
    assert done.stderr.decode().strip() == "rasd: The user 'rasd' " + message.format(prefix=plain.topic_prefix)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sasl_password": "wrong"}, "refuses the user 'rasd': check KAFKA_SASL_USERNAME and _PASSWORD."),
        ({"sasl_username": "nobody"}, "refuses the user 'nobody': check KAFKA_SASL_USERNAME and _PASSWORD."),
        ({"sasl_mechanism": "PLAIN"}, "does not offer KAFKA_SASL_MECHANISM=PLAIN."),
        ({"ssl_cafile": None}, "Set KAFKA_SSL_CAFILE to the authority that signed it."),
        ({"security_protocol": "PLAINTEXT"}, "does it speak KAFKA_SECURITY_PROTOCOL=PLAINTEXT?"),
    ],
)
def test_wrong_credentials_are_told_in_one_line(
    secured: SecuredBroker, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    settings = dataclasses.replace(by_login(fresh_settings(secured.address, tmp_path), secured), **changes)  # type: ignore[arg-type]
    others = [["topics"], ["publish", "-"], ["tail"]] if "sasl_password" in changes else []
    for command in (["worker"], *others):
        done = rasd(settings, *command, stdin=b"")
        assert done.returncode == 1, command
        (line,) = done.stderr.decode().strip().splitlines()
        assert message in line
        assert PASSWORD not in line


def test_secure_client_to_a_plain_listener(secured: SecuredBroker, tmp_path: Path) -> None:
    settings = dataclasses.replace(
        by_login(fresh_settings(secured.address, tmp_path), secured), bootstrap_servers=secured.address
    )
    done = rasd(settings, "worker")
    assert done.returncode == 1
    (line,) = done.stderr.decode().strip().splitlines()
    assert "does it speak KAFKA_SECURITY_PROTOCOL=SASL_SSL?" in line
