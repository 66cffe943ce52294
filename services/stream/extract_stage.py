"""Stage `extract`: the claims of each normalized article, in the order in which the article makes them."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator

from schemas import Article, Claim, InvalidMessage, NormalizedArticle, RefusalError, cloudevents, decode, encode
from services.claims import extract
from services.dedup import Reader
from services.dedup.records import kept_text
from services.dedup.revisions import link
from services.stream.claims_once import ClaimsOnce
from services.stream.dead_letters import reject
from services.stream.internal_headers import REVISED, WITHDRAWS
from services.stream.messages import Handled, Message, Output
from services.stream.own_data import use_own_data
from services.stream.settings import Settings
from services.stream.topics import Topics

# Loads the lexicons and the gazetteer before the worker is ready, and not while the first article waits.
WARM_UP = Article(id="warm-up", title="", body="قتل شخصان في مدينة حلب أمس.")


class ExtractStage:
    """See `services.stream.messages.Stage`."""

    name = "extract"
    in_order = False
    remembers = None

    def __init__(self, settings: Settings, once: ClaimsOnce | None = None) -> None:
        self._once = once
        topics = Topics(settings)
        self.source = topics.normalized
        self.outputs = (topics.casualty, topics.defection, topics.rejected)
        self.dead_letters = topics.rejected
        self._topic_of_type = {"casualty": topics.casualty.name, "defection": topics.defection.name}
        use_own_data(settings.gazetteer_extra, settings.actors_extra)
        extract(WARM_UP)

    def handle(self, messages: Iterable[Message], state: Reader) -> Iterator[Handled]:
        """Extracts the claims of each article."""
        del state  # nothing is remembered
        for message in messages:
            try:
                article = decode(message.value or b"", NormalizedArticle)
            except InvalidMessage as error:
                refusal = RefusalError(code="wrong_type", message=error.message, path=error.path)
                yield reject(message, refusal, self.name, self.dead_letters)
                continue
            claims = self._claims(message, article)
            yield Handled(
                outcome="extracted",
                outputs=[self._output(message, article.id, claim) for claim in claims],
                claims=Counter(claim.kind for claim in claims if not claim.withdrawn),
            )

    def _output(self, message: Message, article_id: str, claim: Claim) -> Output:
        withdrawn = [("ce_withdrawnby", article_id.encode())] if claim.withdrawn else []
        return Output(
            topic=self._topic_of_type[claim.type],
            key=claim.article.id.encode(),
            value=encode(claim),
            headers=[
                *cloudevents.headers(
                    event_id=claim.id,
                    event_type=cloudevents.EVENT_TYPES[f"claims.{claim.type}"],
                    stage=self.name,
                    time=message.header("ce_time") or cloudevents.rfc3339(message.timestamp),
                ),
                *withdrawn,
            ],
        )

    def _claims(self, message: Message, article: NormalizedArticle) -> list[Claim]:
        """The claims of an article; those of a revision are linked to those of the article that it revises."""
        claims = None if self._once is None else self._once.take(article)
        if claims is None:
            claims = extract(article)
        revised = message.header_bytes(REVISED)
        if revised is None:
            return claims
        earlier = extract(kept_text(b64decode(revised)))
        return link(earlier, claims, article.id, withdraw=message.header(WITHDRAWS) == "true")
