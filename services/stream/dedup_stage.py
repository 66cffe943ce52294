"""Stage `dedup`: each article once to `articles.normalized`, what it repeats to `articles.duplicates`.

The state is a Faust table on RocksDB (`seen_store`): what `services.dedup.decide` remembers, for the length of the
window. A batch sees its own earlier articles through an `Overlay`: the table is written only after the outputs are
acknowledged. Articles come in the order of their arrival in Kafka (`turns`).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import fields

from schemas import (
    DuplicateNotice,
    FingerprintedArticle,
    InvalidMessage,
    NormalizedArticle,
    RefusalError,
    cloudevents,
    decode,
    encode,
)
from services.dedup import Decision, Overlay, Reader, decide
from services.stream.arrival_order import Origin
from services.stream.dead_letters import reject
from services.stream.internal_headers import ORIGIN, REVISED, WITHDRAWS
from services.stream.messages import Handled, Message, Output
from services.stream.settings import Settings
from services.stream.topics import Topics

_ARTICLE_FIELDS = tuple(field.name for field in fields(FingerprintedArticle))


class DedupStage:
    """See `services.stream.messages.Stage`."""

    name = "dedup"
    in_order = True

    def __init__(self, settings: Settings) -> None:
        topics = Topics(settings)
        self.source = topics.fingerprinted
        self.remembers = topics.dedup_changelog
        self.outputs = (topics.normalized, topics.duplicates, topics.rejected)
        self._normalized, self._duplicates, self.dead_letters = self.outputs
        self._window = int(settings.dedup_window.total_seconds() * 1000)

    def handle(self, messages: Iterable[Message], state: Reader) -> Iterator[Handled]:
        """Decides each article in order."""
        overlays: dict[int, Overlay] = {}
        for message in messages:
            store = overlays.setdefault(message.partition, Overlay(state))
            try:
                article = decode(message.value or b"", FingerprintedArticle)
            except InvalidMessage as error:
                refusal = RefusalError(code="wrong_type", message=error.message, path=error.path)
                yield reject(message, refusal, self.name, self.dead_letters)
                continue
            origin = message.header(ORIGIN) or message.place
            decision = decide(article, store, at=_seen_at(message, origin), origin=origin, window=self._window)
            store.apply(decision.changes)
            output = self._publish(message, article, decision) if decision.published else None
            notice = None if decision.verdict == "new" else self._notify(message, origin, article, decision)
            yield Handled(
                outcome=decision.verdict,
                outputs=[each for each in (output, notice) if each is not None],
                state=decision.changes,
            )

    def _publish(self, message: Message, article: FingerprintedArticle, decision: Decision) -> Output:
        normalized = NormalizedArticle(
            **{name: getattr(article, name) for name in _ARTICLE_FIELDS}, revises=decision.revises
        )
        internal = []
        if decision.revised is not None:
            withdraws = b"true" if decision.withdraws else b"false"
            internal = [(REVISED, b64encode(decision.revised)), (WITHDRAWS, withdraws)]
        return self._output(
            message,
            internal,
            topic=self._normalized.name,
            article_id=article.id,
            value=encode(normalized),
            # the id alone would name a revision under the same id as the article that it revises
            event_id=f"{article.id}:{article.fingerprint.exact}",
            event_type=cloudevents.EVENT_TYPES["articles.normalized"],
        )

    def _notify(self, message: Message, origin: str, article: FingerprintedArticle, decision: Decision) -> Output:
        notice = DuplicateNotice(
            id=article.id,
            of=decision.of or article.id,
            verdict=decision.verdict,
            similarity=decision.similarity or 0.0,
            measure=decision.measure or "identity",
            url=article.url,
            source=article.source,
            title=article.title,
            published_at=article.published_at,
        )
        return self._output(
            message,
            [],
            topic=self._duplicates.name,
            article_id=article.id,
            value=encode(notice),
            event_id=origin,
            event_type=cloudevents.EVENT_TYPES["articles.duplicates"],
        )

    def _output(
        self,
        message: Message,
        internal: list[tuple[str, bytes]],
        *,
        topic: str,
        article_id: str,
        value: bytes,
        event_id: str,
        event_type: str,
    ) -> Output:
        time = message.header("ce_time") or cloudevents.rfc3339(message.timestamp)
        headers = cloudevents.headers(event_id=event_id, event_type=event_type, stage=self.name, time=time)
        return Output(topic=topic, key=article_id.encode(), value=value, headers=[*headers, *internal])


def _seen_at(message: Message, origin: str) -> int:
    """Milliseconds since 1970 at which the article reached Kafka: not the clock's time, so that redelivery changes
    nothing.
    """
    try:
        return Origin.parse(origin).timestamp
    except ValueError:
        return message.timestamp
