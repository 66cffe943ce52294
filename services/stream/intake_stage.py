"""Stage `intake`: raw articles in, accepted and fingerprinted articles out, the rest to the dead letters. No state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import Article, RefusalError, cloudevents, encode
from services.dedup import Reader, fingerprinted
from services.dedup.sharding import shard_of
from services.dedup.statements import statements
from services.intake import read_article
from services.stream.claims_once import ClaimsOnce
from services.stream.dead_letters import reject
from services.stream.internal_headers import ORIGIN
from services.stream.messages import Handled, Message, Output
from services.stream.settings import Settings
from services.stream.topics import Topics


class IntakeStage:
    """See `services.stream.messages.Stage`."""

    name = "intake"
    in_order = False
    remembers = None

    def __init__(self, settings: Settings, once: ClaimsOnce | None = None) -> None:
        self._once = once
        topics = Topics(settings)
        self.source = topics.raw
        self.outputs = (topics.fingerprinted, topics.rejected)
        self._accepted, self.dead_letters = topics.fingerprinted, topics.rejected
        self._max_bytes = settings.max_article_bytes

    def handle(self, messages: Iterable[Message], state: Reader) -> Iterator[Handled]:
        """Accepts or refuses each message."""
        del state  # intake remembers nothing
        for message in messages:
            article = read_article(message.value, self._max_bytes)
            if isinstance(article, RefusalError):
                yield reject(message, article, self.name, self.dead_letters)
            else:
                yield Handled(outcome="accepted", outputs=[self._output(message, article)])

    def _output(self, message: Message, article: Article) -> Output:
        time = cloudevents.rfc3339(message.timestamp)
        # The time is part of the origin, so that a topic made anew, whose offsets start again, has other origins.
        origin = f"{message.place}@{message.timestamp}"
        accepted = fingerprinted(article, None if self._once is None else statements(self._once.find(article)))
        return Output(
            topic=self._accepted.name,
            partition=shard_of(accepted, self._accepted.partitions),
            key=article.id.encode(),
            value=encode(accepted),
            headers=[(ORIGIN, origin.encode()), ("ce_time", time.encode())],
        )
