"""How far a group is behind, as the brokers say it."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from services.stream.group_lag import GroupLag
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check_async
from services.stream.topics import Topics
from tests.kafka.broker import free_port
from tests.stream.articles import article
from tests.stream.kafka_client import publish


async def test_a_group_that_has_committed_nothing_is_behind_by_everything(settings: Settings) -> None:
    await create_or_check_async(settings)
    await publish(settings, [article(number) for number in range(3)], key=b"k")
    topics, lag = Topics(settings), GroupLag(settings)
    try:
        async with asyncio.timeout(120):
            # a new broker makes its offsets topic on the first question
            while not (told := await lag.ask(topics.group("intake"), topics.raw.name, range(4))):  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    finally:
        await lag.stop()
    assert sorted(told) == list(range(settings.partitions))
    assert sorted(each.end - each.committed for each in told.values()) == [0, 0, 0, 3]


async def test_brokers_that_are_not_there_say_nothing(settings: Settings) -> None:
    lag = GroupLag(dataclasses.replace(settings, bootstrap_servers=f"127.0.0.1:{free_port()}"))
    for _ in range(2):
        assert await lag.ask("any", "any", [0]) == {}
    await lag.stop()


async def test_stopping_in_the_midst_of_connecting_leaves_nothing_open(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    await create_or_check_async(settings)
    topics, lag = Topics(settings), GroupLag(settings)
    asking = asyncio.create_task(lag.ask(topics.group("intake"), topics.raw.name, [0]))
    while lag._connecting is None:  # noqa: ASYNC110
        await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])
    await lag.stop()
    assert "Unclosed" not in caplog.text
