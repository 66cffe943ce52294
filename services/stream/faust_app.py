"""One Faust app for one stage, with the settings that held under faults."""

from __future__ import annotations

from typing import Any

import faust

from services.stream import connection, faust_driver, loss_free
from services.stream.messages import Stage
from services.stream.metrics import Metrics
from services.stream.monitor import OffsetMonitor
from services.stream.raw_progress import RawProgress
from services.stream.seen_store import SeenTable
from services.stream.settings import Settings
from services.stream.topics import Topics

TABLE_NAME = "seen"


def build_app(stage: Stage, settings: Settings, metrics: Metrics) -> faust.App:
    """The app that runs the stage: its consumer group, its table where it remembers something, its one agent.

    Call it inside the event loop that will run the app.
    """
    servers = connection.servers(settings)
    data_dir = settings.data_dir / stage.name
    data_dir.mkdir(parents=True, exist_ok=True)
    app = faust.App(
        Topics(settings).group(stage.name),
        broker=[f"kafka://{host}:{port}" for host, port in servers],
        broker_credentials=connection.faust_credentials(settings),
        datadir=str(data_dir),
        store="rocksdb://" if stage.remembers else "memory://",
        monitor=OffsetMonitor(),
        value_serializer="raw",
        key_serializer="raw",
        processing_guarantee="at_least_once",
        stream_wait_empty=True,
        # a stage that remembers reads its changelog through such a buffer as well, in messages of 64 KiB
        stream_buffer_maxsize=1024 if stage.remembers else 16_384,
        Table=SeenTable,
        stream_recovery_delay=0.0,
        broker_session_timeout=float(settings.session_seconds),
        broker_heartbeat_interval=min(3.0, settings.session_seconds / 3),
        # Faust refuses to start with a session that is longer than a request may take
        broker_request_timeout=max(90.0, float(settings.session_seconds)),
        broker_commit_interval=1.0,
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=settings.instance_id,
        # 5 ms gather a batch's outputs into few requests: less CPU than none, and less than 20 ms
        producer_linger=0.005,
        producer_max_batch_size=262_144,
        # the largest dead letter: a message of Kafka's default limit in base64
        producer_max_request_size=4 * 1024 * 1024,
        # a broker may be away for minutes; giving up earlier would lose what was handed over
        producer_request_timeout=300.0,
        topic_disable_leader=True,
        topic_partitions=stage.source.partitions,
        web_enabled=False,
        worker_redirect_stdouts=False,
    )
    faust_driver.install(app)
    source = _topic(app, stage.source.name)
    table = _table(app, stage, settings) if stage.remembers else None
    if table is not None:
        metrics.show_state(table.data.sizes)

    async def agent(stream: Any) -> None:
        progress = RawProgress(settings) if stage.in_order and settings.dedup_order == "arrival" else None
        await loss_free.run(app, stream, stage, table, metrics, progress)

    app.agent(source, name=stage.name, concurrency=1)(agent)
    return app


def _topic(app: faust.App, name: str) -> Any:
    """A topic of bytes: decoding is the stage's work, so that what cannot be decoded reaches the dead letters."""
    return app.topic(name, key_serializer="raw", value_serializer="raw", key_type=bytes, value_type=bytes)


def _table(app: faust.App, stage: Stage, settings: Settings) -> Any:
    return app.Table(
        TABLE_NAME,
        key_type=bytes,
        value_type=bytes,
        partitions=stage.source.partitions,
        recovery_buffer_size=16,
        options={"ttl": int(settings.dedup_window.total_seconds())},
    )
