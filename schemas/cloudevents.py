"""CloudEvents 1.0 attributes as Kafka headers (binary binding): what every message on an output topic carries.

The attributes depend on the message that caused the event alone, so that a repeated delivery repeats them: `ce_id`
names the event, `ce_time` is when the raw article reached Kafka.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

SPECIFICATION_VERSION = b"1.0"
CONTENT_TYPE = b"application/json"

# Event type of each output topic (without prefix). The number is the major version of the schema.
EVENT_TYPES = {
    "articles.normalized": "rasd.article.normalized.v1",
    "articles.duplicates": "rasd.article.duplicate.v1",
    "articles.rejected": "rasd.article.rejected.v1",
    "claims.casualty": "rasd.claim.casualty.v1",
    "claims.defection": "rasd.claim.defection.v1",
}


def headers(*, event_id: str, event_type: str, stage: str, time: str) -> list[tuple[str, bytes]]:
    """The headers of one event. `stage` is the one that produced it, `time` is RFC 3339 (`rfc3339`)."""
    return [
        ("ce_id", event_id.encode()),
        ("ce_source", b"/rasd/" + stage.encode()),
        ("ce_type", event_type.encode()),
        ("ce_specversion", SPECIFICATION_VERSION),
        ("ce_time", time.encode()),
        ("content-type", CONTENT_TYPE),
    ]


@lru_cache(maxsize=1024)
def rfc3339(milliseconds: int) -> str:
    """Milliseconds since 1970 as RFC 3339 in UTC, for example `2017-08-08T09:00:00.000Z`."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
