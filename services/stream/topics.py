"""Every topic and consumer group: names, partitions and clean-up, in one place.

A stage knows its own input and outputs by this module and nothing of the other stages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.stream.settings import Settings

KEEP_FOREVER = "-1"
# What the stages write bears the brokers' time: a worker whose clock is off by more than an hour would be refused, and what it
# wrote in the past would be thrown away at once, its retention being over.
BROKERS_TIME = {"message.timestamp.type": "LogAppendTime"}
# Fixed for ever and not a setting: the state of a feed is in the partition that its host hashes to. Divides evenly among 2, 3,
# 4, 6 and 12 replicas.
FEED_PARTITIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic as `rasd topics` creates it.

    cleanup: Kafka's `cleanup.policy`; configuration: further topic configuration, name → value.
    fixed_partitions: the number of partitions decides which state an article meets, so that a worker refuses to run on
        a topic that has another number.
    """

    name: str
    partitions: int
    meaning: str
    cleanup: str = "delete"
    fixed_partitions: bool = False
    configuration: dict[str, str] = field(default_factory=dict)


class Topics:
    """The topics and consumer groups that the settings describe."""

    def __init__(self, settings: Settings) -> None:
        prefix, count, shards = settings.topic_prefix, settings.partitions, settings.dedup_shards
        window = {**BROKERS_TIME, "retention.ms": str(int(settings.dedup_window.total_seconds() * 1000))}
        # A dead letter holds the message in base64, which is a third longer, and must fit however long the message was.
        dead_letter_limit = {**BROKERS_TIME, "max.message.bytes": str(2 * 1024 * 1024)}
        self._prefix = prefix
        self.raw = Topic(name=f"{prefix}articles.raw", partitions=count, meaning="raw articles")
        self.fingerprinted = Topic(
            name=f"{prefix}articles.fingerprinted",
            partitions=shards,
            meaning="accepted articles on their way to de-duplication (internal)",
            fixed_partitions=True,
            configuration=BROKERS_TIME,
        )
        self.normalized = Topic(
            name=f"{prefix}articles.normalized",
            partitions=count,
            meaning="each article once",
            configuration=BROKERS_TIME,
        )
        self.duplicates = Topic(
            name=f"{prefix}articles.duplicates",
            partitions=count,
            meaning="which article repeats which",
            configuration=BROKERS_TIME,
        )
        self.rejected = Topic(
            name=f"{prefix}articles.rejected",
            partitions=count,
            meaning="dead letters: what was refused and why",
            configuration=dead_letter_limit,
        )
        # Claims are the product: they stay until an operator decides otherwise.
        self.casualty = Topic(
            name=f"{prefix}claims.casualty",
            partitions=count,
            meaning="casualty claims",
            configuration={**BROKERS_TIME, "retention.ms": KEEP_FOREVER},
        )
        self.defection = Topic(
            name=f"{prefix}claims.defection",
            partitions=count,
            meaning="defection claims",
            configuration={**BROKERS_TIME, "retention.ms": KEEP_FOREVER},
        )
        # Faust names a table's changelog GROUP-TABLE-changelog.
        self.dedup_changelog = Topic(
            name=f"{self.group('dedup')}-seen-changelog",
            partitions=shards,
            meaning="state of de-duplication (internal)",
            fixed_partitions=True,  # keys never repeat: there is nothing to compact
            configuration=window,
        )
        self.feeds_state = Topic(
            name=f"{prefix}feeds.state",
            partitions=FEED_PARTITIONS,
            meaning="what `rasd feeds` remembers of each feed (internal)",
            cleanup="compact",
            fixed_partitions=True,
            configuration={"max.message.bytes": str(2 * 1024 * 1024)},
        )

    def group(self, stage: str) -> str:
        """The consumer group of a stage; it is the Faust app's id as well."""
        return f"{self._prefix}rasd-{stage}"

    def all(self) -> list[Topic]:
        """Every topic, in the direction of the flow."""
        return [
            self.feeds_state,
            self.raw,
            self.fingerprinted,
            self.dedup_changelog,
            self.normalized,
            self.duplicates,
            self.rejected,
            self.casualty,
            self.defection,
        ]

    def public(self) -> list[Topic]:
        """The topics that subscribers read."""
        return [self.normalized, self.duplicates, self.rejected, self.casualty, self.defection]
