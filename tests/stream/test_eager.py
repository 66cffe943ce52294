"""A coroutine that was begun before its task behaves as if the task had begun it."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path
from typing import Any

import pytest
from faust.transport.consumer import Consumer

from services.stream import eager
from services.stream.faust_app import build_app
from services.stream.intake_stage import IntakeStage
from services.stream.metrics import Metrics
from services.stream.settings import Settings


async def test_what_waits_for_nothing_ends_at_once() -> None:
    done = []

    async def work() -> None:
        async with asyncio.Lock():
            done.append(1)

    assert eager.start(work()) is None
    assert done == [1]


async def test_what_waits_goes_on_as_a_task() -> None:
    future, queue = asyncio.get_running_loop().create_future(), asyncio.Queue[int](1)

    async def work() -> int:
        first = await future
        await asyncio.sleep(0)
        await queue.put(1)
        await queue.put(2)  # waits for room
        return first + 1

    rest = eager.start(work())
    assert rest is not None
    task = asyncio.create_task(rest)
    await asyncio.sleep(0)
    future.set_result(6)
    assert await queue.get() == 1
    assert await task == 7
    assert await queue.get() == 2


async def test_a_future_that_is_done_before_the_task_begins() -> None:
    future = asyncio.get_running_loop().create_future()

    async def work() -> int:
        value: int = await future
        return value

    rest = eager.start(work())
    assert rest is not None
    future.set_result(5)
    assert await asyncio.create_task(rest) == 5


async def test_errors_and_cancellation_reach_it() -> None:
    seen: list[str] = []

    async def fails() -> None:
        raise ValueError("at once")

    with pytest.raises(ValueError, match="at once"):
        eager.start(fails())

    async def work() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise
        finally:
            seen.append("ended")

    rest = eager.start(work())
    assert rest is not None
    task = asyncio.create_task(rest)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert seen == ["cancelled", "ended"]


async def test_a_rest_that_nobody_awaits_is_closed() -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            seen.append("ended")

    rest = eager.start(work())
    assert rest is not None
    task = asyncio.create_task(rest)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert seen == ["ended"]


async def test_a_message_that_finds_room_makes_no_task(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    consumer: Any = build_app(IntakeStage(settings), settings, Metrics()).consumer
    queue = asyncio.Queue[int](1)
    before = asyncio.all_tasks()
    await consumer.wait_first(queue.put(1), consumer.suspend_flow.wait())
    assert queue.qsize() == 1 and asyncio.all_tasks() == before


async def test_a_message_without_room_waits_until_the_flow_is_suspended(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    consumer: Any = build_app(IntakeStage(settings), settings, Metrics()).consumer
    queue = asyncio.Queue[int](1)
    queue.put_nowait(1)
    delivery = asyncio.create_task(consumer.wait_first(queue.put(2), consumer.suspend_flow.wait()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not delivery.done()
    consumer.suspend_flow.set()
    await asyncio.wait_for(delivery, 10)
    await asyncio.sleep(0)
    assert queue.get_nowait() == 1 and queue.empty(), "the delivery was taken back"
    consumer.suspend_flow.clear()
    queue.put_nowait(1)
    delivery = asyncio.create_task(consumer.wait_first(queue.put(2), consumer.suspend_flow.wait()))
    await asyncio.sleep(0)
    assert await queue.get() == 1
    await asyncio.wait_for(delivery, 10)
    assert await queue.get() == 2


def test_faust_hands_messages_over_in_this_way() -> None:
    source = "".join(inspect.getsource(Consumer._drain_messages).split())
    assert "awaitself.wait_first(callback(message),self.suspend_flow.wait())set_read_offset" in source
