"""What we rely on in Faust and aiokafka beyond their public interfaces: these tests notice when an update breaks it."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path
from typing import Any

import faust
from faust.sensors import Monitor
from faust.types import TP
from faust.types.tuples import ConsumerMessage

from services.stream.dedup_stage import DedupStage
from services.stream.extract_stage import ExtractStage
from services.stream.faust_app import build_app
from services.stream.faust_driver import FETCH_MAX_WAIT_MS, Driver, FetchingConsumer
from services.stream.intake_stage import IntakeStage
from services.stream.metrics import Metrics
from services.stream.monitor import OffsetMonitor
from services.stream.seen_store import SeenStore
from services.stream.settings import Settings


async def test_the_table_makes_our_store(tmp_path: Path) -> None:
    """`seen_store.SeenTable` overrides the private method in which Faust makes a table's store."""
    settings = Settings(data_dir=tmp_path)
    app = build_app(DedupStage(settings), settings, Metrics())
    table: Any = app.tables["seen"]
    assert isinstance(table.data, SeenStore)
    assert table.data.rocksdb_options.ttl == 30 * 24 * 3600


async def test_a_message_marked_as_acknowledged_is_not_waited_for(tmp_path: Path) -> None:
    """`turns` marks what waits when partitions go away; the consumer must not wait for it, nor commit it."""
    settings = Settings(data_dir=tmp_path)
    app = build_app(DedupStage(settings), settings, Metrics())
    consumer: Any = app.consumer
    message = ConsumerMessage("articles.fingerprinted", 0, 7, 0.0, 0, [], b"", b"", None)
    consumer.track_message(message)
    assert set(consumer.unacked) == {message}
    message.acked = True
    consumer._clean_unacked_messages()
    assert not consumer.unacked
    assert not consumer._acked[message.tp]


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


async def test_a_long_session_is_taken_by_the_client(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, session_seconds=300)
    app = build_app(ExtractStage(settings), settings, Metrics())
    thread = app.consumer._thread
    client: Any = thread._create_worker_consumer(app.transport)
    assert client._session_timeout_ms == 300_000


async def test_faust_leaves_the_watching_to_the_watchdog(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    app = build_app(ExtractStage(settings), settings, Metrics())
    # the one place that Faust's consumer asks, which would raise for a client that never started
    assert "self._thread.verify_event_path(now, tp)" in inspect.getsource(FetchingConsumer.__mro__[1].verify_event_path)
    app.consumer.verify_event_path(0.0, TP("articles.normalized", 0))


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
