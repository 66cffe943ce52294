"""Every metric of the service, with its meaning and unit. `/metrics` shows them in Prometheus' format."""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from schemas import Kind
from services.claims import EXTRACTOR_VERSION
from services.stream.messages import Handled

# What a message can end as, by stage: each acknowledged message is counted under exactly one of its stage's outcomes.
OUTCOMES: dict[str, tuple[str, ...]] = {
    "intake": ("accepted", "rejected"),
    "dedup": ("new", "exact", "near", "revision", "rejected"),
    "extract": ("extracted", "rejected"),
}
# Error codes of messages that were rejected through no fault of their publisher (`attempts`, `batches`).
OURS = ("unexpected_error", "output_too_large")
STAGE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
PUBLISH_TO_CLAIMS_SECONDS = (0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 3600.0)
AGE_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 3600.0)

# Entries and bytes by partition.
StateSizes = Callable[[], Mapping[int, tuple[int, int]]]


class Metrics:
    """The metrics of one worker process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter(
            "rasd_messages", "Messages acknowledged, by stage and outcome", ["stage", "outcome"], registry=self.registry
        )
        self.outputs = Counter(
            "rasd_outputs",
            "Messages written and acknowledged by the brokers, by topic",
            ["topic"],
            registry=self.registry,
        )
        self.claims = Counter("rasd_claims", "Claims published, by kind", ["kind"], registry=self.registry)
        self.rejected = Counter(
            "rasd_rejected", "Messages sent to articles.rejected, by error code", ["code"], registry=self.registry
        )
        self.batch_seconds = Histogram(
            "rasd_batch_seconds",
            "Seconds from taking a batch to acknowledging it, by stage",
            ["stage"],
            buckets=STAGE_SECONDS,
            registry=self.registry,
        )
        self.age_seconds = Histogram(
            "rasd_message_age_seconds",
            "Seconds from a message's time in its topic to its acknowledgement, by stage",
            ["stage"],
            buckets=AGE_SECONDS,
            registry=self.registry,
        )
        self.publish_to_claims_seconds = Histogram(
            "rasd_publish_to_claims_seconds",
            "Seconds from a raw article's arrival in Kafka to the acknowledgement of its claims",
            buckets=PUBLISH_TO_CLAIMS_SECONDS,
            registry=self.registry,
        )
        self.lag = Gauge(
            "rasd_lag",
            "Messages in the topic that are not yet committed, by stage and partition of this worker",
            ["stage", "partition"],
            registry=self.registry,
        )
        self.ready = Gauge("rasd_ready", "1 when the stage takes messages, else 0", ["stage"], registry=self.registry)
        self.recovering = Gauge(
            "rasd_recovering",
            "1 while the stage reads its state from the changelog, else 0",
            ["stage"],
            registry=self.registry,
        )
        self.seconds_without_progress = Gauge(
            "rasd_seconds_without_progress",
            "Seconds since the stage last advanced or had nothing to do",
            ["stage"],
            registry=self.registry,
        )
        self.start_time = Gauge(
            "rasd_start_time_seconds",
            "When the process started, in seconds since 1970: each change is a restart",
            registry=self.registry,
        )
        self.start_time.set_to_current_time()
        self.build = Gauge(
            "rasd_build",
            "1, labelled with the version of the claims engine",
            ["extractor_version"],
            registry=self.registry,
        )
        self.build.labels(EXTRACTOR_VERSION).set(1)
        self._with_lag: dict[str, set[int]] = {}
        self._state_sizes: StateSizes | None = None
        # memory, processor time and open files of the process; on Linux
        ProcessCollector(registry=self.registry)
        self.registry.register(_DedupState(self))
        for stage, outcomes in OUTCOMES.items():
            for outcome in outcomes:
                self.messages.labels(stage, outcome)  # shown as 0 before the first one
        # counted from 0, so that the first one is an increase
        for code in OURS:
            self.rejected.labels(code)
        for kind in get_args(Kind):
            self.claims.labels(kind)

    def count_batch(self, stage: str, handled: Sequence[Handled], records: Iterable[Any], seconds: float) -> None:
        """Counts an acknowledged batch: what its messages ended as, what was written, and how long it took."""
        for outcome, number in Tally(done.outcome for done in handled).items():
            self.messages.labels(stage, outcome).inc(number)
        for topic, number in Tally(output.topic for done in handled for output in done.outputs).items():
            self.outputs.labels(topic).inc(number)
        for done in handled:
            for name, number in done.claims.items():
                self.claims.labels(name).inc(number)
            if done.error_code is not None:
                self.rejected.labels(done.error_code).inc()
        self.batch_seconds.labels(stage).observe(seconds)
        now, age = time.time(), self.age_seconds.labels(stage)
        for record in records:
            age.observe(max(0.0, now - record.timestamp))
            if stage == "extract":
                self.publish_to_claims_seconds.observe(max(0.0, now - _published(record)))

    def set_lag(self, stage: str, behind: Mapping[int, int]) -> None:
        """The lag of the partitions that this worker has; those that it lost are shown no longer."""
        for partition in self._with_lag.get(stage, set()) - behind.keys():
            self.lag.remove(stage, partition)
        self._with_lag[stage] = set(behind)
        for partition, messages in behind.items():
            self.lag.labels(stage, partition).set(messages)

    def show_state(self, sizes: StateSizes) -> None:
        """From here on, shows what `sizes` says of the de-duplication state."""
        self._state_sizes = sizes

    def state_sizes(self) -> Mapping[int, tuple[int, int]]:
        """Entries and bytes of the de-duplication state by partition; none for a worker that has no state."""
        return self._state_sizes() if self._state_sizes else {}

    def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self.registry)


class _DedupState(Collector):
    """The size of the state, read when the metrics are."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[GaugeMetricFamily]:
        entries = GaugeMetricFamily(
            "rasd_dedup_state_entries",
            "Entries of the de-duplication state as RocksDB estimates them, by partition",
            labels=["partition"],
        )
        size = GaugeMetricFamily(
            "rasd_dedup_state_bytes", "Bytes of the de-duplication state on disk, by partition", labels=["partition"]
        )
        for partition, (number, number_of_bytes) in self._metrics.state_sizes().items():
            entries.add_metric([str(partition)], number)
            size.add_metric([str(partition)], number_of_bytes)
        return [entries, size]


def _published(record: Any) -> float:
    """Seconds since 1970 at which the raw article reached Kafka; the message's own time where no header says it."""
    for name, value in record.headers or ():
        if name == "ce_time":
            with suppress(ValueError):
                return datetime.fromisoformat(value.decode("ascii", "replace")).timestamp()
    return float(record.timestamp)
