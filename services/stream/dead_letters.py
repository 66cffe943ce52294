"""Messages that no stage can ever process go to `articles.rejected`, complete, with the reason."""

from __future__ import annotations

from base64 import b64encode

from schemas import DeadLetter, RefusalError, cloudevents, encode
from services.stream.messages import Handled, Message, Output
from services.stream.topics import Topic


def reject(message: Message, error: RefusalError, stage: str, topic: Topic) -> Handled:
    """The dead letter of a message as its only output."""
    letter = DeadLetter(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        error=error,
        value=_base64(message.value),
        key=_base64(message.key),
        headers=[(name, _base64(value) or "") for name, value in message.headers],
        timestamp=message.timestamp,
        stage=stage,
    )
    output = Output(
        topic=topic.name,
        key=message.key,
        value=encode(letter),
        headers=cloudevents.headers(
            event_id=message.place,
            event_type=cloudevents.EVENT_TYPES["articles.rejected"],
            stage=stage,
            time=message.header("ce_time") or cloudevents.rfc3339(message.timestamp),
        ),
    )
    return Handled(outcome="rejected", outputs=[output], error_code=error.code)


def _base64(data: bytes | None) -> str | None:
    return None if data is None else b64encode(data).decode("ascii")
