"""What `make bench-stream` measures the worker beside: processes that pass messages on over three hops and do nothing else.

    python -m bench.stream_peers driven | agents | aiokafka

driven: three Faust apps of ours with a stage that hands its message on: batches, everything awaited, as `loss_free` does it.
agents: three Faust apps as its documentation writes them: `async for`, one awaited send a message.
aiokafka: three consumers and producers without Faust: batches, everything awaited, then the commit.

Topics: hop.0 → hop.1 → hop.2 → hop.3, each with the prefix. Prints `ready` when all three read, and ends with SIGTERM.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import faust
import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from services.dedup import Reader
from services.stream import connection, logs
from services.stream.faust_app import build_app
from services.stream.messages import Handled, Message, Output
from services.stream.metrics import OUTCOMES, Metrics
from services.stream.settings import Settings
from services.stream.topics import Topic

HOPS = 3
BATCH = 500


def topics(settings: Settings) -> list[Topic]:
    """The topics that the hops go between."""
    return [
        Topic(
            name=f"{settings.topic_prefix}hop.{number}", partitions=settings.partitions, meaning="a hop of a benchmark"
        )
        for number in range(HOPS + 1)
    ]


class PassOn:
    """A stage that hands every message on as it is. See `services.stream.messages.Stage`."""

    in_order = False
    remembers = None

    def __init__(self, name: str, source: Topic, target: Topic) -> None:
        self.name = name
        self.source = source
        self.outputs = (target,)

    def handle(self, messages: Iterable[Message], state: Reader) -> Iterator[Handled]:
        """One output a message."""
        del state
        for message in messages:
            output = Output(
                topic=self.outputs[0].name, key=message.key, value=message.value or b"", headers=message.headers
            )
            yield Handled(outcome=OUTCOMES[self.name][0], outputs=[output])


def driven(settings: Settings) -> list[faust.App]:
    """The three apps of `driven`; they bear the names of our stages, for their outcomes."""
    hops, metrics = topics(settings), Metrics()
    return [
        build_app(PassOn(name, hops[number], hops[number + 1]), settings, metrics)
        for number, name in enumerate(("intake", "dedup", "extract"))
    ]


def agents(settings: Settings) -> list[faust.App]:
    """The three apps of `agents`."""
    hops, apps = topics(settings), []
    (server,) = connection.servers(settings)
    for number in range(HOPS):
        app = faust.App(
            f"{settings.topic_prefix}agents-{number}",
            broker=f"kafka://{server[0]}:{server[1]}",
            datadir=str(settings.data_dir / f"agents-{number}"),
            value_serializer="raw",
            key_serializer="raw",
            web_enabled=False,
            topic_disable_leader=True,
            consumer_auto_offset_reset="earliest",
        )
        _agent(app, hops[number], hops[number + 1])
        apps.append(app)
    return apps


def _agent(app: faust.App, source: Topic, target: Topic) -> None:
    out = app.topic(target.name, key_serializer="raw", value_serializer="raw")

    async def agent(stream: Any) -> None:
        async for event in stream.events():
            await out.send(key=event.key, value=event.value, headers=event.headers)

    app.agent(app.topic(source.name, key_type=bytes, value_type=bytes), name="hop")(agent)


async def run_apps(apps: list[faust.App]) -> None:
    """Runs Faust apps until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await asyncio.gather(*(app.start() for app in apps))
    while not all(app.consumer.assignment() and not app.rebalancing for app in apps):  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    print("ready", flush=True)
    await stopping.wait()
    for app in apps:
        await app.stop()


async def bare(settings: Settings) -> None:
    """Runs the hops of `aiokafka` until SIGTERM."""
    hops, arguments = topics(settings), connection.client_arguments(settings)
    tasks = []
    for number in range(HOPS):
        consumer = AIOKafkaConsumer(
            hops[number].name,
            group_id=f"{settings.topic_prefix}bare-{number}",
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=100,
            **arguments,
        )
        producer = AIOKafkaProducer(linger_ms=5, max_batch_size=262_144, **arguments)
        await consumer.start()
        await producer.start()
        tasks.append(asyncio.create_task(_bare_hop(consumer, producer, hops[number + 1].name)))
        while not consumer.assignment():  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: os._exit(0))
    print("ready", flush=True)
    await asyncio.gather(*tasks)


async def _bare_hop(consumer: Any, producer: Any, target: str) -> None:
    while True:
        found = await consumer.getmany(timeout_ms=1000, max_records=BATCH)
        sent = [
            await producer.send(target, record.value, key=record.key, headers=record.headers)
            for records in found.values()
            for record in records
        ]
        if sent:
            await asyncio.gather(*sent)
            await consumer.commit()


def main() -> None:
    settings = Settings.from_environment(os.environ)
    logs.configure(settings.log_format)
    way = sys.argv[1]

    async def run() -> None:
        if way == "aiokafka":
            await bare(settings)
        else:
            await run_apps(driven(settings) if way == "driven" else agents(settings))

    uvloop.run(run())


if __name__ == "__main__":
    main()
