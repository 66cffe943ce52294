"""Every metric of the service, with its meaning and unit. `/metrics` shows them in Prometheus' format."""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

from services.stream.messages import Handled

# What a message can end as, by stage: each acknowledged message is counted under exactly one of its stage's outcomes.
OUTCOMES: dict[str, tuple[str, ...]] = {
    "intake": ("accepted", "rejected"),
    "dedup": ("new", "exact", "near", "revision", "rejected"),
    "extract": ("extracted", "rejected"),
}
STAGE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
AGE_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 3600.0)


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
        self.lag = Gauge(
            "rasd_lag",
            "Messages in the topic that are not yet committed, by stage and partition",
            ["stage", "partition"],
            registry=self.registry,
        )
        self.ready = Gauge("rasd_ready", "1 when the stage takes messages, else 0", ["stage"], registry=self.registry)
        for stage, outcomes in OUTCOMES.items():
            for outcome in outcomes:
                self.messages.labels(stage, outcome)  # shown as 0 before the first one

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

    def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self.registry)
