"""Workers with static membership: one that is told to stop leaves, one that crashed comes back under its name."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from services.stream.settings import Settings
from services.stream.static_membership import leave
from services.stream.topic_admin import create_or_check
from tests.kafka.broker import free_port
from tests.stream.articles import article, event
from tests.stream.kafka_client import publish, read_all
from tests.stream.worker_process import WorkerProcess, await_condition

# Longer than the last condition waits: only a worker that left, or came back, lets another one go on before.
SESSION_SECONDS = 85
DECIDED = 'rasd_messages_total{outcome="new",stage="dedup"}'


def _pod(settings: Settings, name: str) -> WorkerProcess:
    folder = settings.data_dir.parent / name
    folder.mkdir()
    return WorkerProcess(
        dataclasses.replace(settings, http_port=free_port(), data_dir=folder / "data", instance_id=name),
        "--stage",
        "dedup",
    )


def _decided(pod: WorkerProcess) -> float:
    return pod.metrics()[DECIDED]


def _published(settings: Settings) -> set[str]:
    return {event(record)["id"] for record in asyncio.run(read_all(settings, "articles.normalized"))}


@pytest.mark.parametrize("ends", ["told to stop", "crashed"])
def test_the_partition_of_a_static_member_does_not_lie_idle(settings: Settings, ends: str) -> None:
    settings = dataclasses.replace(settings, session_seconds=SESSION_SECONDS)
    create_or_check(settings)
    intake = WorkerProcess(dataclasses.replace(settings, http_port=free_port()), "--stage", "intake")
    pods = [_pod(settings, "dedup-0"), _pod(settings, "dedup-1")]
    with intake, pods[0], pods[1]:
        asyncio.run(publish(settings, [article(1)]))
        await_condition(lambda: sum(map(_decided, pods)) == 1, 30, "the first article decided")
        active = max(pods, key=_decided)
        if ends == "crashed":
            active.kill()
            active.start()
            active.await_ready()
        else:
            assert active.stop() == 0
        asyncio.run(publish(settings, [article(2)]))
        await_condition(lambda: "a-2" in _published(settings), 15, "the second article decided", every=0.5)


def test_leaving_a_group_that_one_is_not_in_is_no_problem(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(leave(dataclasses.replace(settings, instance_id="nobody"), "a-group"))
    assert not caplog.records
