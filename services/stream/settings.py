"""All settings of the service: one frozen object, read once from the environment.

Each field is an environment variable whose name and meaning stand beside it; `rasd worker --help` prints this list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import isodate

from services.stream.errors import OperatorError

SECURITY_PROTOCOLS = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
SASL_MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("info", "debug")


def _setting(variable: str, default: Any, meaning: str, *, secret: bool = False, choices: tuple[str, ...] = ()) -> Any:
    metadata = {"variable": variable, "meaning": meaning, "secret": secret, "choices": choices}
    return dataclasses.field(default=default, repr=not secret, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process. `Settings.from_environment` reads and checks them."""

    bootstrap_servers: str = _setting(
        "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", "brokers to connect to first: host:port, comma-separated"
    )
    security_protocol: str = _setting(
        "KAFKA_SECURITY_PROTOCOL", "PLAINTEXT", "how to connect", choices=SECURITY_PROTOCOLS
    )
    sasl_mechanism: str = _setting(
        "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512", "how to log in over SASL", choices=SASL_MECHANISMS
    )
    sasl_username: str | None = _setting("KAFKA_SASL_USERNAME", None, "user name for SASL")
    sasl_password: str | None = _setting("KAFKA_SASL_PASSWORD", None, "password for SASL", secret=True)
    sasl_password_file: Path | None = _setting(
        "KAFKA_SASL_PASSWORD_FILE", None, "file that holds the password, instead of KAFKA_SASL_PASSWORD"
    )
    ssl_cafile: Path | None = _setting(
        "KAFKA_SSL_CAFILE", None, "PEM file of the authorities that sign the brokers' certificates"
    )
    ssl_certfile: Path | None = _setting(
        "KAFKA_SSL_CERTFILE", None, "PEM file of the client's certificate (mutual TLS)"
    )
    ssl_keyfile: Path | None = _setting("KAFKA_SSL_KEYFILE", None, "PEM file of the client's private key (mutual TLS)")
    topic_prefix: str = _setting("RASD_TOPIC_PREFIX", "", "put before every topic, consumer group and transaction name")
    data_dir: Path = _setting(
        "RASD_DATA_DIR", Path("~/.local/state/rasd"), "folder of the de-duplication state; keep it across restarts"
    )
    http_host: str = _setting("RASD_HTTP_HOST", "0.0.0.0", "address that /live, /ready and /metrics listen on")
    http_port: int = _setting("RASD_HTTP_PORT", 6066, "port of /live, /ready and /metrics; 0 takes a free one")
    gazetteer_extra: str | None = _setting(
        "RASD_GAZETTEER_EXTRA", None, "files with places of your own (docs/places.md), separated as in PATH"
    )
    actors_extra: str | None = _setting(
        "RASD_ACTORS_EXTRA", None, "files with actors of your own (docs/actors.md), separated as in PATH"
    )
    log_format: str = _setting("RASD_LOG_FORMAT", "text", "form of the log lines", choices=LOG_FORMATS)
    log_level: str = _setting(
        "RASD_LOG_LEVEL",
        "info",
        "debug has a line for each message, and messages of errors that may quote articles",
        choices=LOG_LEVELS,
    )
    # An article of 256 KiB is eighty times the mean newspaper text. The normalized article carries the text twice (as
    # received and folded), so that it still fits Kafka's default message limit of 1 MiB.
    max_article_bytes: int = _setting(
        "RASD_MAX_ARTICLE_BYTES", 262_144, "a raw article above this many bytes is refused"
    )
    dedup_window: timedelta = _setting(
        "RASD_DEDUP_WINDOW", timedelta(days=30), "how long an article is remembered, as an ISO 8601 duration"
    )
    dedup_shards: int = _setting(
        "RASD_DEDUP_SHARDS", 1, "partitions of articles.fingerprinted, each with a de-duplication state of its own"
    )
    dedup_order: str = _setting(
        "RASD_DEDUP_ORDER",
        "arrival",
        "decide articles in the order in which they reached Kafka, or as they are delivered",
        choices=("arrival", "delivery"),
    )
    partitions: int = _setting("RASD_PARTITIONS", 4, "partitions of the topics that `rasd topics` creates")
    replication: int = _setting("RASD_REPLICATION", 1, "replicas of the topics that `rasd topics` creates")
    instance_id: str | None = _setting(
        "RASD_INSTANCE_ID", None, "static group membership: a name that this worker keeps across restarts"
    )
    session_seconds: int = _setting(
        "RASD_SESSION_SECONDS", 45, "a worker that the brokers do not hear of for this long loses its partitions"
    )
    # A session time-out is 45 s and a rebalance may follow it: what stands still for three times that is stuck.
    liveness_seconds: int = _setting(
        "RASD_LIVENESS_SECONDS", 150, "a worker with lag and no progress for this long ends itself"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that the environment states, defaults for the rest; an empty variable counts as absent.

        Raises `OperatorError`, naming the variable, for a value that does not fit.
        """
        values: dict[str, Any] = {}
        for field in dataclasses.fields(cls):
            text = environment.get(field.metadata["variable"])
            if text:
                values[field.name] = _parse(field, text)
        data_dir = values.get("data_dir", Path(environment.get("HOME", "/tmp"), ".local/state/rasd"))
        settings = cls(**{**values, "data_dir": data_dir.expanduser()})
        settings._check_security()
        return settings

    def password(self) -> str | None:
        """The SASL password from its variable or its file. Raises `OperatorError` where the file cannot be read."""
        if self.sasl_password_file is None:
            return self.sasl_password
        try:
            return self.sasl_password_file.read_text().rstrip("\r\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise OperatorError(f"KAFKA_SASL_PASSWORD_FILE {self.sasl_password_file}: {reason}.") from error

    def to_environment(self) -> dict[str, str]:
        """The variables that make a child process read the same settings."""
        return {
            field.metadata["variable"]: _format(value)
            for field in dataclasses.fields(self)
            if (value := getattr(self, field.name)) is not None
        }

    def _check_security(self) -> None:
        if self.security_protocol.startswith("SASL"):
            if not self.sasl_username:
                raise OperatorError(f"KAFKA_SECURITY_PROTOCOL={self.security_protocol} needs KAFKA_SASL_USERNAME.")
            if self.sasl_password is None and self.sasl_password_file is None:
                raise OperatorError(
                    f"KAFKA_SECURITY_PROTOCOL={self.security_protocol} needs KAFKA_SASL_PASSWORD or "
                    "KAFKA_SASL_PASSWORD_FILE."
                )
        if (self.ssl_certfile is None) != (self.ssl_keyfile is None):
            raise OperatorError("Mutual TLS needs both KAFKA_SSL_CERTFILE and KAFKA_SSL_KEYFILE, only one is set.")


def _parse(field: dataclasses.Field[Any], text: str) -> Any:
    variable, choices = field.metadata["variable"], field.metadata["choices"]
    kind = str(field.type)
    if choices:
        # Names of protocols and mechanisms are upper case in Kafka, formats lower case here; people write both.
        matching = [choice for choice in choices if choice.lower() == text.lower()]
        if not matching:
            raise OperatorError(f"{variable}={text!r} is none of {', '.join(choices)}.")
        return matching[0]
    if kind == "int":
        return _parse_int(variable, text)
    if kind == "timedelta":
        return _parse_duration(variable, text)
    if "Path" in kind:
        return Path(text)
    return text


def _parse_int(variable: str, text: str) -> int:
    lowest = 0 if variable == "RASD_HTTP_PORT" else 1
    try:
        number = int(text)
    except ValueError:
        raise OperatorError(f"{variable}={text!r} is not a whole number.") from None
    if number < lowest:
        raise OperatorError(f"{variable}={text!r} must be {lowest} or more.")
    return number


def _parse_duration(variable: str, text: str) -> timedelta:
    example = "Write an ISO 8601 duration such as P30D (30 days) or PT12H (12 hours)."
    try:
        duration = isodate.parse_duration(text, as_timedelta_if_possible=True)
    except (isodate.ISO8601Error, TypeError):
        raise OperatorError(f"{variable}={text!r} is not a duration. {example}") from None
    if not isinstance(duration, timedelta):
        raise OperatorError(f"{variable}={text!r} counts in months or years, which differ in length. {example}")
    if duration <= timedelta(0):
        raise OperatorError(f"{variable}={text!r} must be longer than nothing. {example}")
    return duration


def _format(value: Any) -> str:
    return isodate.duration_isoformat(value) if isinstance(value, timedelta) else str(value)
