"""Log lines about messages: where a message is and whose article it carries, never what it says.

At the default level one line tells of the messages of a batch that were rejected, so that ten thousand malformed ones in
a row make fifty lines; at `debug` each message has a line of its own.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from typing import Any

from services.stream.messages import Handled

log = logging.getLogger(__name__)


def place(stage: str, record: Any, article_id: bytes | None = None) -> dict[str, Any]:
    """The fields of a log line about a message: stage, topic, partition, offset, and the article's id where known.

    record: Faust's message.
    """
    fields = {"stage": stage, "topic": record.topic, "partition": record.partition, "offset": record.offset}
    # behind intake the key of every message is its article's id
    known = article_id or (record.key if stage != "intake" else None)
    if known:
        fields["article_id"] = known.decode("utf-8", "replace")
    return fields


def log_batch(stage: str, events: Sequence[Any], handled: Sequence[Handled]) -> None:
    """Tells what an acknowledged batch ended as."""
    refused = [number for number, done in enumerate(handled) if done.error_code is not None]
    if refused:
        codes = Counter(handled[number].error_code for number in refused)
        what = ", ".join(f"{code} {count}" for code, count in sorted(codes.items(), key=str))
        log.warning(
            "%s: %d of %d messages rejected (%s), the first is",
            stage,
            len(refused),
            len(events),
            what,
            extra={"fields": place(stage, events[refused[0]].message)},
        )
    if log.isEnabledFor(logging.DEBUG):
        for event, done in zip(events, handled, strict=True):
            accepted = stage == "intake" and done.error_code is None
            fields = place(stage, event.message, done.outputs[0].key if accepted else None)
            log.debug("%s", done.outcome, extra={"fields": {**fields, "outputs": len(done.outputs)}})
