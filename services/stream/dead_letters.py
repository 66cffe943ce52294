"""Messages that no stage can ever process go to `articles.rejected`, complete, with the reason."""

from __future__ import annotations

from base64 import b64encode

from schemas import DeadLetter, RefusalError, cloudevents, encode
from services.stream.internal_headers import ORIGIN
from services.stream.messages import Handled, Message, Output
from services.stream.topics import Topic


def reject(message: Message, error: RefusalError, stage: str, topic: Topic, *, whole: bool = True) -> Handled:
    """The dead letter of a message as its only output.

    whole: False leaves out value and headers, where they do not fit the topic; the letter tells where they are.
    """
    if not whole:
        size = len(message.value or b"")
        missing = f"The message itself, {size} bytes, is too large for {topic.name}: it is at {message.place} as long as it is kept."
        error = RefusalError(code=error.code, message=f"{error.message} {missing}", path=error.path)
    letter = DeadLetter(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        error=error,
        value=_base64(message.value) if whole else None,
        key=_base64(message.key),
        headers=[(name, _base64(value) or "") for name, value in message.headers] if whole else [],
        timestamp=message.timestamp,
        stage=stage,
    )
    output = Output(
        topic=topic.name,
        key=message.key,
        value=encode(letter),
        headers=cloudevents.headers(
            event_id=_event_id(message, stage),
            event_type=cloudevents.EVENT_TYPES["articles.rejected"],
            stage=stage,
            time=message.header("ce_time") or cloudevents.rfc3339(message.timestamp),
        ),
    )
    return Handled(outcome="rejected", outputs=[output], error_code=error.code)


def _event_id(message: Message, stage: str) -> str:
    """The same for every copy of a message: behind intake, copies of one have places of their own."""
    if stage == "intake":
        return message.place
    return message.header("ce_id") or message.header(ORIGIN) or message.place


def _base64(data: bytes | None) -> str | None:
    return None if data is None else b64encode(data).decode("ascii")
