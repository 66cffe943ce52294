"""What we rely on in Faust and aiokafka beyond their public interfaces: these tests notice when an update breaks it."""

from __future__ import annotations

import asyncio
import inspect
import weakref
from pathlib import Path
from typing import Any

import faust
import faust.streams
from faust.sensors import Monitor
from faust.stores import rocksdb
from faust.types import TP

from services.stream.extract_stage import ExtractStage
from services.stream.faust_app import build_app
from services.stream.faust_driver import FETCH_MAX_WAIT_MS, Driver, FetchingConsumer
from services.stream.intake_stage import IntakeStage
from services.stream.metrics import Metrics
from services.stream.monitor import OffsetMonitor
from services.stream.settings import Settings


def test_the_store_takes_its_partition_from_the_private_current_event() -> None:
    """`loss_free.TableState` sets `faust.streams._current_event`, a context variable of weak references to events."""

    class Event:
        pass

    event = Event()
    faust.streams._current_event.set(weakref.ref(event))  # type: ignore[arg-type]
    assert faust.streams.current_event() is event  # type: ignore[comparison-overlap]
    assert rocksdb.current_event is faust.streams.current_event
    assert "current_event()" in inspect.getsource(rocksdb.Store._get)


async def test_the_fetch_wait_reaches_the_client(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    app = build_app(IntakeStage(settings), settings, Metrics())
    assert isinstance(app.transport, Driver)
    assert isinstance(app.consumer, FetchingConsumer)
    # as the consumer's thread does when it starts
    thread = app.consumer._thread
    client: Any = thread._create_worker_consumer(app.transport)
    assert client._fetch_max_wait_ms == FETCH_MAX_WAIT_MS
    assert "fetch_max_wait_ms=self._fetch_max_wait_ms" in inspect.getsource(type(client).start)


async def test_settings_that_lose_nothing_are_in_force(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, instance_id="worker-3", session_seconds=30)
    app = build_app(ExtractStage(settings), settings, Metrics())
    conf = app.conf
    assert conf.processing_guarantee.value == "at_least_once"
    assert conf.stream_wait_empty is True
    assert conf.producer_acks == -1
    assert conf.producer_request_timeout >= 300
    assert conf.consumer_auto_offset_reset == "earliest"
    assert conf.consumer_group_instance_id == "worker-3"
    assert conf.broker_session_timeout == 30
    (agent,) = [agent for name, agent in app.agents.items() if name.endswith("extract")]
    assert agent.concurrency == 1


def test_no_hook_of_the_monitor_costs_anything_but_offsets_are_kept() -> None:
    monitor = OffsetMonitor()
    for name in dir(Monitor):
        if name.startswith("on_") and name in vars(faust.sensors.base.Sensor):
            assert getattr(monitor, name)(*[None] * 3) is None, name
    assert monitor.messages_received_total == 0
    partition = TP("topic", 1)
    monitor.on_tp_commit({partition: 7})
    monitor.track_tp_end_offset(partition, 9)
    assert dict(monitor.tp_committed_offsets) == {partition: 7}
    assert dict(monitor.tp_end_offsets) == {partition: 9}


async def test_cancelling_a_batch_acknowledges_nothing() -> None:
    """`noack_take` must not acknowledge what it handed out when the agent is cancelled."""
    source = inspect.getsource(faust.Stream.noack_take)
    assert "self.enable_acks = False" in source
    assert "await self.ack(event)" not in source.replace("#     await self.ack(event)", "")
    await asyncio.sleep(0)
