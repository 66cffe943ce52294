"""What must hold before a worker starts, each problem told in one line with what to do about it.

Faust would meet these problems with silence, endless retries or acknowledged and lost events (`loss_free`).
"""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections.abc import Sequence

from services.stream.broker_probe import BrokerProbe, TopicState
from services.stream.errors import OperatorError
from services.stream.messages import Stage
from services.stream.settings import Settings
from services.stream.topics import Topic, Topics

LIMIT = 14.0  # seconds for all checks together


def check_worker(settings: Settings, stages: Sequence[Stage]) -> None:
    """Raises `OperatorError` for the first thing that would keep these stages from working."""
    check_data_dir(settings)
    check_port(settings)
    try:
        asyncio.run(asyncio.wait_for(_check_brokers(settings, stages), LIMIT))
    except TimeoutError as error:
        raise OperatorError(
            f"The brokers at {settings.bootstrap_servers} did not answer all questions in {LIMIT:.0f} s."
        ) from error


def check_data_dir(settings: Settings) -> None:
    """Raises `OperatorError` unless the data directory is there, or can be made, and can be written to."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OperatorError(
            f"The data directory {folder} cannot be written to ({reason}). Give this user the right to, or set "
            "RASD_DATA_DIR."
        ) from error


def check_port(settings: Settings) -> None:
    """Raises `OperatorError` when the HTTP port cannot be listened on."""
    where = (settings.http_host, settings.http_port)
    try:
        family = socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OperatorError(
            f"HTTP port {where[1]} on {where[0]} cannot be used ({reason}). Set RASD_HTTP_PORT, or stop what listens "
            "there."
        ) from error


async def _check_brokers(settings: Settings, stages: Sequence[Stage]) -> None:
    topics = Topics(settings)
    needed: dict[str, Topic] = {}
    for stage in stages:
        for topic, _ in _needs(stage, topics, settings):
            needed[topic.name] = topic
    async with BrokerProbe(settings) as probe:
        states = await probe.topics(needed)
        _check_existence(states, settings)
        for topic in needed.values():
            _check_partitions(topic, states[topic.name])
        for stage in stages:
            _check_rights(stage, topics, states, settings)
            groups = [(topics.group(stage.name), "READ")]
            if _takes_turns(stage, settings):
                groups.append((topics.group("intake"), "DESCRIBE"))
            for group, right in groups:
                rights = await probe.group_rights(group)
                if rights is not None and right not in rights:
                    raise OperatorError(f"{_user(settings)} lacks {right} on the consumer group {group}.")


def _check_existence(states: dict[str, TopicState], settings: Settings) -> None:
    missing = [state.name for state in states.values() if not state.exists]
    if missing:
        raise OperatorError(
            f"Missing on {settings.bootstrap_servers}: {', '.join(sorted(missing))}. Create with `rasd topics`."
        )


def _check_partitions(topic: Topic, state: TopicState) -> None:
    if topic.fixed_partitions and state.readable and state.partitions != topic.partitions:
        raise OperatorError(
            f"{topic.name} has {state.partitions} partitions, RASD_DEDUP_SHARDS={topic.partitions} needs "
            f"{topic.partitions}: set RASD_DEDUP_SHARDS={state.partitions}, or delete the topic and run `rasd topics`."
        )


def _needs(stage: Stage, topics: Topics, settings: Settings) -> list[tuple[Topic, tuple[str, ...]]]:
    """The topics of a stage and the rights that it needs on them (docs/security.md)."""
    needs: list[tuple[Topic, tuple[str, ...]]] = [
        (stage.source, ("READ",)),
        *((topic, ("WRITE",)) for topic in stage.outputs),
    ]
    if stage.remembers:
        needs.append((stage.remembers, ("READ", "WRITE")))
    if _takes_turns(stage, settings):
        needs.append((topics.raw, ("DESCRIBE",)))
    return needs


def _takes_turns(stage: Stage, settings: Settings) -> bool:
    """Whether the stage asks how far `articles.raw` and intake are (`raw_progress`)."""
    return stage.in_order and settings.dedup_order == "arrival"


def _check_rights(stage: Stage, topics: Topics, states: dict[str, TopicState], settings: Settings) -> None:
    for topic, rights in _needs(stage, topics, settings):
        granted = states[topic.name].rights
        lacking = [right for right in rights if granted is not None and right not in granted]
        if lacking:
            raise OperatorError(
                f"{_user(settings)} lacks {' and '.join(lacking)} on the topic {topic.name}, which the stage "
                f"{stage.name} needs."
            )


def _user(settings: Settings) -> str:
    return f"The user {settings.sasl_username!r}" if settings.sasl_username else "This client"
