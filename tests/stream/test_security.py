"""TLS, mutual TLS, SCRAM and access control lists on a real broker: what suffices, what is said when something lacks."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.cli.app import COMMANDS, app, register_commands
from services.stream.checks import check_worker
from services.stream.errors import OperatorError
from services.stream.messages import Stage
from services.stream.runner import STAGES
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.kafka.broker import free_port
from tests.kafka.secured import PASSWORD, SecuredBroker
from tests.stream.articles import article
from tests.stream.kafka_client import publish, read
from tests.stream.worker_process import WorkerProcess, await_condition, rasd

DOCUMENT = Path(__file__).parents[2] / "docs" / "security.md"
# The table of least rights there: stage, right, kind of resource, its name without prefix.
LEAST_RIGHTS: list[tuple[str, str, str, str]] = re.findall(
    r"^\| `(\w+)` \| ([A-Z]+) \| (topic|group) \| `([\w.-]+)` \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
)


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


def by_open_login(settings: Settings, broker: SecuredBroker) -> Settings:
    return dataclasses.replace(
        by_login(settings, broker),
        bootstrap_servers=broker.address_of("OPENLOGIN"),
        security_protocol="SASL_PLAINTEXT",
        ssl_cafile=None,
    )


def by_plain_login(settings: Settings, broker: SecuredBroker) -> Settings:
    """The password comes from a file, as editors write it."""
    file = broker.cafile.with_name("password")
    file.write_text(PASSWORD + "\n")
    return dataclasses.replace(
        by_login(settings, broker),
        bootstrap_servers=broker.address_of("PLAINLOGIN"),
        sasl_mechanism="PLAIN",
        sasl_password=None,
        sasl_password_file=file,
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


def grant(broker: SecuredBroker, settings: Settings, rights: list[tuple[str, str, str, str]], user: str = "") -> None:
    """Grants rights to one user, or to the user of each stage."""

    async def allow() -> None:
        for stage, right, kind, name in rights:
            await broker.allow(kind, settings.topic_prefix + name, right, user=user or f"rasd-{stage}")

    asyncio.run(allow())


@pytest.mark.parametrize("secure", [by_login, by_open_login, by_plain_login, by_certificate])
def test_every_way_to_connect(secured: SecuredBroker, tmp_path: Path, secure: type) -> None:
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    grant(secured, plain, LEAST_RIGHTS, "rasd")
    settings: Settings = dataclasses.replace(secure(plain, secured), log_level="debug")
    with WorkerProcess(settings) as worker:
        asyncio.run(publish(plain, [article(1)]))
        asyncio.run(read(plain, "claims.casualty", 1))
        assert worker.stop() == 0
        assert PASSWORD not in worker.log.read_text()


def test_least_rights_of_each_stage_suffice(secured: SecuredBroker, tmp_path: Path) -> None:
    """Three workers, each with a user of its own: an article, its copy and a message that nobody can read."""
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    grant(secured, plain, LEAST_RIGHTS)
    with ExitStack() as workers:
        for stage in ("intake", "dedup", "extract"):
            settings = dataclasses.replace(
                by_login(plain, secured), sasl_username=f"rasd-{stage}", http_port=free_port()
            )
            workers.enter_context(WorkerProcess(settings, "--stage", stage))
        asyncio.run(publish(plain, [article(1), article(1), b"{"], key=b"k"))
        for topic in ("claims.casualty", "articles.duplicates", "articles.rejected"):
            asyncio.run(read(plain, topic, 1))


def without(right: tuple[str, str, str, str]) -> list[tuple[str, str, str, str]]:
    return [each for each in LEAST_RIGHTS if each != right]


@pytest.mark.parametrize("right", LEAST_RIGHTS, ids=["-".join(right) for right in LEAST_RIGHTS])
def test_a_right_less_is_named(secured: SecuredBroker, tmp_path: Path, right: tuple[str, str, str, str]) -> None:
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    stage, operation, kind, name = right
    grant(secured, plain, [each for each in without(right) if each[0] == stage])
    settings = dataclasses.replace(by_login(plain, secured), sasl_username=f"rasd-{stage}")
    resource = "topic" if kind == "topic" else "consumer group"
    named = f"The user 'rasd-{stage}' lacks {operation} on the {resource} {plain.topic_prefix}{name}"
    ready = STAGES[stage](settings)
    # rights reach the broker a moment after the controller has acknowledged them
    await_condition(lambda: lacks(settings, ready).startswith(named), 10, named)
    grant(secured, plain, [right])
    await_condition(lambda: not lacks(settings, ready), 10, "nothing lacks")


def lacks(settings: Settings, stage: Stage) -> str:
    """What keeps the stage from starting."""
    try:
        check_worker(settings, [stage])
    except OperatorError as error:
        return str(error)
    return ""


def test_a_worker_without_a_right_says_so_and_ends(secured: SecuredBroker, tmp_path: Path) -> None:
    plain = fresh_settings(secured.address, tmp_path)
    create_or_check(plain)
    grant(secured, plain, without(("extract", "WRITE", "topic", "claims.casualty")), "rasd")
    done = rasd(by_login(plain, secured), "worker")
    assert done.returncode == 1
    assert done.stderr.decode().strip() == (
        f"rasd: The user 'rasd' lacks WRITE on the topic {plain.topic_prefix}claims.casualty, which the stage extract needs."
    )


def test_no_help_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_SASL_PASSWORD", PASSWORD)
    register_commands()
    for command in COMMANDS:
        shown = CliRunner().invoke(app, [command, "--help"], env={"KAFKA_SASL_PASSWORD": PASSWORD})
        assert shown.exit_code == 0
        assert PASSWORD not in shown.output
    settings = Settings.from_environment({"KAFKA_SASL_PASSWORD": PASSWORD})
    assert settings.password() == PASSWORD
    assert PASSWORD not in repr(settings)


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
