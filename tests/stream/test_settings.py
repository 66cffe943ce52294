"""Settings: read from the environment, checked, never shown when secret."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from services.cli.environment import settings_help
from services.stream.connection import servers
from services.stream.errors import OperatorError
from services.stream.settings import Settings

# The names that the public contract fixes.
CONTRACT = {
    "KAFKA_BOOTSTRAP_SERVERS",
    "KAFKA_SECURITY_PROTOCOL",
    "KAFKA_SASL_MECHANISM",
    "KAFKA_SASL_USERNAME",
    "KAFKA_SASL_PASSWORD",
    "KAFKA_SSL_CAFILE",
    "KAFKA_SSL_CERTFILE",
    "KAFKA_SSL_KEYFILE",
    "RASD_TOPIC_PREFIX",
    "RASD_DATA_DIR",
    "RASD_HTTP_PORT",
    "RASD_LOG_FORMAT",
    "RASD_MAX_ARTICLE_BYTES",
    "RASD_DEDUP_WINDOW",
}


def test_names_of_the_contract_and_defaults() -> None:
    variables = {field.metadata["variable"] for field in dataclasses.fields(Settings)}
    assert variables >= CONTRACT
    settings = Settings.from_environment({"HOME": "/home/someone"})
    assert settings.http_port == 6066
    assert settings.log_format == "text"
    assert settings.data_dir == Path("/home/someone/.local/state/rasd")


def test_values_are_parsed_and_empty_ones_are_absent() -> None:
    settings = Settings.from_environment(
        {"RASD_DEDUP_WINDOW": "P7DT12H", "RASD_HTTP_PORT": "0", "RASD_LOG_FORMAT": "JSON", "RASD_TOPIC_PREFIX": ""}
    )
    assert settings.dedup_window == timedelta(days=7, hours=12)
    assert (settings.http_port, settings.log_format, settings.topic_prefix) == (0, "json", "")


def test_a_child_process_reads_the_same_settings() -> None:
    settings = dataclasses.replace(
        Settings.from_environment({}),
        dedup_window=timedelta(hours=36),
        ssl_cafile=Path("/etc/ca.pem"),
        sasl_password="secret",
        partitions=9,
    )
    assert Settings.from_environment(settings.to_environment()) == settings


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"RASD_HTTP_PORT": "x"}, "RASD_HTTP_PORT='x' is not a whole number."),
        ({"RASD_MAX_ARTICLE_BYTES": "0"}, "RASD_MAX_ARTICLE_BYTES='0' must be 1 or more."),
        ({"RASD_LOG_FORMAT": "xml"}, "RASD_LOG_FORMAT='xml' is none of text, json."),
        ({"RASD_DEDUP_WINDOW": "30"}, "RASD_DEDUP_WINDOW='30' is not a duration. Write an ISO 8601 duration"),
        ({"RASD_DEDUP_WINDOW": "P1M"}, "counts in months or years"),
        ({"RASD_DEDUP_WINDOW": "PT0S"}, "must be longer than nothing"),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "needs KAFKA_SASL_USERNAME"),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_USERNAME": "a"}, "needs KAFKA_SASL_PASSWORD or"),
        ({"KAFKA_SASL_MECHANISM": "GSSAPI"}, "none of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512"),
        ({"KAFKA_SSL_CERTFILE": "a.pem"}, "needs both KAFKA_SSL_CERTFILE and KAFKA_SSL_KEYFILE"),
    ],
)
def test_what_does_not_fit_names_its_variable(environment: dict[str, str], message: str) -> None:
    with pytest.raises(OperatorError) as caught:
        Settings.from_environment(environment)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["host:port", ":9092", "host:0", "host:70000", "a:1,,b:2"])
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(OperatorError, match=r"is not host:port\."):
        servers(Settings(bootstrap_servers=text))


def test_addresses() -> None:
    found = servers(Settings(bootstrap_servers="one:1, two , [::1]:3"))
    assert found == [("one", 1), ("two", 9092), ("::1", 3)]


def test_the_password_is_in_no_representation_and_may_come_from_a_file(tmp_path: Path) -> None:
    assert "hidden" not in repr(Settings(sasl_password="hidden"))
    file = tmp_path / "password"
    file.write_text("from the file\n")
    assert Settings(sasl_password_file=file).password() == "from the file"
    with pytest.raises(OperatorError, match="KAFKA_SASL_PASSWORD_FILE"):
        Settings(sasl_password_file=tmp_path / "none").password()


def test_help_lists_every_setting() -> None:
    text = settings_help()
    for field in dataclasses.fields(Settings):
        assert f"`{field.metadata['variable']}`" in text
