"""Every metric of `rasd feeds`, with its meaning and unit."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

POLL_SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)


class FeedMetrics:
    """The metrics of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.polls = Counter(
            "rasd_feed_polls",
            "Polls of feeds by outcome: read, unchanged, or the kind of failure",
            ["outcome"],
            registry=self.registry,
        )
        self.articles = Counter(
            "rasd_feed_articles",
            "Articles acknowledged by Kafka, by where their text came from: feed, page or summary",
            ["text_from"],
            registry=self.registry,
        )
        self.left_out = Counter(
            "rasd_feed_left_out",
            "New entries not published, by reason: a language that is not wanted, or no text",
            ["reason"],
            registry=self.registry,
        )
        self.pages = Counter("rasd_feed_pages", "Pages of articles by outcome", ["outcome"], registry=self.registry)
        self.gaps = Counter(
            "rasd_feed_gaps",
            "Polls of a known feed at which every entry was new, so that it may have dropped some in between",
            registry=self.registry,
        )
        self.unread_entries = Counter(
            "rasd_feed_unread_entries",
            "Entries that a document opened and no parser could read",
            registry=self.registry,
        )
        self.poll_seconds = Histogram(
            "rasd_feed_poll_seconds",
            "Seconds of a poll with its pages and the acknowledgement of its articles",
            buckets=POLL_SECONDS,
            registry=self.registry,
        )
        self.owned = Gauge("rasd_feeds_owned", "Feeds that this process polls", registry=self.registry)
        self.pending = Gauge(
            "rasd_feed_pending_entries", "Entries that wait for their page to be readable again", registry=self.registry
        )
        self.failing = Gauge(
            "rasd_feed_failing_seconds",
            "Seconds since the feed last answered as it should, for feeds that fail",
            ["feed"],
            registry=self.registry,
        )

    def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self.registry)
