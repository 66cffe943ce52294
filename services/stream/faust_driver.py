"""Faust's Kafka driver, changed where Faust lets one choose nothing.

The consumer's hooks are private; tests/stream/test_faust_assumptions.py notices when an update of Faust moves them.
"""

from __future__ import annotations

from typing import Any, ClassVar

import faust
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Producer, Transport

# Milliseconds. Faust asks brokers to hold a fetch for 1,500 when there is nothing new, and partitions that become free
# meanwhile wait for it: 50 raised throughput over several partitions by 70 %; 100 asks an idle broker half as often.
FETCH_MAX_WAIT_MS = 100


class FetchingThread(AIOKafkaConsumerThread):
    """Sets how long a fetch may wait at the broker."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        # aiokafka hands it to its fetcher when it starts
        consumer._fetch_max_wait_ms = FETCH_MAX_WAIT_MS
        return consumer


class FetchingConsumer(Consumer):
    """Runs `FetchingThread`."""

    def _new_consumer_thread(self) -> Any:
        return FetchingThread(self, loop=self.loop, beacon=self.beacon)


class NonCreatingProducer(Producer):
    """Creates no topic: `rasd topics` does, with the replication it should have, and `checks` sees that they are there.

    Faust would ask for a table's changelog at every start, which a worker with the least rights may not, and then hang.
    """

    async def create_topic(self, topic: str, *_: Any, **__: Any) -> None:
        """Does nothing."""


class Driver(Transport):
    """Faust's transport with these clients."""

    Consumer: ClassVar[type[Any]] = FetchingConsumer
    Producer: ClassVar[type[Any]] = NonCreatingProducer


def install(app: faust.App) -> None:
    """Makes the app use this driver."""
    app.transport = Driver(app.conf.broker_consumer, app)
    app.producer_transport = Driver(app.conf.broker_producer, app)
