"""Creates the topics, or says how those that exist differ from what they should be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaConnectionError, KafkaError, TopicAlreadyExistsError, for_code

from services.stream import connection
from services.stream.broker_probe import BrokerProbe, TopicState
from services.stream.errors import OperatorError
from services.stream.settings import Settings
from services.stream.topics import Topic, Topics

REQUEST_LIMIT = 10_000  # milliseconds
KNOWN_LIMIT = 30.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReport:
    """What was found or done for one topic: `status` is `created`, `ok` or `differs`; `differences` in words."""

    topic: Topic
    status: str
    differences: tuple[str, ...] = ()


def create_or_check(settings: Settings) -> list[TopicReport]:
    """Creates what is missing and compares the rest. Raises `OperatorError` when the brokers refuse."""
    return asyncio.run(create_or_check_async(settings))


async def create_or_check_async(settings: Settings) -> list[TopicReport]:
    """The same inside an event loop."""
    topics = Topics(settings).all()
    async with BrokerProbe(settings) as probe:
        states = await probe.topics(topic.name for topic in topics)
    admin = AIOKafkaAdminClient(**connection.client_arguments(settings), request_timeout_ms=REQUEST_LIMIT)
    try:
        await admin.start()
        missing = [topic for topic in topics if not states[topic.name].exists]
        if missing:
            await _create(admin, missing, settings)
            await await_known(settings, missing)
        present = [topic for topic in topics if states[topic.name].exists]
        policies = await _cleanup_policies(admin, present)
    except KafkaError as error:
        raise OperatorError(f"The brokers refuse: {error}.") from error
    finally:
        await admin.close()
    created = {topic.name for topic in missing}
    return [
        TopicReport(topic=topic, status="created")
        if topic.name in created
        else _compare(topic, states[topic.name], policies.get(topic.name), settings)
        for topic in topics
    ]


async def _create(admin: Any, topics: Sequence[Topic], settings: Settings) -> None:
    response = await admin.create_topics(
        [
            NewTopic(
                topic.name,
                topic.partitions,
                settings.replication,
                topic_configs={"cleanup.policy": topic.cleanup, **topic.configuration},
            )
            for topic in topics
        ]
    )
    for entry in response.topic_errors:
        name, code, message = entry[0], entry[1], entry[2] if len(entry) > 2 else None
        # another `rasd topics` may have been faster
        if code and for_code(code) is not TopicAlreadyExistsError:
            raise OperatorError(f"The brokers refuse to create {name}: {message or for_code(code).__name__}.")


async def await_known(settings: Settings, topics: Sequence[Topic]) -> None:
    """Returns when a broker tells of the new topics: it learns of them a moment after the controller has made them, and
    a worker that starts in between would find them missing.
    """
    until = time.monotonic() + KNOWN_LIMIT
    async with BrokerProbe(settings) as probe:
        while True:
            states = await probe.topics(topic.name for topic in topics)
            unknown = sorted(name for name, state in states.items() if not state.exists)
            if not unknown:
                return
            if time.monotonic() > until:
                raise OperatorError(
                    f"Created, and still not known to the brokers after {KNOWN_LIMIT:.0f} s: {', '.join(unknown)}. Run "
                    "`rasd topics` again."
                )
            await asyncio.sleep(0.1)  # between two questions


async def _cleanup_policies(admin: Any, topics: Sequence[Topic]) -> dict[str, str]:
    """The clean-up policy of each topic that the brokers tell of."""
    if not topics:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, topic.name, {"cleanup.policy": None}) for topic in topics]
    policies: dict[str, str] = {}
    try:
        responses = await admin.describe_configs(resources)
    except KafkaConnectionError:
        return policies  # the embedded broker does not know the question and hangs up
    for response in responses:
        for entry in response.to_object()["resources"]:
            for item in entry["config_entries"]:
                if item["config_names"] == "cleanup.policy":
                    policies[entry["resource_name"]] = item["config_value"]
    return policies


def _compare(topic: Topic, state: TopicState, cleanup: str | None, settings: Settings) -> TopicReport:
    found = [
        (f"{state.partitions} partitions, not {topic.partitions}", state.partitions != topic.partitions),
        (f"replication {state.replication}, not {settings.replication}", state.replication != settings.replication),
        (
            f"cleanup.policy {cleanup}, not {topic.cleanup}",
            cleanup is not None and _policies(cleanup) != _policies(topic.cleanup),
        ),
    ]
    differences = tuple(text for text, differs in found if differs)
    return TopicReport(topic=topic, status="differs" if differences else "ok", differences=differences)


def _policies(text: str) -> set[str]:
    return {policy.strip() for policy in text.split(",")}
