"""Asks the brokers for topics, partitions and rights before anything starts, and says what keeps them from answering.

aiokafka's clients retry and log where an operator needs one clear line, and Faust says nothing at all when a right is
missing: it hangs. So one connection asks first.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiokafka.conn import AIOKafkaConnection, create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    NotCoordinatorError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
    UnsupportedSaslMechanismError,
    for_code,
)
from aiokafka.protocol.coordination import FindCoordinatorRequest

from services.stream import connection
from services.stream.errors import OperatorError
from services.stream.rights_protocol import UNKNOWN_RIGHTS, GroupRequest, TopicsRequest, rights
from services.stream.settings import Settings

CONNECT_LIMIT = 4.0  # seconds a broker may take to answer a connection
COORDINATOR_LIMIT = 6.0  # seconds; a new cluster makes its offsets topic on the first question


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicState:
    """A topic as the brokers know it. rights: the operations that the user may do, None where brokers do not tell."""

    name: str
    exists: bool
    readable: bool = True
    partitions: int = 0
    replication: int = 0
    rights: frozenset[str] | None = None


class BrokerProbe:
    """One connection to one of the bootstrap servers. Use it as an async context.

    Entering raises `OperatorError` when no server can be used, with the reason of the last one.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: AIOKafkaConnection | None = None

    async def __aenter__(self) -> BrokerProbe:
        problem = None
        for host, port in connection.servers(self._settings):
            try:
                self._connection = await self._connect(host, port)
            except OperatorError as error:
                problem = error
            else:
                return self
        raise problem or OperatorError("KAFKA_BOOTSTRAP_SERVERS is empty.")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    async def topics(self, names: Iterable[str]) -> dict[str, TopicState]:
        """The state of each of these topics."""
        response = await self._send(self._connection, TopicsRequest(sorted(names)))
        return {entry["topic"]: _topic_state(entry) for entry in response.to_object()["topics"]}

    async def group_rights(self, group: str) -> frozenset[str] | None:
        """The operations the user may do on a consumer group, None where the brokers do not tell.

        Raises `OperatorError` when no coordinator can be found.
        """
        try:
            answer = await self.ask_coordinator(group, GroupRequest(group))
        except NotImplementedError:
            return None  # an older broker, or the embedded one: rights show when they are used
        if answer is None:
            return frozenset()
        described = answer["groups"][0]
        if described["error_code"] == GroupAuthorizationFailedError.errno:
            return frozenset()
        return rights(described["authorized_operations"])

    async def ask_coordinator(self, group: str, request: Any) -> Any:
        """The answer of the group's coordinator as a dictionary, None when the user may not know the coordinator.

        Raises `OperatorError` when no coordinator can be found, `NotImplementedError` when it does not know the request.
        """
        coordinator = await self._coordinator(group)
        if coordinator is None:
            return None
        there = await self._connect(*coordinator)
        try:
            return (await self._send(there, request)).to_object()
        finally:
            there.close()

    async def _coordinator(self, group: str) -> tuple[str, int] | None:
        """Host and port of the group's coordinator; None when the user may not know."""
        until = time.monotonic() + COORDINATOR_LIMIT
        while True:
            response = await self._send(self._connection, FindCoordinatorRequest(group, 0))
            error = for_code(response.error_code)
            if response.error_code == 0:
                return response.host, response.port
            if error is GroupAuthorizationFailedError:
                return None
            passing = (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError)
            if not issubclass(error, passing) or time.monotonic() > until:
                raise OperatorError(
                    f"The brokers name no coordinator for the consumer group {group}: {error.__name__}."
                )
            await asyncio.sleep(0.2)  # between two questions to a cluster that is starting

    async def _connect(self, host: str, port: int) -> AIOKafkaConnection:
        settings = self._settings
        arguments = connection.client_arguments(settings)
        del arguments["bootstrap_servers"]
        where = f"{host}:{port}"
        wrong_protocol = (
            f"{where} ends the connection: does it speak KAFKA_SECURITY_PROTOCOL={settings.security_protocol}?"
        )
        try:
            return await asyncio.wait_for(
                create_conn(host, port, request_timeout_ms=int(CONNECT_LIMIT * 1000), **arguments), CONNECT_LIMIT
            )
        except ssl.SSLCertVerificationError as error:
            raise OperatorError(
                f"The certificate of {where} is not trusted ({error.verify_message}). Set KAFKA_SSL_CAFILE to the "
                "authority that signed it."
            ) from error
        except ssl.SSLError as error:
            raise OperatorError(f"{wrong_protocol} ({error.reason})") from error
        except (AuthenticationFailedError, SaslAuthenticationFailed) as error:
            raise OperatorError(
                f"{where} refuses the user {settings.sasl_username!r}: check KAFKA_SASL_USERNAME and _PASSWORD."
            ) from error
        except UnsupportedSaslMechanismError as error:
            raise OperatorError(f"{where} does not offer KAFKA_SASL_MECHANISM={settings.sasl_mechanism}.") from error
        except TimeoutError as error:
            raise OperatorError(f"{where} does not answer within {CONNECT_LIMIT:.0f} s. {_ADVICE}") from error
        except (KafkaConnectionError, IllegalSaslStateError, EOFError, ConnectionResetError) as error:
            raise OperatorError(wrong_protocol) from error
        except ConnectionRefusedError as error:
            raise OperatorError(f"No Kafka broker at {where} (connection refused). {_ADVICE}") from error
        except OSError as error:
            raise OperatorError(f"No Kafka broker at {where} ({error.strerror or error}). {_ADVICE}") from error
        except KafkaError as error:
            raise OperatorError(f"{where}: {error}.") from error

    async def _send(self, to: AIOKafkaConnection | None, request: Any) -> Any:
        assert to is not None, "use it as a context"
        try:
            return await asyncio.wait_for(to.send(request), CONNECT_LIMIT)
        except (TimeoutError, KafkaConnectionError) as error:
            raise OperatorError("The broker stopped answering. Its own log may say why.") from error


_ADVICE = "Start one or set KAFKA_BOOTSTRAP_SERVERS (`rasd worker --embedded` brings a broker of its own)."


def _topic_state(entry: dict[str, Any]) -> TopicState:
    error = for_code(entry["error_code"])
    if error is TopicAuthorizationFailedError:
        return TopicState(name=entry["topic"], exists=True, readable=False, rights=frozenset())
    if error is UnknownTopicOrPartitionError:
        return TopicState(name=entry["topic"], exists=False)
    partitions = entry["partitions"]
    return TopicState(
        name=entry["topic"],
        exists=True,
        partitions=len(partitions),
        replication=min((len(partition["replicas"]) for partition in partitions), default=0),
        rights=rights(entry.get("authorized_operations", UNKNOWN_RIGHTS)),
    )
