"""How to reach the brokers: the settings as arguments of aiokafka and as credentials of Faust."""

from __future__ import annotations

import ssl
from typing import Any

from services.stream.errors import OperatorError
from services.stream.settings import Settings


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context, None for a protocol without TLS. Raises `OperatorError` naming the file that cannot be used."""
    if "SSL" not in settings.security_protocol:
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ssl_cafile)
    except (OSError, ssl.SSLError) as error:
        raise OperatorError(f"KAFKA_SSL_CAFILE {settings.ssl_cafile}: {_reason(error)}.") from error
    if settings.ssl_certfile and settings.ssl_keyfile:
        try:
            context.load_cert_chain(settings.ssl_certfile, settings.ssl_keyfile)
        except (OSError, ssl.SSLError) as error:
            files = f"KAFKA_SSL_CERTFILE {settings.ssl_certfile}, KAFKA_SSL_KEYFILE {settings.ssl_keyfile}"
            raise OperatorError(f"{files}: {_reason(error)}.") from error
    return context


def client_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments that every aiokafka client takes (consumer, producer, admin client)."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.bootstrap_servers,
        "security_protocol": settings.security_protocol,
        "ssl_context": ssl_context(settings),
        "client_id": "rasd",
    }
    if settings.security_protocol.startswith("SASL"):
        arguments["sasl_mechanism"] = settings.sasl_mechanism
        arguments["sasl_plain_username"] = settings.sasl_username
        arguments["sasl_plain_password"] = settings.password()
    return arguments


def faust_credentials(settings: Settings) -> Any:
    """The same as Faust's `broker_credentials`, None for an open connection."""
    import faust

    context = ssl_context(settings)
    if settings.security_protocol.startswith("SASL"):
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.password(),
            mechanism=settings.sasl_mechanism,
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None


def servers(settings: Settings) -> list[tuple[str, int]]:
    """Host and port of each bootstrap server. Raises `OperatorError` for what is neither host nor host:port."""
    found = []
    for entry in settings.bootstrap_servers.split(","):
        host, colon, port = entry.strip().rpartition(":")
        if not colon:
            host, port = port, "9092"
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise OperatorError(
                f"KAFKA_BOOTSTRAP_SERVERS={settings.bootstrap_servers!r}: {entry.strip()!r} is not host:port."
            )
        found.append((host.strip("[]"), int(port)))
    return found


def _reason(error: OSError | ssl.SSLError) -> str:
    return error.strerror or str(error)
